package profile

import (
	"time"

	"modu/accessibility/input"
	"modu/devices/frame"
)

// file is the profile as it is written. The tag doc explains a key to people; "one" lists
// what may stand there; "kinds" says which kinds of profile have it, all if there
// is none. The JSON Schema and the reference page are made from these.
type file struct {
	Name   string     `yaml:"name,required" doc:"What people call the device."`
	Kind   Kind       `yaml:"kind,required" doc:"keypad: frames or lines of text on a serial port. firmata: contacts and lamps on the pins of a board that runs StandardFirmata. hid: a keyboard to the operating system."`
	Source string     `yaml:"source,required" doc:"Where the protocol is published, or who described it."`
	Match  *fileMatch `yaml:"match" doc:"Which port it is, where the site file does not say."`
	Line   fileLine   `yaml:"line" doc:"How the serial line is set." kinds:"keypad,firmata"`
	Frame  *fileFrame `yaml:"frame" doc:"How a binary frame is built: start, id, length, payload, check, end; each may be missing." kinds:"keypad"`
	Lines  *fileLines `yaml:"lines" doc:"How a line of text is built, for devices that send text instead of frames." kinds:"keypad"`
	Board  *fileBoard `yaml:"board" doc:"What else hangs on the pins of the board." kinds:"firmata"`
	Keys   fileKeys   `yaml:"keys,required" doc:"Which key is which."`
	Probe  *fileProbe `yaml:"probe" doc:"The question that shows that it is the right device." kinds:"keypad"`
	Timing fileTiming `yaml:"timing" doc:"Times that the device needs."`
}

// checkName is the name of a checksum, partName that of a part of a frame.
type (
	checkName string
	partName  string
)

func (partName) Values() []string  { return frame.PartNames() }
func (checkName) Values() []string { return frame.ChecksumNames() }

type fileMatch struct {
	Path string   `yaml:"path" doc:"A node, such as /dev/serial/by-path/…"`
	USB  *fileUSB `yaml:"usb" doc:"The ids that lsusb shows."`
}

type fileUSB struct {
	VID     string `yaml:"vid,required" doc:"Vendor, four hex digits in quotes." pattern:"^[0-9A-Fa-f]{4}$"`
	PID     string `yaml:"pid,required" doc:"Product, four hex digits in quotes." pattern:"^[0-9A-Fa-f]{4}$"`
	Serial  string `yaml:"serial" doc:"Serial number, to tell two of the same kind apart; many cheap adapters have none."`
	Product string `yaml:"product" doc:"Name of the product, as the device tells it."`
}

type fileLine struct {
	Baud   int    `yaml:"baud" doc:"Speed; 9600 if it is left out, 57600 for firmata." min:"50" max:"4000000"`
	Data   int    `yaml:"data" doc:"Bits; 8 if it is left out." one:"7,8"`
	Parity string `yaml:"parity" doc:"none if it is left out." one:"none,odd,even"`
	Stop   string `yaml:"stop" doc:"Stop bits; 1 if it is left out." one:"1,2"`
	DTR    *bool  `yaml:"dtr" doc:"State of the line DTR after opening. Opening alone restarts many boards."`
	RTS    *bool  `yaml:"rts" doc:"State of the line RTS after opening."`
}

type fileFrame struct {
	Start   string            `yaml:"start" doc:"Bytes that every frame begins with, in hex."`
	ID      map[string]string `yaml:"id" doc:"The id byte in hex → how many bytes of payload such a frame has: 2, or 1-16 with a length." pattern:"^[0-9]+(-[0-9]+)?$"`
	Length  int               `yaml:"length" doc:"Bytes of the length field; 0 if there is none." one:"0,1,2"`
	Order   string            `yaml:"order" doc:"Which byte of length and check comes first; big (the high one) if it is left out." one:"big,little"`
	Payload string            `yaml:"payload" doc:"How many bytes of payload, where there is no id: 2, or 1-16 with a length." pattern:"^[0-9]+(-[0-9]+)?$"`
	Check   checkName         `yaml:"check" doc:"The checksum over everything before it."`
	End     string            `yaml:"end" doc:"Bytes that every frame ends with, in hex."`
	Layout  []partName        `yaml:"layout" doc:"The order of the parts, where it is not start, id, length, payload, check, end."`
	Covers  []partName        `yaml:"covers" doc:"The parts that the check is over, where it is not everything before it: an LRC usually leaves start out."`
	Counts  []partName        `yaml:"counts" doc:"The parts whose bytes the length counts, where it is not the payload alone."`
}

type fileLines struct {
	Pattern string `yaml:"pattern,required" doc:"A regular expression with the group (?P<code>…) and, if releases are sent too, (?P<state>…)."`
	Example string `yaml:"example,required" doc:"Such a line, with {code} and {state} in their places; it checks the pattern and is what a simulated device sends."`
}

type fileBoard struct {
	PullUp   *bool          `yaml:"pullup" doc:"true if it is left out: the board's own resistors hold open contacts. false: there are resistors outside."`
	Jack     *fileJack      `yaml:"jack" doc:"The switch in a headset socket."`
	Lamps    map[string]int `yaml:"lamps" doc:"Name → pin." max:"127" min:"0"`
	Debounce *time.Duration `yaml:"debounce" doc:"How long a contact must be steady; 20ms if it is left out."`
	Boot     *time.Duration `yaml:"boot" doc:"How long the board may take to report unasked after its port was opened; 2500ms if it is left out. 0s asks at once, for boards that do not restart."`
}

type fileJack struct {
	Pin int    `yaml:"pin,required" doc:"Its pin." min:"0" max:"127"`
	In  string `yaml:"in,required" doc:"What a plug does to the contact between the pin and ground." one:"open,closed"`
}

type fileKeys struct {
	Names     map[string]input.Key `yaml:"names,required" least:"1" doc:"The key's code → its name. The code is the byte in hex (frames; see also mask and bits), what the group code holds (lines), the pin (firmata), or KEY_… or its number (hid)."`
	Frame     string               `yaml:"frame" doc:"The id, in hex, of frames that report keys." kinds:"keypad"`
	Code      int                  `yaml:"code" doc:"Where the code is in the payload, counted from 0." kinds:"keypad" min:"0"`
	Mask      string               `yaml:"mask" doc:"The bits of that byte that are the code, in hex; all if it is left out." kinds:"keypad" pattern:"^[0-9A-Fa-f]{2}$"`
	State     *int                 `yaml:"state" doc:"Where the state is in the payload. Left out, a frame is a press and a release at once." kinds:"keypad" min:"0"`
	StateMask string               `yaml:"state_mask" doc:"The bits of that byte that are the state, in hex; all if it is left out. The state may be in the byte of the code." kinds:"keypad" pattern:"^[0-9A-Fa-f]{2}$"`
	Down      string               `yaml:"down" doc:"The state that means pressed." kinds:"keypad"`
	Up        string               `yaml:"up" doc:"The state that means released." kinds:"keypad"`
	Bits      int                  `yaml:"bits" doc:"For keypads that send all keys at once, one bit each: how many bytes from code on hold them, 1 to 8. A code in names is then as many bytes with one bit set." kinds:"keypad" min:"0" max:"8"`
	Low       bool                 `yaml:"low" doc:"true if a bit of bits is 0 while its key is pressed." kinds:"keypad"`
	Repeats   bool                 `yaml:"repeats" doc:"true if the device reports a press again and again while a key is held." kinds:"keypad"`
}

type fileProbe struct {
	Frame  string        `yaml:"frame" doc:"The id, in hex, of the frame that asks."`
	Send   string        `yaml:"send,required" doc:"The question: payload in hex, or a line of text."`
	Expect string        `yaml:"expect" doc:"The answer: payload in hex (the same as the question if it is left out), or how the line begins."`
	Every  time.Duration `yaml:"every" doc:"Ask again after; 1s if it is left out."`
	Wait   time.Duration `yaml:"wait" doc:"Give up after; 5s if it is left out."`
}

type fileTiming struct {
	Gap   time.Duration `yaml:"gap" doc:"A frame that pauses this long is given up; 100ms if it is left out."`
	Stuck time.Duration `yaml:"stuck" doc:"A key held this long is a fault; 10s if it is left out."`
}
