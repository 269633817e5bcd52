// Package room measures every screen of a service on a panel without a window: whether
// anything is cut, covered, too small or out of reach, and where a panel has no room for
// a size of text, by how many millimetres.
//
// It hides which sizes, positions and languages are tried, and how screens are laid out
// without being shown. What it finds goes into a report. It is used from one goroutine.
package room
