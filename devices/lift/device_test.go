package lift

import (
	"slices"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/transport/transporttest"
)

const ms = time.Millisecond

func ready(t testing.TB) *Driver {
	t.Helper()
	d := New()
	if out, _ := d.Open(0); string(out) != "M stop\nV?\n" {
		t.Fatalf("greets with %q", out)
	}
	d.Step(0, []byte("M stopped\nV desk 2.0\n"))
	if s := d.Status(); s.Phase != devices.Working || s.Info != (devices.Info{Model: "desk", Firmware: "2.0"}) {
		t.Fatalf("%+v", s)
	}
	return d
}

func does(s input.LiftState) input.Event { return input.LiftChanged{State: s} }

// TestHold: told again and again it goes on, told to stop it stops, and says each once.
func TestHold(t *testing.T) {
	for seed := range uint64(5) {
		d := ready(t)
		var events []input.Event
		feed := func(now time.Duration, line string) {
			for _, piece := range transporttest.Chop([]byte(line), seed) {
				ev, out, _ := d.Step(now, piece)
				events = append(events, ev...)
				if len(out) > 0 {
					t.Errorf("seed %d: %q answers %q", seed, line, out)
				}
			}
		}
		now := time.Second
		for range 5 {
			if _, out, wake := d.Move(input.Lower)(now); string(out) != "M down\n" || wake == 0 || wake > now+DeadMan {
				t.Fatalf("%q, wake %v", out, wake)
			}
			feed(now+5*ms, "M down\r\n")
			now += 100 * ms
		}
		if _, out, _ := d.Move(input.Halt)(now); string(out) != "M stop\n" {
			t.Fatalf("%q", out)
		}
		feed(now+5*ms, "M stopped\n")
		if want := []input.Event{does(input.LiftSinking), does(input.LiftStopped)}; !slices.Equal(events, want) {
			t.Errorf("seed %d: %v", seed, events)
		}
		if _, out, wake := d.Step(now+5*time.Second, nil); out != nil || wake != 0 {
			t.Errorf("at rest it says %q and wakes at %v", out, wake)
		}
	}
}

// TestDeadMan: whoever holds the button hangs; nothing may move on.
func TestDeadMan(t *testing.T) {
	d := ready(t)
	_, _, wake := d.Move(input.Raise)(time.Second)
	d.Step(time.Second+5*ms, []byte("M up\n"))
	if _, out, _ := d.Step(time.Second+DeadMan-ms, nil); out != nil {
		t.Errorf("stops too early: %q", out)
	}
	if wake > time.Second+DeadMan {
		t.Errorf("looks again only at %v", wake)
	}
	if _, out, _ := d.Step(time.Second+DeadMan, nil); string(out) != "M stop\n" {
		t.Errorf("moves on: %q", out)
	}
}

// TestDeaf: an actuator that does not answer is told to stop, and somebody learns of it.
func TestDeaf(t *testing.T) {
	d := ready(t)
	var events []input.Event
	sent := ""
	now := time.Second
	for range 4 {
		ev, out, _ := d.Move(input.Raise)(now)
		events, sent = append(events, ev...), sent+string(out)
		for range 10 {
			now += 10 * ms
			ev, out, _ := d.Step(now, nil)
			events, sent = append(events, ev...), sent+string(out)
		}
	}
	if !slices.Equal(events, []input.Event{does(input.LiftLost)}) || sent != "M up\nM up\nM up\nM up\nM stop\n" {
		t.Errorf("%v, %q", events, sent)
	}
	var wake time.Duration = 1
	for wake != 0 && d.Status().Phase == devices.Working {
		_, _, wake = d.Step(now, nil)
		now = max(now, wake)
	}
	if d.Status().Phase != devices.Failed {
		t.Errorf("a stop that nobody answers is no fault: %+v", d.Status())
	}
}

func TestStuckAndEnds(t *testing.T) {
	d := ready(t)
	d.Move(input.Lower)(time.Second)
	ev, out, _ := d.Step(time.Second+5*ms, []byte("M stuck\n"))
	if !slices.Equal(ev, []input.Event{does(input.LiftStuck)}) || string(out) != "M stop\n" || d.Status().Fault != devices.Faulty {
		t.Errorf("%v, %q, %+v", ev, out, d.Status())
	}
	d.Step(time.Second+10*ms, []byte("M stopped\n"))
	d.Move(input.Lower)(2 * time.Second)
	ev, out, _ = d.Step(2*time.Second+5*ms, []byte("M bottom\n"))
	if !slices.Equal(ev, []input.Event{does(input.LiftBottom)}) || out != nil || d.Status().Fault != devices.Healthy {
		t.Errorf("%v, %q, %+v", ev, out, d.Status())
	}
}

// TestNobodyAsked: an actuator that moves by itself is told to stop.
func TestNobodyAsked(t *testing.T) {
	d := ready(t)
	if ev, out, _ := d.Step(time.Second, []byte("M down\n")); ev != nil || string(out) != "M stop\n" {
		t.Errorf("%v, %q", ev, out)
	}
	d = ready(t)
	d.Move(input.Raise)(time.Second)
	if _, out, _ := d.Step(time.Second+5*ms, []byte("M down\n")); string(out) != "M stop\n" {
		t.Errorf("it goes the wrong way, and hears %q", out)
	}
}

func TestUnpluggedInMotion(t *testing.T) {
	d := ready(t)
	d.Move(input.Raise)(time.Second)
	d.Step(time.Second+5*ms, []byte("M up\n"))
	if ev := d.Close(time.Second + 10*ms); !slices.Equal(ev, []input.Event{does(input.LiftLost)}) {
		t.Errorf("%v", ev)
	}
	if ev, out, _ := d.Move(input.Raise)(2 * time.Second); !slices.Equal(ev, []input.Event{does(input.LiftLost)}) || out != nil {
		t.Errorf("without an actuator: %v, %q", ev, out)
	}
	if out, _ := d.Open(3 * time.Second); string(out) != "M stop\nV?\n" {
		t.Errorf("back again it is told %q", out)
	}
}

// Whatever arrives, the driver never tells to move without being told, and is at rest in
// the end.
func FuzzLift(f *testing.F) {
	f.Add([]byte("M up\nM stuck\n"))
	f.Add([]byte("\rV \n M down \x00 M stopped"))
	f.Fuzz(func(t *testing.T, in []byte) {
		d := ready(t)
		now := time.Second
		_, out, wake := d.Step(now, in)
		for i := 0; wake != 0 && i < 100; i++ {
			now = max(now, wake)
			var more []byte
			_, more, wake = d.Step(now, nil)
			out = append(out, more...)
		}
		for len(out) > 0 {
			if len(out) < len(stop) || string(out[:len(stop)]) != stop {
				t.Fatalf("%q makes it say %q", in, out)
			}
			out = out[len(stop):]
		}
		if wake != 0 {
			t.Fatalf("%q keeps it awake", in)
		}
	})
}
