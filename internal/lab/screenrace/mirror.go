package screenrace

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/kiosk/screen"
	"modu/internal/lab/world"
	"modu/internal/lab/xdisplay"
	"modu/internal/runtime"
	"modu/ui"
)

// leg is a part of the race's course: what is timed in it, the keys that lead to
// its first state, and the keys that are then pressed again and again.
type leg struct {
	name   string
	way    []string // from the end of the leg before
	rounds []string
	only   string // the key of a round that is timed; empty: each
}

// isTimed reports whether a key of a round is.
func (l leg) isTimed(i int) bool { return l.only == "" || l.rounds[i] == l.only }

// coreKey is a key of the course as the core knows it.
func coreKey(name string) input.Key {
	return map[string]input.Key{"Down": input.KeyDown, "Up": input.KeyUp, "Return": input.KeySelect, "BackSpace": input.KeyBack, "F1": input.KeyHelp}[name]
}

// mirror is the same core as in the kiosk, fed with the same keys and with what the
// kiosk's screen found to fit: it knows what the kiosk shows, as a scene.
type mirror struct {
	m *runtime.Machine
}

func newMirror(parts *assemble.Parts) *mirror {
	m := &mirror{parts.Machine(1, 101)}
	m.m.Start()
	return m
}

func (m *mirror) press(key string) {
	m.m.Step(input.KeyPressed{Device: "keyboard", Key: coreKey(key)}, 0)
	m.m.Step(input.KeyReleased{Device: "keyboard", Key: coreKey(key)}, 0)
}

// agree makes the mirror's scene hold what the kiosk shows: groups are cut into
// pages by what fits on the screen, which only the screen knows. What it found is
// found again by trying, the most first.
func (m *mirror) agree(rects map[scene.NodeID]ui.NodeRect) error {
	same := func() bool {
		count, all := 0, true
		s := m.m.Scene()
		s.Walk(func(n *scene.Node, _ int) bool {
			count++
			_, shown := rects[n.ID]
			all = all && shown
			return true
		})
		return all && count == len(rects)
	}
	if same() {
		return nil
	}
	s := m.m.Scene()
	var cut []input.Fitted
	s.Walk(func(n *scene.Node, _ int) bool {
		for per := n.Page.Total; per > 0; per-- {
			cut = append(cut, input.Fitted{Revision: s.Revision, Container: n.ID, PerPage: per})
		}
		return true
	})
	for _, c := range cut {
		if m.m.Step(c, 0); same() {
			return nil
		}
	}
	return fmt.Errorf("the kiosk does not show what its core has on screen %q", s.Kind)
}

// course is the race's way through the service: the longest list, its first thing
// and back, and the screen on which a look is chosen. Where that is, behind help, is found
// out by trying.
func course(parts *assemble.Parts) ([]leg, error) {
	legs := []leg{
		{name: "focus", way: []string{"Down", "Return", "Return"}, rounds: []string{"Down", "Up"}},
		{name: "page", rounds: []string{"Return", "BackSpace"}},
	}
	const rows = 14 // more than any of these screens has
	rounds := []string{"Down", "Return", "Up", "Return"}
	way := []string{"F1"}
	m := newMirror(parts)
	for _, k := range []string{"Down", "Return", "Return", "F1"} {
		m.press(k)
	}
	for _, id := range []scene.NodeID{screen.More, screen.SectionNode(accessibility.SectionSee), screen.PreferenceNode(accessibility.FieldLook)} {
		for n := 0; m.m.Scene().Focus != id; n++ {
			if n == rows {
				return nil, fmt.Errorf("%s is not on the way from help to a choice of looks", id)
			}
			m.press("Down")
			way = append(way, "Down")
		}
		m.press("Return")
		way = append(way, "Return")
	}
	if !choosesLooks(m, rounds) {
		return nil, fmt.Errorf("help does not lead to a choice of looks")
	}
	return append(legs, leg{"look", way, rounds, "Return"}), nil
}

// choosesLooks reports whether a round goes on the same screen to another look, and back.
func choosesLooks(m *mirror, rounds []string) bool {
	before, other := m.m.Scene(), false
	for _, k := range rounds {
		m.press(k)
		s := m.m.Scene()
		if s.Kind != before.Kind {
			return false
		}
		other = other || s.Look.Theme != before.Look.Theme
	}
	after := m.m.Scene()
	return other && after.Look == before.Look && after.Focus == before.Focus
}

// state is one picture of the course: what is shown, and where.
type state struct {
	scene scene.Scene
	rects map[scene.NodeID]ui.NodeRect
	next  map[string]int
}

// survey goes the course once with the kiosk and with the mirror and returns every
// state on it, the first being the one after power-on.
func survey(ctx context.Context, d *xdisplay.Display, parts *assemble.Parts, rects string, legs []leg) ([]state, error) {
	m := newMirror(parts)
	var states []state
	look := func() (int, error) {
		rs, err := agreed(ctx, m, rects)
		if err != nil {
			return 0, err
		}
		s := m.m.Scene()
		s.Revision = 0
		if i := slices.IndexFunc(states, func(st state) bool { return reflect.DeepEqual(st.scene, s) }); i >= 0 {
			return i, nil
		}
		states = append(states, state{scene: s, rects: rs, next: map[string]int{}})
		return len(states) - 1, nil
	}
	at, err := look()
	if err != nil {
		return nil, err
	}
	for _, l := range legs {
		for _, k := range slices.Concat(l.way, l.rounds) {
			if err := d.Key(k, 0); err != nil {
				return nil, err
			}
			m.press(k)
			to, err := look()
			if err != nil {
				return nil, err
			}
			states[at].next[k] = to
			at = to
		}
	}
	return states, nil
}

// agreed waits until the kiosk shows what the mirror knows: the picture, and what it makes
// the core cut anew.
func agreed(ctx context.Context, m *mirror, file string) (map[scene.NodeID]ui.NodeRect, error) {
	ctx, cancel := xdisplay.Within(ctx, "the kiosk showed nothing")
	defer cancel()
	for {
		select {
		case <-time.After(400 * time.Millisecond):
		case <-ctx.Done():
			return nil, fmt.Errorf("%w: %w", context.Cause(ctx), m.agree(world.Rects(file)))
		}
		rs := world.Rects(file)
		if m.agree(rs) == nil {
			return rs, nil
		}
	}
}
