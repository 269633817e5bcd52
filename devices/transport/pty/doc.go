// Package pty makes pseudo-terminals, so that a simulated device can be opened like
// a serial port, behind a link whose name stays the same.
//
// It hides the ioctls, and that a pseudo-terminal reports "no client" as an error.
// It is pure Go and needs no outside program. Plug makes the terminal behind the
// link, Unplug takes it away as a pulled cable would. It never interprets a byte.
// A Socket may be used from any goroutine; one goroutine reads and one writes.
package pty
