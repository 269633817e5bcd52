package ui

import (
	"slices"
	"testing"

	"modu/accessibility/scene"
)

// keysNamed are keys as a scene has them.
func keysNamed(names ...string) (out []*scene.Node) {
	for _, name := range names {
		out = append(out, &scene.Node{Role: scene.RolePicture, Quiet: true, Picture: keyPicture + name})
	}
	return out
}

// TestKeypadPlaces: no two keys of a keypad lie over each other, all lie on its plate, and no room is
// left for rows and columns that it has not; only keys are keys.
func TestKeypadPlaces(t *testing.T) {
	for _, tc := range []struct {
		keys       []*scene.Node
		wide, high float32 // in keys, without the gaps
	}{
		{keysNamed("up", "down", "left", "right", "select", "back", "help", "home", "call"), 3, 3},
		{keysNamed("select", "call"), 2, 2},
		{keysNamed("up", "select", "down"), 1, 3},
		{keysNamed("up", "down", "select", "pause", "volume-up"), 3, 3},
		{keysNamed("up", "down", "select", "digits"), 1 + digitWide, 3},
		{keysNamed("digits"), digitWide, 1},
	} {
		k := newKeypad(tc.keys)
		if w, h := k.wide-2*keyPlate, k.high-2*keyPlate; w < tc.wide || w > tc.wide*(1+keyGap) || h < tc.high || h > tc.high*(1+keyGap) {
			t.Errorf("%d keys take %.2f x %.2f keys, %.2f x %.2f are due", len(tc.keys), w, h, tc.wide, tc.high)
		}
		for i, a := range k.places {
			if a.x < keyPlate || a.y < keyPlate || a.x+a.w > k.wide-keyPlate+heightTolerance/100 || a.y+a.h > k.high-keyPlate+heightTolerance/100 {
				t.Errorf("%s stands over the plate: %v of %.2f x %.2f", k.keys[i].Picture, a, k.wide, k.high)
			}
			for j, b := range k.places[:i] {
				if a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h {
					t.Errorf("%s lies over %s", k.keys[i].Picture, k.keys[j].Picture)
				}
			}
		}
	}
	if newKeypad(nil) != nil {
		t.Error("without keys there is a keypad")
	}
	line := &scene.Node{Role: scene.RoleText, Children: []scene.Node{*keysNamed("up")[0], {Role: scene.RolePicture, Quiet: true, Picture: "latte"}}}
	if keys, others := keysOf(line), illustrations(line); len(keys) != 1 || len(others) != 1 || others[0].Picture != "latte" {
		t.Errorf("%d keys and %d other pictures", len(keys), len(others))
	}
}

// TestKeypadIsSeen: each key is drawn once, in its place, those that are meant in another colour than
// the others, in the keypad's middle of the room that there is.
func TestKeypadIsSeen(t *testing.T) {
	keys := keysNamed("up", "select", "down", "help")
	keys[1].Selected = true
	p := &pass{}
	p.pal.Accent, p.pal.OnAccent = rgba{R: 1, A: 255}, rgba{R: 2, A: 255}
	p.pal.Card, p.pal.Ink = rgba{R: 3, A: 255}, rgba{R: 4, A: 255}
	out := newPlan()
	room := rect{10, 20, 300, 200}
	newKeypad(keys).draw(out, p, room)
	for _, n := range keys {
		want := p.pal.Ink
		if n.Selected {
			want = p.pal.OnAccent
		}
		var seen []prim
		for _, q := range out.prims {
			if q.kind == primImage && q.name == n.Picture {
				seen = append(seen, q)
			}
		}
		if len(seen) != 1 || seen[0].col != want || !within(seen[0].r, room) {
			t.Errorf("%s is drawn as %+v", n.Picture, seen)
		}
	}
	if !slices.ContainsFunc(out.prims, func(q prim) bool { return q.kind == primRect && q.col == p.pal.Accent }) {
		t.Error("the key that is meant is not filled")
	}
}

// within reports whether a rectangle lies in another one.
func within(r, in rect) bool {
	return r.x >= in.x && r.y >= in.y && r.x+r.w <= in.x+in.w+heightTolerance && r.y+r.h <= in.y+in.h+heightTolerance
}
