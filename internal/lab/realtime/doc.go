// Package realtime plays a scenario against the real loop in real time: keys, cards, the
// call button and the height actuator are bytes on pseudo-terminals, through the drivers
// that a kiosk uses; the program beside the kiosk and the register are real HTTP. Only
// the voice is silent, and there is no window.
//
// It hides which simulated device stands on which line, and how long an act may take to
// arrive. A World is used from one goroutine; it starts the loop and the goroutines of
// its devices, and Close ends them all.
package realtime
