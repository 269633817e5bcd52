// Package firmata is the driver of a board that runs StandardFirmata: an Arduino
// with buttons, the contact of a headset socket, a foot switch, a bell, lamps.
//
// It hides pins. A profile says which pin is which key; out come KeyPressed,
// KeyReleased and JackChanged, and Lamp lights lamps. The board reports bare levels
// and neither filters nor checks them, so the driver takes out bounce, asks for all
// levels again every second, which heals what was lost on the way and shows that
// the board still lives, and sets the pins up again when the board has restarted.
// It does no I/O and reads no clock; one goroutine at a time may call it. It never
// decides what a key means.
//
// Protocol: "Firmata protocol documentation" 2.5 (github.com/firmata/protocol,
// protocol.md) and what StandardFirmata 2.5 does where that leaves room. It has
// no checksum: a byte that is spoilt on the cable may spell another message. What
// holds is that only pins of the profile make events, and that a wrong level lasts
// at most until the next report.
package firmata
