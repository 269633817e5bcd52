package evdev

import (
	"time"

	"modu/accessibility/input"
	"modu/devices"
)

// switchGap: the kernel gives whole records; what is half after so long was torn.
const switchGap = 100 * time.Millisecond

// Switch is the driver of an input device that tells whether a headset is plugged in,
// and of nothing else on it: the socket of a sound card. It implements
// devices.Driver. Every edge is reported as it comes; how long a contact must last is not
// decided here.
type Switch struct {
	device   string
	dec      decoder
	last     time.Duration
	open     bool
	lossy    bool // records are missing up to the next report
	reported bool
	in       bool
}

var _ devices.Driver = (*Switch)(nil)

// NewSwitch makes the driver; events carry device.
func NewSwitch(device string) *Switch { return &Switch{device: device} }

// Open has nothing to ask: the opener puts how things stand before the first record.
func (s *Switch) Open(time.Duration) ([]byte, time.Duration) {
	s.dec.reset()
	s.open, s.lossy, s.reported = true, false, false
	return nil, 0
}

// Step takes the bytes that arrived.
func (s *Switch) Step(now time.Duration, in []byte) (events []input.Event, out []byte, wake time.Duration) {
	if s.dec.pending() && now-s.last >= switchGap {
		s.dec.reset()
	}
	if len(in) > 0 {
		s.last = now
	}
	for _, r := range s.dec.feed(in) {
		switch {
		case r.kind == typeSync && r.code == syncDropped:
			// The plug may have been pulled among what is missing: nothing private may
			// be said until a record tells that it is in.
			s.lossy = true
			events = s.tell(false, events)
		case r.kind == typeSync && r.code == syncReport:
			s.lossy = false
		case r.kind == typeSwitch && r.code == switchHeadphone && !s.lossy:
			events = s.tell(r.value != 0, events)
		}
	}
	if s.dec.pending() {
		wake = s.last + switchGap
	}
	return events, nil, wake
}

func (s *Switch) tell(in bool, events []input.Event) []input.Event {
	if s.reported && in == s.in {
		return events
	}
	s.reported, s.in = true, in
	return append(events, input.JackChanged{Device: s.device, In: in})
}

// Close: a socket that has gone has taken its plug with it.
func (s *Switch) Close(time.Duration) []input.Event {
	s.open = false
	if !s.reported || !s.in {
		return nil
	}
	return s.tell(false, nil)
}

// Status tells where the socket stands.
func (s *Switch) Status() devices.Status {
	st := devices.Status{Phase: devices.Greeting, Info: devices.Info{Model: "headset socket"}}
	if s.open {
		st.Phase = devices.Working
	}
	return st
}

// SwitchRecord is the record of a plug that is in or out, for whoever speaks to a
// Switch: an opener that knows how things stand.
func SwitchRecord(in bool) []byte {
	r := make([]byte, 2*RecordSize) // the switch, and the end of the report
	r[16], r[18] = typeSwitch, switchHeadphone
	if in {
		r[20] = 1
	}
	return r
}
