package ui

import (
	"image"
	"image/draw"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"modu/accessibility/audit/flash"
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// slow is a rig in virtual time.
type slow struct {
	*rig
	now   time.Duration
	wakes []wake
}

type wake struct {
	at time.Duration
	f  func()
}

func slowRig(t *testing.T, size fyne.Size) *slow {
	r := &slow{rig: newRig(t, size, theme.DefaultPanel())}
	r.s.now = func() time.Duration { return r.now }
	r.s.mail.later = func(d time.Duration, f func()) { r.wakes = append(r.wakes, wake{r.now + d, f}) }
	return r
}

// until lets time pass.
func (r *slow) until(at time.Duration) {
	r.now = at
	for len(r.wakes) > 0 && r.wakes[0].at <= at {
		f := r.wakes[0].f
		r.wakes = r.wakes[1:]
		f()
	}
}

// follow shows what follows on the scene before it.
func (r *slow) follow(sc scene.Scene, notices ...scene.Notice) {
	r.rev++
	sc.Revision, sc.Lang = r.rev, "ko"
	r.s.Render(scene.Change{From: r.rev - 1, To: r.rev, After: sc, Notices: notices})
}

const tick = time.Second / 30

// A person, or a key that bounces, goes through looks or pages thirty times a second: the
// window never flashes, and ends with what was asked for last (FLA-1). With the gate open
// the same presses do flash: the meter can say no.
func TestTurnsNeverFlash(t *testing.T) {
	scenes := func(of string, look string) scene.Scene {
		sc := named(of).build(6)
		sc.Look = scene.Look{Theme: look, Size: 100}
		return sc
	}
	act := scenes("items", theme.Default)
	act.Root.ID, act.Root.Children = "act", []scene.Node{{ID: "act.card", Role: scene.RoleProgress, Label: ko("카드를 대 주세요"), Picture: "pay-card"}}
	for _, two := range [][2]scene.Scene{
		{scenes("place", theme.Default), scenes("place", theme.WhiteBlack)},
		{scenes("items", theme.Default), act},
		{scenes("items", theme.Default), scenes("review", theme.Default)},
	} {
		for _, gate := range []bool{true, false} {
			r := slowRig(t, fyne.NewSize(135, 240))
			if !gate {
				r.s.mail.delay = nil
			}
			r.view(made{"first", func(int) scene.Scene { return two[0] }}, two[0].Look)
			r.m = made{} // the scene is not cut again
			var meter flash.Meter
			var found []flash.Finding
			for i := range 120 {
				r.until(time.Duration(i+1) * tick)
				if i < 62 {
					r.follow(two[i%2])
				}
				found = append(found, meter.See(r.now, r.win.Canvas().Capture())...)
			}
			if flashes := len(found) > 0; flashes == gate {
				t.Errorf("%s and %s, gate %v: %v", two[0].Root.ID, two[1].Root.ID, gate, found)
			}
			if last := &two[1]; gate && (r.s.cur.Look != last.Look || r.s.cur.Root.ID != last.Root.ID || r.s.shown != r.rev || len(r.wakes) > 0) {
				t.Errorf("it ends with %s in %q, %d to come", r.s.cur.Root.ID, r.s.cur.Look.Theme, len(r.wakes))
			}
		}
	}
}

// Who turns three pages a second is never kept waiting, nor is anybody who only moves on a
// page, however fast.
func TestOrdinaryTurnsDoNotWait(t *testing.T) {
	r := slowRig(t, fyne.NewSize(540, 960))
	look := scene.Look{Theme: theme.Default, Size: 100}
	r.view(named("items"), look)
	r.m = made{}
	show := func(name string, focus scene.NodeID) {
		sc := named(name).build(6)
		sc.Look, sc.Focus, sc.Marked = look, focus, true
		r.follow(sc)
		if r.s.shown != r.rev {
			t.Fatalf("%s, %s: not shown at %v", name, focus, r.now)
		}
	}
	for i := range 12 {
		r.until(time.Duration(i) * time.Second / 3)
		show([]string{"review", "items"}[i%2], "")
	}
	for i := range 60 {
		r.until(r.now + tick)
		show("items", []scene.NodeID{"item.latte", "item.americano"}[i%2])
	}
}

// Somebody taps the next act ten times a second: its edge is too little to flash. Were it
// turned over as a whole, it would.
func TestTappingNeverFlashes(t *testing.T) {
	for _, fault := range []bool{false, true} {
		r := slowRig(t, fyne.NewSize(1080, 1920))
		r.view(named("review"), scene.Look{Theme: theme.Default, Size: 100})
		n, ok := r.s.plan.find("review.pay")
		if !ok {
			t.Fatal("there is no next act")
		}
		mid := fyne.NewPos(n.r.x+n.r.w/2, n.r.y+n.r.h/2)
		var meter flash.Meter
		var found []flash.Finding
		for i := range 15 {
			r.until(time.Duration(i) * time.Second / 20)
			if i%2 == 0 {
				r.s.touch.began(mid, 1)
			} else {
				r.s.touch.ended(mid, 1)
			}
			img := r.win.Canvas().Capture()
			if fault && r.s.touch.pressed() != "" {
				turned := image.NewRGBA(img.Bounds())
				draw.Draw(turned, img.Bounds(), img, image.Point{}, draw.Src)
				draw.Draw(turned, pixels(n.r, 1), image.White, image.Point{}, draw.Src)
				img = turned
			}
			found = append(found, meter.See(r.now, img)...)
		}
		if len(found) > 0 != fault {
			t.Errorf("turned over %v: %v", fault, found)
		}
	}
}

// What is held back is not lost: the oldest before, the newest after, every notice.
func TestHeldBackIsMerged(t *testing.T) {
	r := slowRig(t, fyne.NewSize(540, 960))
	r.now = time.Second
	looks := []string{theme.WhiteBlack, theme.Default}
	r.view(named("items"), scene.Look{Theme: looks[1], Size: 100})
	build := r.m.build
	r.m = made{}
	send := func(look string, notices ...scene.Notice) {
		sc := build(r.per)
		sc.Look = scene.Look{Theme: look, Size: 100}
		r.follow(sc, notices...)
	}
	for i := range mostTurns {
		if send(looks[i%2]); len(r.wakes) > 0 || r.s.cur.Look.Theme != looks[i%2] {
			t.Fatalf("change %d waits", i+1)
		}
	}
	sc := build(r.per)
	sc.Look, sc.Curtain = scene.Look{Theme: looks[1], Size: 100}, true
	if r.follow(sc); r.s.shown != r.rev {
		t.Error("a curtain waits")
	}
	shown := r.s.shown
	send(looks[0], scene.Notice{Text: ko("하나")})
	send(looks[0])
	r.s.SetCaption(ko("둘"), 0, 0)
	if len(r.wakes) != 1 || r.s.shown != shown {
		t.Fatal("the next change does not wait")
	}
	r.until(r.now + turnWindow)
	if r.s.cur.Look.Theme != looks[0] || r.s.shown != r.rev || r.captionWords() != "둘" {
		t.Errorf("look %q, revision %d of %d, caption %q", r.s.cur.Look.Theme, r.s.shown, r.rev, r.captionWords())
	}
}
