package firmata

import (
	"bytes"
	"encoding/hex"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/profile"
	"modu/devices/transport/transporttest"
)

// Written by hand from the protocol's description. The boot report is that of
// StandardFirmata 2.5; the reports of pin 4 are those that the npm client
// firmata-io 2.3.0 was seen to understand as such.
const (
	bootReport = "F9 02 05 F0 79 02 05 53 00 46 00 F7" // "SF"
	askName    = "F0 79 F7"
	askPins    = "F0 6B F7"
	setUpDone  = "F9 02 05"
	pin4Open   = "90 10 00"
	pin4Closed = "90 00 00"
)

// pins0to7 tells that pins 0 and 1 can nothing and pins 2 to 7 are input, pull-up and
// output.
var pins0to7 = "F0 6C 7F 7F" + strings.Repeat(" 00 01 0B 01 01 01 7F", 6) + " F7"

const oneKey = `version: 1
name: One key
kind: firmata
source: own
keys: {names: {4: select}}
board: {lamps: {call: 5}}
`

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func load(t testing.TB, text string) *profile.Profile {
	t.Helper()
	p, issues := profile.Load("p.yaml", []byte(text))
	if issues != nil {
		t.Fatal(issues)
	}
	return p
}

func expect(t testing.TB, what string, got []byte, want string) {
	t.Helper()
	if !bytes.Equal(got, unhex(t, want)) {
		t.Errorf("%s: % X, want %s", what, got, want)
	}
}

func same(t testing.TB, what string, got []input.Event, want ...input.Event) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func down(k input.Key) input.Event { return input.KeyPressed{Device: "b", Key: k} }
func up(k input.Key) input.Event   { return input.KeyReleased{Device: "b", Key: k} }

const ms = time.Millisecond

// ready is a board that works, at 2 s, with pin 4 open.
func ready(t testing.TB, text string) *Driver {
	t.Helper()
	d := New(load(t, text), "b")
	if out, _ := d.Open(0); out != nil {
		t.Fatalf("the board restarts, and yet it is sent % X", out)
	}
	_, out, _ := d.Step(1700*ms, unhex(t, bootReport))
	expect(t, "after the boot report", out, askPins)
	_, out, _ = d.Step(1800*ms, unhex(t, pins0to7))
	if !bytes.Contains(out, unhex(t, "F4 04 0B")) || !bytes.HasSuffix(out, unhex(t, "F9")) {
		t.Fatalf("set up with % X", out)
	}
	ev, out, _ := d.Step(1805*ms, unhex(t, "90 00 00 F9 02 05"))
	same(t, "reports of before it was set up", ev)
	expect(t, "when it is set up", out, "D0 01")
	if d.Status().Phase != devices.Greeting {
		t.Fatal("works before the levels are known")
	}
	ev, _, _ = d.Step(1810*ms, unhex(t, pin4Open))
	if s := d.Status(); len(ev) > 0 || s.Phase != devices.Working || s.Info != (devices.Info{Model: "SF", Firmware: "Firmata 2.5"}) {
		t.Fatalf("%v, %+v", ev, s)
	}
	return d
}

func TestSetUp(t *testing.T) {
	d := New(load(t, oneKey), "b")
	d.Open(0)
	d.Step(1700*ms, unhex(t, bootReport))
	_, out, _ := d.Step(1800*ms, unhex(t, pins0to7))
	expect(t, "set up", out, "D0 00 F4 04 0B F4 05 01 F5 05 00 F9")
}

func TestKey(t *testing.T) {
	d := ready(t, oneKey)
	ev, _, wake := d.Step(2000*ms, unhex(t, pin4Closed))
	if len(ev) > 0 || wake != 2020*ms {
		t.Errorf("before it is steady: %v, wakes at %v", ev, wake)
	}
	ev, _, wake = d.Step(wake, nil)
	same(t, "pressed", ev, down("select"))
	if wake != 2805*ms {
		t.Errorf("wakes at %v to ask again", wake)
	}
	_, out, _ := d.Step(wake, nil)
	expect(t, "asks again", out, "D0 01")
	ev, _, _ = d.Step(2810*ms, unhex(t, pin4Closed))
	same(t, "the same again", ev)
	ev, _, _ = d.Step(2900*ms, unhex(t, pin4Open))
	same(t, "not yet released", ev)
	ev, _, _ = d.Step(2925*ms, nil)
	same(t, "released", ev, up("select"))
}

func TestBounce(t *testing.T) {
	d := ready(t, oneKey)
	var got []input.Event
	now := 2000 * ms
	for i := range 9 {
		ev, _, _ := d.Step(now, unhex(t, []string{pin4Closed, pin4Open}[i%2]))
		got = append(got, ev...)
		now += 2 * ms
	}
	same(t, "while it bounces", got)
	ev, _, _ := d.Step(now+18*ms, nil)
	same(t, "then", ev, down("select"))
	// A spike shorter than the debounce is no key.
	d.Step(3000*ms, unhex(t, pin4Open))
	d.Step(3019*ms, unhex(t, pin4Closed))
	ev, _, _ = d.Step(3100*ms, nil)
	same(t, "after a spike", ev)
}

// A board that does not restart when its port is opened reports nothing by itself:
// it is asked, more than once.
func TestNoBootReport(t *testing.T) {
	d := New(load(t, oneKey), "b")
	_, wake := d.Open(0)
	if wake != profile.DefaultBoot {
		t.Errorf("wakes at %v", wake)
	}
	var asked []time.Duration
	for d.Status().Phase == devices.Greeting && len(asked) < 20 {
		now := wake
		var out []byte
		if _, out, wake = d.Step(now, nil); len(out) > 0 {
			expect(t, "asks", out, askName)
			asked = append(asked, now)
		}
	}
	if want := []time.Duration{2500 * ms, 3500 * ms, 4500 * ms, 5500 * ms, 6500 * ms}; !slices.Equal(asked, want) {
		t.Errorf("asked at %v", asked)
	}
	if s := d.Status(); s.Phase != devices.Failed || !errors.Is(s.Err, devices.ErrTimeout) || !strings.Contains(s.Err.Error(), "StandardFirmata") {
		t.Errorf("%+v", s)
	}
	out, _ := New(load(t, strings.Replace(oneKey, "board: {", "board: {boot: 0s, ", 1)), "b").Open(0)
	expect(t, "with boot: 0s", out, askName)
}

func TestWrongBoard(t *testing.T) {
	for _, c := range []struct{ name, profile, boot, pins, want string }{
		{"pin that it does not have", strings.Replace(oneKey, "4: select", "40: select", 1), bootReport, pins0to7, "pin 40 (select) of this board cannot be an input"},
		{"pin of the serial line", strings.Replace(oneKey, "4: select", "1: select", 1), bootReport, pins0to7, "pin 1 (select) of this board cannot be an input"},
		{"no pull-up", oneKey, bootReport, strings.ReplaceAll(pins0to7, "0B 01 ", ""), `write "pullup: false"`},
		{"lamp", strings.Replace(oneKey, "call: 5", "call: 0", 1), bootReport, pins0to7, "pin 0 (lamp call) of this board cannot be an output"},
		{"another Firmata", oneKey, "F9 03 00 " + bootReport, pins0to7, "the board speaks Firmata 3.0"},
	} {
		d := New(load(t, c.profile), "b")
		d.Open(0)
		d.Step(1700*ms, unhex(t, c.boot))
		d.Step(1800*ms, unhex(t, c.pins))
		if s := d.Status(); s.Phase != devices.Failed || !errors.Is(s.Err, devices.ErrUnsupported) || !strings.Contains(s.Err.Error(), c.want) {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
	d := New(load(t, strings.Replace(oneKey, "board: {", "board: {pullup: false, ", 1)), "b")
	d.Open(0)
	d.Step(1700*ms, unhex(t, bootReport))
	_, out, _ := d.Step(1800*ms, unhex(t, strings.ReplaceAll(pins0to7, "0B 01 ", "")))
	expect(t, "own resistors", out, "D0 00 F4 04 00 F4 05 01 F5 05 00 F9")
}

func TestStuck(t *testing.T) {
	d := ready(t, oneKey)
	d.Step(2000*ms, unhex(t, pin4Closed))
	d.Step(2020*ms, nil)
	alive := func(from, to time.Duration) (got []input.Event) {
		for now := from; now <= to; now += time.Second {
			ev, _, _ := d.Step(now, unhex(t, pin4Closed))
			got = append(got, ev...)
		}
		return got
	}
	same(t, "for ten seconds", alive(2500*ms, 11500*ms))
	if s := d.Status(); s.Fault != devices.Healthy {
		t.Errorf("too early: %+v", s)
	}
	same(t, "then", alive(12000*ms, 12000*ms), up("select"))
	if s := d.Status(); s.Phase != devices.Working || s.Fault != devices.Faulty || !strings.Contains(s.Err.Error(), "pin 4 (select)") {
		t.Errorf("%+v", s)
	}
	d.Step(12500*ms, unhex(t, pin4Open))
	ev, _, _ := d.Step(12600*ms, nil)
	same(t, "it comes loose", ev)
	if d.Status().Fault != devices.Healthy {
		t.Errorf("%+v", d.Status())
	}
}

// What is down from the start was not pressed by a person who is there now.
func TestDownFromTheStart(t *testing.T) {
	d := New(load(t, oneKey), "b")
	d.Open(0)
	d.Step(1700*ms, unhex(t, bootReport))
	d.Step(1800*ms, unhex(t, pins0to7))
	ev, _, _ := d.Step(1810*ms, unhex(t, setUpDone+pin4Closed))
	same(t, "at first", ev)
	ev, _, _ = d.Step(2000*ms, unhex(t, pin4Open))
	same(t, "let go", ev)
	ev, _, _ = d.Step(2100*ms, unhex(t, pin4Closed))
	same(t, "settled open", ev)
	ev, _, _ = d.Step(2120*ms, nil)
	same(t, "pressed", ev, down("select"))
}

func TestTwoPinsOneKey(t *testing.T) {
	d := ready(t, strings.Replace(oneKey, "4: select", "4: select, 3: select", 1))
	// Bits 3 and 4: both open is 18.
	d.Step(1900*ms, unhex(t, "90 18 00"))
	d.Step(2000*ms, unhex(t, "90 08 00"))
	ev, _, _ := d.Step(2100*ms, unhex(t, "90 00 00"))
	same(t, "the first", ev, down("select"))
	ev, _, _ = d.Step(2200*ms, unhex(t, "90 10 00"))
	same(t, "the second", ev)
	ev, _, _ = d.Step(2300*ms, unhex(t, "90 18 00"))
	same(t, "one of them up", ev)
	ev, _, _ = d.Step(2400*ms, nil)
	same(t, "both up", ev, up("select"))
}

func TestJack(t *testing.T) {
	const jack = "board: {jack: {pin: 5, in: open}}\n"
	text := strings.Replace(oneKey, "board: {lamps: {call: 5}}\n", jack, 1)
	d := New(load(t, text), "b")
	d.Open(0)
	d.Step(1700*ms, unhex(t, bootReport))
	d.Step(1800*ms, unhex(t, pins0to7))
	ev, _, _ := d.Step(1810*ms, unhex(t, setUpDone+pin4Open)) // pin 5 closed: no plug
	same(t, "at the start", ev, input.JackChanged{Device: "b", In: false})
	d.Step(2000*ms, unhex(t, "90 30 00"))
	ev, _, wake := d.Step(2010*ms, nil)
	same(t, "not yet", ev)
	if wake != 2020*ms {
		t.Errorf("wakes at %v", wake)
	}
	ev, _, _ = d.Step(2020*ms, nil)
	same(t, "in", ev, input.JackChanged{Device: "b", In: true})
	ev, _, _ = d.Step(3000*ms, unhex(t, setUpDone+pin4Open)) // one loose moment
	same(t, "out with the first edge", ev, input.JackChanged{Device: "b", In: false})
	ev, _, _ = d.Step(3005*ms, unhex(t, "90 30 00"))
	same(t, "in again, not yet", ev)
	ev, _, _ = d.Step(3100*ms, nil)
	same(t, "in again", ev, input.JackChanged{Device: "b", In: true})
}

func TestLamp(t *testing.T) {
	d := ready(t, oneKey)
	_, out, _ := d.Lamp("call", true)(2000 * ms)
	expect(t, "on", out, "F5 05 01")
	_, out, _ = d.Lamp("disco", true)(2000 * ms)
	expect(t, "no such lamp", out, "")
	// The board loses power for a moment: keys are let go, everything is set up again.
	d.Step(2100*ms, unhex(t, pin4Closed))
	d.Step(2120*ms, nil)
	ev, out, _ := d.Step(2500*ms, unhex(t, bootReport))
	same(t, "restarted", ev, up("select"))
	expect(t, "restarted", out, askPins)
	_, out, _ = d.Step(2600*ms, unhex(t, pins0to7))
	expect(t, "set up again", out, "D0 00 F4 04 0B F4 05 01 F5 05 01 F9")
	_, out, _ = d.Lamp("call", false)(2700 * ms)
	expect(t, "while it is not ready", out, "")
}

func TestBoardDies(t *testing.T) {
	d := ready(t, oneKey)
	_, _, wake := d.Step(2000*ms, nil)
	for d.Status().Phase == devices.Working && wake < time.Minute {
		_, _, wake = d.Step(wake, nil)
	}
	if s := d.Status(); s.Phase != devices.Failed || !errors.Is(s.Err, devices.ErrTimeout) || wake != 0 {
		t.Errorf("%+v, wakes at %v", s, wake)
	}
}

func TestLooseWire(t *testing.T) {
	d := ready(t, oneKey)
	now := 2000 * ms
	for i := range 100 {
		ev, _, _ := d.Step(now, unhex(t, []string{pin4Closed, pin4Open}[i%2]))
		same(t, "chatter", ev)
		now += 5 * ms
	}
	if s := d.Status(); s.Fault != devices.Faulty || !strings.Contains(s.Err.Error(), "wire") {
		t.Errorf("%+v", s)
	}
	d.Step(now+calm, nil)
	if s := d.Status(); s.Fault != devices.Healthy {
		t.Errorf("%+v", s)
	}
}

// However the bytes are cut, and whatever stands between the messages, the events
// are the same.
func TestChoppedAmidOthers(t *testing.T) {
	noise := "F0 71 41 00 F7 E0 7F 07 05 06 C0 F5 04 01 F4 FF 93 7F 01 F0 79 F7 F7 90 90 00 FE "
	for seed := range uint64(20) {
		d := ready(t, oneKey)
		var got []input.Event
		for i, m := range []string{pin4Closed, pin4Open} {
			for _, piece := range transporttest.Chop(unhex(t, noise+m), seed) {
				ev, _, _ := d.Step(time.Duration(2000+100*i)*ms, piece)
				got = append(got, ev...)
			}
			ev, _, _ := d.Step(time.Duration(2050+100*i)*ms, nil)
			got = append(got, ev...)
		}
		same(t, "through noise", got, down("select"), up("select"))
	}
}

func FuzzBoard(f *testing.F) {
	seed := func(s string) { f.Add(unhex(f, s), uint16(10)) }
	seed(pin4Closed + pin4Open)
	seed(bootReport + pins0to7)
	seed("F0 6C 00")
	seed("F0 79 F7 F0 6C F7")
	p := load(f, oneKey)
	f.Fuzz(func(t *testing.T, in []byte, pause uint16) {
		d := ready(t, oneKey)
		now := 2 * time.Second
		half := len(in) / 2
		for _, piece := range [][]byte{in[:half], in[half:], nil} {
			ev, _, wake := d.Step(now, piece)
			for _, e := range ev {
				if e != down("select") && e != up("select") {
					t.Errorf("% X gave %v", in, e)
				}
			}
			if wake != 0 && wake < now {
				t.Errorf("wakes in the past: %v at %v", wake, now)
			}
			now += time.Duration(pause) * time.Millisecond / 10
		}
		if len(d.dec.buf) > maxSysex+1 {
			t.Errorf("keeps %d bytes", len(d.dec.buf))
		}
		// After a quiet gap a new conversation always succeeds, and a key is found
		// exactly once.
		now += p.Timing.Gap
		d.Close(now)
		d.Open(now)
		var got []input.Event
		for i, s := range []string{bootReport, pins0to7, setUpDone + pin4Open, pin4Closed} {
			ev, _, _ := d.Step(now+time.Duration(i+1)*100*ms, unhex(t, s))
			got = append(got, ev...)
		}
		ev, _, _ := d.Step(now+500*ms, nil)
		same(t, "afterwards", append(got, ev...), down("select"))
	})
}

func TestShippedProfileLoads(t *testing.T) {
	b, err := os.ReadFile("../../assets/profiles/firmata-keypad.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p := load(t, string(b))
	if p.Port.Baud != 57600 || p.Board.Jack == nil || !p.Board.Jack.InOpen || p.Board.Lamps["call"] != 13 || p.Keys.Names["2"] != "up" {
		t.Errorf("%+v", p)
	}
}
