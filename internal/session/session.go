// Package session is the clock of one person's stay: attract → active → warned →
// over. It hides when the kiosk may ask "more time?" and when it may forget.
//
// It is pure: time is an argument (monotonic, since start), state is a value. It
// never ends anything by itself; the kiosk asks it and acts. Any goroutine may
// call it.
package session

import (
	"time"

	"modu/accessibility/input"
)

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
func (t Timing) Times(askedPercent int, factors ...int) Timing {
	f := 1
	for _, by := range factors {
		f *= max(1, by)
	}
	percent := time.Duration(max(100*min(f, max(1, t.Factors.Most)), askedPercent))
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
	Attract Phase = iota // waiting for the next person
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

	Told     int           // last second of the countdown that was told
	Tick     time.Duration // when the countdown shows the next number
	IdleRead bool          // where they are was read out since the person's last act
}

// Situation is what holds for this person at this moment.
type Situation struct {
	Timing
	Held    bool // money is under way: the terminal's own time-out rules, and a stay does not end
	Listens bool // the person listens in private: where they are may be read to them
}

// Outcome is what a step leads to: one of the types below.
type Outcome interface{ outcome() }

type (
	// Over: the stay has ended.
	Over struct{}
	// Left: so many seconds of the warning are left, which is to be told.
	Left struct{ Seconds int }
	// Idle: the person has done nothing for so long that they may have lost the thread.
	Idle struct{}
)

func (Over) outcome() {}
func (Left) outcome() {}
func (Idle) outcome() {}

// idleRead is after how long without an act the person is told where they are, once after
// every act, and only in private: in the shop it would be a machine that
// talks to itself.
const idleRead = 20 * time.Second

// tellAt are the seconds of the countdown that are told: the number on the screen changes
// every second, which would be no help to hear.
var tellAt = [...]int{45, 20, 10}

// Step takes the beginning and the end of speech, or the passing of time.
func (s State) Step(ev input.Event, now time.Duration, at Situation) (State, []Outcome) {
	switch ev := ev.(type) {
	case input.SpeechStarted:
		return s.SpeechStarted(now, ev.Estimate), nil
	case input.SpeechFinished:
		return s.SpeechFinished(now), nil
	case input.TimePassed:
		return s.due(now, at)
	}
	return s, nil
}

func (s State) due(now time.Duration, at Situation) (State, []Outcome) {
	if at.Held {
		return s, nil
	}
	next := s.Expire(at.Timing, now)
	switch {
	case s.Phase != Attract && next.Phase == Attract:
		return next, []Outcome{Over{}}
	case s.Phase == Active && next.Phase == Warned:
		next.Told = Seconds(at.Warning)
	}
	s = next
	var out []Outcome
	if s.Phase == Warned {
		var tell int
		if s, tell = s.countDown(now, at.Timing); tell > 0 {
			out = append(out, Left{tell})
		}
	}
	if when, ok := s.idleAt(at); ok && now >= when {
		s.IdleRead = true
		out = append(out, Idle{})
	}
	return s, out
}

// countDown says which second is to be told now; 0 for none.
func (s State) countDown(now time.Duration, t Timing) (State, int) {
	remaining := s.Left(t, now)
	tick := remaining % time.Second
	if tick == 0 {
		tick = time.Second
	}
	s.Tick = now + tick
	left := Seconds(remaining)
	for _, n := range tellAt {
		if left <= n && s.Told > n {
			s.Told = n
			return s, n
		}
	}
	return s, 0
}

// Seconds rounds up: a countdown that shows 0 has ended.
func Seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

func (s State) idleAt(at Situation) (time.Duration, bool) {
	if s.IdleRead || !at.Listens || at.Held || s.Phase != Active || s.Speech.Talking {
		return 0, false
	}
	return max(s.LastAct, s.Speech.Ended) + idleRead, true
}

// Deadline is when Step wants to be told that time has passed.
func (s State) Deadline(at Situation) (time.Duration, bool) {
	if at.Held {
		return 0, false
	}
	when, ok := s.Ends(at.Timing)
	if s.Phase == Warned {
		when = min(when, s.Tick)
	}
	if idle, also := s.idleAt(at); also {
		when = min(when, idle)
	}
	return when, ok
}

// Ask asks now whether somebody is there, whatever time is left: something else than
// idling says that the person may have gone.
func (s State) Ask(now time.Duration, t Timing) State {
	if s.Phase == Active {
		s = s.Warn(now)
		s.Told = Seconds(t.Warning)
	}
	return s
}

// Restart counts from now on: waiting for a machine is no idling, and no act either.
func (s State) Restart(now time.Duration) State {
	if s.Phase != Attract {
		s.Phase, s.LastAct, s.Told = Active, now, 0
	}
	return s
}

// Speech holds the clock while the kiosk is talking: a question cannot be answered
// before it has been heard (TIM-8).
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
	s.Phase, s.LastAct, s.Told, s.IdleRead = Active, now, 0, false
	return s, extended
}

// Warn begins the warning.
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
			s.Heard, s.HeardIt = max(s.WarnedAt, s.Speech.Ended), true
		}
	}
	return s
}

// Ends is when Expire has something to say; Deadline also counts seconds.
func (s State) Ends(t Timing) (time.Duration, bool) {
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
// the warning. Later reminders do not move it again, or it would never end; speech that
// should have ended before the warning does not bring it forward (TIM-2).
func (s State) warnBase() time.Duration {
	switch {
	case s.HeardIt:
		return s.Heard
	case s.Speech.Talking:
		return max(s.WarnedAt, s.Speech.Cap)
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
	at, ok := s.Ends(t)
	if !ok || now < at {
		return s
	}
	if s.Phase == Active {
		return s.Warn(now)
	}
	return State{}
}
