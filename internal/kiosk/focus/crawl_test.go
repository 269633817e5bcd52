package focus_test

import (
	"testing"

	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/looks"
)

// TestEveryScreen: on every screen that is found by trying everything, each stop leads to
// the next and back, and two keys meet all there is.
func TestEveryScreen(t *testing.T) {
	boards := 0
	for _, core := range []*kiosk.Core{kiosktest.Core(), kiosktest.Parcel()} {
		for _, p := range looks.Crawl(core) {
			s := &p.Model.Scene
			order := s.FocusOrder()
			for i, id := range order {
				if next := focus.Move(s, id, +1); next.Page == nil && i+1 < len(order) && next.Node != order[i+1] || next.Page == nil && i+1 == len(order) && next.Edge != focus.End {
					t.Errorf("%s: from %q on to %+v", p.Name, id, next)
				}
				if prev := focus.Move(s, id, -1); prev.Page == nil && i > 0 && prev.Node != order[i-1] || prev.Page == nil && i == 0 && prev.Edge != focus.Start {
					t.Errorf("%s: from %q back to %+v", p.Name, id, prev)
				}
			}
			s.Walk(func(n *scene.Node, _ int) bool {
				for _, by := range []int{-1, +1} {
					leads(t, p.Name, s, focus.Move(s, n.ID, by))
					leads(t, p.Name, s, focus.MoveOnKeyboard(s, n.ID, by, 0, true))
				}
				leads(t, p.Name, s, focus.NextGroup(s, n.ID))
				return true
			})
			if focus.BoardOf(s) != nil {
				boards++
			}
			meetsAll(t, p.Name, s, order)
		}
	}
	if boards == 0 {
		t.Error("no screen has a keyboard")
	}
}

// leads checks that a move ends on a stop, at an edge, or on a page that there is.
func leads(t *testing.T, name string, s *scene.Scene, to focus.Target) {
	t.Helper()
	switch {
	case to.Edge != focus.NoEdge:
	case to.Page != nil:
		if c := to.Page.Container; to.Page.Index < 0 || to.Page.Index >= c.Page.Count {
			t.Errorf("%s: page %d of %d", name, to.Page.Index, c.Page.Count)
		}
	default:
		if n := s.Find(to.Node); n == nil || !n.Focusable() {
			t.Errorf("%s: it leads to %q, which is no stop", name, to.Node)
		}
	}
}

// meetsAll walks a screen with two keys, in both directions, as far as it goes without
// turning a page.
func meetsAll(t *testing.T, name string, s *scene.Scene, order []scene.NodeID) {
	t.Helper()
	if len(order) == 0 {
		return
	}
	for _, way := range []struct {
		from scene.NodeID
		dy   int
	}{{order[0], +1}, {order[len(order)-1], -1}} {
		met := map[scene.NodeID]bool{way.from: true}
		for pos := way.from; ; {
			to := focus.MoveOnKeyboard(s, pos, 0, way.dy, false)
			if to.Page != nil {
				break
			}
			if to.Edge != focus.NoEdge {
				if len(met) != len(order) {
					t.Errorf("%s: by %d two keys meet %d of %d", name, way.dy, len(met), len(order))
				}
				break
			}
			if pos = to.Node; met[pos] {
				t.Errorf("%s: by %d two keys meet %q twice", name, way.dy, pos)
				break
			}
			met[pos] = true
		}
	}
}
