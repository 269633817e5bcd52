package ui

import (
	"slices"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// buttonIcon is the room of the pictogram beside the words of a button, with the space
// between them; 0 where it has none.
func (p *pass) buttonIcon(n *scene.Node) float32 {
	if n.Picture == "" || !p.exists(n.Picture) {
		return 0
	}
	return min(p.u(theme.Icon), p.target()*0.6) + p.pad()
}

// buttonWidth is what a button needs to keep its label on one line.
func (p *pass) buttonWidth(n *scene.Node) float32 {
	ink := p.ty.Body
	if n.Primary {
		ink = p.ty.Name
	}
	w := p.text(n.Label, ink, true, 1e6).w
	for _, d := range n.Details {
		w += p.pad()*2 + p.text(d, ink, true, 1e6).w
	}
	if !p.tight { // there it stands only where there is room anyhow
		w += p.buttonIcon(n)
	}
	pads := p.pad() * 5
	if p.tight {
		pads = p.pad() * 2.2
	}
	return max(p.target()*1.6, w+pads)
}

// button is label, details and, where it cannot be pressed, the reason. A quiet
// one, beside a number or in a pager, leaves the reason to the caption strip.
func (p *pass) button(n *scene.Node, w float32, quiet bool) *box {
	pad := p.pad()
	ink := p.ty.Body
	if n.Primary {
		ink = p.ty.Name
	}
	iw := w - 3*pad
	if p.tight {
		iw = w - 2*pad
	}
	texts := append([]scene.Text{n.Label}, n.Details...)
	// One line if it fits, else one below the other.
	var sum float32
	var one []*para
	for _, t := range texts {
		if !t.IsZero() {
			one = append(one, p.text(t, ink, true, 1e6))
			sum += one[len(one)-1].w + pad*2
		}
	}
	sum -= pad * 2
	stacked := sum > iw || p.elide
	icon := p.buttonIcon(n)
	if stacked || sum+icon > iw {
		icon = 0
	}
	h := float32(0)
	if stacked {
		one = nil
		for _, t := range append([]scene.Text{n.Label}, joined(n.Details)...) {
			if !t.IsZero() {
				one = append(one, p.text(t, ink, true, iw))
				h += one[len(one)-1].h
			}
		}
	} else if len(one) > 0 {
		h = one[0].h
	}
	var rib *box
	if !quiet && !p.tight { // where height is missing, the caption strip and a press tell why
		rib = p.ribbon(n, w)
	}
	var rh float32
	if rib != nil {
		rh = rib.h
	}
	least := p.target()
	if n.Primary && !p.tight {
		least = p.target() * 1.35
	}
	need := h
	if len(one) > 0 {
		need -= one[0].leading()
	}
	return &box{w: w, h: max(least, need+2*pad) + rh, draw: func(out *plan, x, y, bh float32) {
		r := rect{x, y, w, bh}
		out.node(n, r)
		col := p.surface(out, n, r, n.Primary, quiet)
		inner := bh - rh
		if stacked {
			ty := y + (inner-h)/2
			for _, t := range one {
				out.para(t, x+(w-iw)/2, ty, iw, center, col, n.ID)
				ty += t.h
			}
		} else {
			tx := x + (w-sum-icon)/2
			spread := len(one) > 1 && w > sum+icon+pad*6
			if spread {
				tx = x + pad*2
			}
			if icon > 0 {
				side := icon - pad
				out.image(n.Picture, rect{tx, y + (inner-side)/2, side, side}, n.Disabled, col)
				tx += icon
			}
			if spread {
				// Name left, amount right: both edges of a wide button are read at once.
				last := one[len(one)-1]
				out.para(last, x+w-pad*2-last.w, y+(inner-last.h)/2, last.w+1, left, col, n.ID)
				for _, t := range one[:len(one)-1] {
					out.para(t, tx, y+(inner-t.h)/2, t.w+1, left, col, n.ID)
					tx += t.w + pad*2
				}
			} else {
				for _, t := range one {
					out.para(t, tx, y+(inner-t.h)/2, t.w+1, left, col, n.ID)
					tx += t.w + pad*2
				}
			}
		}
		if rib != nil {
			rib.draw(out, x, y+bh-rh, rh)
		}
	}}
}

// actions is the row with the one obvious next act, which is at the right end
// and always in the same place; other acts are left of it.
func (p *pass) actions(n *scene.Node, w float32) *box {
	var prim *scene.Node
	var rest []*scene.Node
	for i := range n.Children {
		c := &n.Children[i]
		if c.Primary && prim == nil {
			prim = c
		} else {
			rest = append(rest, c)
		}
	}
	if prim == nil {
		return p.row(n, w)
	}
	if len(rest) == 0 {
		b := p.button(prim, w, false)
		return &box{w: b.w, h: b.h, draw: func(out *plan, x, y, h float32) {
			out.node(n, rect{x, y, w, h})
			b.draw(out, x, y, h)
		}}
	}
	var need float32
	widths := make([]float32, len(rest))
	for i, c := range rest {
		widths[i] = p.box1(c, w)
		need += widths[i] + p.gap
	}
	pw := max(p.buttonWidth(prim), w*0.4)
	if need+pw <= w {
		pw = w - need
		boxes := make([]*box, len(rest))
		pb := p.button(prim, pw, false)
		h := pb.h
		for i, c := range rest {
			boxes[i] = p.boxAt(c, widths[i], false)
			h = max(h, boxes[i].h)
		}
		return &box{w: w, h: h, draw: func(out *plan, x, y, h float32) {
			out.node(n, rect{x, y, w, h})
			cx := x
			for i, b := range boxes {
				b.draw(out, cx, y, h)
				cx += widths[i] + p.gap
			}
			pb.draw(out, x+w-pw, y, h)
		}}
	}
	// Too narrow for all: the others in rows, the next act below them, nearest to the hand.
	for cols := len(rest); cols > 1; cols-- {
		even := (w - p.gap*float32(cols-1)) / float32(cols)
		if slices.Max(widths) > even {
			continue
		}
		boxes := make([]*box, len(rest))
		pb := p.button(prim, w, false)
		var rowH float32
		for i, c := range rest {
			cw := even
			if i == len(rest)-1 { // the last one fills its row
				cw = w - float32(i%cols)*(even+p.gap)
			}
			boxes[i] = p.boxAt(c, cw, false)
			rowH = max(rowH, boxes[i].h)
		}
		rows := float32((len(rest) + cols - 1) / cols)
		all := rows*(rowH+p.gap) + pb.h
		return &box{w: w, h: all, draw: func(out *plan, x, y, _ float32) {
			out.node(n, rect{x, y, w, all})
			for i, b := range boxes {
				b.draw(out, x+float32(i%cols)*(even+p.gap), y+float32(i/cols)*(rowH+p.gap), rowH)
			}
			pb.draw(out, x, y+all-pb.h, pb.h)
		}}
	}
	// Too narrow: one below the other.
	var boxes []*box
	var h float32
	for _, c := range append(rest, prim) {
		b := p.boxAt(c, w, false)
		boxes = append(boxes, b)
		h += b.h + p.gap
	}
	h -= p.gap
	return &box{w: w, h: h, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		for _, b := range boxes {
			b.draw(out, x, y, b.h)
			y += b.h + p.gap
		}
	}}
}

// buttonsWidth is what the buttons of a row need side by side.
func (p *pass) buttonsWidth(n *scene.Node) float32 {
	var w float32
	for i := range n.Children {
		w += p.buttonWidth(&n.Children[i]) + p.gap
	}
	return w - p.gap
}

// box1 is the natural width of a part of a row.
func (p *pass) box1(n *scene.Node, w float32) float32 {
	switch n.Role {
	case scene.RoleButton:
		return min(w, p.buttonWidth(n))
	case scene.RoleText, scene.RoleHeading, scene.RoleProgress:
		return min(w, p.text(n.Label, p.ty.Body, false, 1e6).w+2)
	}
	return w
}

func (p *pass) boxAt(n *scene.Node, w float32, quiet bool) *box {
	if n.Role == scene.RoleButton {
		return p.button(n, w, quiet)
	}
	if n.Role == scene.RoleText {
		return p.words(n, p.ty.Body, false, w, center)
	}
	return p.box(n, w)
}

// row sets things side by side over the whole width, on more lines where they
// do not fit on one.
func (p *pass) row(n *scene.Node, w float32) *box {
	if isPager(n) {
		if b := p.pager(n, w); b != nil {
			return b
		}
	}
	type part struct {
		b *box
		w float32
	}
	var lines [][]part
	var cur []part
	var used float32
	for i := range n.Children {
		c := &n.Children[i]
		cw := p.box1(c, w)
		if len(n.Children) == 1 && c.Role == scene.RoleButton {
			cw = p.lone(c, w)
		}
		if len(cur) > 0 && used+p.gap+cw > w {
			lines, cur, used = append(lines, cur), nil, 0
		}
		if len(cur) > 0 {
			used += p.gap
		}
		cur = append(cur, part{p.boxAt(c, cw, true), cw})
		used += cw
	}
	if len(cur) > 0 {
		lines = append(lines, cur)
	}
	var heights []float32
	var h float32
	for _, l := range lines {
		var lh float32
		for _, q := range l {
			lh = max(lh, q.b.h)
		}
		heights = append(heights, lh)
		h += lh + p.gap
	}
	h = max(0, h-p.gap)
	return &box{w: w, h: h, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, max(h, 1)})
		for i, l := range lines {
			var sum float32
			for _, q := range l {
				sum += q.w
			}
			space := p.gap
			if len(l) > 1 {
				space = (w - sum) / float32(len(l)-1)
			}
			cx := x
			for _, q := range l {
				q.b.draw(out, cx, y, heights[i])
				cx += q.w + space
			}
			y += heights[i] + p.gap
		}
	}}
}

// bar is the same few buttons at the very bottom of every screen.
func (p *pass) bar(n *scene.Node, w float32) *box {
	count := max(1, len(n.Children))
	pad := p.pad()
	gap := max(p.gap*0.8, min(theme.GapFloor*p.px*p.floor(), p.gap))
	cols := count
	widest := float32(0)
	for i := range n.Children {
		widest = max(widest, p.br.longestWord(n.Children[i].Label, p.font(p.ty.Body), true))
	}
	for cols > 1 && (w-gap*float32(cols-1))/float32(cols) < widest+pad/2 {
		cols = (cols + 1) / 2
	}
	cw := (w - gap*float32(cols-1)) / float32(cols)
	var boxes []*box
	fits := widest+pad/2 <= cw
	beside := cols < count || p.wide()
	// All of them have a sign, or none: where one label would need a second line
	// for it, the words are worth more.
	icon := p.u(theme.Icon)
	if p.pic == 0 && p.k < p.size {
		icon = 0
	}
	for i := range n.Children {
		c := &n.Children[i]
		if c.Picture == "" || !p.exists(c.Picture) || beside && p.text(c.Label, p.ty.Body, true, 1e6).w+icon*1.25+pad*2 > cw {
			icon = 0
		}
	}
	var rowHs []float32 // each row as high as it needs: at twice the size that is worth a card
	for i := range n.Children {
		b := p.barButton(&n.Children[i], cw, icon, beside)
		boxes = append(boxes, b)
		if i%cols == 0 {
			rowHs = append(rowHs, 0)
		}
		rowHs[i/cols] = max(rowHs[i/cols], b.h)
	}
	h := gap
	for _, r := range rowHs {
		h += r + gap
	}
	bw := w
	if !fits && !p.elide {
		bw = w + 10
	}
	return &box{w: bw, h: h, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		y += gap
		for i, b := range boxes {
			if i > 0 && i%cols == 0 {
				y += rowHs[i/cols-1] + gap
			}
			b.draw(out, x+float32(i%cols)*(cw+gap), y, rowHs[i/cols])
		}
	}}
}

// column is the bar as a column of buttons, the last of them at the bottom.
func (p *pass) column(n *scene.Node) *box {
	pad := p.pad()
	gap := max(p.gap*0.8, min(theme.GapFloor*p.px*p.floor(), p.gap))
	icon := p.u(theme.Icon)
	var w float32
	for i := range n.Children {
		c := &n.Children[i]
		w = max(w, p.text(c.Label, p.ty.Body, true, 1e6).w)
		if c.Picture == "" || !p.exists(c.Picture) {
			icon = 0
		}
	}
	if w+icon*1.25 > p.w*0.3 {
		icon = 0 // the words are worth more
	}
	w = max(p.target(), w+icon*1.25+pad*3)
	var boxes []*box
	var rowH float32
	for i := range n.Children {
		b := p.barButton(&n.Children[i], w, icon, true)
		boxes = append(boxes, b)
		rowH = max(rowH, b.h)
	}
	h := float32(len(boxes))*(rowH+gap) + p.margin - gap
	return &box{w: w, h: h, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		for i, b := range boxes {
			b.draw(out, x, y+float32(i)*(rowH+gap), rowH)
		}
	}}
}

// barButton is a sign above a short label; beside it where the bar has two rows
// or the window is wide.
func (p *pass) barButton(n *scene.Node, w, icon float32, beside bool) *box {
	pad := p.pad()
	tw := w - pad/2
	if beside && icon > 0 {
		tw = w - icon*1.25 - pad*2
	}
	t := p.text(n.Label, p.ty.Body, true, tw)
	h := t.h
	if icon > 0 && !beside {
		h += icon + pad/4
	}
	return &box{w: w, h: max(p.target(), h-t.leading()+pad*1.6), draw: func(out *plan, x, y, bh float32) {
		r := rect{x, y, w, bh}
		out.node(n, r)
		col := p.surface(out, n, r, false, true)
		if icon > 0 && beside {
			out.image(n.Picture, rect{x + pad, y + (bh-icon)/2, icon, icon}, n.Disabled, col)
			out.para(t, x+pad+icon*1.25, y+(bh-t.h)/2, tw, left, col, n.ID)
			return
		}
		ty := y + (bh-h)/2
		if icon > 0 {
			out.image(n.Picture, rect{x + (w-icon)/2, ty, icon, icon}, n.Disabled, col)
			ty += icon + pad/4
		}
		out.para(t, x+pad/4, ty, tw, center, col, n.ID)
	}}
}
