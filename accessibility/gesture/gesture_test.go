package gesture_test

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"modu/accessibility/gesture"
	"modu/accessibility/input"
	"modu/accessibility/scene"
)

const ms = time.Millisecond

// usual is what holds for somebody who has changed nothing, in the middle of a stay.
var usual = gesture.Rules{Active: true, Debounce: 100 * ms, Dwell: 50 * ms, TimeoutFactor: 100}

func with(change func(*gesture.Rules)) gesture.Rules {
	r := usual
	change(&r)
	return r
}

func began(id scene.NodeID) input.Touched { return input.Touched{Node: id, Revision: 3} }
func moved(id scene.NodeID) input.Touched {
	return input.Touched{Phase: input.TouchMoved, Node: id, Revision: 4}
}
func ended(id scene.NodeID) input.Touched {
	return input.Touched{Phase: input.TouchEnded, Node: id, Revision: 4}
}

var (
	cancelled = input.Touched{Phase: input.TouchCancelled}
	passed    = input.TimePassed{}
)

func second(t input.Touched) input.Touched { t.Contact = 1; return t }

// what is an outcome without the contact that it carries; "" is none.
func what(o gesture.Outcome) string {
	switch o := o.(type) {
	case nil:
		return ""
	case gesture.Tapped:
		return "tapped " + string(o.Node)
	case gesture.Lifted:
		return "lifted " + string(o.Node)
	case gesture.Moved:
		return "moved " + string(o.Node)
	case gesture.Refused:
		return "refused " + [...]string{"", "hold longer", "too short", "too long"}[o.Why]
	}
	return reflect.TypeOf(o).Name()
}

// step is one event at its time, and what must come of it.
type step struct {
	at   time.Duration
	ev   input.Event
	want string
}

func TestContacts(t *testing.T) {
	slow := with(func(r *gesture.Rules) { r.TimeoutFactor = 200 })
	first := with(func(r *gesture.Rules) { r.Active, r.Idle = false, true })
	warned := with(func(r *gesture.Rules) { r.Active = false })
	holds := with(func(r *gesture.Rules) { r.Hold = 800 * ms })
	holdsAndListens := with(func(r *gesture.Rules) { r.Hold, r.Speech = 800*ms, true })
	curtain := with(func(r *gesture.Rules) { r.Speech, r.Curtain = true, true })
	low := with(func(r *gesture.Rules) { r.Low = true })
	lowHolds := with(func(r *gesture.Rules) { r.Low, r.Hold = true, 800*ms })
	const s = time.Second
	for _, tc := range []struct {
		name  string
		rules gesture.Rules
		steps []step
	}{
		{"a tap acts on release", usual, []step{{1 * s, began("a"), "Landed"}, {1*s + 200*ms, ended("a"), "tapped a"}}},
		{"between things there is nothing to tap", usual, []step{{1 * s, began(""), "Landed"}, {2 * s, ended(""), ""}}},
		{"sliding off cancels", usual, []step{{1 * s, began("a"), "Landed"}, {2 * s, moved("b"), "moved b"}, {3 * s, ended("b"), ""}}},
		{"coming back does not undo it", usual, []step{{1 * s, began("a"), "Landed"}, {2 * s, moved("b"), "moved b"}, {3 * s, moved("a"), "moved a"}, {4 * s, ended("a"), ""}}},
		{"released elsewhere", usual, []step{{1 * s, began("a"), "Landed"}, {2 * s, ended("b"), ""}}},
		{"taken away by the window system", usual, []step{{1 * s, began("a"), "Landed"}, {2 * s, cancelled, ""}, {3 * s, ended("a"), ""}}},
		{"a palm neither cancels nor blocks", usual, []step{{1 * s, began("a"), "Landed"}, {2 * s, second(began("b")), "Ignored"}, {2 * s, second(moved("a")), "Ignored"},
			{2 * s, second(ended("a")), "Ignored"}, {3 * s, ended("a"), "tapped a"}, {4 * s, second(began("b")), "Landed"}, {5 * s, second(ended("b")), "tapped b"}}},
		{"a second release does nothing", usual, []step{{1 * s, began("a"), "Landed"}, {2 * s, ended("a"), "tapped a"}, {2 * s, ended("a"), ""}}},
		{"moving without touching", usual, []step{{1 * s, moved("a"), ""}, {2 * s, ended("a"), ""}}},

		{"a bounce", usual, []step{{1 * s, began("a"), "Landed"}, {2 * s, ended("a"), "tapped a"}, {2*s + 100*ms - 1, began("a"), "Ignored"}, {3 * s, ended("a"), ""}}},
		{"no bounce", usual, []step{{1 * s, began("a"), "Landed"}, {2 * s, ended("a"), "tapped a"}, {2*s + 100*ms, began("a"), "Landed"}, {3 * s, ended("a"), "tapped a"}}},
		{"a finger that bounces again and again", usual, []step{{1 * s, began("a"), "Landed"}, {2 * s, ended("a"), "tapped a"}, {2*s + 90*ms, began("a"), "Ignored"},
			{2*s + 95*ms, ended("a"), ""}, {2*s + 180*ms, began("a"), "Ignored"}, {2*s + 190*ms, moved("b"), ""}, {2*s + 200*ms, ended("b"), ""}}},
		{"the first contact is no bounce", usual, []step{{10 * ms, began("a"), "Landed"}}},

		{"too short", usual, []step{{1 * s, began("a"), "Landed"}, {1*s + 50*ms - 1, ended("a"), "refused too short"}}},
		{"just long enough", usual, []step{{1 * s, began("a"), "Landed"}, {1*s + 50*ms, ended("a"), "tapped a"}}},
		{"just short enough", usual, []step{{1 * s, began("a"), "Landed"}, {11 * s, ended("a"), "tapped a"}}},
		{"too long", usual, []step{{1 * s, began("a"), "Landed"}, {11*s + 1, ended("a"), "refused too long"}}},
		{"a slow person has longer", slow, []step{{1 * s, began("a"), "Landed"}, {21 * s, ended("a"), "tapped a"}, {22 * s, began("a"), "Landed"}, {42*s + 1, ended("a"), "refused too long"}}},
		{"time alone does nothing", usual, []step{{1 * s, began("a"), "Landed"}, {9 * s, passed, ""}, {10 * s, ended("a"), "tapped a"}}},

		{"the first screen begins on release", first, []step{{1 * s, began("a"), ""}, {2 * s, ended("b"), "lifted a"}}},
		{"bounces count for nothing there", first, []step{{1 * s, began("a"), ""}, {2 * s, ended("a"), "lifted a"}, {2 * s, began("a"), ""}, {2*s + 1, ended("a"), "lifted a"}}},
		{"resting there asks for speech, once", first, []step{{1 * s, began(""), ""}, {4*s - 1, passed, ""}, {4 * s, passed, "SpeechAsked"}, {9 * s, passed, ""}, {9 * s, ended(""), ""}}},
		{"wherever the finger slides there", first, []step{{1 * s, began("a"), ""}, {2 * s, moved("b"), ""}, {4 * s, passed, "SpeechAsked"}}},

		{"while being warned nothing is explored", warned, []step{{1 * s, began("a"), "Landed"}, {2 * s, moved("b"), ""}, {9 * s, passed, ""}}},

		{"hold to press acts while it rests", holds, []step{{1 * s, began("a"), "Landed"}, {1800*ms - 1, passed, ""}, {1800 * ms, passed, "tapped a"}, {3 * s, passed, ""}, {4 * s, ended("a"), ""}}},
		{"and says so where it rested too short", holds, []step{{1 * s, began("a"), "Landed"}, {1700 * ms, ended("a"), "refused hold longer"}}},
		{"it slid before", holds, []step{{1 * s, began("a"), "Landed"}, {1500 * ms, moved("b"), "moved b"}, {9 * s, passed, ""}, {9 * s, ended("b"), ""}}},
		{"nothing is under it", holds, []step{{1 * s, began(""), "Landed"}, {9 * s, passed, ""}}},
		{"who listens must have found it before", holdsAndListens, []step{{1 * s, began("a"), "Landed"}, {9 * s, passed, ""}}},

		{"a resting finger opens the curtain", curtain, []step{{1 * s, began("a"), "Landed"}, {4*s - 1, passed, ""}, {4 * s, passed, "CurtainOpened"}, {8 * s, ended("a"), ""}}},
		{"a sliding one does not", curtain, []step{{1 * s, began("a"), "Landed"}, {2 * s, moved("b"), "moved b"}, {9 * s, passed, ""}}},

		{"resting in the low position is told, once", low, []step{{1 * s, began(""), "Landed"}, {4*s - 1, passed, ""}, {4 * s, passed, "Rested"}, {9 * s, passed, ""}, {9 * s, ended(""), ""}}},
		{"and is still a slow press", low, []step{{1 * s, began("a"), "Landed"}, {4 * s, passed, "Rested"}, {6 * s, ended("a"), "tapped a"}}},
		{"a sliding finger does not rest", low, []step{{1 * s, began("a"), "Landed"}, {2 * s, moved("b"), "moved b"}, {9 * s, passed, ""}}},
		{"who holds to press has pressed by then", lowHolds, []step{{1 * s, began("a"), "Landed"}, {1800 * ms, passed, "tapped a"}, {9 * s, passed, ""}}},
		{"but not where nothing is", lowHolds, []step{{1 * s, began(""), "Landed"}, {4 * s, passed, "Rested"}}},
		{"who listens rests to listen", with(func(r *gesture.Rules) { r.Low, r.Speech = true, true }), []step{{1 * s, began(""), "Landed"}, {9 * s, passed, ""}}},
		{"the curtain opens, and nothing else", with(func(r *gesture.Rules) { r.Low, r.Curtain = true, true }), []step{{1 * s, began(""), "Landed"}, {4 * s, passed, "CurtainOpened"}, {9 * s, passed, ""}}},

		{"other events are not the passing of time", holds, []step{{1 * s, began("a"), "Landed"}, {5 * s, input.KeyPressed{Key: input.KeySelect}, ""}, {5 * s, passed, "tapped a"}}},
		{"other events are not its own", usual, []step{{1 * s, input.KeyPressed{Key: input.KeySelect}, ""}, {2 * s, input.Pointed{Node: "a"}, ""}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var s gesture.State
			for i, st := range tc.steps {
				var o gesture.Outcome
				if s, o = s.Step(st.ev, st.at, tc.rules); what(o) != st.want {
					t.Fatalf("step %d, %+v at %v: %q, want %q", i, st.ev, st.at, what(o), st.want)
				}
			}
		})
	}
}

func TestTapCarriesItsContact(t *testing.T) {
	s, _ := gesture.State{}.Find("a").Step(began("a"), time.Second, usual)
	_, o := s.Step(ended("a"), 2*time.Second, usual)
	want := gesture.Contact{Down: true, Node: "a", Rev: 3, Since: time.Second, Known: true}
	if tap, ok := o.(gesture.Tapped); !ok || tap.Contact != want {
		t.Errorf("%+v, want %+v", o, want)
	}
}

// A thing is known to the finger only where it was found before the contact began (TGT-8).
func TestKnown(t *testing.T) {
	for _, tc := range []struct {
		found, on scene.NodeID
		want      bool
	}{{"", "a", false}, {"a", "a", true}, {"b", "a", false}, {"", "", false}} {
		s, _ := gesture.State{}.Find(tc.found).Step(began(tc.on), time.Second, usual)
		if s.Known != tc.want {
			t.Errorf("found %q, on %q: known is %v", tc.found, tc.on, s.Known)
		}
		if s = s.Find(tc.on); s.Known != tc.want {
			t.Errorf("found %q, on %q: finding it now changes the contact", tc.found, tc.on)
		}
	}
	holds := with(func(r *gesture.Rules) { r.Hold, r.Speech = 800*ms, true })
	s, _ := gesture.State{}.Find("a").Step(began("a"), time.Second, holds)
	if _, o := s.Step(passed, 1800*ms, holds); what(o) != "tapped a" {
		t.Errorf("a known thing is held: %q", what(o))
	}
}

// A contact that has been spent does nothing more, whatever it does.
func TestSpent(t *testing.T) {
	for _, r := range []gesture.Rules{usual, with(func(r *gesture.Rules) { r.Hold = 800 * ms }), with(func(r *gesture.Rules) { r.Idle, r.Active = true, false })} {
		s, _ := gesture.State{}.Step(began("a"), time.Second, r)
		s = s.Spend()
		for _, ev := range []input.Event{moved("b"), passed, moved("a"), ended("a")} {
			var o gesture.Outcome
			if s, o = s.Step(ev, 5*time.Second, r); o != nil {
				t.Errorf("%+v: %+v leads to %q", r, ev, what(o))
			}
		}
	}
}

// A contact that has ended leaves nothing behind but when, and what was found.
func TestNothingStays(t *testing.T) {
	s, _ := gesture.State{}.Find("a").Step(began("a"), time.Second, usual)
	s, _ = s.Step(ended("a"), 2*time.Second, usual)
	s, _ = s.Step(moved("b"), 3*time.Second, usual)
	s = s.Spend()
	if want := (gesture.State{Lifted: 2 * time.Second, Found: "a"}); s != want {
		t.Errorf("%+v, want %+v", s, want)
	}
	if _, ok := s.Deadline(usual); ok {
		t.Error("a finger that is not there has a deadline")
	}
}

func FuzzContacts(f *testing.F) {
	for seed := range uint64(100) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		ids := []scene.NodeID{"", "a", "b"}
		var s gesture.State
		now := time.Duration(1)
		acts := 0 // of the contact that is down
		for range 300 {
			rules := usual
			rules.Idle, rules.Speech, rules.Curtain = r.IntN(8) == 0, r.IntN(2) == 0, r.IntN(4) == 0
			rules.Active = !rules.Idle && r.IntN(6) > 0
			if r.IntN(2) == 0 {
				rules.Hold = 800 * ms
			}
			now += time.Duration(r.Int64N(int64(2 * time.Second)))
			var ev input.Event = passed
			if touch := r.IntN(5); touch < 4 {
				ev = input.Touched{Phase: input.TouchPhase(touch), Contact: r.IntN(8) / 7, Node: ids[r.IntN(3)]}
			}
			was := s
			next, o := s.Step(ev, now, rules)
			s = next
			if touch, ok := ev.(input.Touched); ok && was.Down && touch.Contact != was.ID && (s != was || what(o) != "Ignored") {
				t.Fatalf("a second contact leads to %q: %+v, before %+v", what(o), s, was)
			}
			if !was.Down && s.Down || was.Since != s.Since {
				acts = 0
			}
			switch o.(type) {
			case gesture.Tapped, gesture.Lifted, gesture.SpeechAsked, gesture.CurtainOpened:
				if acts++; acts > 1 || was.Used {
					t.Fatalf("one contact has made %d acts, the last %q: %+v", acts, what(o), was)
				}
			}
			if !s.Down && s.Contact != (gesture.Contact{}) {
				t.Fatalf("no finger is there, and yet %+v", s.Contact)
			}
			if at, ok := s.Deadline(rules); ok {
				now = max(now, at)
				if s, o = s.Step(passed, now, rules); o == nil {
					t.Fatalf("nothing comes of the deadline: %+v", s)
				}
				acts++
				if again, ok := s.Deadline(rules); ok && again <= now {
					t.Fatalf("after %v it wants to be looked at again at %v: %+v", now, again, s)
				}
			}
		}
	})
}
