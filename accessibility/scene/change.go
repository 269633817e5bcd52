package scene

// Politeness says how urgently a notice wants to be heard.
type Politeness uint8

const (
	Polite    Politeness = iota // after what is being said
	Assertive                   // at once, instead of what is being said
	Overlay                     // at once, beside what is being said (rate and volume feedback)
)

var politenessNames = [...]string{"polite", "assertive", "overlay"}

// Notice is feedback without a lasting node: volume, key names, "end of list",
// where-am-I, repeat. The caption strip shows it, speech says it, braille shows it.
type Notice struct {
	Seq        uint64     `json:"seq,omitzero"` // grows by one with every notice of this boot
	Text       Text       `json:"text,omitzero"`
	Politeness Politeness `json:"politeness,omitzero"`
	Cause      Cause      `json:"cause,omitzero"`
	Aloud      bool       `json:"aloud,omitzero"` // the person asked, this once, to hear what is personal in it from the loudspeaker (SPK-7)
	// OnceAStay: it tells how the kiosk is worked, and is not told again to the same person.
	OnceAStay bool `json:"onceAStay,omitzero"`
	// ForAll is what is said instead to somebody who has not asked for speech; zero is
	// nothing. It must tell bystanders nothing about the person.
	ForAll Text `json:"forAll,omitzero"`
}

// Cause says which input led to a change, so that outputs can tell a fresh act
// of the person (which silences old speech) from a clock or a device.
type Cause struct {
	Kind CauseKind `json:"kind,omitzero"`
	Seq  uint64    `json:"seq,omitzero"` // number of the input event
}

// CauseKind classifies inputs by what they mean for running output.
type CauseKind uint8

const (
	ByStart  CauseKind = iota // power-on, restart
	ByPerson                  // key, touch, routing key, switch: cuts speech
	ByClock                   // a deadline passed
	ByDevice                  // a device or an effect answered
	ByOutput                  // an output reported progress: says nothing by itself
)

var causeKindNames = [...]string{"start", "person", "clock", "device", "output"}

// Earcon names a short sound that says how it went, before the words do. It never stands
// alone: whatever has one is to be seen as well (HEA-1). It tells bystanders nothing about
// the person.
type Earcon string

// The earcons, the more urgent first.
const (
	EarconError Earcon = "error" // refused, or it did not work
	EarconTime  Earcon = "time"  // a stay is about to end
	EarconDone  Earcon = "done"  // paid, printed: it is over and good
	EarconCall  Earcon = "call"  // staff are being called, or have answered
	EarconEdge  Earcon = "edge"  // nothing comes before or after this
)

// Earcons is all of them, the more urgent first.
var Earcons = []Earcon{EarconError, EarconTime, EarconDone, EarconCall, EarconEdge}

// Urgent is the more urgent of two, either of which may be none.
func Urgent(a, b Earcon) Earcon {
	for _, e := range Earcons {
		if e == a || e == b {
			return e
		}
	}
	return ""
}

// Change is what one input, or several merged, did to the scene.
//
// Every act of a person yields one with a new revision, even if the scene is equal:
// its Cause cuts speech, so the end of a list is never silent. A report of an output
// that changes nothing yields an idle one, or outputs would answer each other for
// ever.
type Change struct {
	From    uint64   `json:"from,omitzero"` // revision before
	To      uint64   `json:"to,omitzero"`   // revision after
	Cause   Cause    `json:"cause,omitzero"`
	Before  Scene    `json:"before,omitzero"`
	After   Scene    `json:"after,omitzero"`
	Notices []Notice `json:"notices,omitzero"`
	Earcon  Earcon   `json:"earcon,omitzero"` // "": none
}

// Idle reports whether nothing happened that an output must show or say.
func (c Change) Idle() bool { return c.From == c.To }

// Merge joins a change that has not been rendered yet with the next one: the
// oldest Before, the newest After, all Notices. The cause is the one that cuts
// most: once a person acted, the merged change was by a person.
func Merge(old, next Change) Change {
	m := Change{From: old.From, To: next.To, Before: old.Before, After: next.After, Cause: next.Cause, Earcon: Urgent(old.Earcon, next.Earcon)}
	if old.Cause.Kind == ByPerson && next.Cause.Kind != ByPerson {
		m.Cause = old.Cause
	}
	m.Notices = append(append(make([]Notice, 0, len(old.Notices)+len(next.Notices)), old.Notices...), next.Notices...)
	return m
}
