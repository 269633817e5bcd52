package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// clip is the node of the scene's sign-language clip, or nil where there is none to
// show: a missing clip takes no room.
func (l *layout) clip(sc *scene.Scene) *scene.Node {
	if l.clips == nil {
		return nil
	}
	for i := range sc.Root.Children {
		if n := &sc.Root.Children[i]; isGroup(n, scene.ArrangeSign) && l.clips(n.Picture) {
			return n
		}
	}
	return nil
}

// pausesClip finds the button that stops a clip, or lets it go on: the first beside it.
func pausesClip(n *scene.Node) bool { return n.Role == scene.RoleButton }

// Proportions of a clip.
const (
	clipAspect     = 4.0 / 3
	clipColumnMost = 0.42 // most of a wide window's width
	clipWidthMost  = 0.55 // most of the width where words stand beside it
	clipGap        = 2    // between clip and words, in gaps
)

// clipColumnWidth is the column of the clip in a wide window.
func (p *pass) clipColumnWidth(w float32) float32 {
	return min(w*clipColumnMost, max(p.clipHeight()*clipAspect, p.u(theme.ClipColumn)))
}

func (p *pass) clipHeight() float32 {
	h := p.u(theme.ClipHeight) * p.pic.of(0.7, 0.85, 1)
	if p.tight {
		h = min(h, theme.ClipLeast*p.px) // before it goes, it stops growing with the letters
	}
	return h
}

// clipBox is the clip and, large beside it, what no clip can say: prices and numbers; in
// a wide window below it.
func (p *pass) clipBox(n *scene.Node, w float32) *box {
	h := min(p.clipHeight(), w*clipWidthMost/clipAspect)
	cw, gap := h*clipAspect, clipGap*p.gap
	inner := w - cw - gap
	if p.wide() {
		cw, h, inner = w, min(p.clipHeight(), w/clipAspect), w
	}
	video := &box{w: cw, h: h, draw: func(out *plan, x, y, _ float32) {
		r := rect{x, y, cw, h}
		out.prims = append(out.prims, prim{kind: primClip, r: r, name: n.Picture, size: float32(n.Count), still: n.Paused, col: p.pal.Line})
		if pause := n.Find(pausesClip); pause != nil {
			out.node(pause, r) // a finger on the clip itself does the same
		}
	}}
	words := column(p.gap, p.clipWords(n, inner)...)
	b := overlay(top(video), indent(cw+gap, center(words)))
	b.h = max(h, words.h)
	if p.wide() {
		b = overlay(top(video), lower(h, lower(p.gap, top(words))))
		b.h = h + p.gap + words.h
	}
	b.w = w
	return top(b.as(n))
}

// clipWords is what stands beside a clip.
func (p *pass) clipWords(n *scene.Node, w float32) []*box {
	var out []*box
	for i := range n.Children {
		switch c := &n.Children[i]; {
		case c.Role != scene.RoleText:
			out = append(out, p.box(c, w))
		case p.tight && p.k > 1: // letters this large need no twin
		default:
			out = append(out, p.label(c, (p.ty.Name+p.ty.Title)/2, true, w, alignLeft))
		}
	}
	return out
}
