package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of the band of a mark.
const (
	markPad    = 0.25 // above and below its words, in paddings
	markPlate  = 2    // beside its words, in paddings
	markStripe = 0.32 // width of a stripe, of the height of the band
	markStep   = 0.9  // from one stripe to the next, of the height of the band
	markEnd    = 0.36 // by which the ends of a slanting stripe stand over, of its width
)

// placeMark shows the mark of the screen as a hatched band along the upper edge of the part
// in use: it is told apart by its shape, in every look and without colour (CON-7). In the easy
// form it is the same.
func (g *page) placeMark() {
	n := g.parts.mark
	if n == nil {
		return
	}
	p := *g.head()
	p.ty = theme.Types(p.panel.OrDefault())
	w := g.pass.w
	if g.sideBarW > 0 {
		w -= g.sideBarW + g.gap
	}
	b := p.markBand(n, w)
	b.draw(g.out, 0, g.y0, b.h)
	g.top = g.y0 + b.h + g.gap
}

// markBand is slanting stripes with the words on a plate in their middle.
func (p *pass) markBand(n *scene.Node, w float32) *box {
	t := p.text(n.Label, p.ty.Body, true, w)
	h := max(t.bare()+2*p.pad()*markPad, t.size*lineBox)
	return (&box{w: w, h: h, draw: func(out *plan, x, y, _ float32) {
		out.fill(rect{x, y, w, h}, p.pal.Ground)
		thick := h * markStripe
		in := thick * markEnd
		middle, plate := x+w/2, t.w/2+p.pad()*markPlate
		for at := plate + h/2; at < w/2+h; at += h * markStep {
			for _, cx := range []float32{middle - at, middle + at} {
				out.line(cx-h/2+in, y+h-in, cx+h/2-in, y+in, thick, p.pal.Alert)
			}
		}
		out.para(t, x, y+(h-t.bare())/2-t.leading()/2, w, alignCenter, p.pal.Ink, n.ID)
	}}).as(n)
}
