// Package looks goes through every screen of a service at every size, look, position,
// panel and language, so that they can be measured or photographed.
//
// It hides how screens are reached: every way of the service is walked, and on every screen
// that is met everything is tried, so no service has to be described to it. It draws nothing
// and judges nothing. Not for use by several goroutines.
package looks

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/act"
)

// Place is a screen of a service, as a model that shows it.
type Place struct {
	Name  string // for people: the kind of screen, its title, a number
	Model kiosk.Model
	Easy  bool // it was met in the easy form
	now   time.Duration
}

// variants is how many screens of one kind and title are kept: an empty basket and a
// full one, a question answered and not.
const variants = 3

// most bounds a crawl of a service that never ends.
const most = 2000

// press is how long a finger rests when it taps.
const press = 300 * time.Millisecond

// Crawl finds every kind of screen of a service by its core alone: it begins at the first
// screen and taps everything that can be tapped, pays, is refused, waits and calls staff.
// Preferences are left alone. What only an answer from outside leads to is found by Find.
func Crawl(core *kiosk.Core) []Place {
	seen := map[string]int{}
	var out []Place
	take := func(m kiosk.Model, now time.Duration) {
		key := string(m.Scene.Kind) + " " + m.Scene.Root.Label.String()
		sig := key + signature(&m.Scene)
		if seen[sig] > 0 || seen[key] >= variants || len(out) >= most {
			return
		}
		seen[sig]++
		seen[key]++
		out = append(out, Place{Name: fmt.Sprintf("%s %q %d", m.Scene.Kind, m.Scene.Root.Label.String(), seen[key]), Model: m, now: now})
	}
	take(core.New(1, 100), 0)
	for i := 0; i < len(out); i++ {
		on(core, out[i], take)
	}
	return out
}

// on gives every moment that can follow a place: what a finger does, what the world answers,
// and what time brings.
func on(core *kiosk.Core, at Place, take func(kiosk.Model, time.Duration)) {
	follow := func(m kiosk.Model, effects []kiosk.Effect, now time.Duration) {
		take(m, now)
		for _, ev := range answers(effects) {
			next, _, more := core.Update(m, ev, now)
			take(next, now)
			for _, ev := range answers(more) {
				last, _, _ := core.Update(next, ev, now)
				take(last, now)
			}
		}
	}
	for _, id := range targets(&at.Model) {
		m, effects := tap(core, at.Model, id, at.now)
		follow(m, effects, at.now+press)
		if isCall(effects) { // pressed once more, the button opens the screen of the call
			for _, ev := range append(answers(effects), input.TimePassed{}) {
				next, _, _ := core.Update(m, ev, at.now+press)
				open, more := tap(core, next, id, at.now+2*press)
				follow(open, more, at.now+3*press)
			}
		}
	}
	if at.Model.Session != (scene.SessionID{}) {
		if when, ok := core.Deadline(at.Model); ok { // without an act: the warning
			m, _, effects := core.Update(at.Model, input.TimePassed{}, when)
			follow(m, effects, when)
		}
	}
}

// isCall reports whether staff are called.
func isCall(effects []kiosk.Effect) bool {
	return slices.ContainsFunc(effects, func(e kiosk.Effect) bool { _, is := e.(kiosk.CallStaff); return is })
}

// answers are what the world could say to effects.
func answers(effects []kiosk.Effect) []input.Event {
	var out []input.Event
	for _, e := range effects {
		switch e := e.(type) {
		case kiosk.StartPayment:
			for _, f := range []input.PaymentStage{input.PaymentContact, input.PaymentCard, input.PaymentChecking, input.PaymentRemoveCard} {
				out = append(out, input.PaymentWaiting{Effect: e.ID, For: f})
			}
			for _, o := range []input.Outcome{input.Approved, input.Declined, input.Cancelled, input.Unknown} {
				out = append(out, input.PaymentEnded{Effect: e.ID, Outcome: o})
			}
		case kiosk.CallStaff:
			for _, s := range []input.CallState{input.CallRinging, input.CallAnswered, input.CallFailed} {
				out = append(out, input.CallChanged{Effect: e.ID, State: s})
			}
		}
	}
	return out
}

// targets are what a finger can act on, but for what changes a preference.
func targets(m *kiosk.Model) []scene.NodeID {
	var out []scene.NodeID
	m.Scene.Walk(func(n *scene.Node, _ int) bool {
		if !n.Role.Focusable() || n.Disabled {
			return true
		}
		switch m.Acts[n.ID].Kind {
		case act.Size, act.Preference, act.Need, act.Language:
		default:
			out = append(out, n.ID)
		}
		return true
	})
	return out
}

// tap is one finger on one node.
func tap(core *kiosk.Core, m kiosk.Model, id scene.NodeID, now time.Duration) (kiosk.Model, []kiosk.Effect) {
	m, _, first := core.Update(m, input.Touched{Phase: input.TouchBegan, Node: id, Revision: m.Revision}, now)
	m, _, then := core.Update(m, input.Touched{Phase: input.TouchEnded, Node: id, Revision: m.Revision}, now+press)
	return m, append(first, then...)
}

// signature tells screens apart by what stands on them.
func signature(s *scene.Scene) string {
	var b strings.Builder
	s.Walk(func(n *scene.Node, depth int) bool {
		fmt.Fprintf(&b, "/%d%s", depth, n.ID)
		if n.Disabled {
			b.WriteByte('-')
		}
		return true
	})
	return b.String()
}

// Longest keeps of each kind of screen the n with the most to read.
func Longest(places []Place, n int) []Place {
	by := map[scene.Kind][]Place{}
	var kinds []scene.Kind
	for _, p := range places {
		k := p.Model.Scene.Kind
		if by[k] == nil {
			kinds = append(kinds, k)
		}
		by[k] = append(by[k], p)
	}
	var out []Place
	for _, k := range kinds {
		slices.SortStableFunc(by[k], func(a, b Place) int { return words(&b.Model.Scene) - words(&a.Model.Scene) })
		out = append(out, by[k][:min(n, len(by[k]))]...)
	}
	return out
}

// words is how much there is to read.
func words(s *scene.Scene) int { return nodeWords(&s.Root) }

func nodeWords(n *scene.Node) int {
	sum := len(n.Label.String())
	for _, d := range n.Details {
		sum += len(d.String())
	}
	for i := range n.Children {
		sum += nodeWords(&n.Children[i])
	}
	return sum
}
