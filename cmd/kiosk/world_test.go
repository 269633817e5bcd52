package main

import (
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/internal/assemble"
	"modu/internal/config"
)

// Simulated devices of every kind become ready through the kiosk's own wiring.
func TestEveryKindIsPluggedIn(t *testing.T) {
	var plan assemble.Plan
	waiting := map[string]bool{}
	for id, name := range map[string]string{"frames": "accessible-controller", "lines": "text-keypad", "board": "firmata-keypad", "keyboard": "hid-keypad"} {
		p, issues := assemble.LoadProfile(name)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		plan.Keypads = append(plan.Keypads, assemble.Device{Class: "keypad", Profile: p,
			Device: config.Device{ID: id, Driver: string(p.Kind), Profile: name, Port: config.Port{Mock: "keypad"}}})
		waiting[id] = true
	}
	events := make(chan input.Event, 100)
	w, err := plugIn(t.Context(), assemble.Site{Plan: plan}, func(e input.Event) { events <- e }, t.Logf)
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
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
