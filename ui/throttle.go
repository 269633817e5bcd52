package ui

import "time"

// lookInterval is the least time between two changes of how the whole window looks: four a
// second are two flashes, the stricter reading of FLA-1, and a picture may
// come late. A person who goes through the looks or sizes faster, or whose key bounces,
// sees the last one a moment later.
const lookInterval = 300 * time.Millisecond

// lookDelay is how long a change must wait because the look has changed a moment ago.
func (s *Screen) lookDelay(m mail) time.Duration {
	// The first picture does not change any other.
	if m.change == nil || m.change.From == 0 || s.cur == nil {
		return 0
	}
	if after := &m.change.After; s.cur.Look == after.Look && s.cur.Curtain == after.Curtain {
		return 0
	}
	now := s.now()
	if wait := s.lookChanged + lookInterval - now; s.lookChanged != 0 && wait > 0 {
		return wait
	}
	s.lookChanged = max(now, 1)
	return 0
}
