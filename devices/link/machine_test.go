package link

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices"
)

// scripted is a driver that a test leads by the hand.
type scripted struct {
	status devices.Status
	opens  int
	closes int
	step   func(now time.Duration, in []byte) ([]input.Event, []byte, time.Duration)
}

func (s *scripted) Open(now time.Duration) ([]byte, time.Duration) {
	s.opens++
	s.status.Phase = devices.Greeting
	return []byte("hello"), now + time.Second
}

func (s *scripted) Step(now time.Duration, in []byte) ([]input.Event, []byte, time.Duration) {
	if s.step != nil {
		return s.step(now, in)
	}
	return nil, nil, 0
}

func (s *scripted) Close(time.Duration) []input.Event { s.closes++; return nil }
func (s *scripted) Status() devices.Status            { return s.status }

func changed(state input.DeviceState, code string) input.Event {
	return input.DeviceChanged{Device: "keys", State: state, Code: code}
}

// An hour without the device: the tries come at the promised times, and it is
// reported once.
func TestBackoffForAnHour(t *testing.T) {
	m := newMachine("keys", "keypad", &scripted{})
	var tries []time.Duration
	var events []input.Event
	now := time.Duration(0)
	for now < time.Hour {
		td := m.step(now)
		if !td.open {
			t.Fatalf("at %v: %+v", now, td)
		}
		tries = append(tries, now)
		td = m.openFailed(now, fmt.Errorf("no: %w", devices.ErrAbsent))
		events = append(events, td.events...)
		if early := m.step(td.wake - 1); early.open {
			t.Fatalf("opened before %v", td.wake)
		}
		now = td.wake
	}
	ms := func(n int) time.Duration { return time.Duration(n) * time.Millisecond }
	if want := []time.Duration{0, ms(500), ms(1500), ms(3500), ms(7500), ms(12500), ms(17500)}; !slices.Equal(tries[:7], want) {
		t.Errorf("tried at %v", tries[:7])
	}
	if last := tries[len(tries)-1] - tries[len(tries)-2]; last != 5*time.Second {
		t.Errorf("after an hour tries are %v apart", last)
	}
	if want := []input.Event{changed(input.DeviceAbsent, "health.keypad.absent")}; !slices.Equal(events, want) {
		t.Errorf("%v", events)
	}
}

// startMachine brings a machine to the point where its driver is ready.
func startMachine(t *testing.T, d *scripted) *machine {
	t.Helper()
	m := newMachine("keys", "keypad", d)
	if td := m.step(0); !td.open {
		t.Fatal("not opened at once")
	}
	if td := m.opened(0); string(td.out) != "hello" || td.events != nil || td.wake != time.Second {
		t.Fatalf("%+v", td)
	}
	d.step = func(time.Duration, []byte) ([]input.Event, []byte, time.Duration) {
		d.status.Phase = devices.Working
		return []input.Event{input.KeyPressed{Device: "keys", Key: "up"}}, nil, 0
	}
	td := m.bytes(0, []byte("x"))
	if want := []input.Event{changed(input.DeviceReady, ""), input.KeyPressed{Device: "keys", Key: "up"}}; !slices.Equal(td.events, want) {
		t.Fatalf("%v", td.events)
	}
	d.step = nil
	return m
}

func TestLostAndFoundAgain(t *testing.T) {
	d := &scripted{}
	m := startMachine(t, d)
	td := m.lost(time.Minute, devices.ErrDisconnected)
	if want := []input.Event{changed(input.DeviceLost, "health.keypad.lost")}; !slices.Equal(td.events, want) || !td.close || td.wake != time.Minute+500*time.Millisecond || d.closes != 1 {
		t.Errorf("%+v", td)
	}
	if td := m.lost(time.Minute, devices.ErrDisconnected); td.close || td.events != nil {
		t.Errorf("the writer's error after the reader's: %+v", td)
	}
	// It stays away for long, then its node appears: no need to wait, not even if we
	// are quicker than udev, which has yet to grant permission.
	now := td.wake
	for range 10 {
		m.step(now)
		now = m.openFailed(now, devices.ErrAbsent).wake
	}
	now -= 4 * time.Second
	if td := m.appeared(now); !td.open {
		t.Errorf("%+v", td)
	}
	if td := m.openFailed(now, devices.ErrPermission); td.wake != now+500*time.Millisecond || td.events != nil {
		t.Errorf("%+v", td)
	}
	if td := m.step(now + 500*time.Millisecond); !td.open {
		t.Errorf("%+v", td)
	}
	now += 500 * time.Millisecond
	m.opened(now)
	d.status.Phase = devices.Working
	if td := m.bytes(now, []byte("x")); !slices.Equal(td.events, []input.Event{changed(input.DeviceReady, "")}) {
		t.Errorf("%v", td.events)
	}
}

// A device that dies right after each greeting is not tried twice a second for ever.
func TestFlappingDeviceBacksOff(t *testing.T) {
	d := &scripted{}
	m := startMachine(t, d)
	now := time.Duration(0)
	var waits []time.Duration
	for range 6 {
		td := m.lost(now, devices.ErrDisconnected)
		waits = append(waits, td.wake-now)
		now = td.wake
		m.step(now)
		m.opened(now)
		d.status.Phase = devices.Working
		m.bytes(now, []byte("x"))
	}
	if !slices.IsSorted(waits) || waits[5] != 5*time.Second {
		t.Errorf("waits %v", waits)
	}
	// After it has been well for a while, a pulled cable is waited for shortly again.
	now += time.Minute
	if td := m.lost(now, devices.ErrDisconnected); td.wake-now != 500*time.Millisecond {
		t.Errorf("waits %v", td.wake-now)
	}
}

func TestThreeGreetingsThenFaulty(t *testing.T) {
	d := &scripted{}
	m := newMachine("keys", "keypad", d)
	m.step(0)
	m.opened(0)
	d.step = func(time.Duration, []byte) ([]input.Event, []byte, time.Duration) {
		d.status.Phase = devices.Failed
		return nil, nil, 0
	}
	for range 2 {
		if td := m.bytes(time.Second, nil); td.close || string(td.out) != "hello" {
			t.Fatalf("%+v", td)
		}
	}
	td := m.bytes(3*time.Second, nil)
	if want := []input.Event{changed(input.DeviceFaulty, "health.keypad.faulty")}; !td.close || !slices.Equal(td.events, want) || d.opens != Greetings {
		t.Errorf("%+v after %d greetings", td, d.opens)
	}
	if td := m.step(td.wake); !td.open {
		t.Error("given up for good")
	}
}

// A fault that the driver reports comes and goes without touching the port.
func TestFaultComesAndGoes(t *testing.T) {
	d := &scripted{}
	m := startMachine(t, d)
	d.status.Fault = devices.Faulty
	td := m.bytes(time.Second, nil)
	if want := []input.Event{changed(input.DeviceFaulty, "health.keypad.faulty")}; !slices.Equal(td.events, want) || td.close {
		t.Errorf("%+v", td)
	}
	d.status.Fault = devices.Healthy
	td = m.bytes(2*time.Second, nil)
	if want := []input.Event{changed(input.DeviceReady, "")}; !slices.Equal(td.events, want) {
		t.Errorf("%+v", td)
	}
}

// An order without a port reaches the driver, which knows what to say; its bytes
// go nowhere.
func TestActWithoutPort(t *testing.T) {
	m := newMachine("keys", "keypad", &scripted{})
	td := m.act(0, func(time.Duration) ([]input.Event, []byte, time.Duration) {
		return []input.Event{input.TimePassed{}}, []byte("x"), 0
	})
	if len(td.events) != 1 || td.out != nil {
		t.Errorf("%+v", td)
	}
}
