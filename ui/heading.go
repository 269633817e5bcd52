package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// shrink is the step in which large letters are made smaller until they fit.
const shrink = 0.85

// Limits of a code that is set larger than theme.Type.Hero.
const (
	codeHeight = 0.4 // most of the height in use, at 200 %
	codeSlack  = 1   // canvas units that rounding may take from its room
	numberGap  = 3   // between a code and its words on one line, in gaps
)

// headingLines is how many lines a heading beside what the screen is about may take.
const headingLines = 2

// heading is a title inside the page. A code in it, such as the order number, is what the
// person came for: it stands alone, as large as the page allows.
func (p *pass) heading(n *scene.Node, w float32) *box {
	words, code := scene.Text{Lang: n.Label.Lang}, scene.Text{Lang: n.Label.Lang}
	for _, s := range n.Label.Spans {
		if s.Kind == scene.Code || len(code.Spans) > 0 { // what follows it, as a word that counts, is read with it
			code.Spans = append(code.Spans, s)
		} else {
			words.Spans = append(words.Spans, s)
		}
	}
	if len(code.Spans) == 0 {
		if n.Quiet { // it stands on the page itself, beside what the screen is about
			return center(block(p.large(n.Label, w, headingLines, p.ty.Verb, p.ty.Title, p.ty.Name), w, alignCenter, p.pal.Ink, n.ID)).as(n)
		}
		return p.label(n, (p.ty.Name+p.ty.Title)/2, true, w, alignLeft)
	}
	pad := p.sheetPad()
	return p.sheet().under(inset(w, pad, pad, p.number(words, code, n, w-2*pad))).as(n)
}

// number is a code under its words, in the middle of any height.
func (p *pass) number(words, code scene.Text, n *scene.Node, w float32) *box {
	above := p.text(words, p.ty.Name, true, w)
	least := p.ty.Name * shrink
	if p.pic == largePictures {
		least = p.ty.Name
	}
	small := p.unbrokenCode(code, least, w)
	sizes := []*para{small}
	for _, ink := range []float64{p.ty.Amount, p.ty.Hero} {
		if t := p.codeAt(code, ink, w); len(t.lines) == 1 && t.w <= w && t.h > small.h {
			sizes = append(sizes, t)
		}
	}
	if p.pic != noPictures {
		sizes = append(sizes, p.largestCode(code, small, w))
	}
	if p.tight || p.wide() && !p.beside() { // height is what is missing
		if b := p.numberBeside(words, code, n, w); b != nil {
			return b
		}
	}
	return &box{w: w, h: above.h + small.h, most: unbounded, draw: func(out *plan, x, y, h float32) {
		set := small
		for _, t := range sizes {
			if h >= above.h+t.h-codeSlack && t.h >= set.h {
				set = t
			}
		}
		lines := blocks([]*para{above, set}, w, alignCenter, p.pal.Ink, n.ID)
		lines.draw(out, x, y+(h-lines.h)/2, h)
	}}
}

// numberBeside is a code at the right of its words, as large as the height allows; nil where
// they do not stand on one line.
func (p *pass) numberBeside(words, code scene.Text, n *scene.Node, w float32) *box {
	name := p.text(words, p.ty.Name, true, w/2)
	inner := w - name.w - p.gap*numberGap
	small := p.unbrokenCode(code, p.ty.Name, inner)
	if name.broken || len(name.lines) > 1 || small.broken || len(small.lines) > 1 || small.w > inner {
		return nil
	}
	return &box{w: w, h: max(name.h, small.h), most: unbounded, draw: func(out *plan, x, y, h float32) {
		set := small
		for ink := p.ty.Hero; ink > p.ty.Name; ink *= sizeStep { // it fills the height that there is
			if t := p.codeAt(code, ink, inner); len(t.lines) == 1 && t.w <= inner && t.h <= h+codeSlack {
				if t.h > set.h {
					set = t
				}
				break
			}
		}
		x += (w - name.w - p.gap*numberGap - set.w) / 2
		out.para(name, x, y+(h-name.h)/2, name.w, alignLeft, p.pal.Ink, n.ID)
		out.para(set, x+name.w+p.gap*numberGap, y+(h-set.h)/2, set.w, alignLeft, p.pal.Ink, n.ID)
	}}
}

// codeAt is a code at a letter height in millimetres.
func (p *pass) codeAt(code scene.Text, ink float64, w float32) *para {
	t := p.text(code, ink, true, w)
	t.pitch = t.size * lineBox // digits have no parts below the line
	t.h = t.pitch * float32(len(t.lines))
	return t
}

// unbrokenCode is a code at the usual size, or smaller so that it stays whole, but larger
// than a letter height in millimetres.
func (p *pass) unbrokenCode(code scene.Text, least float64, w float32) *para {
	most := p.ty.Hero
	switch { // where room is scarce, a step or two smaller
	case p.tight:
		most = p.ty.Verb
	case p.pic == noPictures:
		most = p.ty.Amount
	}
	t := p.codeAt(code, most, w)
	for ink := most * shrink; t.broken && ink > least; ink *= shrink {
		t = p.codeAt(code, ink, w)
	}
	return t
}

// largestCode is a code as large as it can be and still grow with everything else (TXT-6);
// the usual one where none larger can.
func (p *pass) largestCode(code scene.Text, usual *para, w float32) *para {
	growth := 2 / p.k
	if p.up {
		growth /= theme.Ratio
	}
	for _, k := range []float64{theme.HeroMost, 1.6, 1.3, 1.15} {
		if t := p.codeAt(code, p.ty.Hero*k, w); len(t.lines) == 1 && t.w*growth <= w && t.h*growth <= (p.y1-p.y0)*codeHeight {
			return t
		}
	}
	return usual
}
