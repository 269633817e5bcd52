package ui

import (
	"modu/accessibility/scene"
)

// clip is the node of the scene's sign-language clip, or nil where there is none to
// show: a missing clip takes no room.
func (l *layout) clip(sc *scene.Scene) *scene.Node {
	if l.clips == nil {
		return nil
	}
	for i := range sc.Root.Children {
		if n := &sc.Root.Children[i]; n.Role == scene.RoleGroup && n.Arrange == scene.ArrangeSign && l.clips(n.Picture) {
			return n
		}
	}
	return nil
}

// signed puts levels with a clip before those without: the clip gives way before the
// size that the person chose does, and never covers anything.
func signed(levels []level, clip bool, size float32) []level {
	if !clip {
		return levels
	}
	var with []level
	for _, lv := range levels {
		if lv.k == size {
			lv.sign = true
			with = append(with, lv)
		}
	}
	return append(with, levels...)
}

// Sizes of a clip. Signs are read from hands and face together, so it is given what a
// picture of the menu has several times over.
const (
	clipHeight = 62.0 // mm, at 100 %
	clipLeast  = 42.0
	clipAspect = 4.0 / 3
)

// signWidth is the column of the clip in a wide window.
func (p *pass) signWidth(w float32) float32 {
	return min(w*0.42, max(p.clipHigh()*clipAspect, p.u(60)))
}

func (p *pass) clipHigh() float32 {
	high := p.u(clipHeight) * []float32{0.7, 0.85, 1}[p.pic]
	if p.tight {
		high = min(high, clipLeast*p.px) // before it goes, it stops growing with the letters
	}
	return high
}

// signBox is the clip and, large beside it, what no clip can say: prices and numbers; in
// a wide window below it.
func (p *pass) signBox(n *scene.Node, w float32) *box {
	high := min(p.clipHigh(), w*0.55/clipAspect)
	cw := high * clipAspect
	tx, tw := cw+2*p.gap, w-cw-2*p.gap
	below := p.wide()
	if below {
		cw, high = w, min(p.clipHigh(), w/clipAspect)
		tx, tw = 0, w
	}
	var boxes []*box
	var sum float32
	for i := range n.Children {
		c := &n.Children[i]
		b := p.box(c, tw)
		if c.Role == scene.RoleText {
			if p.tight && p.k > 1 {
				continue // letters this large need no twin
			}
			b = p.words(c, (p.ty.Name+p.ty.Title)/2, true, tw, left)
		}
		boxes = append(boxes, b)
		sum += b.h + p.gap
	}
	sum = max(0, sum-p.gap)
	need := max(high, sum)
	if below {
		need = high + p.gap + sum
	}
	return &box{w: w, h: need, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, need})
		area := rect{x, y, cw, high}
		out.prims = append(out.prims, prim{kind: primClip, r: area, name: n.Picture, size: float32(n.Count), col: p.pal.Line})
		ty := y + (need-sum)/2
		if below {
			ty = y + high + p.gap
		}
		for _, b := range boxes {
			b.draw(out, x+tx, ty, b.h)
			ty += b.h + p.gap
		}
	}}
}
