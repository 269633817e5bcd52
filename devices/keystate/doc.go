// Package keystate is which keys of a device are down, for drivers that are told of both
// edges.
//
// It hides what follows from a key-up that never comes: it was lost on the way, or the key
// is stuck. It knows no protocol and makes no events. It does no I/O and reads no clock; one
// goroutine at a time may use a Keys.
package keystate
