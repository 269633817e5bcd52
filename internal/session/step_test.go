package session_test

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/internal/session"
)

const sec = time.Second

// person is a stay that has begun at 0, with the usual timing.
func person() (session.State, session.Situation) {
	return session.State{}.Begin(0), session.Situation{Timing: session.Defaults()}
}

// at moves on to a moment, doing all that is due before it, and returns what came of it.
func at(t *testing.T, s session.State, now time.Duration, sit session.Situation) (session.State, []session.Outcome) {
	t.Helper()
	var all []session.Outcome
	for range 1000 {
		when, ok := s.Deadline(sit)
		if !ok || when > now {
			return s, all
		}
		var out []session.Outcome
		s, out = s.Step(input.TimePassed{}, when, sit)
		all = append(all, out...)
	}
	t.Fatalf("nothing but time passes, and yet it never reaches %v: %+v", now, s)
	return s, nil
}

func TestIdlePersonIsWarnedThenForgotten(t *testing.T) {
	s, sit := person()
	for _, tc := range []struct {
		now   time.Duration
		phase session.Phase
		want  []session.Outcome
	}{
		{120*sec - 1, session.Active, nil},
		{120 * sec, session.Warned, nil},
		{144 * sec, session.Warned, nil},
		{145 * sec, session.Warned, []session.Outcome{session.Left{Seconds: 20}}},
		{155 * sec, session.Warned, []session.Outcome{session.Left{Seconds: 10}}},
		{165*sec - 1, session.Warned, nil},
		{165 * sec, session.Attract, []session.Outcome{session.Over{}}},
		{1000 * sec, session.Attract, nil},
	} {
		var out []session.Outcome
		s, out = at(t, s, tc.now, sit)
		if s.Phase != tc.phase || !reflect.DeepEqual(out, tc.want) {
			t.Errorf("at %v: phase %v, %v, want phase %v, %v", tc.now, s.Phase, out, tc.phase, tc.want)
		}
	}
}

// Who has longer is told of 45 s too, which for others is the beginning.
func TestLongCountdown(t *testing.T) {
	s, sit := person()
	sit.Timing = sit.Times(200)
	s, _ = at(t, s, 240*sec, sit)
	_, out := at(t, s, 240*sec+89*sec, sit)
	want := []session.Outcome{session.Left{Seconds: 45}, session.Left{Seconds: 20}, session.Left{Seconds: 10}}
	if !reflect.DeepEqual(out, want) {
		t.Errorf("%v, want %v", out, want)
	}
}

// A step that comes late tells only the number that holds then.
func TestLateStepTellsOneNumber(t *testing.T) {
	s, sit := person()
	s, _ = at(t, s, 120*sec, sit)
	s, out := s.Step(input.TimePassed{}, 157*sec, sit)
	if want := []session.Outcome{session.Left{Seconds: 20}}; !reflect.DeepEqual(out, want) {
		t.Errorf("%v, want %v", out, want)
	}
	if _, out = s.Step(input.TimePassed{}, 300*sec, sit); !reflect.DeepEqual(out, []session.Outcome{session.Over{}}) {
		t.Errorf("long after the end: %v", out)
	}
}

func TestActAnswersTheWarning(t *testing.T) {
	s, sit := person()
	s, _ = at(t, s, 150*sec, sit)
	s, extended := s.Act(150 * sec)
	if !extended || s.Phase != session.Active || s.Told != 0 {
		t.Fatalf("extended %v: %+v", extended, s)
	}
	s, out := at(t, s, 315*sec-1, sit) // the whole time again, and the countdown anew
	if want := []session.Outcome{session.Left{Seconds: 20}, session.Left{Seconds: 10}}; !reflect.DeepEqual(out, want) || s.Phase != session.Warned {
		t.Errorf("%v, phase %v", out, s.Phase)
	}
}

// While money is in the balance nothing is asked and nothing ends.
func TestHeldStayDoesNotEnd(t *testing.T) {
	for _, from := range []time.Duration{0, 130 * sec} {
		s, sit := person()
		s, _ = at(t, s, from, sit)
		sit.Held, sit.Listens = true, true
		if when, ok := s.Deadline(sit); ok {
			t.Errorf("from %v: a held stay wants to be looked at, at %v", from, when)
		}
		next, out := s.Step(input.TimePassed{}, time.Hour, sit)
		if next != s || out != nil {
			t.Errorf("from %v: %v, %+v", from, out, next)
		}
		if next = next.Restart(time.Hour); next.Phase != session.Active || next.LastAct != time.Hour {
			t.Errorf("from %v: the time that was held counts: %+v", from, next)
		}
	}
}

func TestRestartAndAskBeginNoStay(t *testing.T) {
	var none session.State
	if got := none.Restart(5 * sec); got != none {
		t.Errorf("Restart: %+v", got)
	}
	if got := none.Ask(5*sec, session.Defaults()); got != none {
		t.Errorf("Ask: %+v", got)
	}
	if got, out := none.Step(input.TimePassed{}, time.Hour, session.Situation{Timing: session.Defaults(), Listens: true}); got != none || out != nil {
		t.Errorf("Step: %+v, %v", got, out)
	}
}

func TestAskGivesTheWholeWarning(t *testing.T) {
	s, sit := person()
	s = s.Ask(10*sec, sit.Timing)
	s, out := at(t, s, 55*sec-1, sit)
	if want := []session.Outcome{session.Left{Seconds: 20}, session.Left{Seconds: 10}}; !reflect.DeepEqual(out, want) || s.Phase != session.Warned {
		t.Errorf("%v, phase %v", out, s.Phase)
	}
	if again := s.Ask(50*sec, sit.Timing); again != s {
		t.Errorf("asking twice prolongs the warning: %+v", again)
	}
}

func TestIdleIsReadOnceInPrivate(t *testing.T) {
	idle := []session.Outcome{session.Idle{}}
	s, sit := person()
	if _, out := at(t, s, 60*sec, sit); out != nil {
		t.Errorf("in the shop: %v", out)
	}
	sit.Listens = true
	if _, out := at(t, s, 20*sec-1, sit); out != nil {
		t.Errorf("too soon: %v", out)
	}
	s, out := at(t, s, 20*sec, sit)
	if !reflect.DeepEqual(out, idle) {
		t.Errorf("after 20 s: %v", out)
	}
	s, out = at(t, s, 100*sec, sit)
	if out != nil {
		t.Errorf("twice without an act between: %v", out)
	}
	if s, out = at(t, s.Restart(100*sec), 130*sec, sit); out != nil {
		t.Errorf("a machine's answer is no act: %v", out)
	}
	s, _ = s.Act(130 * sec)
	if _, out = at(t, s, 150*sec, sit); !reflect.DeepEqual(out, idle) {
		t.Errorf("20 s after an act: %v", out)
	}
}

func TestIdleCountsFromTheEndOfSpeech(t *testing.T) {
	s, sit := person()
	sit.Listens = true
	s, _ = s.Step(input.SpeechStarted{Estimate: 30 * sec}, sec, sit)
	if _, out := at(t, s, 30*sec, sit); out != nil {
		t.Errorf("while it is talking: %v", out)
	}
	s, _ = s.Step(input.SpeechFinished{}, 31*sec, sit)
	if _, out := at(t, s, 51*sec-1, sit); out != nil {
		t.Errorf("too soon after speech: %v", out)
	}
	if _, out := at(t, s, 51*sec, sit); len(out) != 1 {
		t.Errorf("20 s after speech: %v", out)
	}
}

// A voice that hung long ago must not eat the time to answer (TIM-2).
func TestHungVoiceLeavesTheWholeWarning(t *testing.T) {
	for name, finish := range map[string]bool{"never reports": false, "reports far too late": true} {
		s, sit := person()
		s, _ = s.Step(input.SpeechStarted{Estimate: 2 * sec}, 0, sit) // counts as over at 8 s
		s, _ = at(t, s, 128*sec, sit)
		if s.Phase != session.Warned {
			t.Fatalf("%s: phase %v", name, s.Phase)
		}
		if finish {
			s, _ = s.Step(input.SpeechFinished{}, 128*sec, sit)
		}
		if left := s.Left(sit.Timing, 128*sec); left != 45*sec {
			t.Errorf("%s: %v are left of the warning", name, left)
		}
		if s, _ = at(t, s, 173*sec-1, sit); s.Phase != session.Warned {
			t.Errorf("%s: thrown out before the warning is over", name)
		}
		if s, _ = at(t, s, 173*sec, sit); s.Phase != session.Attract {
			t.Errorf("%s: the warning never ends", name)
		}
	}
}

func TestSeconds(t *testing.T) {
	for d, want := range map[time.Duration]int{0: 0, 1: 1, sec: 1, sec + 1: 2, 45 * sec: 45} {
		if got := session.Seconds(d); got != want {
			t.Errorf("Seconds(%v) = %d, want %d", d, got, want)
		}
	}
}

func TestTimes(t *testing.T) {
	base := session.Defaults()
	for _, tc := range []struct {
		pace    int
		factors []int
		want    time.Duration // inactivity
	}{
		{100, nil, 120 * sec},
		{0, nil, 120 * sec}, // never less than usual
		{150, nil, 180 * sec},
		{150, []int{2}, 240 * sec},
		{100, []int{0, 1, 2}, 240 * sec},
		{100, []int{2, 2, 2, 2}, 600 * sec}, // Most
		{1000, []int{2}, 1200 * sec},
	} {
		if got := base.Times(tc.pace, tc.factors...).Inactivity; got != tc.want {
			t.Errorf("pace %d, factors %v: %v, want %v", tc.pace, tc.factors, got, tc.want)
		}
	}
}

func FuzzStay(f *testing.F) {
	for seed := range uint64(60) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		s := session.State{}
		sit := session.Situation{Timing: session.Defaults().Times(100 + r.IntN(400))}
		var now, asked time.Duration // when the newest warning began
		for range 200 {
			now += time.Duration(r.Int64N(int64(30 * sec)))
			was := s.Phase
			switch r.IntN(8) {
			case 0:
				s = s.Begin(now)
			case 1:
				s, _ = s.Act(now)
			case 2:
				s, _ = s.Step(input.SpeechStarted{Estimate: time.Duration(r.IntN(20)) * sec}, now, sit)
			case 3:
				s, _ = s.Step(input.SpeechFinished{}, now, sit)
			case 4:
				sit.Held, sit.Listens = r.IntN(4) == 0, r.IntN(2) == 0
			case 5:
				s = s.Restart(now)
			case 6:
				s = s.Ask(now, sit.Timing)
			case 7:
				if s.Phase == session.Attract {
					s = s.Begin(now)
				}
			}
			if was != session.Warned && s.Phase == session.Warned {
				asked = now
			}
			when, ok := s.Deadline(sit)
			for range 3 {
				if !ok {
					break
				}
				now = max(now, when)
				was := s.Phase
				var out []session.Outcome
				s, out = s.Step(input.TimePassed{}, now, sit)
				if was == session.Active && s.Phase == session.Warned {
					asked = now
				}
				for _, o := range out {
					switch o := o.(type) {
					case session.Over:
						if s.Phase != session.Attract || now < asked+sit.Warning {
							t.Fatalf("seed %d: over at %v, asked at %v", seed, now, asked)
						}
					case session.Left:
						if s.Phase != session.Warned || o.Seconds <= 0 {
							t.Fatalf("seed %d: %+v in phase %v", seed, o, s.Phase)
						}
					}
				}
				if when, ok = s.Deadline(sit); ok && when <= now {
					t.Fatalf("seed %d: after the step at %v it wants another at %v: %+v", seed, now, when, s)
				}
			}
		}
	})
}
