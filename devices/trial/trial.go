package trial

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/drivers"
	"modu/devices/link"
	"modu/devices/profile"
	"modu/devices/record"
	"modu/devices/transport"
)

// Event is one line.
type Event struct {
	Device string `json:"device"`
	Event  string `json:"event"`          // "key", "unnamed", "dropped", "jack", "ready", "gone", "absent", "faulty", "in", "out"
	Key    string `json:"key,omitempty"`  // of "key"
	Code   string `json:"code,omitempty"` // of "unnamed": a key that the profile does not name
	Down   *bool  `json:"down,omitempty"` // of "key"
	In     *bool  `json:"in,omitempty"`   // of "jack": a headset is plugged in
	Model  string `json:"model,omitempty"`
	Why    string `json:"why,omitempty"` // for people: what to do; of "dropped": what was wrong
	Hex    string `json:"hex,omitempty"` // of "in" and "out"
}

// Options says how to try.
type Options struct {
	Profile *profile.Profile
	Opener  transport.Opener
	Port    string    // path; "" uses what the profile says
	Raw     bool      // also show every byte, to learn the codes of unknown keys
	Record  io.Writer // every byte with its time, but for what may be a card; nil: none
}

// ErrNeverReady: the time is over and the device has not once answered as its
// profile says.
var ErrNeverReady = errors.New("the device was never ready")

// Run keeps the device alive and writes what it says, until ctx ends. It returns
// the first error of writing, or ErrNeverReady.
func Run(ctx context.Context, w io.Writer, o Options) error {
	id := strings.TrimSuffix(o.Profile.File[strings.LastIndexByte(o.Profile.File, '/')+1:], ".yaml")
	out := &lines{enc: json.NewEncoder(w), id: id}
	spec := o.Profile.Port
	if o.Port != "" {
		spec.Path, spec.USB = o.Port, nil
	}
	opener := o.Opener
	if o.Raw {
		opener = wrapped{opener, func(p transport.Port) transport.Port { return rawPort{p, out} }}
	}
	if o.Record != nil {
		began := time.Now()
		opener = wrapped{opener, func(p transport.Port) transport.Port {
			return record.Port(p, o.Record, func() time.Duration { return time.Since(began) }, func() record.Redactor { return record.For(o.Profile) })
		}}
	}
	var why string // the link logs the reason on the goroutine that then emits
	l := link.Start(ctx, link.Config{ID: id, Class: "keypad", Driver: learner{drivers.New(o.Profile, id), out}, Opener: opener, Spec: spec,
		Log:  func(text string) { why = text },
		Emit: func(e input.Event) { out.event(e, why, o.Profile.Name) }})
	<-ctx.Done()
	l.Close()
	out.mu.Lock()
	defer out.mu.Unlock()
	if out.err != nil {
		return fmt.Errorf("trial: %w", out.err)
	}
	if !out.ready {
		return ErrNeverReady
	}
	return nil
}

type lines struct {
	mu  sync.Mutex
	enc *json.Encoder
	id  string
	err error

	ready bool // it once was
}

func (l *lines) put(e Event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e.Device = l.id
	l.ready = l.ready || e.Event == "ready"
	if err := l.enc.Encode(e); err != nil && l.err == nil {
		l.err = err
	}
}

func (l *lines) event(e input.Event, why, model string) {
	key := func(k input.Key, down bool) { l.put(Event{Event: "key", Key: string(k), Down: &down}) }
	switch e := e.(type) {
	case input.KeyPressed:
		key(e.Key, true)
	case input.KeyReleased:
		key(e.Key, false)
	case input.JackChanged:
		l.put(Event{Event: "jack", In: &e.In})
	case input.DeviceChanged:
		switch e.State {
		case input.DeviceReady:
			l.put(Event{Event: "ready", Model: model})
		case input.DeviceLost:
			l.put(Event{Event: "gone", Why: why})
		case input.DeviceAbsent:
			l.put(Event{Event: "absent", Why: why})
		case input.DeviceFaulty:
			l.put(Event{Event: "faulty", Why: why})
		}
	}
}

// learner tells of keys that the profile does not name, so that a person who presses
// them learns what to write, and of what the driver dropped. It runs on the link's
// goroutine, like its driver.
type learner struct {
	devices.Driver
	out *lines
}

func (l learner) Step(now time.Duration, in []byte) ([]input.Event, []byte, time.Duration) {
	events, out, wake := l.Driver.Step(now, in)
	if d, ok := l.Driver.(interface{ Unknown() []string }); ok {
		for _, code := range d.Unknown() {
			l.out.put(Event{Event: "unnamed", Code: code, Why: "add it to keys.names, if it has a meaning"})
		}
	}
	if d, ok := l.Driver.(interface{ Faults() []string }); ok {
		for _, why := range d.Faults() {
			l.out.put(Event{Event: "dropped", Why: why})
		}
	}
	return events, out, wake
}

// wrapped is an opener whose ports are looked into.
type wrapped struct {
	transport.Opener
	around func(transport.Port) transport.Port
}

func (w wrapped) Open(ctx context.Context, spec transport.PortSpec) (transport.Port, error) {
	p, err := w.Opener.Open(ctx, spec)
	if err != nil {
		return nil, err
	}
	return w.around(p), nil
}

// Present passes on whether a port is there, which spares waiting.
func (w wrapped) Present(spec transport.PortSpec) bool {
	p, ok := w.Opener.(transport.Presence)
	return ok && p.Present(spec)
}

// rawPort shows the bytes of a port.
type rawPort struct {
	transport.Port
	out *lines
}

func (r rawPort) Read(b []byte) (int, error) {
	n, err := r.Port.Read(b)
	if n > 0 {
		r.out.put(Event{Event: "in", Hex: hex.EncodeToString(b[:n])})
	}
	return n, err
}

func (r rawPort) Write(b []byte) (int, error) {
	n, err := r.Port.Write(b)
	if n > 0 {
		r.out.put(Event{Event: "out", Hex: hex.EncodeToString(b[:n])})
	}
	return n, err
}
