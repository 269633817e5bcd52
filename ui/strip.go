package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of the caption strip and of the mark of the word being said.
const (
	stripPadShare    = 20   // the padding is at most the strip's width by this,
	stripAccentShare = 40   // the line at its left at most by this
	stripTextMost    = 0.9  // of the strip's height: the largest font size
	stripShrink      = 0.92 // step in which a long text is set smaller
	markOver         = 0.06 // of the font size, over either end of the word
	markInset        = 0.06 // of the pitch, above and below
)

// strip is the place of captions, while something is shown in it.
type strip struct {
	*layout
	out   *plan
	sc    *scene.Scene
	pal   theme.Palette
	panel theme.Panel
	px    float32 // canvas units per millimetre
	r     rect
	pad   float32
}

// captionStrip paints what is being said into its place; in the focus strip, very large.
func (out *plan) captionStrip(sc *scene.Scene, c caption, turned int, l *layout, scale float32) {
	if sc.Curtain || out.strip.h <= 0 {
		return
	}
	panel := l.panel.OrDefault()
	s := &strip{layout: l, out: out, sc: sc, pal: l.look(sc.Look.Theme), panel: panel, px: float32(panel.PxPerMM()) / scale, r: out.strip}
	s.pad = min(s.px*theme.Pad, s.r.w/stripPadShare)
	if sc.Look.Strip {
		s.focus(c, turned)
		return
	}
	if c.text.IsZero() {
		n := sc.Find(sc.Focus)
		if n == nil || !n.Disabled || n.Reason.IsZero() {
			return
		}
		c = caption{text: n.Reason} // why the thing in focus cannot be chosen
	}
	s.caption(c)
}

// caption shows a text, the spoken word marked by a ground of its own. A long text is set
// smaller, down to the least size of TXT-1, and then shown by the part that holds the word.
func (s *strip) caption(c caption) {
	accent := min(s.px*theme.StripAccent, s.r.w/stripAccentShare)
	w := s.r.w - accent - 2*s.pad
	p := s.fitted(c.text, w)
	rows := max(1, int((s.r.h+p.leading())/p.pitch))
	if len(p.lines) > rows {
		if c.len == 0 { // no word tells which part matters
			p = s.br.set(c.text.Spans, c.text.Lang, p.size, false, w, rows)
		}
		first := max(0, p.lineOf(c)) / rows * rows
		p.lines = p.lines[first:min(len(p.lines), first+rows)]
		p.h = float32(len(p.lines)) * p.pitch
	}
	s.ground()
	s.out.fill(rect{s.r.x, s.r.y, accent, s.r.h}, s.pal.Accent)
	s.out.spoken(s.br, p, c, s.r.x+accent+s.pad, s.r.y+(s.r.h-p.h)/2, s.pal)
}

// fitted is a text at the largest size at which it fits, or at the least one.
func (s *strip) fitted(t scene.Text, w float32) *para {
	size := min(s.r.h*stripTextMost, float32(theme.Types(s.panel).Body/theme.InkPerEm)*s.px*float32(max(theme.Scale(s.sc.Look.Size), 1)))
	least := min(size, float32(theme.Least/theme.InkPerEm)*s.px)
	for {
		p := s.br.set(t.Spans, t.Lang, size, false, w, 0)
		if p.bare() <= s.r.h || size <= least {
			return p
		}
		size = max(least, size*stripShrink)
	}
}

// ground paints the strip, with an edge where it looks like the page.
func (s *strip) ground() {
	s.out.fill(s.r, s.pal.Strip)
	if s.pal.Strip == s.pal.Ground {
		s.out.frame(s.r, 0, max(1, s.px*theme.Stroke), s.pal.Line)
	}
}

// lineOf is the last line with the beginning of the spoken word, or -1 where none has it.
func (t *para) lineOf(c caption) int {
	at := -1
	for i, ln := range t.lines {
		for _, r := range ln.runs {
			if c.len > 0 && c.start >= r.at && c.start < r.at+r.n {
				at = i
			}
		}
	}
	return at
}

// spoken paints lines with the word that is being said marked by a ground of its own.
func (p *plan) spoken(br *breaker, t *para, c caption, x, y float32, pal theme.Palette) {
	for i, ln := range t.lines {
		ly := y + float32(i)*t.pitch
		for _, r := range ln.runs {
			from, to := max(c.start, r.at), min(c.start+c.len, r.at+r.n)
			if c.len <= 0 || from >= to {
				p.words(r.text, r, x, ly, r.w, t, pal.OnStrip)
				continue
			}
			p.marked(br, t, r, from-r.at, to-r.at, x, ly, pal)
		}
	}
}

// marked paints a run of which the runes in [from, to) are marked.
func (p *plan) marked(br *breaker, t *para, r run, from, to int, x, y float32, pal theme.Palette) {
	runes := []rune(r.text)
	for i, part := range [3]string{string(runes[:from]), string(runes[from:to]), string(runes[to:])} {
		if part == "" {
			continue
		}
		w, ink := br.width(part, r.face, t.size), pal.OnStrip
		if i == 1 {
			ink = pal.OnMark
			p.fill(rect{x - t.size*markOver, y + t.pitch*markInset, w + t.size*(2*markOver), t.pitch * (1 - 2*markInset)}, pal.Mark)
		}
		p.words(part, r, x, y, w, t, ink)
		x += w
	}
}

func (p *plan) words(s string, r run, x, y, w float32, t *para, ink rgba) {
	p.prims = append(p.prims, prim{kind: primText, col: ink, text: s, face: r.face, size: t.size,
		r: rect{x + r.x, y + (t.pitch-t.size*lineBox)/2, w, t.size * lineBox}})
}

// focusRing paints the ring last, so that nothing covers it: the inner colour
// beside the node, the outer one beside the ground (KEY-9).
func (p *plan) focusRing(sc *scene.Scene, pal theme.Palette) {
	n, ok := p.find(sc.Focus)
	if !ok || sc.Focus == "" || !sc.Marked || sc.Curtain || p.ringIn+p.ringOut <= 0 {
		return
	}
	p.frame(n.r.inset(-p.ringIn), p.corner+p.ringIn, p.ringIn, pal.RingInner)
	p.frame(n.r.inset(-p.ringIn-p.ringOut), p.corner+p.ringIn+p.ringOut, p.ringOut, pal.RingOuter)
}
