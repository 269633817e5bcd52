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

// alert is a framed area with a symbol or a picture, its text and what it asks for, which
// stands low in it. It makes use of any height.
func (p *pass) alert(n *scene.Node, w float32) *box {
	pad, stroke := p.pad()*alertPad, p.thick()*alertStroke
	if p.tight {
		pad = p.pad() * alertPadTight
	}
	inner := w - 2*pad - 2*stroke
	head := p.alertHeading(n, inner)
	var foot *box
	var parts []*box
	var buttons []scene.Node
	for i := range n.Children {
		c := &n.Children[i]
		if c.Role == scene.RoleButton {
			buttons = append(buttons, *c)
			continue
		}
		if c == p.dialled(n) {
			continue // it is the heading
		}
		if c.Role == scene.RoleProgress {
			parts = append(parts, p.aside(c, inner))
			continue
		}
		parts = append(parts, p.box(c, inner))
	}
	if len(buttons) > 0 {
		parts = append(parts, p.actions(&scene.Node{ID: n.ID, Role: scene.RoleGroup, Children: buttons}, inner))
	}
	if len(parts) > 0 {
		foot = lower(pad, column(pad, parts...))
	}
	b := inset(w, pad+stroke, pad+stroke, above(head, foot))
	b.most = unbounded
	ground := surface{ground: p.pal.Card, edge: p.pal.Alert, radius: p.radius(), stroke: stroke}
	return ground.under(b).as(n)
}

// alertHeading is the picture or the symbol of an alert, its label and the details, in the
// middle of the room that there is.
func (p *pass) alertHeading(n *scene.Node, w float32) *box {
	if left := p.dialled(n); left != nil {
		if p.pic == noPictures || p.tight {
			return p.dialBeside(n, left, w)
		}
		return p.dial(n, left, w)
	}
	if (p.pic == noPictures || p.tight) && !p.exists(n.Picture) {
		return center(p.alertLine(n, w))
	}
	return p.pictured(n, w)
}

// alertLine is the symbol of an alert beside its words, where height is missing.
func (p *pass) alertLine(n *scene.Node, w float32) *box {
	size := p.u(p.ty.Title)
	room := size*symbolRoom + p.pad()
	ink := p.ty.Name
	if p.tight {
		ink = p.ty.Body
	}
	words := append([]*para{p.text(n.Label, ink, true, w-room)}, p.paras(n.Details, p.ty.Body, w-room)...)
	symbol := &box{w: room, h: size, draw: func(out *plan, x, y, _ float32) { p.symbol(out, x, y, size) }}
	b := row(0, symbol, blocks(words, w-room, alignLeft, p.pal.Ink, n.ID))
	b.h = max(size, heightOf(words))
	return b
}

// symbol is an upright bar over a dot, of a height.
func (p *pass) symbol(out *plan, x, y, size float32) {
	out.fill(rect{x, y, size * symbolWidth, size * symbolBar}, p.pal.Alert)
	out.fill(rect{x, y + size*symbolDotTop, size * symbolWidth, size * symbolDot}, p.pal.Alert)
}
