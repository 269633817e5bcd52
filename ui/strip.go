package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// captionStrip paints what is being said into its place, the spoken word marked
// by a ground of its own. A long text is set smaller, down to the least size of
// TXT-1, and then shown by the part that holds the word.
func (out *plan) captionStrip(sc *scene.Scene, c caption, turned int, l *layout, scale float32) {
	if sc.Curtain || out.strip.h <= 0 {
		return
	}
	if sc.Look.Strip {
		out.focusStrip(sc, c, turned, l, scale)
		return
	}
	t := c.text
	if t.IsZero() {
		n := sc.Find(sc.Focus)
		if n == nil || !n.Disabled || n.Reason.IsZero() {
			return
		}
		t, c = n.Reason, caption{} // why the thing in focus cannot be chosen
	}
	pal := l.look(sc.Look.Theme)
	panel := l.panel.OrDefault()
	px := float32(panel.PxPerMM()) / scale
	r := out.strip
	padX, bar := min(px*theme.Pad, r.w/20), min(px*1.6, r.w/40)
	size := min(r.h*0.9, float32(theme.Types(panel).Body/theme.InkPerEm)*px*float32(max(theme.Scale(sc.Look.Size), 1)))
	least := min(size, float32(theme.Least/theme.InkPerEm)*px)
	w := r.w - bar - 2*padX
	var p *para
	for {
		p = l.br.set(t.Spans, t.Lang, size, false, w, 0)
		if p.bare() <= r.h || size <= least {
			break
		}
		size = max(least, size*0.92)
	}
	first, rows := 0, max(1, int((r.h+p.leading())/p.pitch))
	if len(p.lines) > rows {
		if c.len == 0 { // no word tells which part matters
			p = l.br.set(t.Spans, t.Lang, size, false, w, rows)
		}
		for i, ln := range p.lines {
			for _, rn := range ln.runs {
				if c.len > 0 && c.start >= rn.at && c.start < rn.at+rn.n {
					first = i / rows * rows
				}
			}
		}
		p.lines = p.lines[first:min(len(p.lines), first+rows)]
		p.h = float32(len(p.lines)) * p.pitch
	}
	out.fill(r, pal.Strip)
	if pal.Strip == pal.Ground {
		out.frame(r, 0, max(1, px*theme.Stroke), pal.Line)
	}
	out.fill(rect{r.x, r.y, bar, r.h}, pal.Accent)
	x, y := r.x+bar+padX, r.y+(r.h-p.h)/2
	out.spoken(l.br, p, c, x, y, pal)
}

// spoken paints lines with the word that is being said marked by a ground of its own.
func (out *plan) spoken(br *breaker, p *para, c caption, x, y float32, pal theme.Palette) {
	for i, ln := range p.lines {
		for _, rn := range ln.runs {
			from, to := max(c.start, rn.at), min(c.start+c.len, rn.at+rn.n)
			ly := y + float32(i)*p.pitch
			if c.len <= 0 || from >= to {
				out.words(rn.text, rn, x, ly, rn.w, p, pal.OnStrip)
				continue
			}
			rs := []rune(rn.text)
			cut := [3]string{string(rs[:from-rn.at]), string(rs[from-rn.at : to-rn.at]), string(rs[to-rn.at:])}
			cx := x
			for j, part := range cut {
				if part == "" {
					continue
				}
				pw := br.width(part, rn.face, p.size)
				col := pal.OnStrip
				if j == 1 {
					col = pal.OnMark
					out.fill(rect{cx - p.size*0.06, ly + p.pitch*0.06, pw + p.size*0.12, p.pitch * 0.88}, pal.Mark)
				}
				out.words(part, rn, cx, ly, pw, p, col)
				cx += pw
			}
		}
	}
}

func (out *plan) words(s string, rn run, x, y, w float32, p *para, col rgba) {
	out.prims = append(out.prims, prim{kind: primText, col: col, text: s, face: rn.face, size: p.size,
		r: rect{x + rn.x, y + (p.pitch-p.size*lineBox)/2, w, p.size * lineBox}})
}

// focusRing paints the ring last, so that nothing covers it: the inner colour
// beside the node, the outer one beside the ground (KEY-9).
func (out *plan) focusRing(sc *scene.Scene, pal theme.Palette) {
	n, ok := out.find(sc.Focus)
	if !ok || sc.Focus == "" || sc.Curtain || out.ringIn+out.ringOut <= 0 {
		return
	}
	out.frame(n.r.inset(-out.ringIn), out.corner+out.ringIn, out.ringIn, pal.RingInner)
	out.frame(n.r.inset(-out.ringIn-out.ringOut), out.corner+out.ringIn+out.ringOut, out.ringOut, pal.RingOuter)
}
