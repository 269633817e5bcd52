package profile

import (
	"fmt"
	"regexp"
	"time"

	"modu/accessibility/input"
	"modu/devices/frame"
	"modu/devices/transport"
)

// Kind says which driver a profile is for.
type Kind string

const (
	Keypad  Kind = "keypad"  // frames or lines of text on a serial port
	Firmata Kind = "firmata" // contacts and lamps on the pins of a board that runs StandardFirmata
	HID     Kind = "hid"     // a keyboard to the operating system
)

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{Keypad, Firmata, HID} }

// Values are the names of all kinds.
func (Kind) Values() []string { return kindNames() }

// Profile is one loaded, faultless profile.
type Profile struct {
	File   string
	Kind   Kind
	Name   string // for people
	Source string // where the protocol is published
	Port   transport.PortSpec
	Keys   Keys
	Probe  *Probe // nil: the device is taken to be there once its port is open
	Timing Timing

	Frame   *frame.Format  // frames, or
	Pattern *regexp.Regexp // lines of text with the groups "code" and, if keys go up too, "state"
	Example string         // such a line, with {code} and {state}: what a simulated device sends

	Board *Board // of Firmata
}

// Board says what else hangs on a Firmata board, and how its contacts are wired. A
// contact is closed when its pin is low: it lies between the pin and ground.
type Board struct {
	PullUp   bool // the board's own resistors hold open contacts high
	Jack     *Jack
	Lamps    map[string]int // name → pin
	Debounce time.Duration  // a contact must be steady for this long
	Boot     time.Duration  // how long the board may take to report by itself after its port was opened
}

// Jack is the switch in a headset socket.
type Jack struct {
	Pin    int
	InOpen bool // a plug opens the contact; otherwise it closes it
}

// String names the device and counts its keys.
func (p *Profile) String() string { return fmt.Sprintf("%s, %d keys", p.Name, len(p.Keys.Names)) }

// Keys says where a key's code stands and what it is called.
type Keys struct {
	Names     map[string]input.Key // code → name: two hex digits a byte, upper case; or the line's code group; or, in decimal, the pin or the key code
	FrameID   byte                 // which frames report keys
	CodeAt    int                  // offset of the code byte in the payload
	CodeMask  byte                 // the bits of the code byte that count
	StateAt   int                  // offset of the state byte; -1: a frame is a press and a release at once
	StateMask byte                 // the bits of the state byte that count
	Down, Up  string               // the state byte in hex, under its mask, or the line's state group
	Bits      int                  // if not 0: so many bytes from CodeAt on hold one bit a key; a code is such bytes with one bit set
	Low       bool                 // of Bits: 0 is pressed
	Repeats   bool                 // the device repeats the press while a key is held
}

// Probe asks a device whether it is the one that the profile means.
type Probe struct {
	Send   []byte        // whole bytes on the wire
	Expect frame.Frame   // with frames: the answer
	Line   string        // with lines: how the answer begins
	Every  time.Duration // ask again after
	Wait   time.Duration // give up after
}

// Timing is what a device and its line need.
type Timing struct {
	Gap   time.Duration // a frame that pauses this long is given up
	Stuck time.Duration // a key held this long is a fault
}

// Limits of timing, with their reasons.
const (
	// DefaultGap is far above the pause inside a frame of a slow line (1 byte at
	// 1200 baud takes 9 ms) and below the shortest time between two presses.
	DefaultGap = 100 * time.Millisecond
	// DefaultStuck: no meaning is reachable by a press this long.
	DefaultStuck = 10 * time.Second
	// DefaultWait is how long a device may take to answer its probe.
	DefaultWait = 5 * time.Second
	// DefaultDebounce is longer than good switches bounce (5 ms) and too short to
	// be felt.
	DefaultDebounce = 20 * time.Millisecond
	// DefaultBoot: a board with a boot loader restarts when its port is opened, is
	// silent for 1.5 to 2 s, then reports unasked.
	DefaultBoot = 2500 * time.Millisecond
	// DefaultEvery: a device that was still starting missed the first question.
	DefaultEvery = time.Second
)
