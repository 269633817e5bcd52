package ui

import (
	"slices"

	"modu/accessibility/scene"
)

// Proportions of a page on which something is to be done beside the screen.
const (
	actTitleLines = 2   // most lines of a title that is as large as a verb
	sumBesideMost = 0.6 // of the width, for a sum on the line of a button
)

// actOf is what a screen is there for: something that is done beside it, or that has gone
// wrong there; nil where it is there for something else.
func (p *pass) actOf(q parts) *scene.Node {
	for _, n := range slices.Concat(q.alerts, q.body) {
		switch {
		case n.Role == scene.RoleProgress && !n.Quiet, n.Role == scene.RoleAlert && n.Picture != "",
			n.Role == scene.RoleText && n.Picture != "" && p.exists(n.Picture):
			return n
		}
	}
	return nil
}

// underTitle takes out of the content what is known about an act, and what a list comes to,
// and shows it under the title, in the column at the left of a wide window: all height beside
// it is left to the picture and the arrow, or to the list, on all of whose pages it is. It is
// nil where there is nothing; room is the height there is.
func (g *page) underTitle(w, room float32) *box {
	if g.act == nil && g.sc.Kind != scene.KindBasket && g.sc.Kind != scene.KindReview {
		return nil
	}
	all := []func(*scene.Node) *box{
		func(n *scene.Node) *box { return g.columnSum(n, w) },
		func(n *scene.Node) *box { return g.columnNumber(n, w) },
		func(n *scene.Node) *box { return g.columnLine(n, w) },
	}
	var boxes []*box
	used := float32(0)
	for _, make := range all { // what is worth most first
		g.parts.body = slices.DeleteFunc(slices.Clone(g.parts.body), func(n *scene.Node) bool {
			b := make(n)
			if b == nil || !b.within(w) || used+b.h+g.gap > room {
				return false
			}
			boxes, used = append(boxes, b), used+b.h+g.gap
			return true
		})
	}
	if len(boxes) == 0 {
		return nil
	}
	return spread(g.gap, boxes...)
}

// columnSum is a sum in a narrow column: its name over the amount; nil for anything else.
func (p *pass) columnSum(n *scene.Node, w float32) *box {
	if n.Role != scene.RoleSummary || !isSum(n) {
		return nil
	}
	amount := p.text(n.Details[0], p.ty.Title, true, w)
	for _, ink := range []float64{p.ty.Amount, p.ty.Verb} {
		if t := p.text(n.Details[0], ink, true, w); p.pic != noPictures && !p.tight && !t.broken && len(t.lines) == 1 {
			amount = t
			break
		}
	}
	b := blocks([]*para{p.text(n.Label, p.ty.Body, false, w), amount}, w, alignLeft, p.pal.Ink, n.ID)
	if pieces := p.pieces(n, w); pieces != nil {
		b = spread(p.gap/2, b, pieces)
	}
	return b.overflowing(amount.broken).as(n)
}

// columnNumber is a number in a narrow column; nil for anything else.
func (p *pass) columnNumber(n *scene.Node, w float32) *box {
	if n.Role != scene.RoleHeading || !n.HasCode() {
		return nil
	}
	return p.heading(n, w)
}

// columnLine is what is told of the way in a narrow column; nil for anything else.
func (p *pass) columnLine(n *scene.Node, w float32) *box {
	if n.Role != scene.RoleText || !n.Late {
		return nil
	}
	return p.line(n, w)
}

// sumLast moves a sum behind what it is beside, before a button that stands alone.
func sumLast(nodes []*scene.Node) []*scene.Node {
	at := slices.IndexFunc(nodes, func(n *scene.Node) bool { return n.Role == scene.RoleSummary && isSum(n) })
	row := len(nodes) - 1
	if at < 0 || at >= row || !isGroup(nodes[row], scene.ArrangeRow) || len(nodes[row].Children) != 1 {
		return nodes
	}
	out := slices.Delete(slices.Clone(nodes), at, at+1)
	return slices.Insert(out, row-1, nodes[at])
}

// sumBeside is a sum with the button after it on one line, where height is missing: in a wide
// window beside an act; nil where they do not stand there.
func (p *pass) sumBeside(nodes []*scene.Node, i int, w float32) *box {
	if p.act == nil || !p.wide() || i+1 >= len(nodes) || nodes[i].Role != scene.RoleSummary || !isSum(nodes[i]) {
		return nil
	}
	next := nodes[i+1]
	if !isGroup(next, scene.ArrangeRow) || len(next.Children) != 1 || isPager(next) {
		return nil
	}
	bw := p.buttonWidth(&next.Children[0])
	inner := w - bw - p.gap
	if bw > w*(1-sumBesideMost) {
		return nil
	}
	line, rest := p.nameAndAmount(nodes[i], nodes[i].Details, true, inner, p.nameInk())
	if len(rest) > 0 || !line.within(inner) {
		return nil
	}
	sum := center(line)
	sum.w = inner
	button := p.row(next, bw)
	button.w = bw
	return row(p.gap, sum.as(nodes[i]), center(button))
}
