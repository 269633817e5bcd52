package ui

import (
	"fmt"

	"modu/accessibility/scene"
)

// Proportions of the bar of stages.
const (
	stepThickness = 0.3 // of its parts, of the letter height below them
	stepSpace     = 0.5 // between them, and above the words, in gaps
)

// steps is the bar of stages: as many parts as there are, filled up to the present one, and
// below them which it is and what it is called.
func (p *pass) steps(n *scene.Node, w float32) *box {
	ink := p.ty.Body
	thick, space := p.u(ink*stepThickness), p.gap*stepSpace
	words := scene.Text{Lang: n.Label.Lang, Spans: append([]scene.Span{{Text: fmt.Sprintf("%d/%d · ", n.Page.Index+1, n.Page.Count)}}, n.Label.Spans...)}
	t := p.text(words, ink, false, w)
	bar := &box{w: w, h: thick + space, draw: func(out *plan, x, y, _ float32) {
		count := float32(n.Page.Count)
		part := (w - space*(count-1)) / count
		for i := range n.Page.Count {
			fill := p.pal.Line
			if i <= n.Page.Index {
				fill = p.pal.Accent
			}
			r := rect{x + float32(i)*(part+space), y, part, thick}
			out.fill(r, fill)
			if i > n.Page.Index { // what is to come is hollow: told apart without colour
				out.fill(r.inset(thick/4), p.pal.Ground)
			}
		}
	}}
	return column(0, bar, block(t, w, alignLeft, p.pal.Ink, n.ID)).as(n)
}
