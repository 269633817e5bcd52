package main

import (
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/internal/config"
)

// A profile of another kind than the driver's is a mistake, found before any port is
// opened.
func TestPlanWrongKind(t *testing.T) {
	site := config.Site{Devices: []config.Device{
		{ID: "a", Driver: "keypad", Profile: "accessible-controller"},
		{ID: "b", Driver: "firmata", Profile: "firmata-keypad"},
		{ID: "c", Driver: "keypad", Profile: "firmata-keypad"},
		{ID: "d", Driver: "firmata", Profile: "text-keypad"},
	}}
	p, issues := planDevices(site)
	if len(issues) != 2 || !strings.Contains(issues[0].Error(), `this profile is for the driver "firmata", but device "c" has the driver "keypad"; write "driver: firmata"`) {
		t.Error(issues)
	}
	if len(p.keypads) != 4 {
		t.Errorf("%d keypads", len(p.keypads))
	}
}

// Simulated devices of every kind become ready through the kiosk's own wiring.
func TestEveryKindIsPluggedIn(t *testing.T) {
	mock := config.Port{Mock: "keypad"}
	site := config.Site{Devices: []config.Device{
		{ID: "frames", Driver: "keypad", Profile: "accessible-controller", Port: mock},
		{ID: "lines", Driver: "keypad", Profile: "text-keypad", Port: mock},
		{ID: "board", Driver: "firmata", Profile: "firmata-keypad", Port: mock},
		{ID: "keyboard", Driver: "hid", Profile: "hid-keypad", Port: mock},
	}}
	p, issues := planDevices(site)
	if issues != nil {
		t.Fatal(issues)
	}
	events := make(chan input.Event, 100)
	w, err := plugIn(t.Context(), p, site, options{}, func(e input.Event) { events <- e }, t.Logf)
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	waiting := map[string]bool{"frames": true, "lines": true, "board": true, "keyboard": true}
	limit := time.After(20 * time.Second)
	for len(waiting) > 0 {
		select {
		case e := <-events:
			if d, ok := e.(input.DeviceChanged); ok && d.State == input.DeviceReady {
				delete(waiting, d.Device)
			}
		case <-limit:
			t.Fatalf("never ready: %v", waiting)
		}
	}
}
