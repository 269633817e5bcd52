package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices/kinds"
	"modu/devices/sim"
	"modu/internal/assemble"
	"modu/internal/config"
)

// Simulated devices of every kind become ready through the kiosk's own wiring, and each with
// every shipped profile that it takes.
func TestEveryKindIsPluggedIn(t *testing.T) {
	var plan assemble.Plan
	waiting := map[string]bool{}
	for _, name := range assemble.Profiles() {
		p, issues := assemble.LoadProfile(name)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		taken := false
		for _, kind := range kinds.Table() {
			if kind.Driver == "" || kind.Profile != p.Kind {
				continue
			}
			id := name + "-" + kind.Driver
			plan = append(plan, assemble.Device{Kind: kind, Profile: p,
				Device: config.Device{ID: id, Driver: kind.Driver, Profile: name, Port: config.Port{Mock: kind.Mock}}})
			waiting[id], taken = true, true
		}
		if !taken {
			t.Errorf("no kind of device takes the profile %s", name)
		}
	}
	for _, kind := range kinds.Table() {
		if kind.Driver != "" && (kind.Profile == "" || kind.Bare) && !kind.Apart {
			plan = append(plan, assemble.Device{Kind: kind, Device: config.Device{ID: kind.Driver, Driver: kind.Driver, Port: config.Port{Mock: kind.Mock}}})
			waiting[kind.Driver] = true
		}
	}
	events := make(chan input.Event, 100)
	w, err := plugIn(t.Context(), assemble.Site{Plan: plan}, "", func(e input.Event) { events <- e }, t.Logf)
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

// A tester holds a card to a kiosk that runs: over a real pseudo-terminal, as kioskctl sim
// card does it, also when the reader comes after the kiosk.
func TestCardIsHeldToARunningKiosk(t *testing.T) {
	at := filepath.Join(t.TempDir(), "reader")
	events := make(chan input.Event, 100)
	w, err := plugIn(t.Context(), assemble.Site{}, at, func(e input.Event) { events <- e }, t.Logf)
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	hand, commands := io.Pipe()
	defer commands.Close()
	go func() { _ = sim.Stand(ctx, sim.NewCard(), at, hand, io.Discard) }()
	limit := time.After(20 * time.Second)
	for {
		select {
		case e := <-events:
			switch ev := e.(type) {
			case input.DeviceChanged:
				if ev.State == input.DeviceReady {
					_, _ = io.WriteString(commands, "card 9001011234567\n")
				}
			case input.Presented:
				if ev.Reader != "card" || !ev.OK || string(ev.Data) != "9001011234567" {
					t.Errorf("%s, ok %v, %d characters", ev.Reader, ev.OK, len(ev.Data))
				}
				return
			}
		case <-limit:
			t.Fatal("no card arrives")
		}
	}
}

// A locked kiosk has no simulated reader.
func TestLockedKioskHasNoSimulatedReader(t *testing.T) {
	file := filepath.Join(t.TempDir(), "site.yaml")
	if err := os.WriteFile(file, []byte("version: 1\nlock: true\ndevices: []\nterminal: {driver: none}\nlamp: {driver: none}\naccept_unreviewed: [ko, en, zh-Hans, ja]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	if code := run([]string{"--site", file, "--reader", "/tmp/r"}, io.Discard, &errs); code != exitMistake || !strings.Contains(errs.String(), "--reader") {
		t.Errorf("exit %d: %s", code, errs.String())
	}
}
