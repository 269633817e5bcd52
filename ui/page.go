package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of a page.
const (
	// sideBarFrom is how much of the height of a wide window the bar may take before it
	// moves to the side. It depends on panel, size and language only, so that the bar keeps
	// its place on all screens (LNG-2).
	sideBarFrom    = 0.16
	sideBarMost    = 0.46 // most of the width for a bar at the side
	relaxedBarFrom = 0.5  // of the chosen size: from here on the bar looks the same at all levels
	fewerRows      = 0.8  // of its height: it is worth the margins to make the bar that low
	actionsMost    = 0.68 // most of a wide window's width for the next step beside the caption
	actionsLeast   = 0.5  // least of that width
	clipSpace      = 2    // between the clip and what is beside it, in gaps
	titleSpace     = 0.5  // further space below the title, in gaps
	sideBarInset   = 0.5  // of the band behind a bar at the side, in gaps
	captionLines   = 2    // of body type
	captionOneFrom = 150  // per cent: from this size on the caption has one line
	curtainMargins = 2    // margins beside the line of the curtain
)

// page is a pass at work: what stands at the edges is placed first, the rest takes what is
// left.
type page struct {
	*pass
	out   *plan
	parts parts

	x, w   float32 // the columns of the content
	bottom float32 // of the room that is left

	barPlace

	actionsBox         *box // nil: there are none
	actionsX, actionsY float32
}

// barPlace is the bar, and where it stands.
type barPlace struct {
	barBox   *box    // nil: there is no bar
	barX     float32 // of the bar at the lower edge
	sideBarW float32 // of a bar at the side with its margin; 0: it is at the lower edge
}

// page lays out the scene at this level in an empty plan and reports whether all of it fits.
func (p *pass) page(out *plan) bool {
	out.dim, out.brand, out.corner = p.pal.Dim, p.branded, p.radius()
	out.ringIn, out.ringOut = p.ringWidths()
	out.node(&p.sc.Root, rect{0, 0, p.w, p.h})
	g := &page{pass: p, out: out, parts: sortParts(&p.sc.Root), x: p.margin, w: p.w - 2*p.margin, bottom: p.y1}
	g.placeBar()
	g.placeActions()
	full := g.w
	ok := g.content()
	g.drawEdges()
	return ok && (g.actionsBox == nil || g.actionsBox.within(full)) && (g.barBox == nil || g.sideBarW > 0 || g.barBox.w <= p.w)
}

// placeBar makes the bar, and room for it. It looks the same on every screen, however hard
// the rest is pressed.
func (g *page) placeBar() {
	n := g.parts.bar
	if n == nil {
		return
	}
	p := *g.pass
	if p.k >= p.size*relaxedBarFrom && !p.elide && !(p.wide() && p.k < 1) {
		p.k, p.pic, p.tight, p.spacing = p.size, largePictures, false, p.relaxed
	}
	rim := max(theme.BarMargin*g.px, g.out.ringIn+g.out.ringOut) // the focus ring stays in the window
	key := barKey{p.k, p.pic, p.tight, p.elide, rim, g.x, g.margin, p.spacing}
	place, made := g.bars[key]
	if !made {
		place = g.chooseBar(&p, n, rim)
		g.bars[key] = place
	}
	g.barPlace = place
	if g.sideBarW > 0 {
		g.w -= g.sideBarW + g.gap
		g.bottom -= g.margin
	} else {
		g.bottom -= g.barBox.h
	}
}

// barKey is what the bar of a scene depends on: most levels share one.
type barKey struct {
	k              float32
	pic            pictureSize
	tight, elide   bool
	rim, x, margin float32
	spacing
}

// chooseBar makes the bar in a pass: at the lower edge, or where height is missing as a
// column at the right.
func (g *page) chooseBar(p *pass, n *scene.Node, rim float32) barPlace {
	at := barPlace{barBox: p.bar(n, g.w), barX: g.x}
	if b := p.bar(n, g.pass.w-2*rim); b.h < at.barBox.h*fewerRows && b.w <= g.pass.w {
		at.barBox, at.barX = b, rim // two columns need the margins on a small panel
	}
	if g.wide() && at.barBox.h > (g.y1-g.y0)*sideBarFrom {
		// Height is what a wide window lacks: the bar stands at its right edge.
		if b := p.sideBar(n); b.w < g.w*sideBarMost && b.h <= g.y1-g.y0 {
			at.barBox, at.sideBarW = b, b.w+g.margin
		}
	}
	return at
}

// placeActions makes the row of the next step and the place of the caption, above each
// other or in a wide window beside each other.
func (g *page) placeActions() {
	n, barTop := g.parts.actions, g.bottom
	if n != nil {
		g.actionsBox = g.actions(n, g.w)
		g.bottom -= g.actionsBox.h + g.gap
	}
	strip := g.captionHeight()
	g.actionsX, g.actionsY = g.x, g.bottom
	if n == nil || !g.wide() || g.sc.Look.Strip || g.buttonsWidth(n) > g.w*actionsMost {
		g.bottom -= strip + g.gap
		g.out.strip = rect{g.x, g.bottom, g.w, strip}
		return
	}
	w := max(g.w*actionsLeast, g.buttonsWidth(n))
	g.actionsBox = g.actions(n, w)
	g.actionsX = g.x + g.w - w
	strip = max(strip, g.actionsBox.h)
	g.actionsBox.h = strip
	if g.sideBarW > 0 {
		g.bottom = barTop - strip
	} else {
		g.bottom = barTop - strip - g.gap
	}
	g.actionsY = g.bottom
	g.out.strip = rect{g.x, g.bottom, g.w - w - g.gap, strip}
}

// captionHeight is what the caption needs: two lines of body type, one where the window is
// wider than high or the type large.
func (p *pass) captionHeight() float32 {
	if p.sc.Look.Strip {
		return p.focusStripHeight()
	}
	lines := float32(captionLines)
	if p.wide() || p.sc.Look.Size >= captionOneFrom {
		lines = 1
	}
	return ((lines-1)*linePitch+lineInk)*p.font(p.ty.Body) + 2*p.pad()
}

// content shows everything above the caption, and reports whether it fits.
func (g *page) content() bool {
	top, fits := g.y0+g.margin, true
	if g.withClip && g.wide() { // what is beside it keeps the whole height
		cw := g.clipColumnWidth(g.w)
		b := g.clipBox(g.parts.clip, cw)
		b.draw(g.out, g.x+g.w-cw, top, b.h)
		fits = b.h <= g.bottom-top-g.gap+heightTolerance
		g.w -= cw + clipSpace*g.gap
	}
	if g.sc.Kind == scene.KindAttract {
		return g.welcome(g.out, g.parts, rect{g.x, top, g.w, g.bottom - top - g.gap}) && fits
	}
	head, from := g.header(g.parts.title, g.w), g.out.mark()
	head.draw(g.out, g.x, top, head.h)
	top += head.h + g.gap
	if g.pic == largePictures && !g.tight && !g.wide() {
		top += g.gap * titleSpace // what a screen is about stands apart from what is on it
	}
	if g.withClip && !g.wide() {
		b := g.clipBox(g.parts.clip, g.w)
		b.draw(g.out, g.x, top, b.h)
		top += b.h + g.gap
		from = g.out.mark() // it does not sink with the rest
	}
	ok := g.body(g.out, g.parts, rect{g.x, top, g.w, g.bottom - top - g.gap})
	if g.sc.Look.Low {
		g.out.sink(from, g.bottom-g.gap) // what is short hangs low too
	}
	return ok && fits
}

// drawEdges shows the next step and the bar on its band.
func (g *page) drawEdges() {
	if g.actionsBox != nil {
		g.actionsBox.draw(g.out, g.actionsX, g.actionsY, g.actionsBox.h)
	}
	if g.barBox == nil {
		return
	}
	x, y := g.barX, g.y1-g.barBox.h
	band := rect{0, y, g.pass.w, g.barBox.h}
	if g.sideBarW > 0 {
		x = g.pass.w - g.sideBarW
		inset := g.gap * sideBarInset
		band = rect{x - inset, g.y0, g.sideBarW + inset, g.y1 - g.y0}
	}
	g.out.fill(band, g.pal.Band)
	g.barBox.draw(g.out, x, y, g.barBox.h)
}

// header is the title of the screen.
func (p *pass) header(title *scene.Node, w float32) *box {
	n := title
	if title == nil {
		n = &p.sc.Root
	}
	ink := p.ty.Title
	if p.tight {
		ink = p.ty.Name // bold is enough to tell it from the rest
	}
	t := p.text(n.Label, ink, true, w)
	b := &box{w: w, h: t.bare(), draw: func(out *plan, x, y, _ float32) {
		out.para(t, x, y-t.leading()/2, w, alignLeft, p.pal.Ink, n.ID)
	}}
	if title == nil {
		return b
	}
	return b.as(title)
}

// curtain is a dark screen with one plain line (PRV-2). Everything stays in its place
// under it: a finger that searches must still find it.
func (p *pass) curtain(out *plan) {
	out.prims = nil
	w := p.w - curtainMargins*p.margin
	ink := p.ty.Title
	t := p.text(p.sc.Cover, ink, false, w)
	for t.h > p.h && ink > theme.Least {
		ink *= shrink
		t = p.text(p.sc.Cover, ink, false, w)
	}
	out.para(t, p.margin, p.h/2-t.h/2, w, alignCenter, p.look(theme.WhiteBlack).Ink, p.sc.Root.ID)
}
