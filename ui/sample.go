package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of choices with a sample.
const (
	sampleColumn    = 7.5  // least width of a column, in the letter height of names
	sampleGrowth    = 1.4  // greatest height of such a choice, in what it needs
	sizeColumnsWide = 2    // most columns of sizes in a wide window; else there is one
	sampleMargin    = 0.75 // around a look that stands alone, in paddings: what is pressed is seen there
	lookColumns     = 2    // most columns of looks in a window that is not wide
)

// hasSamples reports whether the things of a group show what they do by a sample.
func (g *cellGroup) hasSamples() bool {
	return len(g.n.Children) > 0 && !g.n.Children[0].Sample.IsZero()
}

// sampleColumns is how many choices with samples stand side by side, at most: sizes below
// each other, so that they are compared at one glance.
func (g *cellGroup) sampleColumns() int {
	switch sizes := g.n.Children[0].Sample.Size > 0; {
	case sizes && g.wide():
		return sizeColumnsWide
	case sizes, g.pic == noPictures && !g.wide():
		return 1
	case g.wide():
		return columnsMost
	}
	return lookColumns
}

// sampled is a choice with a sample of what it does to the screen.
func (p *pass) sampled(n *scene.Node, w float32) *box {
	switch {
	case n.Sample.Size > 0:
		return p.sizeSampled(n, w)
	case p.pic == noPictures:
		return p.lookAlone(n, w)
	}
	return p.lookSampled(n, w)
}

// lookAlone is a choice of a look where room is scarce: its name in its own colours.
func (p *pass) lookAlone(n *scene.Node, w float32) *box {
	pad := p.pad()
	q := p.inLook(n.Sample.Theme)
	margin := pad * sampleMargin
	inner := w - 2*margin
	room := inner - 3*pad - p.tickSide()
	name := p.text(n.Label, p.ty.Name, true, room)
	ground, outer := surface{ground: q.pal.Ground, edge: q.pal.Line, radius: p.radius(), stroke: p.stroke()}, p.surface(n)
	page := &box{w: inner, h: max(p.target()-2*margin, name.h-name.leading()+pad), draw: func(out *plan, x, y, h float32) {
		var part plan
		ground.paint(&part, rect{x, y, inner, h}.inset(max(0, outer.stroke-margin)))
		part.para(name, x+pad, y+(h-name.h)/2, room, alignLeft, q.pal.Ink, n.ID)
		if n.Selected {
			tick := q.tick()
			tick.draw(&part, x+inner-tick.w-pad, y+(h-tick.h)/2, tick.h)
		}
		out.sample(n, &part, 0)
	}}
	return outer.under(inset(w, margin, margin, page)).as(n).overflowing(name.broken)
}

// lookSampled is a choice of a look: a small page in its colours, made as any page is, and the
// name of the look below.
func (p *pass) lookSampled(n *scene.Node, w float32) *box {
	pad := p.pad()
	ground := p.surface(n)
	inner := w - 2*pad
	q := p.inLook(n.Sample.Theme)
	small := q.smallPage(n.Sample, inner-2*pad)
	page := &box{w: inner, h: small.h + 2*pad, draw: func(out *plan, x, y, h float32) {
		part := plan{dim: q.pal.Dim, brand: q.branded}
		surface{ground: q.pal.Ground, edge: q.pal.Line, radius: p.radius(), stroke: p.stroke()}.paint(&part, rect{x, y, inner, h}.inset(max(0, ground.stroke-pad)))
		center(small).draw(&part, x+pad, y+pad, h-2*pad)
		out.sample(n, &part, 0)
	}}
	name := p.text(n.Label, p.ty.Name, true, inner-p.tickSide()-pad)
	b := inset(w, pad, pad, &box{w: inner, h: page.h + pad/2 + name.h, draw: func(out *plan, x, y, h float32) {
		page.draw(out, x, y, h-name.h-pad/2)
		y += h - name.h
		out.para(name, x, y, inner, alignLeft, ground.ink, n.ID)
		if n.Selected {
			tick := p.tick()
			tick.draw(out, x+inner-tick.w, y+(name.h-tick.h)/2, tick.h)
		}
	}})
	b.h -= name.leading()
	return ground.under(b).as(n).overflowing(!small.within(inner - 2*pad))
}

// inLook is the pass for a sample of another look.
func (p *pass) inLook(id string) *pass {
	q := *p
	q.pal, q.cards, q.pressed = p.look(id), nil, ""
	return &q
}

// sampleID is what the parts of a sample are called while they are laid out: no node of a
// scene.
const sampleID scene.NodeID = "sample"

// smallPage is a thing and the button that takes it, without the button where room is scarce.
func (p *pass) smallPage(s scene.Sample, w float32) *box {
	thing := scene.Node{ID: sampleID, Role: scene.RoleChoice, Label: s.Name, Picture: s.Picture}
	if !s.Price.IsZero() {
		thing.Details = []scene.Text{s.Price}
	}
	inner := p.besidePicture(w, p.sidePicture(w))
	card := p.tile
	if p.exists(s.Picture) && len(p.text(s.Name, p.ty.Name, true, inner).lines) == 1 {
		card = p.wideCard
	}
	parts := []*box{card(&thing, w)}
	if p.pic == largePictures {
		parts = append(parts, p.button(&scene.Node{ID: sampleID, Role: scene.RoleButton, Label: s.Button, Primary: true}, w, false))
	}
	return column(p.pad(), parts...)
}

// sizeSampled is a choice of a size: its name, as large as words then are, whatever the
// present size is.
func (p *pass) sizeSampled(n *scene.Node, w float32) *box {
	pad := p.pad()
	ground := p.surface(n)
	size := float32(theme.Scale(n.Sample.Size))
	room := w - 3*pad - p.tickSide()
	name := p.wordAt(n.Sample.Name, size, room)
	b := &box{w: w, h: name.h, draw: func(out *plan, x, y, h float32) {
		var part plan
		part.para(name, x+pad, y+(h-name.h)/2, room, alignLeft, ground.ink, n.ID)
		out.sample(n, &part, size)
		if n.Selected {
			tick := p.tick()
			tick.draw(out, x+w-tick.w-pad, y+(h-tick.h)/2, tick.h)
		}
	}}
	b.h = max(p.target(), name.h+pad)
	return ground.under(b).as(n).overflowing(name.broken)
}

// wordAt is a text as large as a name is at a size, whatever the present one is.
func (p *pass) wordAt(t scene.Text, size, w float32) *para {
	return p.br.balanced(t.Spans, t.Lang, float32(p.ty.Name/theme.InkPerEm)*p.px*size, true, w, 0)
}

// sample puts what is a sample into a page: nothing in it can be touched, and its words are
// judged by the look and the size that they show. size is 0 for the page's own.
func (p *plan) sample(n *scene.Node, part *plan, size float32) {
	for _, q := range part.prims {
		q.node, q.theme, q.scale = n.ID, n.Sample.Theme, size
		p.prims = append(p.prims, q)
	}
}
