package ui

import "modu/accessibility/scene"

// Proportions of what stands on a page with little on it.
const (
	sheetGrowth    = 4 // greatest height of a sheet of few lines, in what it needs
	statementLines = 6 // a statement of more lines is set a step smaller
)

// saysLittle reports whether all that a screen has beside its title and the next step is a
// line to read, or nothing: then it stands large on a panel, below the picture of what the
// screen is about.
func (p *pass) saysLittle(q parts) bool {
	if p.pic == noPictures || p.tight || len(q.alerts) > 0 || p.sc.Kind == scene.KindAttract {
		return false
	}
	lines := 0
	for _, n := range q.body {
		switch {
		case n.Role == scene.RoleText:
			lines++
		case n.Role != scene.RoleProgress || !n.Quiet:
			return false
		}
	}
	return lines > 0 || p.exists(p.sc.Root.Picture)
}

// statement is a line on a panel, which makes use of any height.
func (p *pass) statement(n *scene.Node, w float32) *box {
	said := *n
	said.Picture = p.sc.Root.Picture
	pad := p.actPad()
	b := inset(w, pad, pad, p.pictured(&said, w-2*pad))
	b.most = unbounded
	return p.sheet().under(b).as(n)
}

// pictureAlone is the picture of what a screen is about on such a panel.
func (p *pass) pictureAlone(w float32) *box {
	pad := p.actPad()
	b := inset(w, pad, pad, &box{w: w - 2*pad, h: p.target(), draw: func(out *plan, x, y, h float32) {
		side := min(h, (w-2*pad)*actPicture)
		out.image(p.sc.Root.Picture, rect{x, y + (h-side)/2, w - 2*pad, side}, false, p.pal.Ink)
	}})
	b.most = unbounded
	return p.sheet().under(b)
}
