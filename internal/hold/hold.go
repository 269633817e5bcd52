package hold

import (
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// Device is the actuator's id in events (the site's settings for it have no other).
const Device = "lift"

const (
	// delay: a button that was only brushed moves nothing.
	delay = 300 * time.Millisecond
	// every is how often the actuator is told to go on; its driver stops after twice that.
	every = 100 * time.Millisecond
	// Limit bounds one hold: a hand that lies on a button moves the screen no farther.
	Limit = 10 * time.Second
)

// State is a hold, and what the actuator says of itself. The zero value is no hold, and an
// actuator that stands still.
type State struct {
	Move   input.LiftMove
	Node   scene.NodeID
	Device string // whose key is held; "" is a finger
	Key    input.Key
	Since  time.Duration
	Tell   time.Duration // when it is to be told (again)
	Ran    bool          // it has been told at least once

	Does input.LiftState // what the actuator last said that it does
	Gone bool            // it cannot be used
}

// Situation is what must stay as it was when the hold began.
type Situation struct {
	Steady  bool         // its screen is shown and works, and its button has focus
	Finger  bool         // a finger rests, and has not slid
	On      scene.NodeID // where it rests
	Contact int
}

// Outcome is what a step leads to: one of the types below.
type Outcome interface{ outcome() }

type (
	// Move tells the actuator to move, or with input.Halt to stop.
	Move struct{ Move input.LiftMove }
	// Spent: the contact that held has done what it could do.
	Spent struct{}
	// Limited: the hold has ended because it lasted too long.
	Limited struct{}
	// Told: the actuator does something else than before, or is blocked once more.
	Told struct{ Does input.LiftState }
)

func (Move) outcome()    {}
func (Spent) outcome()   {}
func (Limited) outcome() {}
func (Told) outcome()    {}

// Held reports whether a hold is going on.
func (s State) Held() bool { return s.Move != input.Halt }

// Press begins a hold by a key. Whatever began it must have been given to Release before,
// which stops what an earlier hold has moved.
func (s State) Press(move input.LiftMove, node scene.NodeID, device string, key input.Key, now time.Duration) State {
	s.Move, s.Node, s.Device, s.Key, s.Since, s.Tell, s.Ran = move, node, device, key, now, now+delay, false
	return s
}

// Touch is Press for a finger, which must rest at least as long as its person's touches do
// before they count.
func (s State) Touch(move input.LiftMove, node scene.NodeID, dwell, now time.Duration) State {
	s.Move, s.Node, s.Device, s.Key, s.Since, s.Tell, s.Ran = move, node, "", "", now, now+max(delay, dwell), false
	return s
}

// Halt ends the hold, and stops the actuator if the hold has moved it.
func (s State) Halt() (State, []Outcome) {
	var out []Outcome
	if s.Ran {
		out = append(out, Move{input.Halt})
	}
	return State{Does: s.Does, Gone: s.Gone}, out
}

// Release ends a hold that an event breaks off, before the event does anything else: any
// key, any other finger, and of the finger that holds everything but staying.
func (s State) Release(ev input.Event, at Situation) (State, []Outcome) {
	if !s.Held() || !s.breaks(ev, at) {
		return s, nil
	}
	next, out := s.Halt()
	if _, finger := ev.(input.Touched); finger && s.Ran {
		out = append(out, Spent{})
	}
	return next, out
}

// breaks reports whether an event breaks the hold off.
func (s State) breaks(ev input.Event, at Situation) bool {
	switch ev := ev.(type) {
	case input.KeyPressed, input.Pointed, input.Quit:
		return true
	case input.KeyReleased:
		return ev.Device == s.Device && ev.Key == s.Key
	case input.Touched:
		rests := s.Device == "" && ev.Phase == input.TouchMoved && ev.Contact == at.Contact && ev.Node == s.Node
		return !rests
	case input.DeviceChanged:
		keys := s.Device != "" && ev.Device == s.Device
		return ev.State != input.DeviceReady && (keys || ev.Device == Device)
	}
	return false
}

// Step takes what the actuator says, that it came or went, or the passing of time.
func (s State) Step(ev input.Event, now time.Duration, at Situation) (State, []Outcome) {
	switch ev := ev.(type) {
	case input.LiftChanged:
		return s.changed(ev.State)
	case input.DeviceChanged:
		if ev.Device == Device {
			return s.device(ev.State)
		}
	case input.TimePassed:
		return s.due(now, at)
	}
	return s, nil
}

func (s State) due(now time.Duration, at Situation) (State, []Outcome) {
	switch {
	case !s.Held():
		return s, nil
	case !at.Steady, s.Gone, s.Device == "" && (!at.Finger || at.On != s.Node):
		return s.Halt()
	case now >= s.Since+Limit:
		next, out := s.Halt()
		return next, append(out, Spent{}, Limited{})
	case now < s.Tell:
		return s, nil
	}
	s.Ran, s.Tell = true, now+every
	var out []Outcome
	if s.Device == "" {
		out = append(out, Spent{})
	}
	return s, append(out, Move{s.Move})
}

func (s State) changed(does input.LiftState) (State, []Outcome) {
	var out []Outcome
	if does != input.LiftRising && does != input.LiftSinking {
		s, out = s.Halt() // at an end, blocked, deaf: holding on moves nothing
	}
	if s.Does == does && does != input.LiftStuck {
		return s, out
	}
	s.Does = does
	return s, append(out, Told{does})
}

func (s State) device(state input.DeviceState) (State, []Outcome) {
	s.Gone = state != input.DeviceReady
	if !s.Gone {
		s.Does = input.LiftStopped
		return s, nil
	}
	next, out := s.Halt()
	if next.Does != input.LiftLost {
		next.Does = input.LiftLost
		out = append(out, Told{input.LiftLost})
	}
	return next, out
}

// Deadline is when a hold needs to be looked at again.
func (s State) Deadline() (time.Duration, bool) {
	return min(s.Tell, s.Since+Limit), s.Held()
}
