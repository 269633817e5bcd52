package ui

import "modu/accessibility/scene"

// Proportions of the places of an entry of fixed length.
const (
	placeStep  = 1.1  // from one place to the next, in letter heights
	placeGap   = 0.6  // between groups, in places
	placeShare = 0.7  // of a place which its underline takes
	placeLine  = 0.08 // thickness of that, in letter heights
)

// places are those of an entry of fixed length, in their groups: a digit, or a mark where it is
// secret, in each that is filled, a line in each that is empty. It is nil where the entry has
// none, or the digits have no room in them.
func (p *pass) places(n *scene.Node, w float32, ink rgba) *box {
	if len(n.Groups) == 0 {
		return nil
	}
	letter := p.ty.Title
	if p.tight {
		letter = p.ty.Body
	}
	total := 0
	for _, g := range n.Groups {
		total += g
	}
	pad := p.pad()
	step := min(p.u(letter*placeStep), (w-2*pad)/(float32(total)+placeGap*float32(len(n.Groups)-1)))
	digits, filled := p.placed(n, letter, step), n.Count
	if n.Role == scene.RoleTextEntry {
		if digits == nil && len(n.Details) > 0 {
			return nil
		}
		filled = len(digits)
	}
	mark, line := min(p.u(letter*maskSize), step*maskShare), max(1, p.u(letter*placeLine))
	h := p.font(letter) * linePitch
	return &box{w: w, h: h, draw: func(out *plan, x, y, bh float32) {
		top, at, i := y+(bh-h)/2, x+pad, 0
		for _, g := range n.Groups {
			for range g {
				switch {
				case i >= filled:
					out.fill(rect{at + step*(1-placeShare)/2, top + h - 2*line, step * placeShare, line}, ink)
				case n.Role == scene.RoleSecretEntry:
					out.fill(rect{at + (step-mark)/2, top + (h-mark)/2, mark, mark}, ink)
				default:
					out.para(digits[i], at, top, step, alignCenter, ink, n.ID)
				}
				at += step
				i++
			}
			at += step * placeGap
		}
	}}
}

// placed are the digits that were typed, one by one; nil where one is wider than its place.
func (p *pass) placed(n *scene.Node, letter float64, step float32) []*para {
	var out []*para
	for _, d := range n.Details {
		for _, r := range d.String() {
			t := p.text(scene.Literal(d.Lang, string(r), n.Privacy), letter, false, unbounded)
			if t.w > step {
				return nil
			}
			out = append(out, t)
		}
	}
	return out
}
