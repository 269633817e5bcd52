// Package relay is the driver of a call lamp with an answer button: the person asks
// for help, the lamp burns, a member of staff presses the button.
//
// It hides the lines of text that it speaks, which any microcontroller can speak
// too: the kiosk sends "L call 255" (lamp on) or "L call 0" and asks "V?"; the lamp
// answers "V name version" and says "K call 1" and "K call 0" when its button goes
// down and up. A lamp line has no answer of its own, so a question follows it: who
// answers the question has read the lamp line before it. It does no I/O and reads
// no clock; one goroutine at a time may call it. It never reports a call as ringing
// before the lamp has answered.
package relay
