package ui

import "modu/accessibility/scene"

// Proportions of an alert, and of its symbol: an upright bar over a dot, as on any warning.
const (
	alertPad      = 1.5 // in paddings
	alertPadTight = 0.8
	alertStroke   = 1.2  // of the edge of what is selected
	symbolRoom    = 0.3  // width of the symbol with what parts it from the words, of its height
	symbolWidth   = 0.24 // of its height, like the three that follow
	symbolBar     = 0.66
	symbolDotTop  = 0.78
	symbolDot     = 0.22
)

// alert is a framed area with a symbol, its text and what it asks for.
func (p *pass) alert(n *scene.Node, w float32) *box {
	pad, stroke := p.pad()*alertPad, p.thick()*alertStroke
	if p.tight {
		pad = p.pad() * alertPadTight
	}
	inner := w - 2*pad - 2*stroke
	heading := p.alertHeading(n, inner, pad)
	parts := []*box{heading}
	h := heading.h + 2*pad + 2*stroke
	var buttons []scene.Node
	for i := range n.Children {
		c := &n.Children[i]
		if c.Role == scene.RoleButton {
			buttons = append(buttons, *c)
			continue
		}
		b := p.box(c, inner)
		parts = append(parts, b)
		h += b.h + pad
	}
	if len(buttons) > 0 {
		b := p.actions(&scene.Node{ID: n.ID, Role: scene.RoleGroup, Children: buttons}, inner)
		parts = append(parts, b)
		h += b.h + pad
	}
	b := inset(w, pad, pad, inset(w, stroke, stroke, column(pad, parts...)))
	b.h = h
	ground := surface{ground: p.pal.Card, edge: p.pal.Alert, radius: p.radius(), stroke: stroke}
	return ground.under(b).as(n)
}

// alertHeading is the symbol of an alert and its label.
func (p *pass) alertHeading(n *scene.Node, w, pad float32) *box {
	size := p.u(p.ty.Title)
	room := size*symbolRoom + pad
	label := p.text(n.Label, p.ty.Name, true, w-room)
	symbol := &box{w: room, h: size, draw: func(out *plan, x, y, _ float32) {
		out.fill(rect{x, y, size * symbolWidth, size * symbolBar}, p.pal.Alert)
		out.fill(rect{x, y + size*symbolDotTop, size * symbolWidth, size * symbolDot}, p.pal.Alert)
	}}
	return row(0, symbol, center(block(label, w-room, alignLeft, p.pal.Ink, n.ID)))
}
