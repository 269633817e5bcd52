package beacon

import (
	"time"

	"modu/accessibility/input"
)

const (
	// times is how often the sentence is said in each language (SPK-17): the first time one
	// hears that something speaks, the second time what, and from where.
	times = 2
	// between is the pause after a sentence.
	between = time.Second
	// breath is the silence after somebody has left: their farewell is said first.
	breath = 3 * time.Second
	// hold is how long a request waits for a stay to end. Most people who ask are still on
	// their way then; later, the answer would be to nobody.
	hold = 15 * time.Second
	// patience is how long a sentence may take to begin and to end. Without a voice its
	// caption stands this long.
	patience = 20 * time.Second
	// rest is the silence after an announcement, whoever asks.
	rest = 10 * time.Second
	// most announcements are made within window: a button that is stuck, or that somebody
	// leans on, does not make the kiosk talk all day.
	most   = 4
	window = 5 * time.Minute
)

// Here is the signal of a location beacon: somebody asks where the kiosk stands.
const Here input.Signal = "here"

// phase is what the beacon is doing.
type phase uint8

const (
	quiet    phase = iota // it waits to be asked
	held                  // it was asked during a stay, and waits for its end
	pausing               // the next sentence is due at Due
	speaking              // a sentence is being said
)

// State is what has been asked for and how far it has been said. The zero value is quiet.
type State struct {
	Phase     phase
	Device    string            // that asked
	Said      int               // how many sentences of the announcement have been begun
	Due       time.Duration     // held: until then; pausing: then; speaking: at the latest then
	Utterance input.UtteranceID // speaking: what is being said; 0: it has not begun
	Rest      time.Duration     // until then nobody is answered
	Begun     [most]time.Duration
	Count     int // of Begun: how many announcements there were
}

// Situation is what the beacon must know of the kiosk at the moment of a step.
type Situation struct {
	Free      bool // nobody is being served, and no money is moving
	Sentences int  // how many languages the sentence of the device has; 0: it has none
}

// Say is the outcome of a step: the sentence of a device is to be said now, on the
// loudspeaker and as a caption. Language counts from 0, in the order of the site.
type Say struct {
	Device   string
	Language int
}

// Speaking reports whether an announcement has begun and is not over, pauses included.
func (s State) Speaking() bool { return s.Phase == speaking || s.Phase == pausing && s.Said > 0 }

// busy reports whether an announcement is going on or about to begin.
func (s State) busy() bool { return s.Phase == speaking || s.Phase == pausing }

// Asks is the device whose sentences the situation of this event must count: that of the
// event, or the one that has asked before.
func (s State) Asks(ev input.Event) string {
	if sig, ok := ev.(input.Signalled); ok && sig.Signal == Here && !s.busy() {
		return sig.Device
	}
	return s.Device
}

// Step takes any event of the kiosk, after it has changed the situation.
func (s State) Step(ev input.Event, now time.Duration, at Situation) (State, []Say) {
	switch ev := ev.(type) {
	case input.Signalled:
		s = s.asked(ev, now, at)
	case input.SpeechStarted:
		if s.Phase == speaking && s.Utterance == 0 {
			s.Utterance = ev.Utterance
		}
	case input.SpeechFinished:
		if s.Phase == speaking && s.Utterance != 0 && ev.Utterance == s.Utterance {
			s = s.sentenceOver(now, at)
		}
	}
	return s.due(now, at)
}

// asked begins an announcement, or keeps the wish for when the stay has ended.
func (s State) asked(ev input.Signalled, now time.Duration, at Situation) State {
	if ev.Signal != Here || at.Sentences == 0 || s.busy() || now < s.Rest || s.worn(now) {
		return s
	}
	s.Device = ev.Device
	if at.Free {
		return s.begin(now, 0)
	}
	s.Phase, s.Due = held, now+hold
	return s
}

// begin makes the first sentence due.
func (s State) begin(now, wait time.Duration) State {
	s.Phase, s.Said, s.Due = pausing, 0, now+wait
	s.Begun[s.Count%most] = now
	s.Count++
	return s
}

// worn reports whether there were as many announcements of late as there may be.
func (s State) worn(now time.Duration) bool {
	return s.Count >= most && now < s.Begun[s.Count%most]+window
}

// sentenceOver goes on to the next sentence, or to the end.
func (s State) sentenceOver(now time.Duration, at Situation) State {
	s.Utterance = 0
	if s.Said >= times*at.Sentences {
		return s.end(now)
	}
	s.Phase, s.Due = pausing, now+between
	return s
}

func (s State) end(now time.Duration) State {
	return State{Rest: now + rest, Begun: s.Begun, Count: s.Count}
}

// due does what it is time for, and ends what may not go on.
func (s State) due(now time.Duration, at Situation) (State, []Say) {
	switch {
	case s.busy() && !at.Free:
		return s.end(now), nil // somebody has come: it is theirs from now on
	case s.Phase == held && at.Free:
		return s.begin(now, breath), nil
	case s.Phase == held && now >= s.Due:
		return State{Rest: s.Rest, Begun: s.Begun, Count: s.Count}, nil
	case s.Phase == speaking && now >= s.Due:
		s = s.sentenceOver(now, at)
	}
	if s.Phase != pausing || now < s.Due {
		return s, nil
	}
	if at.Sentences == 0 {
		return s.end(now), nil
	}
	say := Say{Device: s.Device, Language: s.Said % at.Sentences}
	s.Phase, s.Due, s.Said, s.Utterance = speaking, now+patience, s.Said+1, 0
	return s, []Say{say}
}

// Deadline is when Step must be called even if nothing happens.
func (s State) Deadline() (time.Duration, bool) { return s.Due, s.Phase != quiet }
