package kiosk_test

import (
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/looks"
)

// TestDeadlinesPass: on every screen that can be reached, a step at its deadline leaves a
// later one or none, and a person who does nothing more is forgotten in the end. So it is
// while a voice hangs, while the headset is out, and while staff are called.
func TestDeadlinesPass(t *testing.T) {
	core := kiosktest.Core()
	start := time.Hour
	for name, first := range map[string]func(kiosk.Model) []input.Event{
		"nothing more": func(kiosk.Model) []input.Event { return nil },
		"a voice hangs": func(m kiosk.Model) []input.Event {
			return []input.Event{input.SpeechStarted{Session: m.Session, Estimate: time.Second}}
		},
		"staff are called": func(kiosk.Model) []input.Event {
			return []input.Event{input.KeyPressed{Device: "keys", Key: input.KeyCall}}
		},
		"the headset is pulled": func(kiosk.Model) []input.Event {
			return []input.Event{input.JackChanged{In: true}, input.JackChanged{}, input.JackChanged{In: true}, input.TimePassed{}, input.JackChanged{}}
		},
	} {
		for _, p := range looks.Crawl(core) {
			m, now := p.Model, start
			for _, ev := range first(m) {
				now += time.Second
				m, _, _ = core.Update(m, ev, now)
			}
			for range 1000 {
				when, ok := core.Deadline(m)
				if !ok {
					break
				}
				now = max(now, when)
				m, _, _ = core.Update(m, input.TimePassed{}, now)
				if again, ok := core.Deadline(m); ok && again <= now {
					t.Fatalf("%s, %s: after a step at %v it wants another at %v", name, p.Name, now, again)
				}
				if m.Session == (scene.SessionID{}) && !m.Call.Ringing() {
					break
				}
			}
			if m.Session != (scene.SessionID{}) && !m.Paying() && !m.Call.Ringing() {
				t.Errorf("%s, %s: the person is never forgotten, on a screen of kind %s", name, p.Name, m.Scene.Kind)
			}
		}
	}
}
