package hold_test

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/hold"
)

const (
	ms  = time.Millisecond
	sec = time.Second
)

var (
	passed = input.TimePassed{}
	halt   = hold.Move{Move: input.Halt}
	up     = hold.Move{Move: input.Raise}
	lost   = input.DeviceChanged{Device: hold.Device, State: input.DeviceLost}
	ready  = input.DeviceChanged{Device: hold.Device, State: input.DeviceReady}

	steady = hold.Situation{Steady: true}
	finger = hold.Situation{Steady: true, Finger: true, On: "up", Contact: 2}
)

func lift(s input.LiftState) input.LiftChanged { return input.LiftChanged{State: s} }

func byKey() hold.State {
	return hold.State{}.Press(input.Raise, "up", "keys", input.KeySelect, 1*sec)
}
func byFinger() hold.State { return hold.State{}.Touch(input.Raise, "up", 0, 1*sec) }

// running is a hold that has told the actuator to move.
func running(s hold.State, at hold.Situation) hold.State {
	s, _ = s.Step(passed, 1300*ms, at)
	return s
}

func check(t *testing.T, what string, got []hold.Outcome, want ...hold.Outcome) {
	t.Helper()
	if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %+v, want %+v", what, got, want)
	}
}

func TestHoldByKey(t *testing.T) {
	s := byKey()
	for _, tc := range []struct {
		at   time.Duration
		want []hold.Outcome
	}{
		{1 * sec, nil},
		{1300*ms - 1, nil}, // only brushed
		{1300 * ms, []hold.Outcome{up}},
		{1400*ms - 1, nil},
		{1400 * ms, []hold.Outcome{up}},
		{11*sec - 1, []hold.Outcome{up}},
		{11 * sec, []hold.Outcome{halt, hold.Spent{}, hold.Limited{}}}, // ten seconds
		{12 * sec, nil},
	} {
		var out []hold.Outcome
		s, out = s.Step(passed, tc.at, steady)
		check(t, tc.at.String(), out, tc.want...)
	}
	if s.Held() {
		t.Error("it is held for ever")
	}
}

func TestHoldByFinger(t *testing.T) {
	for _, tc := range []struct {
		dwell, begins time.Duration
	}{{0, 1300 * ms}, {300 * ms, 1300 * ms}, {2 * sec, 3 * sec}} {
		s := hold.State{}.Touch(input.Lower, "up", tc.dwell, 1*sec)
		s, out := s.Step(passed, tc.begins-1, finger)
		check(t, "before", out)
		_, out = s.Step(passed, tc.begins, finger)
		check(t, "after a dwell of "+tc.dwell.String(), out, hold.Spent{}, hold.Move{Move: input.Lower})
	}
	// Whose touches count only after longer than the limit moves nothing.
	s := hold.State{}.Touch(input.Raise, "up", time.Minute, 1*sec)
	s, out := s.Step(passed, 11*sec, finger)
	check(t, "a very long dwell", out, hold.Spent{}, hold.Limited{})
	if s.Held() {
		t.Error("held")
	}
}

// All that ends a hold, and what does not. A hold that has moved something halts it.
func TestRelease(t *testing.T) {
	touched := func(p input.TouchPhase, contact int, on scene.NodeID) input.Touched {
		return input.Touched{Phase: p, Contact: contact, Node: on}
	}
	for _, tc := range []struct {
		name        string
		ev          input.Event
		key, finger bool // whether it ends a hold by a key, by a finger
	}{
		{"the key is let go", input.KeyReleased{Device: "keys", Key: input.KeySelect}, true, false},
		{"another key is let go", input.KeyReleased{Device: "keys", Key: input.KeyUp}, false, false},
		{"the same key of another keypad is let go", input.KeyReleased{Device: "others", Key: input.KeySelect}, false, false},
		{"any key", input.KeyPressed{Device: "others", Key: input.KeyHelp}, true, true},
		{"a routing key", input.Pointed{Node: "up"}, true, true},
		{"the operator quits", input.Quit{}, true, true},
		{"the finger stays", touched(input.TouchMoved, 2, "up"), true, false},
		{"the finger leaves the button", touched(input.TouchMoved, 2, "down"), true, true},
		{"the finger is lifted", touched(input.TouchEnded, 2, "up"), true, true},
		{"the touch is taken away", touched(input.TouchCancelled, 2, "up"), true, true},
		{"another finger", touched(input.TouchBegan, 3, "up"), true, true},
		{"another finger moves", touched(input.TouchMoved, 3, "up"), true, true},
		{"the keypad is lost", input.DeviceChanged{Device: "keys", State: input.DeviceLost}, true, false},
		{"the keypad is there", input.DeviceChanged{Device: "keys", State: input.DeviceReady}, false, false},
		{"another keypad is lost", input.DeviceChanged{Device: "others", State: input.DeviceLost}, false, false},
		{"the actuator is lost", lost, true, true},
		{"the actuator is faulty", input.DeviceChanged{Device: hold.Device, State: input.DeviceFaulty}, true, true},
		{"a device without a name is lost", input.DeviceChanged{State: input.DeviceLost}, false, false},
		{"speech ends", input.SpeechFinished{}, false, false},
		{"a report about money", input.PaymentEnded{}, false, false},
		{"time passes", passed, false, false},
	} {
		for _, h := range []struct {
			by   string
			s    hold.State
			at   hold.Situation
			ends bool
		}{{"key", byKey(), steady, tc.key}, {"finger", byFinger(), finger, tc.finger}} {
			_, byTouch := tc.ev.(input.Touched)
			if s, out := h.s.Release(tc.ev, h.at); s.Held() == h.ends || out != nil {
				t.Errorf("%s, before the %s has moved anything: held %v, %+v", tc.name, h.by, s.Held(), out)
			}
			s, out := running(h.s, h.at).Release(tc.ev, h.at)
			var want []hold.Outcome
			if h.ends {
				want = []hold.Outcome{halt}
				if byTouch {
					want = append(want, hold.Spent{})
				}
			}
			check(t, tc.name+", held by a "+h.by, out, want...)
			if s.Held() == h.ends {
				t.Errorf("%s: the %s holds: %v", tc.name, h.by, s.Held())
			}
		}
	}
	if s, out := (hold.State{}).Release(input.KeyPressed{}, steady); s != (hold.State{}) || out != nil {
		t.Errorf("nothing was held: %+v, %+v", s, out)
	}
}

// A hold ends where what it stands on is gone.
func TestUnsteady(t *testing.T) {
	for name, tc := range map[string]struct {
		s  hold.State
		at hold.Situation
	}{
		"key, the screen has changed":    {byKey(), hold.Situation{}},
		"finger, the screen has changed": {byFinger(), hold.Situation{Finger: true, On: "up"}},
		"finger, lifted":                 {byFinger(), hold.Situation{Steady: true, On: "up"}},
		"finger, on another button":      {byFinger(), hold.Situation{Steady: true, Finger: true, On: "down"}},
	} {
		good := steady
		if tc.s.Device == "" {
			good = finger
		}
		_, out := tc.s.Step(passed, 1100*ms, tc.at)
		check(t, name+", before it moved", out)
		s, out := running(tc.s, good).Step(passed, 1350*ms, tc.at)
		check(t, name, out, halt)
		if s.Held() {
			t.Errorf("%s: held", name)
		}
	}
}

func TestActuator(t *testing.T) {
	told := func(s input.LiftState) hold.Outcome { return hold.Told{Does: s} }
	for _, tc := range []struct {
		name string
		from hold.State
		ev   input.Event
		want []hold.Outcome
		held bool
		does input.LiftState
		gone bool
	}{
		{"it rises", running(byKey(), steady), lift(input.LiftRising), []hold.Outcome{told(input.LiftRising)}, true, input.LiftRising, false},
		{"it rises still", hold.State{Does: input.LiftRising}, lift(input.LiftRising), nil, false, input.LiftRising, false},
		{"it is at its end", running(byKey(), steady), lift(input.LiftTop), []hold.Outcome{halt, told(input.LiftTop)}, false, input.LiftTop, false},
		{"it is at its end, and nothing has moved it", byKey(), lift(input.LiftTop), []hold.Outcome{told(input.LiftTop)}, false, input.LiftTop, false},
		{"it is blocked", running(byFinger(), finger), lift(input.LiftStuck), []hold.Outcome{halt, told(input.LiftStuck)}, false, input.LiftStuck, false},
		{"it is blocked again", hold.State{Does: input.LiftStuck}, lift(input.LiftStuck), []hold.Outcome{told(input.LiftStuck)}, false, input.LiftStuck, false},
		{"it stands still", hold.State{Does: input.LiftSinking}, lift(input.LiftStopped), []hold.Outcome{told(input.LiftStopped)}, false, input.LiftStopped, false},
		{"its cable is out", running(byKey(), steady), lost, []hold.Outcome{halt, told(input.LiftLost)}, false, input.LiftLost, true},
		{"its cable is out, which it had told", hold.State{Does: input.LiftLost}, lost, nil, false, input.LiftLost, true},
		{"its cable is in", hold.State{Does: input.LiftLost, Gone: true}, ready, nil, false, input.LiftStopped, false},
		{"another device is lost", running(byKey(), steady), input.DeviceChanged{Device: "printer", State: input.DeviceLost}, nil, true, input.LiftStopped, false},
		{"another device is back", hold.State{Does: input.LiftLost, Gone: true}, input.DeviceChanged{Device: "printer", State: input.DeviceReady}, nil, false, input.LiftLost, true},
		{"a key is not its business here", running(byKey(), steady), input.KeyPressed{}, nil, true, input.LiftStopped, false},
	} {
		s, out := tc.from.Step(tc.ev, 1350*ms, steady)
		check(t, tc.name, out, tc.want...)
		if s.Held() != tc.held || s.Does != tc.does || s.Gone != tc.gone {
			t.Errorf("%s: %+v", tc.name, s)
		}
	}
	s, out := hold.State{Gone: true}.Press(input.Raise, "up", "keys", input.KeySelect, 1*sec).Step(passed, 2*sec, steady)
	check(t, "an actuator that is gone", out)
	if s.Held() {
		t.Error("it holds what is not there")
	}
}

func TestHalt(t *testing.T) {
	s, out := hold.State{Does: input.LiftTop, Gone: true}.Halt()
	check(t, "nothing is held", out)
	if s != (hold.State{Does: input.LiftTop, Gone: true}) {
		t.Errorf("%+v", s)
	}
	_, out = byKey().Halt()
	check(t, "it has moved nothing", out)
	s, out = running(byKey(), steady).Halt()
	check(t, "it has moved", out, halt)
	if s != (hold.State{}) {
		t.Errorf("%+v", s)
	}
}

func FuzzHold(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		var s hold.State
		at := finger
		now := time.Duration(1)
		moving := input.Halt // what the actuator was told last
		var began time.Duration
		take := func(next hold.State, out []hold.Outcome) {
			for _, o := range out {
				if m, ok := o.(hold.Move); ok {
					moving = m.Move
				}
			}
			if s = next; !s.Held() && moving != input.Halt {
				t.Fatalf("seed %d: nothing holds, and it was told to go on: %+v, %+v", seed, s, out)
			}
			if moving != input.Halt && s.Gone {
				t.Fatalf("seed %d: it moves what is not there: %+v", seed, s)
			}
		}
		pass := func() {
			take(s.Step(passed, now, at))
			if moving != input.Halt && now >= began+hold.Limit {
				t.Fatalf("seed %d: it moves at %v, %v after the hold began: %+v", seed, now, now-began, s)
			}
		}
		for range 400 {
			now += time.Duration(r.Int64N(int64([]time.Duration{120 * ms, 120 * ms, 120 * ms, 4 * sec}[r.IntN(4)])))
			at.Steady, at.Finger = r.IntN(30) > 0, r.IntN(30) > 0
			if at.On = "up"; r.IntN(30) == 0 {
				at.On = "down"
			}
			var ev input.Event = passed
			switch r.IntN(20) {
			case 0, 1:
				// What begins a hold is an event, too: it first ends the one before.
				ev = input.KeyPressed{Device: "keys", Key: input.KeySelect}
				take(s.Release(ev, at))
				s, began = s.Press(input.Raise, "up", "keys", input.KeySelect, now), now
			case 2, 3:
				ev = input.Touched{Phase: input.TouchBegan, Contact: 2, Node: "up"}
				take(s.Release(ev, at))
				s, began = s.Touch(input.Lower, "up", time.Duration(r.IntN(500))*ms, now), now
			case 4:
				ev = input.KeyReleased{Device: []string{"keys", "others"}[r.IntN(2)], Key: input.KeySelect}
			case 5:
				ev = input.Touched{Phase: input.TouchPhase(r.IntN(4)), Contact: r.IntN(4), Node: "up"}
			case 6:
				ev = lift(input.LiftState(r.IntN(7)))
			case 7:
				ev = input.DeviceChanged{Device: []string{hold.Device, "keys", "others", ""}[r.IntN(4)], State: input.DeviceState(r.IntN(4))}
			}
			if _, pressed := ev.(input.KeyPressed); !pressed {
				take(s.Release(ev, at))
				take(s.Step(ev, now, at))
				pass()
			}
			if when, ok := s.Deadline(); ok {
				now = max(now, when)
				pass()
				if again, ok := s.Deadline(); ok && again <= now {
					t.Fatalf("seed %d: after %v it wants to be looked at again at %v: %+v", seed, now, again, s)
				}
			}
		}
	})
}
