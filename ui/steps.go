package ui

import (
	"fmt"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of the bar of stages.
const (
	stepThickness = 0.3 // of its parts, of the height of the letters beside them
	stepSpace     = 0.5 // between them, in gaps
	stepsNarrow   = 0.3 // of the width of the screen: with less beside the words, they are below
)

// steps is the bar of stages: which is the present one, what it is called, and beside the
// words as many parts as there are, filled up to it. It takes no more height than a line of
// words wherever there is room beside them: what is to be done needs the height (TXT-6).
func (p *pass) steps(n *scene.Node, w float32) *box {
	ink := p.ty.Body
	thick, space := p.u(ink*stepThickness), p.gap*stepSpace
	words := scene.Text{Lang: n.Label.Lang, Spans: append([]scene.Span{{Text: fmt.Sprintf("%d/%d · ", n.Page.Index+1, n.Page.Count)}}, n.Label.Spans...)}
	t := p.text(words, ink, false, w)
	b := &box{w: w, h: t.bare()}
	at, down := t.w+p.gap, (b.h-thick)/2
	if w-at < w*stepsNarrow {
		at, down, b.h = 0, b.h+space, b.h+space+thick
	}
	b.draw = func(out *plan, x, y, _ float32) {
		out.para(t, x, y-t.leading()/2, w, alignLeft, p.pal.Ink, n.ID)
		p.stepParts(out, n, rect{x + at, y + down, w - at, thick}, space)
	}
	return b.as(n)
}

// stepParts are the parts of the bar of stages.
func (p *pass) stepParts(out *plan, n *scene.Node, in rect, space float32) {
	count := float32(n.Page.Count)
	part := (in.w - space*(count-1)) / count
	for i := range n.Page.Count {
		r := rect{in.x + float32(i)*(part+space), in.y, part, in.h}
		if i <= n.Page.Index {
			out.fill(r, p.pal.Accent)
			out.step = r
			continue
		}
		out.hollow(r, p.pal)
	}
}

// hollow is a part of what is to come: told apart without colour.
func (p *plan) hollow(r rect, pal theme.Palette) {
	p.fill(r, pal.Line)
	p.fill(r.inset(r.h/4), pal.Ground)
}
