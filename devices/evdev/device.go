package evdev

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/keystate"
	"modu/devices/profile"
)

// maxUnknown bounds what Unknown keeps.
const maxUnknown = 32

// Driver is one keypad. It implements devices.Driver.
type Driver struct {
	device string
	p      *profile.Profile
	names  map[uint16]input.Key
	dec    decoder
	last   time.Duration

	open    bool
	dropped bool // records are missing up to the next report
	keys    *keystate.Keys[uint16]
	unknown []string
}

var _ devices.Driver = (*Driver)(nil)

// New makes the driver of a keypad; device is its id in the site file, which every
// event carries.
func New(p *profile.Profile, device string) *Driver {
	d := &Driver{device: device, p: p, names: map[uint16]input.Key{}, keys: keystate.New[uint16](p.Timing.Stuck)}
	for code, key := range p.Keys.Names {
		if n, err := strconv.ParseUint(code, 10, 16); err == nil { // a loaded profile has only numbers
			d.names[uint16(n)] = key
		}
	}
	return d
}

// Open has nothing to ask: who has a node's USB ids is the device.
func (d *Driver) Open(time.Duration) ([]byte, time.Duration) {
	d.dec.reset()
	d.forget()
	d.open = true
	return nil, 0
}

// Close forgets which keys were held: a key that vanished with its cable was not let
// go by a person.
func (d *Driver) Close(time.Duration) []input.Event {
	d.forget()
	d.open = false
	return nil
}

// Status tells where the keypad stands.
func (d *Driver) Status() devices.Status {
	s := devices.Status{Phase: devices.Greeting, Info: devices.Info{Model: d.p.Name}}
	if d.open {
		s.Phase = devices.Working
	}
	if keys := d.stuck(); len(keys) > 0 {
		s.Fault = devices.Faulty
		s.Err = fmt.Errorf("%w: a key is down for more than %v: %v", devices.ErrProtocol, d.p.Timing.Stuck, keys)
	}
	return s
}

// Unknown are the codes of keys that were pressed since the last call and that the
// profile does not name. A person presses the keys of a new keypad to learn them.
func (d *Driver) Unknown() []string {
	u := d.unknown
	d.unknown = nil
	return u
}

// Step takes the bytes that arrived.
func (d *Driver) Step(now time.Duration, in []byte) (events []input.Event, out []byte, wake time.Duration) {
	if d.dec.pending() && now-d.last >= d.p.Timing.Gap {
		d.dec.reset()
	}
	if len(in) > 0 {
		d.last = now
	}
	for _, r := range d.dec.feed(in) {
		events = d.take(now, r, events)
	}
	for _, code := range d.keys.Expire(now) {
		events = append(events, d.up(code))
	}
	if d.dec.pending() {
		wake = d.last + d.p.Timing.Gap
	}
	return events, nil, devices.Sooner(wake, d.keys.Deadline())
}

func (d *Driver) take(now time.Duration, r record, events []input.Event) []input.Event {
	switch {
	case r.kind == typeSync && r.code == syncDropped:
		// Key-ups may be among what is missing, so no key is taken to be down. What
		// comes up to the next report belongs to the missing part.
		d.dropped = true
		for _, code := range d.keys.ReleaseAll() {
			events = append(events, d.up(code))
		}
	case r.kind == typeSync && r.code == syncReport:
		d.dropped = false
	case d.dropped:
	case r.kind == typeSwitch && r.code == switchHeadphone:
		events = append(events, input.JackChanged{Device: d.device, In: r.value != 0})
	case r.kind == typeKey:
		events = d.key(now, r, events)
	}
	return events
}

func (d *Driver) key(now time.Duration, r record, events []input.Event) []input.Event {
	name, named := d.names[r.code]
	switch {
	case !named:
		code := strconv.Itoa(int(r.code))
		if r.value == valueDown && len(d.unknown) < maxUnknown {
			d.unknown = append(d.unknown, code)
		}
	case r.value == valueUp && d.keys.Release(r.code):
		events = append(events, d.up(r.code))
	case r.value == valueDown:
		if d.keys.Press(r.code, now) {
			events = append(events, d.up(r.code))
		}
		events = append(events, input.KeyPressed{Device: d.device, Key: name})
	}
	return events
}

func (d *Driver) up(code uint16) input.Event {
	return input.KeyReleased{Device: d.device, Key: d.names[code]}
}

// stuck are the names of the stuck keys, in order.
func (d *Driver) stuck() (keys []input.Key) {
	for _, code := range d.keys.Stuck() {
		keys = append(keys, d.names[code])
	}
	slices.Sort(keys)
	return keys
}

func (d *Driver) forget() {
	d.keys.ReleaseAll()
	d.dropped = false
}
