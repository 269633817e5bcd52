// Package fifocard is a sound card made of a FIFO, for tests and demonstrations on
// machines without one: ALSA plays into a named pipe through its file plugin, and
// the card takes the samples out at the pace of a real card.
//
// It hides the ALSA configuration, the pipe and the pacing. A program plays on the
// card when it is started with the environment that Start returns; what left its
// audio stack can then be compared, measured and saved. It needs Linux, and in the
// playing program libasound with its file plugin; this package itself needs neither
// cgo nor an outside program.
//
// Any goroutine may call a Card; one goroutine of its own reads the pipe until
// Close. It never plays anything anybody could hear.
package fifocard
