package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of the bar.
const (
	barGapShare      = 0.8  // between its buttons, of the gap between others
	barLabelMargins  = 0.25 // beside a label, both sides together, in paddings
	barIconRoom      = 1.25 // of a pictogram beside a label with the space between them, in pictograms
	barIconShare     = 0.3  // of the window's width: where the labels of a column need more, they stand alone
	barIconGap       = 0.25 // between pictogram and label below it, in paddings
	barButtonMargins = 1.6  // above and below together, in paddings
	besideMargins    = 2    // of label beside its pictogram, both sides together, in paddings
	columnMargins    = 3    // of a button in a column, both sides together, in paddings
)

// barGap is between the buttons of the bar.
func (p *pass) barGap() float32 {
	if p.panel.OrDefault().Small() { // a word more on a line is worth more than what is between
		return min(theme.GapFloor*p.px*p.floor(), p.gap)
	}
	return max(p.gap*barGapShare, min(theme.GapFloor*p.px*p.floor(), p.gap))
}

// bar is the same few buttons at the very bottom of every screen.
func (p *pass) bar(n *scene.Node, w float32) *box {
	count, gap := max(1, len(n.Children)), p.barGap()
	var widest float32
	for i := range n.Children {
		widest = max(widest, p.br.longestWord(n.Children[i].Label, p.font(p.ty.Body), true))
	}
	widest += p.pad() * barLabelMargins
	cols := count
	cell := func() float32 { return (w - gap*float32(cols-1)) / float32(cols) }
	for cols > 1 && cell() < widest {
		cols = (cols + 1) / 2
	}
	cw := cell()
	isBeside := cols < count || p.wide()
	icon := p.barIcon(n, cw, isBeside)
	boxes := make([]*box, len(n.Children))
	var rows []float32 // each as high as it needs: at twice the size that is worth a card
	for i := range n.Children {
		boxes[i] = p.barButton(&n.Children[i], cw, icon, isBeside)
		if i%cols == 0 {
			rows = append(rows, 0)
		}
		rows[i/cols] = max(rows[i/cols], boxes[i].h)
	}
	h := gap
	for _, r := range rows {
		h += r + gap
	}
	b := inset(w, 0, gap, grid(cw, gap, cols, rows, boxes))
	b.h = h
	return b.as(n).overflowing(widest > cw && !p.elide)
}

// barIcon is the side of the pictograms. All buttons have one, or none: where one label
// would need a second line for it, the words are worth more.
func (p *pass) barIcon(n *scene.Node, w float32, isBeside bool) float32 {
	icon := p.u(theme.Icon)
	if p.pic == noPictures && p.k < p.size {
		return 0
	}
	for i := range n.Children {
		c := &n.Children[i]
		if c.Picture == "" || !p.exists(c.Picture) || isBeside && p.lineWidth(c.Label, p.ty.Body, true)+icon*barIconRoom+p.pad()*besideMargins > w {
			return 0
		}
	}
	return icon
}

// sideBar is the bar as a column of buttons, the last of them at the bottom.
func (p *pass) sideBar(n *scene.Node) *box {
	gap, icon := p.barGap(), p.u(theme.Icon)
	var w float32
	for i := range n.Children {
		c := &n.Children[i]
		w = max(w, p.lineWidth(c.Label, p.ty.Body, true))
		if c.Picture == "" || !p.exists(c.Picture) {
			icon = 0
		}
	}
	if w+icon*barIconRoom > p.w*barIconShare {
		icon = 0 // the words are worth more
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
