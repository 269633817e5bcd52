package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"modu/accessibility/audit/flash"
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// A person, or a key that bounces, goes through the looks thirty times a second: the
// window never flashes, and ends with the look that was asked for last (FLA-1). With the
// gate open the same presses do flash: the meter can say no.
func TestLooksNeverFlash(t *testing.T) {
	for _, gate := range []bool{true, false} {
		r := newRig(t, fyne.NewSize(135, 240), theme.DefaultPanel())
		var now time.Duration
		type wake struct {
			at time.Duration
			f  func()
		}
		var wakes []wake
		r.s.now = func() time.Duration { return now }
		r.s.mail.later = func(d time.Duration, f func()) { wakes = append(wakes, wake{now + d, f}) }
		if !gate {
			r.s.mail.delay = func(mail) time.Duration { return 0 }
		}
		looks := []string{"default", "high-contrast"}
		r.view(named("place"), scene.Look{Theme: looks[0], Size: 100})
		var meter flash.Meter
		var found []flash.Finding
		for i := range 75 {
			now = time.Duration(i+1) * time.Second / 30
			if len(wakes) > 0 && wakes[0].at <= now {
				f := wakes[0].f
				wakes = wakes[1:]
				f()
			}
			if i < 61 {
				sc := r.m.build(r.per)
				r.rev++
				sc.Revision, sc.Look, sc.Lang = r.rev, scene.Look{Theme: looks[i%2], Size: 100}, "ko"
				r.s.Render(scene.Change{From: r.rev - 1, To: r.rev, After: sc})
			}
			found = append(found, meter.See(now, r.win.Canvas().Capture())...)
		}
		if flashes := len(found) > 0; flashes == gate {
			t.Errorf("gate %v: %v", gate, found)
		}
		if gate && (r.s.cur.Look.Theme != looks[0] || len(wakes) > 0) {
			t.Errorf("it ends with %q, %d to come", r.s.cur.Look.Theme, len(wakes))
		}
	}
}

// What is held back is not lost: the oldest before, the newest after, every notice.
func TestHeldBackIsMerged(t *testing.T) {
	r := newRig(t, fyne.NewSize(540, 960), theme.DefaultPanel())
	var later func()
	now := time.Second
	r.s.now = func() time.Duration { return now }
	r.s.mail.later = func(_ time.Duration, f func()) { later = f }
	r.view(named("items"), scene.Look{Theme: "default", Size: 100})
	build := r.m.build
	r.m = made{} // the scene is not cut again
	send := func(look string, notice string) {
		r.rev++
		sc := build(r.per)
		sc.Revision, sc.Look, sc.Lang = r.rev, scene.Look{Theme: look, Size: 100}, "ko"
		c := scene.Change{From: r.rev - 1, To: r.rev, After: sc}
		if notice != "" {
			c.Notices = []scene.Notice{{Text: ko(notice)}}
		}
		r.s.Render(c)
	}
	send("high-contrast", "")
	if later != nil || r.s.cur.Look.Theme != "high-contrast" {
		t.Fatal("the first change waits")
	}
	send("default", "하나")
	send("default", "")
	r.s.SetCaption(ko("둘"), 0, 0)
	if later == nil || r.s.cur.Look.Theme != "high-contrast" {
		t.Fatal("the second change does not wait")
	}
	now += lookInterval
	later()
	if r.s.cur.Look.Theme != "default" || r.s.shown != r.rev || r.captionWords() != "둘" {
		t.Errorf("look %q, revision %d of %d, caption %q", r.s.cur.Look.Theme, r.s.shown, r.rev, r.captionWords())
	}
}
