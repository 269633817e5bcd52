package ui

import (
	"math"

	"modu/accessibility/scene"
	"modu/ui/picture"
	"modu/ui/theme"
)

// layout makes a plan from a scene. It is pure but for its memory of what fitted
// before, and for the measuring of text.
type layout struct {
	panel  theme.Panel
	looks  func(id string) theme.Palette // nil: the looks as they are shipped
	clips  func(name string) bool        // is there such a clip? nil: none
	br     *breaker
	exists func(picture string) bool

	memo map[scene.NodeID]*fitMemo // of the containers of the present kind of screen
	key  memoKey
	rev  uint64 // of the scene being laid out
}

// fitMemo keeps a container from changing its columns or its page size to and
// fro: both may only fall while the same kind of screen stays.
type fitMemo struct {
	cols, per int
	total     int
	rev       uint64
	ignored   int // scenes in a row that held more than was reported to fit
}

type memoKey struct {
	kind    scene.Kind
	look    scene.Look
	lang    scene.Lang
	w, h    float32
	session scene.SessionID
}

// pass is one try to lay out a scene, at one level of pressure.
type pass struct {
	*layout
	sc      *scene.Scene
	pal     theme.Palette
	ty      theme.Type
	px      float32 // canvas units per millimetre
	size    float32 // chosen by the person, 1 is 100 %
	k       float32 // in force at this level
	pic     int     // 2 large pictures, 1 small ones, 0 none beside long text
	minRows int     // rows a paged group should have at this level
	tight   bool    // less room around words
	sign    bool    // there is room for the clip
	even    *even   // of the cards of a group
	elide   bool    // the last resort
	pressed scene.NodeID
	w, h    float32
	y0, y1  float32 // the part of the window in use, from top to bottom
	margin  float32
	gap     float32
	calm    struct{ margin, gap float32 } // the same where nothing presses
}

// level is how hard the screen is pressed to fit, from nothing to the last
// resort. What is given up first is picture size, then size of everything, small
// letters staying at TXT-1; then that figure, for text that is lost is worse than
// text that is small; at last the ends of texts. A window in which only the very
// last levels fit is no kiosk, but is still drawn whole.
type level struct {
	k       float32 // 1 is 100 %
	pic     int
	minRows int
	tight   bool
	elide   bool
	sign    bool
}

// ladder is the levels for a size that the person chose, from the best one down.
func ladder(size float32) []level {
	out := []level{{k: size, pic: 2, minRows: 2}, {k: size, pic: 1, minRows: 2}, {k: size, minRows: 2}, {k: size, minRows: 2, tight: true},
		{k: size, pic: 1, minRows: 1, tight: true}, {k: size, minRows: 1, tight: true}}
	for k := size * 0.93; k > floorSize; k *= 0.93 {
		out = append(out, level{k: k, minRows: 1, tight: true})
	}
	for _, k := range []float32{0.605, 0.53, 0.46, 0.4} {
		out = append(out, level{k: k, minRows: 1, tight: true})
	}
	for _, k := range []float32{0.605, 0.5, 0.42, 0.35, 0.28, 0.22, 0.16, 0.11, 0.07} {
		out = append(out, level{k: k, minRows: 1, tight: true, elide: true})
	}
	return out
}

// floorSize is the size down to which no letters are set below TXT-1.
const floorSize = 0.605

// arrange lays out a scene in a window of w x h canvas units, scale pixels each.
func (l *layout) arrange(sc *scene.Scene, w, h, scale float32, pressed scene.NodeID) *plan {
	key := memoKey{sc.Kind, sc.Look, sc.Lang, w, h, sc.Session}
	if key != l.key || l.memo == nil {
		l.key, l.memo = key, map[scene.NodeID]*fitMemo{}
	}
	l.rev = sc.Revision
	panel := l.panel.OrDefault()
	var last *plan
	var lack float32
	size := float32(theme.Scale(sc.Look.Size))
	crowd := crowded(sc)
	for _, lv := range signed(ladder(size), l.clip(sc) != nil, size) {
		p := &pass{sign: lv.sign, layout: l, sc: sc, pal: l.look(sc.Look.Theme), ty: theme.Types(panel),
			px: float32(panel.PxPerMM()) / scale, size: size, k: lv.k, pic: lv.pic, minRows: lv.minRows, tight: lv.tight, elide: lv.elide,
			pressed: pressed, w: w, h: h}
		p.y0, p.y1 = p.zone(panel)
		// Margins only keep things apart: they do not grow with the type, and they
		// give way first in a small window.
		narrow := min(1, min(w, h)/(150*p.px))
		gap := theme.Gap
		p.margin = p.g(theme.Margin) * narrow
		if panel.Small() {
			p.margin *= 0.7
			gap = theme.GapSmall
		}
		p.calm.margin, p.calm.gap = p.margin, p.apart(gap*float64(narrow), w, h)
		if p.tight {
			gap = theme.GapSmall
			p.margin *= 0.75
		}
		p.gap = p.apart(gap*float64(narrow), w, h)
		plan, ok := p.page()
		if sc.Curtain {
			p.curtain(plan)
		}
		plan.k, plan.size, plan.px = lv.k, size, p.px
		if lv.k == size {
			lack = plan.lack
		}
		plan.lack = lack
		last = plan
		if lv.k < size*0.999 && crowd > 0 {
			// At the size that the person chose it does not fit: whoever makes the scene
			// must cut it into pages. Until then it is shown smaller.
			plan.fits = append(plan.fits, fitReport{container: scene.WholePage, per: min(crowd-1, firstGuess), cols: 1, total: crowd, guess: true})
		} else if lv.k < size*0.999 && coarse(sc) {
			plan.fits = append(plan.fits, fitReport{container: scene.FinePage, per: 1, cols: 1, total: 2, guess: true})
		}
		if ok {
			l.remember(plan)
			return plan
		}
	}
	return last
}

// firstGuess is how many parts of a crowded screen are tried on a page; the screen
// reports how many really fit once it has seen them so.
const firstGuess = 4

// crowded is of how many parts a scene is made that could be cut into pages: 0 where
// it is cut already, or where there is nothing to cut.
func crowded(sc *scene.Scene) int {
	if sc.Find(scene.WholePage) != nil || sc.Kind == scene.KindAttract {
		return 0
	}
	q, n := sortParts(&sc.Root), 0
	for _, c := range q.body {
		switch {
		case pageable(c):
			n += c.Page.Total
		case c.Role == scene.RoleGroup && len(c.Children) > 0 && c.Children[0].Role == scene.RoleChoice:
			n += 1 + len(c.Children)
		case c.Role == scene.RoleGroup && c.Arrange == scene.ArrangeRow && c.Find(func(k *scene.Node) bool { return k.Focusable() }) == nil:
			// the pager of a list; it goes with the list
		default:
			n++
		}
	}
	if n < 2 {
		return 0
	}
	return n
}

// coarse reports that a page of a scene that was cut holds a question with several answers,
// which can be cut further.
func coarse(sc *scene.Scene) bool {
	page := sc.Find(scene.WholePage)
	return page != nil && page.Find(func(n *scene.Node) bool {
		return n.Role == scene.RoleGroup && len(n.Children) > 1 && n.Children[0].Role == scene.RoleChoice
	}) != nil
}

// look is the palette of a look, in the site's own colours where it has some.
func (l *layout) look(id string) theme.Palette {
	if l.looks != nil {
		return l.looks(id)
	}
	return theme.Look(id)
}

// zone is the part of the window that a scene uses. Its lower end is never below
// what hands reach, so that the bar is in reach in the normal position too; in the
// low position its upper end is not above that either, and information comes down
// with what is touched (RCH-1, RCH-2, RCH-6).
func (p *pass) zone(panel theme.Panel) (y0, y1 float32) {
	from, to, ok := panel.Reach()
	if !ok {
		return 0, p.h // the site file's lint has said that nothing helps here
	}
	unit := p.h / float32(panel.HeightMM)
	y1 = float32(to) * unit
	if p.sc.Look.Low {
		y0 = float32(from) * unit
	}
	if y1-y0 < p.h*0.2 {
		return 0, p.h
	}
	return y0, y1
}

// apart is a gap between targets, never below what TGT-4 asks for on a real panel.
func (p *pass) apart(mm float64, w, h float32) float32 {
	return max(p.g(mm), min(theme.GapFloor*p.px, min(w, h)/50)*p.floor())
}

// u is a length that grows with everything the person sees or touches.
func (p *pass) u(mm float64) float32 { return float32(mm) * p.px * p.k }

// g is a length that only keeps things apart.
func (p *pass) g(mm float64) float32 { return float32(mm) * p.px * min(1, p.k) }

// font is the font size for an ink height.
func (p *pass) font(ink float64) float32 {
	size := p.u(ink / theme.InkPerEm)
	size = max(size, float32(theme.Least/theme.InkPerEm)*p.px*min(1, p.k/floorSize))
	return float32(math.Round(float64(size)*4) / 4)
}

// target is the least side of what can be touched: it grows with the type, but
// does not shrink below what a finger needs while the window is a real panel.
func (p *pass) target() float32 {
	side := theme.Target
	if p.panel.OrDefault().Small() {
		side = theme.TargetSm
	}
	return max(p.u(side), min(theme.Floor*p.px, p.w/8, p.h/10)*p.floor())
}

// floor is how much of the least sizes still counts: all of them, but for levels
// that no real panel reaches.
func (p *pass) floor() float32 { return min(1, p.k/0.4) }

// branded is the name of the site's own picture in place of another, in the default
// look, which alone a brand dresses.
func (p *pass) branded(name string) string {
	if own := picture.Brand + name; p.pal.ID == theme.Default && p.exists(own) {
		return own
	}
	return name
}

// parts is the scene sorted into the places it has on every screen.
type parts struct {
	title   *scene.Node // nil: the label of the root is the title
	alerts  []*scene.Node
	body    []*scene.Node
	actions *scene.Node
	bar     *scene.Node
	sign    *scene.Node // a clip, and what stands beside it
}

func sortParts(root *scene.Node) parts {
	var q parts
	for i := range root.Children {
		n := &root.Children[i]
		switch {
		case n.Role == scene.RoleGroup && n.Arrange == scene.ArrangeBar:
			q.bar = n
		case n.Role == scene.RoleGroup && n.Arrange == scene.ArrangeSign:
			q.sign = n
		case n.Role == scene.RoleAlert:
			q.alerts = append(q.alerts, n)
		case q.title == nil && n.Role == scene.RoleHeading && n.Label.String() == root.Label.String():
			q.title = n
		default:
			q.body = append(q.body, n)
		}
	}
	// The last row that holds the one obvious next act has a place of its own.
	for i := len(q.body) - 1; i >= 0; i-- {
		if n := q.body[i]; n.Role == scene.RoleGroup && n.Arrange == scene.ArrangeRow && hasPrimary(n) {
			q.actions = n
			q.body = append(append([]*scene.Node(nil), q.body[:i]...), q.body[i+1:]...)
			break
		}
	}
	return q
}

func hasPrimary(n *scene.Node) bool {
	for i := range n.Children {
		if n.Children[i].Primary {
			return true
		}
	}
	return false
}

func (p *pass) page() (*plan, bool) {
	out := &plan{dim: p.pal.Dim, brand: p.branded}
	out.ringIn, out.ringOut = p.ringWidths()
	out.corner = p.radius()
	root := &p.sc.Root
	out.node(root, rect{0, 0, p.w, p.h})
	q := sortParts(root)
	x, w := p.margin, p.w-2*p.margin
	bottom := p.y1

	var barBox, actBox *box
	var side float32 // width of a bar at the side
	barX := x
	if q.bar != nil {
		// The bar looks the same on every screen, however hard the rest is pressed.
		bp := *p
		if p.k >= p.size*0.5 && !p.elide && !(p.wide() && p.k < 1) {
			bp.k, bp.pic, bp.tight = p.size, 2, false
			bp.margin, bp.gap = p.calm.margin, p.calm.gap
		}
		barBox = bp.bar(q.bar, w)
		rim := max(edge*p.px, out.ringIn+out.ringOut) // the focus ring stays in the window
		if b := bp.bar(q.bar, p.w-2*rim); b.h < barBox.h*0.8 && b.w <= p.w {
			barBox, barX = b, rim // two columns need the margins on a small panel
		}
		if p.wide() && barBox.h > (p.y1-p.y0)*sideFrom {
			// Height is what a wide window lacks: the bar stands at its right edge.
			if b := bp.column(q.bar); b.w < w*0.46 && b.h <= p.y1-p.y0 {
				barBox, side = b, b.w+p.margin
				w -= side + p.gap
			}
		}
		if side == 0 {
			bottom -= barBox.h
		} else {
			bottom -= p.margin
		}
	}
	if q.actions != nil {
		actBox = p.actions(q.actions, w)
		bottom -= actBox.h + p.gap
	}
	stripH := p.stripHeight()
	actX, actY := x, bottom
	if actBox != nil && p.wide() && !p.sc.Look.Strip && p.buttonsWidth(q.actions) <= w*0.68 {
		// A wide window has room for the caption beside the next act.
		aw := max(w/2, p.buttonsWidth(q.actions))
		actX, actBox = x+w-aw, p.actions(q.actions, aw)
		stripH = max(stripH, actBox.h)
		actBox.h = stripH
		bottom = p.y1 - barBox.height() - stripH - p.gap
		if side > 0 {
			bottom = p.y1 - p.margin - stripH
		}
		actY = bottom
		out.strip = rect{x, bottom, w - aw - p.gap, stripH}
	} else {
		bottom -= stripH + p.gap
		out.strip = rect{x, bottom, w, stripH}
	}

	top := p.y0 + p.margin
	full, room := w, true
	if p.sign && p.wide() { // what is beside it keeps the whole height
		sw := p.signWidth(w)
		b := p.signBox(q.sign, sw)
		b.draw(out, x+w-sw, top, b.h)
		room = b.h <= bottom-top-p.gap+0.5
		w -= sw + 2*p.gap
	}
	attract := p.sc.Kind == scene.KindAttract
	var ok bool
	if attract {
		ok = p.welcome(out, q, rect{x, top, w, bottom - top - p.gap})
	} else {
		head := p.header(q.title, w)
		at := out.mark()
		head.draw(out, x, top, head.h)
		top += head.h + p.gap
		if p.pic == 2 && !p.tight && !p.wide() {
			top += p.gap / 2 // what a screen is about stands apart from what is on it
		}
		if p.sign && !p.wide() {
			b := p.signBox(q.sign, w)
			b.draw(out, x, top, b.h)
			top += b.h + p.gap
			at = out.mark() // it does not sink with the rest
		}
		ok = p.body(out, q, rect{x, top, w, bottom - top - p.gap})
		if p.sc.Look.Low {
			out.sink(at, bottom-p.gap) // what is short hangs low too
		}
	}
	if actBox != nil {
		actBox.draw(out, actX, actY, actBox.h)
	}
	if barBox != nil {
		y := p.y1 - barBox.h
		if side > 0 {
			out.fill(rect{p.w - side - p.gap/2, p.y0, side + p.gap/2, p.y1 - p.y0}, p.pal.Band)
			barBox.draw(out, p.w-side, y, barBox.h)
		} else {
			out.fill(rect{0, y, p.w, barBox.h}, p.pal.Band)
			barBox.draw(out, barX, y, barBox.h)
		}
	}
	wide := (actBox == nil || actBox.w <= full+1) && (barBox == nil || side > 0 || barBox.w <= p.w)
	return out, ok && wide && room
}

// edge is the least margin of the bar, in millimetres.
const edge = 1.6

// sideFrom is how much of the height of a wide window the bar may take before it moves
// to the side. It depends on panel, size and language only, so that the bar keeps its
// place on all screens (LNG-2).
const sideFrom = 0.16

// wide reports whether the window is wider than high.
func (p *pass) wide() bool { return p.w > p.h*1.2 }

// curtain is a dark screen with one plain line (PRV-2). Everything stays in its place
// under it: a finger that searches must still find it.
func (p *pass) curtain(out *plan) {
	out.prims = nil
	w := p.w - 2*p.margin
	ink := p.ty.Title
	t := p.text(p.sc.Cover, ink, false, w)
	for t.h > p.h && ink > theme.Least {
		ink *= 0.85
		t = p.text(p.sc.Cover, ink, false, w)
	}
	out.para(t, p.margin, p.h/2-t.h/2, w, center, p.look("high-contrast").Ink, p.sc.Root.ID)
}

// ringWidths are the inner and the outer colour of the focus ring. It lies in
// the gap between targets and never touches the neighbour's ring.
func (p *pass) ringWidths() (in, out float32) {
	k := min(1.25, max(1, p.k)) * p.px
	room := min(p.gap/2, p.margin*0.9)
	in, out = theme.RingIn*k, theme.RingOut*k
	if in+out > room {
		in, out = room*0.35, room*0.65
	}
	if out > 3 {
		in, out = whole(in), whole(out)
	}
	return in, out
}

// text sets a label at an ink height in millimetres.
func (p *pass) text(t scene.Text, ink float64, bold bool, w float32) *para {
	n := 0
	if p.elide {
		n = 2
	}
	return p.br.balanced(t.Spans, t.Lang, p.font(ink), bold, w, n)
}

func (p *pass) header(title *scene.Node, w float32) *box {
	root := &p.sc.Root
	n := root
	if title != nil {
		n = title
	}
	ink := p.ty.Title
	if p.tight {
		ink = p.ty.Name // bold is enough to tell it from the rest
	}
	t := p.text(n.Label, ink, true, w)
	return &box{w: w, h: t.bare(), draw: func(out *plan, x, y, h float32) {
		if title != nil {
			out.node(title, rect{x, y, w, t.bare()})
		}
		out.para(t, x, y-t.leading()/2, w, left, p.pal.Ink, n.ID)
	}}
}

// stripHeight is what the caption needs: two lines of body type, one where the
// window is wider than high or the type large.
func (p *pass) stripHeight() float32 {
	if p.sc.Look.Strip {
		return p.bigStrip()
	}
	lines := float32(2)
	if p.wide() || p.sc.Look.Size >= 150 {
		lines = 1
	}
	return ((lines-1)*linePitch+lineInk)*p.font(p.ty.Body) + 2*p.pad()
}

func (p *pass) pad() float32 { return p.g(theme.Pad) * min(1, 0.3+p.margin/p.g(theme.Margin)) }
