package speech

import (
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// Priority orders utterances that want the same ear.
type Priority uint8

const (
	Progress   Priority = iota // may be dropped when anything else wants to speak
	PolitePri                  // waits for what is being said
	Interrupt                  // silences what is being said
	OverlayPri                 // mixed over what is being said (rate and volume feedback)
)

// Ear is where an utterance is meant to be heard.
type Ear uint8

const (
	OnSpeaker Ear = iota // by anybody near the machine
	InHeadset            // by who wears it, and nowhere else: it is never said on the speaker instead
)

// Clause is a stretch of speech in one language and one privacy, about one node.
type Clause struct {
	Node       scene.NodeID  // empty for notices
	Lang       scene.Lang    // which voice
	Text       string        // as people say it: numbers and prices already in words
	Words      []Word        // map from Text back to what is written
	Privacy    scene.Privacy // of what is said; captions show of Personal only the kind
	Aloud      bool          // personal, and the person asked to hear it from the speaker, this once
	Optional   bool          // those who know enough press the next key before it: position, hints
	OnceAStay  bool          // how the kiosk is worked, or where something beside it is: who knows the machine does without
	PauseAfter time.Duration
	Message    string // id of the message it is said from, for recordings; empty for data
}

// Word maps a stretch of a clause's Text to the written text of its node.
type Word struct {
	At, Len               int // runes in Clause.Text
	WrittenAt, WrittenLen int // runes in the node's written label (or the notice's)
}

// Utterance is one thing to say, from first to last clause. It is plain data:
// its player decides nothing about its content.
type Utterance struct {
	ID       input.UtteranceID
	Session  scene.SessionID
	Revision uint64
	Priority Priority
	Ear      Ear
	Focus    scene.NodeID // what had focus when it was composed; clauses about it go stale when focus moves on
	Clauses  []Clause
}

// Aloud reports whether it says something personal that was asked for once: such an
// utterance is never said again without being asked for again.
func (u Utterance) Aloud() bool {
	for _, c := range u.Clauses {
		if c.Aloud {
			return true
		}
	}
	return false
}

// Privacy is that of the most private clause.
func (u Utterance) Privacy() scene.Privacy {
	p := scene.Public
	for _, c := range u.Clauses {
		p = max(p, c.Privacy)
	}
	return p
}
