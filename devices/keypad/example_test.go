package keypad_test

import (
	"fmt"
	"os"
	"time"

	"modu/devices/keypad"
	"modu/devices/profile"
)

// A driver is a state machine: bytes and time go in, events and bytes come out.
func Example() {
	data, err := os.ReadFile("../../assets/profiles/text-keypad.yaml")
	if err != nil {
		panic(err)
	}
	p, issues := profile.Load("text-keypad.yaml", data)
	if issues != nil {
		panic(issues)
	}
	d := keypad.New(p, "keys")
	out, _ := d.Open(0)
	fmt.Printf("asks %q\n", out)
	d.Step(10*time.Millisecond, []byte("V my-board 1.0\r\n"))
	d.Step(time.Second, []byte("K faster 1\r\nK fas"))
	events, _, wake := d.Step(time.Second, nil)
	fmt.Println(events, "wakes at", wake)
	events, _, _ = d.Step(1020*time.Millisecond, []byte("ter 0\r\n"))
	fmt.Printf("%+v\n", events)
	// Output:
	// asks "V?\n"
	// [] wakes at 1.1s
	// [{Device:keys Key:rate-up}]
}
