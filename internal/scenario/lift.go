package scenario

import (
	"time"

	"modu/accessibility/input"
)

// Lift is the height actuator of a script with "lift: yes".
const Lift = "lift"

// liftWay is how long the actuator needs from one end to the other, liftAnswer until it
// says what it does.
const (
	liftWay    = 6 * time.Second
	liftAnswer = 20 * time.Millisecond
)

// liftModel is a height actuator without its cable; it begins at the top.
type liftModel struct {
	down  time.Duration // of the way
	move  input.LiftMove
	since time.Duration
	says  input.LiftState
}

// moveLift does what a driver and its actuator do. That they stop when they are not told
// again is for their own tests.
func (v *Virtual) moveLift(m input.LiftMove) {
	if v.absent[Lift] {
		return
	}
	l := &v.lift
	l.down = min(liftWay, max(0, l.down-time.Duration(l.move)*(v.now-l.since)))
	l.move, l.since = m, v.now
	says := map[input.LiftMove]input.LiftState{input.Halt: input.LiftStopped, input.Raise: input.LiftRising, input.Lower: input.LiftSinking}[m]
	switch {
	case l.down == 0 && m != input.Lower:
		says, l.move = input.LiftTop, input.Halt
	case l.down == liftWay && m != input.Raise:
		says, l.move = input.LiftBottom, input.Halt
	}
	if says != l.says {
		l.says = says
		v.after(liftAnswer, func() { v.step(input.LiftChanged{State: says}) })
	}
}
