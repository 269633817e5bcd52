package ui

import (
	"time"

	"modu/accessibility/scene"
)

// groundEvery is the least time between two changes of the whole window's brightness:
// four a second are two flashes, the stricter reading of FLA-1. Somebody who goes through
// the looks faster, or a key that bounces, sees the last one a moment later.
const groundEvery = 260 * time.Millisecond

// calm says how long a change must wait because the ground has changed a moment ago.
func (s *Screen) calm(m mail) time.Duration {
	// Without a change before it a picture stands for itself: nobody is looking on.
	if m.change == nil || m.change.From == 0 || s.cur == nil || s.groundOf(s.cur) == s.groundOf(&m.change.After) {
		return 0
	}
	now := s.now()
	if wait := s.ground + groundEvery - now; s.ground != 0 && wait > 0 {
		return wait
	}
	s.ground = max(now, 1)
	return 0
}

func (s *Screen) groundOf(sc *scene.Scene) rgba {
	if sc.Curtain {
		return s.layout.look("high-contrast").Ground
	}
	return s.layout.look(sc.Look.Theme).Ground
}
