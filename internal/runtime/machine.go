package runtime

import (
	"errors"
	"fmt"
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/kiosk"
)

// Composer words changes. A new one is asked for with every change, because the
// words depend on the person's language.
type Composer interface {
	// Compose returns what to say about a change, and false for nothing.
	Compose(c scene.Change, p accessibility.Preferences) (speech.Utterance, bool)
}

// Output is what one event led to. Outputs must be carried out in order.
type Output struct {
	Change    scene.Change
	Cut       bool              // silence what is being said, at once
	Utterance *speech.Utterance // then say this, if not nil
	Prefs     accessibility.Preferences
	Intent    nav.Intent // what the event was taken to mean, for transcripts
	Effects   []kiosk.Effect
	Faults    []error // of the scene: it was replaced by an out-of-order scene
}

// Machine is the core with its state: no clock, no goroutine, no I/O. One
// goroutine at a time may use it.
type Machine struct {
	core      *kiosk.Core
	model     kiosk.Model
	composer  Composer
	broken    func(scene.Scene) scene.Scene
	faulty    bool // what is shown stands in for a broken scene
	utterance input.UtteranceID
	last      speech.Utterance // for "repeat"
	said      int              // how many clauses of last were heard, for going on after a pause
	before    int              // how many of them were heard before it was paused and went on
}

// NewMachine makes a machine. broken turns a scene that fails validation into one
// that tells people to call staff.
func NewMachine(core *kiosk.Core, model kiosk.Model, composer Composer, broken func(scene.Scene) scene.Scene) *Machine {
	return &Machine{core: core, model: model, composer: composer, broken: broken}
}

// Model is the state, to look at.
func (m *Machine) Model() kiosk.Model { return m.model }

// Core is what it was made of: the service as it was loaded, whatever was changed since.
func (m *Machine) Core() *kiosk.Core { return m.core }

// Scene is what is shown now.
func (m *Machine) Scene() scene.Scene { return m.model.Scene }

// Deadline is when the machine wants an input.TimePassed.
func (m *Machine) Deadline() (time.Duration, bool) { return m.core.Deadline(m.model) }

// Start is the first output, of power-on.
func (m *Machine) Start() Output {
	s := m.Scene()
	return m.output(scene.Change{To: s.Revision, Cause: scene.Cause{Kind: scene.ByStart}, After: s}, nil, m.model.Prefs)
}

// Step takes one event at a time that never runs backwards.
func (m *Machine) Step(ev input.Event, now time.Duration) Output {
	before := m.model.Prefs
	turn := func() (kiosk.Model, scene.Change, []kiosk.Effect) { return m.core.Update(m.model, ev, now) }
	if m.faulty && byPerson(ev) {
		// A screen that is not the one that is seen must not be worked.
		turn = func() (kiosk.Model, scene.Change, []kiosk.Effect) { return m.core.Abandon(m.model, now) }
	}
	if f, ok := ev.(input.SpeechFinished); ok && f.Utterance == m.last.ID && f.Session == m.last.Session {
		if m.said = m.before + f.Said; !f.Cut {
			m.said = len(m.last.Clauses)
		}
	}
	model, change, effects := turn()
	m.model = model
	return m.output(change, effects, before)
}

// TakeOver has this machine go on from where another, made of the same service before its
// files were edited, stands: with the same person at the same place. An error says why that
// person had to begin anew; kiosk.ErrBusy, that the other must go on, and nothing was done.
// The other must not be used any more unless it was kiosk.ErrBusy.
func (m *Machine) TakeOver(from *Machine, now time.Duration) (Output, error) {
	model, change, effects, err := m.core.Adopt(from.model, from.core, now)
	if errors.Is(err, kiosk.ErrBusy) {
		return Output{}, err
	}
	before := from.model.Prefs
	m.model, m.utterance, m.last, m.said, m.before = model, from.utterance, from.last, from.said, from.before
	return m.output(change, effects, before), err
}

func (m *Machine) output(change scene.Change, effects []kiosk.Effect, before accessibility.Preferences) Output {
	out := Output{Change: change, Effects: effects, Prefs: m.model.Prefs, Intent: m.model.Intent, Cut: change.Cause.Kind == scene.ByPerson}
	if change.Idle() && len(effects) == 0 {
		return out
	}
	out.Faults = scene.Validate(&change.After)
	if m.faulty = len(out.Faults) > 0; m.faulty {
		out.Change.After = m.broken(change.After)
	}
	for _, e := range effects {
		switch e.(type) {
		case kiosk.EndSession:
			out.Cut, m.last = true, speech.Utterance{}
		case kiosk.Respeak:
			m.sayAgain(&out, false)
		case kiosk.Resume:
			m.sayAgain(&out, true)
		}
	}
	switch {
	case m.model.Prefs.Speech:
		if u, ok := m.composer.Compose(out.Change, m.model.Prefs); ok {
			m.say(&out, u)
		}
	case before.Speech:
		m.sayLast(&out, before)
	default:
		m.toAll(&out)
	}
	return out
}

// sayAgain says the last utterance again, from its beginning or from where it was
// stopped. Without one it is the screen, from its beginning.
func (m *Machine) sayAgain(out *Output, resume bool) {
	u := m.last
	if u.Ear == speech.InHeadset != out.Change.After.Ear.Headset || u.Aloud() {
		u, resume = speech.Utterance{}, false // it was meant for another ear, or asked for once
	}
	if len(u.Clauses) == 0 {
		u, _ = m.composer.Compose(scene.Change{To: out.Change.To, Cause: out.Change.Cause, After: out.Change.After}, m.model.Prefs)
	}
	switch {
	case !m.model.Prefs.Speech || len(u.Clauses) == 0:
	case resume && m.said < len(m.last.Clauses):
		m.goOn(out)
	default:
		m.say(out, u)
	}
}

// sayLast is what a listener hears whose speech has just been switched off, or whose stay
// has ended. Not the next person's screen.
func (m *Machine) sayLast(out *Output, before accessibility.Preferences) {
	out.Cut = true
	bye := out.Change
	bye.Before = bye.After
	if u, ok := m.composer.Compose(bye, before); ok {
		m.say(out, u)
		m.last = speech.Utterance{}
	}
}

// toAll says the few things that everybody hears, whether they asked for speech or not.
func (m *Machine) toAll(out *Output) {
	c := out.Change
	c.Before, c.Notices = c.After, nil
	for _, n := range out.Change.Notices {
		if !n.ForAll.IsZero() {
			n.Text = n.ForAll
			c.Notices = append(c.Notices, n)
		}
	}
	if len(c.Notices) == 0 {
		return
	}
	if u, ok := m.composer.Compose(c, m.model.Prefs); ok {
		m.say(out, u)
		m.last = speech.Utterance{} // it is not said again
	}
}

// byPerson: acts that would work the screen.
func byPerson(ev input.Event) bool {
	switch ev := ev.(type) {
	case input.KeyPressed, input.Pointed:
		return true
	case input.Touched:
		return ev.Phase == input.TouchBegan
	}
	return false
}

func (m *Machine) say(out *Output, u speech.Utterance) {
	m.utterance++
	u.ID, u.Session, u.Revision = m.utterance, m.model.Session, out.Change.To
	if u.Priority != speech.OverlayPri {
		m.last, m.said, m.before = u, 0, 0
	}
	out.Utterance = &u
}

// goOn says what is left of the last utterance, from the sentence in which it was broken
// off: half a sentence is not understood. "Repeat" still says all of it.
func (m *Machine) goOn(out *Output) {
	whole, said := m.last, m.said
	rest := whole
	rest.Priority, rest.Clauses = speech.Interrupt, whole.Clauses[said:]
	m.say(out, rest)
	whole.ID, whole.Session = m.last.ID, m.last.Session
	m.last, m.said, m.before = whole, said, said
}

// OutOfOrder makes the scene that stands in for a broken one: large, with nothing to
// press. title is the service's name, text the message "out-of-order", both in the
// scene's language.
func OutOfOrder(s scene.Scene, title, text scene.Text) scene.Scene {
	look := s.Look
	look.Size = max(look.Size, outOfOrderSize)
	return scene.Scene{Revision: s.Revision, Session: s.Session, Kind: scene.KindOutOfOrder, Lang: s.Lang, Look: look, Ear: s.Ear,
		Root: scene.Node{ID: outOfOrderID, Role: scene.RoleScreen, Label: title,
			Children: []scene.Node{{ID: outOfOrderText, Role: scene.RoleAlert, Label: text}}}}
}

// The nodes of a screen that is out of order.
const (
	outOfOrderID   scene.NodeID = "screen.out-of-order"
	outOfOrderText scene.NodeID = "out-of-order"
)

// outOfOrderSize: one sentence has room to be seen from afar.
const outOfOrderSize = 200

// String names an output for logs, without anything private.
func (o Output) String() string {
	return fmt.Sprintf("revision %d, %d notices, %d effects", o.Change.To, len(o.Change.Notices), len(o.Effects))
}
