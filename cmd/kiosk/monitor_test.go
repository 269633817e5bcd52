package main

import (
	"fmt"
	"testing"

	"modu/accessibility/input"
)

// Whatever a person does lights a dark monitor, through whichever device; what the kiosk
// or its devices do of themselves does not.
func TestAnyInputLightsTheMonitor(t *testing.T) {
	lit := 0
	o := &observers{awake: func() { lit++ }}
	for _, tc := range []struct {
		ev   input.Event
		want int
	}{
		{input.KeyPressed{Device: "keypad", Key: "down"}, 1},
		{input.Touched{Phase: input.TouchBegan}, 1},
		{input.Pointed{}, 1},
		{input.JackChanged{Device: "jack", In: true}, 1},
		{input.Presented{Device: "reader", Reader: "card", OK: true}, 1},
		{input.SecretChanged{}, 1},
		{input.JackChanged{Device: "jack"}, 0},
		{input.TimePassed{}, 0},
		{input.Shown{}, 0},
		{input.DeviceChanged{Device: "keypad", State: input.DeviceLost}, 0},
		{input.MenuChanged{}, 0},
	} {
		lit = 0
		if o.Event(0, tc.ev); lit != tc.want {
			t.Errorf("%s: lit %d times, want %d", fmt.Sprintf("%T", tc.ev), lit, tc.want)
		}
	}
}
