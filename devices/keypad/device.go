package keypad

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/frame"
	"modu/devices/greet"
	"modu/devices/profile"
)

// maxUnknown bounds what Unknown keeps.
const maxUnknown = 32

// Driver is one keypad. It implements devices.Driver.
type Driver struct {
	device string
	p      *profile.Profile
	dec    decoder

	greet    greet.State
	lastByte time.Duration

	held  map[input.Key]time.Duration // when it went down
	stuck map[input.Key]bool          // held so long that we have released it ourselves
	wrong int                         // well-formed reports of a key that the profile does not name
	codes []string                    // and their codes, since the last Unknown
}

var _ devices.Driver = (*Driver)(nil)

// New makes the driver of a keypad; device is its id in the site file, which every
// event carries.
func New(p *profile.Profile, device string) *Driver {
	d := &Driver{device: device, p: p}
	if p.Pattern != nil {
		d.dec = &lineDecoder{p: p}
	} else {
		d.dec = &frameDecoder{p: p, dec: frame.NewDecoder(p.Frame)}
	}
	return d
}

// Open greets the device.
func (d *Driver) Open(now time.Duration) ([]byte, time.Duration) {
	d.dec.reset()
	d.forget()
	if d.p.Probe == nil {
		d.greet = greet.Known()
		return nil, 0
	}
	d.greet = greet.Plan{Every: d.p.Probe.Every, Wait: d.p.Probe.Wait}.Open(now)
	return d.ask(), d.wake()
}

// Close forgets which keys were held. Nobody is told that they went up: a key that
// vanished with its cable was not let go by a person.
func (d *Driver) Close(time.Duration) []input.Event {
	d.forget()
	d.greet = greet.State{}
	return nil
}

// Status tells where the device stands.
func (d *Driver) Status() devices.Status {
	s := devices.Status{Phase: d.greet.Phase(), Err: d.greet.Err(), Info: devices.Info{Model: d.p.Name}}
	if len(d.stuck) > 0 {
		s.Fault = devices.Faulty
		s.Err = fmt.Errorf("%w: a key is down for more than %v: %v", devices.ErrProtocol, d.p.Timing.Stuck, slices.Sorted(maps.Keys(d.stuck)))
	}
	return s
}

// Unnamed counts reports of keys that the profile does not name, for "profile try".
func (d *Driver) Unnamed() int { return d.wrong }

// Unknown are the codes of keys that were reported since the last call and that the
// profile does not name. A person presses the keys of a new keypad to learn them.
func (d *Driver) Unknown() []string {
	codes := d.codes
	d.codes = nil
	return codes
}

// Faults words what was dropped since the last call, because it is no frame, or no line,
// as the profile declares them; at most frame.MaxFaults.
func (d *Driver) Faults() []string { return d.dec.faults() }

// Step takes the bytes that arrived.
func (d *Driver) Step(now time.Duration, in []byte) (events []input.Event, out []byte, wake time.Duration) {
	var got []report
	if d.dec.pending() && now-d.lastByte >= d.p.Timing.Gap {
		got = d.dec.gap()
	}
	if len(in) > 0 {
		got = append(got, d.dec.feed(in)...)
		d.lastByte = now
	}
	for _, r := range got {
		events = d.take(now, r, events)
	}
	var ask bool
	if d.greet, ask = d.greet.Step(now); ask {
		out = d.ask()
	}
	for _, k := range d.overdue(now) {
		d.stuck[k] = true
		delete(d.held, k)
		events = append(events, input.KeyReleased{Device: d.device, Key: k})
	}
	return events, out, d.wake()
}

func (d *Driver) take(now time.Duration, r report, events []input.Event) []input.Event {
	switch {
	case r.greeting:
		d.greet = d.greet.Answered()
		return events
	case d.greet.Phase() != devices.Working:
		return events // pressed before we knew who is speaking
	case r.key == "":
		if d.wrong++; r.code != "" && len(d.codes) < maxUnknown {
			d.codes = append(d.codes, r.code)
		}
		return events
	}
	return d.moved(now, r, events)
}

// moved takes a key that went down or up.
func (d *Driver) moved(now time.Duration, r report, events []input.Event) []input.Event {
	_, held := d.held[r.key]
	switch {
	case r.tap:
		return append(events, input.KeyPressed{Device: d.device, Key: r.key}, input.KeyReleased{Device: d.device, Key: r.key})
	case !r.down && d.stuck[r.key]:
		delete(d.stuck, r.key) // it came loose; its release was reported long ago
		return events
	case !r.down && !held:
		return events // released twice
	case !r.down:
		delete(d.held, r.key)
		return append(events, input.KeyReleased{Device: d.device, Key: r.key})
	case (held || d.stuck[r.key]) && d.p.Keys.Repeats:
		return events
	case held:
		// The key-up was lost on the way: a second press proves that there was one.
		events = append(events, input.KeyReleased{Device: d.device, Key: r.key})
	}
	delete(d.stuck, r.key)
	d.held[r.key] = now
	return append(events, input.KeyPressed{Device: d.device, Key: r.key})
}

// overdue lists keys held too long, in the order of the reference, so that the
// same bytes always give the same events.
func (d *Driver) overdue(now time.Duration) (keys []input.Key) {
	if len(d.held) == 0 {
		return nil
	}
	for _, k := range input.Keys() {
		if at, ok := d.held[k]; ok && now-at >= d.p.Timing.Stuck {
			keys = append(keys, k)
		}
	}
	return keys
}

func (d *Driver) wake() (at time.Duration) {
	if d.dec.pending() {
		at = d.lastByte + d.p.Timing.Gap
	}
	at = devices.Sooner(at, d.greet.Deadline())
	for _, since := range d.held {
		at = devices.Sooner(at, since+d.p.Timing.Stuck)
	}
	return at
}

func (d *Driver) ask() []byte { return append([]byte(nil), d.p.Probe.Send...) }

func (d *Driver) forget() {
	d.held, d.stuck = map[input.Key]time.Duration{}, map[input.Key]bool{}
}
