package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of a name and an amount on one line.
const (
	amountGap     = 2   // least between them, in paddings
	amountNameMin = 0.3 // least width of the name, of the line
)

// summary is a line to check: its picture, name left, amount right, the rest below.
func (p *pass) summary(n *scene.Node, w float32) *box {
	pad, picture := p.pad(), p.summaryPicture(n, w)
	inner := w
	if picture > 0 {
		inner -= picture + pad*pictureMargin
	}
	first, rest := p.nameAndAmount(n, n.Details, n.Amount, inner, p.nameInk())
	words := column(0, first, blocks(p.paras(joined(rest), p.detailInk(), inner), inner, alignLeft, p.pal.Ink, n.ID))
	if picture == 0 {
		return p.ruled(inset(w, 0, pad/2, words)).as(n)
	}
	image := &box{draw: func(out *plan, x, y, h float32) {
		p.besideWords(out, n, rect{x, y, picture, h})
	}}
	b := inset(w, 0, pad/2, overlay(indent(w-inner, center(words)), image))
	b.h = max(words.h, picture*quantityAspect) + pad
	b.most = max(b.h, picture*p.pictureGrowth()+pad)
	b.w = w
	return p.ruled(b).as(n)
}

// summaryPicture is the width of the picture beside a line; 0 where it has none.
func (p *pass) summaryPicture(n *scene.Node, w float32) float32 {
	if p.pic == noPictures || p.likeness(n).name == "" {
		return 0
	}
	return min(p.u(theme.SummaryPicture)*p.pic.of(0, 0.6, 1), w*quantityPicture)
}

// isSum reports whether a line is a sum: a name and a price, and at most notes and coins
// that make it.
func isSum(n *scene.Node) bool {
	if !n.Amount || len(n.Details) != 1 || len(n.Children) > len(illustrations(n)) {
		return false
	}
	for _, s := range n.Details[0].Spans {
		if s.Kind == scene.Price {
			return true
		}
	}
	return false
}

// total is a sum. Under its list it is larger than the lines, with a strong line above, as on
// any bill; where it is the first on the page it is what the page is about.
func (p *pass) total(n *scene.Node, w float32, first bool) *box {
	if first && p.act != nil && (p.wide() || p.pic != largePictures) { // all height is left to its picture
		line, _ := p.nameAndAmount(n, n.Details, n.Amount, w, p.ty.Name)
		return center(line).as(n)
	}
	first = first && !(p.sc.Look.Easy && p.pic != largePictures) // pictures of what is to be done come before it
	if first {
		return p.sum(n, w)
	}
	ink := p.ty.Title
	if p.tight {
		ink = p.ty.Name
	}
	line, _ := p.nameAndAmount(n, n.Details, n.Amount, w, ink)
	line = top(line)
	if pieces := p.pieces(n, w); pieces != nil {
		line = spread(p.gap/2, line, pieces)
	}
	pad, rule := p.pad()/2, p.thick()
	around := rule + 2*pad
	return (&box{w: w, h: line.h + around, most: max(line.h, line.most) + around, draw: func(out *plan, x, y, h float32) {
		out.fill(rect{x, y, w, rule}, p.pal.Ink)
		line.draw(out, x, y+rule+pad, h-around)
	}}).as(n)
}

// sum is an amount that stands large below its name; beside it where room is scarce.
func (p *pass) sum(n *scene.Node, w float32) *box {
	amount := p.large(n.Details[0], w, 1, p.ty.Amount, p.ty.Verb, p.ty.Title, p.ty.Name)
	name := p.text(n.Label, p.ty.Body, false, w)
	b := blocks([]*para{name, amount}, w, alignLeft, p.pal.Ink, n.ID)
	if pieces := p.piecesBeside(n, amount, w-amount.w-p.pad()*amountGap); pieces != nil {
		return overlay(b, flushRight(w, 0, lower(name.h, center(pieces)))).as(n)
	}
	if pieces := p.pieces(n, w); pieces != nil {
		b = spread(p.gap/2, b, pieces)
	}
	return b.as(n)
}

// nameAndAmount sets the name left and the amount, where the last detail is one, right,
// below each other where the line is too short. It returns the other details.
func (p *pass) nameAndAmount(n *scene.Node, details []scene.Text, hasAmount bool, w float32, ink float64) (*box, []scene.Text) {
	var amount *para
	if k := len(details) - 1; k >= 0 && hasAmount {
		amount, details = p.text(details[k], ink, true, w), details[:k]
	}
	nameW, isBeside := w, false
	if amount != nil {
		free := w - amount.w - p.pad()*amountGap
		if isBeside = free > w*amountNameMin && p.br.longestWord(n.Label, p.font(ink), true) <= free; isBeside {
			nameW = free
		}
	}
	set := p.text(n.Label, ink, true, nameW)
	if whole := p.text(n.Label, ink, true, w); isBeside && len(set.lines) > 1 && len(whole.lines) == 1 { // two lines either way, and the name is read at one look
		set, nameW, isBeside = whole, w, false
	}
	name := block(set, nameW, alignLeft, p.pal.Ink, n.ID)
	if amount == nil {
		return name, details
	}
	right := block(amount, w, alignRight, p.pal.Ink, n.ID)
	b := overlay(top(name), bottom(right))
	b.w, b.h = w, name.h+right.h
	if isBeside {
		b.h = max(name.h, right.h)
	}
	return b, details
}
