package keypad

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/profile"
	"modu/devices/transport/transporttest"
)

// From the tests of votingworks/vxsuite, apps/mark-scan/accessible-controller, but
// for the release, whose CRC Python's binascii.crc_hqx computed.
const (
	echo      = "10 00 05 01 02 03 04 05 FC BD"
	helpDown  = "30 00 02 09 01 C8 37"
	helpUp    = "30 00 02 09 00 D8 16"
	leftDown  = "30 00 02 06 01 D8 09"
	afterPlug = 3 * time.Second
)

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func load(t testing.TB) *profile.Profile {
	t.Helper()
	return loadFile(t, "../../assets/profiles/accessible-controller.yaml")
}

func loadFile(t testing.TB, file string) *profile.Profile {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, issues := profile.Load(filepath.Base(file), b)
	if issues != nil {
		t.Fatal(issues)
	}
	return p
}

// ready is a driver that has been greeted at time 0.
func ready(t testing.TB) *Driver {
	t.Helper()
	d := New(load(t), "keys")
	out, wake := d.Open(0)
	if !bytes.Equal(out, unhex(t, echo)) || wake == 0 {
		t.Fatalf("greets with % X, wakes at %v", out, wake)
	}
	if ev, out, _ := d.Step(0, unhex(t, echo)); ev != nil || out != nil || d.Status().Phase != devices.Working {
		t.Fatalf("after the echo: %v, % X, %+v", ev, out, d.Status())
	}
	return d
}

func down(k input.Key) input.Event { return input.KeyPressed{Device: "keys", Key: k} }
func up(k input.Key) input.Event   { return input.KeyReleased{Device: "keys", Key: k} }

func TestGoldenFrames(t *testing.T) {
	d := ready(t)
	ev, out, wake := d.Step(time.Second, unhex(t, helpDown+leftDown+helpUp))
	if want := []input.Event{down("help"), down("left"), up("help")}; !slices.Equal(ev, want) || out != nil {
		t.Errorf("%v, want %v", ev, want)
	}
	if wake != 11*time.Second {
		t.Errorf("wakes at %v to see whether left is stuck", wake)
	}
}

// However the bytes are cut, the events are the same.
func TestChopped(t *testing.T) {
	all := unhex(t, helpDown+helpUp+leftDown)
	for seed := range uint64(30) {
		d := ready(t)
		var got []input.Event
		for i, piece := range transporttest.Chop(all, seed) {
			ev, _, _ := d.Step(time.Second+time.Duration(i)*time.Millisecond, piece)
			got = append(got, ev...)
		}
		if want := []input.Event{down("help"), up("help"), down("left")}; !slices.Equal(got, want) {
			t.Errorf("seed %d: %v", seed, got)
		}
	}
}

// Keys before the greeting was answered say nothing: we do not know yet who speaks.
func TestNothingBeforeTheGreeting(t *testing.T) {
	d := New(load(t), "keys")
	d.Open(0)
	if ev, _, _ := d.Step(0, unhex(t, helpDown)); ev != nil {
		t.Errorf("%v", ev)
	}
	ev, _, _ := d.Step(0, unhex(t, echo+leftDown))
	if want := []input.Event{down("left")}; !slices.Equal(ev, want) {
		t.Errorf("%v, want %v", ev, want)
	}
}

// A device that starts slowly is asked again; one that stays silent has failed.
func TestGreetingIsRepeated(t *testing.T) {
	d := New(load(t), "keys")
	_, wake := d.Open(0)
	var asked []time.Duration
	for d.Status().Phase == devices.Greeting && wake > 0 {
		now := wake
		var out []byte
		if _, out, wake = d.Step(now, nil); out != nil {
			asked = append(asked, now)
			if !bytes.Equal(out, unhex(t, echo)) {
				t.Errorf("asks with % X", out)
			}
		}
	}
	if want := []time.Duration{1 * time.Second, 2 * time.Second, afterPlug, 4 * time.Second}; !slices.Equal(asked, want) {
		t.Errorf("asked again at %v", asked)
	}
	if s := d.Status(); s.Phase != devices.Failed || !errors.Is(s.Err, devices.ErrTimeout) {
		t.Errorf("%+v", s)
	}
}

func TestSloppyKeys(t *testing.T) {
	for _, c := range []struct {
		name, bytes string
		want        []input.Event
	}{
		{"key-up twice", helpDown + helpUp + helpUp, []input.Event{down("help"), up("help")}},
		{"key-up alone", helpUp, nil},
		{"key-up lost", helpDown + helpDown, []input.Event{down("help"), up("help"), down("help")}},
		{"second greeting", echo + helpDown, []input.Event{down("help")}},
		{"wrong CRC", "30 00 02 09 01 C8 38", nil},
		{"key that is not named", "30 00 02 7F 01 6A C8", nil},
		{"neither pressed nor released", "30 00 02 09 02 F8 54", nil},
	} {
		d := ready(t)
		ev, _, _ := d.Step(time.Second, unhex(t, c.bytes))
		if !slices.Equal(ev, c.want) {
			t.Errorf("%s: %v, want %v", c.name, ev, c.want)
		}
		if unnamed := c.name == "key that is not named" || c.name == "neither pressed nor released"; unnamed != (d.Unnamed() == 1) {
			t.Errorf("%s: %d reports were not understood", c.name, d.Unnamed())
		}
	}
}

// A key that hangs is a fault for staff and is let go for the person.
func TestStuckKey(t *testing.T) {
	d := ready(t)
	_, _, wake := d.Step(time.Second, unhex(t, helpDown))
	if ev, _, _ := d.Step(wake-1, nil); ev != nil || d.Status().Fault != devices.Healthy {
		t.Errorf("too early: %v", ev)
	}
	if ev, _, _ := d.Step(wake, nil); !slices.Equal(ev, []input.Event{up("help")}) || d.Status().Fault != devices.Faulty {
		t.Errorf("%v, %+v", ev, d.Status())
	}
	if ev, _, _ := d.Step(wake+1, unhex(t, leftDown)); !slices.Equal(ev, []input.Event{down("left")}) {
		t.Errorf("the other keys must go on: %v", ev)
	}
	if ev, _, _ := d.Step(wake+2, unhex(t, helpUp)); ev != nil || d.Status().Fault != devices.Healthy {
		t.Errorf("when it comes loose: %v, %+v", ev, d.Status())
	}
}

func TestUnplugForgetsHeldKeys(t *testing.T) {
	d := ready(t)
	d.Step(time.Second, unhex(t, helpDown))
	if ev := d.Close(2 * time.Second); ev != nil {
		t.Errorf("%v", ev)
	}
	_, wake := d.Open(3 * time.Second)
	if wake != 4*time.Second {
		t.Errorf("wakes at %v", wake)
	}
	d.Step(3*time.Second, unhex(t, echo))
	if ev, _, _ := d.Step(4*time.Second, unhex(t, helpDown)); !slices.Equal(ev, []input.Event{down("help")}) {
		t.Errorf("%v", ev)
	}
}

// Half a frame, a pause, a whole frame.
func TestGap(t *testing.T) {
	d := ready(t)
	_, _, wake := d.Step(time.Second, unhex(t, "30 00 02 09"))
	if wake != time.Second+profile.DefaultGap {
		t.Errorf("wakes at %v", wake)
	}
	ev, _, _ := d.Step(wake, unhex(t, helpDown))
	if !slices.Equal(ev, []input.Event{down("help")}) {
		t.Errorf("%v", ev)
	}
}

func TestLines(t *testing.T) {
	p, issues := profile.Load("lines.yaml", []byte(`version: 1
name: Text keypad
kind: keypad
source: own
lines: {pattern: '^K (?P<code>\S+) (?P<state>[01])$', example: "K {code} {state}"}
probe: {send: "V?", expect: "V ", every: 1s, wait: 3s}
keys: {down: "1", up: "0", names: {up: up, ok: select}}
`))
	if issues != nil {
		t.Fatal(issues)
	}
	d := New(p, "keys")
	out, _ := d.Open(0)
	if string(out) != "V?\n" {
		t.Errorf("greets with %q", out)
	}
	ev, _, _ := d.Step(0, []byte("K up 1\nV arduino 1.0\r\nK ok 1\r\nrubbish\nK ok 0\nK nn 1\nK up 2\n"))
	if want := []input.Event{down("select"), up("select")}; !slices.Equal(ev, want) {
		t.Errorf("%v, want %v", ev, want)
	}
	if d.Unnamed() != 1 {
		t.Errorf("%d unnamed keys", d.Unnamed())
	}
	if u := d.Unknown(); !slices.Equal(u, []string{"nn"}) || d.Unknown() != nil {
		t.Errorf("unknown: %v", u)
	}
}

// Code and state are bits of one byte. The checks are worked out by hand: 02 ^ 4B ^ 41 = 08.
func TestMasks(t *testing.T) {
	d := New(loadFile(t, "../profile/testdata/stx-keypad.yaml"), "keys")
	d.Open(0)
	now := time.Second
	for _, c := range []struct {
		bytes   string
		want    []input.Event
		dropped []string
		unknown []string
	}{
		{"02 02 4B 41 08 03", []input.Event{down("up")}, nil, nil},
		{"02 02 4B 60 29 03 02 02 4B 01 48 03", []input.Event{down("call"), up("up")}, nil, nil},
		{"02 02 4B 20 69 03", []input.Event{up("call")}, nil, nil},
		{"02 02 4B 43 0A 03", nil, nil, []string{"03"}}, // two codes at once are no code
		{"02 02 4B 42 0A 03", nil, []string{"frame 02024b420a03: checksum 0a, computed 0b"}, nil},
		{"02 02 4B 42 0B 03", []input.Event{down("down")}, nil, nil},
	} {
		ev, _, wake := d.Step(now, unhex(t, c.bytes))
		if !slices.Equal(ev, c.want) {
			t.Errorf("%s: %v, want %v", c.bytes, ev, c.want)
		}
		if u := d.Unknown(); !slices.Equal(u, c.unknown) {
			t.Errorf("%s: unknown %v", c.bytes, u)
		}
		if now += profile.DefaultGap; c.dropped != nil && wake != now {
			t.Errorf("%s: wakes at %v to tell what was dropped", c.bytes, wake)
		}
		d.Step(now, nil)
		if f := d.Faults(); !slices.Equal(f, c.dropped) {
			t.Errorf("%s: dropped %v, want %v", c.bytes, f, c.dropped)
		}
	}
}

// All keys come at once, one bit each.
func TestBits(t *testing.T) {
	d := New(loadFile(t, "../profile/testdata/bit-keypad.yaml"), "keys")
	d.Open(0)
	for _, c := range []struct {
		bytes string
		want  []input.Event
	}{
		{"AA FF FE B1 00", nil}, // 00 is the wrong check: AA + FF + FE = 2A7, so it is 59
		{"AA FF FE 59", []input.Event{down("up")}},
		{"AA FF FE 59", nil}, // nothing has changed
		{"AA 7F FA DD", []input.Event{down("help"), down("select")}},
		{"AA FE FD 5B", []input.Event{up("help"), up("select"), up("up"), down("back"), down("down")}},
		{"AA EF FF 68", []input.Event{up("back"), up("down")}}, // a bit that has no name
	} {
		ev, _, _ := d.Step(time.Second, unhex(t, c.bytes))
		if !slices.Equal(ev, c.want) {
			t.Errorf("%s: %v, want %v", c.bytes, ev, c.want)
		}
	}
	if u := d.Unknown(); !slices.Equal(u, []string{"1000"}) {
		t.Errorf("unknown: %v", u)
	}
	// A cable that was out: what is held now is pressed anew.
	d.Close(2 * time.Second)
	d.Open(3 * time.Second)
	if ev, _, _ := d.Step(3*time.Second, unhex(t, "AA FF FE 59")); !slices.Equal(ev, []input.Event{down("up")}) {
		t.Errorf("after the cable: %v", ev)
	}
}

// Lines that mean nothing are told, but not what stands in them.
func TestDroppedLines(t *testing.T) {
	d := New(loadFile(t, "../../assets/profiles/text-keypad.yaml"), "keys")
	d.Open(0)
	d.Step(0, []byte("V x\nC 9410123\nK up 1\n"))
	if f := d.Faults(); !slices.Equal(f, []string{"a line of 9 bytes does not fit the pattern"}) || d.Faults() != nil {
		t.Errorf("dropped %q", f)
	}
}

// Through any noise: no key that the noise does not spell out, and after a quiet
// gap everything is heard.
func TestNoise(t *testing.T) {
	clean := unhex(t, strings.Repeat(helpDown+helpUp, 50))
	for seed := range uint64(20) {
		d := ready(t)
		noisy := transporttest.Noise(clean, 5, seed)
		heard := 0
		now := time.Second
		for _, piece := range transporttest.Chop(noisy, seed) {
			ev, _, _ := d.Step(now, piece)
			for _, e := range ev {
				if e != down("help") && e != up("help") {
					t.Errorf("seed %d: invented %v", seed, e)
				}
				heard++
			}
		}
		if heard == 0 {
			t.Errorf("seed %d: nothing was heard through 5%% noise", seed)
		}
		now += time.Minute
		ev, _, _ := d.Step(now, unhex(t, leftDown))
		if !slices.Contains(ev, down("left")) {
			t.Errorf("seed %d: after the gap: %v", seed, ev)
		}
	}
}

// spelled reports whether the beginning of such a button frame is in in, anywhere.
func spelled(in []byte, key byte, state byte) bool {
	for i := 0; i+7 <= len(in); i++ {
		if bytes.HasPrefix(in[i:], []byte{0x30, 0, 2, key, state}) {
			return true
		}
	}
	return false
}

func FuzzNoWrongKey(f *testing.F) {
	f.Add([]byte{0x30, 0, 2, 9, 1, 0xC8, 0x37}, uint16(3))
	f.Add([]byte{0x10, 0, 5, 0x30, 0, 2, 9, 1, 0xC8, 0x37}, uint16(300))
	p := load(f)
	codes := map[input.Key]byte{}
	for code, key := range p.Keys.Names {
		var b byte
		fmt.Sscanf(code, "%X", &b)
		codes[key] = b
	}
	f.Fuzz(func(t *testing.T, in []byte, pause uint16) {
		d := ready(t)
		now := time.Second
		half := len(in) / 2
		var got []input.Event
		for _, piece := range [][]byte{in[:half], in[half:], nil} {
			ev, _, wake := d.Step(now, piece)
			got = append(got, ev...)
			if wake != 0 && wake < now {
				t.Errorf("wakes in the past: %v at %v", wake, now)
			}
			now += time.Duration(pause) * time.Millisecond / 10
		}
		for _, e := range got {
			if k, ok := e.(input.KeyPressed); ok && !spelled(in, codes[k.Key], 1) {
				t.Errorf("% X gave %v", in, k)
			}
		}
		now += time.Minute
		ev, _, _ := d.Step(now, []byte{0x30, 0, 2, 9, 1, 0xC8, 0x37})
		n := 0
		for _, e := range ev {
			if e == down("help") {
				n++
			}
		}
		if n != 1 {
			t.Errorf("after % X and a pause: %v", in, ev)
		}
	})
}

// Whatever arrives, presses and releases of a key take turns, and after a pause a frame
// means what it says.
func FuzzMasksAndBits(f *testing.F) {
	f.Add([]byte{0x02, 0x02, 0x4B, 0x41, 0x08, 0x03}, uint16(3))
	f.Add([]byte{0xAA, 0xFF, 0xFE, 0x59, 0xAA, 0x7F, 0xFA, 0xDD}, uint16(300))
	masks, bits := loadFile(f, "../profile/testdata/stx-keypad.yaml"), loadFile(f, "../profile/testdata/bit-keypad.yaml")
	f.Fuzz(func(t *testing.T, in []byte, pause uint16) {
		for p, sound := range map[*profile.Profile][2]string{masks: {"02 02 4B 01 48 03", "02 02 4B 41 08 03"}, bits: {"AA FF FF 58", "AA FF FE 59"}} {
			d := New(p, "keys")
			d.Open(0)
			now, held := time.Second, map[input.Key]bool{}
			step := func(piece []byte) {
				ev, _, wake := d.Step(now, piece)
				if wake != 0 && wake < now {
					t.Errorf("wakes in the past: %v at %v", wake, now)
				}
				for _, e := range ev {
					var key input.Key
					var is bool
					switch e := e.(type) {
					case input.KeyPressed:
						key, is = e.Key, true
					case input.KeyReleased:
						key = e.Key
					}
					if held[key] == is {
						t.Errorf("%s of % X: %s twice", p.Name, in, key)
					}
					held[key] = is
				}
				now += time.Duration(pause) * time.Millisecond / 10
			}
			half := len(in) / 2
			for _, piece := range [][]byte{in[:half], in[half:], nil} {
				step(piece)
			}
			now += profile.DefaultGap
			step(unhex(t, sound[0]))
			step(unhex(t, sound[1]))
			if !held["up"] {
				t.Errorf("%s: after % X and a pause nothing is pressed", p.Name, in)
			}
		}
	})
}
