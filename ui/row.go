package ui

import "modu/accessibility/scene"

// textSlack is added to the natural width of a text in a row, in canvas units, so that
// rounding breaks no line.
const textSlack = 2

// naturalWidth is the width that a part of a row takes by itself, at most w.
func (p *pass) naturalWidth(n *scene.Node, w float32) float32 {
	switch n.Role {
	case scene.RoleButton:
		return min(w, p.buttonWidth(n))
	case scene.RoleText, scene.RoleHeading, scene.RoleProgress:
		return min(w, p.lineWidth(n.Label, p.ty.Body, false)+textSlack)
	}
	return w
}

// rowPart is the box of a part of a row.
func (p *pass) rowPart(n *scene.Node, w float32, isQuiet bool) *box {
	switch n.Role {
	case scene.RoleButton:
		return p.button(n, w, isQuiet)
	case scene.RoleText:
		return p.label(n, p.ty.Body, false, w, alignCenter)
	}
	return p.box(n, w)
}

// row sets things side by side over the whole width, on more lines where they do not fit
// on one.
func (p *pass) row(n *scene.Node, w float32) *box {
	if isPager(n) {
		if b := p.pager(n, w); b != nil {
			return b
		}
	}
	if pictures := illustrations(n); len(pictures) > 0 && len(pictures) == len(n.Children) {
		return p.pathAlone(n, w)
	}
	var lines []*box
	var parts []*box
	var used float32
	wrap := func() {
		if len(parts) > 0 {
			lines = append(lines, p.justified(parts, w))
		}
		parts, used = nil, 0
	}
	for i := range n.Children {
		c := &n.Children[i]
		cw := p.naturalWidth(c, w)
		if len(n.Children) == 1 && c.Role == scene.RoleButton {
			cw = p.loneWidth(c, w)
		}
		if len(parts) > 0 && used+p.gap+cw > w {
			wrap()
		}
		if len(parts) > 0 {
			used += p.gap
		}
		b := p.rowPart(c, cw, true)
		b.w = cw
		parts = append(parts, b)
		used += cw
	}
	wrap()
	b := column(p.gap, lines...)
	b.w = w
	return atLeast(1, b.as(n))
}

// justified sets boxes side by side so that the last one ends at the right edge.
func (p *pass) justified(boxes []*box, w float32) *box {
	gap := p.gap
	if len(boxes) > 1 {
		var sum float32
		for _, b := range boxes {
			sum += b.w
		}
		gap = (w - sum) / float32(len(boxes)-1)
	}
	return row(gap, boxes...)
}

// isPager tells the buttons that turn a page, with its number between them.
func isPager(n *scene.Node) bool {
	c := n.Children
	return n.Arrange == scene.ArrangeRow && len(c) == 3 && c[1].Role == scene.RoleText && c[1].Pointer && c[0].Role == scene.RoleButton && c[2].Role == scene.RoleButton
}

// arrowAspect is the greatest width of an arrow of a pager, in its height.
const arrowAspect = 1.6

// pager turns pages with an arrow to either side, where the words do not fit on one line;
// their second line would cost a thing to choose from on every page. It is nil where they
// fit. What the arrows are called is said, and stands in their nodes.
func (p *pass) pager(n *scene.Node, w float32) *box {
	previous, of, next := &n.Children[0], &n.Children[1], &n.Children[2]
	label := p.text(of.Label, p.ty.Body, false, unbounded)
	if p.buttonWidth(previous)+p.buttonWidth(next)+label.w+2*p.gap <= w {
		return nil
	}
	side := p.target()
	bw := max(side, min(side*arrowAspect, (w-label.w-2*p.gap)/2))
	number := center(block(label, w-2*bw-2*p.gap, alignCenter, p.pal.Ink, of.ID)).as(of)
	b := overlay(row(0, p.arrow(previous, bw, side, -1), indent(p.gap, number)), flushRight(w, 0, p.arrow(next, bw, side, +1)))
	b.w, b.h = w, max(side, label.h)
	b.as(n)
	b.w = max(w, 2*bw+label.w+2*p.gap)
	return b
}

// An arrow of a pager: half its height, half its width and its stroke, of the lesser side
// of the button, of half the height and of that.
const (
	arrowReach      = 0.26
	arrowWidth      = 0.5
	arrowStroke     = 0.4
	leastArrowWidth = 2 // of the stroke, in canvas units
)

// arrow is a button with an arrow; direction is -1 to the left, +1 to the right.
func (p *pass) arrow(n *scene.Node, w, least, direction float32) *box {
	ground := p.surface(n)
	return ground.under(&box{w: w, h: least, draw: func(out *plan, x, y, h float32) {
		arrowIn(out, rect{x, y, w, h}, direction, ground.ink)
	}}).as(n)
}

// arrowIn draws such an arrow in the middle of r.
func arrowIn(out *plan, r rect, direction float32, ink rgba) {
	reach := min(r.w, r.h) * arrowReach
	stroke := max(leastArrowWidth, reach*arrowStroke)
	x, y := r.x+r.w/2, r.y+r.h/2
	out.line(x+direction*reach*arrowWidth, y, x-direction*reach*arrowWidth, y-reach, stroke, ink)
	out.line(x+direction*reach*arrowWidth, y, x-direction*reach*arrowWidth, y+reach, stroke, ink)
}
