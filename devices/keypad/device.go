package keypad

import (
	"fmt"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/frame"
	"modu/devices/greet"
	"modu/devices/keystate"
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

	keys  *keystate.Keys[input.Key]
	wrong int      // well-formed reports of a key that the profile does not name
	codes []string // and their codes, since the last Unknown
}

var _ devices.Driver = (*Driver)(nil)

// New makes the driver of a keypad; device is its id in the site file, which every
// event carries.
func New(p *profile.Profile, device string) *Driver {
	d := &Driver{device: device, p: p, keys: keystate.New[input.Key](p.Timing.Stuck)}
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
	d.keys.ReleaseAll()
	if d.p.Probe == nil {
		d.greet = greet.Known()
		return nil, 0
	}
	d.greet = greet.Plan{Every: d.p.Probe.Every, Wait: d.p.Probe.Wait}.Open(now)
	return d.ask(), d.wake()
}

// Close forgets which keys were held, and reports no release: a key that
// vanished with its cable was not let go by a person.
func (d *Driver) Close(time.Duration) []input.Event {
	d.keys.ReleaseAll()
	d.greet = greet.State{}
	return nil
}

// Status tells where the device stands.
func (d *Driver) Status() devices.Status {
	s := devices.Status{Phase: d.greet.Phase(), Err: d.greet.Err(), Info: devices.Info{Model: d.p.Name}}
	if stuck := d.keys.Stuck(); len(stuck) > 0 {
		s.Fault = devices.Faulty
		s.Err = fmt.Errorf("%w: a key is down for more than %v: %v", devices.ErrProtocol, d.p.Timing.Stuck, stuck)
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
	for _, k := range d.keys.Expire(now) {
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
	switch {
	case r.tap:
		return append(events, input.KeyPressed{Device: d.device, Key: r.key}, input.KeyReleased{Device: d.device, Key: r.key})
	case !r.down && d.keys.Release(r.key):
		return append(events, input.KeyReleased{Device: d.device, Key: r.key})
	case !r.down:
		return events // released twice, or it was stuck and came loose
	case (d.keys.Down(r.key) || d.keys.IsStuck(r.key)) && d.p.Keys.Repeats:
		return events
	}
	if d.keys.Press(r.key, now) {
		events = append(events, input.KeyReleased{Device: d.device, Key: r.key}) // a second press proves that it went up
	}
	return append(events, input.KeyPressed{Device: d.device, Key: r.key})
}

func (d *Driver) wake() (at time.Duration) {
	if d.dec.pending() {
		at = d.lastByte + d.p.Timing.Gap
	}
	return devices.Sooner(devices.Sooner(at, d.greet.Deadline()), d.keys.Deadline())
}

func (d *Driver) ask() []byte { return append([]byte(nil), d.p.Probe.Send...) }
