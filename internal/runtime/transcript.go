package runtime

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/kiosk"
)

// Entry is one line of a transcript file: JSON, one object a line. What is not
// public is named by its kind, never written.
type Entry struct {
	Version int     `json:"version,omitempty"` // of the format, in the first line only
	At      float64 `json:"at"`                // seconds since start
	Kind    string  `json:"kind"`              // "key", "touch", "device", "intent", "say" (to be said), "spoken" (begun), "heard" (said to the end), "screen", "focus", "notice", "effect", "health"
	Text    string  `json:"text,omitempty"`
	Node    string  `json:"node,omitempty"`
	Rev     uint64  `json:"rev,omitempty"`
}

// Transcript writes what goes through a loop, for demonstrations and for finding
// faults. It is an Observer. A write that fails stops the transcript, not the kiosk.
type Transcript struct {
	enc    *json.Encoder
	failed error
	kind   scene.Kind
	focus  scene.NodeID
	said   map[input.UtteranceID]string
	begun  bool
	covers bool // something lies over a private field
	hides  bool // something private is being typed: which keys stays private
}

// NewTranscript writes to w.
func NewTranscript(w io.Writer) *Transcript {
	return &Transcript{enc: json.NewEncoder(w), said: map[input.UtteranceID]string{}}
}

// Err is why the transcript stopped, if it did.
func (t *Transcript) Err() error { return t.failed }

func (t *Transcript) put(now time.Duration, e Entry) {
	if t.failed != nil {
		return
	}
	if !t.begun {
		t.begun, e.Version = true, 1
	}
	e.At = float64(now.Milliseconds()) / 1000
	t.failed = t.enc.Encode(e)
}

// Event writes one event.
func (t *Transcript) Event(now time.Duration, ev input.Event) {
	switch ev := ev.(type) {
	case input.KeyPressed:
		if !t.hides { // how many there were would tell a digit that is given by presses, or found on the screen
			t.put(now, Entry{Kind: "key", Text: ev.Device + ": " + hidden(string(ev.Key), t.covers && digit(ev.Key))})
		}
	case input.Touched:
		if ev.Phase == input.TouchEnded {
			t.put(now, Entry{Kind: "touch", Node: hidden(string(ev.Node), t.hides), Rev: ev.Revision})
		}
	case input.DeviceChanged:
		t.put(now, Entry{Kind: "device", Text: fmt.Sprintf("%s: %s", ev.Device, [...]string{"absent", "ready", "lost", "faulty"}[ev.State])})
	case input.Signalled:
		t.put(now, Entry{Kind: "device", Text: ev.Device + ": " + string(ev.Signal)})
	case input.SecretChanged:
		t.put(now, Entry{Kind: "key", Text: fmt.Sprintf("a private field now holds %d characters", ev.Count)})
	case input.PaymentWaiting:
		t.put(now, Entry{Kind: "device", Text: "terminal: waits for " + string(ev.For)})
	case input.PaymentEnded:
		t.put(now, Entry{Kind: "device", Text: "terminal: " + ev.Outcome.String()})
	case input.SpeechStarted:
		t.put(now, Entry{Kind: "spoken", Text: t.said[ev.Utterance]})
	case input.SpeechFinished:
		if text, ok := t.said[ev.Utterance]; ok && !ev.Cut {
			t.put(now, Entry{Kind: "heard", Text: text})
		}
		delete(t.said, ev.Utterance)
	}
}

// hidden is a name, or that there is one.
func hidden(name string, hide bool) string {
	if hide {
		return "(hidden)"
	}
	return name
}

// effect writes what the kiosk asks of the world, as far as a reader has to know it.
func (t *Transcript) effect(now time.Duration, e kiosk.Effect) {
	switch e := e.(type) {
	case kiosk.StartPayment:
		t.put(now, Entry{Kind: "effect", Text: fmt.Sprintf("start payment of %s for order %d", e.Amount, e.Number)})
	case kiosk.CompleteOrder:
		t.put(now, Entry{Kind: "effect", Text: fmt.Sprintf("order %d: %s", e.Number, e.Order)})
	case kiosk.KeepHolds:
		t.put(now, Entry{Kind: "effect", Text: "what the program holds is kept"})
	case kiosk.CallStaff:
		t.put(now, Entry{Kind: "effect", Text: "call staff"})
	case kiosk.WithdrawCall:
		t.put(now, Entry{Kind: "effect", Text: "withdraw the call"})
	case kiosk.EndSession:
		t.put(now, Entry{Kind: "effect", Text: "end of session: everything of the person is forgotten"})
		clear(t.said)
	}
}

// Output writes what an event led to.
func (t *Transcript) Output(now time.Duration, out Output) {
	after := out.Change.After
	hid := t.hides
	t.hides, t.covers = typesPrivately(&after), after.Covered
	if out.Intent != nav.None && !hid {
		t.put(now, Entry{Kind: "intent", Text: string(out.Intent)})
	}
	for _, e := range out.Effects {
		t.effect(now, e)
	}
	if after.Kind != t.kind {
		t.kind = after.Kind
		t.put(now, Entry{Kind: "screen", Text: after.Root.Label.Redacted(), Node: string(after.Kind), Rev: after.Revision})
	}
	for _, n := range out.Change.Notices {
		t.put(now, Entry{Kind: "notice", Text: n.Text.Redacted()})
	}
	if after.Focus != t.focus {
		t.focus = after.Focus
		label := ""
		if n := after.Find(after.Focus); n != nil {
			label = n.Label.Redacted()
		}
		if !t.hides {
			t.put(now, Entry{Kind: "focus", Node: string(after.Focus), Text: label})
		}
	}
	if u := out.Utterance; u != nil {
		t.said[u.ID] = Spoken(*u)
		say := Entry{Kind: "say", Text: t.said[u.ID], Rev: u.Revision}
		if hid && t.hides { // revisions count what was pressed between two utterances
			say.Rev = 0
		}
		t.put(now, say)
	}
	for _, f := range out.Faults {
		t.put(now, Entry{Kind: "health", Text: f.Error()})
	}
}

// typesPrivately reports whether the scene takes something that is not for everybody: then
// also the way of the focus over the keyboard would tell what was typed.
func typesPrivately(s *scene.Scene) bool {
	found := false
	s.Walk(func(n *scene.Node, _ int) bool {
		found = found || n.Role == scene.RoleSecretEntry || n.Role == scene.RoleTextEntry && n.Privacy > scene.Public
		return !found
	})
	return found
}

// Spoken is an utterance as text, a clause a part: what is private is named, not
// written.
func Spoken(u speech.Utterance) string {
	s := ""
	for i, c := range u.Clauses {
		if i > 0 {
			s += " | "
		}
		if c.Privacy > scene.Public {
			s += "<" + c.Privacy.String() + ">"
		} else {
			s += c.Text
		}
	}
	return s
}
