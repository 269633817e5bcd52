package reader

import (
	"slices"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/greet"
)

// maxData is how many characters of what is presented are taken.
const maxData = 64

// Kinds are what can be presented, as service files name it.
func Kinds() []string { return []string{"card", "code", "fingerprint"} }

// Driver is one reader. It implements devices.Driver.
type Driver struct {
	id   string
	text greet.Text
}

var _ devices.Driver = (*Driver)(nil)

// New makes the driver of a reader; events carry the id.
func New(id string) *Driver { return &Driver{id: id} }

// Open asks the reader who it is.
func (d *Driver) Open(now time.Duration) ([]byte, time.Duration) {
	out := d.text.Open(now)
	return out, d.text.Deadline()
}

// Close forgets half a line.
func (d *Driver) Close(time.Duration) []input.Event {
	d.text.Close()
	return nil
}

// Status tells where the reader stands.
func (d *Driver) Status() devices.Status { return d.text.Status() }

// Step takes the bytes that arrived.
func (d *Driver) Step(now time.Duration, in []byte) (events []input.Event, out []byte, wake time.Duration) {
	for _, words := range d.text.Feed(now, in) {
		if !d.text.Answer(words) {
			events = d.take(words, events)
		}
	}
	out = d.text.Ask(now)
	return events, out, d.text.Deadline()
}

func (d *Driver) take(words []string, events []input.Event) []input.Event {
	if len(words) < 2 || len(words) > 3 || words[0] != "P" || !d.text.Working() || !slices.Contains(Kinds(), words[1]) {
		return events
	}
	p := input.Presented{Device: d.id, Reader: words[1]}
	if len(words) == 3 && len(words[2]) <= maxData {
		p.OK, p.Data = true, []byte(words[2])
	}
	return append(events, p)
}
