package kiosk

import (
	"maps"
	"slices"

	"modu/internal/kiosk/act"
)

// Rows are the kinds of acts that the core carries out itself.
func Rows() []act.Kind { return slices.Collect(maps.Keys(doers())) }
