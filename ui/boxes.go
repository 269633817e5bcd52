package ui

import (
	"slices"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// box lays out any node at width w.
func (p *pass) box(n *scene.Node, w float32) *box {
	switch n.Role {
	case scene.RoleHeading:
		return p.heading(n, w)
	case scene.RoleChoice:
		return p.tile(n, w)
	case scene.RoleButton:
		return p.button(n, min(w, p.buttonWidth(n)), false)
	case scene.RoleQuantity:
		return p.quantity(n, w)
	case scene.RoleSummary:
		return p.summary(n, w)
	case scene.RoleAlert:
		return p.alert(n, w)
	case scene.RolePicture:
		return p.picture(n, w)
	case scene.RoleProgress:
		return p.progress(n, w)
	case scene.RoleSecretEntry, scene.RoleTextEntry:
		return p.entry(n, w)
	case scene.RoleGroup, scene.RoleScreen:
		if n.Arrange == scene.ArrangeRow || n.Arrange == scene.ArrangeBar {
			return p.row(n, w)
		}
		return p.group(n, w)
	}
	return p.words(n, p.ty.Body, false, w, left)
}

// words is plain text.
func (p *pass) words(n *scene.Node, ink float64, bold bool, w float32, a align) *box {
	t := p.text(n.Label, ink, bold, w)
	return &box{w: max(w, t.w), h: t.h, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		out.para(t, x, y+(h-t.h)/2, w, a, p.pal.Ink, n.ID)
	}}
}

// heading is a title inside the page. A code in it, such as the order number, is
// what the person came for: it stands alone, as large as the page allows.
func (p *pass) heading(n *scene.Node, w float32) *box {
	var words, code []scene.Span
	for _, s := range n.Label.Spans {
		if s.Kind == scene.Code {
			code = append(code, s)
		} else {
			words = append(words, s)
		}
	}
	if len(code) == 0 {
		return p.words(n, (p.ty.Name+p.ty.Title)/2, true, w, left)
	}
	if p.pic == 2 {
		return p.code(n, words, code, w)
	}
	t := p.text(scene.Text{Lang: n.Label.Lang, Spans: words}, p.ty.Name, true, w)
	ink := p.ty.Hero
	big := p.text(scene.Text{Lang: n.Label.Lang, Spans: code}, ink, true, w)
	for big.broken && ink > p.ty.Name {
		ink *= 0.85
		big = p.text(scene.Text{Lang: n.Label.Lang, Spans: code}, ink, true, w)
	}
	big.pitch = big.size * lineBox // digits have no parts below the line
	big.h = big.pitch * float32(len(big.lines))
	return &box{w: w, h: t.h + big.h, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		out.para(t, x, y, w, left, p.pal.Ink, n.ID)
		out.para(big, x, y+t.h, w, left, p.pal.Ink, n.ID)
	}}
}

// lines sets the details of a node, one below the other.
func (p *pass) lines(ts []scene.Text, ink float64, w float32) (paras []*para, h float32) {
	for _, d := range ts {
		if !d.IsZero() {
			t := p.text(d, ink, false, w)
			paras = append(paras, t)
			h += t.h
		}
	}
	return paras, h
}

// card is picture above, name and details below.
func (p *pass) card(n *scene.Node, w float32) *box {
	pad := p.pad()
	name := p.text(n.Label, p.cardInk(), true, w-2*pad)
	details, dh := p.lines(n.Details, p.ty.Name, w-2*pad)
	rib := p.ribbon(n, w)
	pic := p.cardPicture(n)
	if rib != nil {
		pic = max(pic, rib.h*1.6)
	}
	if n.Selected {
		pic = max(pic, p.u(theme.Tick))
	}
	text := name.h + dh - name.leading() + pad
	e := p.even
	if e == nil {
		e = &even{pic: 1e6, text: text, own: map[scene.NodeID]float32{}}
	}
	e.own[n.ID] = text
	return &box{w: w, h: pic + text + 2*pad, draw: func(out *plan, x, y, h float32) {
		r := rect{x, y, w, h}
		out.node(n, r)
		ink := p.surface(out, n, r, false, false)
		top := func(words float32) float32 { return y + h - words - pad/2 - name.leading()/2 }
		ty := top(e.text)
		if rib != nil && ty-rib.h-pad/2 < y {
			ty = top(text) // no room above the line that the row shares: it has one of its own
		}
		area := rect{x + pad, y + pad, w - 2*pad, ty - y - pad*1.5}
		if area.h > e.pic {
			area.y, area.h = area.y+(area.h-e.pic)/2, e.pic
		}
		if most := p.u(theme.PicMost); area.h > most {
			area.y, area.h = area.y+(area.h-most)/2, most
		}
		if rib != nil {
			area.h -= rib.h
		}
		if p.exists(n.Picture) && area.h > p.u(6) {
			out.image(n.Picture, area, n.Disabled, ink)
		}
		if rib != nil {
			rib.draw(out, x, ty-rib.h-pad/2, rib.h)
		}
		out.para(name, x+pad, ty, w-2*pad, left, ink, n.ID)
		ty += name.h
		for _, d := range details {
			out.para(d, x+pad, ty, w-2*pad, left, ink, n.ID)
			ty += d.h
		}
		if n.Selected {
			p.tick(out, x+w-p.u(theme.Tick), y)
		}
	}}
}

// widePicture is the width of the picture on a wide card, wideText what is left
// for the words beside one.
func (p *pass) widePicture(w float32) float32 {
	if p.even != nil && p.even.side > 0 {
		return p.even.side
	}
	return min(p.u(theme.Picture)*[]float32{0.5, 0.8, 1.1}[p.pic], w*0.27)
}

func (p *pass) wideText(w, pw float32) float32 { return w - pw - 3*p.pad() - p.u(theme.Tick)*0.6 }

// wideCard is picture left, name and details right: one column.
func (p *pass) wideCard(n *scene.Node, w float32) *box {
	pad := p.pad()
	pw := p.widePicture(w)
	tw := p.wideText(w, pw)
	name := p.text(n.Label, p.ty.Name, true, tw)
	details, dh := p.lines(n.Details, p.ty.Name, tw)
	rib := p.ribbon(n, tw)
	text := name.h + dh
	// The reason stands beside a short price, so that the row is no higher for it.
	beside := rib != nil && len(details) == 1 && len(details[0].lines) == 1
	if beside {
		if free := tw - details[0].w - pad; p.br.longestWord(n.Reason, p.font(p.ty.Body), true)+2*pad+1 < free {
			rib = p.ribbon(n, min(free, p.text(n.Reason, p.ty.Body, true, 1e6).w+2*pad+1))
		} else {
			beside = false
		}
		beside = beside && rib.h <= details[0].h*1.2
	}
	if rib != nil && !beside {
		rib = p.ribbon(n, tw)
		text += rib.h + pad/2
	}
	return &box{w: w, h: max(p.target(), max(pw*0.9, text-name.leading())+2*pad), draw: func(out *plan, x, y, h float32) {
		r := rect{x, y, w, h}
		out.node(n, r)
		ink := p.surface(out, n, r, false, false)
		if p.exists(n.Picture) {
			out.image(n.Picture, rect{x + pad, y + pad, pw, h - 2*pad}, n.Disabled, ink)
		}
		tx, ty := x+pw+2*pad, y+(h-text)/2
		out.para(name, tx, ty, tw, left, ink, n.ID)
		ty += name.h
		for _, d := range details {
			out.para(d, tx, ty, tw, left, ink, n.ID)
			ty += d.h
		}
		if beside {
			rib.draw(out, tx+details[0].w+pad, ty-(details[0].h+rib.h)/2, rib.h)
		} else if rib != nil {
			rib.draw(out, tx, ty+pad/2, rib.h)
		}
		if n.Selected {
			p.tick(out, x+w-p.u(theme.Tick), y)
		}
	}}
}

// tile is a choice without a picture: name and details, a place for the tick.
func (p *pass) tile(n *scene.Node, w float32) *box {
	pad := p.pad()
	tw := w - 3*pad - p.u(theme.Tick)
	name := p.text(n.Label, p.ty.Name, true, tw)
	details, dh := p.lines(n.Details, p.ty.Body, tw)
	rib := p.ribbon(n, w)
	text := name.h + dh
	var rh float32
	if rib != nil {
		rh = rib.h
	}
	return &box{w: w, h: max(p.target()*1.15, text-name.leading()+2*pad+rh), draw: func(out *plan, x, y, h float32) {
		r := rect{x, y, w, h}
		out.node(n, r)
		ink := p.surface(out, n, r, false, false)
		ty := y + (h-rh-text)/2
		out.para(name, x+pad, ty, tw, left, ink, n.ID)
		ty += name.h
		for _, d := range details {
			out.para(d, x+pad, ty, tw, left, ink, n.ID)
			ty += d.h
		}
		if rib != nil {
			rib.draw(out, x, y+h-rh, rh)
		}
		if n.Selected {
			s := p.u(theme.Tick)
			p.tick(out, x+w-s-pad, y+(h-rh-s)/2)
		}
	}}
}

// summary is a line to check: name left, amount right, the rest below.
func (p *pass) summary(n *scene.Node, w float32) *box {
	top, rest := p.nameAndAmount(n, n.Details, w, p.ty.Name)
	pad := p.pad() / 2
	rw := w
	sub, sh := p.lines(joined(rest), p.ty.Body, rw)
	return &box{w: w, h: top.h + sh + 2*pad, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		top.draw(out, x, y+pad, top.h)
		ty := y + pad + top.h
		for _, t := range sub {
			out.para(t, x, ty, rw, left, p.pal.Ink, n.ID)
			ty += t.h
		}
		out.fill(rect{x, y + h - p.stroke(), w, p.stroke()}, p.pal.Hair)
	}}
}

// nameAndAmount sets the name left and the last detail right, below each other
// where the line is too short. It returns the details between.
func (p *pass) nameAndAmount(n *scene.Node, details []scene.Text, w float32, ink float64) (*box, []scene.Text) {
	var amount *para
	if k := len(details) - 1; k >= 0 {
		amount = p.text(details[k], ink, true, w)
		details = details[:k]
	}
	nw := w
	if amount != nil {
		nw = w - amount.w - p.pad()*2
	}
	side := amount != nil && nw > w*0.3 && p.br.longestWord(n.Label, p.font(ink), true) <= nw
	if !side {
		nw = w
	}
	name := p.text(n.Label, ink, true, nw)
	h := name.h
	if amount != nil && !side {
		h += amount.h
	}
	if side {
		h = max(h, amount.h)
	}
	return &box{w: w, h: h, draw: func(out *plan, x, y, h float32) {
		out.para(name, x, y, nw, left, p.pal.Ink, n.ID)
		if amount != nil {
			out.para(amount, x, y+h-amount.h, w, right, p.pal.Ink, n.ID)
		}
	}}, details
}

// joined puts short texts on one line, a point between them.
func joined(ts []scene.Text) []scene.Text {
	var out scene.Text
	for _, t := range ts {
		if t.IsZero() {
			continue
		}
		if len(out.Spans) > 0 {
			out.Spans = append(out.Spans, scene.Span{Text: "  ·  ", Lang: out.Lang})
		} else {
			out.Lang = t.Lang
		}
		for _, s := range t.Spans {
			if s.Lang == "" {
				s.Lang = t.Lang
			}
			out.Spans = append(out.Spans, s)
		}
	}
	if len(out.Spans) == 0 {
		return nil
	}
	return []scene.Text{out}
}

// alert is a framed area with a sign, its text and what it asks for.
func (p *pass) alert(n *scene.Node, w float32) *box {
	pad, t := p.pad()*1.5, p.thick()*1.2
	if p.tight {
		pad = p.pad() * 0.8
	}
	sign := p.u(p.ty.Title)
	beside := sign*0.3 + pad // of the sign, which is high and narrow
	iw := w - 2*pad - 2*t
	label := p.text(n.Label, p.ty.Name, true, iw-beside)
	h := max(label.h, sign) + 2*pad + 2*t
	var texts []*box
	var buttons []scene.Node
	for i := range n.Children {
		c := &n.Children[i]
		if c.Role == scene.RoleButton {
			buttons = append(buttons, *c)
			continue
		}
		b := p.box(c, iw)
		texts = append(texts, b)
		h += b.h + pad
	}
	var acts *box
	if len(buttons) > 0 {
		acts = p.actions(&scene.Node{ID: n.ID, Role: scene.RoleGroup, Children: buttons}, iw)
		h += acts.h + pad
	}
	return &box{w: w, h: h, draw: func(out *plan, x, y, h float32) {
		r := rect{x, y, w, h}
		out.node(n, r)
		out.panel(r, p.radius(), t, 0, p.pal.Card, p.pal.Alert)
		x, y = x+pad+t, y+pad+t
		lh := max(label.h, sign)
		// The sign: an upright bar over a point, as on any warning.
		out.fill(rect{x, y, sign * 0.24, sign * 0.66}, p.pal.Alert)
		out.fill(rect{x, y + sign*0.78, sign * 0.24, sign * 0.22}, p.pal.Alert)
		out.para(label, x+beside, y+(lh-label.h)/2, iw-beside, left, p.pal.Ink, n.ID)
		y += lh + pad
		for _, b := range texts {
			b.draw(out, x, y, b.h)
			y += b.h + pad
		}
		if acts != nil {
			acts.draw(out, x, y, acts.h)
		}
	}}
}

func (p *pass) picture(n *scene.Node, w float32) *box {
	h := min(w*0.7, p.u(80)*[]float32{0.25, 0.5, 1}[p.pic])
	return &box{w: w, h: h, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		out.image(n.Picture, rect{x, y, w, h}, false, p.pal.Ink)
	}}
}

// progress is something under way, with three points that stand for waiting, and where
// there is room the sign of what the person is to do.
func (p *pass) progress(n *scene.Node, w float32) *box {
	s := p.u(p.ty.Body * 0.5)
	indent := s*5 + p.pad()
	t := p.text(n.Label, p.ty.Name, false, w-indent)
	most := t.h
	if n.Picture != "" && p.pic > 0 && p.exists(n.Picture) {
		most += p.gap*2 + min(p.u(theme.SignMost), w*0.6)
	}
	return &box{w: w, h: t.h, most: most, draw: func(out *plan, x, y, h float32) {
		out.node(n, rect{x, y, w, h})
		if room := h - t.h - p.gap*2; most > t.h && room > p.u(theme.Icon) {
			out.image(n.Picture, rect{x, y + p.gap, w, room}, false, p.pal.Accent)
			y += room + p.gap*2
		}
		for i := range 3 {
			out.fill(rect{x + float32(i)*s*1.7, y + (t.pitch-s)/2, s, s}, p.pal.Accent)
		}
		out.para(t, x+indent, y, w-indent, left, p.pal.Ink, n.ID)
	}}
}

// entry shows what was typed, or one mark a character of a secret.
func (p *pass) entry(n *scene.Node, w float32) *box {
	pad := p.pad()
	label := p.text(n.Label, p.ty.Body, true, w)
	// Where height is missing, a short label stands before the field, not above it.
	all, lw, above := w, float32(0), label.h
	if lw = label.w + 2*pad; p.tight && len(label.lines) == 1 && lw < w*0.5 {
		w, above = w-lw, 0
	} else {
		lw = 0
	}
	var typed []*para
	var th float32
	ink := p.ty.Title
	if p.tight {
		ink = p.ty.Body
	}
	if n.Role == scene.RoleTextEntry {
		typed, th = p.lines(n.Details, ink, w-2*pad)
	}
	dot := p.u(p.ty.Title * 0.4)
	fh := max(p.target(), max(th, p.font(ink)*linePitch)+2*pad)
	return &box{w: all, h: above + fh, draw: func(out *plan, x, y, h float32) {
		r := rect{x, y, all, h}
		out.node(n, r)
		if lw > 0 {
			out.para(label, x, y+(h-label.h)/2, all, left, p.pal.Ink, n.ID)
			x += lw
		} else {
			out.para(label, x, y, w, left, p.pal.Ink, n.ID)
		}
		field := rect{x, y + above, w, h - above}
		ink := p.surface(out, n, field, false, false)
		ty := field.y + pad
		for _, t := range typed {
			out.para(t, x+pad, ty, w-2*pad, left, ink, n.ID)
			ty += t.h
		}
		if n.Role == scene.RoleSecretEntry && n.Count > 0 {
			step := min(dot*1.8, (w-2*pad)/float32(n.Count))
			d := min(dot, step*0.6)
			for i := range min(n.Count, 64) {
				out.fill(rect{x + pad + float32(i)*step, field.y + (field.h-d)/2, d, d}, ink)
			}
		}
	}}
}

// group is a titled set of things, all of which must be on the screen.
func (p *pass) group(n *scene.Node, w float32) *box {
	g := p.cells(n, w)
	rows := (len(g.boxes) + g.cols - 1) / g.cols
	alike := make([]float32, rows)
	for i := range alike {
		alike[i] = g.rowH
	}
	h := max(0, g.labelH+float32(rows)*(g.rowH+p.gap)-p.gap)
	bw := w
	if !g.fits {
		bw = w + 10
	}
	most := h // pictures may grow where room is left
	if n.Arrange == scene.ArrangeGrid && g.most > g.rowH*1.2 {
		most += float32(rows) * (min(g.most, g.rowH*1.6) - g.rowH)
	}
	return &box{w: bw, h: h, most: most, draw: func(out *plan, x, y, to float32) {
		high := slices.Clone(alike)
		for i := range high {
			high[i] += max(0, to-h) / float32(rows)
		}
		g.draw(out, x, y, high, len(g.boxes))
	}}
}
