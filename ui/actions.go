package ui

import (
	"slices"

	"modu/accessibility/scene"
)

// nextStepShare is the least share of a row's width that the next step takes.
const nextStepShare = 0.4

// actions is the row with the one obvious next step, which is at the right end and always
// in the same place; other buttons are left of it, or above it where the row is too narrow. The
// answer to a question that comes first in the scene comes first to the eyes, too.
func (p *pass) actions(n *scene.Node, w float32) *box {
	next, others := splitActions(n)
	if p.answers && len(others) > 0 && next == &n.Children[0] {
		return p.answersInOrder(n, w)
	}
	switch {
	case next == nil:
		return p.row(n, w)
	case len(others) == 0:
		b := p.button(next, w, false)
		b.w = w
		return b.as(n)
	}
	widths := make([]float32, len(others))
	var used float32
	for i, c := range others {
		widths[i] = p.naturalWidth(c, w)
		used += widths[i] + p.gap
	}
	if used+max(p.buttonWidth(next), w*nextStepShare) <= w {
		return p.actionsInLine(next, others, widths, w, used).as(n)
	}
	if cell := (w - p.gap*float32(len(others)-1)) / float32(len(others)); p.tight && len(others) > 1 && used-p.gap <= w && slices.Max(widths) > cell {
		return p.actionsInTwo(n, next, others, widths, w, w-used+p.gap)
	}
	for cols := len(others); cols > 1; cols-- {
		if cell := (w - p.gap*float32(cols-1)) / float32(cols); slices.Max(widths) <= cell {
			return p.actionsInRows(n, next, others, w, cell, cols)
		}
	}
	var boxes []*box
	for _, c := range append(others, next) {
		boxes = append(boxes, p.rowPart(c, w, false))
	}
	b := column(p.gap, boxes...)
	b.w = w
	return b.as(n)
}

// answersInOrder has the answers to a question in the order of the scene: side by side where all
// keep their words on one line, the first as wide as what the others leave, else one below the
// other.
func (p *pass) answersInOrder(n *scene.Node, w float32) *box {
	last := len(n.Children) - 1
	widths := make([]float32, last+1)
	widths[0] = w
	for i := range n.Children[1:] {
		widths[i+1] = p.naturalWidth(&n.Children[i+1], w)
		widths[0] -= widths[i+1] + p.gap
	}
	inLine := widths[0] >= max(p.buttonWidth(&n.Children[0]), w*nextStepShare)
	boxes := make([]*box, last+1)
	for i := range n.Children {
		cw := w
		if inLine {
			cw = widths[i]
		}
		boxes[i] = p.rowPart(&n.Children[i], cw, false)
		boxes[i].w = cw
	}
	b := column(p.gap, boxes...)
	if inLine {
		b = row(p.gap, boxes...)
	}
	b.w = w
	return b.as(n)
}

// splitActions is the first primary button, and everything else.
func splitActions(n *scene.Node) (next *scene.Node, others []*scene.Node) {
	for i := range n.Children {
		if c := &n.Children[i]; c.Primary && next == nil {
			next = c
		} else {
			others = append(others, c)
		}
	}
	return next, others
}

// actionsInLine has all of them side by side; others and their gaps are used wide.
func (p *pass) actionsInLine(next *scene.Node, others []*scene.Node, widths []float32, w, used float32) *box {
	last := p.button(next, w-used, false)
	boxes := make([]*box, len(others))
	for i, c := range others {
		boxes[i] = p.rowPart(c, widths[i], false)
		boxes[i].w = widths[i]
	}
	left := row(p.gap, boxes...)
	b := overlay(left, flushRight(w, 0, last))
	b.w, b.h = w, max(last.h, left.h)
	return b
}

// actionsInRows has the others in rows of equal cells, and the next step below them, nearest
// to the hand.
func (p *pass) actionsInRows(n, next *scene.Node, others []*scene.Node, w, cell float32, cols int) *box {
	last := p.button(next, w, false)
	boxes := make([]*box, len(others))
	var high float32
	for i, c := range others {
		cw := cell
		if i == len(others)-1 { // the last one fills its row
			cw = w - float32(i%cols)*(cell+p.gap)
		}
		boxes[i] = p.rowPart(c, cw, false)
		high = max(high, boxes[i].h)
	}
	rows := (len(others) + cols - 1) / cols
	cells := grid(cell, p.gap, cols, slices.Repeat([]float32{high}, rows), boxes)
	b := above(cells, last)
	b.w, b.h = w, float32(rows)*(high+p.gap)+last.h
	return top(b.as(n))
}

// actionsInTwo has the others on one line, each as wide as its words with its part of what is
// left, and the next step below them.
func (p *pass) actionsInTwo(n, next *scene.Node, others []*scene.Node, widths []float32, w, left float32) *box {
	last := p.button(next, w, false)
	boxes := make([]*box, len(others))
	for i, c := range others {
		cw := widths[i] + left/float32(len(others))
		boxes[i] = p.rowPart(c, cw, false)
		boxes[i].w = cw
	}
	line := row(p.gap, boxes...)
	b := column(p.gap, line, last)
	b.w = w
	return b.as(n)
}

// buttonsWidth is what the buttons of a row need side by side.
func (p *pass) buttonsWidth(n *scene.Node) float32 {
	var w float32
	for i := range n.Children {
		w += p.buttonWidth(&n.Children[i]) + p.gap
	}
	return w - p.gap
}
