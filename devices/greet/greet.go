package greet

import (
	"fmt"
	"time"

	"modu/devices"
)

// Plan is how patiently a device is greeted. Both times are positive.
type Plan struct {
	Every time.Duration // a question that nothing answered is asked again after this
	Wait  time.Duration // a device that has not answered by then is given up
}

// State is one conversation's greeting. The zero value has not begun: it is Greeting, and
// neither asks nor gives up.
type State struct {
	plan     Plan
	phase    devices.Phase
	err      error
	askAt    time.Duration // 0: never
	giveUpAt time.Duration
}

// Open is the state after the question was asked at the moment now.
func (p Plan) Open(now time.Duration) State {
	return State{plan: p, askAt: now + p.Every, giveUpAt: now + p.Wait}
}

// OpenAt is the state of a device that may be silent until then: the first question is due
// at that moment, and the device has the plan's whole time from there.
func (p Plan) OpenAt(then time.Duration) State {
	return State{plan: p, askAt: then, giveUpAt: then + p.Wait}
}

// Known is the state of a device that needs no greeting.
func Known() State { return State{phase: devices.Working} }

// Step lets time pass. ask is true when the question must be asked again now. A device that
// has been silent for too long is Failed, with an Err that is devices.ErrTimeout.
func (s State) Step(now time.Duration) (next State, ask bool) {
	switch {
	case s.phase != devices.Greeting || s.giveUpAt == 0:
	case now >= s.giveUpAt:
		return s.Fail(fmt.Errorf("%w: no answer to the greeting within %v", devices.ErrTimeout, s.plan.Wait)), false
	case now >= s.askAt:
		return s.Asked(now), true
	}
	return s, false
}

// Asked says that the question was asked now, for whatever reason: it is not due before the
// plan's time has passed again.
func (s State) Asked(now time.Duration) State {
	s.askAt = now + s.plan.Every
	return s
}

// Again begins anew with the same plan: the device has answered a part of a longer
// greeting, and the next question was asked now.
func (s State) Again(now time.Duration) State { return s.plan.Open(now) }

// Answered says that the device has said who it is. It changes nothing but a greeting.
func (s State) Answered() State {
	if s.phase == devices.Greeting {
		s.phase = devices.Working
	}
	return s
}

// Fail ends the conversation: err says why.
func (s State) Fail(err error) State {
	s.phase, s.err = devices.Failed, err
	return s
}

// Phase is where the conversation stands.
func (s State) Phase() devices.Phase { return s.phase }

// Err is why the phase is Failed; nil otherwise.
func (s State) Err() error { return s.err }

// Deadline is when Step wants to be called; 0 is never.
func (s State) Deadline() time.Duration {
	if s.phase != devices.Greeting || s.giveUpAt == 0 {
		return 0
	}
	return min(s.askAt, s.giveUpAt)
}
