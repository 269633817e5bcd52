package beacon_test

import (
	"slices"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/assets"
	"modu/devices"
	"modu/devices/beacon"
	"modu/devices/kinds"
	"modu/devices/profile"
	"modu/devices/sim"
	"modu/devices/transport/transporttest"
	core "modu/internal/beacon"
)

// asked is the event that the core understands.
var asked = input.Signalled{Device: "entrance", Signal: core.Here}

func TestLines(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want int
	}{
		"asked":                {"V box 1\nhere\n", 1},
		"asked three times":    {"V box 1\nhere\r\nhere\rhere\n", 3},
		"before it is known":   {"here\nV box 1\n", 0},
		"something else":       {"V box 1\nthere\nhere now\nHERE\n\n", 0},
		"half a line":          {"V box 1\nher", 0},
		"an answer once more":  {"V box 1\nV box 1\nhere\n", 1},
		"garbage before":       {"\x00\xffV\nV box 1\nhere\n", 1},
		"never says who it is": {"here\nhere\n", 0},
	} {
		for seed := range uint64(6) {
			d := beacon.New(nil, "entrance")
			if out, wake := d.Open(0); string(out) != "V?\n" || wake == 0 {
				t.Fatalf("opens with %q, until %v", out, wake)
			}
			var events []input.Event
			for _, piece := range transporttest.Chop([]byte(c.in), seed) {
				ev, _, _ := d.Step(time.Second/2, piece)
				events = append(events, ev...)
			}
			if len(events) != c.want || slices.ContainsFunc(events, func(ev input.Event) bool { return ev != asked }) {
				t.Errorf("%s, cut by %d: %v", name, seed, events)
			}
		}
	}
}

// One that does not answer has failed, and says nothing when it goes.
func TestNoAnswer(t *testing.T) {
	d := beacon.New(nil, "entrance")
	_, wake := d.Open(0)
	for wake != 0 {
		_, _, wake = d.Step(wake, nil)
	}
	if s := d.Status(); s.Phase != devices.Failed || d.Close(time.Minute) != nil {
		t.Errorf("%+v", s)
	}
}

// simulated is the device that stands in for a beacon.
func simulated(t *testing.T, p *profile.Profile) *sim.Device {
	t.Helper()
	_, dev, err := kinds.Simulate("beacon", p, "")
	if err != nil {
		t.Fatal(err)
	}
	return dev
}

// A contact of a board asks once for each time that it closes, however its metal bounces;
// one that is held is a fault and asks no more.
func TestContact(t *testing.T) {
	data, err := assets.Files.ReadFile("profiles/location-beacon.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, issues := profile.Load("location-beacon.yaml", data)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	d := beacon.New(p, "entrance")
	pair, err := sim.NewPair(d, simulated(t, p))
	if err != nil {
		t.Fatal(err)
	}
	for _, cmd := range []string{"tap call", "bounce call", "release call", "press call", "release call"} {
		want := 1
		if cmd == "release call" {
			want = 0
		}
		events, err := pair.Do(cmd)
		if err != nil || len(events) != want || want > 0 && events[0] != asked {
			t.Errorf("%s: %v, %v", cmd, events, err)
		}
	}
	if _, err := pair.Do("stuck call"); err != nil {
		t.Fatal(err)
	}
	for range 100 { // 20 s and more
		if events, err := pair.Do("press call"); err != nil || len(events) > 0 {
			t.Fatalf("a contact that is held asks again: %v, %v", events, err)
		}
	}
	if s := d.Status(); s.Fault != devices.Faulty {
		t.Errorf("a contact that is held is no fault: %+v", s)
	}
}

// The simulated receiver and the driver understand each other.
func TestSimulated(t *testing.T) {
	pair, err := sim.NewPair(beacon.New(nil, "entrance"), simulated(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	for cmd, want := range map[string]int{"here": 1, "again 10": 10} {
		if events, err := pair.Do(cmd); err != nil || len(events) != want || events[0] != asked {
			t.Errorf("%s: %v, %v", cmd, events, err)
		}
	}
}

func FuzzLines(f *testing.F) {
	f.Add([]byte("V a\nhere\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		d := beacon.New(nil, "entrance")
		d.Open(0)
		events, _, wake := d.Step(time.Millisecond, in)
		if len(events) > len(in)/5 || wake < 0 {
			t.Errorf("%q: %v until %v", in, events, wake)
		}
		for _, ev := range events {
			if ev != asked {
				t.Errorf("%q: %v", in, ev)
			}
		}
	})
}
