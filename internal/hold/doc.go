// Package hold moves something for exactly as long as a person holds a button: hold to
// run. It serves the height actuator of the screen.
//
// It hides when a hold begins to move, how often the actuator is told to go on, and all
// that ends a hold: letting go, another key or finger, leaving the button, the screen or
// the stay, a lost device, an end, ten seconds. Nothing but a hold moves anything. State
// is a value, time an argument; any goroutine may call it.
package hold
