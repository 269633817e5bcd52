// Package nav turns raw keys into intents, and intents into a place in the focus
// order.
//
// It hides the keymap: which key means what in which context, long presses, the
// debounce filter. Its State is a plain value that lives in the model, so
// that replay, deadlines and the privacy reset cover it. It is pure: time is an
// argument. Any goroutine may call it.
package nav
