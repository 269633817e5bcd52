package ui

import (
	"slices"

	"modu/accessibility/scene"
)

// box is a laid-out thing: what it needs, and how it is drawn at a place. Its width is
// settled when it is made; of the height it is given at least h. Lengths are in canvas
// units. The functions of this file put boxes together; a box is a part of one other
// box only.
type box struct {
	w, h float32
	most float32 // the height that it makes good use of; 0: no more than h
	draw func(out *plan, x, y, h float32)
}

// height is that of a box which may be missing.
func (b *box) height() float32 {
	if b == nil {
		return 0
	}
	return b.h
}

// overflow is added to the width of a box whose words do not fit into it, in canvas
// units. It is more than any caller tolerates, so that the next level is tried.
const overflow = 10

// widthTolerance is what rounding may add to a width that still counts as fitting.
const widthTolerance = 1

// overflowing marks a box whose words do not fit.
func (b *box) overflowing(does bool) *box {
	if does {
		b.w += overflow
	}
	return b
}

// within reports whether a box fits a width.
func (b *box) within(w float32) bool { return b.w <= w+widthTolerance }

// as makes a box stand for a node: all of its area is the node's.
func (b *box) as(n *scene.Node) *box {
	draw, w := b.draw, b.w
	b.draw = func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		draw(out, x, y, h)
	}
	return b
}

// column sets boxes one below the other, gap apart, each at the height it needs.
func column(gap float32, boxes ...*box) *box {
	b := &box{}
	for _, c := range boxes {
		b.w = max(b.w, c.w)
		b.h += c.h + gap
	}
	b.h = max(0, b.h-gap)
	b.draw = func(out *plan, x, y, _ float32) {
		for _, c := range boxes {
			c.draw(out, x, y, c.h)
			y += c.h + gap
		}
	}
	return b
}

// spread is a column that shares what height is left among the boxes that make good use of
// it.
func spread(gap float32, boxes ...*box) *box {
	b := column(gap, boxes...)
	var wanted float32
	for _, c := range boxes {
		wanted += max(0, c.most-c.h)
	}
	need := b.h
	b.most = need + wanted
	b.draw = func(out *plan, x, y, h float32) {
		share := min(1, max(0, h-need)/max(1, wanted))
		for _, c := range boxes {
			high := c.h + max(0, c.most-c.h)*share
			c.draw(out, x, y, high)
			y += high + gap
		}
	}
	return b
}

// row sets boxes side by side, gap apart, all as high as the row.
func row(gap float32, boxes ...*box) *box {
	b := &box{}
	for _, c := range boxes {
		b.w += c.w + gap
		b.h = max(b.h, c.h)
	}
	b.w = max(0, b.w-gap)
	b.draw = func(out *plan, x, y, h float32) {
		for _, c := range boxes {
			c.draw(out, x, y, h)
			x += c.w + gap
		}
	}
	return b
}

// rowFromRight sets boxes side by side like row, the last one at the right end of a width.
// They are drawn from there.
func rowFromRight(w, gap float32, boxes ...*box) *box {
	b := &box{w: w}
	for _, c := range boxes {
		b.h = max(b.h, c.h)
	}
	b.draw = func(out *plan, x, y, h float32) {
		x += w
		for _, c := range slices.Backward(boxes) {
			x -= c.w
			c.draw(out, x, y, h)
			x -= gap
		}
	}
	return b
}

// centered is center for several boxes.
func centered(boxes []*box) []*box {
	out := make([]*box, len(boxes))
	for i, b := range boxes {
		out[i] = center(b)
	}
	return out
}

// beside sets a box at the right of another one, which may be nil.
func beside(left, b *box) *box {
	if left == nil {
		return b
	}
	return row(0, left, b)
}

// grid sets boxes in rows of cols, gap apart, each in a cell of width w; heights are those
// of the rows.
func grid(w, gap float32, cols int, heights []float32, boxes []*box) *box {
	b := &box{w: float32(cols)*(w+gap) - gap, h: sumOf(heights, gap)}
	b.draw = func(out *plan, x, y, _ float32) {
		for i, c := range boxes {
			if i > 0 && i%cols == 0 {
				y += heights[i/cols-1] + gap
			}
			c.draw(out, x+float32(i%cols)*(w+gap), y, heights[i/cols])
		}
	}
	return b
}

// sumOf is the height of rows with gaps between them.
func sumOf(rows []float32, gap float32) float32 {
	h := -gap
	for _, r := range rows {
		h += r + gap
	}
	return h
}

// above sets a box over another one, which keeps its height at the lower edge; the first
// takes what is left. below may be nil.
func above(b, below *box) *box {
	if below == nil {
		return b
	}
	foot := below.h
	return &box{w: max(b.w, below.w), h: b.h + foot, draw: func(out *plan, x, y, h float32) {
		b.draw(out, x, y, h-foot)
		below.draw(out, x, y+h-foot, foot)
	}}
}

// overlay draws boxes on top of each other in the same area, the first one lowest. It is
// as large as the first.
func overlay(b *box, over ...*box) *box {
	return &box{w: b.w, h: b.h, most: b.most, draw: func(out *plan, x, y, h float32) {
		b.draw(out, x, y, h)
		for _, c := range over {
			c.draw(out, x, y, h)
		}
	}}
}

// inset keeps dx free at the left and the right of a box in a width, dy above and below it.
func inset(w, dx, dy float32, b *box) *box {
	most := b.most
	if most > 0 {
		most += 2 * dy
	}
	return &box{w: max(w, b.w+2*dx), h: b.h + 2*dy, most: most, draw: func(out *plan, x, y, h float32) { b.draw(out, x+dx, y+dy, h-2*dy) }}
}

// indent moves a box in from the left only.
func indent(dx float32, b *box) *box {
	return &box{w: b.w + dx, h: b.h, draw: func(out *plan, x, y, h float32) { b.draw(out, x+dx, y, h) }}
}

// flushRight moves a box to the right end of a width, margin away from it.
func flushRight(w, margin float32, b *box) *box {
	return &box{w: w, h: b.h, draw: func(out *plan, x, y, h float32) { b.draw(out, x+w-margin-b.w, y, h) }}
}

// center keeps a box at the height it needs, in the middle of what it is given.
func center(b *box) *box {
	return &box{w: b.w, h: b.h, draw: func(out *plan, x, y, h float32) { b.draw(out, x, y+(h-b.h)/2, b.h) }}
}

// top keeps a box at the height it needs, at the upper edge of what it is given.
func top(b *box) *box {
	return &box{w: b.w, h: b.h, draw: func(out *plan, x, y, _ float32) { b.draw(out, x, y, b.h) }}
}

// bottom keeps a box at the height it needs, at the lower edge of what it is given.
func bottom(b *box) *box {
	return &box{w: b.w, h: b.h, draw: func(out *plan, x, y, h float32) { b.draw(out, x, y+h-b.h, b.h) }}
}

// lower keeps dy free above a box.
func lower(dy float32, b *box) *box {
	return &box{w: b.w, h: b.h + dy, draw: func(out *plan, x, y, h float32) { b.draw(out, x, y+dy, h-dy) }}
}

// atLeast gives a box a least height when it is drawn.
func atLeast(least float32, b *box) *box {
	draw := b.draw
	b.draw = func(out *plan, x, y, h float32) { draw(out, x, y, max(h, least)) }
	return b
}

// block is a paragraph in a width.
func block(t *para, w float32, a align, ink rgba, node scene.NodeID) *box {
	return &box{w: w, h: t.h, draw: func(out *plan, x, y, _ float32) { out.para(t, x, y, w, a, ink, node) }}
}

// blocks are paragraphs in a width, one below the other.
func blocks(ts []*para, w float32, a align, ink rgba, node scene.NodeID) *box {
	return &box{w: w, h: heightOf(ts), draw: func(out *plan, x, y, _ float32) {
		for _, t := range ts {
			out.para(t, x, y, w, a, ink, node)
			y += t.h
		}
	}}
}

// heightOf is the height of paragraphs without gaps.
func heightOf(ts []*para) (h float32) {
	for _, t := range ts {
		h += t.h
	}
	return h
}
