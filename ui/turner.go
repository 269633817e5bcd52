package ui

import (
	"slices"

	"modu/accessibility/scene"
)

// turning is how pages are turned where a row of its own for that would cost a thing to choose
// from on every page: with an arrow to either side, in one row with what stands below.
type turning struct {
	pager  *scene.Node // nil: nothing is turned, or in a row of its own
	beside *scene.Node // in whose row the arrows stand: the row of the next act, or the last thing on the page
	atHead bool        // the number of the page stands beside the title
	column bool        // the arrows stand one above the other, at the right of the list
	saved  bool        // a pager would cost no height
}

// usualNumber stands for the number of a page that is not known yet.
var usualNumber = scene.Text{Spans: []scene.Span{{Text: "00 / 00"}}}

// turns finds the place of the arrows on this page.
func (g *page) turns() (t turning) {
	body, at := g.parts.body, -1
	for i, n := range body {
		if pageable(n) {
			at = i
		}
	}
	if !g.cramped() || at < 0 {
		return t
	}
	rest := body[at+1:]
	number := usualNumber
	if len(rest) > 0 && isPager(rest[0]) {
		t.pager, rest = rest[0], rest[1:]
		number = t.pager.Children[1].Label
	}
	if t.beside = g.turnedBeside(rest); t.beside != nil {
		need := g.wordsWidth(t.beside)
		arrows, words := 2*g.head().target()+g.gap, g.head().lineWidth(number, g.ty.Body, false)
		title := g.head().lineWidth(g.titleWords(g.titleNode()), g.titleInk(), true)
		t.saved = arrows+g.gap+words+2*g.gap+need <= g.w
		t.atHead = !t.saved && !g.beside() && arrows+g.gap+need <= g.w && title+2*g.gap+words <= g.w
	}
	switch {
	case t.saved || t.atHead:
		t.saved = true
		return t
	case g.wide():
		return turning{pager: t.pager, column: true, saved: true}
	}
	return turning{}
}

// wordsWidth is what buttons need for their words alone: a thing more on every page is worth more
// than the pictogram beside them.
func (p *pass) wordsWidth(n *scene.Node) float32 {
	q := *p
	q.bare = true
	return q.buttonsWidth(n)
}

// turnedBeside is the row beside which pages may be turned, of what stands below the list; nil
// if there is none.
func (g *page) turnedBeside(rest []*scene.Node) *scene.Node {
	switch {
	case len(rest) == 0, len(rest) == 1 && rest[0].Role == scene.RoleSummary: // the sum is no place for arrows
		return g.parts.actions
	case len(rest) == 1 && len(buttonsOf(rest[0])) > 0:
		return rest[0]
	}
	return nil
}

// buttonsOf are the buttons of a row of nothing else; none for any other node.
func buttonsOf(n *scene.Node) []scene.Node {
	if !isGroup(n, scene.ArrangeRow) || slices.ContainsFunc(n.Children, func(c scene.Node) bool { return c.Role != scene.RoleButton }) {
		return nil
	}
	return n.Children
}

// titleNode is the node with the words of the title.
func (g *page) titleNode() *scene.Node {
	if g.parts.title != nil {
		return g.parts.title
	}
	return &g.sc.Root
}

// numbered is the title with the number of the page at its right, where that has its place
// there, and the width of the title.
func (g *page) numbered(w float32) (*box, float32) {
	if g.turn.pager == nil || !g.turn.atHead {
		return g.header(g.parts.title, w), w
	}
	number := g.pageNumber(g.turn.pager)
	words := w - number.w - g.gap
	b := row(g.gap, g.header(g.parts.title, words), number)
	b.w = w
	return b, words
}

// captionShare is the least width of a title with the bar of stages at its right, in that of the
// page: what is being said stands over the title, not over the stages.
const captionShare = 0.5

// besideSteps is the title with the bar of stages at its right, where room is scarce, and the
// width of the title; nil where one line has no room for both, or where there is none.
func (g *page) besideSteps(w float32) (*box, float32) {
	n := g.parts.steps
	if n == nil || !g.cramped() || g.isPictured() || g.turn.pager != nil && g.turn.atHead {
		return nil, 0
	}
	q := g.head()
	words := max(w*captionShare, q.lineWidth(g.titleWords(g.titleNode()), g.titleInk(), true)+textSlack)
	free := w - words - 2*g.gap
	steps := q.steps(n, free)
	if steps.h > q.font(q.ty.Body)*lineInk+heightTolerance {
		return nil, 0
	}
	b := row(2*g.gap, g.header(g.parts.title, words), center(steps))
	b.w = w
	return b, words
}

// pageNumber is the number of a page, as wide as it is.
func (p *pass) pageNumber(pager *scene.Node) *box {
	of := &pager.Children[1]
	t := p.head().text(of.Label, p.ty.Body, false, unbounded)
	return center(block(t, t.w+textSlack, alignRight, p.pal.Ink, of.ID)).as(of)
}

// arrows are the two buttons that turn pages, with the number between them unless it stands
// beside the title.
func (p *pass) arrows(t turning, w float32) *box {
	n, side := t.pager, p.head().target()
	parts := []*box{p.arrow(&n.Children[0], side, side, -1), p.arrow(&n.Children[2], side, side, +1)}
	if !t.atHead {
		number := p.pageNumber(n)
		parts = []*box{parts[0], number, parts[1]}
		if free := (w - 2*side - number.w - 2*p.gap) / 2; free > 0 { // wider arrows are found sooner
			wide := min(side*arrowAspect, side+free)
			parts[0], parts[2] = p.arrow(&n.Children[0], wide, side, -1), p.arrow(&n.Children[2], wide, side, +1)
		}
	}
	return row(p.gap, parts...).as(n)
}

// arrowColumn are the two buttons that turn pages one above the other, with the number between
// them: in a wide window it is height that is missing. Where the room is not even as high as
// that, the number stands at their left.
func (p *pass) arrowColumn(t turning, room float32) *box {
	n, number, side := t.pager, p.pageNumber(t.pager), p.head().target()
	w, between := max(number.w, side), number.h+2*p.gap
	left := room < 2*side+between
	if left {
		w, between = number.w+p.gap+side, p.gap
	}
	arrows := w
	if left {
		arrows = side
	}
	previous, next := p.arrow(&n.Children[0], arrows, 0, -1), p.arrow(&n.Children[2], arrows, 0, +1)
	return (&box{w: w, h: 2*side + between, draw: func(out *plan, x, y, h float32) {
		high := (h - between) / 2
		if left {
			number.draw(out, x, y+(h-number.h)/2, number.h)
		} else {
			number.draw(out, x+(w-number.w)/2, y+high+p.gap, number.h)
		}
		previous.draw(out, x+w-arrows, y, high)
		next.draw(out, x+w-arrows, y+h-high, high)
	}}).as(n)
}

// actionsBesideTurner is the row of the next act, with the arrows at its left where they have
// their place there.
func (g *page) actionsBesideTurner(n *scene.Node, w float32) *box {
	if g.turn.pager == nil || g.turn.beside != n {
		return g.actions(n, w)
	}
	arrows := g.arrows(g.turn, w-g.gap-g.wordsWidth(n))
	b := row(g.gap, arrows, g.actions(n, w-arrows.w-g.gap))
	b.w = w
	return b
}

// lastBesideTurner is the last thing on a page, with the arrows at its left.
func (p *pass) lastBesideTurner(t turning, w float32) *box {
	n := t.beside
	arrows := p.arrows(t, w-p.gap-p.wordsWidth(n))
	last := p.row(n, w-arrows.w-p.gap)
	if len(n.Children) == 1 {
		last = p.button(&n.Children[0], w-arrows.w-p.gap, false).as(n)
	}
	b := row(p.gap, arrows, last)
	b.w = w
	return b
}
