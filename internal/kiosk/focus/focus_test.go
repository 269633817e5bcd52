package focus_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/kiosk/focus"
)

func button(id scene.NodeID) scene.Node { return scene.Node{ID: id, Role: scene.RoleButton} }
func text(id scene.NodeID) scene.Node   { return scene.Node{ID: id, Role: scene.RoleText} }

func group(id scene.NodeID, children ...scene.Node) scene.Node {
	return scene.Node{ID: id, Role: scene.RoleGroup, Children: children}
}

func screen(children ...scene.Node) *scene.Scene {
	return &scene.Scene{Root: scene.Node{ID: "screen", Role: scene.RoleScreen, Children: children}}
}

// list is a page of a list of total things, with per on a page.
func list(id string, page, per, total int) scene.Node {
	g := group(scene.NodeID(id))
	g.Page = scene.Page{Index: page, Count: (total + per - 1) / per, First: page * per, Total: total}
	for i := page * per; i < min((page+1)*per, total); i++ {
		g.Children = append(g.Children, button(scene.NodeID(fmt.Sprintf("%s.%d", id, i))))
	}
	return g
}

// board is a keyboard whose rows have so many keys.
func board(rows ...int) scene.Node {
	g := group(focus.KeyboardID)
	g.Arrange = scene.ArrangeKeys
	for r, n := range rows {
		row := group(scene.NodeID(fmt.Sprintf("%s%d", focus.RowPrefix, r+1)))
		for c := range n {
			row.Children = append(row.Children, button(scene.NodeID(fmt.Sprintf("%s%d%d", focus.KeyPrefix, r, c))))
		}
		g.Children = append(g.Children, row)
	}
	return g
}

// show is a target in words.
func show(t focus.Target) string {
	switch {
	case t.Edge != focus.NoEdge:
		return [...]string{"", "start", "end", "sides", "no group"}[t.Edge]
	case t.Page != nil:
		return fmt.Sprintf("%s page %d last %v", t.Page.Container.ID, t.Page.Index, t.Page.Last)
	}
	return string(t.Node)
}

func TestMove(t *testing.T) {
	stop := text("read")
	stop.Stop = true
	pager := button("list.next")
	pager.Pointer = true
	gone := button("gone")
	gone.Disabled = true
	plain := screen(text("title"), button("a"), gone, stop, pager, group("row", button("b")))
	first := screen(button("above"), list("list", 0, 2, 5), pager, button("below"))
	middle := screen(button("above"), list("list", 1, 2, 5), pager, button("below"))
	last := screen(button("above"), list("list", 2, 2, 5), pager, button("below"))
	alone := screen(list("list", 0, 2, 3))
	two := screen(list("p", 0, 2, 4), list("q", 1, 2, 4))
	turned := screen(list("p", 1, 2, 4), list("q", 1, 2, 4))
	begun := screen(list("p", 0, 2, 4), list("q", 0, 2, 4))
	for _, tc := range []struct {
		name string
		s    *scene.Scene
		at   scene.NodeID
		by   int
		want string
	}{
		{"on", plain, "a", +1, "gone"}, // its reason must be heard
		{"over what only the hand needs", plain, "read", +1, "b"},
		{"what is only to be heard", plain, "gone", +1, "read"},
		{"back", plain, "gone", -1, "a"},
		{"before the first", plain, "a", -1, "start"},
		{"after the last", plain, "b", +1, "end"},
		{"from nowhere", plain, "", +1, "a"},
		{"back from nowhere", plain, "", -1, "start"},
		{"a screen without anything", screen(text("title")), "", +1, "end"},

		{"within a page", first, "list.0", +1, "list.1"},
		{"onto the next page", first, "list.1", +1, "list page 1 last false"},
		{"onto the page before", middle, "list.2", -1, "list page 0 last true"},
		{"out of the last page", last, "list.4", +1, "below"},
		{"out of the first page", first, "list.0", -1, "above"},
		{"onto the list from above", first, "above", +1, "list.0"},
		{"onto its first page from above", middle, "above", +1, "list page 0 last false"},
		{"onto its last page from below", middle, "below", -1, "list page 2 last true"},
		{"onto the list from below", last, "below", -1, "list.4"},
		{"a list at the end of the screen", alone, "list.1", +1, "list page 1 last false"},
		{"a list at the start of the screen", alone, "list.0", -1, "start"},
		{"from list to list, this one first", two, "p.1", +1, "p page 1 last false"},
		{"and back", two, "q.2", -1, "q page 0 last true"},
		{"then that one's first page", turned, "p.3", +1, "q page 0 last false"},
		{"and back onto this one's last", begun, "q.0", -1, "p page 1 last true"},
	} {
		if got := show(focus.Move(tc.s, tc.at, tc.by)); got != tc.want {
			t.Errorf("%s: from %q by %d to %q, want %q", tc.name, tc.at, tc.by, got, tc.want)
		}
	}
}

func TestNextGroup(t *testing.T) {
	s := screen(text("title"), group("one", button("a"), button("b")), group("none", text("x")), button("c"), group("bar", button("d")))
	for _, tc := range []struct{ at, want scene.NodeID }{{"a", "c"}, {"b", "c"}, {"c", "d"}, {"d", "a"}, {"", "a"}, {"x", "a"}} {
		if got := show(focus.NextGroup(s, tc.at)); got != string(tc.want) {
			t.Errorf("from %q to %q, want %q", tc.at, got, tc.want)
		}
	}
	for _, s := range []*scene.Scene{screen(), screen(text("title")), screen(group("one", button("a"), button("b")))} {
		if got := show(focus.NextGroup(s, "a")); got != "no group" {
			t.Errorf("with one group or none, to %q", got)
		}
	}
}

func TestAnchor(t *testing.T) {
	l := list("list", 1, 2, 5)
	l.Children[1] = group("line", button("minus"), button("plus"))
	s := screen(button("above"), l)
	for id, want := range map[scene.NodeID]string{"list.2": "list 2 true", "plus": "list 3 true", "line": "list 3 true", "above": " 0 false", "": " 0 false", "nothing": " 0 false"} {
		c, at, ok := focus.Anchor(s, id)
		if got := fmt.Sprint(c, " ", at, " ", ok); got != want {
			t.Errorf("%q: %s, want %s", id, got, want)
		}
	}
	if focus.Paged(s, "plus").ID != "list" || focus.Paged(s, "above") != nil {
		t.Error("what is paged is mistaken")
	}
}

func TestKeyboard(t *testing.T) {
	// 00 01 02
	// 10 11 12
	// 20
	s := screen(button("field"), board(3, 3, 1), button("done"))
	for _, tc := range []struct {
		at       scene.NodeID
		dx, dy   int
		sideways bool
		want     string
	}{
		{"key.00", 1, 0, true, "key.01"},
		{"key.02", 1, 0, true, "sides"},
		{"key.00", -1, 0, true, "sides"},
		{"key.20", 1, 0, false, "sides"},
		{"key.00", 0, 1, true, "key.10"},
		{"key.12", 0, 1, true, "key.20"}, // the nearest in a shorter row
		{"key.20", 0, 1, true, "done"},
		{"key.01", 0, -1, true, "field"},
		{"field", 0, 1, true, "key.00"},
		{"done", 0, -1, true, "key.20"},

		{"key.20", 0, 1, false, "key.01"}, // with two keys, column by column
		{"key.11", 0, 1, false, "key.02"},
		{"key.12", 0, 1, false, "done"},
		{"key.02", 0, -1, false, "key.11"},
		{"key.01", 0, -1, false, "key.20"},
		{"key.00", 0, -1, false, "field"},
		{"done", 0, -1, false, "key.12"},
		{"field", 0, 1, false, "key.00"},
		{"field", 0, -1, false, "start"},
		{"done", 0, 1, false, "end"},
		{"field", -1, 0, true, "start"}, // beside the keyboard left is back
		{"field", 1, 0, true, "key.00"},
	} {
		if got := show(focus.MoveOnKeyboard(s, tc.at, tc.dx, tc.dy, tc.sideways)); got != tc.want {
			t.Errorf("from %q by %d, %d, sideways %v: to %q, want %q", tc.at, tc.dx, tc.dy, tc.sideways, got, tc.want)
		}
	}
	if got := show(focus.MoveOnKeyboard(screen(button("a"), button("b")), "a", 0, 1, false)); got != "b" {
		t.Errorf("without a keyboard: %q", got)
	}
}

// A crowded screen has other things among its rows, and may show a part of the keyboard.
func TestCrowdedKeyboard(t *testing.T) {
	page := board(2, 2)
	page.ID = scene.WholePage
	page.Page = scene.Page{Index: 1, Count: 3, First: 2, Total: 7}
	page.Children = append([]scene.Node{button("field")}, append(page.Children, button("tool"))...)
	s := screen(page, button("done"))
	b := focus.BoardOf(s)
	if len(b) != 2 || b.LastKey() != "key.11" {
		t.Fatalf("%d rows, the last key %q", len(b), b.LastKey())
	}
	if len(page.Children) != 4 {
		t.Fatal("looking at a scene changes it")
	}
	for _, tc := range []struct {
		at   scene.NodeID
		dy   int
		want string
	}{{"key.11", 1, "tool"}, {"key.00", -1, "field"}, {"field", -1, "page page 0 last true"}, {"tool", 1, "page page 2 last false"}, {"tool", -1, "key.11"}} {
		if got := show(focus.MoveOnKeyboard(s, tc.at, 0, tc.dy, false)); got != tc.want {
			t.Errorf("from %q by %d to %q, want %q", tc.at, tc.dy, got, tc.want)
		}
	}
	keys := group("other", button("a"))
	if focus.BoardOf(screen(keys)) != nil {
		t.Error("a screen without a keyboard has one")
	}
	if !focus.IsKey("key.a") || focus.IsKey("keyboard.row.1") || !focus.IsKeyRow(&page.Children[1]) || focus.IsKeyRow(&page.Children[0]) {
		t.Error("what is a key is mistaken")
	}
}

// random is a screen of lists, rows and text. pages says which page each list shows.
func random(r *rand.Rand, pages map[scene.NodeID]int) func() *scene.Scene {
	type part struct{ kind, n, per int }
	var parts []part
	for range 1 + r.IntN(5) {
		parts = append(parts, part{r.IntN(4), 1 + r.IntN(9), 1 + r.IntN(4)})
	}
	return func() *scene.Scene {
		var nodes []scene.Node
		for i, p := range parts {
			id := scene.NodeID(fmt.Sprint("part", i))
			switch p.kind {
			case 0:
				nodes = append(nodes, text(id))
			case 1:
				nodes = append(nodes, button(id))
			case 2:
				nodes = append(nodes, list(string(id), pages[id], p.per, p.n))
			case 3:
				row := group(id)
				for k := range p.n {
					row.Children = append(row.Children, button(scene.NodeID(fmt.Sprint(id, "-", k))))
				}
				nodes = append(nodes, row)
			}
		}
		return screen(nodes...)
	}
}

// everything are the stops of a screen with all pages of its lists.
func everything(at func() *scene.Scene, pages map[scene.NodeID]int) []scene.NodeID {
	var all []scene.NodeID
	s := at()
	for i := range s.Root.Children {
		part := s.Root.Children[i]
		for page := range max(1, part.Page.Count) {
			pages[part.ID] = page
			one := scene.Scene{Root: at().Root.Children[i]}
			all = append(all, one.FocusOrder()...)
		}
		pages[part.ID] = 0
	}
	return all
}

// FuzzWalk: going on from the first stop meets every stop of every page once, in order, and
// going back meets them again the other way round.
func FuzzWalk(f *testing.F) {
	for seed := range uint64(300) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		pages := map[scene.NodeID]int{}
		at := random(r, pages)
		all := everything(at, pages)
		if len(all) == 0 {
			return
		}
		pos := at().FocusOrder()[0]
		walk := func(by int, end focus.Edge) []scene.NodeID {
			met := []scene.NodeID{pos}
			for range len(all) + 1 {
				to := focus.Move(at(), pos, by)
				switch {
				case to.Edge == end:
					return met
				case to.Edge != focus.NoEdge:
					t.Fatalf("seed %d: from %q by %d to %q", seed, pos, by, show(to))
				case to.Page != nil:
					pages[to.Page.Container.ID] = to.Page.Index
					page := scene.Scene{Root: *at().Find(to.Page.Container.ID)}
					order := page.FocusOrder()
					pos = order[0]
					if to.Page.Last {
						pos = order[len(order)-1]
					}
				default:
					pos = to.Node
				}
				if n := at().Find(pos); n == nil || !n.Focusable() {
					t.Fatalf("seed %d: it leads to %q, which is no stop", seed, pos)
				}
				met = append(met, pos)
			}
			t.Fatalf("seed %d: it never ends: %v", seed, met)
			return nil
		}
		if met := walk(+1, focus.End); !slices.Equal(met, all) {
			t.Fatalf("seed %d: it meets %v, want %v", seed, met, all)
		}
		met := walk(-1, focus.Start)
		slices.Reverse(met)
		if !slices.Equal(met, all) {
			t.Fatalf("seed %d: going back it meets %v, want %v", seed, met, all)
		}
	})
}

// FuzzKeyboard: with up and down alone every key of any keyboard is met once, and every
// move from anywhere, in any direction, leads to a stop, a page or an edge.
func FuzzKeyboard(f *testing.F) {
	for seed := range uint64(200) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		rows := make([]int, 1+r.IntN(5))
		keys := 0
		for i := range rows {
			rows[i] = 1 + r.IntN(10)
			keys += rows[i]
		}
		s := screen(button("field"), board(rows...), button("done"))
		for _, tc := range []struct {
			from, to scene.NodeID
			dy       int
		}{{"field", "done", 1}, {"done", "field", -1}} {
			met := map[scene.NodeID]bool{}
			pos := tc.from
			for range keys {
				pos = focus.MoveOnKeyboard(s, pos, 0, tc.dy, false).Node
				if !focus.IsKey(pos) || met[pos] {
					t.Fatalf("seed %d, rows %v: it leads to %q, after %d of %d keys", seed, rows, pos, len(met), keys)
				}
				met[pos] = true
			}
			if pos = focus.MoveOnKeyboard(s, pos, 0, tc.dy, false).Node; pos != tc.to {
				t.Fatalf("seed %d, rows %v: after the last key it leads to %q", seed, rows, pos)
			}
		}
		for _, at := range append(s.FocusOrder(), "", "nothing") {
			for _, d := range [][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
				for _, sideways := range []bool{true, false} {
					to := focus.MoveOnKeyboard(s, at, d[0], d[1], sideways)
					n := s.Find(to.Node)
					if to.Edge == focus.NoEdge && to.Page == nil && (n == nil || !n.Focusable()) {
						t.Fatalf("seed %d, rows %v: from %q by %v to %+v", seed, rows, at, d, to)
					}
				}
			}
		}
	})
}
