// Package keypad is the driver of every keypad that a profile can describe.
//
// It hides bytes: in come pieces of a stream, out come KeyPressed and KeyReleased.
// It tolerates what cheap keypads do (key-up sent twice, key-up lost, keys sent
// before the greeting) and reports what they must not do (a key held for ten
// seconds). It does no I/O and reads no clock; one goroutine at a time may call
// it. It never decides what a key means.
package keypad
