package headset_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/headset"
)

const (
	ms  = time.Millisecond
	sec = time.Second
)

var (
	in     = input.JackChanged{In: true}
	out    = input.JackChanged{}
	lost   = input.DeviceChanged{Device: "card", State: input.DeviceLost}
	ready  = input.DeviceChanged{Device: "card", State: input.DeviceReady}
	passed = input.TimePassed{}

	staying = headset.Situation{Socket: headset.Socket{Present: true, Device: "card"}, Ask: true}
)

// step is one event at its time, and what must come of it.
type step struct {
	at   time.Duration
	ev   input.Event
	want headset.Outcome
}

func TestPlug(t *testing.T) {
	idle := staying
	idle.Idle, idle.Ask = true, false
	none := headset.Situation{Ask: true}
	known := headset.State{Known: true}
	worn := headset.State{Known: true, Closed: true, In: true}
	for _, tc := range []struct {
		name  string
		from  headset.State
		at    headset.Situation
		steps []step
		in    bool // in the end
	}{
		{"plugged in", known, staying, []step{{1 * sec, in, headset.Nothing}, {1200*ms - 1, passed, headset.Nothing}, {1200 * ms, passed, headset.PluggedIn}, {2 * sec, passed, headset.Nothing}}, true},
		{"it makes and breaks contact on its way in", known, staying, []step{{1 * sec, in, headset.Nothing}, {1100 * ms, out, headset.Nothing}, {1150 * ms, in, headset.Nothing},
			{1200 * ms, passed, headset.Nothing}, {1350*ms - 1, passed, headset.Nothing}, {1350 * ms, passed, headset.PluggedIn}}, true},
		{"a second edge does not begin anew", known, staying, []step{{1 * sec, in, headset.Nothing}, {1100 * ms, in, headset.Nothing}, {1200 * ms, passed, headset.PluggedIn}}, true},
		{"it touched the socket only", known, staying, []step{{1 * sec, in, headset.Nothing}, {1100 * ms, out, headset.Nothing}, {5 * sec, passed, headset.Nothing}}, false},
		{"pulled out acts at once", worn, staying, []step{{1 * sec, out, headset.PulledOut}, {1 * sec, out, headset.Nothing}}, false},
		{"and back in", worn, staying, []step{{1 * sec, out, headset.PulledOut}, {2 * sec, in, headset.Nothing}, {2200 * ms, passed, headset.PluggedIn}}, true},
		{"in already", worn, staying, []step{{1 * sec, in, headset.Nothing}, {2 * sec, passed, headset.Nothing}}, true},
		{"there from the start, which is no act of a person", headset.State{}, idle, []step{{1 * sec, in, headset.Nothing}, {2 * sec, passed, headset.Nothing}}, true},
		{"not there from the start", headset.State{}, idle, []step{{1 * sec, out, headset.Nothing}, {2 * sec, in, headset.Nothing}, {2200 * ms, passed, headset.PluggedIn}}, true},
		{"its sound comes before its plug", headset.State{}, idle, []step{{1 * sec, ready, headset.Nothing}, {2 * sec, passed, headset.Nothing}}, false},
		{"there from the start, without its sound", headset.State{}, idle, []step{{1 * sec, lost, headset.Nothing}, {2 * sec, in, headset.Nothing}, {3 * sec, passed, headset.Nothing}, {4 * sec, ready, headset.Nothing}}, true},

		{"its sound is lost", worn, staying, []step{{1 * sec, lost, headset.PulledOut}, {1 * sec, lost, headset.Nothing}}, false},
		{"and comes back", worn, staying, []step{{1 * sec, lost, headset.PulledOut}, {2 * sec, ready, headset.Nothing}, {2200 * ms, passed, headset.PluggedIn}}, true},
		{"and comes back without the plug", worn, staying, []step{{1 * sec, lost, headset.PulledOut}, {2 * sec, out, headset.Nothing}, {3 * sec, ready, headset.Nothing}, {4 * sec, passed, headset.Nothing}}, false},
		{"lost while it is being plugged in", known, staying, []step{{1 * sec, in, headset.Nothing}, {1100 * ms, lost, headset.Nothing}, {2 * sec, passed, headset.Nothing}}, false},
		{"a plug without sound is none", known, staying, []step{{1 * sec, lost, headset.Nothing}, {2 * sec, in, headset.Nothing}, {3 * sec, passed, headset.Nothing}}, false},
		{"a faulty card is no sound either", worn, staying, []step{{1 * sec, input.DeviceChanged{Device: "card", State: input.DeviceFaulty}, headset.PulledOut}}, false},
		{"another device is lost", worn, staying, []step{{1 * sec, input.DeviceChanged{Device: "keys", State: input.DeviceLost}, headset.Nothing}}, true},
		{"a device without a name", worn, staying, []step{{1 * sec, input.DeviceChanged{State: input.DeviceLost}, headset.Nothing}}, true},

		{"a site without a socket", headset.State{}, none, []step{{1 * sec, in, headset.Nothing}, {2 * sec, passed, headset.Nothing}, {3 * sec, out, headset.Nothing},
			{3 * sec, input.DeviceChanged{State: input.DeviceReady}, headset.Nothing}, {4 * sec, passed, headset.Nothing}}, false},
		{"other events are not its own", worn, staying, []step{{1 * sec, input.KeyPressed{Key: input.KeyHelp}, headset.Nothing}, {1 * sec, input.HeadsetRouted{Private: true}, headset.Nothing}}, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := tc.from
			for i, st := range tc.steps {
				var o headset.Outcome
				if s, o = s.Step(st.ev, st.at, tc.at); o != st.want {
					t.Fatalf("step %d, %+v at %v: %v, want %v", i, st.ev, st.at, o, st.want)
				}
			}
			if s.In != tc.in {
				t.Errorf("in use: %v", s.In)
			}
			if s.Held() {
				t.Error("it holds a stay that it was not told to hold")
			}
		})
	}
}

func TestPatience(t *testing.T) {
	held := headset.State{Known: true}.Hold(10*sec, "screen.basket")
	busy := staying
	busy.Ask = false
	for _, tc := range []struct {
		name string
		s    headset.State
		at   headset.Situation
		now  time.Duration
		want headset.Outcome
	}{
		{"not yet", held, staying, 70*sec - 1, headset.Nothing},
		{"it has not come back", held, staying, 70 * sec, headset.PatienceOver},
		{"it is paying", held, busy, time.Hour, headset.Nothing},
		{"somebody was there meanwhile", held.Extend(30 * sec), staying, 90*sec - 1, headset.Nothing},
		{"and is not any more", held.Extend(30 * sec), staying, 90 * sec, headset.PatienceOver},
		{"nothing is held", headset.State{}, staying, time.Hour, headset.Nothing},
		{"nothing is held any more", held.Release(), staying, time.Hour, headset.Nothing},
		{"nothing can be extended", headset.State{}.Extend(10 * sec), staying, time.Hour, headset.Nothing},
	} {
		next, o := tc.s.Step(passed, tc.now, tc.at)
		if o != tc.want || next != tc.s {
			t.Errorf("%s: %v, want %v; %+v", tc.name, o, tc.want, next)
		}
		when, ok := tc.s.Deadline(tc.at)
		if due := ok && when <= tc.now; due != (tc.want == headset.PatienceOver) {
			t.Errorf("%s: the deadline is %v, %v", tc.name, when, ok)
		}
	}
	if held.Left != "screen.basket" || !held.Held() {
		t.Errorf("%+v", held)
	}
	if held.Release() != (headset.State{Known: true}) {
		t.Errorf("released: %+v", held.Release())
	}
	// The plug comes first: a person who plugs in is not asked whether they are there.
	s, _ := held.Step(in, 70*sec-100*ms, staying)
	if _, o := s.Step(passed, 70*sec+100*ms, staying); o != headset.PluggedIn {
		t.Errorf("plugged in at the last moment: %v", o)
	}
}

func TestByHand(t *testing.T) {
	deaf, _ := headset.State{}.Step(lost, 0, staying)
	for _, tc := range []struct {
		name string
		from headset.State
		want headset.Outcome
		in   bool
	}{{"taken", headset.State{}, headset.PluggedIn, true}, {"taken twice", headset.State{In: true}, headset.Nothing, true}, {"without sound", deaf, headset.Nothing, false}} {
		if s, o := tc.from.Plug(); o != tc.want || s.In != tc.in {
			t.Errorf("%s: %v, in use %v", tc.name, o, s.In)
		}
	}
	if s := (headset.State{In: true, Known: true}).Leave(); s != (headset.State{Known: true}) {
		t.Errorf("left: %+v", s)
	}
	if s, o := (headset.State{}).Unplug(); o != headset.Nothing || s != (headset.State{}) {
		t.Errorf("pulled though it was out: %v, %+v", o, s)
	}
}

// What is said is private only where it cannot be heard outside the headset (SPK-7).
func TestEar(t *testing.T) {
	socket := headset.Socket{Present: true}
	for _, tc := range []struct {
		name string
		s    headset.State
		k    headset.Socket
		want scene.Ear
	}{
		{"nothing", headset.State{}, headset.Socket{}, scene.Ear{}},
		{"not routed", headset.State{In: true}, socket, scene.Ear{Headset: true}},
		{"routed", headset.State{In: true, Routed: true}, socket, scene.Ear{Headset: true, Private: true}},
		{"out, and offered", headset.State{Routed: true}, socket, scene.Ear{Socket: true}},
		{"out, and not private", headset.State{}, socket, scene.Ear{}},
		{"out, and without sound", headset.State{Routed: true, Deaf: true}, socket, scene.Ear{}},
		{"out, and nothing would tell", headset.State{Routed: true}, headset.Socket{Present: true, Manual: true}, scene.Ear{}},
		{"no socket", headset.State{Routed: true}, headset.Socket{}, scene.Ear{}},
	} {
		if got := tc.s.Ear(tc.k); got != tc.want {
			t.Errorf("%s: %+v, want %+v", tc.name, got, tc.want)
		}
	}
	for _, private := range []bool{true, false} {
		if s, _ := (headset.State{Routed: !private}).Step(input.HeadsetRouted{Private: private}, 0, staying); s.Routed != private {
			t.Errorf("routed: %v", s.Routed)
		}
	}
}

func FuzzPlug(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		events := []input.Event{in, out, lost, ready, passed, input.HeadsetRouted{Private: true}}
		var s headset.State
		at := staying
		now := time.Duration(1)
		for range 300 {
			now += time.Duration(r.Int64N(int64([]time.Duration{300 * ms, 300 * ms, 20 * sec}[r.IntN(3)])))
			was := s
			var o headset.Outcome
			switch n := r.IntN(10); n {
			case 6:
				s = s.Extend(now)
			case 7:
				s = s.Release()
			case 8:
				at.Idle = r.IntN(3) == 0
				at.Ask = !at.Idle && r.IntN(4) > 0
			default:
				s, o = s.Step(events[n%len(events)], now, at)
			}
			switch o {
			case headset.PluggedIn:
				if was.In || !s.In || s.Deaf || !s.Closed {
					t.Fatalf("plugged in: %+v, before %+v", s, was)
				}
				s = s.Release()
			case headset.PulledOut:
				if !was.In || s.In {
					t.Fatalf("pulled: %+v, before %+v", s, was)
				}
				s = s.Hold(now, "screen")
			case headset.PatienceOver:
				at.Ask = false // the stay is being warned
			}
			if s.In && s.Deaf {
				t.Fatalf("a headset without sound is in use: %+v", s)
			}
			if when, ok := s.Deadline(at); ok {
				now = max(now, when)
				if s, o = s.Step(passed, now, at); o == headset.PatienceOver {
					at.Ask = false
				}
				if again, ok := s.Deadline(at); ok && again <= now {
					t.Fatalf("after %v it wants to be looked at again at %v: %+v", now, again, s)
				}
			}
		}
	})
}
