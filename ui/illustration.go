package ui

import (
	"slices"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of a row of pictures that show what a line says.
const (
	alikeGap     = 0.3  // between two of the same picture, in the gap between others
	rowLinesMost = 2    // of the row, before its pictures are made smaller,
	rowLeast     = 0.5  // down to this, of their usual height
	pathArrow    = 0.4  // room for the arrow from one thing chosen to the next, in their height
	pathStroke   = 0.06 // of that arrow, in their height
	pathHead     = 0.16 // half the height of its head, in their height

	pathWordsLeast = 0.35 // least width of the words beside such a row, of the width
)

// Sizes of pictures where there is room, in the usual one.
var (
	pathSizes  = [...]float32{1.6, 1.4, 1.2, 1}   // beside words, the best first
	pieceSizes = [...]float32{1.25, 1.5, 1.75, 2} // the best last
)

// illustrations are the pictures of what a line says, as far as there is room for them: they
// give way before the pictures of things do.
func (p *pass) illustrations(n *scene.Node) []*scene.Node {
	if p.pic == largePictures || p.pic == smallPictures && p.up {
		return illustrations(n)
	}
	return nil
}

// illustrations are the pictures of what a line says.
func illustrations(n *scene.Node) (out []*scene.Node) {
	for i := range n.Children {
		if c := &n.Children[i]; c.Role == scene.RolePicture && !isKey(c) {
			out = append(out, c)
		}
	}
	return out
}

// line is something to read, with the pictures of what it says: before the words where that
// takes no more height, and then larger, else above them. Where room is so scarce that there
// are no pictures, the words are all.
func (p *pass) line(n *scene.Node, w float32) *box {
	pictures := p.illustrations(n)
	if len(pictures) == 0 {
		return p.label(n, p.ty.Body, false, w, alignLeft)
	}
	words := p.text(n.Label, p.ty.Body, false, w)
	path := p.path(pictures, 1, w)
	b := column(p.gap/2, path, block(words, w, alignLeft, p.pal.Ink, n.ID))
	least := b.h
	for _, k := range pathSizes {
		large := p.path(pictures, k, w)
		inner := w - large.w - 2*p.gap
		if inner < w*pathWordsLeast {
			continue
		}
		t := p.text(n.Label, p.ty.Body, false, inner)
		if high := max(large.h, t.h); !t.broken && high <= least {
			words = t
			b = row(2*p.gap, center(large), center(block(t, inner, alignLeft, p.pal.Ink, n.ID)))
			break
		}
	}
	b = center(b)
	b.w = max(b.w, w, words.w)
	return b.as(n)
}

// rowOf is pictures in lines of a width, one height for all of them.
type rowOf struct {
	pictures []*scene.Node
	widths   []float32 // of each
	gaps     []float32 // before each
	lines    [][2]int  // from the first up to but not including the last of each
	h        float32   // of a line
	w        float32   // of the longest
}

// rowAt breaks pictures of height h into lines. gap is between different ones.
func (p *pass) rowAt(pictures []*scene.Node, h, gap, w float32) *rowOf {
	r := &rowOf{pictures: pictures, h: h}
	var used float32
	for i, n := range pictures {
		width, before := h*p.aspect(n.Picture), gap
		if i > 0 && n.Picture == pictures[i-1].Picture {
			before *= alikeGap
		}
		if i == 0 || used+before+width > w {
			r.lines, before, used = append(r.lines, [2]int{i, i}), 0, 0
		}
		used += before + width
		r.widths, r.gaps = append(r.widths, width), append(r.gaps, before)
		r.lines[len(r.lines)-1][1] = i + 1
		r.w = max(r.w, used)
	}
	return r
}

// rowIn is pictures of a height, lower where they would take too many lines.
func (p *pass) rowIn(pictures []*scene.Node, h, gap, w float32, lines int) *rowOf {
	r := p.rowAt(pictures, h, gap, w)
	for least := h * rowLeast; len(r.lines) > lines && r.h*shrink >= least; {
		r = p.rowAt(pictures, r.h*shrink, gap*r.h*shrink/h, w)
	}
	return r
}

// box is the row; between draws what stands before a picture, in its gap.
func (r *rowOf) box(p *pass, gap float32, between func(out *plan, x, y, w float32)) *box {
	h := float32(len(r.lines))*(r.h+gap) - gap
	return &box{w: r.w, h: h, draw: func(out *plan, x, y, _ float32) {
		for _, l := range r.lines {
			at := x
			for i := l[0]; i < l[1]; i++ {
				n := r.pictures[i]
				if between != nil && i > l[0] {
					between(out, at, y, r.gaps[i])
				}
				at += r.gaps[i]
				area := rect{at, y, r.widths[i], r.h}
				out.node(n, area)
				out.image(n.Picture, area, false, p.pal.Ink)
				at += r.widths[i]
			}
			y += r.h + gap
		}
	}}
}

// pieces is a sum in notes and coins, at the right of a width: those that are alike stand
// close together, so that they can be counted. They are larger where height is left.
func (p *pass) pieces(n *scene.Node, w float32) *box {
	pictures := p.illustrations(n)
	if len(pictures) == 0 {
		return nil
	}
	sizes := []*box{p.piecesAt(pictures, 1, w)}
	least := sizes[0].h
	for _, k := range pieceSizes {
		if b := p.piecesAt(pictures, k, w); p.pic == largePictures && b.within(w) && b.h <= least*k {
			sizes = append(sizes, b)
		}
	}
	return &box{w: w, h: least, most: sizes[len(sizes)-1].h, draw: func(out *plan, x, y, h float32) {
		set := sizes[0]
		for _, b := range sizes {
			if b.h <= h+heightTolerance {
				set = b
			}
		}
		set.draw(out, x+w-set.w, y+(h-set.h)/2, set.h)
	}}
}

// piecesAt is pieces in a size, 1 is the usual one, which alone is made smaller where there
// are many.
func (p *pass) piecesAt(pictures []*scene.Node, k, w float32) *box {
	h := p.u(theme.MoneyHeight) * p.pic.of(0, 0.7, 1)
	r := p.rowAt(pictures, h*k, p.gap, w)
	if k == 1 {
		r = p.rowIn(pictures, h, p.gap, w, rowLinesMost)
	}
	return r.box(p, p.gap/2, nil)
}

// path is what has been chosen, one thing after the other, with arrows between; k is its
// size, 1 is the usual one.
func (p *pass) path(pictures []*scene.Node, k, w float32) *box {
	h := p.u(theme.PathPicture) * p.pic.of(0, 0.7, 1) * k
	r := p.rowIn(pictures, h, h*pathArrow+p.gap, w, 1)
	return r.box(p, p.gap/2, func(out *plan, x, y, w float32) {
		head, stroke := r.h*pathHead, max(leastArrowWidth, r.h*pathStroke)
		tip, mid := x+w/2+head/2, y+r.h/2
		out.line(tip, mid, tip-head, mid-head, stroke, p.pal.Ink)
		out.line(tip, mid, tip-head, mid+head, stroke, p.pal.Ink)
	})
}

// pathAlone is such a path without words.
func (p *pass) pathAlone(n *scene.Node, w float32) *box {
	pictures := p.illustrations(n)
	if len(pictures) == 0 {
		return (&box{w: w, h: 1, draw: func(*plan, float32, float32, float32) {}}).as(n)
	}
	b := p.path(pictures, 1, w)
	b.w = max(b.w, w)
	return b.as(n)
}

// piecesBeside is a sum in notes and coins on the line of an amount, in a width at its right;
// nil where they would be small there.
func (p *pass) piecesBeside(n *scene.Node, amount *para, w float32) *box {
	pictures := p.illustrations(n)
	for _, k := range slices.Backward(pieceSizes[:]) {
		if b := p.piecesAt(pictures, k, w); len(pictures) > 0 && b.within(w) && b.h <= amount.h {
			return b
		}
	}
	return nil
}
