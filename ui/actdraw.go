package ui

import (
	"math"

	"modu/accessibility/scene"
)

// draw shows all of it in the middle of a height, the bar of time at its lower edge.
func (a *act) draw(out *plan, x, y, h float32) {
	if a.time > 0 {
		a.timeBar(out, rect{x, y + h - a.time + a.gap, a.w, a.time - a.gap})
	}
	picture, arrow := a.sides(h)
	if a.side > 0 {
		a.drawBeside(out, x, y, h-a.time, picture, arrow)
		return
	}
	a.drawAbove(out, x, y, h-a.time, picture, arrow)
}

// drawAbove shows picture, words and arrow one below the other. The arrow stands at the edge
// to which it points.
func (a *act) drawAbove(out *plan, x, y, h, picture, arrow float32) {
	gap := a.gap * actGap
	used := a.fixed() - a.time + picture
	if arrow > 0 {
		used += a.pointer(arrow)
	}
	_, dy := toward(a.n.Toward)
	spare := max(0, h-used) / 2
	switch {
	case arrow > 0 && dy < 0:
		a.point(out, rect{x, y, a.w, a.pointer(arrow)}, arrow)
		y += a.pointer(arrow) + gap
	case arrow > 0:
		a.point(out, rect{x, y + h - a.pointer(arrow), a.w, a.pointer(arrow)}, arrow)
	}
	y += spare
	if a.picture > 0 {
		a.figure(out, rect{x, y, a.w, picture})
		y += picture + gap
	}
	if a.verb != nil {
		out.para(a.verb, x, y-a.verb.leading()/2, a.w, alignCenter, a.pal.Ink, a.n.ID)
		y += a.verb.bare() + gap
	}
	a.told(out, x, y, a.w, alignCenter)
}

// drawBeside shows the picture at the left, the words in the middle, and the arrow at the edge
// to which it points.
func (a *act) drawBeside(out *plan, x, y, h, picture, arrow float32) {
	gap := a.gap * actGap
	below := float32(0)
	if more := a.heightOfMore(); arrow > 0 && more > 0 {
		below = more + gap
		a.told(out, x, y+h-more, a.w, alignCenter)
	}
	h -= below
	dx, dy := toward(a.n.Toward)
	left, room := x, a.w-a.side-a.column-gap-a.gap // of the arrow
	if a.over {
		room = a.w - a.side - a.gap
	}
	if arrow > 0 {
		at := x + a.w - arrow
		if dx < 0 {
			at, left = x, x+room+a.gap
		}
		out.pointAt(pointer{rect{at, y + (h-arrow)/2*(1+dy), arrow, arrow}, dx, dy, a.pal.Point})
	}
	words, align := left+a.side+gap, alignLeft
	if a.over {
		words, align = left, alignCenter
		y += (h - picture - a.gap - a.beside()) / 2
		a.figure(out, rect{left, y, a.side, picture})
		y += picture + a.gap
	} else {
		a.figure(out, rect{left, y, a.side, h})
		y += (h - a.beside()) / 2
	}
	if a.verb != nil {
		out.para(a.verb, words, y-a.verb.leading()/2, a.column, align, a.pal.Ink, a.n.ID)
		y += a.verb.bare() + a.gap
	}
	if a.way != nil {
		a.tellWay(out, words, y, a.column, align)
		y += a.way.bare() + a.gap
	}
	if arrow == 0 {
		a.told(out, words, y, a.column, align)
	}
}

// told shows the details.
func (a *act) told(out *plan, x, y, w float32, align align) {
	if len(a.more) == 0 {
		return
	}
	y -= a.more[0].leading() / 2
	for i, t := range a.more {
		id := a.n.ID
		if a.when != nil && i == len(a.more)-1 {
			id = a.when.ID
			out.node(a.when, rect{x, y, w, t.h})
		}
		out.para(t, x, y, w, align, a.pal.Ink, id)
		y += t.h
	}
}

// tellWay shows the words of the arrow.
func (a *act) tellWay(out *plan, x, y, w float32, align align) {
	id := a.n.ID
	if c := wayNode(a.n); c != nil {
		id = c.ID
		out.node(c, rect{x, y, w, a.way.bare()})
	}
	out.para(a.way, x, y-a.way.leading()/2, w, align, a.pal.Ink, id)
}

// point shows the arrow at the edge of a row to which it points, its words beside it.
func (a *act) point(out *plan, r rect, side float32) {
	dx, dy := toward(a.n.Toward)
	var words float32
	if a.way != nil {
		words = a.way.w + textSlack
	}
	both := side + a.gap + words
	if words == 0 {
		both = side
	}
	x := r.x + (r.w-both)/2*(1+dx)
	arrow, text := x, x+side+a.gap
	if dx > 0 {
		arrow, text = r.x+r.w-side, x
	}
	out.pointAt(pointer{rect{arrow, r.y + (r.h-side)/2, side, side}, dx, dy, a.pal.Point})
	if a.way != nil {
		a.tellWay(out, text, r.y+(r.h-a.way.bare())/2, words, alignLeft)
	}
}

// figure shows the picture in the middle of an area; dots stand for what has none, and the
// symbol for an alert without one.
func (a *act) figure(out *plan, r rect) {
	switch k := newKeypad(keysOf(a.n)); {
	case k != nil:
		k.draw(out, a.pass, r)
	case a.exists(a.n.Picture):
		out.image(a.n.Picture, r, false, a.pal.Ink)
	case a.n.Role == scene.RoleAlert:
		a.symbol(out, r.x+(r.w-a.picture*symbolWidth)/2, r.y, a.picture)
	case a.picture > 0:
		a.dots(out, r.x+(r.w-a.picture*(1+(dots-1)*dotStep))/2, r.y, a.picture, a.pal.Point)
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

// Proportions of an arrow, in its side.
const (
	arrowBar  = 0.16 // width of its strokes
	arrowHead = 0.42 // length of the strokes of its head
)

// pointAt shows the arrow to a device, which reaches out for a moment when the screen opens.
func (p *plan) pointAt(to pointer) {
	p.point = to
	p.arrow(to)
}

// arrow is an arrow in a square.
func (p *plan) arrow(to pointer) {
	r := to.r
	t := r.w * arrowBar
	n := float32(math.Hypot(float64(to.dx), float64(to.dy)))
	dx, dy := to.dx/n, to.dy/n
	reach := r.w/2 - t/math.Sqrt2 // of the point where the strokes of the head meet; their corner is further out
	cx, cy := r.x+r.w/2, r.y+r.h/2
	tipX, tipY := cx+dx*reach, cy+dy*reach
	p.line(cx-dx*reach, cy-dy*reach, tipX, tipY, t, to.col)
	head := r.w * arrowHead
	for _, s := range []float32{1, -1} { // back from the tip, half a right angle to either side
		bx, by := (-dx-s*dy)/math.Sqrt2, (-dy+s*dx)/math.Sqrt2
		// Each begins half its width beyond the tip: so both together end in a corner, without a notch.
		p.line(tipX-bx*t/2, tipY-by*t/2, tipX+bx*head, tipY+by*head, t, to.col)
	}
}

// timeEdge is the edge of what a bar of time was when it was full, in its height: an edge,
// since looks of two colours have none for its ground.
const timeEdge = 0.125

// timeBar is what is left of a time, as a bar that shrinks towards the left. Its corners are
// not those of what can be touched.
func (a *act) timeBar(out *plan, r rect) {
	out.frame(r, 0, r.h*timeEdge, a.pal.Point)
	out.fill(rect{r.x, r.y, r.w * float32(a.timed().Remaining) / float32(a.timed().Span), r.h}, a.pal.Point)
}
