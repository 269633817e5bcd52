package reader

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/frame"
)

const (
	question  = "V?\n"
	gap       = 500 * time.Millisecond // a line is sent in one go
	askEvery  = time.Second
	greetWait = 5 * time.Second
	maxData   = 64 // characters of what is presented
)

// Kinds are what can be presented, as service files name it.
func Kinds() []string { return []string{"card", "code", "fingerprint"} }

// Driver is one reader. It implements devices.Driver.
type Driver struct {
	id       string
	lines    frame.Lines
	last     time.Duration
	phase    devices.Phase
	err      error
	info     devices.Info
	askAt    time.Duration
	giveUpAt time.Duration
}

var _ devices.Driver = (*Driver)(nil)

// New makes the driver of a reader; events carry the id.
func New(id string) *Driver { return &Driver{id: id} }

// Open asks the reader who it is.
func (d *Driver) Open(now time.Duration) ([]byte, time.Duration) {
	d.lines.Reset()
	d.phase, d.err = devices.Greeting, nil
	d.askAt, d.giveUpAt = now+askEvery, now+greetWait
	return []byte(question), d.wake()
}

// Close forgets half a line.
func (d *Driver) Close(time.Duration) []input.Event {
	d.phase = devices.Greeting
	d.lines.Reset()
	return nil
}

// Status tells where the reader stands.
func (d *Driver) Status() devices.Status {
	return devices.Status{Phase: d.phase, Err: d.err, Info: d.info}
}

// Step takes the bytes that arrived.
func (d *Driver) Step(now time.Duration, in []byte) (events []input.Event, out []byte, wake time.Duration) {
	if d.lines.Pending() && now-d.last >= gap {
		d.lines.Gap()
	}
	if len(in) > 0 {
		d.last = now
	}
	for _, line := range d.lines.Feed(in) {
		events = d.take(line, events)
	}
	if d.phase == devices.Greeting {
		switch {
		case now >= d.giveUpAt:
			d.phase = devices.Failed
			d.err = fmt.Errorf("%w: no answer to the greeting within %v", devices.ErrTimeout, greetWait)
		case now >= d.askAt:
			d.askAt = now + askEvery
			out = append(out, question...)
		}
	}
	return events, out, d.wake()
}

func (d *Driver) take(line string, events []input.Event) []input.Event {
	words := strings.Fields(line)
	switch {
	case len(words) >= 2 && words[0] == "V":
		d.info.Model, d.info.Firmware = words[1], strings.Join(words[2:], " ")
		if d.phase == devices.Greeting {
			d.phase = devices.Working
		}
	case len(words) >= 2 && len(words) <= 3 && words[0] == "P" && d.phase == devices.Working && slices.Contains(Kinds(), words[1]):
		p := input.Presented{Device: d.id, Reader: words[1]}
		if len(words) == 3 && len(words[2]) <= maxData {
			p.OK, p.Data = true, []byte(words[2])
		}
		return append(events, p)
	}
	return events
}

func (d *Driver) wake() (at time.Duration) {
	if d.lines.Pending() {
		at = d.last + gap
	}
	if d.phase == devices.Greeting {
		at = devices.Sooner(at, min(d.askAt, d.giveUpAt))
	}
	return at
}
