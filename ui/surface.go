package ui

import (
	"image/color"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// surface is the ground of what can be touched, in the state it is in, and the
// colour of the text on it.
func (p *pass) surface(out *plan, n *scene.Node, r rect, primary, quiet bool) color.NRGBA {
	round := p.radius()
	switch {
	case n.Disabled && quiet:
		// No edge and no ground: that it cannot be pressed is a matter of shape.
		return p.pal.Ink
	case n.ID == p.pressed && !n.Disabled:
		if primary {
			out.panel(r, round, p.thick(), 0, p.pal.Accent, p.pal.OnAccent)
			return p.pal.OnAccent
		}
		out.panel(r, round, p.thick(), 0, p.pal.Press, p.pal.Chosen)
		return p.pal.OnPress
	case n.Disabled:
		out.panel(r, round, p.stroke(), 0, p.pal.Ground, p.pal.Hair)
		return p.pal.Ink
	case primary:
		out.round(r, round, p.pal.Accent)
		return p.pal.OnAccent
	case n.Selected:
		out.panel(r, round, p.thick(), 0, p.pal.Tint, p.pal.Chosen)
		return p.pal.Ink
	}
	low := float32(0)
	if n.Role == scene.RoleButton || n.Role == scene.RoleChoice {
		low = p.lip()
	}
	out.panel(r, round, p.stroke(), low, p.pal.Card, p.pal.Line)
	return p.pal.Ink
}

// radius is how round the corners are of what can be touched.
func (p *pass) radius() float32 { return whole(p.u(theme.Radius)) }

// lip is the thick lower edge that makes a thing look like a key.
func (p *pass) lip() float32 { return whole(max(2, min(p.u(theme.Lip), p.pad()/2))) }

func (p *pass) stroke() float32 { return whole(max(1, p.u(theme.Stroke))) }
func (p *pass) thick() float32  { return whole(max(2, p.u(theme.Thick))) }

// whole rounds to whole units, so that all four sides of a frame are alike.
func whole(v float32) float32 { return float32(int(v + 0.5)) }

// tick marks what is selected: a shape, not only a colour.
func (p *pass) tick(out *plan, x, y float32) {
	s := p.u(theme.Tick)
	out.round(rect{x, y, s, s}, p.radius(), p.pal.Accent)
	t := max(2, s*0.13)
	out.line(x+s*0.24, y+s*0.53, x+s*0.43, y+s*0.72, t, p.pal.OnAccent)
	out.line(x+s*0.42, y+s*0.72, x+s*0.77, y+s*0.30, t, p.pal.OnAccent)
}

// ribbon says why something cannot be chosen.
func (p *pass) ribbon(n *scene.Node, w float32) *box {
	if !n.Disabled || n.Reason.IsZero() {
		return nil
	}
	pad := p.pad() / 2
	t := p.text(n.Reason, p.ty.Body, true, w-2*p.pad())
	return &box{w: w, h: t.h + 2*pad, draw: func(out *plan, x, y, h float32) {
		out.round(rect{x, y, w, h}, p.radius(), p.pal.Ribbon)
		out.para(t, x+p.pad(), y+pad, w-2*p.pad(), left, p.pal.OnRibbon, n.ID)
	}}
}
