package runtime_test

import (
	"strings"
	"testing"
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/runtime"
)

// three says the same three clauses about everything that is new.
type three struct{ aloud bool }

func (t three) Compose(c scene.Change, _ accessibility.Preferences) (speech.Utterance, bool) {
	if c.Before.Same(&c.After) { // a pause is no news
		return speech.Utterance{}, false
	}
	u := speech.Utterance{Priority: speech.PolitePri}
	for _, s := range []string{"one", "two", "three"} {
		if c.Before.Revision == 0 && c.From == 0 { // asked for the screen from its beginning
			s = "screen " + s
		}
		u.Clauses = append(u.Clauses, speech.Clause{Text: s, Aloud: t.aloud && s == "two"})
	}
	return u, true
}

func said(u *speech.Utterance) string {
	if u == nil {
		return ""
	}
	var out []string
	for _, c := range u.Clauses {
		out = append(out, c.Text)
	}
	return strings.Join(out, " ")
}

// presser presses keys at a machine and returns what they made it say.
func presser(c runtime.Composer) (m *runtime.Machine, press func(input.Key) *speech.Utterance) {
	core := kiosktest.Core()
	m = runtime.NewMachine(core, core.New(7, 101), c, func(s scene.Scene) scene.Scene { return s })
	now := time.Duration(0)
	return m, func(k input.Key) *speech.Utterance {
		now += 100 * time.Millisecond
		down := m.Step(input.KeyPressed{Device: "keys", Key: k}, now).Utterance
		up := m.Step(input.KeyReleased{Device: "keys", Key: k}, now+50*time.Millisecond).Utterance
		if up != nil {
			return up
		}
		return down
	}
}

// cut tells the machine how far an utterance got.
func cut(m *runtime.Machine, u *speech.Utterance, n int) {
	m.Step(input.SpeechFinished{Utterance: u.ID, Session: u.Session, Cut: true, Said: n}, time.Second)
}

func TestPauseGoesOnWhereItBrokeOff(t *testing.T) {
	m, press := presser(three{})
	u := press("down")
	cut(m, u, 1)
	press("pause")
	rest := press("pause")
	if said(rest) != "two three" || rest.Priority != speech.Interrupt || rest.ID == u.ID {
		t.Fatalf("goes on with %q, %+v", said(rest), rest)
	}
	cut(m, u, 0) // a late word about the one before changes nothing
	cut(m, rest, 1)
	press("pause")
	rest = press("pause")
	if said(rest) != "three" {
		t.Errorf("paused again, it goes on with %q", said(rest))
	}
	if r := press("repeat"); said(r) != "one two three" {
		t.Errorf("repeat says %q", said(r))
	}
	m.Step(input.SpeechFinished{Utterance: press("repeat").ID, Session: m.Model().Session}, time.Second)
	press("pause")
	if r := press("pause"); said(r) != "one two three" {
		t.Errorf("paused after its end, it says %q", said(r))
	}
}

// What was asked to be said aloud once is not said again by pausing.
func TestPauseDoesNotSayAgainWhatWasAskedForOnce(t *testing.T) {
	m, press := presser(three{aloud: true})
	u := press("down")
	cut(m, u, 1)
	press("pause")
	if rest := press("pause"); rest == nil || !strings.HasPrefix(said(rest), "screen one") {
		t.Errorf("goes on with %q", said(rest))
	}
}
