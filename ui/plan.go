package ui

import (
	"image/color"

	"modu/accessibility/scene"
)

// rect is in canvas units from the top left of the window.
type rect struct{ x, y, w, h float32 }

func (r rect) has(x, y float32) bool { return x >= r.x && y >= r.y && x < r.x+r.w && y < r.y+r.h }

func (r rect) inset(d float32) rect { return rect{r.x + d, r.y + d, r.w - 2*d, r.h - 2*d} }

type primKind uint8

const (
	primRect primKind = iota
	primText
	primImage
	primLine
	primFlight // a picture on its way from another place, where it had its own size
	primClip   // where a clip plays; size is how often it was asked for
)

// prim is one thing to paint. The display list is in painting order.
type prim struct {
	kind primKind
	r    rect // of a line: from (x, y) by (w, h)
	col  color.NRGBA
	text string
	face face
	size float32 // font size, or width of a line
	node scene.NodeID
	name string  // of a picture
	dim  float64 // how much it is taken back, 0 to 1

	radius float32 // of the corners of a rectangle, or of those of a photograph
	edges  corners // of a photograph, which fills its room: those that are round
	width  float32 // of a rectangle's edge, of which only that is painted; 0: all of it
	still  bool    // of a clip: it stands still
	dash   float32 // length of the dashes of that edge; 0: it is whole
	photo  bool    // a picture fills its room

	theme string  // the look of which it is a sample; empty: it is of the page's own
	scale float32 // the size of which it is a sample, 1 is 100 %; 0: the page's own
	about bool    // of a picture: it is that of what the screen is about
	from  rect    // of a flight: where it began
}

// placed is a node that is on the screen, in reading order; children come after
// their parents, so that the last hit is the deepest.
type placed struct {
	id       scene.NodeID
	role     scene.Role
	r        rect
	disabled bool
	pointer  bool
}

// fitReport is how many children of a container fit.
type fitReport struct {
	container   scene.NodeID
	per         int // how many fit on a page
	shown       int // how many the scene puts on a page
	cols, total int
	side        bool // pictures stand beside the words
	children    int  // in the scene
	rank        int  // of the level
	guess       bool // made before the parts were seen: nothing to keep to
}

// plan is one screen, ready to paint.
// pointer is the arrow to a device beside the screen. Without a side there is none.
type pointer struct {
	r      rect
	dx, dy float32
	col    color.NRGBA
}

type plan struct {
	prims  []prim
	nodes  []placed
	fits   []fitReport
	strip  rect // of the caption
	parts  int  // of the text in the focus strip
	raised bool // the picture of what the screen is about has a place of its own
	step   rect // of the part of the bar of stages that stands for the present one
	point  pointer

	k, size, px float32             // size in force, size chosen, canvas units a millimetre
	dim         float64             // of every picture
	brand       func(string) string // the site's own picture in place of another; may be nil
	lack        float32             // height that is missing at the chosen size, in canvas units

	ringIn, ringOut float32 // widths of the two colours of the focus ring
	corner          float32 // how round the corners are of what it goes around
}

// Memory for the things and nodes of an ordinary screen.
const (
	usualPrims = 128
	usualNodes = 48
)

func newPlan() *plan {
	return &plan{prims: make([]prim, 0, usualPrims), nodes: make([]placed, 0, usualNodes)}
}

// clear empties a plan, whose memory is used again.
func (p *plan) clear() {
	*p = plan{prims: p.prims[:0], nodes: p.nodes[:0], fits: p.fits[:0]}
}

func (p *plan) fill(r rect, c color.NRGBA) {
	if r.w > 0 && r.h > 0 {
		p.prims = append(p.prims, prim{kind: primRect, r: r, col: c})
	}
}

// round is a filled rectangle with round corners.
func (p *plan) round(r rect, radius float32, c color.NRGBA) {
	if r.w > 0 && r.h > 0 {
		p.prims = append(p.prims, prim{kind: primRect, r: r, col: c, radius: radius})
	}
}

// frame draws an edge of width t just inside r.
func (p *plan) frame(r rect, radius, t float32, c color.NRGBA) {
	if r.w > 0 && r.h > 0 && t > 0 {
		p.prims = append(p.prims, prim{kind: primRect, r: r, col: c, radius: radius, width: t})
	}
}

// dashed draws an edge of width t in dashes just inside r.
func (p *plan) dashed(r rect, t, dash float32, c color.NRGBA) {
	if r.w > 0 && r.h > 0 && t > 0 {
		p.prims = append(p.prims, prim{kind: primRect, r: r, col: c, width: t, dash: dash})
	}
}

// panel is a ground with an edge of width t, which is low wide at the bottom.
func (p *plan) panel(r rect, radius, t, low float32, ground, edge color.NRGBA) {
	p.round(r, radius, edge)
	p.round(rect{r.x + t, r.y + t, r.w - 2*t, r.h - t - max(t, low)}, max(0, radius-t), ground)
}

type align uint8

const (
	alignLeft align = iota
	alignCenter
	alignRight
)

// para paints lines into the width w at x, y.
func (p *plan) para(t *para, x, y, w float32, a align, c color.NRGBA, node scene.NodeID) {
	for i, l := range t.lines {
		lx := x
		switch a {
		case alignCenter:
			lx += (w - l.w) / 2
		case alignRight:
			lx += w - l.w
		}
		ly := y + float32(i)*t.pitch + (t.pitch-t.size*lineBox)/2
		for _, r := range l.runs {
			p.prims = append(p.prims, prim{kind: primText, r: rect{lx + r.x, ly, r.w, t.size * lineBox},
				col: c, text: r.text, face: r.face, size: t.size, node: node})
		}
	}
}

// line is a straight stroke of width t.
func (p *plan) line(x1, y1, x2, y2, t float32, c color.NRGBA) {
	p.prims = append(p.prims, prim{kind: primLine, r: rect{x1, y1, x2 - x1, y2 - y1}, col: c, size: t})
}

// fadedDim is how much the picture of what cannot be used is taken back.
const fadedDim = 0.55

// image is a picture fitted into r, faded where its node cannot be used. ink is the colour
// of a pictogram.
func (p *plan) image(name string, r rect, faded bool, ink color.NRGBA) {
	if r.w >= 1 && r.h >= 1 {
		if p.brand != nil {
			name = p.brand(name)
		}
		dim := p.dim
		if faded {
			dim = max(dim, fadedDim)
		}
		p.prims = append(p.prims, prim{kind: primImage, r: r, name: name, dim: dim, col: ink})
	}
}

// photo is a photograph that fills r, with these corners round, faded where its node cannot
// be used.
func (p *plan) photo(name string, r rect, radius float32, round corners, faded bool) {
	if r.w >= 1 && r.h >= 1 {
		dim := p.dim
		if faded {
			dim = max(dim, fadedDim)
		}
		p.prims = append(p.prims, prim{kind: primImage, photo: true, r: r, name: name, dim: dim, radius: radius, edges: round})
	}
}

// subject marks the pictures that draw adds as those of what the screen is about.
func (p *plan) subject(draw func()) {
	k := len(p.prims)
	draw()
	for i := range p.prims[k:] {
		if q := &p.prims[k+i]; q.kind == primImage {
			q.about = true
		}
	}
}

// node records where a node is.
func (p *plan) node(n *scene.Node, r rect) {
	p.nodes = append(p.nodes, placed{n.ID, n.Role, r, n.Disabled, n.Pointer})
}

// hit is the deepest node at a point, or empty. Areas that only hold others are
// not things to touch.
func (p *plan) hit(x, y float32) scene.NodeID {
	for i := len(p.nodes) - 1; i >= 0; i-- {
		n := &p.nodes[i]
		if n.role != scene.RoleGroup && n.role != scene.RoleScreen && n.r.has(x, y) {
			return n.id
		}
	}
	return ""
}

func (p *plan) find(id scene.NodeID) (placed, bool) {
	for _, n := range p.nodes {
		if n.id == id {
			return n, true
		}
	}
	return placed{}, false
}
