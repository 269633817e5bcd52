package relay

import (
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/greet"
)

const (
	lampOn  = "L call 255\n"
	lampOff = "L call 0\n"

	// retryAfter and callLimit: who asks for help should not wait long to learn
	// that the lamp does not burn.
	retryAfter = 500 * time.Millisecond
	callLimit  = 1500 * time.Millisecond
)

// Driver is one call lamp. It implements devices.Driver.
type Driver struct {
	text greet.Text
	call call
}

// call is a person's call.
type call struct {
	id      input.EffectID
	state   input.CallState
	retryAt time.Duration // while CallNone with an id: not yet confirmed
	failAt  time.Duration
	asked   bool
}

var _ devices.Driver = (*Driver)(nil)

// New makes the driver of a call lamp.
func New() *Driver { return &Driver{} }

// Open asks the lamp who it is and puts it out: it may still burn for a call of
// before.
func (d *Driver) Open(now time.Duration) ([]byte, time.Duration) {
	out := append([]byte(lampOff), d.text.Open(now)...)
	return out, d.wake()
}

// Close fails a call that nobody can see any longer.
func (d *Driver) Close(time.Duration) []input.Event {
	d.text.Close()
	return d.end(nil, input.CallFailed)
}

// Status tells where the lamp stands.
func (d *Driver) Status() devices.Status { return d.text.Status() }

// Call lights the lamp. CallRinging follows when it burns, then CallAnswered when
// somebody pressed its button; or CallFailed. A new call takes the place of an
// older one.
func (d *Driver) Call(id input.EffectID) devices.Act {
	return func(now time.Duration) ([]input.Event, []byte, time.Duration) {
		if !d.text.Working() {
			return []input.Event{input.CallChanged{Effect: id, State: input.CallFailed}}, nil, d.wake()
		}
		d.call = call{id: id, asked: true, retryAt: now + retryAfter, failAt: now + callLimit}
		return nil, []byte(lampOn + greet.Question), d.wake()
	}
}

// Hush puts the lamp out without an answer: the person has taken the call back.
func (d *Driver) Hush() devices.Act {
	return func(time.Duration) ([]input.Event, []byte, time.Duration) {
		d.call = call{}
		if !d.text.Working() {
			return nil, nil, d.wake()
		}
		return nil, []byte(lampOff), d.wake()
	}
}

// Step takes the bytes that arrived.
func (d *Driver) Step(now time.Duration, in []byte) (events []input.Event, out []byte, wake time.Duration) {
	for _, words := range d.text.Feed(now, in) {
		var reply string
		events, reply = d.take(words, events)
		out = append(out, reply...)
	}
	out = append(out, d.text.Ask(now)...)
	if d.pending() {
		switch {
		case now >= d.call.failAt:
			events = d.end(events, input.CallFailed)
			out = append(out, lampOff...) // it may have heard us without our hearing it
		case now >= d.call.retryAt:
			d.call.retryAt = now + retryAfter
			out = append(out, lampOn+greet.Question...)
		}
	}
	return events, out, d.wake()
}

func (d *Driver) take(words []string, events []input.Event) ([]input.Event, string) {
	switch {
	case d.text.Answer(words):
		if d.pending() {
			d.call.state = input.CallRinging
			events = append(events, input.CallChanged{Effect: d.call.id, State: input.CallRinging})
		}
	case len(words) == 3 && words[0] == "K" && words[1] == "call" && words[2] == "1" && d.call.asked:
		return d.end(events, input.CallAnswered), lampOff
	}
	return events, ""
}

// pending: a call was asked for and the lamp has not confirmed it.
func (d *Driver) pending() bool { return d.call.asked && d.call.state == input.CallNone }

func (d *Driver) end(events []input.Event, s input.CallState) []input.Event {
	if !d.call.asked {
		return events
	}
	id := d.call.id
	d.call = call{}
	return append(events, input.CallChanged{Effect: id, State: s})
}

func (d *Driver) wake() time.Duration {
	at := d.text.Deadline()
	if d.pending() {
		at = devices.Sooner(at, min(d.call.retryAt, d.call.failAt))
	}
	return at
}
