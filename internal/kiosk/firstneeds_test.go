package kiosk_test

import (
	"slices"
	"testing"

	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
)

// One touch on a need of the first screen begins a stay with it, which is told to whom it
// concerns and not to bystanders; help takes it back, and the next person meets nothing of it
// (PRV-4).
func TestNeedsOnTheFirstScreen(t *testing.T) {
	for _, c := range []struct {
		node scene.NodeID
		has  func(accessibility.Preferences) bool
	}{
		{"need.large", func(p accessibility.Preferences) bool { return p.Size == 200 }},
		{"need.sound", func(p accessibility.Preferences) bool { return p.Speech }},
		{"need.easy", func(p accessibility.Preferences) bool { return p.Easy }},
		{"need.low", func(p accessibility.Preferences) bool { return p.Low }},
	} {
		d := start(t)
		d.touch(c.node)
		if d.m.Scene.Kind != scene.KindChoose || !c.has(d.m.Prefs) {
			t.Errorf("%s: %s, %+v", c.node, d.m.Scene.Kind, d.m.Prefs)
		}
		n := d.change.Notices
		if len(n) == 0 || len(n) > 1 && !d.m.Prefs.Speech || n[0].Text.ID != string(c.node)+".on" && n[0].Text.ID != string(c.node)+".on@touch" {
			t.Errorf("%s: %+v", c.node, n)
		}
		if !d.m.Prefs.Speech && n[0].ForAll.ID != "pref.taken" {
			t.Errorf("%s: everybody sees %q", c.node, n[0].ForAll.ID)
		}
		touch := func(id scene.NodeID) { // the first touch only says it (TGT-8)
			if d.touch(id); d.m.Prefs.Speech {
				d.touch(id)
			}
		}
		touch("bar.help")
		if !d.m.Scene.Find(c.node).Selected || d.m.Scene.Find("help.undo") == nil {
			t.Errorf("%s: help does not tell it, or cannot take it back", c.node)
		}
		touch("help.undo")
		if c.has(d.m.Prefs) {
			t.Errorf("%s: undo does not take it back", c.node)
		}
		d.touch("bar.home")
		if d.want(scene.KindAttract, "attract.start"); d.m.Prefs != start(t).m.Prefs {
			t.Errorf("%s: left behind: %+v", c.node, d.m.Prefs)
		}
	}
}

// Where the low position brings nothing down nothing leads to it; the group makes neither
// what is heard longer nor the first focus another.
func TestNeedsThatTheFirstScreenOffers(t *testing.T) {
	for _, low := range []bool{true, false} {
		cfg := kiosktest.Core().Config
		cfg.NoLower = !low
		c := kiosk.NewCore(cfg)
		d := &driver{t: t, c: c, m: c.New(7, 101)}
		d.want(scene.KindAttract, "attract.start")
		g := d.m.Scene.Find("first-needs")
		if g == nil || !g.Quiet || (d.m.Scene.Find("need.low") != nil) != low || d.m.Scene.Find("need.sign") != nil {
			t.Fatalf("low %v: %+v", low, g)
		}
		order := d.m.Scene.FocusOrder()
		if i, j := slices.Index(order, "need.large"), slices.Index(order, "language.ko"); i < j {
			t.Errorf("languages come after: %v", order)
		}
	}
}

// The size on the bar goes one step up where a person is, and from the largest back: the
// screen, the focus and what was chosen stay, keys do not stop at it, and it is said as the
// settings say it (TXT-6).
func TestSizeOnTheBar(t *testing.T) {
	d := start(t)
	d.touch("bar.size") // on the first screen it begins a stay
	d.want(scene.KindChoose, "choice.stay")
	if d.m.Prefs.Size != 133 || d.m.Scene.Look.Size != 133 {
		t.Fatalf("%d", d.m.Prefs.Size)
	}
	if slices.Contains(d.m.Scene.FocusOrder(), "bar.size") {
		t.Error("keys stop at the size on every screen")
	}
	root := d.m.Scene.Root.ID
	for _, size := range []int{167, 200, 100, 133} {
		d.touch("bar.size")
		if d.m.Prefs.Size != size || d.noticed() != "pref.changed" || d.m.Scene.Root.ID != root {
			t.Errorf("%d, %s, %s", d.m.Prefs.Size, d.noticed(), d.m.Scene.Root.ID)
		}
		d.want(scene.KindChoose, "choice.stay")
	}
	if d.change.Notices[0].Text.String() != "글자 크기 크게" || d.change.Notices[0].ForAll.ID != "pref.taken" {
		t.Errorf("%+v", d.change.Notices)
	}
}
