// Package kiosk is the core: it turns (model, event, time) into (model, change,
// effects), and the model into one scene.
//
// It composes the pure packages and hides how they play together: what a press
// means on which screen, what is undone by "back", when a payment may start. It
// does no I/O, reads no clock and starts no goroutine; its only input is Update's
// arguments, so that a transcript replays exactly. Only internal/runtime calls it,
// from the one goroutine that owns the Model.
//
// Where to look: model.go (the state), update.go (one event), keys.go and
// move.go (intents and focus), touch.go, view.go (the frame of every screen),
// steps.go (the screens of a service), talk.go (help, warnings, questions),
// pay.go, effect.go.
package kiosk
