package link

import (
	"errors"
	"time"

	"modu/accessibility/input"
	"modu/devices"
)

// Greetings is how often a device is greeted before its port is given up.
const Greetings = 3

// backoff is how long to wait before the next try: short at first, for a cable
// that was only touched; then every five seconds for ever, which costs nothing.
var backoff = [...]time.Duration{500 * time.Millisecond, time.Second, 2 * time.Second, 4 * time.Second, 5 * time.Second}

// settle: a device that was ready for this long and goes away starts again with
// the shortest wait. One that dies at once after each greeting does not.
const settle = 10 * time.Second

// todo is what the machine wants done. Close comes before Open.
type todo struct {
	events []input.Event
	out    []byte
	open   bool          // try to open the port, then call opened or openFailed
	close  bool          // close the port
	wake   time.Duration // call step by then; 0: no need
}

type stage uint8

const (
	waiting stage = iota // no port; the next try is at tryAt
	opening              // a try is under way
	open                 // the driver has a port
)

// machine decides what happens when. It does no I/O and reads no clock.
type machine struct {
	id, class string
	drv       devices.Driver

	stage     stage
	tryAt     time.Duration
	tries     int // in vain since the last success
	greetings int // on this port
	wake      time.Duration
	readyAt   time.Duration
	everReady bool

	reported bool // whether state ever was
	state    input.DeviceState
	fault    devices.Health
	lastErr  error
}

func newMachine(id, class string, drv devices.Driver) *machine {
	return &machine{id: id, class: class, drv: drv}
}

// step is called at the wake time.
func (m *machine) step(now time.Duration) todo {
	switch m.stage {
	case waiting:
		if now >= m.tryAt {
			m.stage = opening
			return todo{open: true}
		}
	case open:
		return m.bytes(now, nil)
	}
	return m.done(todo{})
}

// appeared says that the port's node has just come into being: no need to wait. If
// this try fails, the next comes soon: udev grants permission a moment after it has
// made the node.
func (m *machine) appeared(now time.Duration) todo {
	if m.stage == waiting {
		m.tryAt, m.tries = now, 0
	}
	return m.step(now)
}

func (m *machine) opened(now time.Duration) todo {
	m.stage, m.greetings = open, 0
	return m.greet(now)
}

func (m *machine) openFailed(now time.Duration, err error) todo {
	m.lastErr = err
	h, state := devices.Absent, input.DeviceAbsent
	if m.everReady {
		h, state = devices.Lost, input.DeviceLost
	}
	if m.reported && m.state == input.DeviceFaulty && !errors.Is(err, devices.ErrAbsent) {
		h, state = devices.Faulty, input.DeviceFaulty
	}
	return m.retry(now, todo{events: m.tell(nil, state, h)})
}

// lost says that reading or writing failed.
func (m *machine) lost(now time.Duration, err error) todo {
	if m.stage != open {
		return m.done(todo{})
	}
	m.lastErr = err
	t := todo{close: true, events: m.drv.Close(now)}
	h, state := devices.Lost, input.DeviceLost
	if !m.everReady {
		h, state = devices.Absent, input.DeviceAbsent
	}
	t.events = m.tell(t.events, state, h)
	if m.greetings == 0 && now-m.readyAt >= settle {
		m.tries = 0
	}
	return m.retry(now, t)
}

func (m *machine) bytes(now time.Duration, in []byte) todo {
	if m.stage != open {
		return m.done(todo{})
	}
	var t todo
	t.events, t.out, m.wake = m.drv.Step(now, in)
	return m.judge(now, t)
}

// act carries out an order, with or without a port; the driver knows.
func (m *machine) act(now time.Duration, a devices.Act) todo {
	var t todo
	t.events, t.out, m.wake = a(now)
	if m.stage != open {
		t.out = nil
		return m.done(t)
	}
	return m.judge(now, t)
}

func (m *machine) greet(now time.Duration) todo {
	m.greetings++
	var t todo
	t.out, m.wake = m.drv.Open(now)
	return m.judge(now, t)
}

// judge looks at how the driver stands after it was called.
func (m *machine) judge(now time.Duration, t todo) todo {
	s := m.drv.Status()
	switch s.Phase {
	case devices.Working:
		if m.greetings > 0 {
			m.greetings, m.readyAt, m.everReady = 0, now, true
		}
		if now-m.readyAt >= settle {
			m.tries = 0
		}
		// Readiness is told before what the device said with the same bytes.
		state := input.DeviceReady
		if s.Fault != devices.Healthy {
			state, m.lastErr = input.DeviceFaulty, s.Err
		}
		t.events = append(m.tell(nil, state, s.Fault), t.events...)
	case devices.Failed:
		m.lastErr = s.Err
		if m.greetings > 0 && m.greetings < Greetings {
			again := m.greet(now)
			again.events = append(t.events, again.events...)
			again.out = append(t.out, again.out...)
			return again
		}
		t.close = true
		t.events = append(t.events, m.drv.Close(now)...)
		t.events = m.tell(t.events, input.DeviceFaulty, devices.Faulty)
		return m.retry(now, t)
	}
	return m.done(t)
}

func (m *machine) retry(now time.Duration, t todo) todo {
	m.stage, m.wake = waiting, 0
	m.tryAt = now + backoff[min(m.tries, len(backoff)-1)]
	m.tries++
	return m.done(t)
}

func (m *machine) done(t todo) todo {
	switch m.stage {
	case waiting:
		// A driver may have an own deadline without a port; acts set it.
		t.wake = m.tryAt
	case open:
		t.wake = m.wake
	}
	return t
}

// tell adds a DeviceChanged if anything changed.
func (m *machine) tell(events []input.Event, state input.DeviceState, h devices.Health) []input.Event {
	if m.reported && m.state == state && m.fault == h {
		return events
	}
	m.reported, m.state, m.fault = true, state, h
	code := ""
	if h != devices.Healthy {
		code = h.Code(m.class)
	}
	return append(events, input.DeviceChanged{Device: m.id, State: state, Code: code})
}
