package ui

import "modu/accessibility/scene"

// Proportions of an entry.
const (
	entryLabelMost = 0.5 // most of the width for a label before its field
	maskSize       = 0.4 // of a mark for a typed character, of the title's letter height
	maskStep       = 1.8 // from one mark to the next, in marks
	maskShare      = 0.6 // most of that step which is a mark
	maskMost       = 64  // no more marks are drawn

	caretWidth = 0.08 // in the font size
	caretGap   = 0.06 // between the last letter and the caret, in the font size
)

// entry shows what was typed, or one mark a character of a secret. Where height is missing,
// a short label stands before the field, else above it.
func (p *pass) entry(n *scene.Node, w float32) *box {
	pad := p.pad()
	label := p.text(n.Label, p.ty.Body, true, w)
	named := block(label, w, alignLeft, p.pal.Ink, n.ID)
	if room := label.w + 2*pad; p.tight && len(label.lines) == 1 && room < w*entryLabelMost {
		named = center(named)
		named.w, named.h = room, 0
		b := row(0, named, p.entryField(n, w-room))
		b.w = w
		return b.as(n)
	}
	field := p.entryField(n, w)
	b := overlay(named, lower(named.h, field))
	b.h = named.h + field.h
	return b.as(n)
}

// entryField is the field alone.
func (p *pass) entryField(n *scene.Node, w float32) *box {
	pad, ink := p.pad(), p.ty.Title
	if p.tight {
		ink = p.ty.Body
	}
	ground := p.surface(n)
	var typed []*para
	if n.Role == scene.RoleTextEntry {
		typed = p.paras(n.Details, ink, w-2*pad)
	}
	b := inset(w, pad, pad, blocks(typed, w-2*pad, alignLeft, ground.ink, n.ID))
	switch places := p.places(n, w, ground.ink); {
	case places != nil:
		typed, b = nil, places
	case n.Role == scene.RoleSecretEntry && n.Count > 0:
		b = p.mask(n.Count, w, ground.ink)
	case n.Role == scene.RoleTextEntry:
		b = overlay(b, p.caret(typed, ink, ground.ink))
	}
	b.h = max(p.target(), max(heightOf(typed), p.font(ink)*linePitch)+2*pad)
	return ground.under(b)
}

// caret is where the next letter will stand: behind the last one, or at the beginning of an
// empty field. It does not blink (FLA-4).
func (p *pass) caret(typed []*para, ink float64, c rgba) *box {
	pad, size := p.pad(), p.font(ink)
	return &box{draw: func(out *plan, x, y, h float32) {
		at, top := x+pad, y+(h-size)/2
		if last := len(typed) - 1; last >= 0 && len(typed[last].lines) > 0 {
			t := typed[last]
			at += t.lines[len(t.lines)-1].w + size*caretGap
			top = y + pad + heightOf(typed) - t.pitch + (t.pitch-size)/2
		}
		out.fill(rect{at, top, max(1, size*caretWidth), size}, c)
	}}
}

// mask is one mark a character.
func (p *pass) mask(count int, w float32, ink rgba) *box {
	pad, size := p.pad(), p.u(p.ty.Title*maskSize)
	step := min(size*maskStep, (w-2*pad)/float32(count))
	side := min(size, step*maskShare)
	return &box{w: w, h: side, draw: func(out *plan, x, y, h float32) {
		for i := range min(count, maskMost) {
			out.fill(rect{x + pad + float32(i)*step, y + (h-side)/2, side, side}, ink)
		}
	}}
}
