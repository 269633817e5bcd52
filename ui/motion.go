package ui

import (
	"image"
	"math"
	"slices"
	"time"

	"modu/accessibility/scene"
	"modu/ui/raster"
	"modu/ui/theme"
)

// How long things move, and how often what moves is painted. Nothing waits for it: the
// picture below is the new one from the first frame on, and takes fingers.
const (
	flightLasts = 200 * time.Millisecond
	fillLasts   = 150 * time.Millisecond
	lookLasts   = 4500 * time.Millisecond // less than what needs a button that stops it (TIM-7)
	frameEvery  = 33 * time.Millisecond
	// stillFrom is the size, in per cent, from which nothing moves: what is so large passes
	// over much of the screen.
	stillFrom = 200
	// flightEnd is the side of what arrives, in the height of where it goes.
	flightEnd = 0.7
	// An arrow reaches out so often, and so far, of its side: less than once a second, and far
	// from anything that flashes (FLA-1).
	looks     = 3
	lookReach = 0.1
)

// motion shows for a moment how a picture came from the one before: what was chosen goes to
// where it is gathered, a stage that is done fills its part of the bar, an arrow reaches out
// to where something is to be done. It is used on Fyne's goroutine.
type motion struct {
	things []moving
	began  time.Duration
	turn   int // what was to be painted for an earlier one is painted no more
}

// moving is a thing that moves for a time. Between its beginning, 0, and its end, 1, over
// paints it over the picture.
type moving struct {
	lasts time.Duration
	over  func(share float32) []prim
}

// begin lets things move from now on, in place of all that moved.
func (m *motion) begin(now time.Duration, things []moving) {
	m.things, m.began = things, now
	m.turn++
}

// end leaves the picture as it is without motion.
func (m *motion) end() { m.begin(0, nil) }

// over is a display list with what moves at a time. What has arrived is part of the picture.
func (m *motion) over(prims []prim, now time.Duration) []prim {
	m.things = slices.DeleteFunc(m.things, func(t moving) bool { return now-m.began >= t.lasts })
	if len(m.things) == 0 {
		return prims
	}
	all := slices.Clone(prims)
	for _, t := range m.things {
		all = append(all, t.over(float32(now-m.began)/float32(t.lasts))...)
	}
	return all
}

// seen is what was on the screen before a change.
type seen struct {
	scene *scene.Scene
	plan  *plan
}

// still reports whether nothing may move between two scenes: the person asked for that, is led
// by speech, keys or a switch, which nothing may distract from, or sees things so large or so
// personal that they are better seen at once.
func still(was, now *scene.Scene) bool {
	return now.Look.Still || now.Marked || now.Curtain || was.Curtain || was.Look != now.Look || now.Look.Size >= stillFrom || was.Session != now.Session
}

// move begins what moves between what was seen and the present plan.
func (s *Screen) move(was seen) {
	if s.motion.end(); was.scene == nil || was.plan == nil || still(was.scene, s.cur) {
		return
	}
	var things []moving
	if t, ok := flight(was, s.cur, s.plan); ok {
		things = append(things, t)
	}
	if t, ok := filling(was.scene, s.cur, s.plan, s.layout.look(s.cur.Look.Theme)); ok {
		things = append(things, t)
	}
	if t, ok := looking(was.plan, s.plan); ok {
		things = append(things, t)
	}
	if len(things) > 0 {
		s.motion.begin(s.now(), things)
		s.nextFrame(s.motion.turn)
	}
}

// nextFrame has the next frame painted soon, while anything moves.
func (s *Screen) nextFrame(turn int) {
	s.mail.later(frameEvery, func() {
		s.rest.Do(func() {
			if turn != s.motion.turn || len(s.motion.things) == 0 {
				return
			}
			if s.put(); len(s.motion.things) > 0 {
				s.nextFrame(turn)
			}
		})
	})
}

// flight is the picture of what the screen before was about, on its way to where it was put.
func flight(was seen, now *scene.Scene, to *plan) (moving, bool) {
	name := was.scene.Root.Picture
	at := slices.IndexFunc(was.plan.prims, func(q prim) bool { return q.kind == primImage && q.about })
	if name == "" || at < 0 || now.Root.Picture == name {
		return moving{}, false
	}
	end, ok := to.lineOf(now, name)
	if !ok {
		end, ok = to.gathered(was.scene, now)
	}
	if !ok {
		return moving{}, false
	}
	q := was.plan.prims[at]
	return moving{flightLasts, func(share float32) []prim {
		k := 1 - (1-share)*(1-share) // it slows down where it arrives
		f := q
		f.kind, f.from = primFlight, q.r
		f.r = rect{q.r.x + (end.x-q.r.x)*k, q.r.y + (end.y-q.r.y)*k, q.r.w + (end.w-q.r.w)*k, q.r.h + (end.h-q.r.h)*k}
		return []prim{f}
	}}, true
}

// lineOf is where a picture stands in a line to check, such as one of the basket.
func (p *plan) lineOf(now *scene.Scene, picture string) (at rect, ok bool) {
	now.Walk(func(n *scene.Node, _ int) bool {
		place, shown := p.find(n.ID)
		if n.Picture != picture || n.Role != scene.RoleQuantity && n.Role != scene.RoleSummary || !shown {
			return true
		}
		for _, q := range p.prims {
			if q.kind == primImage && place.r.has(q.r.x+q.r.w/2, q.r.y+q.r.h/2) {
				at, ok = q.r, true // of the last one: what came last stands last
				break
			}
		}
		return true
	})
	return at, ok
}

// gathered is a place in the button that is on both scenes and tells a sum that has changed.
func (p *plan) gathered(was, now *scene.Scene) (at rect, ok bool) {
	now.Walk(func(n *scene.Node, _ int) bool {
		if n.Role == scene.RoleButton && tellsSum(n) {
			old := was.Find(n.ID)
			place, shown := p.find(n.ID)
			if shown && old != nil && old.Role == n.Role && !sameTexts(old.Details, n.Details) {
				side := place.r.h * flightEnd
				at, ok = rect{place.r.x + (place.r.h-side)/2, place.r.y + (place.r.h-side)/2, side, side}, true
			}
		}
		return !ok
	})
	return at, ok
}

func tellsSum(n *scene.Node) bool {
	return slices.ContainsFunc(n.Details, func(t scene.Text) bool {
		return slices.ContainsFunc(t.Spans, func(s scene.Span) bool { return s.Kind == scene.Price })
	})
}

func sameTexts(a, b []scene.Text) bool {
	return slices.EqualFunc(a, b, func(x, y scene.Text) bool { return x.String() == y.String() })
}

// filling is the part of the bar of stages for the stage that has just begun.
func filling(was, now *scene.Scene, to *plan, pal theme.Palette) (moving, bool) {
	before, after := steps(was), steps(now)
	if before == nil || after == nil || after.Page.Index <= before.Page.Index || to.step.w <= 0 {
		return moving{}, false
	}
	part := to.step
	return moving{fillLasts, func(share float32) []prim {
		var out plan
		out.hollow(part, pal)
		out.fill(rect{part.x, part.y, part.w * share, part.h}, pal.Accent)
		return out.prims
	}}, true
}

// looking is the arrow to a device that was not pointed to before.
func looking(was, to *plan) (moving, bool) {
	at := to.point
	if at.r.w <= 0 || at.dx == was.point.dx && at.dy == was.point.dy {
		return moving{}, false
	}
	far := at.r.w * lookReach / float32(math.Hypot(float64(at.dx), float64(at.dy)))
	return moving{lookLasts, func(share float32) []prim {
		k := float32(math.Pow(math.Sin(math.Pi*looks*float64(share)), 2)) * far
		out, moved := plan{}, at
		moved.r.x, moved.r.y = at.r.x+at.dx*k, at.r.y+at.dy*k
		out.arrow(moved)
		return out.prims
	}}, true
}

// steps is the bar of stages of a scene; nil where it has none.
func steps(sc *scene.Scene) (at *scene.Node) {
	sc.Walk(func(n *scene.Node, _ int) bool {
		if n.Role == scene.RoleSteps {
			at = n
		}
		return at == nil
	})
	return at
}

// flying is the picture of a flight at a size on its way: that of its beginning, made
// smaller, for a picture is too dear to be made anew for a single frame.
func (p *painter) flying(q *prim, w, h int, scale float32) *raster.Picture {
	from := image.Pt(int(q.from.w*scale), int(q.from.h*scale))
	var whole *raster.Picture
	if q.photo {
		whole = p.pics.photo(q.name, from.X, from.Y, int(q.radius*scale+0.5), q.edges)
	} else {
		whole = p.pics.get(q.name, from.X, from.Y, q.col)
	}
	if whole == nil {
		return nil
	}
	fw, fh := fit(float64(whole.W), float64(whole.H), w, h)
	return whole.Smaller(fw, fh)
}
