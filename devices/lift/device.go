package lift

import (
	"fmt"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/greet"
)

// DeadMan is how long the driver moves on without being told again.
const DeadMan = 200 * time.Millisecond

const (
	stop = "M stop\n"

	// answerWait is how long a line may go unanswered before the actuator counts as deaf:
	// three lines at the pace of the core.
	answerWait = 350 * time.Millisecond
	// stopEvery and stopWait: an unanswered stop is repeated, then it is a fault.
	stopEvery = 100 * time.Millisecond
	stopWait  = time.Second
)

var orders = map[input.LiftMove]string{input.Raise: "M up\n", input.Lower: "M down\n"}

// Driver is one height actuator. It implements devices.Driver.
type Driver struct {
	text  greet.Text
	stuck bool // it has said that it is blocked, and nothing else since

	want   input.LiftMove
	toldAt time.Duration // when it was last told to move
	deafAt time.Duration // when an answer is overdue; 0: none is awaited
	stops  stopping
	state  input.LiftState // as last reported
}

// stopping is a stop that has not been answered yet.
type stopping struct {
	on      bool
	againAt time.Duration
	failAt  time.Duration
}

var _ devices.Driver = (*Driver)(nil)

// New makes the driver of a height actuator.
func New() *Driver { return &Driver{} }

// Open stops whatever may still be moving and asks the actuator who it is.
func (d *Driver) Open(now time.Duration) ([]byte, time.Duration) {
	*d = Driver{}
	out := append([]byte(stop), d.text.Open(now)...)
	return out, d.wake()
}

// Close tells that nobody knows any longer what the actuator does. It stops by itself, for
// no line reaches it.
func (d *Driver) Close(time.Duration) []input.Event {
	d.text.Close()
	d.want, d.stops, d.deafAt = input.Halt, stopping{}, 0
	if d.state == input.LiftRising || d.state == input.LiftSinking {
		return d.report(nil, input.LiftLost)
	}
	return nil
}

// Status tells where the actuator stands.
func (d *Driver) Status() devices.Status {
	s := d.text.Status()
	if d.stuck {
		s.Fault = devices.Faulty
		if s.Err == nil {
			s.Err = fmt.Errorf("%w: the actuator is stuck", devices.ErrProtocol)
		}
	}
	return s
}

// Move tells the actuator to go on, or with input.Halt to stop. Going on must be told again
// within DeadMan. input.LiftChanged says what it really does.
func (d *Driver) Move(m input.LiftMove) devices.Act {
	return func(now time.Duration) ([]input.Event, []byte, time.Duration) {
		switch {
		case !d.text.Working():
			if m == input.Halt {
				return nil, nil, d.wake()
			}
			return d.report(nil, input.LiftLost), nil, d.wake()
		case m == input.Halt:
			return nil, d.halt(now), d.wake()
		}
		d.want, d.toldAt, d.stops = m, now, stopping{}
		if d.deafAt == 0 {
			d.deafAt = now + answerWait
		}
		return nil, []byte(orders[m]), d.wake()
	}
}

// halt begins to stop.
func (d *Driver) halt(now time.Duration) []byte {
	d.want, d.deafAt = input.Halt, 0
	d.stops = stopping{true, now + stopEvery, now + stopWait}
	return []byte(stop)
}

// Step takes the bytes that arrived.
func (d *Driver) Step(now time.Duration, in []byte) (events []input.Event, out []byte, wake time.Duration) {
	for _, words := range d.text.Feed(now, in) {
		var reply []byte
		events, reply = d.take(now, words, events)
		out = append(out, reply...)
	}
	out = append(out, d.text.Ask(now)...)
	if d.want != input.Halt {
		switch {
		case now-d.toldAt >= DeadMan: // whoever tells us hangs: nobody may be moved by that
			out = append(out, d.halt(now)...)
		case d.deafAt != 0 && now >= d.deafAt:
			out = append(out, d.halt(now)...)
			events = d.report(events, input.LiftLost)
		}
	}
	if d.stops.on {
		switch {
		case now >= d.stops.failAt:
			d.stops = stopping{}
			d.text.Fail(fmt.Errorf("%w: a stop was not answered within %v", devices.ErrTimeout, stopWait))
			events = d.report(events, input.LiftLost)
		case now >= d.stops.againAt:
			d.stops.againAt = now + stopEvery
			out = append(out, stop...)
		}
	}
	return events, out, d.wake()
}

// states are the words of the actuator.
var states = map[string]input.LiftState{"up": input.LiftRising, "down": input.LiftSinking, "stopped": input.LiftStopped,
	"top": input.LiftTop, "bottom": input.LiftBottom, "stuck": input.LiftStuck}

func (d *Driver) take(now time.Duration, words []string, events []input.Event) ([]input.Event, []byte) {
	if d.text.Answer(words) || len(words) != 2 || words[0] != "M" || !d.text.Working() {
		return events, nil
	}
	s, known := states[words[1]]
	if !known {
		return events, nil
	}
	if !moving(s) {
		d.stops = stopping{}
	}
	d.deafAt = 0
	if d.want != input.Halt {
		d.deafAt = now + answerWait
	}
	if s == input.LiftStopped && d.state == input.LiftStuck {
		return events, nil // still blocked, as far as anybody knows
	}
	d.stuck = s == input.LiftStuck
	if d.unasked(s) {
		if d.stops.on {
			return events, nil
		}
		return events, d.halt(now)
	}
	var out []byte
	if d.stuck && d.want != input.Halt {
		out = d.halt(now)
	}
	return d.report(events, s), out
}

func moving(s input.LiftState) bool { return s == input.LiftRising || s == input.LiftSinking }

// unasked reports whether the actuator moves as nobody asked it to.
func (d *Driver) unasked(s input.LiftState) bool {
	return moving(s) && (d.want == input.Halt || (s == input.LiftRising) != (d.want == input.Raise))
}

// report tells what has changed, once.
func (d *Driver) report(events []input.Event, s input.LiftState) []input.Event {
	if d.state == s && s != input.LiftLost && s != input.LiftStuck {
		return events
	}
	d.state = s
	return append(events, input.LiftChanged{State: s})
}

func (d *Driver) wake() time.Duration {
	at := d.text.Deadline()
	if d.want != input.Halt {
		at = devices.Sooner(at, d.toldAt+DeadMan)
		if d.deafAt != 0 {
			at = devices.Sooner(at, d.deafAt)
		}
	}
	if d.stops.on {
		at = devices.Sooner(at, min(d.stops.againAt, d.stops.failAt))
	}
	return at
}
