package ui

import (
	"math"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Proportions of an act outside the screen.
const (
	actPad        = 2    // of the panel, in paddings
	actPicture    = 0.62 // most of the panel's width for its picture
	actGap        = 1.5  // between its parts, in gaps
	errandPicture = 0.5  // of the least picture of an act, where it stands beside the words
	actVerbLines  = 3    // a verb of more lines is set a step smaller

	// The three dots of something under way.
	dotSize  = 0.6 // of the verb's letter height
	dotStep  = 1.8 // from one to the next, in dots
	asideDot = 0.4 // of the body's letter height, where they stand before a line
	dots     = 3

	actBesideLeast = 0.4 // least height of a picture beside its words, of the least one above them

	symbolSize = 1.5 // of the symbol of an alert over its words, of the letter height of the verb
)

// actBeside is the width of a picture beside its words, of the panel's, the best first.
var actBeside = [...]float32{0.4, 0.3, 0.2}

// act is a picture of something to be done, or of what has happened, over the words for it.
// Words that are the title of the screen stand there alone, where there is a picture here.
type act struct {
	*pass // its ink is that of what it stands on
	n     *scene.Node
	w     float32
	verb  *para // nil: the title says it
	more  []*para
	words float32 // height of both
	least float32 // of the picture; 0: there is none
	arrow float32 // side of the arrow to where the device is; 0: there is none
	time  float32 // height of the bar of the time that is left; 0: there is none
}

// progress lays out an act outside the screen, or something under way: one panel with a
// picture of it, the verb, and what else there is to know.
func (p *pass) progress(n *scene.Node, w float32) *box {
	if n.Quiet {
		return p.aside(n, w)
	}
	q := *p
	q.pal.Ink = p.pal.OnAct
	pad := p.actPad()
	b := inset(w, pad, pad, q.pictured(n, w-2*pad))
	b.most = unbounded
	return p.actGround().under(b).as(n)
}

// errand is a line to read. One with a picture is what is to be done later and elsewhere, and
// is shown as an act is: a picture over the words, or beside them where height is missing.
func (p *pass) errand(n *scene.Node, w float32) *box {
	switch {
	case n.Picture == "", p.pic == noPictures, p.tight, !p.exists(n.Picture):
		return p.line(n, w)
	case p.pic == largePictures:
		return p.progress(n, w)
	}
	pad, side := p.pad(), p.u(theme.ActPictureLeast)*p.pic.of(0, errandPicture, 1)
	words := w - side - 3*pad
	t := p.large(n.Label, words, actVerbLines, p.ty.Name, p.ty.Body)
	b := inset(w, pad, pad, row(pad, center(&box{w: side, h: side, draw: func(out *plan, x, y, _ float32) {
		out.image(n.Picture, rect{x, y, side, side}, false, p.pal.OnAct)
	}}), center(block(t, words, alignLeft, p.pal.OnAct, n.ID))))
	return p.actGround().under(b).as(n)
}

// actGround is what acts outside the screen stand on.
func (p *pass) actGround() surface {
	return surface{ground: p.pal.Act, edge: p.pal.ActEdge, radius: p.radius(), stroke: p.stroke()}
}

// aside is something under way beside what the screen is about: a line or two with its dots.
func (p *pass) aside(n *scene.Node, w float32) *box {
	if n.Span > 0 {
		return p.countdown(n, w)
	}
	pad, side := p.pad(), p.u(p.ty.Body*asideDot)
	room := side*(1+(dots-1)*dotStep) + pad
	all := append([]*para{p.text(n.Label, p.ty.Body, true, w-2*pad-room)}, p.paras(n.Details, p.ty.Body, w-2*pad-room)...)
	words := indent(pad+room, center(blocks(all, w-2*pad-room, alignLeft, p.pal.OnStrip, n.ID)))
	b := overlay(&box{w: w, h: heightOf(all) - all[0].leading() + 2*pad, draw: func(out *plan, x, y, h float32) {
		p.dots(out, x+pad, y+(h-side)/2, side, p.pal.Accent)
	}}, words)
	for _, t := range all {
		b.w = max(b.w, t.w+2*pad+room)
	}
	ground := surface{ground: p.pal.Strip, edge: p.pal.Hair, radius: p.radius(), stroke: p.stroke()}
	return ground.under(b).as(n)
}

// countdown is the time that is left, in words and as a bar that shrinks (TIM-1).
func (p *pass) countdown(n *scene.Node, w float32) *box {
	q := *p
	q.pal.Point = p.pal.Ink // it is no button
	a := &act{pass: &q, n: n, w: w}
	words := blocks(append([]*para{p.text(n.Label, p.ty.Body, true, w)}, p.paras(n.Details, p.ty.Body, w)...), w, alignLeft, p.pal.Ink, n.ID)
	high := p.u(theme.TimeBar)
	bar := &box{w: w, h: high, draw: func(out *plan, x, y, _ float32) { a.timeBar(out, rect{x, y, w, high}) }}
	return column(p.gap/2, words, bar).as(n)
}

// pictured is a picture over words, in the middle of what height it is given.
func (p *pass) pictured(n *scene.Node, w float32) *box {
	lines := actVerbLines
	if n.Role == scene.RoleText {
		lines = statementLines
	}
	if b := p.picturedBeside(n, w, lines); b != nil {
		return b
	}
	a := &act{pass: p, n: n, w: w, more: p.paras(n.Details, p.ty.Body, w)}
	if p.pic == noPictures || !n.Label.Equal(p.sc.Root.Label) {
		a.verb = p.verb(n.Label, w, lines)
		if p.pic == smallPictures && n.Role != scene.RoleProgress { // the picture is worth more than a step of the words
			a.verb = p.large(n.Label, w, lines, p.ty.Title, p.ty.Name, p.ty.Body)
		}
	}
	a.words = heightOf(a.all())
	if all := a.all(); len(all) > 0 {
		a.words -= all[0].leading()
	}
	h := a.words
	if n.Span > 0 {
		a.time = p.u(theme.TimeBar)
		h += a.time + p.gap
	}
	if n.Toward != "" && p.pic != noPictures {
		a.arrow = p.u(theme.Arrow) * p.pic.of(0, 0.6, 1)
		if dx, _ := toward(n.Toward); dx == 0 { // above or below everything; else at the side
			h += a.arrow + p.gap
		}
	}
	if a.least = p.leastOfAct(n); a.least > 0 {
		h += a.least + p.gap*actGap
	}
	for _, t := range a.all() {
		w = max(w, t.w)
	}
	return &box{w: w, h: h, draw: a.draw}
}

// leastOfAct is the least height of the picture of an act; 0: it has none.
func (p *pass) leastOfAct(n *scene.Node) float32 {
	switch {
	case p.pic == noPictures:
		return 0
	case p.exists(n.Picture):
		return p.u(theme.ActPictureLeast) * p.pic.of(0, 0.5, 1)
	case n.Role == scene.RoleText:
		return 0
	case n.Role == scene.RoleAlert:
		return p.u(p.ty.Verb*symbolSize) * p.pic.of(0, 0.5, 1)
	}
	return p.u(p.ty.Verb * dotSize)
}

// all are the words of an act, in order.
func (a *act) all() []*para {
	if a.verb == nil {
		return a.more
	}
	return append([]*para{a.verb}, a.more...)
}

// picturedBeside is a picture at the left of its words, for the easy form where room is so
// scarce that there is none above them: who reads little goes by it. It is nil where it is
// above, or makes the words longer.
func (p *pass) picturedBeside(n *scene.Node, w float32, lines int) *box {
	if !p.sc.Look.Easy || p.pic != noPictures || n.Toward != "" || n.Span > 0 || !p.exists(n.Picture) {
		return nil
	}
	alone := p.verb(n.Label, w, lines)
	for _, share := range actBeside {
		side := w * share
		inner := w - side - p.gap
		verb := p.verb(n.Label, inner, lines)
		if verb.broken || verb.size < alone.size || len(verb.lines) > len(alone.lines)+1 {
			continue
		}
		words := append([]*para{verb}, p.paras(n.Details, p.ty.Body, inner)...)
		b := indent(side+p.gap, center(blocks(words, inner, alignLeft, p.pal.Ink, n.ID)))
		b.h = max(heightOf(words)-verb.leading(), p.u(theme.ActPictureLeast)*actBesideLeast)
		return overlay(b, &box{draw: func(out *plan, x, y, h float32) {
			out.image(n.Picture, rect{x, y, side, h}, false, p.pal.Ink)
		}})
	}
	return nil
}

func (p *pass) actPad() float32 {
	if p.tight {
		return p.pad()
	}
	return p.pad() * actPad
}

// verb sets what is to be done as large as it fits in that many lines.
func (p *pass) verb(t scene.Text, w float32, lines int) *para {
	return p.large(t, w, lines, p.ty.Verb, p.ty.Title, p.ty.Name, p.ty.Body)
}

// large sets a text at the first of several letter heights at which it takes few lines, and
// would at 200 % too: so it grows with everything else (TXT-6). Where room is scarce it is
// set a step or two smaller.
func (p *pass) large(t scene.Text, w float32, lines int, inks ...float64) *para {
	last := len(inks) - 1
	growth := float64(2 / p.k)
	if p.up {
		growth /= theme.Ratio // at 200 % the type of the easy form is not a step larger
	}
	for i := range inks {
		most := p.text(t, inks[i]*growth, true, w)
		if i < last && (most.broken || len(most.lines) > lines) {
			continue
		}
		switch {
		case p.tight:
			i += 2
		case p.pic == noPictures:
			i++
		}
		return p.text(t, inks[min(i, last)], true, w)
	}
	return nil
}

// draw shows picture and words together in the middle; the picture takes what height there
// is, up to its most. The arrow stands at the edge to which it points.
func (a *act) draw(out *plan, x, y, h float32) {
	if a.time > 0 {
		h -= a.time + a.gap
		a.timeBar(out, rect{x, y + h + a.gap, a.w, a.time})
	}
	if a.arrow > 0 {
		y, h = a.pointed(out, x, y, h)
	}
	gap := a.gap * actGap
	side := min(h-a.words-gap, a.u(theme.ActPictureMost), a.w*actPicture)
	switch {
	case a.least == 0:
		y += (h - a.words) / 2
	case a.exists(a.n.Picture):
		y += (h - a.words - gap - side) / 2
		out.image(a.n.Picture, rect{x + (a.w-side)/2, y, side, side}, false, a.pal.Ink)
		y += side + gap
	case a.n.Role == scene.RoleAlert:
		side = a.least
		y += (h - a.words - gap - side) / 2
		a.symbol(out, x+(a.w-side*symbolWidth)/2, y, side)
		y += side + gap
	default:
		side = a.least
		y += (h - a.words - gap - side) / 2
		a.dots(out, x+(a.w-side*(1+(dots-1)*dotStep))/2, y, side, a.pal.Point)
		y += side + gap
	}
	all := a.all()
	if len(all) > 0 {
		y -= all[0].leading() / 2
	}
	for _, t := range all {
		out.para(t, x, y, a.w, alignCenter, a.pal.Ink, a.n.ID)
		y += t.h
	}
}

// dots stand for waiting.
func (p *pass) dots(out *plan, x, y, side float32, c rgba) {
	for i := range dots {
		out.round(rect{x + float32(i)*side*dotStep, y, side, side}, side/2, c)
	}
}

// toward is a direction as a step to the right and down.
func toward(d scene.Direction) (dx, dy float32) {
	switch d {
	case scene.Left, scene.UpLeft, scene.DownLeft:
		dx = -1
	case scene.Right, scene.UpRight, scene.DownRight:
		dx = 1
	}
	switch d {
	case scene.Up, scene.UpLeft, scene.UpRight:
		dy = -1
	case scene.Down, scene.DownLeft, scene.DownRight:
		dy = 1
	}
	return dx, dy
}

// pointed draws the arrow to where the device is, and returns what height is left.
func (a *act) pointed(out *plan, x, y, h float32) (top, left float32) {
	dx, dy := toward(a.n.Toward)
	side := a.arrow
	at := rect{x + (a.w-side)/2*(1+dx), y + (h-side)/2*(1+dy), side, side}
	out.arrow(at, dx, dy, a.pal.Point)
	switch {
	case dx != 0:
		return y, h
	case dy < 0:
		return y + side + a.gap, h - side - a.gap
	}
	return y, h - side - a.gap
}

// Proportions of an arrow, in its side.
const (
	arrowBar  = 0.16 // width of its strokes
	arrowHead = 0.42 // length of the strokes of its head
)

// arrow is an arrow in a square that points by (dx, dy).
func (p *plan) arrow(r rect, dx, dy float32, c rgba) {
	t := r.w * arrowBar
	n := float32(math.Hypot(float64(dx), float64(dy)))
	dx, dy = dx/n, dy/n
	reach := r.w/2 - t/2
	cx, cy := r.x+r.w/2, r.y+r.h/2
	tipX, tipY := cx+dx*reach, cy+dy*reach
	p.line(cx-dx*reach, cy-dy*reach, tipX, tipY, t, c)
	head := r.w * arrowHead
	for _, s := range []float32{1, -1} { // back from the tip, half a right angle to either side
		bx, by := (-dx-s*dy)/math.Sqrt2, (-dy+s*dx)/math.Sqrt2
		p.line(tipX, tipY, tipX+bx*head, tipY+by*head, t, c)
	}
}

// timeEdge is the edge of what a bar of time was when it was full, in its height: an edge,
// since looks of two colours have none for its ground.
const timeEdge = 0.125

// timeBar is what is left of a time, as a bar that shrinks towards the left. Its corners are
// not those of what can be touched.
func (a *act) timeBar(out *plan, r rect) {
	out.frame(r, 0, r.h*timeEdge, a.pal.Point)
	out.fill(rect{r.x, r.y, r.w * float32(a.n.Remaining) / float32(a.n.Span), r.h}, a.pal.Point)
}
