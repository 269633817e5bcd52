package ui

import (
	"fmt"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

const (
	// stripPitch is from line to line of the focus strip: such letters need less air.
	stripPitch = 1.15
	// stripLines is the most lines of the focus strip; a name and a price seldom need more.
	stripLines = 3
)

// stripEm is the font size of the focus strip.
func stripEm(px float32) float32 { return float32(theme.StripInk/theme.InkPerEm) * px }

// focusStripHeight is the height of the focus strip: as many lines as it may have.
func (p *pass) focusStripHeight() float32 {
	em := stripEm(p.px)
	high := func(lines int) float32 { return (float32(lines-1)*stripPitch+lineInk)*em + p.pad() }
	lines := stripLines
	for lines > 1 && high(lines) > (p.y1-p.y0)*theme.StripShare {
		lines--
	}
	return high(lines)
}

// stripText is a node as the focus strip shows it: its name, below it what matters next.
func stripText(n *scene.Node) scene.Text {
	t := scene.Text{Lang: n.Label.Lang, Spans: spansWithPrivacy(n.Label, n.LabelPrivacy())}
	more := n.Details
	if n.Disabled {
		more = append(append([]scene.Text(nil), more...), n.Reason)
	}
	for _, d := range more {
		t.Spans = append(append(t.Spans, scene.Span{Text: "\n"}), spansWithPrivacy(d, n.Privacy)...)
	}
	return t
}

// spansWithPrivacy is a copy of the spans of a text, each at least as private as p.
func spansWithPrivacy(t scene.Text, p scene.Privacy) []scene.Span {
	return append([]scene.Span(nil), t.WithPrivacy(p).Spans...)
}

// focus shows one thing alone, very large: what is being said, else what has focus.
// Words stay whole unless one alone is wider than the strip. What does not fit is shown
// in parts: the one with the spoken word, else the one that the person has asked for.
func (s *strip) focus(c caption, turned int) {
	if c.text.IsZero() {
		return
	}
	r, pad := s.r, s.pad
	em := min(stripEm(s.px), r.h/lineInk)
	p := s.br.set(c.text.Spans, c.text.Lang, em, true, r.w-2*pad, 0)
	p.pitch = em * stripPitch
	rows := max(1, int((r.h-em*lineInk)/p.pitch)+1)
	parts := max(1, (len(p.lines)+rows-1)/rows)
	part := (s.sc.Part + turned) % parts
	if i := p.lineOf(c); i >= 0 {
		part = i / rows
	}
	p.lines = p.lines[part*rows : min(len(p.lines), (part+1)*rows)]
	s.ground()
	high := float32(len(p.lines)-1)*p.pitch + em*lineInk
	s.out.spoken(s.br, p, c, r.x+pad, r.y+(r.h-high)/2-(p.pitch-em*lineInk)/2, s.pal)
	s.out.parts = parts
	if parts > 1 {
		s.partNumber(part, parts, c.text.Lang)
	}
}

// partNumber makes seen in the lower right corner that there is more.
func (s *strip) partNumber(part, parts int, lang scene.Lang) {
	r, pad := s.r, s.pad
	size := float32(theme.Types(s.panel).Body/theme.InkPerEm) * s.px
	of := s.br.set([]scene.Span{{Text: fmt.Sprintf("%d/%d", part+1, parts)}}, lang, size, true, r.w, 1)
	s.out.fill(rect{r.x + r.w - of.w - 2*pad, r.y + r.h - of.h, of.w + 2*pad, of.h}, s.pal.Accent)
	s.out.para(of, r.x+r.w-of.w-pad, r.y+r.h-of.h, of.w, alignLeft, s.pal.OnAccent, "")
}
