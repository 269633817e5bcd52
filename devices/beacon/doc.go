// Package beacon is the driver of a location beacon: the receiver of a remote, or a push
// button at the entrance, with which somebody who cannot see asks where the kiosk stands
// (SPK-17).
//
// It hides what the receiver speaks. Lines of text, which any microcontroller can speak: the
// kiosk asks "V?", the receiver answers "V name version", and says "here" whenever somebody
// asks. Or a dry contact, as most receivers have one: it is wired to a board that runs
// StandardFirmata, whose profile names its pin; whichever of the profile's contacts closes,
// somebody asks. What is said then is not decided here. It does no I/O and reads no clock;
// one goroutine at a time may call a driver.
package beacon
