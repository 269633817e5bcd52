package ui

import (
	"time"

	"modu/accessibility/scene"
)

// What is seen changes its light over much of the window at most mostTurns times within
// turnWindow: the fifth such change within a second would begin a third flash at some
// place, and two are the stricter reading of FLA-1. The window is longer than a second
// because a picture may come late. A person who turns pages or looks faster, or whose key
// bounces, sees the last one a moment later; who does not is never kept waiting.
const (
	mostTurns  = 4
	turnWindow = 1200 * time.Millisecond
)

// turns are the latest changes over much of the window.
type turns struct {
	at [mostTurns]time.Duration // the oldest at n
	n  int
}

// delay is how long one more must wait.
func (t *turns) delay(now time.Duration) time.Duration {
	if t.n < mostTurns {
		return 0
	}
	return max(0, t.at[t.n%mostTurns]+turnWindow-now)
}

func (t *turns) add(now time.Duration) {
	t.at[t.n%mostTurns] = now
	t.n++
}

// turnDelay is how long mail must wait because much of the window has changed too often a
// moment ago.
func (s *Screen) turnDelay(m mail) time.Duration {
	// The first picture does not change any other.
	if m.change == nil || m.change.From == 0 || s.cur == nil || !turnsPage(s.cur, &m.change.After) {
		return 0
	}
	now := s.now()
	hides := m.change.After.Curtain && !s.cur.Curtain // what somebody covers is gone at once (PRV-2)
	if wait := s.turns.delay(now); wait > 0 && !hides {
		return wait
	}
	s.turns.add(now)
	return 0
}

// turnsPage reports whether from one scene to the next much of the window may become
// lighter or darker: another look, or other things to see or to touch. The focus, what is
// selected and what is typed change too little; but where looks are chosen, the focus that moves
// between them adds its ring to every change of the look.
func turnsPage(was, now *scene.Scene) bool {
	if was.Kind == scene.KindLooks && now.Kind == scene.KindLooks && was.Focus != now.Focus {
		return true
	}
	return was.Look != now.Look || was.Curtain != now.Curtain || !sameThings(&was.Root, &now.Root)
}

func sameThings(a, b *scene.Node) bool {
	if a.ID != b.ID || a.Role != b.Role || a.Picture != b.Picture || a.Photo != b.Photo || a.Disabled != b.Disabled || len(a.Children) != len(b.Children) {
		return false
	}
	for i := range a.Children {
		if !sameThings(&a.Children[i], &b.Children[i]) {
			return false
		}
	}
	return true
}
