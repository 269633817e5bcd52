package ui

import "modu/accessibility/scene"

// Proportions of a name and an amount on one line.
const (
	amountGap     = 2   // least between them, in paddings
	amountNameMin = 0.3 // least width of the name, of the line
)

// summary is a line to check: name left, amount right, the rest below.
func (p *pass) summary(n *scene.Node, w float32) *box {
	first, rest := p.nameAndAmount(n, n.Details, w, p.ty.Name)
	below := blocks(p.paras(joined(rest), p.ty.Body, w), w, alignLeft, p.pal.Ink, n.ID)
	return p.ruled(inset(w, 0, p.pad()/2, column(0, first, below))).as(n)
}

// isAmount reports whether a line is a sum: a name and a price, nothing else.
func isAmount(n *scene.Node) bool {
	if len(n.Details) != 1 || len(n.Children) > 0 {
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
// any bill; without that line where it is the first on the page.
func (p *pass) total(n *scene.Node, w float32, first bool) *box {
	ink := p.ty.Title
	if p.tight {
		ink = p.ty.Name
	}
	line, _ := p.nameAndAmount(n, n.Details, w, ink)
	pad, rule := p.pad()/2, p.thick()
	if first {
		rule = 0
	}
	b := overlay(&box{w: w, draw: func(out *plan, x, y, _ float32) { out.fill(rect{x, y, w, rule}, p.pal.Ink) }},
		lower(rule, lower(pad, top(line))))
	b.h = line.h + 2*pad + rule
	return b.as(n)
}

// nameAndAmount sets the name left and the last detail right, below each other where the
// line is too short. It returns the details between.
func (p *pass) nameAndAmount(n *scene.Node, details []scene.Text, w float32, ink float64) (*box, []scene.Text) {
	var amount *para
	if k := len(details) - 1; k >= 0 {
		amount, details = p.text(details[k], ink, true, w), details[:k]
	}
	nameW, isBeside := w, false
	if amount != nil {
		free := w - amount.w - p.pad()*amountGap
		if isBeside = free > w*amountNameMin && p.br.longestWord(n.Label, p.font(ink), true) <= free; isBeside {
			nameW = free
		}
	}
	name := block(p.text(n.Label, ink, true, nameW), nameW, alignLeft, p.pal.Ink, n.ID)
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
