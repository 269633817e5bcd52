package ui

import (
	"image/color"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// surface is the ground of what can be touched, in the state it is in.
type surface struct {
	ink          color.NRGBA // of what is written on it
	ground, edge color.NRGBA
	radius       float32
	stroke       float32 // width of the edge; 0: there is none
	lip          float32 // width of the lower edge, where it is wider than the others
	dash         float32 // length of the dashes that are all that is painted; 0: it is whole
}

// surface is that of a node. Every state has a form of its own, not only a colour (CON-7).
func (p *pass) surface(n *scene.Node) surface {
	s := surface{ink: p.pal.Ink, radius: p.radius(), stroke: p.stroke()}
	switch {
	case n.Disabled:
		s.edge, s.ink, s.dash = p.pal.Off, p.pal.Off, p.u(theme.Dash)
	case n.ID == p.pressed && n.Primary:
		s.ground, s.edge, s.ink, s.stroke = p.pal.Accent, p.pal.OnAccent, p.pal.OnAccent, p.u(theme.PressedEdge)
	case n.ID == p.pressed:
		s.ground, s.edge, s.ink, s.stroke = p.pal.Press, p.pal.Chosen, p.pal.OnPress, p.u(theme.PressedEdge)
	case n.Primary && n.Role == scene.RoleButton:
		s.ground, s.ink, s.stroke = p.pal.Accent, p.pal.OnAccent, 0
	case n.Selected:
		s.ground, s.edge, s.stroke = p.pal.Tint, p.pal.Chosen, p.thick()
	default:
		s.ground, s.edge = p.pal.Card, p.pal.Line
		if n.Role == scene.RoleButton || n.Role == scene.RoleChoice {
			s.lip = p.lip()
		}
	}
	return s
}

func (s surface) paint(out *plan, r rect) {
	switch {
	case s.dash > 0:
		out.dashed(r, s.stroke, s.dash, s.edge)
	case s.stroke == 0:
		out.round(r, s.radius, s.ground)
	default:
		out.panel(r, s.radius, s.stroke, s.lip, s.ground, s.edge)
	}
}

// under paints the surface below a box.
func (s surface) under(b *box) *box {
	draw, w := b.draw, b.w
	b.draw = func(out *plan, x, y, h float32) {
		s.paint(out, rect{x, y, w, h})
		draw(out, x, y, h)
	}
	return b
}

// inner is what the edge leaves of a surface.
func (s surface) inner(r rect) rect {
	return rect{r.x + s.stroke, r.y + s.stroke, r.w - 2*s.stroke, r.h - s.stroke - max(s.stroke, s.lip)}
}

// fieldAbove paints the upper part of a surface down to bottom: the ground under a picture.
func (s surface) fieldAbove(out *plan, r rect, bottom float32, c color.NRGBA) {
	in, radius := s.inner(r), max(0, s.radius-s.stroke)
	in.h = min(in.h, bottom-in.y)
	out.round(in, radius, c)
	out.fill(rect{in.x, in.y + radius, in.w, in.h - radius}, c)
}

// fieldBeside paints the left part of a surface, w wide with the edge.
func (s surface) fieldBeside(out *plan, r rect, w float32, c color.NRGBA) {
	in, radius := s.inner(r), max(0, s.radius-s.stroke)
	in.w = min(in.w, w-s.stroke)
	out.round(in, radius, c)
	out.fill(rect{in.x + radius, in.y, in.w - radius, in.h}, c)
}

// tint is the ground under the picture of a node, and whether it has one: what cannot be
// used has none.
func (p *pass) tint(n *scene.Node) (c color.NRGBA, ok bool) {
	if n.Disabled {
		return c, false
	}
	return p.pal.Tints.Of(n.Tint)
}

// tintPad is the space around a picture on a ground of its own, in paddings.
const tintPad = 0.5

// tinted is a picture in r, on the tint of its node where that has one.
func (p *pass) tinted(out *plan, n *scene.Node, r rect) {
	if c, ok := p.tint(n); ok {
		out.round(r, p.radius(), c)
		r = r.inset(p.pad() * tintPad)
	}
	out.image(n.Picture, r, n.Disabled, p.pal.Ink)
}

// radius is how round the corners are of what can be touched.
func (p *pass) radius() float32 { return whole(p.u(theme.Radius)) }

// lip is the thick lower edge that makes a thing look like a key.
func (p *pass) lip() float32 { return whole(max(2, min(p.u(theme.Lip), p.pad()/2))) }

func (p *pass) stroke() float32 { return whole(max(1, p.u(theme.Stroke))) }
func (p *pass) thick() float32  { return whole(max(2, p.u(theme.Thick))) }

// whole rounds to whole units, so that all four sides of a frame are alike.
func whole(v float32) float32 { return float32(int(v + 0.5)) }

// The tick: three points of a square of side one, and the width of the stroke through them.
const (
	tickStroke      = 0.13
	tickX0, tickY0  = 0.24, 0.53
	tickX1, tickY1  = 0.43, 0.72
	tickX2, tickY2  = 0.77, 0.30
	tickJoin        = 0.42 // where the second stroke begins, so that both overlap
	tickStrokeLeast = 2    // canvas units
)

// tickSide is the side of the mark on what is chosen: on a large panel larger than letters need it,
// since it is looked for from further away.
func (p *pass) tickSide() float32 {
	side := p.u(theme.Tick)
	if p.panel.OrDefault().Large() {
		side = max(side, theme.TickLarge*p.px*min(p.k, theme.BarGrowth))
	}
	return side
}

// tick marks what is selected: by its shape, not only by a colour (CON-7).
func (p *pass) tick() *box {
	s := p.tickSide()
	return &box{w: s, h: s, draw: func(out *plan, x, y, _ float32) {
		out.round(rect{x, y, s, s}, p.radius(), p.pal.Accent)
		out.tick(x, y, s, p.pal.OnAccent)
	}}
}

// tick draws the strokes of a tick into a square.
func (out *plan) tick(x, y, side float32, ink rgba) {
	t := max(tickStrokeLeast, side*tickStroke)
	out.line(x+side*tickX0, y+side*tickY0, x+side*tickX1, y+side*tickY1, t, ink)
	out.line(x+side*tickJoin, y+side*tickY1, x+side*tickX2, y+side*tickY2, t, ink)
}

// ruled draws a hairline along the lower edge of a box.
func (p *pass) ruled(b *box) *box {
	draw, w, line := b.draw, b.w, p.stroke()
	b.draw = func(out *plan, x, y, h float32) {
		draw(out, x, y, h)
		out.fill(rect{x, y + h - line, w, line}, p.pal.Hair)
	}
	return b
}

// reason says why something cannot be chosen, on a ground of its own. It is nil where
// there is nothing to say.
func (p *pass) reason(n *scene.Node, w float32) *box {
	if !n.Disabled || n.Reason.IsZero() {
		return nil
	}
	dx, dy := p.pad(), p.pad()/2
	t := p.text(n.Reason, p.ty.Body, true, w-2*dx)
	ground := surface{ground: p.pal.Ribbon, radius: p.radius()}
	return ground.under(inset(w, dx, dy, block(t, w-2*dx, alignLeft, p.pal.OnRibbon, n.ID)))
}
