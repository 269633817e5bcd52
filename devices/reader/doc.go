// Package reader is the driver of a simulated reader of cards, bar codes and fingerprints,
// for whoever tries out a kiosk that runs. No real reader speaks like this, and a locked
// kiosk has none.
//
// It hides the lines of text: the kiosk asks "V?", the reader answers "V name version", and
// says "P card 9001011234567" when something was held to it, "P card" when it could not be
// read; code and fingerprint likewise. It does no I/O and reads no clock; one goroutine at a
// time may call it. What was presented is in the event only, never in an error or a log.
package reader
