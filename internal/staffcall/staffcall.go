package staffcall

import (
	"time"
	"unicode"

	"modu/accessibility/input"
)

const (
	// patience is how long staff may leave a call unanswered before the person is told so,
	// honestly, and staff are called again; and so on until somebody comes.
	patience = time.Minute
	// shown is how long the answer to a call stays on the screen, if staff have not said how
	// long they take: long enough for them to come, short enough that it is not stale. That
	// nobody could be called is told for as long, and the button of the bar goes on showing it:
	// nothing that a person has to do depends on having read it in time (TIM-1).
	shown = time.Minute
	// maxReply bounds what comes from staff, in characters.
	maxReply = 120
	// maxMinutes is the longest wait that staff can announce.
	maxMinutes = 99
)

// Manner is a way of talking that a person can ask for.
type Manner string

// The ways of talking.
const (
	NoManner Manner = "" // the person has not said
	ByVoice  Manner = "voice"
	ByText   Manner = "text"
	BySign   Manner = "sign"
)

// Manners lists them in the order in which they are offered.
func Manners() []Manner { return []Manner{ByVoice, ByText, BySign} }

// Reply is what staff have said from their page. The zero value is nothing.
type Reply struct {
	Answer  input.StaffAnswer
	Minutes int    // of input.StaffMinutes
	Words   string // of input.StaffWords: one line of signs, bounded
}

// State is a call. The zero value is none.
type State struct {
	Effect input.EffectID
	State  input.CallState
	Rung   time.Duration // of the first ring
	Since  time.Duration // of the last one
	Late   bool          // there was no answer in time
	Missed bool          // nobody could be called, and nobody has been since
	Until  time.Duration // when the answer is no longer shown; 0 before there is one
	Reply  Reply
	Manner Manner // how the person wants to talk
}

// Outcome is what a step leads to.
type Outcome uint8

const (
	Nothing  Outcome = iota
	Ring             // staff must be called (again)
	RingLate         // the same, and the person is told that there is no answer yet
	Changed          // the person is told where the call is
	Replied          // staff have said something themselves
	Seen             // what was written to staff has reached somebody
	Unseen           // and that it has not
)

// Call rings for staff.
func (s State) Call(effect input.EffectID, manner Manner, now time.Duration) State {
	return State{Effect: effect, State: input.CallRinging, Rung: now, Since: now, Manner: manner}
}

// Withdraw takes the call back: nobody need come any longer, and what is still reported of
// it changes nothing.
func (s State) Withdraw() State { return State{Manner: s.Manner} }

// Talk says how the person wants to talk.
func (s State) Talk(m Manner) State { s.Manner = m; return s }

// Answered reports whether staff have answered.
func (s State) Answered() bool { return s.State == input.CallAnswered }

// Expected is how long staff said that it takes them to come; 0 where they did not say.
func (s State) Expected() time.Duration {
	if s.Answered() && s.Reply.Answer == input.StaffMinutes {
		return time.Duration(s.Reply.Minutes) * time.Minute
	}
	return 0
}

// Open reports whether staff were called and have not been sent away: they are asked for, or
// somebody comes.
func (s State) Open() bool { return s.Ringing() || s.Answered() }

// Ringing reports whether staff have been called and have not answered.
func (s State) Ringing() bool { return s.State == input.CallRinging }

// Step takes reports about the call, or the passing of time. A report about another call,
// of somebody who has left, changes nothing.
func (s State) Step(ev input.Event, now time.Duration) (State, Outcome) {
	switch ev := ev.(type) {
	case input.CallChanged:
		return s.changed(ev, now)
	case input.StaffReplied:
		return s.replied(ev, now)
	case input.StaffTold:
		switch {
		case !s.mine(ev.Effect):
		case ev.Seen:
			return s, Seen
		default:
			return s, Unseen
		}
	case input.TimePassed:
		return s.due(now)
	}
	return s, Nothing
}

func (s State) mine(id input.EffectID) bool { return id == s.Effect && id != (input.EffectID{}) }

func (s State) changed(ev input.CallChanged, now time.Duration) (State, Outcome) {
	if !s.mine(ev.Effect) || ev.State == s.State || ev.State == input.CallNone {
		return s, Nothing
	}
	if ev.State == input.CallRinging {
		return s, Nothing // every call begins so: a lamp that reports it late undoes no answer and no failure
	}
	s.State, s.Until, s.Missed = ev.State, now+shown, ev.State == input.CallFailed
	return s, Changed
}

// replied takes what staff say from their page. Their own words come from outside: they
// are bounded, and shown as words, whatever is in them.
func (s State) replied(ev input.StaffReplied, now time.Duration) (State, Outcome) {
	if !s.mine(ev.Effect) {
		return s, Nothing
	}
	r := Reply{Answer: ev.Answer}
	switch ev.Answer {
	case input.StaffComing:
	case input.StaffMinutes:
		if ev.Minutes < 1 || ev.Minutes > maxMinutes {
			return s, Nothing
		}
		r.Minutes = ev.Minutes
	case input.StaffWords:
		if r.Words = oneLine(ev.Words); r.Words == "" {
			return s, Nothing
		}
	default:
		return s, Nothing
	}
	s.Reply, s.State, s.Missed = r, input.CallAnswered, false
	s.Until = now + max(shown, s.Expected())
	return s, Replied
}

// oneLine is text from outside as one line without anything but signs.
func oneLine(text string) string {
	var out []rune
	for _, r := range text {
		switch {
		case len(out) >= maxReply:
			return string(out)
		case unicode.IsSpace(r):
			r = ' '
			if len(out) == 0 || out[len(out)-1] == ' ' {
				continue
			}
		case !unicode.IsGraphic(r) || r == unicode.ReplacementChar:
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

// due calls again where there is no answer, and takes an answer off the screen that has
// been there long enough. The call itself stays known for as long as the person does:
// staff who said "two minutes" may say "five" later.
func (s State) due(now time.Duration) (State, Outcome) {
	if s.Ringing() && now >= s.Since+patience {
		told := s.Late
		s.Since, s.Late = now, true
		if told { // once: speech holds the clock of the stay, and this would hold it for ever
			return s, Ring
		}
		return s, RingLate
	}
	if s.Until != 0 && now >= s.Until {
		s = State{Effect: s.Effect, Manner: s.Manner, Missed: s.Missed}
	}
	return s, Nothing
}

// Deadline is when an unanswered call must be repeated, or its answer goes.
func (s State) Deadline() (time.Duration, bool) {
	switch {
	case s.Ringing():
		return s.Since + patience, true
	case s.Until != 0:
		return s.Until, true
	}
	return 0, false
}
