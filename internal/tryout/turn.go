package tryout

import (
	"strings"
	"time"

	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/runtime"
)

// Turn is one utterance of a stay: what the customer did, and what they then heard.
type Turn struct {
	Did    []string         // since the utterance before; nothing where the kiosk spoke of itself
	Said   speech.Utterance // what was heard
	Before scene.Scene      // what was shown before it
	After  scene.Scene      // and what is shown with it
}

// turn keeps what is said to this customer.
func (s *stay) turn(out *runtime.Output) {
	if s.closed {
		return
	}
	s.report.Turns = append(s.report.Turns, Turn{Did: s.did, Said: *out.Utterance, Before: out.Change.Before, After: s.scene})
	s.did = nil
}

// breath is from which pause on a new sentence begins.
const breath = 300 * time.Millisecond

// Aloud is what a customer heard, as a text to be read aloud: a line an utterance, what they
// did before it in brackets.
func (r Report) Aloud() []string {
	var out []string
	for _, t := range r.Turns {
		line := aloud(t.Said)
		if did := strings.Join(t.Did, ", "); did != "" {
			line = "(" + did + ") " + line
		}
		out = append(out, line)
	}
	return out
}

// aloud is an utterance with its pauses as punctuation marks: a breath ends a sentence, what
// can be done without follows three points.
func aloud(u speech.Utterance) string {
	var b strings.Builder
	for i, c := range u.Clauses {
		text := c.Text
		if c.Privacy > scene.Public {
			text = "<" + c.Privacy.String() + ">"
		}
		switch {
		case i == 0:
		case c.Optional && !u.Clauses[i-1].Optional:
			b.WriteString(" … ")
		case u.Clauses[i-1].PauseAfter >= breath && !strings.ContainsAny(b.String()[b.Len()-1:], ".?!"):
			b.WriteString(". ")
		case u.Clauses[i-1].PauseAfter >= breath:
			b.WriteString(" ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(text)
	}
	return b.String()
}
