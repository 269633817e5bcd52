package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of preferences.
const (
	settingLess  = 0.8  // of the picture where room is scarce,
	settingLeast = 0.65 // and where it is very scarce
	switchHeight = 1.45 // in the letter height of names
	switchWidth  = 1.9  // in its height
	knobShare    = 0.72 // of its height
	switchEdge   = 0.09 // of its height: the edge of the track, and of a knob that is off
)

// isSetting reports whether a node is a preference with its value.
func (p *pass) isSetting(n *scene.Node) bool {
	return p.sc.Kind == scene.KindSettings && n.Role == scene.RoleChoice && n.Sample.IsZero() && len(n.Details) == 1
}

// hasSettings reports whether a group lists preferences.
func (g *cellGroup) hasSettings() bool {
	return len(g.n.Children) > 0 && g.isSetting(&g.n.Children[0])
}

// settingPicture is the side of the pictogram of a preference. It grows as far as the bar
// does: beyond that the words have the room.
func (p *pass) settingPicture() float32 {
	side := theme.SettingPicture
	switch panel := p.panel.OrDefault(); {
	case panel.Small():
		side = theme.SettingPictureSmall
	case !panel.Large():
		side = theme.SettingPictureMiddle
	}
	return float32(side) * p.px * min(p.k, theme.BarGrowth) * p.pic.of(settingLeast, settingLess, 1)
}

// setting is a preference: its pictogram at the left, its name, and at the right its value,
// with a switch if it is on or off. Where one line has no room, the value stands below the
// name.
func (p *pass) setting(n *scene.Node, w float32) *box {
	pad, side := p.pad(), float32(0)
	ground := p.surface(n)
	if n.Picture != "" && p.exists(n.Picture) {
		side = p.settingPicture()
	}
	left := side + 3*pad
	inner := w - left - 2*pad
	name := p.text(n.Label, p.ty.Name, true, inner)
	value := p.settingValue(n, ground, inner)
	b, why := value, p.reason(n, inner)
	if alone := p.lineWidth(n.Label, p.ty.Name, true); alone+2*pad+value.w <= inner {
		b = overlay(center(block(name, inner, alignLeft, ground.ink, n.ID)), flushRight(inner, 0, center(value)))
		b.h = max(name.h, value.h)
	} else {
		b = column(0, block(name, inner, alignLeft, ground.ink, n.ID), value)
	}
	if why != nil {
		b = column(pad/2, b, why)
	}
	words := indent(left, center(b))
	words.h = b.h
	picture := &box{w: side, h: side, draw: func(out *plan, x, y, _ float32) {
		out.image(n.Picture, rect{x + pad, y, side, side}, n.Disabled, ground.ink)
	}}
	all := overlay(words, center(picture))
	all.w, all.h = w, max(p.target(), side+pad, b.h-name.leading()+2*pad)
	return ground.under(all).as(n).overflowing(name.broken || b.w > inner+textSlack)
}

// settingValue is the value of a preference in words, and the control that changes it: all of them
// are as wide, so that values and controls stand in columns.
func (p *pass) settingValue(n *scene.Node, ground surface, w float32) *box {
	room := w
	var knob *box
	if n.Switch != scene.NoSwitch || !p.panel.OrDefault().Small() { // where width is scarce the value says enough
		knob = p.knob(n, ground)
		room -= knob.w + p.pad()
	}
	t := p.text(n.Details[0], p.ty.Name, false, room)
	words := center(block(t, t.w, alignLeft, ground.ink, n.ID))
	words.h = t.h
	if knob == nil {
		return words
	}
	return row(p.pad(), words, center(knob))
}

// knob is the control of a preference: a switch where it is on or off, else an arrow in the same
// track, since the next value comes, or a screen with all of them. On and off differ by where the
// knob is, by the track, which is full or empty, and by the tick: none of it needs colour (CON-7).
func (p *pass) knob(n *scene.Node, ground surface) *box {
	h := p.u(p.ty.Name * switchHeight)
	w, on := h*switchWidth, n.Switch == scene.SwitchOn
	full, hollow := ground.ink, ground.ground
	if hollow.A == 0 {
		hollow = p.pal.Ground // what cannot be used has no ground of its own
	}
	edge := max(2, h*switchEdge)
	return &box{w: w, h: h, draw: func(out *plan, x, y, _ float32) {
		if n.Switch == scene.NoSwitch {
			r := rect{x, y, w, h}
			out.panel(r, r.h/2, edge, 0, hollow, full)
			arrowIn(out, r, +1, full)
			return
		}
		k := h * knobShare
		at := rect{x + (h-k)/2, y + (h-k)/2, k, k}
		if !on {
			out.panel(rect{x, y, w, h}, h/2, edge, 0, hollow, full)
			out.panel(at, k/2, edge, 0, hollow, full)
			return
		}
		out.round(rect{x, y, w, h}, h/2, full)
		at.x = x + w - k - (h-k)/2
		out.round(at, k/2, hollow)
		out.tick(at.x, at.y, k, full)
	}}
}
