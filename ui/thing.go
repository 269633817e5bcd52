package ui

import (
	"strings"

	"modu/accessibility/scene"
)

// Proportions of a button that takes a thing at once.
const (
	thingSide = 1.5 // the picture of the thing, in targets
	actionOf  = "act-"
)

// showsThing reports whether a button takes a thing at once and shows it: its details name it.
func (p *pass) showsThing(n *scene.Node) bool {
	return n.Role == scene.RoleButton && len(n.Details) > 0 && !n.Primary && !p.tight && p.pic != noPictures &&
		p.likeness(n).name != "" && !strings.HasPrefix(n.Picture, actionOf)
}

// thingPicture is the side of its picture.
func (p *pass) thingPicture() float32 { return p.target() * thingSide * p.pic.of(1, 0.8, 1) }

// thingWidth is what such a button needs for its name on one line and its details on another.
func (p *pass) thingWidth(n *scene.Node) float32 {
	w := p.lineWidth(n.Label, p.ty.Body, true)
	for _, t := range joined(n.Details) {
		w = max(w, p.lineWidth(t, p.ty.Body, true))
	}
	return p.thingPicture() + w + 4*p.pad() + textSlack
}

// thingButton is such a button: the thing at the left, what the button does and below it what is
// taken, with its price. It is nil for any other button, and where words would break.
func (p *pass) thingButton(n *scene.Node, w float32) *box {
	if !p.showsThing(n) {
		return nil
	}
	pad, side, ground := p.pad(), p.thingPicture(), p.surface(n)
	inner := w - side - 4*pad
	if inner <= 0 {
		return nil
	}
	texts := []*para{p.text(n.Label, p.ty.Body, true, inner)}
	for _, t := range joined(n.Details) {
		texts = append(texts, p.text(t, p.ty.Body, true, inner))
	}
	if anyBroken(texts) {
		return nil
	}
	words := blocks(texts, inner, alignLeft, ground.ink, n.ID)
	b := indent(side+3*pad, center(words))
	b = overlay(b, &box{draw: func(out *plan, x, y, h float32) {
		p.besideWords(out, n, rect{x + pad, y + (h-side)/2, side, side})
	}})
	b.w, b.h = w, max(side+pad, words.h-texts[0].leading()+pad)
	return ground.under(above(b, p.reason(n, w))).as(n)
}
