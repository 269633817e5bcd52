package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/runtime"
)

// nodeRect is where the kiosk drew a node, as it writes with --rects.
type nodeRect struct {
	Node       scene.NodeID
	X, Y, W, H float32
}

// leg is a part of the race's course: what is timed in it, the keys that lead to
// its first state, and the keys that are then pressed again and again.
type leg struct {
	name   string
	way    []string // from the end of the leg before
	rounds []string
}

// raceKeys are the keys of the course, as the core knows them.
var raceKeys = map[string]input.Key{"Down": input.KeyDown, "Up": input.KeyUp, "Return": input.KeySelect, "BackSpace": input.KeyBack, "F1": input.KeyHelp}

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
	m.m.Step(input.KeyPressed{Device: "keyboard", Key: raceKeys[key]}, 0)
	m.m.Step(input.KeyReleased{Device: "keyboard", Key: raceKeys[key]}, 0)
}

// agree makes the mirror's scene hold what the kiosk shows: groups are cut into
// pages by what fits on the screen, which only the screen knows. What it found is
// found again by trying, the most first.
func (m *mirror) agree(rects []nodeRect) error {
	shown := map[scene.NodeID]bool{}
	for _, r := range rects {
		shown[r.Node] = true
	}
	same := func() bool {
		count, all := 0, true
		s := m.m.Scene()
		s.Walk(func(n *scene.Node, _ int) bool {
			count++
			all = all && shown[n.ID]
			return true
		})
		return all && count == len(shown)
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
// and back, and the row of the help screen that changes the look. Which row that is,
// and how many looks there are, is found out by trying.
func course(parts *assemble.Parts) ([]leg, error) {
	legs := []leg{
		{"focus", []string{"Down", "Return", "Return"}, []string{"Down", "Up"}},
		{"page", nil, []string{"Return", "BackSpace"}},
	}
	const rows = 14 // more than any screen of help has
	ways := [][]string{{"F1"}}
	for down := range rows { // screens that help leads to
		ways = append(ways, append(slices.Repeat([]string{"Down"}, down), "Return"))
		ways[down+1] = append([]string{"F1"}, ways[down+1]...)
	}
	for _, way := range ways {
		for down := range rows {
			m := newMirror(parts)
			to := append(slices.Clone(way), slices.Repeat([]string{"Down"}, down)...)
			for _, k := range append([]string{"Down", "Return", "Return"}, to...) {
				m.press(k)
			}
			first := m.m.Scene()
			n := 0
			for n < rows && (n == 0 || m.m.Scene().Look != first.Look) && m.m.Scene().Kind == first.Kind {
				m.press("Return")
				n++
			}
			if n > 1 && n < rows && m.m.Scene().Kind == first.Kind && themes(m, n) > 1 {
				return append(legs, leg{"look", to, slices.Repeat([]string{"Return"}, n)}), nil
			}
		}
	}
	return nil, fmt.Errorf("no row of the help screen changes the look")
}

// themes counts the looks that n presses of select go through.
func themes(m *mirror, n int) int {
	seen := map[string]bool{}
	for range n {
		m.press("Return")
		seen[m.m.Scene().Look.Theme] = true
	}
	return len(seen)
}

// state is one picture of the course: what is shown, and where.
type state struct {
	scene scene.Scene
	rects []nodeRect
	next  map[string]int
}

// survey goes the course once with the kiosk and with the mirror and returns every
// state on it, the first being the one after power-on.
func survey(d *display, parts *assemble.Parts, rects string, legs []leg) ([]state, error) {
	m := newMirror(parts)
	var states []state
	at := -1
	look := func(key string) error {
		var rs []nodeRect
		var err error
		for range 20 { // the picture, and what it makes the core cut anew
			time.Sleep(400 * time.Millisecond)
			var data []byte
			if data, err = os.ReadFile(rects); err != nil {
				return err
			}
			rs = nil
			if err = json.Unmarshal(data, &rs); err != nil {
				return err
			}
			if err = m.agree(rs); err == nil {
				break
			}
		}
		if err != nil {
			return err
		}
		s := m.m.Scene()
		s.Revision = 0
		to := -1
		for i := range states {
			if reflect.DeepEqual(states[i].scene, s) {
				to = i
			}
		}
		if to < 0 {
			to = len(states)
			states = append(states, state{scene: s, rects: rs, next: map[string]int{}})
		}
		if at >= 0 {
			states[at].next[key] = to
		}
		at = to
		return nil
	}
	if err := look(""); err != nil {
		return nil, err
	}
	for _, l := range legs {
		for _, k := range append(append([]string{}, l.way...), l.rounds...) {
			if err := d.key(k, 0); err != nil {
				return nil, err
			}
			m.press(k)
			if err := look(k); err != nil {
				return nil, err
			}
		}
	}
	return states, nil
}
