package ui

import (
	"testing"

	"modu/accessibility/scene"
)

// probe is a box of a size that records where it is drawn, as the node with that id.
func probe(id string, w, h float32) *box {
	n := &scene.Node{ID: scene.NodeID(id)}
	return &box{w: w, h: h, draw: func(out *plan, x, y, h float32) { out.node(n, rect{x, y, w, h}) }}
}

// TestBoxesPutTogether draws each combination at (100, 200) with a height of 50.
func TestBoxesPutTogether(t *testing.T) {
	a := func() *box { return probe("a", 10, 6) }
	b := func() *box { return probe("b", 20, 8) }
	for _, tc := range []struct {
		name string
		box  *box
		w, h float32
		want []rect // in the order in which they are drawn
	}{
		{"column", column(3, a(), b()), 20, 17, []rect{{100, 200, 10, 6}, {100, 209, 20, 8}}},
		{"an empty column", column(3), 0, 0, nil},
		{"row", row(3, a(), b()), 33, 8, []rect{{100, 200, 10, 50}, {113, 200, 20, 50}}},
		{"an empty row", row(3), 0, 0, nil},
		{"row from the right", rowFromRight(60, 3, a(), b()), 60, 8, []rect{{140, 200, 20, 50}, {127, 200, 10, 50}}},
		{"beside", beside(a(), b()), 30, 8, []rect{{100, 200, 10, 50}, {110, 200, 20, 50}}},
		{"beside nothing", beside(nil, b()), 20, 8, []rect{{100, 200, 20, 50}}},
		{"grid", grid(30, 2, 2, []float32{8, 9}, []*box{a(), b(), a()}), 62, 19, []rect{{100, 200, 10, 8}, {132, 200, 20, 8}, {100, 210, 10, 9}}},
		{"above", above(a(), b()), 20, 14, []rect{{100, 200, 10, 42}, {100, 242, 20, 8}}},
		{"above nothing", above(a(), nil), 10, 6, []rect{{100, 200, 10, 50}}},
		{"overlay", overlay(a(), b()), 10, 6, []rect{{100, 200, 10, 50}, {100, 200, 20, 50}}},
		{"inset", inset(40, 4, 5, a()), 40, 16, []rect{{104, 205, 10, 40}}},
		{"indent", indent(4, a()), 14, 6, []rect{{104, 200, 10, 50}}},
		{"lower", lower(4, a()), 10, 10, []rect{{100, 204, 10, 46}}},
		{"flush right", flushRight(40, 5, a()), 40, 6, []rect{{125, 200, 10, 50}}},
		{"center", center(a()), 10, 6, []rect{{100, 222, 10, 6}}},
		{"top", top(a()), 10, 6, []rect{{100, 200, 10, 6}}},
		{"bottom", bottom(a()), 10, 6, []rect{{100, 244, 10, 6}}},
		{"at least", atLeast(70, a()), 10, 6, []rect{{100, 200, 10, 70}}},
		{"nested", inset(50, 1, 1, center(column(2, a(), row(2, a(), b())))), 50, 18, []rect{{101, 217, 10, 6}, {101, 225, 10, 8}, {113, 225, 20, 8}}},
	} {
		if tc.box.w != tc.w || tc.box.h != tc.h {
			t.Errorf("%s needs %g x %g, want %g x %g", tc.name, tc.box.w, tc.box.h, tc.w, tc.h)
		}
		out := newPlan()
		tc.box.draw(out, 100, 200, 50)
		if len(out.nodes) != len(tc.want) {
			t.Errorf("%s draws %d boxes, want %d", tc.name, len(out.nodes), len(tc.want))
			continue
		}
		for i, n := range out.nodes {
			if n.r != tc.want[i] {
				t.Errorf("%s: box %d (%s) is at %v, want %v", tc.name, i, n.id, n.r, tc.want[i])
			}
		}
	}
}

// TestBoxOfANode: a node has all of the area, is recorded before what is in it, and keeps
// its width where the box is marked as overflowing.
func TestBoxOfANode(t *testing.T) {
	b := column(0, probe("a", 10, 6)).as(&scene.Node{ID: "n"}).overflowing(true)
	if b.within(10) || !b.within(10+overflow) {
		t.Errorf("a box that overflows is %g wide", b.w)
	}
	out := newPlan()
	b.draw(out, 0, 0, 50)
	if len(out.nodes) != 2 || out.nodes[0].id != "n" || out.nodes[0].r != (rect{0, 0, 10, 50}) {
		t.Errorf("%+v", out.nodes)
	}
}
