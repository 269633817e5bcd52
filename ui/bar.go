package ui

import (
	"slices"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of the bar.
const (
	barGapShare      = 0.8  // between its buttons, of the gap between others
	barLabelMargins  = 0.25 // beside a label, both sides together, in paddings
	barIconRoom      = 1.25 // of a pictogram beside a label with the space between them, in pictograms
	barIconShare     = 0.3  // of the window's width: where the labels of a column need more, they stand alone
	barLinesMost     = 2    // of a label, before the bar has one more row
	barIconGap       = 0.25 // between pictogram and label below it, in paddings
	barButtonMargins = 1.6  // above and below together, in paddings
	besideMargins    = 2    // of label beside its pictogram, both sides together, in paddings
	iconLess         = 0.75 // of the pictogram of a small panel, where words leave no room for all of it
	columnMargins    = 3    // of a button in a column, both sides together, in paddings
)

// barGap is between the buttons of the bar.
func (p *pass) barGap() float32 {
	if p.panel.OrDefault().Small() { // a word more on a line is worth more than what is between
		return min(theme.GapFloor*p.px*p.floor(), p.gap)
	}
	return max(p.gap*barGapShare, min(theme.GapFloor*p.px*p.floor(), p.gap))
}

// barCells is where the buttons of the bar stand: in rows, each of its own width.
type barCells struct {
	cols     int
	widths   []float32
	overfull bool // a word is wider than its button
}

// bar is the same few buttons at the very bottom of every screen.
func (p *pass) bar(n *scene.Node, w float32) *box {
	gap, cells := p.barGap(), p.barCells(n, w)
	isBeside := cells.cols < len(n.Children) || p.wide()
	icon := p.barIcon(n, cells.widths, isBeside)
	var rows []*box // each as high as it needs: at twice the size that is worth a card
	var boxes []*box
	for i := range n.Children {
		boxes = append(boxes, p.barButton(&n.Children[i], cells.widths[i], icon, isBeside))
		if len(boxes) == cells.cols || i == len(n.Children)-1 {
			rows = append(rows, row(gap, boxes...))
			boxes = nil
		}
	}
	b := inset(w, 0, gap, column(gap, rows...))
	for b.h = gap; len(rows) > 0; rows = rows[1:] {
		b.h += rows[0].h + gap
	}
	b.w = w
	return b.as(n).overflowing(cells.overfull && !p.elide)
}

// barCells shares a width among the buttons of the bar: alike in one row if no label needs a
// second line for it, else in one row by what each needs; else in several rows, of which the
// last one shares its width.
func (p *pass) barCells(n *scene.Node, w float32) barCells {
	count, gap := max(1, len(n.Children)), p.barGap()
	share := func(cols int) float32 { return (w - gap*float32(cols-1)) / float32(cols) }
	if widths := p.barPictured(n, w); widths != nil {
		return barCells{cols: count, widths: widths}
	}
	var widest float32
	for _, whole := range []bool{true, false} {
		need := p.barNeeds(n, whole)
		widest = slices.Max(append(need, p.target()))
		if free := w - sumOf(need, gap); widest > share(count) && free >= 0 && (!p.wide() || p.panel.OrDefault().Small()) {
			for i := range need {
				need[i] += free / float32(count)
			}
			if p.barLines(n, need) <= barLinesMost {
				return barCells{cols: count, widths: need}
			}
		}
		if widest <= share(count) {
			break
		}
	}
	c := barCells{cols: count, widths: make([]float32, len(n.Children))}
	for {
		for i := range c.widths {
			c.widths[i] = share(min(c.cols, count-i/c.cols*c.cols))
		}
		if c.overfull = share(c.cols) < widest; c.cols == 1 || !c.overfull && p.barLines(n, c.widths) <= barLinesMost {
			return c
		}
		c.cols = (c.cols + 1) / 2
	}
}

// barPictured is the width of each button of the bar of a small panel that is wide, by what its label
// needs on one line with its pictogram beside it; nil where that is more than there is.
func (p *pass) barPictured(n *scene.Node, w float32) []float32 {
	if !p.wide() || !p.panel.OrDefault().Small() || !p.allPictured(n) {
		return nil
	}
	need := p.barNeeds(n, true)
	for i := range need {
		need[i] += p.u(theme.IconSmall*iconLess)*barIconRoom + p.pad()*(besideMargins-barLabelMargins) + textSlack
	}
	free := w - sumOf(need, p.barGap())
	if free < 0 {
		return nil
	}
	for i := range need {
		need[i] += free / float32(len(need))
	}
	return need
}

// barLines is how many lines the longest label of the bar takes.
func (p *pass) barLines(n *scene.Node, widths []float32) (most int) {
	for i := range n.Children {
		most = max(most, len(p.text(n.Children[i].Label, p.ty.Body, true, widths[i]-p.pad()*barLabelMargins).lines))
	}
	return most
}

// barNeeds is the width of each button of the bar: of its whole label on one line, or of its
// longest word.
func (p *pass) barNeeds(n *scene.Node, whole bool) []float32 {
	need := make([]float32, len(n.Children))
	for i := range n.Children {
		label := n.Children[i].Label
		words := p.br.longestWord(label, p.font(p.ty.Body), true)
		if whole {
			words = p.lineWidth(label, p.ty.Body, true)
		}
		need[i] = max(p.target(), words+p.pad()*barLabelMargins)
	}
	return need
}

// barIcon is the side of the pictograms. All buttons have one, or none: where one label
// would need a second line for it, the words are worth more.
func (p *pass) barIcon(n *scene.Node, widths []float32, isBeside bool) float32 {
	if p.pic == noPictures && p.k < p.size || !p.allPictured(n) {
		return 0
	}
	for _, icon := range p.icons() {
		fits := true
		for i := range n.Children {
			label := p.lineWidth(n.Children[i].Label, p.ty.Body, true)
			fits = fits && !(isBeside && label+icon*barIconRoom+p.pad()*besideMargins > widths[i])
		}
		if fits {
			return icon
		}
	}
	return 0
}

// icons are the sides that pictograms on the bar may have, the best first.
func (p *pass) icons() []float32 {
	if p.panel.OrDefault().Small() {
		return []float32{p.u(theme.IconSmall), p.u(theme.IconSmall * iconLess)}
	}
	return []float32{p.u(theme.Icon), p.u(theme.IconSmall)}
}

// allPictured reports whether every child of a node has a picture.
func (p *pass) allPictured(n *scene.Node) bool {
	return !slices.ContainsFunc(n.Children, func(c scene.Node) bool { return c.Picture == "" || !p.exists(c.Picture) })
}

// sideBar is the bar as a column of buttons, the last of them at the bottom.
func (p *pass) sideBar(n *scene.Node) *box {
	gap, icon := p.barGap(), float32(0)
	var w float32
	for i := range n.Children {
		w = max(w, p.lineWidth(n.Children[i].Label, p.ty.Body, true))
	}
	for _, side := range p.icons() {
		if icon == 0 && p.allPictured(n) && w+side*barIconRoom <= p.w*barIconShare { // else the words are worth more
			icon = side
		}
	}
	w = max(p.target(), w+icon*barIconRoom+p.pad()*columnMargins)
	boxes := make([]*box, len(n.Children))
	var high float32
	for i := range n.Children {
		boxes[i] = p.barButton(&n.Children[i], w, icon, true)
		high = max(high, boxes[i].h)
	}
	return (&box{w: w, h: float32(len(boxes))*(high+gap) + p.margin - gap, draw: func(out *plan, x, y, _ float32) {
		for i, b := range boxes {
			b.draw(out, x, y+float32(i)*(high+gap), high)
		}
	}}).as(n)
}

// barButton is a pictogram above a short label; beside it where the bar has two rows or the
// window is wide.
func (p *pass) barButton(n *scene.Node, w, icon float32, isBeside bool) *box {
	pad := p.pad()
	ground := p.surface(n)
	picture := &box{w: icon, h: icon, draw: func(out *plan, x, y, _ float32) {
		out.image(n.Picture, rect{x, y, icon, icon}, n.Disabled, ground.ink)
	}}
	var b *box
	var t *para
	if isBeside && icon > 0 {
		t = p.text(n.Label, p.ty.Body, true, w-icon*barIconRoom-pad*besideMargins)
		picture.w = icon * barIconRoom
		b = row(0, center(picture), center(block(t, t.w, alignLeft, ground.ink, n.ID)))
		b = inset(w, pad, 0, b)
		b.h = t.h
	} else {
		tw := w - pad*barLabelMargins
		t = p.text(n.Label, p.ty.Body, true, tw)
		label := inset(w, pad*barLabelMargins/2, 0, block(t, tw, alignCenter, ground.ink, n.ID))
		if icon > 0 {
			gap := pad * barIconGap
			label = column(gap, inset(w, (w-icon)/2, 0, picture), label)
			label.h = t.h + (icon + gap)
		}
		b = center(label)
	}
	b.h = max(p.target(), b.h-t.leading()+pad*barButtonMargins)
	return ground.under(b).as(n)
}
