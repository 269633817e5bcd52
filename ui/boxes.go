package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// box lays out any node at width w.
func (p *pass) box(n *scene.Node, w float32) *box {
	switch n.Role {
	case scene.RoleHeading:
		return p.heading(n, w)
	case scene.RoleChoice:
		return p.tile(n, w)
	case scene.RoleButton:
		return p.button(n, min(w, p.buttonWidth(n)), false)
	case scene.RoleQuantity:
		return p.quantity(n, w)
	case scene.RoleSummary:
		return p.checked(n, w)
	case scene.RoleAlert:
		return p.alert(n, w)
	case scene.RolePicture:
		return p.picture(n, w)
	case scene.RoleProgress:
		return p.progress(n, w)
	case scene.RoleSecretEntry, scene.RoleTextEntry:
		return p.entry(n, w)
	case scene.RoleText:
		return p.errand(n, w)
	case scene.RoleGroup, scene.RoleScreen:
		if n.Arrange == scene.ArrangeRow || n.Arrange == scene.ArrangeBar {
			return p.row(n, w)
		}
		return p.group(n, w)
	}
	return p.line(n, w)
}

// checked is a line to check, with buttons of its own or without.
func (p *pass) checked(n *scene.Node, w float32) *box {
	if len(n.Children) > len(illustrations(n)) {
		return p.quantity(n, w)
	}
	return p.summary(n, w)
}

// pagePart is the box of a node that stands on the page itself, in no group; first, if
// nothing is above it.
func (p *pass) pagePart(n *scene.Node, w float32, first bool) *box {
	switch {
	case n.Role == scene.RoleSummary && isSum(n):
		return p.total(n, w, first)
	case n.Role == scene.RoleQuantity && p.sc.Look.Easy && p.pic == largePictures && !p.tight:
		if b := p.stepperPanel(n, w); b != nil {
			return b
		}
	case n.Role == scene.RoleButton:
		return p.button(n, p.loneWidth(n, w), false)
	}
	return p.box(n, w)
}

// label is the label of a node as plain text.
func (p *pass) label(n *scene.Node, ink float64, bold bool, w float32, a align) *box {
	t := p.text(n.Label, ink, bold, w)
	b := center(block(t, w, a, p.pal.Ink, n.ID)).as(n)
	b.w = max(w, t.w)
	return b
}

// paras sets the details of a node.
func (p *pass) paras(ts []scene.Text, ink float64, w float32) []*para {
	var out []*para
	for _, d := range ts {
		if !d.IsZero() {
			out = append(out, p.text(d, ink, false, w))
		}
	}
	return out
}

// joined puts short texts on one line, a point between them.
func joined(ts []scene.Text) []scene.Text {
	var out scene.Text
	for _, t := range ts {
		if t.IsZero() {
			continue
		}
		if len(out.Spans) > 0 {
			out.Spans = append(out.Spans, scene.Span{Text: "  ·  ", Lang: out.Lang})
		} else {
			out.Lang = t.Lang
		}
		for _, s := range t.Spans {
			if s.Lang == "" {
				s.Lang = t.Lang
			}
			out.Spans = append(out.Spans, s)
		}
	}
	if len(out.Spans) == 0 {
		return nil
	}
	return []scene.Text{out}
}

// pictureAspect is the most height of a picture, in its width.
const pictureAspect = 0.7

func (p *pass) picture(n *scene.Node, w float32) *box {
	h := min(w*pictureAspect, p.u(theme.PagePicture)*p.pic.of(0.25, 0.5, 1))
	return (&box{w: w, h: h, draw: func(out *plan, x, y, h float32) {
		out.image(n.Picture, rect{x, y, w, h}, false, p.pal.Ink)
	}}).as(n)
}
