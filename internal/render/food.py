# Copyright and licence as the repository (Apache-2.0).
"""Ice, bread and desserts of the café."""

import kit
from kit import Item

ITEMS = {}
