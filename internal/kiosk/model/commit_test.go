package model_test

import (
	"fmt"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
)

// commits is the first thing that can be acted on and commits; "" where there is none.
func commits(s *scene.Scene) (id scene.NodeID) {
	s.Walk(func(n *scene.Node, _ int) bool {
		if n.Commits && !n.Disabled && id == "" {
			id = n.ID
		}
		return id == ""
	})
	return id
}

// tells reports whether a part of a page is about what the screen is about: how a call
// stands, and what comes next, are not.
func tells(n *scene.Node) bool { return !n.Quiet && !n.Late }

// unseen says what is wrong with something that commits on a scene of which a page has not
// been shown; shown are the parts that have been on the screen. "" is nothing.
func unseen(m model.Model, shown map[scene.NodeID]bool, parts map[scene.NodeID]bool) string {
	id := commits(&m.Scene)
	if id == "" {
		return ""
	}
	for part := range parts {
		if !shown[part] {
			return fmt.Sprintf("%s commits although %s has not been shown", id, part)
		}
	}
	return ""
}

// onPages are the parts of all pages of a moment that tell something, found by turning them
// in a copy of it.
func onPages(at moment) map[scene.NodeID]bool {
	parts := map[scene.NodeID]bool{}
	m, now := at.m, at.m.Now
	for range 200 {
		var next scene.NodeID
		m.Scene.Walk(func(n *scene.Node, _ int) bool {
			if n.Page.Count < 2 {
				return true
			}
			for i := range n.Children {
				if tells(&n.Children[i]) {
					parts[n.Children[i].ID] = true
				}
			}
			if n.Page.Index < n.Page.Count-1 && next == "" {
				next = n.ID + ".next"
			}
			return true
		})
		if next == "" {
			return parts
		}
		m, now = tapped(at, m, next, now)
	}
	return parts
}

// tapped is a finger on a node, twice where the first touch only speaks.
func tapped(at moment, m model.Model, id scene.NodeID, now time.Duration) (model.Model, time.Duration) {
	taps := 1
	if m.Prefs.Speech && m.Touch.Found != id {
		taps = 2
	}
	for range taps {
		now += time.Second
		m, _, _ = at.core.Update(m, input.Touched{Phase: input.TouchBegan, Node: id, Revision: m.Revision}, now)
		now += 200 * time.Millisecond
		m, _, _ = at.core.Update(m, input.Touched{Phase: input.TouchEnded, Node: id, Revision: m.Revision}, now)
	}
	return m, now
}

// asShown notes what a scene shows.
func asShown(m model.Model, shown map[scene.NodeID]bool) {
	m.Scene.Walk(func(n *scene.Node, _ int) bool { shown[n.ID] = true; return true })
}

// cut is a moment whose screen is cut into pages of so many parts, as if it had just been
// opened.
func cut(at moment, per int) moment {
	m := at.m
	m.PerPage = nil
	m.Course = m.Course.Reopen()
	m.Prefs.HoldMS, m.Prefs.DwellMS, m.Prefs.DebounceMS = 0, 0, 0
	m.Prefs.Curtain = false
	m.Touch, m.Keys = m.Touch.Find(""), model.Model{}.Keys // no finger and no key is down
	m.Scene.Root = scene.Node{}                            // it is drawn anew also where it was cut in this way before
	m, _, _ = at.core.Update(m, input.Fitted{Revision: m.Revision, Container: scene.WholePage, PerPage: per}, m.Now)
	return moment{at.name, at.core, m}
}

// In no moment that people reach does anything pay, send, print or sign while a page of what
// it is about has not been shown (ERR-2), and reading on leads there, by touch and by keys.
func TestNothingUnseenIsCommitted(t *testing.T) {
	cuts := 0
	for _, at := range moments(t) {
		if commits(&at.m.Scene) == "" && at.m.Scene.Find(screen.ReadOn) == nil || at.m.Touch.Down {
			continue
		}
		for per := 1; per <= 3; per++ {
			for _, way := range []string{"touch", "keys"} {
				now := cut(at, per)
				parts, shown := onPages(now), map[scene.NodeID]bool{}
				if len(parts) > per {
					cuts++
				}
				if err := readsOn(now, way, parts, shown); err != "" {
					t.Errorf("%s, %d a page, by %s: %s", at.name, per, way, err)
				}
			}
		}
	}
	if cuts < 60 { // how many are met depends on what people happen to press
		t.Errorf("only %d moments with something unseen", cuts)
	}
}

// readsOn reads on until something commits, and says what went wrong.
func readsOn(at moment, way string, parts, shown map[scene.NodeID]bool) string {
	m, now := at.m, at.m.Now
	for range 60 {
		asShown(m, shown)
		if wrong := unseen(m, shown, parts); wrong != "" {
			return wrong
		}
		if commits(&m.Scene) != "" {
			return ""
		}
		before := m.Scene.Root
		if way == "touch" {
			if m.Scene.Find(screen.ReadOn) == nil {
				return "there is nothing to read on with, and nothing commits"
			}
			m, now = tapped(at, m, screen.ReadOn, now)
		} else {
			for range 60 { // down to it
				if m.Scene.Focus == screen.ReadOn {
					break
				}
				now += 300 * time.Millisecond
				m, _, _ = at.core.Update(m, input.KeyPressed{Device: "keypad", Key: input.KeyDown}, now)
				m, _, _ = at.core.Update(m, input.KeyReleased{Device: "keypad", Key: input.KeyDown}, now+50*time.Millisecond)
				asShown(m, shown)
				if wrong := unseen(m, shown, parts); wrong != "" {
					return wrong
				}
				if commits(&m.Scene) != "" {
					return ""
				}
			}
			now += 300 * time.Millisecond
			m, _, _ = at.core.Update(m, input.KeyPressed{Device: "keypad", Key: input.KeySelect}, now)
			m, _, _ = at.core.Update(m, input.KeyReleased{Device: "keypad", Key: input.KeySelect}, now+50*time.Millisecond)
		}
		if m.Scene.Root.DeepEqual(&before) {
			return fmt.Sprintf("reading on changes nothing, with focus on %q", m.Scene.Focus)
		}
	}
	return "reading on never ends"
}

// The check above sees a screen that lets somebody pay for what is on another page.
func TestSomethingUnseenIsNoticed(t *testing.T) {
	for _, at := range moments(t) {
		if commits(&at.m.Scene) == "" || at.m.Scene.Kind != scene.KindReview || at.m.Touch.Down {
			continue
		}
		now := cut(at, 1)
		parts, shown := onPages(now), map[scene.NodeID]bool{}
		if len(parts) < 2 {
			continue
		}
		asShown(now.m, shown)
		if unseen(at.m, shown, parts) == "" { // before anything was cut, what commits was there
			t.Error("paying for what is on another page goes unnoticed")
		}
		return
	}
	t.Error("no review was met")
}
