// Package kiosk is the core: it turns (model, event, time) into (model, change,
// effects).
//
// It routes. Each event goes to the one machine that owns what it is about: a value with a
// Step of its own, in a package of its own. What it answers is turned here into words, focus
// and effects. ARCHITECTURE.md tells which machine is where. Package model is what is known,
// package screen what is shown of it, package focus where keys lead.
//
// It does no I/O, reads no clock and starts no goroutine; its only input is Update's
// arguments, so that a transcript replays exactly. Only internal/runtime calls it, from
// the one goroutine that owns the Model.
package kiosk
