// Package child opens a program of its own as a port: its standard input and output
// are the line. An adapter for a confidential or foreign protocol, or a simulated
// terminal, runs so: it may crash, hang or lie without harm to the kiosk.
//
// It hides the process. Open starts it, Close ends it and waits for it; when it
// exits by itself, that reads as a pulled cable. What it writes to its standard
// error goes to the Opener's Log. It never restarts the program; package link does,
// by opening it again.
package child
