package kiosk_test

import (
	"strings"
	"testing"
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
)

// What was used last names what to press, in one session as it changes.
func TestWordingFollowsTheHand(t *testing.T) {
	d := start(t)
	d.send(input.HeadsetRouted{Private: true})
	d.press("down")
	if d.noticed() != "speech.here speech.welcome speech.welcome.help speech.earphones.own" { // a keypad's is the text itself
		t.Errorf("keypad: %s", d.noticed())
	}
	warned := func() string {
		t.Helper()
		for range 3 {
			d.now, _ = d.c.Deadline(d.m)
			d.send(input.TimePassed{})
			if d.m.Scene.Kind == scene.KindWarning {
				return d.m.Scene.Find("warn.alert").Label.ID
			}
		}
		t.Fatal("no warning")
		return ""
	}
	if got := warned(); got != "warn.any" {
		t.Errorf("keypad: %s", got)
	}
	d.touch("warn.more")
	if got := warned(); got != "warn.any@touch" {
		t.Errorf("touch: %s", got)
	}
	d.press("down")
	if got := warned(); got != "warn.any" {
		t.Errorf("keypad again: %s", got)
	}
	cfg := d.c.Config
	cfg.Switches = map[string]bool{"foot": true}
	d.c = kiosk.NewCore(cfg)
	d.now += time.Second
	d.send(input.KeyPressed{Device: "foot", Key: "down"})
	if got := warned(); got != "warn.any@switch" || d.m.Hand != accessibility.Switch {
		t.Errorf("switch: %s", got)
	}
}

// Every wording for a hand stands beside the message that it replaces.
func TestEveryVariantHasItsMessage(t *testing.T) {
	cat := kiosktest.Core().Catalogue
	found := 0
	for _, id := range cat.IDs("ko") {
		base, hand, ok := strings.Cut(id, "@")
		if !ok {
			continue
		}
		found++
		known := false
		for _, h := range accessibility.Hands() {
			known = known || string(h) == hand
		}
		if !known || !cat.Has(base, "ko") {
			t.Errorf("%s stands in for nothing, or for no hand", id)
		}
	}
	if found < 3 {
		t.Errorf("only %d", found)
	}
}

// Bystanders hear that something was set and that staff were called, never what
// somebody needs; who listens hears the value itself, once.
func TestConfirmedWithoutSayingWhichNeed(t *testing.T) {
	forAll := func(d *driver) string {
		var ids []string
		for _, n := range d.change.Notices {
			ids = append(ids, n.ForAll.ID)
		}
		return strings.Join(ids, " ")
	}
	d := start(t)
	d.touch("attract.start")
	d.touch("bar.help")
	if got := strings.TrimSpace(forAll(d)); got != "" {
		t.Errorf("opening help says %q", got)
	}
	d.touch("need.large")
	if got := forAll(d); got != "pref.taken" || strings.Contains(d.noticed(), "pref.taken") {
		t.Errorf("said %q, shown %q", got, d.noticed())
	}
	d.touch("bar.call")
	if got := forAll(d); got != "call.ringing" {
		t.Errorf("said %q", got)
	}
	k := start(t)
	k.press("down", "rate-up")
	if got := strings.TrimSpace(forAll(k)); got != "" {
		t.Errorf("to who listens: %q", got)
	}
}

// Asked again and again: where, syllables, letters by name, syllables. Anything else in
// between begins anew.
func TestSpell(t *testing.T) {
	d := start(t)
	d.press("down")
	said := func() string {
		var all []string
		for _, n := range d.change.Notices {
			all = append(all, n.Text.String())
		}
		return strings.Join(all, " | ")
	}
	d.press("where-am-i")
	if d.noticed() != "where.am-i" {
		t.Fatalf("%s", d.noticed())
	}
	for _, want := range []string{"여, 기, 서", "ㅇ ㅕ, ㄱ ㅣ, ㅅ ㅓ", "여, 기, 서"} {
		if d.press("where-am-i"); said() != want {
			t.Errorf("%q, want %q", said(), want)
		}
	}
	d.press("down", "spell")
	first := said()
	if d.press("spell"); first == "" || said() == first || !strings.Contains(said(), "ㄱ") {
		t.Errorf("%q then %q", first, said())
	}
	d.press("up", "down", "where-am-i")
	if d.noticed() != "where.am-i" {
		t.Errorf("a break did not begin anew: %s", said())
	}
}

func TestCountdownIsForListeners(t *testing.T) {
	told := func(d *driver) (out []string) {
		for range 400 {
			at, ok := d.c.Deadline(d.m)
			if !ok || d.m.Session == (scene.SessionID{}) {
				return out
			}
			d.now = at
			d.send(input.TimePassed{})
			for _, n := range d.change.Notices {
				if n.Text.ID == "warn.left" {
					out = append(out, n.Text.String())
				}
			}
		}
		return out
	}
	d := start(t)
	cfg := d.c.Config
	cfg.Timing.Warning = time.Minute
	d.c = kiosk.NewCore(cfg)
	d.press("down")
	if got := told(d); len(got) != 3 || !strings.HasPrefix(got[0], "45") || !strings.HasPrefix(got[1], "20") || !strings.HasPrefix(got[2], "10") {
		t.Errorf("with speech: %q", got)
	}
	s := start(t)
	s.touch("attract.start")
	if got := told(s); got != nil {
		t.Errorf("without speech: %q", got)
	}
}

// In a headset, and only there, somebody who does nothing hears once where they are.
func TestReadOnIdleOnlyInAHeadset(t *testing.T) {
	idle := func(d *driver) (at []time.Duration) {
		from := d.now
		for d.now < from+100*time.Second {
			next, ok := d.c.Deadline(d.m)
			if !ok || next > from+100*time.Second {
				return at
			}
			d.now = next
			d.send(input.TimePassed{})
			if d.noticed() == "where.am-i idle.how" {
				at = append(at, d.now-from)
				if d.change.Notices[0].Politeness != scene.Polite {
					t.Error("it interrupts")
				}
			}
		}
		return at
	}
	d := start(t)
	d.press("down", "down")
	if got := idle(d); got != nil {
		t.Errorf("on the loudspeaker: %v", got)
	}
	e := start(t)
	cfg := e.c.Config
	cfg.Socket.Present = true
	e.c = kiosk.NewCore(cfg)
	e.send(input.JackChanged{Device: "jack", In: true})
	for range 3 { // the plug settles
		if at, ok := e.c.Deadline(e.m); ok {
			e.now = max(e.now, min(at, e.now+time.Second))
			e.send(input.TimePassed{})
		}
	}
	if !e.m.Scene.Ear.Headset {
		t.Fatal("no headset")
	}
	e.press("down")
	if got := idle(e); len(got) != 1 {
		t.Errorf("in the headset: %v", got)
	}
	e.press("up")
	if got := idle(e); len(got) != 1 {
		t.Errorf("after another act: %v", got)
	}
}
