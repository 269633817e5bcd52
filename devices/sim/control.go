package sim

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"modu/accessibility/input"
	"modu/devices/profile"
)

// ControlKind says what a control is for, so that a panel of controls can group them.
type ControlKind uint8

const (
	Action ControlKind = iota // what a person does to the device
	Fault                     // what breaks
)

// ParamKind is the form of a parameter.
type ParamKind uint8

const (
	Choice   ParamKind = iota // one of Options
	Text                      // a word
	Number                    // a whole number from 0
	Percent                   // 0 to 100, with or without the sign
	Duration                  // as Go writes it: 300ms
	Bytes                     // hexadecimal, two digits each, with spaces between
)

// Param is one parameter of a control.
type Param struct {
	Name     string // for people: "key"
	Kind     ParamKind
	Options  []string // of Choice
	Example  string   // a value that is allowed
	Optional bool
}

// Control is one command of a simulated device, as data: the command line takes its
// commands and its help from it, and a panel can draw it as a button with its fields.
type Control struct {
	Name   string // how the command begins: "jack in"
	Label  string // what it does, for people
	Kind   ControlKind
	Params []Param // follow the name, in this order
}

// Usage is the command as an example.
func (c Control) Usage() string {
	words := []string{c.Name}
	for _, p := range c.Params {
		words = append(words, p.Example)
	}
	return strings.Join(words, " ")
}

// takes reports whether a command is this one, with as many words as it needs. What the
// words mean, the device itself judges.
func (c Control) takes(words []string) bool {
	name := strings.Fields(c.Name)
	if len(words) < len(name) || !slices.Equal(words[:len(name)], name) {
		return false
	}
	least, most := 0, len(c.Params)
	for _, p := range c.Params {
		if !p.Optional {
			least++
		}
		if p.Kind == Bytes {
			most = len(words)
		}
	}
	given := len(words) - len(name)
	return given >= least && given <= most
}

func option(name, example string, options []string) Param {
	return Param{Name: name, Kind: Choice, Options: options, Example: example}
}

// Common are the commands that every simulated device knows.
func Common() []Control {
	percent := func(example string) []Param { return []Param{{Name: "share", Kind: Percent, Example: example}} }
	return []Control{
		{Name: "wait", Label: "in scripts: do nothing for a while", Params: []Param{{Name: "time", Kind: Duration, Example: "300ms"}}},
		{Name: "raw", Label: "send these bytes as they are", Kind: Fault, Params: []Param{{Name: "bytes", Kind: Bytes, Example: "30 00 02"}}},
		{Name: "garbage", Label: "send so many bytes that mean nothing", Kind: Fault, Params: []Param{{Name: "bytes", Kind: Number, Example: "20"}}},
		{Name: "fault split", Label: "send byte by byte", Kind: Fault},
		{Name: "fault glue", Label: "hold a frame back and send it together with the next", Kind: Fault},
		{Name: "fault drop", Label: "lose so many of the bytes", Kind: Fault, Params: percent("10%")},
		{Name: "fault flip", Label: "change one bit in so many of the bytes", Kind: Fault, Params: percent("10%")},
		{Name: "fault insert", Label: "invent a byte before so many of the bytes", Kind: Fault, Params: percent("10%")},
		{Name: "fault badcheck", Label: "spoil the last byte of so many of the frames", Kind: Fault, Params: percent("50%")},
		{Name: "fault late", Label: "wait before sending", Kind: Fault, Params: []Param{{Name: "time", Kind: Duration, Example: "300ms"}}},
		{Name: "fault mute", Label: "send nothing", Kind: Fault},
		{Name: "fault stall", Label: "stop reading", Kind: Fault},
		{Name: "fault clear", Label: "behave again", Kind: Fault},
		{Name: "seed", Label: "choose other bytes for the same faults", Kind: Fault, Params: []Param{{Name: "seed", Kind: Number, Example: "7"}}},
		{Name: "unplug", Label: "pull the cable (with a port)", Kind: Fault},
		{Name: "replug", Label: "put it back", Kind: Fault},
	}
}

// Controls are the commands of this device beside the common ones.
func (d *Device) Controls() []Control { return d.brain.controls() }

// Help is the commands of this device, for people.
func (d *Device) Help() string {
	return HelpOf("this device", d.Controls()) + HelpOf("every device", Common())
}

// HelpOf is a list of commands under a title, for people.
func HelpOf(title string, controls []Control) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:\n", title)
	for _, c := range controls {
		fmt.Fprintf(&b, "  %-20s %s\n", c.Usage(), c.Label)
	}
	return b.String()
}

// unknown is the error for a command that no control is.
func (d *Device) unknown(words []string) error {
	var known []string
	for _, c := range d.brain.controls() {
		known = append(known, c.Usage())
	}
	return fmt.Errorf("sim: %q is not known here; known are %s, and what every device knows (help lists it)", strings.Join(words, " "), strings.Join(known, ", "))
}

// namesOfKeys are the names of a profile's keys, in order.
func namesOfKeys(p *profile.Profile) []string {
	seen := map[string]bool{}
	for _, k := range p.Keys.Names {
		seen[string(k)] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// keyControls are what can be done to the keys of a keypad.
func keyControls(p *profile.Profile) []Control {
	names := namesOfKeys(p)
	example := string(input.KeyUp)
	if !slices.Contains(names, example) && len(names) > 0 {
		example = names[0]
	}
	key := []Param{option("key", example, names)}
	return []Control{
		{Name: "press", Label: "press a key", Params: key},
		{Name: "release", Label: "let it go", Params: key},
		{Name: "tap", Label: "press it and let it go", Params: key},
		{Name: "stuck", Label: "press it and never let go", Kind: Fault, Params: key},
		{Name: "doubleup", Label: "let it go twice", Kind: Fault, Params: key},
	}
}
