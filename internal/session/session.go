// Package session is the clock of one person's stay: attract → active → warned →
// over. It hides when the kiosk may ask "more time?" and when it may forget.
//
// It is pure: time is an argument (monotonic, since start), state is a value. It
// never ends anything by itself; the kiosk asks it and acts. Any goroutine may
// call it.
package session

import "time"

// Timing is what a site may set. Zero fields are not allowed; use Defaults.
type Timing struct {
	Inactivity time.Duration // after speech has ended (TIM-5, TIM-8)
	Warning    time.Duration // to answer the warning (TIM-2, TIM-5)
	Factors    Factors
}

// Factors are how many times longer the kiosk waits for people whose way of using it
// takes longer. They multiply, up to Most. 0 and 1 change nothing.
type Factors struct {
	Speech  int // listens
	Switch  int // works it with one or two switches
	Braille int // reads with the fingers
	Easy    int // uses the easy form
	Large   int // has everything at twice its size or more
	Most    int
}

// Times is the timing for somebody to whom these factors apply, or who asked for so
// many per cent of the time, whichever is longer (TIM-3).
func (t Timing) Times(pacePercent int, factors ...int) Timing {
	f := 1
	for _, by := range factors {
		f *= max(1, by)
	}
	percent := time.Duration(max(100*min(f, max(1, t.Factors.Most)), pacePercent))
	t.Inactivity = t.Inactivity * percent / 100
	t.Warning = t.Warning * percent / 100
	return t
}

// Defaults are the strictest figures: inactivity of 2 min (TIM-5) counted after
// speech has ended (TIM-8), then a warning of 45 s (TIM-5; at least 20 s, TIM-2).
func Defaults() Timing {
	return Timing{Inactivity: 2 * time.Minute, Warning: 45 * time.Second,
		Factors: Factors{Speech: 2, Switch: 2, Braille: 2, Easy: 2, Large: 2, Most: 5}}
}

// Phase is where the stay is.
type Phase uint8

const (
	Attract Phase = iota // nobody is here
	Active
	Warned // "do you need more time?"
)

// State is one stay. The zero value is Attract.
type State struct {
	Phase    Phase
	LastAct  time.Duration // last input of the person
	WarnedAt time.Duration
	Heard    time.Duration // when the warning had been said; only with HeardIt
	HeardIt  bool
	Speech   Speech
}

// Speech holds the clock while the kiosk is talking: nobody can answer a question
// before having heard it (TIM-8).
type Speech struct {
	Talking bool
	Cap     time.Duration // a hung voice holds the clock no longer than this
	Ended   time.Duration // when it last ended
}

// A voice that never reports its end holds the clock for its estimated duration
// times this, plus the margin: engines differ by less than half.
const (
	holdNumerator   = 3
	holdDenominator = 2
	holdMargin      = 5 * time.Second
)

// Begin starts a stay.
func (s State) Begin(now time.Duration) State {
	return State{Phase: Active, LastAct: now, Speech: s.Speech}
}

// Act records an input of the person. It reports whether that answered the
// warning; extending is allowed as often as wanted (TIM-3).
func (s State) Act(now time.Duration) (State, bool) {
	if s.Phase == Attract {
		return s, false
	}
	extended := s.Phase == Warned
	s.Phase, s.LastAct = Active, now
	return s, extended
}

// Warn asks now, whatever time is left: something else than idling says that the
// person may have gone.
func (s State) Warn(now time.Duration) State {
	if s.Phase == Active {
		s.Phase, s.WarnedAt, s.Heard, s.HeardIt = Warned, now, 0, false
	}
	return s
}

// SpeechStarted holds the clock.
func (s State) SpeechStarted(now, estimate time.Duration) State {
	s.Speech.Talking = true
	s.Speech.Cap = now + estimate*holdNumerator/holdDenominator + holdMargin
	return s
}

// SpeechFinished releases the clock.
func (s State) SpeechFinished(now time.Duration) State {
	if s.Speech.Talking {
		s.Speech.Talking = false
		s.Speech.Ended = min(now, s.Speech.Cap)
		if s.Phase == Warned && !s.HeardIt {
			s.Heard, s.HeardIt = s.Speech.Ended, true
		}
	}
	return s
}

// Deadline is when Expire has something to say.
func (s State) Deadline(t Timing) (time.Duration, bool) {
	switch s.Phase {
	case Active:
		return s.from(s.LastAct) + t.Inactivity, true
	case Warned:
		return s.warnBase() + t.Warning, true
	}
	return 0, false
}

// Left is how much of the warning remains, for the countdown; it stands still
// while the warning is being spoken.
func (s State) Left(t Timing, now time.Duration) time.Duration {
	if s.Phase != Warned {
		return 0
	}
	if s.Speech.Talking && !s.HeardIt && now < s.Speech.Cap {
		return t.Warning
	}
	return max(0, s.warnBase()+t.Warning-now)
}

// warnBase is when the answer window opened: the end of the speech that told of
// the warning. Later reminders do not move it again, or it would never end.
func (s State) warnBase() time.Duration {
	switch {
	case s.HeardIt:
		return s.Heard
	case s.Speech.Talking:
		return s.Speech.Cap
	}
	return s.WarnedAt
}

func (s State) from(at time.Duration) time.Duration {
	if s.Speech.Talking {
		return max(at, s.Speech.Cap)
	}
	return max(at, s.Speech.Ended)
}

// Expire moves the stay on when its time has come: to Warned, or to Attract,
// which is the end of it.
func (s State) Expire(t Timing, now time.Duration) State {
	at, ok := s.Deadline(t)
	if !ok || now < at {
		return s
	}
	if s.Phase == Active {
		return s.Warn(now)
	}
	return State{}
}
