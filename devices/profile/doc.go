// Package profile reads device profiles: the file in which an integrator declares
// a keypad (which port, how its line is set, what a frame looks like, what each
// code is called) instead of writing Go.
//
// It hides the file format. Load reports every mistake with file, line and remedy.
// A profile gives names to keys; what a key means is the keymap's business. It does
// no I/O (callers hand it bytes) and keeps no state; any goroutine may call it. A
// loaded Profile is never changed.
package profile
