// Package lift is the driver of a height actuator: the column or bracket that carries the
// screen up and down while a person holds a button.
//
// It hides the lines of text that it speaks, which any microcontroller can speak too. The
// kiosk sends "M up" or "M down" at least every 200 ms while somebody holds the button and
// "M stop" when they let go; it asks "V?". The actuator answers "V name version", and to
// every M line what it is really doing: "M up", "M down", "M stopped", "M top" and
// "M bottom" (it stands at an end), or "M stuck" (it is blocked, and has stopped).
//
// Nothing moves by itself. Three hands hold the brake: the core stops when the hold ends,
// this driver stops when it has not been told again for DeadMan, and the actuator must stop
// by itself when no M line has come for 250 ms, for its cable may be cut. An actuator that
// does not answer is stopped and is a fault. It is no safety device: what keeps fingers
// from being crushed is force limiting in the actuator itself.
//
// It does no I/O and reads no clock; one goroutine at a time may call it.
package lift
