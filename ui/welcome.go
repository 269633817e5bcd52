package ui

import (
	"slices"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// welcomePicture is the picture of a first screen that names none.
const welcomePicture = "attract"

// emptyAbove is the share of the free height above the words where there is no picture.
const emptyAbove = 0.4

// welcome is the first screen: a picture, the title, how to begin.
type welcome struct {
	*pass
	title   *para
	heading *scene.Node   // nil: the label of the root is the title
	picture string        // empty: there is none
	shown   *scene.Node   // the node of the picture; nil: it has none
	photos  []*scene.Node // shown in its place, by photographs or in other looks by drawings, all of them or none
	aside   *box          // a line beside the title, where a wide window has no height for it; nil: none
	rest    []*box
	h       float32 // of title and rest
	fits    bool    // no word is broken
	grown   float32 // what is added to it, of the height that is left
}

// welcomeColumn is the width of the picture beside everything else, of a wide window.
const welcomeColumn = 0.36

// welcome lays out the first screen. It reports whether there is room for a picture.
func (p *pass) welcome(out *plan, q parts, r rect) bool {
	if p.wide() && p.pic != noPictures {
		column := r.w * welcomeColumn
		words := r
		words.x, words.w = r.x+column+headSpace*p.gap, r.w-column-headSpace*p.gap
		if w := p.newWelcome(q, words); w.picture != "" && w.h <= r.h && w.fits {
			w.drawBeside(out, rect{r.x, r.y, column, r.h}, words)
			return true
		}
	}
	w := p.newWelcome(q, r)
	var least float32
	if w.picture != "" {
		least = p.u(theme.Picture) * p.pic.of(0, 1, 2)
	}
	if r.h-w.h < least {
		return false
	}
	w.grow(r.h - w.h - least)
	w.draw(out, r)
	return true
}

// newWelcome is everything but the picture, laid out in the width of r.
func (p *pass) newWelcome(q parts, r rect) *welcome {
	ink := p.ty.Verb
	if p.tight {
		ink = p.ty.Name
	}
	w := &welcome{pass: p, title: p.text(p.sc.Root.Label, ink, true, r.w), heading: q.title, picture: p.sc.Root.Picture}
	w.h, w.fits = w.title.h+p.gap, !w.title.broken
	w.collect(q, r.w)
	if own := p.branded(welcomePicture) != welcomePicture; !own && w.picture == "" && p.allAlike(q.photos) {
		w.photos = q.photos
	}
	if w.picture == "" && (p.exists(welcomePicture) || p.branded(welcomePicture) != welcomePicture) {
		w.picture = welcomePicture
	}
	return w
}

// allAlike reports whether all of some nodes are shown by photographs, or all by drawings.
func (p *pass) allAlike(nodes []*scene.Node) bool {
	return !slices.ContainsFunc(nodes, func(n *scene.Node) bool {
		l := p.likeness(n)
		return !l.photo && !p.exists(l.name) || l.photo != p.likeness(nodes[0]).photo
	})
}

// invitedWide is the greatest width of a photograph in its height, and the other way round:
// nothing of what it shows is to be cut off.
const invitedWide = 1.1

// photoColumns is how many photographs stand side by side, at most.
const photoColumns = 3

// photoColumns is in how many columns so many photographs are largest in an area, and their
// lesser side.
func (w *welcome) photoColumns(count int, area rect) (cols int, side float32) {
	for c := 1; c <= photoColumns; c++ {
		if count%c != 0 {
			continue
		}
		if s := min((area.w+w.gap)/float32(c), (area.h+w.gap)/float32(count/c)) - w.gap; s > side {
			cols, side = c, s
		}
	}
	return max(1, cols), side
}

// invite shows the picture in an area, or the photographs, and where they would be small
// only the first of them.
func (w *welcome) invite(out *plan, area rect) {
	if w.shown != nil {
		out.node(w.shown, area)
	}
	if len(w.photos) == 0 {
		out.image(w.picture, area, false, w.pal.Ink)
		return
	}
	photos := w.photos
	cols, side := w.photoColumns(len(photos), area)
	if side < w.u(theme.Picture) && len(photos) > photoColumns { // fewer say more
		photos = photos[:photoColumns]
		cols, _ = w.photoColumns(len(photos), area)
	}
	rows := len(photos) / cols
	cw, ch := (area.w+w.gap)/float32(cols)-w.gap, (area.h+w.gap)/float32(rows)-w.gap
	cw, ch = min(cw, ch*invitedWide), min(ch, cw*invitedWide)
	x := area.x + (area.w-float32(cols)*(cw+w.gap)+w.gap)/2
	y := area.y + (area.h-float32(rows)*(ch+w.gap)+w.gap)/2
	for i, n := range photos {
		r := rect{x + float32(i%cols)*(cw+w.gap), y + float32(i/cols)*(ch+w.gap), cw, ch}
		out.node(n, r)
		if l := w.likeness(n); l.photo {
			out.photo(l.name, r, w.radius(), allCorners, false)
		} else {
			w.tinted(out, n, r)
		}
	}
}

// restGrowth is the most of the free height that goes to what can be touched: the picture
// says where a person is, but is not chosen.
const restGrowth = 0.4

// grow gives what can make good use of it a part of the height that is left.
func (w *welcome) grow(free float32) {
	for _, b := range w.rest {
		w.grown += max(0, b.most-b.h)
	}
	w.grown = max(0, min(w.grown, free*restGrowth))
}

// collect lays out everything below the title. The first of several texts is larger.
func (w *welcome) collect(q parts, width float32) {
	for i, n := range append(append([]*scene.Node(nil), q.alerts...), q.body...) {
		if n.Role == scene.RolePicture && w.shown == nil {
			w.picture, w.shown = n.Picture, n
			continue
		}
		ink := w.ty.Body
		if i == 0 && len(q.body) > 1 && q.body[1].Role == scene.RoleText {
			ink = w.ty.Name
		}
		var b *box
		if n.Role == scene.RoleText {
			left := width - w.title.w - w.gap
			if w.tight && w.wide() && w.aside == nil && w.lineWidth(n.Label, w.ty.Body, false) <= left {
				w.aside = indent(w.title.w+w.gap, w.label(n, w.ty.Body, false, left, alignRight))
				continue
			}
			b = w.label(n, ink, false, width, alignLeft)
		} else {
			b = w.box(n, width)
		}
		w.rest = append(w.rest, b)
		w.fits = w.fits && b.within(width)
		w.h += b.h + w.gap
	}
}

// draw shows the picture in all of the height that is left, and the words below it.
func (w *welcome) draw(out *plan, r rect) {
	y, room := r.y, r.h-w.h-w.grown
	area := rect{r.x, y, r.w, max(0, room)}
	if w.picture != "" && room > w.u(theme.WelcomePictureLeast) {
		area.h -= w.gap
		w.invite(out, area)
		y += room
	} else {
		if w.shown != nil {
			out.node(w.shown, area)
		}
		y += room * emptyAbove
	}
	w.drawWords(out, r, y)
}

// drawBeside shows the picture in a column at the left, and the words low beside it.
func (w *welcome) drawBeside(out *plan, picture, words rect) {
	w.grow((words.h - w.h) / restGrowth)
	w.invite(out, picture)
	w.drawWords(out, words, words.y+words.h-w.h-w.grown)
}

// drawWords shows title and what can be touched from y downwards.
func (w *welcome) drawWords(out *plan, r rect, y float32) {
	if w.heading != nil {
		out.node(w.heading, rect{r.x, y, r.w, w.title.h})
	}
	title := block(w.title, r.w, alignLeft, w.pal.Ink, w.sc.Root.ID)
	if w.aside != nil {
		title = overlay(title, w.aside)
	}
	words := spread(w.gap, append([]*box{title}, w.rest...)...)
	words.draw(out, r.x, y, w.h+w.grown)
}
