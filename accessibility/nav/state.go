package nav

import (
	"slices"
	"time"

	"modu/accessibility/input"
)

// maxHeld bounds the keys that can be down at once: more is a fault, not a wish.
const maxHeld = 8

// State is which keys are down. The zero value is ready. It is a value: methods
// of Keymap return a new one.
type State struct {
	Held []Held
	Last Press
}

// Held is a key that is down.
type Held struct {
	Device string
	Key    input.Key
	Since  time.Duration
	Hold   Intent // acts when held long enough; None once it has acted or where there is none
	Press  Intent // acts on release; None where it acted on press
}

// Press is the last key that went down, for the debounce filter.
type Press struct {
	Device string
	Key    input.Key
	At     time.Duration
	Valid  bool
}

// Press takes a key down. A key that also has a hold meaning, or takes part in a
// chord, acts on release, so that it does not do both. debounce is how long the person's
// filter ignores the same key again (KEY-6); zero is off.
func (k *Keymap) Press(s State, ctx, device string, key input.Key, now, debounce time.Duration) (State, Intent) {
	if s.index(device, key) >= 0 {
		return s, None // a second key-down without a key-up: a bouncing contact, or auto-repeat (KEY-5: off)
	}
	if s.Last.Valid && s.Last.Device == device && s.Last.Key == key && now-s.Last.At < debounce {
		return s, None
	}
	s.Last = Press{device, key, now, true}
	press, hold := k.lookup(ctx, key)
	h := Held{Device: device, Key: key, Since: now, Hold: hold}
	for i, other := range s.Held {
		both := k.chord(ctx, other.Key, key)
		if both == None || other.Press == None && other.Hold == None {
			continue
		}
		s.Held = slices.Clone(s.Held) // neither key does anything else
		s.Held[i].Press, s.Held[i].Hold = None, None
		s.Held = append(s.Held, Held{Device: device, Key: key, Since: now})
		return s, both
	}
	if hold != None || k.inChord(ctx, key) {
		h.Press, press = press, None
	}
	if len(s.Held) < maxHeld {
		s.Held = append(slices.Clone(s.Held), h)
	}
	return s, press
}

// Release takes a key up.
func (k *Keymap) Release(s State, device string, key input.Key) (State, Intent) {
	i := s.index(device, key)
	if i < 0 {
		return s, None // a doubled key-up
	}
	intent := s.Held[i].Press
	s.Held = slices.Delete(slices.Clone(s.Held), i, i+1)
	return s, intent
}

// Deadline is when the next hold acts.
func (k *Keymap) Deadline(s State) (time.Duration, bool) {
	var at time.Duration
	found := false
	for _, h := range s.Held {
		if h.Hold != None && (!found || h.Since+k.HoldAfter < at) {
			at, found = h.Since+k.HoldAfter, true
		}
	}
	return at, found
}

// Expire lets the holds act whose time has come, the longest held first, one a
// call. A held key whose hold acted does nothing on release.
func (k *Keymap) Expire(s State, now time.Duration) (State, Intent) {
	for i, h := range s.Held {
		if h.Hold != None && now >= h.Since+k.HoldAfter {
			s.Held = slices.Clone(s.Held)
			s.Held[i].Hold, s.Held[i].Press = None, None
			return s, h.Hold
		}
	}
	return s, None
}

// Forget drops the keys of a device that went away: their key-up will not come.
func (s State) Forget(device string) State {
	s.Held = slices.DeleteFunc(slices.Clone(s.Held), func(h Held) bool { return h.Device == device })
	return s
}

// ForgetAll drops all keys that are down: they do nothing more, neither on release nor by
// being held on. The debounce filter still knows the last press.
func (s State) ForgetAll() State {
	s.Held = nil
	return s
}

func (s State) index(device string, key input.Key) int {
	return slices.IndexFunc(s.Held, func(h Held) bool { return h.Device == device && h.Key == key })
}
