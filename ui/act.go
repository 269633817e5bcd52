package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of an act outside the screen.
const (
	actPad       = 2    // of the panel, in paddings
	actPicture   = 0.62 // most of the panel's width for its picture
	actGap       = 1.5  // between its parts, in gaps
	actVerbLines = 3    // a verb of more lines is set a step smaller

	// The three dots of something under way.
	dotSize  = 0.6 // of the verb's letter height
	dotStep  = 1.8 // from one to the next, in dots
	asideDot = 0.4 // of the body's letter height, where they stand before a line
	dots     = 3

	symbolSize = 1.5 // of the symbol of an alert over its words, of the letter height of the verb
)

// act is a picture of something to be done, or of what has happened, over the words for it.
type act struct {
	*pass // its ink is that of what it stands on
	n     *scene.Node
	w     float32
	verb  *para
	more  []*para
	words float32 // height of both
	least float32 // of the picture; 0: there is none
}

// progress lays out an act outside the screen, or something under way: one panel with a
// picture of it, the verb, and what else there is to know.
func (p *pass) progress(n *scene.Node, w float32) *box {
	if n.Quiet {
		return p.aside(n, w)
	}
	q := *p
	q.pal.Ink = p.pal.OnAct
	pad := p.actPad()
	b := inset(w, pad, pad, q.pictured(n, w-2*pad))
	b.most = unbounded
	ground := surface{ground: p.pal.Act, edge: p.pal.ActEdge, radius: p.radius(), stroke: p.stroke()}
	return ground.under(b).as(n)
}

// aside is something under way beside what the screen is about: one line with its dots.
func (p *pass) aside(n *scene.Node, w float32) *box {
	pad, side := p.pad(), p.u(p.ty.Body*asideDot)
	room := side*(1+(dots-1)*dotStep) + pad
	t := p.text(n.Label, p.ty.Body, true, w-2*pad-room)
	words := indent(pad+room, center(block(t, t.w, alignLeft, p.pal.OnStrip, n.ID)))
	b := overlay(&box{w: w, h: t.bare() + 2*pad, draw: func(out *plan, x, y, h float32) {
		p.dots(out, x+pad, y+(h-side)/2, side, p.pal.Accent)
	}}, words)
	b.w = max(w, t.w+2*pad+room)
	ground := surface{ground: p.pal.Strip, edge: p.pal.Hair, radius: p.radius(), stroke: p.stroke()}
	return ground.under(b).as(n)
}

// pictured is a picture over words, in the middle of what height it is given.
func (p *pass) pictured(n *scene.Node, w float32) *box {
	a := &act{pass: p, n: n, w: w, verb: p.verb(n.Label, w), more: p.paras(n.Details, p.ty.Body, w)}
	a.words = a.verb.h + heightOf(a.more) - a.verb.leading()
	h := a.words
	if p.pic != noPictures {
		a.least = p.u(theme.ActPictureLeast) * p.pic.of(0, 0.5, 1)
		if !p.exists(n.Picture) {
			a.least = p.u(p.ty.Verb * dotSize)
			if n.Role == scene.RoleAlert {
				a.least = p.u(p.ty.Verb*symbolSize) * p.pic.of(0, 0.5, 1)
			}
		}
		h += a.least + p.gap*actGap
	}
	return &box{w: max(w, a.verb.w), h: h, draw: a.draw}
}

func (p *pass) actPad() float32 {
	if p.tight {
		return p.pad()
	}
	return p.pad() * actPad
}

// verb sets what is to be done as large as it fits in few lines.
func (p *pass) verb(t scene.Text, w float32) *para {
	return p.large(t, w, actVerbLines, p.ty.Verb, p.ty.Title, p.ty.Name, p.ty.Body)
}

// large sets a text at the first of several letter heights at which it takes few lines, and
// would at 200 % too: so it grows with everything else (TXT-6). Where room is scarce it is
// set a step or two smaller.
func (p *pass) large(t scene.Text, w float32, lines int, inks ...float64) *para {
	last := len(inks) - 1
	for i := range inks {
		most := p.text(t, inks[i]*float64(2/p.k), true, w)
		if i < last && (most.broken || len(most.lines) > lines) {
			continue
		}
		switch {
		case p.tight:
			i += 2
		case p.pic == noPictures:
			i++
		}
		return p.text(t, inks[min(i, last)], true, w)
	}
	return nil
}

// draw shows picture and words together in the middle; the picture takes what height there
// is, up to its most.
func (a *act) draw(out *plan, x, y, h float32) {
	gap := a.gap * actGap
	side := min(h-a.words-gap, a.u(theme.ActPictureMost), a.w*actPicture)
	switch {
	case a.least == 0:
		y += (h - a.words) / 2
	case a.exists(a.n.Picture):
		y += (h - a.words - gap - side) / 2
		out.image(a.n.Picture, rect{x + (a.w-side)/2, y, side, side}, false, a.pal.Ink)
		y += side + gap
	case a.n.Role == scene.RoleAlert:
		side = a.least
		y += (h - a.words - gap - side) / 2
		a.symbol(out, x+(a.w-side*symbolWidth)/2, y, side)
		y += side + gap
	default:
		side = a.least
		y += (h - a.words - gap - side) / 2
		a.dots(out, x+(a.w-side*(1+(dots-1)*dotStep))/2, y, side, a.pal.Point)
		y += side + gap
	}
	y -= a.verb.leading() / 2
	for _, t := range append([]*para{a.verb}, a.more...) {
		out.para(t, x, y, a.w, alignCenter, a.pal.Ink, a.n.ID)
		y += t.h
	}
}

// dots stand for waiting.
func (p *pass) dots(out *plan, x, y, side float32, c rgba) {
	for i := range dots {
		out.round(rect{x + float32(i)*side*dotStep, y, side, side}, side/2, c)
	}
}
