package ui

import (
	"slices"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of a page.
const (
	// sideBarFrom is how much of the height of a wide window the bar may take before it
	// moves to the side. It depends on panel, size and language only, so that the bar keeps
	// its place on all screens (LNG-2).
	sideBarFrom    = 0.16
	sideBarMost    = 0.46   // most of the width for a bar at the side
	barSizeLess    = 7 / 6. // the largest size of a bar that would else take more of the window than
	barMost        = 0.19
	relaxedBarFrom = 0.5  // of the chosen size: from here on the bar looks the same at all levels
	fewerRows      = 0.9  // of its height: it is worth the margins to make the bar that low
	headPicture    = 0.4  // of the picture of what a screen is about, where those on it are small
	titleSpace     = 0.5  // further space below the title, in gaps
	headShare      = 0.34 // of a wide window's width: the column of what a screen is about
	headShareCode  = 0.42 // the same where the number stands there for which a person came
	headShareBare  = 0.27 // the same where there is no picture to fill it
	headSpace      = 2    // between that column and what is touched, in gaps
	headSizeMost   = 1.34 // the largest size at which words fit into such a column
	headTitleLines = 4    // most lines of the title there
	headCaption    = 4    // lines of body type of the caption there
	actionsMost    = 0.68 // most of a wide window's width for the next step beside the caption
	actionsLeast   = 0.5  // least of that width
	leanFrom       = 250. // least width in which things move to a side, in millimetres
	leanWidth      = 0.68 // of the width that they then take
	sideBarInset   = 0.5  // of the band behind a bar at the side, in gaps
	captionLines   = 2    // of body type
	captionOneFrom = 150  // per cent: from this size on the caption has one line
	curtainMargins = 2    // margins beside the line of the curtain
)

// page is a pass at work. What is touched stands low, near the hand: the bar, the next step
// above it, and the content stacked upwards from there. What is only read, the title and
// the caption, stands at the height of the eyes; in a wide window in a column at the left.
type page struct {
	*pass
	out   *plan
	parts parts

	x, w        float32 // the columns of the content
	top, bottom float32 // of the room that is left

	barPlace

	actionsBox         *box // nil: there are none
	actionsX, actionsY float32
	turn               turning
}

// barPlace is the bar, and where it stands.
type barPlace struct {
	barBox   *box    // nil: there is no bar
	barX     float32 // of the bar at the lower edge
	sideBarW float32 // of a bar at the side with its margin; 0: it is at the lower edge
}

// asks reports whether all there is to do on a kind of screen is to answer: its few buttons
// are large.
func asks(k scene.Kind) bool {
	return k == scene.KindQuestion || k == scene.KindWarning || k == scene.KindPractice
}

// page lays out the scene at this level in an empty plan and reports whether all of it fits.
func (p *pass) page(out *plan) bool {
	out.dim, out.brand, out.corner = p.pal.Dim, p.branded, p.radius()
	out.ringIn, out.ringOut = p.ringWidths()
	out.node(&p.sc.Root, rect{0, 0, p.w, p.h})
	g := &page{pass: p, out: out, parts: sortParts(&p.sc.Root), x: p.margin, w: p.w - 2*p.margin, top: p.y0 + p.margin, bottom: p.y1}
	if list := g.parts.list(); list != nil {
		p.first = list.ID
	}
	p.little, p.act = p.saysLittle(g.parts), p.actOf(g.parts)
	p.answers = asks(p.sc.Kind)
	g.lean()
	g.placeBar()
	g.placeMark()
	if !g.beside() {
		g.turn = g.turns()
	}
	fits := g.placeHead()
	if g.beside() {
		g.turn = g.turns()
	}
	g.placeActions()
	full := g.w
	fits = g.content() && fits
	g.drawEdges()
	return fits && (g.actionsBox == nil || g.actionsBox.within(full)) && (g.barBox == nil || g.sideBarW > 0 || g.barBox.w <= p.w)
}

// lean moves everything to the side where the person rests a finger, where a window is so
// wide that an arm has a long way across it.
func (g *page) lean() {
	if side := g.sc.Look.Side; side != scene.AnySide && g.sc.Look.Low && g.w > leanFrom*g.px {
		full := g.w
		g.w *= leanWidth
		if side == scene.RightSide {
			g.x += full - g.w
		}
	}
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
	p.up, p.ty = false, theme.Types(p.panel.OrDefault())         // the easy form has the same bar
	key := barKey{p.k, p.pic, p.tight, p.elide, rim, g.x, g.margin, p.spacing}
	place, made := g.bars[key]
	if !made {
		place = g.barThatFits(p, n, rim)
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

// barThatFits is the bar at the largest size at which it leaves room for the rest.
func (g *page) barThatFits(p pass, n *scene.Node, rim float32) (at barPlace) {
	k := p.k
	sizes := []float32{theme.BarGrowth, barSizeLess, 1}
	for i, most := range sizes { // a little smaller rather than without its pictures, by which it is known
		q := p
		if q.k = min(k, most); q.barPictured(n, g.pass.w-2*rim) != nil {
			sizes = sizes[i:]
			break
		}
	}
	for _, most := range sizes {
		q := p // what is drawn later refers to it
		q.k = min(k, most)
		if at = g.chooseBar(&q, n, rim); at.share(g.pass) <= barMost {
			break
		}
	}
	return at
}

// chooseBar makes the bar in a pass: at the lower edge, or where height is missing as a
// column at the right.
func (g *page) chooseBar(p *pass, n *scene.Node, rim float32) barPlace {
	at := barPlace{barBox: p.bar(n, g.w), barX: g.x}
	wider := g.pass.w - 2*rim
	pictured := p.barPictured(n, g.w) == nil && p.barPictured(n, wider) != nil
	if b := p.bar(n, wider); (pictured || b.h < at.barBox.h*fewerRows) && b.w <= g.pass.w {
		at.barBox, at.barX = b, rim // its words or pictures need the margins on a small panel
	}
	if g.wide() && at.barBox.h > (g.y1-g.y0)*sideBarFrom {
		// Height is what a wide window lacks: the bar stands at its right edge.
		if b := p.sideBar(n); b.w < g.w*sideBarMost && b.h+rim <= g.y1-g.y0 { // the focus ring of the first stays in the window
			at.barBox, at.sideBarW = b, b.w+g.margin
		}
	}
	return at
}

// share is how much of the window the bar takes: of its height, or at the side of its width.
func (at barPlace) share(p *pass) float32 {
	if at.sideBarW > 0 {
		return at.sideBarW / p.w
	}
	return at.barBox.h / p.h
}

// placeHead shows what the screen is about, and what is being said, above everything or in
// a column of its own. It reports whether that fits.
func (g *page) placeHead() bool {
	if g.sc.Kind == scene.KindAttract {
		return true
	}
	if g.beside() {
		return g.headColumn()
	}
	fits := true
	if g.withClip && g.wide() { // what is beside it keeps the whole height
		cw := g.clipColumnWidth(g.w)
		b := g.clipBox(g.parts.clip, cw)
		b.draw(g.out, g.x+g.w-cw, g.top, b.h)
		fits = b.h <= g.bottom-g.top-g.gap+heightTolerance
		g.w -= cw + headSpace*g.gap
	}
	band := g.bandPicture()
	head, words := g.banded(band).numbered(g.w - band)
	if b, least := g.besideSteps(g.w); b != nil {
		head, words = b, least
	} else {
		g.placeSteps(g.w)
	}
	headTop := g.top
	head.draw(g.out, g.x, g.top, head.h)
	g.top += head.h + g.gap
	if g.withClip && !g.wide() {
		b := g.clipBox(g.parts.clip, g.w)
		b.draw(g.out, g.x, g.top, b.h)
		g.top += b.h + g.gap
	}
	switch {
	case g.lowCaption():
	case g.captionOverTitle():
		g.out.strip = rect{g.x, headTop, words, max(head.h, g.captionHeight())}
		g.top = max(g.top, headTop+g.out.strip.h+g.gap)
	default:
		g.placeCaption(g.top)
		g.top += g.out.strip.h + g.gap
		if band > 0 {
			g.drawBand(rect{g.x + g.w - band + g.gap, headTop, band - g.gap, g.top - g.gap - headTop})
		}
	}
	if g.pic == largePictures && !g.tight && !g.wide() {
		g.top += g.gap * titleSpace // what a screen is about stands apart from what is on it
	}
	return fits
}

// bandWide is the width of the picture in the band of title and caption, in the height of both.
const bandWide = 1.15

// bandPicture is the room at the right of the title for the picture of what the screen is about, with a
// gap; 0 where it has none there. It is as high as title and caption together, and what is said
// covers a part of it for as long as it is said: so it costs no height at all.
func (g *page) bandPicture() float32 {
	if g.captionOverTitle() || g.lowCaption() || g.withClip || g.wide() || g.pic != largePictures || g.tight || g.little || g.subject || g.act != nil || g.likeness(g.subjectNode()).name == "" {
		return 0
	}
	h := g.titleText(g.titleNode(), g.w).bare() + g.gap + g.captionHeight()
	return min(h*bandWide, g.u(theme.QuantityPicture)) + g.gap // the title keeps its lines
}

// banded is the page for a title beside such a picture: it has none of its own.
func (g *page) banded(band float32) *page {
	if band == 0 {
		return g
	}
	q, p := *g, *g.pass
	p.subject, q.pass = true, &p
	return &q
}

// drawBand shows that picture; a drawing has the tint of its category for a ground.
func (g *page) drawBand(r rect) {
	g.out.subject(func() { g.besideWords(g.out, g.subjectNode(), r) })
}

// placeSteps shows the bar of stages above the title.
func (g *page) placeSteps(w float32) {
	if g.parts.steps == nil {
		return
	}
	b := g.head().steps(g.parts.steps, w)
	b.draw(g.out, g.x, g.top, b.h)
	g.top += b.h + g.gap*stepSpace
}

// beside reports whether title and caption have a column of their own: height is what a
// wide window lacks, but large words need all of its width, and on a small panel any that are
// larger than usual.
func (p *pass) beside() bool {
	most := float32(headSizeMost)
	if p.panel.OrDefault().Small() {
		most = 1
		switch p.sc.Kind { // a short title, and lines that need the width
		case scene.KindHelp, scene.KindSections, scene.KindSettings, scene.KindSizes:
			return false
		}
	}
	return p.wide() && !p.sc.Look.Strip && p.size <= most && !p.elide
}

// headColumn shows title, clip and caption in a column at the left.
func (g *page) headColumn() bool {
	w := g.headWidth()
	if g.withClip {
		w = max(w, g.clipColumnWidth(g.w))
	}
	g.placeSteps(w)
	head := g.header(g.parts.title, w)
	head.draw(g.out, g.x, g.top, head.h)
	y := g.top + head.h + g.gap
	if g.withClip {
		b := g.clipBox(g.parts.clip, w)
		b.draw(g.out, g.x, y, b.h)
		y += b.h + g.gap
	}
	fits := true
	room := g.bottom - 2*g.gap - g.captionHeight() - y
	if b := g.underTitle(w, room); b != nil {
		h := max(b.h, min(b.most, room))
		b.draw(g.out, g.x, y, h)
		y, fits = y+h+g.gap, b.within(w)
	}
	strip := ((headCaption-1)*linePitch+lineInk)*g.font(g.ty.Body) + 2*g.pad()
	strip = min(strip, max(g.captionHeight(), g.bottom-g.gap-y))
	g.out.strip = rect{g.x, y, w, strip}
	used := w + headSpace*g.gap
	g.x, g.w = g.x+used, g.w-used
	return fits && y+strip <= g.bottom-g.gap+heightTolerance
}

// headWidth is the width of the column of the title: less where there is no picture to fill
// it, but never so little that it breaks a word.
func (g *page) headWidth() float32 {
	w := g.w * headShare
	if !g.ofKind() && g.likeness(g.subjectNode()).name != "" || g.panel.OrDefault().Small() {
		return w
	}
	if g.act != nil && slices.ContainsFunc(g.parts.body, func(n *scene.Node) bool { return n.Role == scene.RoleHeading && n.HasCode() }) {
		return g.w * headShareCode
	}
	word := g.br.longestWord(g.sc.Root.Label, g.font(g.titleInk()), true) + textSlack
	return min(w, max(g.w*headShareBare, word))
}

// lowCaption reports whether the caption stands above the next step: the focus strip, which
// a finger turns, and on the first screen, whose picture reaches to the upper edge.
// In a wide window whose height is all taken it stands beside the next step.
func (g *page) lowCaption() bool {
	return g.sc.Look.Strip || g.sc.Kind == scene.KindAttract || g.wide() && !g.beside() && !g.captionOverTitle()
}

// captionOverTitle reports whether what is being said stands over the title while it is said:
// on a small panel and in large type a place of its own would cost a thing to choose from on
// every page, and the title is the first that is said.
func (p *pass) captionOverTitle() bool {
	return p.panel.OrDefault().Small() || p.sc.Look.Size >= captionOneFrom
}

func (g *page) placeCaption(y float32) { g.out.strip = rect{g.x, y, g.w, g.captionHeight()} }

// placeActions makes the row of the next step, right above the bar, and above it the caption
// where that stands low.
func (g *page) placeActions() {
	n := g.parts.actions
	if n != nil && g.wide() && g.lowCaption() && !g.sc.Look.Strip && g.buttonsWidth(n) <= g.w*actionsMost {
		g.actionsBesideCaption(n)
		return
	}
	if n != nil {
		g.actionsBox = g.actionsBesideTurner(n, g.w)
		g.bottom -= g.actionsBox.h + g.gap
		g.actionsX, g.actionsY = g.x, g.bottom
		if g.sideBarW > 0 {
			g.bottom, g.actionsY = g.bottom+g.gap, g.actionsY+g.gap
		}
	}
	if g.lowCaption() {
		g.bottom -= g.captionHeight() + g.gap
		g.placeCaption(g.bottom)
	}
}

// actionsBesideCaption puts both on one line.
func (g *page) actionsBesideCaption(n *scene.Node) {
	least := float32(actionsLeast)
	if g.sc.Kind == scene.KindAttract {
		least = actionsMost // to begin is all there is to do
	}
	w := max(g.w*least, g.buttonsWidth(n))
	g.actionsBox = g.actions(n, w)
	h := max(g.captionHeight(), g.actionsBox.h)
	g.actionsBox.h = h
	g.bottom -= h
	if g.sideBarW == 0 {
		g.bottom -= g.gap
	}
	g.actionsX, g.actionsY = g.x+g.w-w, g.bottom
	g.out.strip = rect{g.x, g.bottom, g.w - w - g.gap, h}
}

// captionHeight is what the caption needs: two lines of body type, one where the window is
// wider than high, the type large or room scarce.
func (p *pass) captionHeight() float32 {
	if p.sc.Look.Strip {
		return p.focusStripHeight()
	}
	lines := float32(captionLines)
	if p.wide() || p.tight || p.sc.Look.Size >= captionOneFrom || p.up && p.panel.OrDefault().Small() {
		lines = 1
	}
	return ((lines-1)*linePitch+lineInk)*p.head().font(p.ty.Body) + 2*p.pad()
}

// content shows everything between caption and next step, and reports whether it fits.
func (g *page) content() bool {
	r := rect{g.x, g.top, g.w, g.bottom - g.top - g.gap}
	if g.sc.Kind == scene.KindAttract {
		return g.welcome(g.out, g.parts, r)
	}
	if g.turn.column && g.turn.pager != nil {
		column := g.arrowColumn(g.turn, r.h)
		r.w -= column.w + g.gap
		fits := g.body(g.out, g.parts, g.turn, r)
		column.draw(g.out, r.x+r.w+g.gap, r.y, r.h)
		return fits && r.h >= column.h-heightTolerance
	}
	return g.body(g.out, g.parts, g.turn, r)
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

// header is the title of the screen, with a picture of what it is about.
func (p *pass) header(title *scene.Node, w float32) *box {
	n := title
	if title == nil {
		n = &p.sc.Root
	}
	pictured := p.isPictured()
	var b *box
	if pictured && p.beside() && p.pic == largePictures {
		b = p.tallHeader(n, w)
	} else {
		b = p.headerLine(n, w, pictured)
	}
	if title == nil {
		return b
	}
	return b.as(title)
}

// pageWithSubject lays out a page with the picture of what it is about in all the room that is left
// free above what is touched, in place of a small one beside the title: on a large panel that is
// higher than wide. It reports whether it has; else the plan is as it was.
func (p *pass) pageWithSubject(out *plan) bool {
	if p.sc.Kind != scene.KindOptions || p.pic != largePictures || p.tight || p.wide() || !p.panel.OrDefault().Large() || !p.isPictured() {
		return false
	}
	q := *p
	q.subject = true
	if q.page(out) && out.raised {
		return true
	}
	out.clear()
	return false
}

// raiseSubject shows that picture in a room, low in it, where it is larger than beside the title.
func (p *pass) raiseSubject(out *plan, room rect) {
	if !p.subject || room.h < p.u(theme.QuantityPicture)*subjectGain {
		return
	}
	h := min(room.h, room.w*aloneHeight)
	w := min(room.w, h*invitedWide)
	out.subject(func() { p.besideWords(out, p.subjectNode(), rect{room.x + (room.w-w)/2, room.y + room.h - h, w, h}) })
	out.raised = true
}

// subjectGain is from how many times its usual height that picture is worth a place of its own.
const subjectGain = 1.3

// isPictured reports whether a picture of what the screen is about stands with the title.
func (p *pass) isPictured() bool {
	if p.subject {
		return false
	}
	if !p.beside() {
		if p.ofKind() {
			return false
		}
		switch p.sc.Kind {
		case scene.KindItems, scene.KindBasket:
			return false // each thing has its own picture; the height is worth more to them
		case scene.KindSettings:
			if p.panel.OrDefault().Small() || p.size > headSizeMost {
				return false // as above
			}
		}
	}
	return p.pic != noPictures && !p.little && p.likeness(p.subjectNode()).name != ""
}

// titleInk is the letter height of the title, in millimetres. Where room is scarce it gives
// way before what is on the screen does, but is never smaller than the names there.
func (p *pass) titleInk() float64 {
	if p.tight || p.pic == noPictures || p.panel.OrDefault().Small() && p.sc.Look.Size >= captionOneFrom {
		return p.ty.Name
	}
	return p.ty.Title
}

// titleText is the title in a width. One that tells what is to be done beside the screen is as
// large as the verb of any such act, where it has the whole width.
func (p *pass) titleText(n *scene.Node, w float32) *para {
	if p.act != nil && p.act.Label.Equal(n.Label) && p.pic != noPictures && !p.tight && !p.beside() {
		if t := p.text(n.Label, p.ty.Verb, true, w); !t.broken && len(t.lines) <= actTitleLines {
			return t
		}
	}
	t := p.head().text(p.titleWords(n), p.titleInk(), true, w)
	if p.beside() && (t.broken || len(t.lines) > headTitleLines) {
		t = p.text(n.Label, p.ty.Body, true, w)
	}
	return t
}

// titleWords are the words of the title, with what the first list is about where that has no
// line of its own.
func (p *pass) titleWords(n *scene.Node) scene.Text {
	if p.first == "" {
		return n.Label
	}
	about := p.topic(p.sc.Find(p.first))
	if about.IsZero() {
		return n.Label
	}
	return joined([]scene.Text{n.Label, about})[0]
}

// headerLine is the title of a screen, beside the picture where it has one.
func (p *pass) headerLine(n *scene.Node, w float32, pictured bool) *box {
	var side float32
	words := w
	if pictured {
		side = min(p.u(theme.QuantityPicture)*p.pic.of(0, headPicture, 1), w*quantityPicture)
		words -= side + p.gap
	}
	t := p.titleText(n, words)
	return &box{w: w, h: max(side, t.bare()), draw: func(out *plan, x, y, h float32) {
		if side > 0 {
			out.subject(func() { p.besideWords(out, p.subjectNode(), rect{x, y, side, side}) })
		}
		out.para(t, x+w-words, y+(h-t.bare())/2-t.leading()/2, words, alignLeft, p.pal.Ink, n.ID)
	}}
}

// columnPicture is the greatest height of the picture under the title in a column of its own,
// in its width.
const columnPicture = 0.8

// tallHeader is the title of a screen in a column at the left, with a picture of what it is
// about below it.
func (p *pass) tallHeader(n *scene.Node, w float32) *box {
	t := p.titleText(n, w)
	side := min(w*columnPicture, p.g(theme.ColumnPicture))
	return &box{w: w, h: t.bare() + p.gap + side, draw: func(out *plan, x, y, h float32) {
		out.para(t, x, y-t.leading()/2, w, alignLeft, p.pal.Ink, n.ID)
		out.subject(func() { p.besideWords(out, p.subjectNode(), rect{x, y + t.bare() + p.gap, side, side}) })
	}}
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
