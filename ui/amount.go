package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// part is the box of a node that stands on the page itself, in no group; first, if nothing
// is above it.
func (p *pass) part(n *scene.Node, w float32, first bool) *box {
	switch {
	case n.Role == scene.RoleSummary && isAmount(n):
		return p.total(n, w, first)
	case n.Role == scene.RoleButton:
		return p.button(n, p.lone(n, w), false)
	}
	return p.box(n, w)
}

// lone is the width of a button that stands alone: as wide as the cards around it, so that
// edges line up.
func (p *pass) lone(n *scene.Node, w float32) float32 {
	least := (w - p.gap) / 2
	if p.wide() {
		least = (w - 3*p.gap) / 4
	}
	return min(w, max(p.buttonWidth(n), least))
}

// isAmount reports whether a line is a sum: a name and a price, nothing else.
func isAmount(n *scene.Node) bool {
	if len(n.Details) != 1 {
		return false
	}
	for _, s := range n.Details[0].Spans {
		if s.Kind == scene.Price {
			return true
		}
	}
	return false
}

// total is a sum under its list: larger than the lines, with a strong line above, as on
// any bill.
func (p *pass) total(n *scene.Node, w float32, first bool) *box {
	ink := p.ty.Title
	if p.tight {
		ink = p.ty.Name
	}
	top, _ := p.nameAndAmount(n, n.Details, w, ink)
	pad, rule := p.pad()/2, p.thick()
	if first {
		rule = 0
	}
	return &box{w: w, h: top.h + 2*pad + rule, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		out.fill(rect{x, y, w, rule}, p.pal.Ink)
		top.draw(out, x, y+rule+pad, top.h)
	}}
}

// code is what the person came for, the number of an order: alone, and as large as the
// room that is left allows.
func (p *pass) code(n *scene.Node, words, code []scene.Span, w float32) *box {
	t := p.text(scene.Text{Lang: n.Label.Lang, Spans: words}, p.ty.Name, true, w)
	set := func(ink float64) *para {
		q := p.text(scene.Text{Lang: n.Label.Lang, Spans: code}, ink, true, w)
		q.pitch = q.size * lineBox // digits have no parts below the line
		q.h = q.pitch * float32(len(q.lines))
		return q
	}
	small := set(p.ty.Hero)
	for ink := p.ty.Hero * 0.85; small.broken && ink > p.ty.Name; ink *= 0.85 {
		small = set(ink)
	}
	large := small
	twice := 2 / p.k // what is larger here must be able to grow like everything else (TXT-6)
	for _, k := range []float64{theme.HeroMost, 1.6, 1.3, 1.15} {
		if q := set(p.ty.Hero * k); len(q.lines) == 1 && q.w*twice <= w && q.h*twice <= (p.y1-p.y0)*0.3 {
			large = q
			break
		}
	}
	return &box{w: w, h: t.h + small.h, most: t.h + large.h, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		out.para(t, x, y, w, left, p.pal.Ink, n.ID)
		big := small
		if h >= t.h+large.h-1 {
			big = large
		}
		out.para(big, x, y+t.h, w, left, p.pal.Ink, n.ID)
	}}
}
