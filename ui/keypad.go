package ui

import (
	"slices"
	"strings"

	"modu/accessibility/scene"
)

// keyPicture is what the names of the pictures of keys begin with.
const keyPicture = "key-"

// Proportions of a keypad that is drawn, in the side of a key.
const (
	keyGap    = 0.16 // between two keys
	keyPlate  = 0.24 // around all of them
	keyInset  = 0.2  // of its picture
	keyCorner = 0.18 // how round it is
	keyEdge   = 0.05 // of one that is not meant
	digitWide = 2.5  // of the picture of all digits
)

// keyPlaces are where keys stand on most keypads: a cross with a key in each corner, the others in
// columns beside it.
var keyPlaces = map[string]struct{ col, row int }{
	"back": {0, 0}, "up": {1, 0}, "help": {2, 0},
	"left": {0, 1}, "select": {1, 1}, "right": {2, 1},
	"home": {0, 2}, "down": {1, 2}, "call": {2, 2},
	"pause": {3, 0}, "repeat": {3, 1}, "where-am-i": {3, 2},
	"rate-up": {4, 0}, "rate-down": {4, 1}, "spell": {4, 2},
	"volume-up": {5, 0}, "volume-down": {5, 1}, "language": {5, 2},
}

// isKey reports whether a node is a key that is drawn.
func isKey(n *scene.Node) bool {
	return n.Role == scene.RolePicture && n.Quiet && strings.HasPrefix(n.Picture, keyPicture)
}

// keysOf are the keys that are drawn for what a line says; none for most lines.
func keysOf(n *scene.Node) (out []*scene.Node) {
	for i := range n.Children {
		if c := &n.Children[i]; isKey(c) {
			out = append(out, c)
		}
	}
	return out
}

// keypad is keys in their places: rows and columns without a key are left out.
type keypad struct {
	keys       []*scene.Node
	places     []rect // of each, in sides of a key, with the gaps
	wide, high float32
}

// newKeypad places keys; nil where there is none.
func newKeypad(keys []*scene.Node) *keypad {
	if len(keys) == 0 {
		return nil
	}
	k := &keypad{keys: keys}
	var cols, rows []int
	for _, n := range keys {
		if at, ok := keyPlaces[n.Picture[len(keyPicture):]]; ok {
			cols, rows = append(cols, at.col), append(rows, at.row)
		}
	}
	cols, rows = sorted(cols), sorted(rows)
	far := func(i int) float32 { return keyPlate + float32(i)*(1+keyGap) }
	k.wide, k.high = far(len(cols)), far(max(1, len(rows)))
	for _, n := range keys {
		if at, ok := keyPlaces[n.Picture[len(keyPicture):]]; ok {
			k.places = append(k.places, rect{far(slices.Index(cols, at.col)), far(slices.Index(rows, at.row)), 1, 1})
			continue
		}
		k.places = append(k.places, rect{k.wide, keyPlate, digitWide, k.high - keyPlate - keyGap})
		k.wide += digitWide + keyGap
	}
	k.wide += keyPlate - keyGap
	k.high += keyPlate - keyGap
	return k
}

// sorted are different numbers in their order.
func sorted(all []int) []int {
	slices.Sort(all)
	return slices.Compact(all)
}

// ratio is the width of the keypad in its height.
func (k *keypad) ratio() float32 { return k.wide / k.high }

// draw shows the keypad in the middle of an area: what is meant is filled, the rest an edge.
func (k *keypad) draw(out *plan, p *pass, r rect) {
	side := min(r.w/k.wide, r.h/k.high)
	w, h := side*k.wide, side*k.high
	x, y := r.x+(r.w-w)/2, r.y+(r.h-h)/2
	edge := max(leastArrowWidth, side*keyEdge)
	out.panel(rect{x, y, w, h}, side*(keyCorner+keyPlate), edge, edge, p.pal.Ground, p.pal.Ink)
	for i, n := range k.keys {
		at := k.places[i]
		cell := rect{x + at.x*side, y + at.y*side, at.w * side, at.h * side}
		ground, ink := p.pal.Card, p.pal.Ink
		if n.Selected {
			ground, ink = p.pal.Accent, p.pal.OnAccent
		}
		out.panel(cell, side*keyCorner, edge, edge, ground, p.pal.Ink)
		out.image(n.Picture, cell.inset(side*keyInset), false, ink)
	}
}
