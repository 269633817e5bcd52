# Copyright and licence as the repository (Apache-2.0).
"""The drinks of the café."""

import kit
from kit import Item

ITEMS = {}
