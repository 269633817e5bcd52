// Package kiosk is the core: it turns (model, event, time) into (model, change,
// effects).
//
// It routes. Each event goes to the one owner of what it is about: the clock of the stay
// (internal/session), a finger (accessibility/gesture), keys (accessibility/nav), the
// headset, a hold, the location beacon, a call for staff, a payment, what is typed
// (internal/headset, hold, beacon, staffcall, payment, entry), or the way through the
// service (package course). Each owner is a value with a Step of its own; what it
// answers is turned here into words, focus and effects. Package model is what is known,
// package screen what is shown of it, package focus where keys lead.
//
// It does no I/O, reads no clock and starts no goroutine; its only input is Update's
// arguments, so that a transcript replays exactly. Only internal/runtime calls it, from
// the one goroutine that owns the Model.
package kiosk
