package ui

import "modu/accessibility/scene"

// quantity is a thing with its amount, and minus, number, plus to change it. The
// first two children are minus and plus, whatever follows stands at the right.
func (p *pass) quantity(n *scene.Node, w float32) *box {
	pad := p.pad()
	var value *para
	details := n.Details
	if len(details) > 0 {
		value = p.text(details[0], p.ty.Name, true, w/2)
		details = details[1:]
	}
	pw := float32(0)
	if n.Picture != "" && p.exists(n.Picture) && p.pic > 0 {
		pw = min(p.u(20), w*0.2)
	}
	tx := float32(0)
	if pw > 0 {
		tx = pw + pad*1.5
	}
	top, rest := p.nameAndAmount(n, details, w-tx, p.ty.Name)
	sub, sh := p.lines(joined(rest), p.ty.Body, w-tx)
	side := max(p.target(), p.u(17))
	var vw float32
	if value != nil {
		vw = max(value.w, p.u(p.ty.Name*1.6)) + pad*2
	}
	type ctl struct {
		b    *box
		w    float32
		sign int
	}
	var left2, right2 []ctl
	var lw, rw float32
	for i := range n.Children {
		c := &n.Children[i]
		if i < 2 && c.Role == scene.RoleButton {
			sign := -1 + 2*i
			left2 = append(left2, ctl{p.stepButton(c, side, sign), side, sign})
			lw += side
			continue
		}
		cw := p.box1(c, w)
		right2 = append(right2, ctl{b: p.boxAt(c, cw, true), w: cw})
		rw += cw + p.gap
	}
	lw += vw
	controls := func(out *plan, x, y, h float32) {
		for i, c := range left2 {
			c.b.draw(out, x, y+(h-side)/2, side)
			x += c.w
			if i == 0 && value != nil {
				out.para(value, x, y+(h-value.h)/2, vw, center, p.pal.Ink, n.ID)
				x += vw
			}
		}
		for _, c := range right2 {
			x += p.gap
			c.b.draw(out, x, y+(h-c.b.h)/2, c.b.h)
			x += c.w
		}
	}
	if b := p.quantityLine(n, details, w, lw+rw, controls); b != nil && len(left2) == 2 {
		b.h = max(b.h, side+pad)
		for _, c := range right2 {
			b.h = max(b.h, c.b.h+pad)
		}
		return b
	}
	if len(left2) == 2 && len(right2) == 0 && pw == 0 {
		if b := p.quantityShort(n, details, w, lw, side, controls); b != nil {
			return b
		}
	}
	line2 := lw+rw > w-tx
	ch := float32(0)
	if len(left2)+len(right2) > 0 || value != nil {
		ch = side
		if value != nil {
			ch = max(ch, value.h)
		}
	}
	rh := float32(0)
	for _, c := range right2 {
		rh = max(rh, c.b.h)
	}
	if line2 && rh > 0 {
		rh += p.gap
	} else {
		ch, rh = max(ch, rh), 0
	}
	over := lw > w || rw-p.gap > w
	head := max(top.h+sh, 0)
	h := max(head+pad+ch+rh, pw) + 2*pad
	cx0 := tx
	if lw > w-tx {
		cx0 = 0
	}
	bw := w
	if over {
		bw = w + 10
	}
	return &box{w: bw, h: h, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		if pw > 0 {
			ph := min(pw, h-2*pad)
			if cx0 == 0 {
				ph = min(ph, head)
			}
			out.image(n.Picture, rect{x, y + pad, pw, ph}, false, p.pal.Ink)
		}
		top.draw(out, x+tx, y+pad, top.h)
		ty := y + pad + top.h
		for _, t := range sub {
			out.para(t, x+tx, ty, w-tx, left, p.pal.Ink, n.ID)
			ty += t.h
		}
		ty = y + pad + head + pad
		cx := x + cx0
		for i, c := range left2 {
			c.b.draw(out, cx, ty+(ch-side)/2, side)
			cx += c.w
			if i == 0 && value != nil {
				out.para(value, cx, ty+(ch-value.h)/2, vw, center, p.pal.Ink, n.ID)
				cx += vw
			}
		}
		if len(left2) == 0 && value != nil {
			out.para(value, cx, ty+(ch-value.h)/2, vw, left, p.pal.Ink, n.ID)
		}
		rx, ry := x+w, ty
		if rh > 0 {
			ry = ty + ch + p.gap
		}
		for i := len(right2) - 1; i >= 0; i-- {
			rx -= right2[i].w
			rowH := ch
			if rh > 0 {
				rowH = rh - p.gap
			}
			right2[i].b.draw(out, rx, ry+(rowH-right2[i].b.h)/2, right2[i].b.h)
			rx -= p.gap
		}
		out.fill(rect{x, y + h - p.stroke(), w, p.stroke()}, p.pal.Hair)
	}}
}

// quantityLine is a quantity on one line: name, controls, amount. It is nil
// where the window is not wide enough.
func (p *pass) quantityLine(n *scene.Node, details []scene.Text, w, controls float32, draw func(out *plan, x, y, h float32)) *box {
	if !p.wide() {
		return nil
	}
	var amount *para
	if k := len(details) - 1; k >= 0 {
		amount, details = p.text(details[k], p.ty.Name, true, w), details[:k]
	}
	var aw float32
	if amount != nil {
		aw = max(amount.w+1, w*0.14) + p.gap*2
	}
	nw := w - controls - aw - p.gap*2
	if nw < w*0.25 || p.br.longestWord(n.Label, p.font(p.ty.Name), true) > nw {
		return nil
	}
	name := p.text(n.Label, p.ty.Name, true, nw)
	sub, sh := p.lines(joined(details), p.ty.Body, nw)
	text := name.h + sh
	if amount != nil {
		text = max(text, amount.h)
	}
	return &box{w: w, h: text + p.pad(), draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		ty := y + (h-name.h-sh)/2
		out.para(name, x, ty, nw, left, p.pal.Ink, n.ID)
		ty += name.h
		for _, t := range sub {
			out.para(t, x, ty, nw, left, p.pal.Ink, n.ID)
			ty += t.h
		}
		draw(out, x+nw+p.gap*2, y, h-p.stroke())
		if amount != nil {
			out.para(amount, x+w-amount.w, y+(h-amount.h)/2, amount.w+1, left, p.pal.Ink, n.ID)
		}
		out.fill(rect{x, y + h - p.stroke(), w, p.stroke()}, p.pal.Hair)
	}}
}

// quantityShort is a quantity without further buttons: name and price one below the other,
// the controls at the right. It is nil where the words need the whole width.
func (p *pass) quantityShort(n *scene.Node, details []scene.Text, w, lw, side float32, draw func(out *plan, x, y, h float32)) *box {
	nw := w - lw - p.gap*2
	if nw < w*0.3 {
		return nil
	}
	name := p.text(n.Label, p.ty.Name, true, nw)
	sub, sh := p.lines(joined(details), p.ty.Body, nw)
	if name.broken || len(name.lines) > 1 || len(sub) > 0 && len(sub[0].lines) > 1 {
		return nil
	}
	text, pad := name.h+sh, p.pad()
	return &box{w: w, h: max(text, side+pad) + pad, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		ty := y + (h-text)/2
		out.para(name, x, ty, nw, left, p.pal.Ink, n.ID)
		ty += name.h
		for _, t := range sub {
			out.para(t, x, ty, nw, left, p.pal.Ink, n.ID)
			ty += t.h
		}
		draw(out, x+w-lw, y, h)
		out.fill(rect{x, y + h - p.stroke(), w, p.stroke()}, p.pal.Hair)
	}}
}

// stepButton is a minus or a plus sign on a square. Its label is for the ear and
// the fingers; the sign says the same to the eye in any language.
func (p *pass) stepButton(n *scene.Node, side float32, sign int) *box {
	return &box{w: side, h: side, draw: func(out *plan, x, y, h float32) {
		r := rect{x, y, side, side}
		out.node(n, r)
		col := p.surface(out, n, r, false, true)
		l, t := side*0.42, max(2, side*0.07)
		out.fill(rect{x + (side-l)/2, y + (side-t)/2, l, t}, col)
		if sign > 0 {
			out.fill(rect{x + (side-t)/2, y + (side-l)/2, t, (l - t) / 2}, col)
			out.fill(rect{x + (side-t)/2, y + (side+t)/2, t, (l - t) / 2}, col)
		}
	}}
}
