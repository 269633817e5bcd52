package firmata_test

import (
	"fmt"
	"time"

	"modu/devices/firmata"
	"modu/devices/profile"
)

// One button on pin 2, on a board that does not restart when its port is opened.
func Example() {
	p, issues := profile.Load("foot-switch.yaml", []byte(`version: 1
name: Foot switch
kind: firmata
source: own
keys: {names: {2: select}}
board: {boot: 0s}
`))
	if issues != nil {
		panic(issues)
	}
	d := firmata.New(p, "foot")
	out, _ := d.Open(0)
	fmt.Printf("asks % X\n", out)
	_, out, _ = d.Step(time.Millisecond, []byte("\xF9\x02\x05\xF0\x79\x02\x05B\x00\xF7"))
	fmt.Printf("asks % X\n", out)
	_, out, _ = d.Step(2*time.Millisecond, []byte("\xF0\x6C\x7F\x7F\x00\x01\x0B\x01\x7F\xF7"))
	fmt.Printf("pull-up: % X\n", out)
	_, out, _ = d.Step(3*time.Millisecond, []byte("\xF9\x02\x05"))
	fmt.Printf("report: % X\n", out)
	d.Step(4*time.Millisecond, []byte{0x90, 0x04, 0x00})
	fmt.Println(d.Status().Info)
	_, _, wake := d.Step(500*time.Millisecond, []byte{0x90, 0x00, 0x00})
	events, _, _ := d.Step(wake, nil)
	fmt.Printf("%+v at %v\n", events, wake)
	// Output:
	// asks F0 79 F7
	// asks F0 6B F7
	// pull-up: D0 00 F4 02 0B F9
	// report: D0 01
	// {B Firmata 2.5}
	// [{Device:foot Key:select}] at 520ms
}
