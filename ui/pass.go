package ui

import (
	"math"

	"modu/accessibility/scene"
	"modu/ui/picture"
	"modu/ui/theme"
)

// pass is one try to lay out a scene, at one level.
type pass struct {
	*layout
	level
	sc      *scene.Scene
	pal     theme.Palette
	ty      theme.Type
	px      float32    // canvas units per millimetre
	size    float32    // chosen by the person, 1 is 100 %
	cards   *cardSizes // of the cards of a group; nil: around none
	pressed scene.NodeID
	w, h    float32      // of the window
	y0, y1  float32      // the part of the window in use, from top to bottom
	spacing              // at this level
	relaxed spacing      // where nothing presses
	few     bool         // the list has so few lines that their pictures may be larger
	lone    bool         // it has one
	first   scene.NodeID // of the lists on the page
	lined   bool         // on a sheet of lines, which parts them by rules
	answers bool         // the buttons answer a question, and nothing else is to be done
	subject bool         // the picture of what the screen is about has what is left free
	plain   bool         // things are shown by drawings, whatever photographs there are: not all have one
	bare    bool         // buttons are measured by their words, without a pictogram
	little  bool         // what the screen says stands on one panel, with its picture

	act *scene.Node // what the screen is there for, done beside it; nil: nothing
}

// spacing is what keeps things apart.
type spacing struct{ margin, gap float32 }

// Proportions of the window and of what is in it.
const (
	fullMargins      = 150  // side of a window from which margins are whole, in millimetres
	smallMargin      = 0.7  // of the margin, on a small panel
	tightMargin      = 0.75 // of the margin, where room is scarce
	gapWindowShare   = 50   // a gap is at most the window's lesser side by this
	targetWidthShare = 8    // the least side of a target is at most the window's width by this,
	targetRows       = 10   // and its height by this
	usedLeast        = 0.2  // of the window's height: a smaller zone is not used
	landscape        = 1.2  // width to height from which height is what is missing
	noFloor          = 0.4  // size from which on the least sizes are given up, too
	fontStep         = 4    // font sizes are multiples of one by this
	padAlways        = 0.3  // of the padding that does not shrink with the margin
)

// pass is what all levels have in common.
func (l *layout) pass(sc *scene.Scene, w, h, scale, size float32, pressed scene.NodeID) pass {
	panel := l.panel.OrDefault()
	p := pass{layout: l, sc: sc, pal: l.look(sc.Look.Theme), ty: theme.Types(panel),
		px: float32(panel.PxPerMM()) / scale, size: size, pressed: pressed, w: w, h: h}
	p.y0, p.y1 = p.zone(panel)
	p.plain = l.mixes(sc)
	return p
}

// at is the pass at a level. Margins only keep things apart: they do not grow with the
// type, and they give way first in a small window.
func (p pass) at(lv level) *pass {
	p.level = lv
	if lv.up {
		p.ty = p.ty.Up()
	}
	narrow := min(1, min(p.w, p.h)/(fullMargins*p.px))
	gap := theme.Gap
	p.margin = p.g(theme.Margin) * narrow
	if p.panel.OrDefault().Small() {
		p.margin *= smallMargin
		gap = theme.GapSmall
	}
	p.relaxed = spacing{p.margin, p.apart(gap * float64(narrow))}
	if p.tight {
		gap = theme.GapSmall
		p.margin *= tightMargin
	}
	p.gap = p.apart(gap * float64(narrow))
	return &p
}

// zone is the part of the window that a scene uses. Its lower end is never below
// what hands reach, so that the bar is in reach in the normal position too, and its upper
// end not above what is read; in the low position it is not above what hands reach either,
// and information comes down with what is touched (RCH-1, RCH-2, RCH-6).
func (p *pass) zone(panel theme.Panel) (y0, y1 float32) {
	from, to, ok := panel.Reach()
	if !ok {
		return 0, p.h // the site file's lint has said that nothing helps here
	}
	unit := p.h / float32(panel.HeightMM)
	y1 = float32(to) * unit
	if panel.BottomMM > 0 {
		y0 = float32(max(0, panel.Down(theme.InfoHigh))) * unit
	}
	if p.sc.Look.Low {
		y0 = float32(from) * unit
	}
	if y1-y0 < p.h*usedLeast {
		return 0, p.h
	}
	return y0, y1
}

// apart is a gap between targets, never below what TGT-4 asks for on a real panel.
func (p *pass) apart(mm float64) float32 {
	return max(p.g(mm), min(theme.GapFloor*p.px, min(p.w, p.h)/gapWindowShare)*p.floor())
}

// cramped reports whether the panel is small, or letters are large on one that is not large:
// what only tells where one is gives way there, so that a page holds more than one thing.
func (p *pass) cramped() bool {
	panel := p.panel.OrDefault()
	return panel.Small() || !panel.Large() && p.sc.Look.Size >= captionOneFrom
}

// yields reports whether the size of a page may be less than was asked for, so that it holds
// two things with whole words: on a small panel with large letters.
func (p *pass) yields() bool {
	return p.panel.OrDefault().Small() && p.sc.Look.Size >= captionOneFrom
}

// fours reports whether a page of a small panel is tried with four things, six at the usual size: where
// short words are all there is to choose from, which are compared with each other.
func (p *pass) fours() bool {
	if !p.panel.OrDefault().Small() || !p.wide() {
		return false
	}
	switch p.sc.Kind {
	case scene.KindHelp, scene.KindSections:
		return true
	case scene.KindSizes, scene.KindLooks, scene.KindStaff:
		return p.yields()
	}
	return false
}

// abreast is how many columns such a page has at most.
func (p *pass) abreast() int {
	if p.sc.Look.Size < captionOneFrom {
		return pictogramColumns
	}
	return crampedColumns
}

// head is the pass for what tells where one is, and for what turns pages: titles, headings
// and numbers of pages. Where room is scarce they grow as far as the bar does.
func (p *pass) head() *pass {
	if !p.cramped() || p.k <= theme.BarGrowth {
		return p
	}
	q := *p
	q.k = theme.BarGrowth
	return &q
}

// topic is what the first list on a screen is about, where that stands behind the title: in a
// cramped window that is wide a line of its own would cost a thing to choose from. It is zero
// elsewhere.
func (p *pass) topic(list *scene.Node) scene.Text {
	if !p.cramped() || !p.wide() || p.beside() || list == nil || list.ID != p.first || list.Arrange != scene.ArrangeGrid {
		return scene.Text{}
	}
	return list.Label
}

// u is a length that grows with everything the person sees or touches.
func (p *pass) u(mm float64) float32 { return float32(mm) * p.px * p.k }

// g is a length that only keeps things apart.
func (p *pass) g(mm float64) float32 { return float32(mm) * p.px * min(1, p.k) }

// font is the font size for an ink height.
func (p *pass) font(ink float64) float32 {
	size := p.u(ink / theme.InkPerEm)
	size = max(size, float32(theme.Least/theme.InkPerEm)*p.px*min(1, p.k/floorSize))
	return float32(math.Round(float64(size)*fontStep) / fontStep)
}

// target is the least side of what can be touched: it grows with the type, but
// does not shrink below what a finger needs while the window is a real panel.
func (p *pass) target() float32 {
	side := theme.Target
	if p.panel.OrDefault().Small() {
		side = theme.TargetSmall
	}
	return max(p.u(side), min(theme.Floor*p.px, p.w/targetWidthShare, p.h/targetRows)*p.floor())
}

// floor is how much of the least sizes still counts: all of them, but for levels
// that no real panel reaches.
func (p *pass) floor() float32 { return min(1, p.k/noFloor) }

// wide reports whether the window is wider than high.
func (p *pass) wide() bool { return p.w > p.h*landscape }

// pad is the space around words in a box.
func (p *pass) pad() float32 { return p.g(theme.Pad) * min(1, padAlways+p.margin/p.g(theme.Margin)) }

// text sets a text at an ink height in millimetres.
func (p *pass) text(t scene.Text, ink float64, bold bool, w float32) *para {
	lines := 0
	if p.elide {
		lines = elidedLines
	}
	return p.br.balanced(t.Spans, t.Lang, p.font(ink), bold, w, lines)
}

// elidedLines is after how many lines a text ends where texts are cut.
const elidedLines = 2

// branded is the name of the site's own picture in place of another, in the default
// look, which alone a brand dresses.
func (p *pass) branded(name string) string {
	if own := picture.Brand + name; p.pal.ID == theme.Default && p.exists(own) {
		return own
	}
	return name
}

// ringWidths are the inner and the outer colour of the focus ring. It lies in
// the gap between targets and never touches the neighbour's ring.
func (p *pass) ringWidths() (in, out float32) {
	const (
		grows    = 1.25 // it grows with the type up to this
		ofMargin = 0.9  // most of the margin that it takes
		inner    = 0.35 // of the room where that is less than both widths
		outer    = 0.65
		fraction = 3 // canvas units; a ring so thin is not rounded
	)
	k := min(grows, max(1, p.k)) * p.px
	room := min(p.gap/2, p.margin*ofMargin)
	in, out = theme.RingIn*k, theme.RingOut*k
	if in+out > room {
		in, out = room*inner, room*outer
	}
	if out > fraction {
		in, out = whole(in), whole(out)
	}
	return in, out
}
