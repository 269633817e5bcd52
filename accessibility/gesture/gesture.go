package gesture

import (
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

const (
	// SpeechHold is how long a finger must rest anywhere on the first screen for speech to
	// start: most people carry no earphone (SPK-14).
	SpeechHold = 3 * time.Second
	// curtainHold is how long a finger must rest for the curtain to open: without keys there
	// is no other way, for touch under it only explores (PRV-2).
	curtainHold = 3 * time.Second
	// sideHold is how long a finger must rest, in the low position, where there is nothing to
	// press, for the controls to come to its side: as long as on the first screen (RCH-6).
	sideHold = SpeechHold
	// longest is the end of the window in which a touch counts: what rests longer on the
	// glass is a hand, not a press. The person's own timeout factor lengthens it.
	longest = 10 * time.Second
)

// Rules are what holds for this person on this screen.
type Rules struct {
	Idle          bool // no stay has begun: the first screen
	Active        bool // a stay is going on, and is not being warned
	Speech        bool // what is under the finger is said
	Curtain       bool // the screen is covered
	Low           bool // controls are in the low position
	Debounce      time.Duration
	Dwell         time.Duration // shorter touches do not count
	Hold          time.Duration // a touch acts while it rests, after this long; 0: on release
	TimeoutFactor int           // per cent of the usual time
}

// Contact is one finger on the glass. Only the package's own functions change it.
type Contact struct {
	Down  bool
	ID    int
	Node  scene.NodeID // where it began
	Side  scene.Side   // of the screen
	Rev   uint64       // of the picture that it began on
	Since time.Duration
	Used  bool // it has done what it could do
	Slid  bool // it left the node where it began: it explores, or it was cancelled
	Known bool // the node had been found before: with speech on, only then it acts (TGT-8)
	Still bool // that it rests has been told
}

// State is the contact that counts, and what is remembered from one to the next. The
// zero value is no contact.
type State struct {
	Contact
	Lifted time.Duration // when the last contact ended; 0 before there was one
	Found  scene.NodeID  // what a finger has found and heard: another tap on it acts (TGT-8)
}

// Outcome is what a step leads to: one of the types below.
type Outcome interface{ outcome() }

type (
	// Ignored: the event is no act of a person, and must not even silence the voice: a
	// palm beside the finger, a finger that bounced.
	Ignored struct{}
	// Landed: a finger came down and counts as an act. Spend it where the act was used up.
	Landed struct{}
	// Moved: the finger is over another node.
	Moved struct {
		Node scene.NodeID
		Rev  uint64
	}
	// Tapped: a contact began and ended on one node, or has rested on it long enough.
	Tapped struct{ Contact }
	// Lifted: a contact on the first screen ended, wherever it was.
	Lifted struct{ Contact }
	// Refused: a touch was not meant, and its person must be told what to do instead.
	Refused struct{ Why Refusal }
	// SpeechAsked: a finger has rested on the first screen.
	SpeechAsked struct{}
	// Rested: a finger has rested in one place. It can still be a slow press: spend the
	// contact where it was none.
	Rested struct{ Contact }
	// CurtainOpened: a finger has rested on the curtain.
	CurtainOpened struct{}
)

func (Ignored) outcome()       {}
func (Landed) outcome()        {}
func (Moved) outcome()         {}
func (Tapped) outcome()        {}
func (Lifted) outcome()        {}
func (Refused) outcome()       {}
func (SpeechAsked) outcome()   {}
func (Rested) outcome()        {}
func (CurtainOpened) outcome() {}

// Refusal is why a touch does not count.
type Refusal uint8

const (
	HoldLonger Refusal = iota + 1 // touches act while they rest
	TooShort
	TooLong
)

// Step takes a touch, or the passing of time. A further contact is ignored and neither
// cancels nor blocks the first. A contact acts on release, and only if it stayed on one
// node: sliding off cancels (TGT-7).
func (s State) Step(ev input.Event, now time.Duration, r Rules) (State, Outcome) {
	switch ev := ev.(type) {
	case input.Touched:
		return s.touched(ev, now, r)
	case input.TimePassed:
		return s.rest(now, r)
	}
	return s, nil
}

func (s State) touched(t input.Touched, now time.Duration, r Rules) (State, Outcome) {
	if s.Down && t.Contact != s.ID {
		return s, Ignored{}
	}
	switch t.Phase {
	case input.TouchBegan:
		return s.began(t, now, r)
	case input.TouchMoved:
		return s.moved(t, r)
	case input.TouchEnded:
		return s.ended(t, now, r)
	case input.TouchCancelled:
		s.Contact = Contact{}
	}
	return s, nil
}

func (s State) began(t input.Touched, now time.Duration, r Rules) (State, Outcome) {
	bounced := s.Lifted != 0 && now < s.Lifted+r.Debounce
	s.Contact = Contact{Down: true, ID: t.Contact, Node: t.Node, Side: t.Side, Rev: t.Revision, Since: now, Known: t.Node != "" && s.Found == t.Node}
	switch {
	case r.Idle:
		return s, nil
	case bounced:
		s.Used = true // KEY-6
		return s, Ignored{}
	}
	return s, Landed{}
}

func (s State) moved(t input.Touched, r Rules) (State, Outcome) {
	if !s.Down {
		return s, nil
	}
	s.Slid = s.Slid || t.Node != s.Node
	if s.Used || !r.Active {
		return s, nil
	}
	return s, Moved{t.Node, t.Revision}
}

func (s State) ended(t input.Touched, now time.Duration, r Rules) (State, Outcome) {
	c := s.Contact
	s.Contact = Contact{}
	if !c.Down {
		return s, nil
	}
	if !r.Idle {
		s.Lifted = now
	}
	switch {
	case c.Used:
		return s, nil
	case r.Idle:
		return s, Lifted{c}
	case t.Node == "" || t.Node != c.Node || c.Slid:
		return s, nil
	}
	if why := r.refuses(now - c.Since); why != 0 {
		return s, Refused{why}
	}
	return s, Tapped{c}
}

// refuses says why a touch of that length is not meant; 0: it is.
func (r Rules) refuses(d time.Duration) Refusal {
	switch {
	case r.Hold > 0:
		return HoldLonger
	case d < r.Dwell:
		return TooShort
	case d > longest*time.Duration(r.TimeoutFactor)/100:
		return TooLong
	}
	return 0
}

// rest lets a contact act that has rested long enough.
func (s State) rest(now time.Duration, r Rules) (State, Outcome) {
	if at, ok := s.actsAt(r); !ok || now < at {
		if at, ok := s.toldAt(r); ok && now >= at {
			s.Still = true
			return s, Rested{s.Contact}
		}
		return s, nil
	}
	s.Used = true
	switch {
	case r.Idle:
		return s, SpeechAsked{}
	case r.Curtain:
		return s, CurtainOpened{}
	}
	return s, Tapped{s.Contact}
}

// Deadline is when the finger that is down will have rested long enough.
func (s State) Deadline(r Rules) (time.Duration, bool) {
	if told, ok := s.toldAt(r); ok {
		if at, acts := s.actsAt(r); acts {
			return min(at, told), true
		}
		return told, true
	}
	return s.actsAt(r)
}

// toldAt is when it is told that a finger rests. While speech is on fingers rest to listen,
// and nothing may move under them.
func (s State) toldAt(r Rules) (time.Duration, bool) {
	if !s.Down || s.Used || s.Slid || s.Still || !r.Low || !r.Active || r.Speech || r.Curtain {
		return 0, false
	}
	return s.Since + sideHold, true
}

// actsAt is when the finger acts although it is still down.
func (s State) actsAt(r Rules) (time.Duration, bool) {
	switch {
	case !s.Down || s.Used:
		return 0, false
	case r.Idle:
		return s.Since + SpeechHold, true
	case s.Slid || !r.Active:
		return 0, false
	case r.Curtain:
		return s.Since + curtainHold, true
	case r.Hold > 0 && s.Node != "" && (!r.Speech || s.Known):
		return s.Since + r.Hold, true
	}
	return 0, false
}

// Spend uses the contact up, if there is one: it has done what it could do.
func (s State) Spend() State { s.Used = s.Down; return s }

// Find remembers what the finger has found and heard; "" forgets it.
func (s State) Find(id scene.NodeID) State { s.Found = id; return s }
