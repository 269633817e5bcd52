package ui

import "modu/accessibility/scene"

// isPager tells the buttons that turn a page, with its number between them.
func isPager(n *scene.Node) bool {
	c := n.Children
	return n.Arrange == scene.ArrangeRow && len(c) == 3 && c[0].Pointer && c[2].Pointer && c[0].Role == scene.RoleButton && c[2].Role == scene.RoleButton
}

// pager turns pages with an arrow to either side, where the words do not fit on one line;
// their second line would cost a thing to choose from on every page. It is nil where they
// fit. What the arrows are called is said, and stands in their nodes.
func (p *pass) pager(n *scene.Node, w float32) *box {
	prev, of, next := &n.Children[0], &n.Children[1], &n.Children[2]
	pw, nw := p.buttonWidth(prev), p.buttonWidth(next)
	label := p.text(of.Label, p.ty.Body, false, 1e6)
	if pw+nw+label.w+2*p.gap <= w {
		return nil
	}
	side := p.target()
	bw := max(side, min(side*1.6, (w-label.w-2*p.gap)/2))
	h := max(side, label.h)
	return &box{w: max(w, 2*bw+label.w+2*p.gap), h: h, draw: func(out *plan, x, y, bh float32) {
		out.node(n, rect{x, y, w, bh})
		p.arrow(out, prev, rect{x, y, bw, bh}, -1)
		mid := rect{x + bw + p.gap, y, w - 2*bw - 2*p.gap, bh}
		out.node(of, mid)
		out.para(label, mid.x, y+(bh-label.h)/2, mid.w, center, p.pal.Ink, of.ID)
		p.arrow(out, next, rect{x + w - bw, y, bw, bh}, +1)
	}}
}

// arrow is a button with an arrow to the left or the right.
func (p *pass) arrow(out *plan, n *scene.Node, r rect, to float32) {
	out.node(n, r)
	col := p.surface(out, n, r, false, true)
	s := min(r.w, r.h) * 0.26
	t := max(2, s*0.4)
	x, y := r.x+r.w/2, r.y+r.h/2
	out.line(x+to*s*0.5, y, x-to*s*0.5, y-s, t, col)
	out.line(x+to*s*0.5, y, x-to*s*0.5, y+s, t, col)
}
