package ui

import "time"

// lookEvery is the least time between two changes of how the whole window looks: four a
// second are two flashes, the stricter reading of FLA-1, and a picture may come late. Somebody who goes through the
// looks or sizes faster, or a key that bounces, sees the last one a moment later.
const lookEvery = 300 * time.Millisecond

// calm says how long a change must wait because the look has changed a moment ago.
func (s *Screen) calm(m mail) time.Duration {
	// Without a change before it a picture stands for itself: nobody is looking on.
	if m.change == nil || m.change.From == 0 || s.cur == nil {
		return 0
	}
	if after := &m.change.After; s.cur.Look == after.Look && s.cur.Curtain == after.Curtain {
		return 0
	}
	now := s.now()
	if wait := s.looked + lookEvery - now; s.looked != 0 && wait > 0 {
		return wait
	}
	s.looked = max(now, 1)
	return 0
}
