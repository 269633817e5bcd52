package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of a quantity that is all a screen of the easy form asks for.
const (
	stepperGap     = 2    // above the controls and below them, in gaps
	stepperMost    = 3    // greatest side of minus and plus, in the usual one
	stepperSideMax = 0.28 // and in the width
)

// stepperPanel is a quantity that is all a screen asks for: its name, and below it minus,
// number and plus, as large as there is room. It is nil where one of them is missing.
func (p *pass) stepperPanel(n *scene.Node, w float32) *box {
	if len(n.Children) != 2 || len(n.Details) == 0 {
		return nil
	}
	pad := p.actPad()
	inner := w - 2*pad
	side := max(p.target(), p.u(theme.Stepper))
	most := max(side, min(side*stepperMost, inner*stepperSideMax))
	name := p.text(n.Label, p.ty.Name, true, inner)
	rest := p.paras(n.Details[1:], p.ty.Body, inner)
	words := blocks(append([]*para{name}, rest...), inner, alignCenter, p.pal.Ink, n.ID)
	value := p.large(n.Details[0], inner-2*most-2*p.gap, 1, p.ty.Amount, p.ty.Verb, p.ty.Title, p.ty.Name)
	gap := p.gap * stepperGap
	b := &box{w: inner, h: words.h + gap + max(side, value.h), most: words.h + 2*gap + max(most, value.h)}
	b.draw = func(out *plan, x, y, h float32) {
		h = min(h, b.most)
		words.draw(out, x, y, words.h)
		y += words.h + gap
		s := max(side, min(most, h-words.h-2*gap))
		high := max(s, value.h)
		out.para(value, x, y+(high-value.h)/2, inner, alignCenter, p.pal.Ink, n.ID)
		for i := range n.Children {
			p.stepButton(&n.Children[i], s, i == 1).draw(out, x+float32(i)*(inner-s), y+(high-s)/2, s)
		}
	}
	return p.sheet().under(inset(w, pad, pad, b)).as(n)
}
