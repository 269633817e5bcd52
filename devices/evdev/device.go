package evdev

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"modu/accessibility/input"
	"modu/devices"
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
	dropped bool                     // records are missing up to the next report
	held    map[uint16]time.Duration // code → when it went down
	stuck   map[uint16]bool          // held so long that we have released it ourselves
	unknown []string
}

var _ devices.Driver = (*Driver)(nil)

// New makes the driver of a keypad; device is its id in the site file, which every
// event carries.
func New(p *profile.Profile, device string) *Driver {
	d := &Driver{device: device, p: p, names: map[uint16]input.Key{}}
	for code, key := range p.Keys.Names {
		if n, err := strconv.ParseUint(code, 10, 16); err == nil { // a loaded profile has only numbers
			d.names[uint16(n)] = key
		}
	}
	d.forget()
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
	if keys := d.keysOf(d.stuck); len(keys) > 0 {
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
	for _, code := range d.codes() {
		if now-d.held[code] >= d.p.Timing.Stuck {
			delete(d.held, code)
			d.stuck[code] = true
			events = append(events, d.up(code))
		}
	}
	if d.dec.pending() {
		wake = d.last + d.p.Timing.Gap
	}
	for _, since := range d.held {
		wake = devices.Sooner(wake, since+d.p.Timing.Stuck)
	}
	return events, nil, wake
}

func (d *Driver) take(now time.Duration, r record, events []input.Event) []input.Event {
	switch {
	case r.kind == typeSync && r.code == syncDropped:
		// Key-ups may be among what is missing, so no key is taken to be down. What
		// comes up to the next report belongs to the missing part.
		d.dropped = true
		for _, code := range d.codes() {
			delete(d.held, code)
			events = append(events, d.up(code))
		}
		clear(d.stuck)
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
	_, held := d.held[r.code]
	switch {
	case !named:
		code := strconv.Itoa(int(r.code))
		if r.value == valueDown && len(d.unknown) < maxUnknown {
			d.unknown = append(d.unknown, code)
		}
	case r.value == valueUp && d.stuck[r.code]:
		delete(d.stuck, r.code) // it came loose; its release was reported long ago
	case r.value == valueUp && held:
		delete(d.held, r.code)
		events = append(events, d.up(r.code))
	case r.value == valueDown:
		if held { // two keys of the device share the code, or an up is missing
			events = append(events, d.up(r.code))
		}
		delete(d.stuck, r.code)
		d.held[r.code] = now
		events = append(events, input.KeyPressed{Device: d.device, Key: name})
	}
	return events
}

func (d *Driver) up(code uint16) input.Event {
	return input.KeyReleased{Device: d.device, Key: d.names[code]}
}

// codes are the held keys in order, so that the same bytes always give the same events.
func (d *Driver) codes() (codes []uint16) {
	for code := range d.held {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

func (d *Driver) keysOf(codes map[uint16]bool) (keys []input.Key) {
	for code := range codes {
		keys = append(keys, d.names[code])
	}
	slices.Sort(keys)
	return keys
}

func (d *Driver) forget() {
	d.held, d.stuck, d.dropped = map[uint16]time.Duration{}, map[uint16]bool{}, false
}
