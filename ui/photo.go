package ui

import (
	"image"
	"math"
	"strings"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// How a photograph fills its room.
const (
	cropMost      = 0.25    // most of its height or width that is cut off so that it fills the room: what it shows is in the middle
	cropBeside    = 0.06    // what is cut off where it does not
	edgeColumns   = 4       // pixels at its edge whose colour goes on where the room is longer still,
	edgeEnds      = 1 / 6.  // from the one end of the edge to the other, each mixed of that much of it,
	edgeFade      = 0.12    // and into which that much of it fades
	thumbnailWide = 4. / 3. // most of the width of one beside words, in its height
)

// corners are those of a rectangle that are round.
type corners uint8

const (
	topLeft corners = 1 << iota
	topRight
	bottomLeft
	bottomRight

	topCorners  = topLeft | topRight
	leftCorners = topLeft | bottomLeft
	allCorners  = topCorners | bottomLeft | bottomRight
)

// likeness is what shows a thing: a picture, or a photograph of it.
type likeness struct {
	name  string // empty: there is none
	photo bool
}

// likeness is the photograph of a node in the look with many colours, else its picture. In the
// other looks the ground of a photograph would break the two or few colours that a person
// needs.
func (p *pass) likeness(n *scene.Node) likeness {
	switch {
	case n.Photo != "" && !p.plain && p.pal.ID == theme.Default && p.exists(n.Photo):
		return likeness{n.Photo, true}
	case n.Picture != "" && p.exists(n.Picture):
		return likeness{n.Picture, false}
	}
	return likeness{}
}

// mixes reports whether a screen has things with photographs and things with drawings only: all of
// them are drawn then, for one view has one style.
func (l *layout) mixes(sc *scene.Scene) bool {
	var photos, drawings bool
	if sc.Kind == scene.KindAttract {
		return false
	}
	sc.Root.Find(func(n *scene.Node) bool {
		switch {
		case n.Photo != "":
			photos = true
		case n.Picture == "" || isPictogram(n.Picture) || strings.HasPrefix(n.Picture, countPicture):
		case n.Role == scene.RoleChoice || n.Role == scene.RoleSummary || n.Role == scene.RoleQuantity:
			drawings = drawings || l.exists(n.Picture)
		}
		return photos && drawings
	})
	return photos && drawings
}

// besideWords draws the likeness of a node beside its words: a picture fitted into r, a
// photograph with round corners in the middle of it.
func (p *pass) besideWords(out *plan, n *scene.Node, r rect) {
	l := p.likeness(n)
	if !l.photo {
		p.tinted(out, n, r)
		return
	}
	if r.h > r.w {
		r.y, r.h = r.y+(r.h-r.w)/2, r.w
	}
	if w := r.h * thumbnailWide; r.w > w {
		r.x, r.w = r.x+(r.w-w)/2, w
	}
	out.photo(l.name, r, p.radius(), allCorners, n.Disabled)
}

// onCard draws the photograph of a node so that it runs to the edges of a card, which keeps its edge.
func (p *pass) onCard(out *plan, n *scene.Node, card, r rect, round corners) {
	edge := p.stroke()
	radius := p.radius() - edge
	if n.Disabled { // its edge is dashed, and must be seen to be (CON-7)
		edge = p.pad() / 2
		round = allCorners
	}
	x0, y0 := max(r.x, card.x+edge), max(r.y, card.y+edge)
	x1, y1 := min(r.x+r.w, card.x+card.w-edge), min(r.y+r.h, card.y+card.h-edge)
	out.photo(n.Photo, rect{x0, y0, x1 - x0, y1 - y0}, radius, round, n.Disabled)
	if s := p.surface(n); s.stroke > p.stroke() { // the wider edge of its state goes around all of it
		out.frame(card, s.radius, s.stroke, s.edge)
	}
}

// filled is a photograph of w x h pixels: cropped about its middle, and where too much would
// be lost, gone on in the colours of its edges.
func filled(src image.Image, w, h, radius int, round corners) *image.RGBA {
	from, to := covering(src.Bounds(), w, h)
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	scale(dst, to, src, from)
	if to.Dx() < w {
		widen(dst.Pix, axis{4, dst.Stride, w, h}, to.Min.X, to.Max.X)
	}
	if to.Dy() < h {
		widen(dst.Pix, axis{dst.Stride, 4, h, w}, to.Min.Y, to.Max.Y)
	}
	roundCorners(dst, radius, round)
	return dst
}

// covering is which part of a picture with these bounds fills which part of w x h pixels.
func covering(b image.Rectangle, w, h int) (from, to image.Rectangle) {
	from, to = b, image.Rect(0, 0, w, h)
	if w*b.Dy() > h*b.Dx() { // the room is wider
		cut, rest := cropped(b.Dx(), b.Dy(), w, h)
		from.Min.Y, from.Max.Y = from.Min.Y+cut, from.Max.Y-cut
		to.Min.X, to.Max.X = rest/2, w-(rest-rest/2)
	} else {
		cut, rest := cropped(b.Dy(), b.Dx(), h, w)
		from.Min.X, from.Max.X = from.Min.X+cut, from.Max.X-cut
		to.Min.Y, to.Max.Y = rest/2, h-(rest-rest/2)
	}
	return from, to
}

// cropped is how a picture goes into a room that is longer: how much is cut off at either side
// across, and how much of the room's length is left over. It is cut until nothing is left over, if that
// is not too much.
func cropped(length, across, roomLength, roomAcross int) (cut, rest int) {
	l, a, rl, ra := float64(length), float64(across), float64(roomLength), float64(roomAcross)
	keep := l * ra / rl
	if keep < a*(1-cropMost) {
		keep = a * (1 - cropBeside)
	}
	return int((a - keep) / 2), max(0, int(rl-l*ra/keep))
}

// axis is the direction in which a picture is too short, as distances of pixels in bytes and
// sizes in pixels.
type axis struct{ across, along, width, length int }

// widen goes on with the colours of both edges of the painted part of a picture, from from to
// to across the axis, and lets the part fade into them.
func widen(pix []byte, a axis, from, to int) {
	columns, fade := min(edgeColumns, to-from), int(float64(to-from)*edgeFade)
	paint := func(x, y int, c [3]int, share float64) {
		px := pix[x*a.across+y*a.along:][:4]
		for i, v := range c {
			px[i] = byte(float64(px[i])*(1-share) + float64(v)*share + 0.5)
		}
		px[3] = 255
	}
	first, last := edgeColours(pix, a, from, columns), edgeColours(pix, a, to-columns, columns)
	for y := range a.length {
		for x := range from {
			paint(x, y, first[y], 1)
		}
		for x := to; x < a.width; x++ {
			paint(x, y, last[y], 1)
		}
		for d := range fade {
			share := 1 - float64(d+1)/float64(fade+1)
			paint(from+d, y, first[y], share)
			paint(to-1-d, y, last[y], share)
		}
	}
}

// edgeColours are the colours in which some columns of a picture from x on go on: an even change
// from those of the one end to those of the other. What lies between, a shadow that reaches the
// edge, would be drawn out into a smear.
func edgeColours(pix []byte, a axis, x, columns int) [][3]int {
	ends := max(1, int(float64(a.length)*edgeEnds))
	first, last := meanColour(pix, a, x, columns, 0, ends), meanColour(pix, a, x, columns, a.length-ends, a.length)
	out := make([][3]int, a.length)
	for y := range out {
		share := float64(y) / float64(max(1, a.length-1))
		for c := range out[y] {
			out[y][c] = int(first[c]*(1-share) + last[c]*share + 0.5)
		}
	}
	return out
}

// meanColour is the mean of some columns of a picture from x on, between two places along them.
func meanColour(pix []byte, a axis, x, columns, from, to int) (mean [3]float64) {
	for y := from; y < to; y++ {
		for i := range columns {
			px := pix[(x+i)*a.across+y*a.along:]
			for c := range mean {
				mean[c] += float64(px[c])
			}
		}
	}
	for c := range mean {
		mean[c] /= float64(max(1, (to-from)*columns))
	}
	return mean
}

// roundCorners takes away what lies outside round corners.
func roundCorners(img *image.RGBA, radius int, round corners) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	radius = min(radius, w/2, h/2)
	for y := range radius {
		for x := range radius {
			dx, dy := float64(radius-x)-0.5, float64(radius-y)-0.5
			cover := min(max(float64(radius)-math.Hypot(dx, dy)+0.5, 0), 1)
			if cover == 1 {
				continue
			}
			for _, c := range []struct {
				is   corners
				x, y int
			}{{topLeft, x, y}, {topRight, w - 1 - x, y}, {bottomLeft, x, h - 1 - y}, {bottomRight, w - 1 - x, h - 1 - y}} {
				if round&c.is == 0 {
					continue
				}
				px := img.Pix[c.y*img.Stride+4*c.x:][:4]
				for i := range px {
					px[i] = byte(float64(px[i])*cover + 0.5)
				}
			}
		}
	}
}
