package kiosk_test

import (
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/beacon"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
)

// What is said of the place is in its own language's voice, for everybody, on the
// loudspeaker although a headset is in; and with the first act of a person it is over.
func TestBeaconIsForEverybody(t *testing.T) {
	cfg := kiosktest.Core().Config
	said := map[scene.Lang]string{"ko": "승강기 오른쪽", "en": "right of the lift"}
	cfg.Sentences = map[string]map[scene.Lang]string{"entrance": said}
	c := kiosk.NewCore(cfg)
	m := c.New(1, 1)
	now := time.Second
	var change scene.Change
	step := func(ev input.Event) {
		m, change, _ = c.Update(m, ev, now)
	}
	step(input.JackChanged{In: true}) // left by somebody, before the kiosk was switched on
	if !m.Scene.Ear.Headset {
		t.Fatal("the headset is not used")
	}
	step(input.Signalled{Device: "another", Signal: beacon.Here})
	if len(change.Notices) > 0 || !m.Scene.Ear.Headset {
		t.Errorf("a device without a sentence: %v", change.Notices)
	}
	var languages []scene.Lang
	step(input.Signalled{Device: "entrance", Signal: beacon.Here})
	for range 10 {
		for _, n := range change.Notices {
			languages = append(languages, n.Text.Lang)
			if n.Text.String() != said[n.Text.Lang] || !n.ForAll.Equal(n.Text) || n.Politeness != scene.Polite || change.After.Ear.Headset || change.Earcon != "" {
				t.Errorf("%+v in %+v", n, change.After.Ear)
			}
		}
		at, ok := c.Deadline(m)
		if !ok || len(languages) == 3 {
			break
		}
		now = at
		step(input.TimePassed{})
	}
	if want := []scene.Lang{"ko", "en", "ko"}; len(languages) != 3 || [3]scene.Lang(languages) != [3]scene.Lang(want) {
		t.Fatalf("said in %v, want %v", languages, want)
	}
	step(input.KeyPressed{Device: "keys", Key: input.KeyDown})
	for _, n := range change.Notices {
		if n.Text.Lang == "en" {
			t.Errorf("said into a stay: %v", n.Text)
		}
	}
	if !change.After.Ear.Headset || m.Beacon.Speaking() {
		t.Errorf("a stay began, and speech goes to %+v", change.After.Ear)
	}
	step(input.Signalled{Device: "entrance", Signal: beacon.Here})
	if len(change.Notices) > 0 || !change.After.Ear.Headset {
		t.Errorf("asked during a stay: %v", change.Notices)
	}
}
