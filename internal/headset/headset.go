package headset

import (
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

const (
	// Debounce: a plug makes and breaks contact several times on its way in. A plug on its
	// way out acts on its first edge.
	Debounce = 200 * time.Millisecond
	// patience is how long a stay waits for a headset that was pulled: time to find plug
	// and socket again by touch.
	patience = time.Minute
)

// Socket is what a site has for one ear.
type Socket struct {
	Present bool   // there is an output for it, and something tells of its plug
	Manual  bool   // what tells is the person, under help
	Device  string // id of the sound device in its DeviceChanged events
}

// Situation is what is going on around the plug.
type Situation struct {
	Socket
	Idle bool // no stay has begun
	Ask  bool // a held stay may be asked whether somebody is there: it is neither paying nor waiting
}

// State is the plug, which outlives stays, and what of a stay it holds.
type State struct {
	Known  bool          // a source has told how things stand; that is no act of a person
	Closed bool          // contact, by the newest edge
	Due    time.Duration // when a contact counts as a plug; 0: none is being made
	In     bool          // a headset is in use
	Deaf   bool          // it has no working sound
	Routed bool          // what is said in it cannot be heard outside it

	PulledAt time.Duration // 0: no stay is held
	Left     scene.NodeID  // the screen that was left
}

// Outcome is what a step leads to.
type Outcome uint8

const (
	Nothing      Outcome = iota
	PluggedIn            // from now on everything is said in the headset
	PulledOut            // the stay must be kept from others
	PatienceOver         // the plug has not come back: the person is to be asked, and Situation.Ask is false until they have answered
)

// Held reports whether a stay waits for its headset.
func (s State) Held() bool { return s.PulledAt != 0 }

// Ear says where speech goes.
func (s State) Ear(k Socket) scene.Ear {
	return scene.Ear{Headset: s.In, Private: s.In && s.Routed, Socket: !s.In && k.Present && !k.Manual && s.Routed && !s.Deaf}
}

// Step takes one edge of the plug, news of its sound device, or the passing of time.
func (s State) Step(ev input.Event, now time.Duration, at Situation) (State, Outcome) {
	switch ev := ev.(type) {
	case input.JackChanged:
		if at.Present {
			return s.edge(ev.In, now)
		}
	case input.HeadsetRouted:
		s.Routed = ev.Private
	case input.DeviceChanged:
		if ev.Device == at.Device && ev.Device != "" {
			return s.sound(ev.State, now, at)
		}
	case input.TimePassed:
		return s.due(now, at)
	}
	return s, Nothing
}

func (s State) edge(in bool, now time.Duration) (State, Outcome) {
	first := !s.Known
	s.Known, s.Closed = true, in
	switch {
	case !in:
		s.Due = 0
		return s.Unplug()
	case first:
		// A headset that is there from the start was left by somebody: it is used, but
		// that is no person who has come.
		s.In = !s.Deaf
	case !s.In && s.Due == 0:
		s.Due = now + Debounce
	}
	return s, Nothing
}

// sound: the headset's sound device came or went. With its card gone, a headset is as
// good as pulled.
func (s State) sound(state input.DeviceState, now time.Duration, at Situation) (State, Outcome) {
	s.Deaf = state != input.DeviceReady
	switch {
	case s.Deaf:
		s.Due = 0
		return s.Unplug()
	case s.Closed && at.Idle:
		s.In = true // it was there before its sound, and is no act of a person
	case s.Closed && !s.In && at.Present:
		s.Due = now + Debounce
	}
	return s, Nothing
}

func (s State) due(now time.Duration, at Situation) (State, Outcome) {
	if s.Due != 0 && now >= s.Due {
		s.Due = 0
		return s.Plug()
	}
	if s.Held() && at.Ask && now >= s.PulledAt+patience {
		return s, PatienceOver
	}
	return s, Nothing
}

// Plug puts a headset into use: its plug is in, or its person says so.
func (s State) Plug() (State, Outcome) {
	if s.In || s.Deaf {
		return s, Nothing
	}
	s.In = true
	return s, PluggedIn
}

// Unplug takes it out of use.
func (s State) Unplug() (State, Outcome) {
	if !s.In {
		return s, Nothing
	}
	s.In = false
	return s, PulledOut
}

// Leave takes it out of use because its person chose to, which holds nothing.
func (s State) Leave() State { s.In = false; return s }

// Hold holds the stay that was on a screen.
func (s State) Hold(now time.Duration, screen scene.NodeID) State {
	s.PulledAt, s.Left = now, screen
	return s
}

// Extend gives the person of a held stay their time again.
func (s State) Extend(now time.Duration) State {
	if s.Held() {
		s.PulledAt = now
	}
	return s
}

// Release lets the stay go on, or forgets it.
func (s State) Release() State {
	s.PulledAt, s.Left = 0, ""
	return s
}

// Deadline is when plug or patience want to be looked at.
func (s State) Deadline(at Situation) (time.Duration, bool) {
	if s.Due != 0 {
		return s.Due, true
	}
	until, _, ok := s.Patience(at)
	return until, ok
}

// Patience is until when a held stay waits for its headset, and how long that is in all;
// false where nothing runs out.
func (s State) Patience(at Situation) (until, span time.Duration, ok bool) {
	if !s.Held() || !at.Ask {
		return 0, 0, false
	}
	return s.PulledAt + patience, patience, true
}
