package evdev_test

import (
	"fmt"
	"time"

	"modu/devices/evdev"
	"modu/devices/profile"
)

// A record of a key that the profile names, and one of a key that it does not.
func Example() {
	p, issues := profile.Load("pad.yaml", []byte(`version: 1
name: Pad
kind: hid
source: own
match: {usb: {vid: "1234", pid: "5678"}}
keys: {names: {KEY_KPENTER: select}}
`))
	if issues != nil {
		panic(issues)
	}
	d := evdev.New(p, "pad")
	d.Open(0)
	record := func(code byte) []byte {
		b := make([]byte, evdev.RecordSize)
		b[16], b[18], b[20] = 1, code, 1
		return b
	}
	events, _, _ := d.Step(time.Second, append(record(96), record(59)...))
	fmt.Printf("%+v, not named: %v\n", events, d.Unknown())
	// Output:
	// [{Device:pad Key:select}], not named: [59]
}
