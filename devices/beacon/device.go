package beacon

import (
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/firmata"
	"modu/devices/greet"
	"modu/devices/profile"
	"modu/internal/beacon"
)

// here is the line of a receiver that was asked.
const here = "here"

// New makes the driver of a beacon; events carry the id. With a profile it is a contact of
// a board, without one it speaks lines of text.
func New(p *profile.Profile, id string) devices.Driver {
	if p != nil {
		return &contact{Driver: firmata.New(p, id), id: id}
	}
	return &line{id: id}
}

// line is a receiver that speaks lines of text.
type line struct {
	id   string
	text greet.Text
}

var _ devices.Driver = (*line)(nil)

// Open asks the receiver who it is.
func (l *line) Open(now time.Duration) ([]byte, time.Duration) {
	out := l.text.Open(now)
	return out, l.text.Deadline()
}

// Step takes the bytes that arrived.
func (l *line) Step(now time.Duration, in []byte) (events []input.Event, out []byte, wake time.Duration) {
	for _, words := range l.text.Feed(now, in) {
		if !l.text.Answer(words) && len(words) == 1 && words[0] == here && l.text.Working() {
			events = append(events, input.Signalled{Device: l.id, Signal: beacon.Here})
		}
	}
	out = l.text.Ask(now)
	return events, out, l.text.Deadline()
}

// Close forgets half a line.
func (l *line) Close(time.Duration) []input.Event {
	l.text.Close()
	return nil
}

// Status tells where the receiver stands.
func (l *line) Status() devices.Status { return l.text.Status() }

// contact is a dry contact on a board. The board's driver debounces it, and reports one that
// stays closed as a fault.
type contact struct {
	devices.Driver
	id string
}

// Step takes the bytes that arrived.
func (c *contact) Step(now time.Duration, in []byte) ([]input.Event, []byte, time.Duration) {
	events, out, wake := c.Driver.Step(now, in)
	return c.signals(events), out, wake
}

// Close tells nothing: pulling a cable asks for nothing.
func (c *contact) Close(now time.Duration) []input.Event { return c.signals(c.Driver.Close(now)) }

// signals are what closing contacts mean; opening one means nothing.
func (c *contact) signals(events []input.Event) (out []input.Event) {
	for _, ev := range events {
		if _, closed := ev.(input.KeyPressed); closed {
			out = append(out, input.Signalled{Device: c.id, Signal: beacon.Here})
		}
	}
	return out
}
