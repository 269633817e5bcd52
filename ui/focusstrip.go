package ui

import (
	"fmt"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// stripEm is the font size of the focus strip.
func stripEm(px float32) float32 { return float32(theme.StripInk/theme.InkPerEm) * px }

// stripPitch is from line to line of the focus strip: such letters need less air.
const stripPitch = 1.15

// bigStrip is the height of the focus strip: as many lines as it may have, three at
// most; a name and a price seldom need more.
func (p *pass) bigStrip() float32 {
	em := stripEm(p.px)
	high := func(lines int) float32 { return (float32(lines-1)*stripPitch+lineInk)*em + p.pad() }
	lines := 3
	for lines > 1 && high(lines) > (p.y1-p.y0)*theme.StripShare {
		lines--
	}
	return high(lines)
}

// stripText is a node as the focus strip shows it: its name, below it what matters next.
func stripText(n *scene.Node) scene.Text {
	t := scene.Text{Lang: n.Label.Lang, Spans: raised(n.Label, n.Privacy)}
	if n.Role == scene.RoleSecretEntry || n.Role == scene.RoleTextEntry {
		t.Spans = raised(n.Label, scene.Public) // what an entry is called is never private
	}
	more := n.Details
	if n.Disabled {
		more = append(append([]scene.Text(nil), more...), n.Reason)
	}
	for _, d := range more {
		t.Spans = append(append(t.Spans, scene.Span{Text: "\n"}), raised(d, n.Privacy)...)
	}
	return t
}

func raised(t scene.Text, p scene.Privacy) []scene.Span {
	return append([]scene.Span(nil), t.WithPrivacy(p).Spans...)
}

// focusStrip shows one thing alone, very large: what is being said, else what has focus.
// Words stay whole unless one alone is wider than the strip. What does not fit is shown
// in parts: the one with the spoken word, else the one that the person has asked for.
func (out *plan) focusStrip(sc *scene.Scene, c caption, turned int, l *layout, scale float32) {
	t := c.text
	if t.IsZero() {
		return
	}
	pal := l.look(sc.Look.Theme)
	panel := l.panel.OrDefault()
	px := float32(panel.PxPerMM()) / scale
	r := out.strip
	em := min(stripEm(px), r.h/lineInk)
	pad := min(px*theme.Pad, r.w/20)
	p := l.br.set(t.Spans, t.Lang, em, true, r.w-2*pad, 0)
	p.pitch = em * stripPitch
	rows := max(1, int((r.h-em*lineInk)/p.pitch)+1)
	parts := max(1, (len(p.lines)+rows-1)/rows)
	part := (sc.Part + turned) % parts
	for i, ln := range p.lines {
		for _, rn := range ln.runs {
			if c.len > 0 && c.start >= rn.at && c.start < rn.at+rn.n {
				part = i / rows
			}
		}
	}
	p.lines = p.lines[part*rows : min(len(p.lines), (part+1)*rows)]
	out.fill(r, pal.Strip)
	if pal.Strip == pal.Ground {
		out.frame(r, 0, max(1, px*theme.Stroke), pal.Line)
	}
	high := float32(len(p.lines)-1)*p.pitch + em*lineInk
	out.spoken(l.br, p, c, r.x+pad, r.y+(r.h-high)/2-(p.pitch-em*lineInk)/2, pal)
	out.parts = parts
	if parts > 1 { // that there is more must be seen
		size := float32(theme.Types(panel).Body/theme.InkPerEm) * px
		of := l.br.set([]scene.Span{{Text: fmt.Sprintf("%d/%d", part+1, parts)}}, t.Lang, size, true, r.w, 1)
		out.fill(rect{r.x + r.w - of.w - 2*pad, r.y + r.h - of.h, of.w + 2*pad, of.h}, pal.Accent)
		out.para(of, r.x+r.w-of.w-pad, r.y+r.h-of.h, of.w, left, pal.OnAccent, "")
	}
}
