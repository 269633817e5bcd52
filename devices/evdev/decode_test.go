package evdev

import (
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/profile"
	"modu/devices/transport/transporttest"
)

// What a USB keyboard makes of one press and release of its "up" key: a scan code, the
// key, the end of the report; in the bytes of struct input_event on a 64-bit machine
// as Python's struct.pack("llHHi", …) lays them out.
const (
	scanUp     = "00f1536500000000 40e2010000000000 0400 0400 52000700"
	upDown     = "00f1536500000000 40e2010000000000 0100 6700 01000000"
	upRepeated = "00f1536500000000 40e2010000000000 0100 6700 02000000"
	upUp       = "00f1536500000000 e068030000000000 0100 6700 00000000"
	end        = "00f1536500000000 40e2010000000000 0000 0000 00000000"
	dropped    = "00f1536500000000 0100000000000000 0000 0300 00000000"
	plugIn     = "00f1536500000000 0100000000000000 0500 0200 01000000"
	unnamed    = "00f1536500000000 0100000000000000 0100 3b00 01000000" // KEY_F1
)

const pad = `version: 1
name: Pad
kind: hid
source: own
match: {usb: {vid: "1234", pid: "5678"}}
keys: {names: {KEY_UP: up, KEY_DOWN: down}}
`

func unhex(t testing.TB, parts ...string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(strings.Join(parts, ""), " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func ready(t testing.TB) *Driver {
	t.Helper()
	p, issues := profile.Load("pad.yaml", []byte(pad))
	if issues != nil {
		t.Fatal(issues)
	}
	d := New(p, "k")
	if out, wake := d.Open(0); out != nil || wake != 0 || d.Status().Phase != devices.Working {
		t.Fatal("a keyboard is there once its node is open")
	}
	return d
}

func down(k input.Key) input.Event { return input.KeyPressed{Device: "k", Key: k} }
func up(k input.Key) input.Event   { return input.KeyReleased{Device: "k", Key: k} }

func same(t testing.TB, what string, got []input.Event, want ...input.Event) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestRecordedKeys(t *testing.T) {
	for _, c := range []struct {
		name, bytes string
		want        []input.Event
	}{
		{"press and release", scanUp + upDown + end + upUp + end, []input.Event{down("up"), up("up")}},
		{"the kernel repeats", upDown + end + upRepeated + end + upRepeated + end + upUp + end, []input.Event{down("up"), up("up")}},
		{"released twice", upDown + upUp + upUp + end, []input.Event{down("up"), up("up")}},
		{"release alone", upUp + end, nil},
		{"release lost", upDown + end + upDown + end, []input.Event{down("up"), up("up"), down("up")}},
		{"no name", unnamed + end, nil},
		{"records are missing", upDown + end + dropped + upDown + end + upUp + end, []input.Event{down("up"), up("up")}},
		{"after that all is well", dropped + end + upDown + end, []input.Event{down("up")}},
		{"headset", plugIn + end, []input.Event{input.JackChanged{Device: "k", In: true}}},
	} {
		for seed := range uint64(5) {
			d := ready(t)
			var got []input.Event
			for _, piece := range transporttest.Chop(unhex(t, c.bytes), seed) {
				ev, out, _ := d.Step(time.Second, piece)
				if got = append(got, ev...); out != nil {
					t.Errorf("it writes % X to a keyboard", out)
				}
			}
			same(t, c.name, got, c.want...)
		}
	}
}

func TestUnknownKeysAreTold(t *testing.T) {
	d := ready(t)
	d.Step(0, unhex(t, unnamed, end, upDown, end))
	if u := d.Unknown(); !slices.Equal(u, []string{"59"}) {
		t.Error(u)
	}
	d.Step(0, unhex(t, strings.Repeat(unnamed, 1000)))
	if n := len(d.Unknown()); n != maxUnknown || len(d.Unknown()) != 0 {
		t.Errorf("%d kept", n)
	}
}

func TestStuck(t *testing.T) {
	d := ready(t)
	_, _, wake := d.Step(time.Second, unhex(t, upDown, end))
	if wake != 11*time.Second {
		t.Errorf("wakes at %v", wake)
	}
	ev, _, _ := d.Step(wake, unhex(t, upRepeated, end))
	same(t, "stuck", ev, up("up"))
	if s := d.Status(); s.Fault != devices.Faulty || s.Err == nil {
		t.Errorf("%+v", s)
	}
	ev, _, wake = d.Step(12*time.Second, unhex(t, upUp, end))
	same(t, "it comes loose", ev)
	if s := d.Status(); s.Fault != devices.Healthy || wake != 0 {
		t.Errorf("%+v, wakes at %v", s, wake)
	}
}

func TestUnplugForgets(t *testing.T) {
	d := ready(t)
	d.Step(time.Second, unhex(t, upDown, end))
	same(t, "closed", d.Close(2*time.Second))
	if d.Status().Phase != devices.Greeting {
		t.Error("works without a port")
	}
	if _, wake := d.Open(3 * time.Second); wake != 0 {
		t.Errorf("wakes at %v", wake)
	}
	ev, _, _ := d.Step(4*time.Second, unhex(t, upUp, upDown, end))
	same(t, "again", ev, down("up"))
}

func FuzzRecords(f *testing.F) {
	f.Add(unhex(f, scanUp, upDown, end), uint16(5))
	f.Add(unhex(f, dropped, upDown)[:40], uint16(2000))
	f.Fuzz(func(t *testing.T, in []byte, pause uint16) {
		d := ready(t)
		now, wake := time.Second, time.Duration(0)
		half := len(in) / 2
		var ev []input.Event
		for _, piece := range [][]byte{in[:half], in[half:], nil} {
			ev, _, wake = d.Step(now, piece)
			for _, e := range ev {
				// Only what is spelled out somewhere makes a press.
				if k, ok := e.(input.KeyPressed); ok && !spelled(in, map[input.Key]uint16{"up": 103, "down": 108}[k.Key]) {
					t.Errorf("% X gave %v", in, e)
				}
			}
			if wake != 0 && wake < now {
				t.Errorf("wakes in the past: %v at %v", wake, now)
			}
			now += time.Duration(pause) * time.Millisecond / 10
		}
		now += time.Minute
		d.Step(now, unhex(t, dropped, end)) // what was held is let go
		ev, _, _ = d.Step(now+time.Second, unhex(t, dropped, end, upDown, end))
		if n := len(ev); n == 0 || ev[n-1] != down("up") {
			t.Errorf("after % X and a pause: %v", in, ev)
		}
	})
}

func spelled(in []byte, code uint16) bool {
	for i := 0; i+8 <= len(in); i++ {
		if binary.LittleEndian.Uint16(in[i:]) == typeKey && binary.LittleEndian.Uint16(in[i+2:]) == code && binary.LittleEndian.Uint32(in[i+4:]) == valueDown {
			return true
		}
	}
	return false
}
