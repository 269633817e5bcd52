package relay

import (
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/transport/transporttest"
)

var id = input.EffectID{Boot: 3, Counter: 4}

func told(s input.CallState) input.Event { return input.CallChanged{Effect: id, State: s} }

func ready(t testing.TB) *Driver {
	t.Helper()
	d := New()
	if out, _ := d.Open(0); string(out) != "L call 0\nV?\n" {
		t.Fatalf("greets with %q", out)
	}
	d.Step(0, []byte("V bell 1.2\n"))
	if s := d.Status(); s.Phase != devices.Working || s.Info != (devices.Info{Model: "bell", Firmware: "1.2"}) {
		t.Fatalf("%+v", s)
	}
	return d
}

func TestCallIsAnswered(t *testing.T) {
	for seed := range uint64(6) {
		d := ready(t)
		ev, out, wake := d.Call(id)(time.Second)
		if ev != nil || string(out) != "L call 255\nV?\n" || wake == 0 {
			t.Fatalf("%v, %q, %v", ev, out, wake)
		}
		var events []input.Event
		var sent []byte
		for _, piece := range transporttest.Chop([]byte("V bell 1.2\r\nK call 0\r\nK call 1\r\nK call 0\r\n"), seed) {
			ev, o, _ := d.Step(1100*time.Millisecond, piece)
			events, sent = append(events, ev...), append(sent, o...)
		}
		if want := []input.Event{told(input.CallRinging), told(input.CallAnswered)}; !slices.Equal(events, want) || string(sent) != "L call 0\n" {
			t.Errorf("seed %d: %v, %q", seed, events, sent)
		}
	}
}

// Nobody may be told that the lamp burns when it does not.
func TestNoAnswer(t *testing.T) {
	d := ready(t)
	_, _, wake := d.Call(id)(time.Second)
	var events []input.Event
	var sent string
	var at time.Duration
	for wake != 0 {
		at = wake
		ev, out, next := d.Step(wake, nil)
		events, sent, wake = append(events, ev...), sent+string(out), next
	}
	if !slices.Equal(events, []input.Event{told(input.CallFailed)}) || at != time.Second+callLimit {
		t.Errorf("at %v: %v", at, events)
	}
	if want := "L call 255\nV?\nL call 255\nV?\nL call 0\n"; sent != want {
		t.Errorf("sent %q", sent)
	}
}

func TestNoLamp(t *testing.T) {
	if ev, out, _ := New().Call(id)(0); !slices.Equal(ev, []input.Event{told(input.CallFailed)}) || out != nil {
		t.Errorf("%v, %q", ev, out)
	}
}

func TestUnplug(t *testing.T) {
	d := ready(t)
	d.Call(id)(time.Second)
	d.Step(time.Second, []byte("V bell 1.2\n"))
	if ev := d.Close(2 * time.Second); !slices.Equal(ev, []input.Event{told(input.CallFailed)}) {
		t.Errorf("%v", ev)
	}
	if ev := d.Close(2 * time.Second); ev != nil {
		t.Errorf("a second time: %v", ev)
	}
}

func TestHush(t *testing.T) {
	d := ready(t)
	d.Call(id)(time.Second)
	if _, out, wake := d.Hush()(time.Second); string(out) != "L call 0\n" || wake != 0 {
		t.Errorf("%q, %v", out, wake)
	}
	if ev, _, _ := d.Step(time.Second, []byte("V bell 1.2\nK call 1\n")); ev != nil {
		t.Errorf("a call that nobody makes any longer: %v", ev)
	}
}

// TestLampBurnsSteadily: whatever happens during a call, the lamp is switched on and off at
// most twice a second (FLA-4); it never blinks.
func TestLampBurnsSteadily(t *testing.T) {
	for name, in := range map[string]string{"silent": "", "confirmed": "V bell 1.2\n", "a button that chatters": strings.Repeat("K call 1\nK call 0\n", 20),
		"a version again and again": strings.Repeat("V bell 1.2\n", 20)} {
		d := ready(t)
		var switched []time.Duration
		lit := false
		see := func(at time.Duration, out []byte) {
			for line := range strings.Lines(string(out)) {
				if on, is := map[string]bool{lampOn: true, lampOff: false}[line]; is && on != lit {
					lit = on
					switched = append(switched, at)
				}
			}
		}
		now := time.Second
		_, out, _ := d.Call(id)(now)
		see(now, out)
		for range 500 {
			now += 10 * time.Millisecond
			_, out, _ := d.Step(now, []byte(in))
			see(now, out)
		}
		for i := 4; i < len(switched); i++ { // two blinks are four switchings
			if switched[i]-switched[i-4] < time.Second {
				t.Errorf("%s: %v", name, switched)
				break
			}
		}
		if len(switched) == 0 {
			t.Errorf("%s: it never burnt", name)
		}
	}
}

func TestButtonWithoutCall(t *testing.T) {
	if ev, out, _ := ready(t).Step(time.Second, []byte("K call 1\nK call\nrubbish\n")); ev != nil || out != nil {
		t.Errorf("%v, %q", ev, out)
	}
}

// Whatever arrives, a call ends at most once, and is ringing only after a version.
func FuzzCall(f *testing.F) {
	f.Add([]byte("V a\nK call 1\n"))
	f.Add([]byte("\r\rV \n K call 1 1"))
	f.Fuzz(func(t *testing.T, in []byte) {
		d := ready(t)
		_, _, wake := d.Call(id)(time.Second)
		ev, _, _ := d.Step(time.Second, in)
		events := slices.Clone(ev)
		for wake != 0 {
			ev, _, wake = d.Step(wake, nil)
			events = append(events, ev...)
		}
		ended := 0
		for i, e := range events {
			switch c := e.(input.CallChanged); {
			case c.Effect != id:
				t.Errorf("%v", e)
			case c.State == input.CallRinging:
				if i != 0 {
					t.Errorf("ringing late: %v", events)
				}
			default:
				ended++
			}
		}
		if ended > 1 {
			t.Errorf("%q ended the call %d times: %v", in, ended, events)
		}
	})
}
