package ui

import (
	"image"
	"image/color"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"modu/ui/raster"
)

type rgba = color.NRGBA

// painter makes a frame equal to a display list, painting only what differs from the list
// before it. All its methods are called on Fyne's goroutine.
type painter struct {
	to     presenter
	font   func(face) fyne.Resource
	pics   *pictures
	clip   func(q *prim, w, h int) *raster.Picture // what a sign-language clip shows now; nil: none
	words  *raster.Words
	lines  map[stroke]*raster.Mask
	ground color.NRGBA

	was       []item // what the frame shows
	wasGround color.NRGBA
	wasFrame  *raster.Frame // nil: nothing is shown yet
}

// presenter brings painted frames before people's eyes.
type presenter interface {
	// frame is the memory of a window of w x h pixels. Another frame than before has lost
	// what was painted.
	frame(w, h int) *raster.Frame
	// show brings parts of the frame before people's eyes.
	show(parts []image.Rectangle)
	// order is how pixels lie in its frames.
	order() raster.Order
}

func newPainter(font func(face) fyne.Resource, words *raster.Words, pics *pictures) *painter {
	return &painter{font: font, pics: pics, words: words, lines: map[stroke]*raster.Mask{}}
}

// use paints for another presenter from now on; nothing is shown on it yet.
func (p *painter) use(to presenter) {
	p.to, p.was, p.wasFrame = to, nil, nil
	p.pics.use(to.order())
}

// item is a prim on whole pixels, with the shape or picture that it paints. Equal items
// paint equal pixels.
type item struct {
	box  image.Rectangle // all that it touches
	mask *raster.Mask    // of words and lines; nil: the box is filled
	pic  *raster.Picture // instead of a colour
	at   image.Point     // where mask or picture has its origin
	col  color.NRGBA
	dim  float64

	radius, width int // of a rectangle: its corners; its edge, if only that is painted
	dash          int // of that edge; 0: it is whole
}

func (it *item) paint(f *raster.Frame, clip image.Rectangle) {
	switch {
	case it.pic != nil:
		f.Draw(it.pic, it.at, it.dim, clip)
	case it.mask != nil:
		f.Paint(it.mask, it.at, it.col, clip)
	case it.dash > 0:
		f.Dashed(it.box, it.width, it.dash, it.col, clip)
	case it.radius > 0 || it.width > 0:
		f.Round(it.box, it.radius, it.width, it.col, clip)
	default:
		f.Fill(it.box, it.col, clip)
	}
}

// touches are the parts of the box that are painted: of an edge, its four sides.
func (it *item) touches() []image.Rectangle {
	b, w := it.box, max(it.width, it.radius)
	if it.width == 0 || 2*w >= min(b.Dx(), b.Dy()) {
		return []image.Rectangle{b}
	}
	return []image.Rectangle{
		image.Rect(b.Min.X, b.Min.Y, b.Max.X, b.Min.Y+w), image.Rect(b.Min.X, b.Max.Y-w, b.Max.X, b.Max.Y),
		image.Rect(b.Min.X, b.Min.Y, b.Min.X+w, b.Max.Y), image.Rect(b.Max.X-w, b.Min.Y, b.Max.X, b.Max.Y),
	}
}

// covers reports whether nothing below shows through anywhere in r.
func (it *item) covers(r image.Rectangle) bool {
	return it.mask == nil && it.pic == nil && it.width == 0 && it.col.A == 255 && r.In(it.box.Inset(it.radius))
}

// show makes the window look like the display list. Its size is in canvas units. It
// reports false when the presenter has no frame for that.
func (p *painter) show(prims []prim, size fyne.Size, scale float32) bool {
	w, h := int(size.Width*scale+0.5), int(size.Height*scale+0.5)
	if p.to == nil || w < 1 || h < 1 {
		return true
	}
	f := p.to.frame(w, h)
	if f == nil {
		return false
	}
	items := make([]item, 0, len(prims))
	for i := range prims {
		if it, ok := p.item(&prims[i], scale); ok {
			items = append(items, it)
		}
	}
	parts := []image.Rectangle{f.Bounds()}
	if p.wasFrame == f && p.wasGround == p.ground {
		parts = changed(p.was, items, f.Bounds())
	}
	p.was, p.wasGround, p.wasFrame = items, p.ground, f
	if len(parts) > 0 {
		compose(f, items, p.ground, parts)
		p.to.show(parts)
	}
	return true
}

// again shows all of the frame once more, for a window that has lost its picture.
func (p *painter) again() {
	if p.wasFrame != nil {
		p.to.show([]image.Rectangle{p.wasFrame.Bounds()})
	}
}

// item puts a prim on whole pixels: what lies between them is drawn soft.
func (p *painter) item(q *prim, scale float32) (item, bool) {
	box := pixels(q.r, scale)
	it := item{box: box, col: q.col, at: box.Min}
	switch q.kind {
	case primRect:
		it.radius, it.width, it.dash = int(q.radius*scale+0.5), int(q.width*scale+0.5), int(q.dash*scale+0.5)
		if q.width > 0 {
			it.width = max(it.width, 1)
		}
	case primText:
		res := p.font(q.face)
		it.mask = p.words.Shape(q.text, res.Name(), res.Content(), q.size*scale)
		it.box = it.mask.Rect.Add(it.at)
	case primLine:
		it.mask = p.line(stroke{q.r, q.size, scale})
		it.box, it.at = it.mask.Rect, image.Point{}
	case primClip:
		if it.pic = p.clip(q, box.Dx(), box.Dy()); it.pic == nil {
			return it, false
		}
	case primFlight:
		if it.pic = p.flying(q, box.Dx(), box.Dy(), scale); it.pic == nil {
			return it, false
		}
		it.at, it.dim = box.Min.Add(image.Pt(box.Dx()-it.pic.W, box.Dy()-it.pic.H).Div(2)), q.dim
	case primImage:
		if !p.pictured(&it, q, scale) {
			return it, false // a quiet empty place: the name stands beside it
		}
	}
	if it.pic != nil {
		it.box = image.Rect(0, 0, it.pic.W, it.pic.H).Add(it.at)
	}
	return it, !it.box.Empty()
}

// pictured puts a picture or a photograph into its room. It is false where there is none.
func (p *painter) pictured(it *item, q *prim, scale float32) bool {
	if q.photo {
		it.radius, it.dim = 0, q.dim
		it.pic = p.pics.photo(q.name, it.box.Dx(), it.box.Dy(), int(q.radius*scale+0.5), q.edges)
		return it.pic != nil
	}
	if it.pic = p.pics.get(q.name, int(q.r.w*scale), int(q.r.h*scale), q.col); it.pic == nil {
		return false
	}
	it.at = image.Pt(int((q.r.x+(q.r.w-float32(it.pic.W)/scale)/2)*scale), int((q.r.y+(q.r.h-float32(it.pic.H)/scale)/2)*scale))
	if !p.pics.pictogram(q.name) { // the ink of one is chosen for its ground already (CON-5, CON-6)
		it.dim = q.dim
	}
	return true
}

// stroke is a line on the screen.
type stroke struct {
	r           rect
	size, scale float32
}

// line is the shape of a stroke, the same one for the same stroke.
func (p *painter) line(k stroke) *raster.Mask {
	m, ok := p.lines[k]
	if !ok {
		if len(p.lines) > 256 { // more than any screen has
			clear(p.lines)
		}
		m = raster.Line(k.r.x*k.scale, k.r.y*k.scale, (k.r.x+k.r.w)*k.scale, (k.r.y+k.r.h)*k.scale, k.size*k.scale)
		p.lines[k] = m
	}
	return m
}

// pixels moves edges to whole pixels.
func pixels(r rect, scale float32) image.Rectangle {
	at := func(v float32) int { return int(math.Round(float64(v * scale))) }
	x, y := at(r.x), at(r.y)
	return image.Rect(x, y, max(at(r.x+r.w), x+1), max(at(r.y+r.h), y+1))
}

// compose paints the parts, which do not overlap, anew from the ground up, on as many
// goroutines as the machine has processors.
func compose(f *raster.Frame, items []item, ground color.NRGBA, parts []image.Rectangle) {
	const rows = 128 // few enough that all goroutines end at about the same time
	var bands []image.Rectangle
	for _, r := range parts {
		for y := r.Min.Y; y < r.Max.Y; y += rows {
			bands = append(bands, image.Rect(r.Min.X, y, r.Max.X, min(y+rows, r.Max.Y)))
		}
	}
	var next atomic.Int64
	work := func() {
		for {
			i := int(next.Add(1)) - 1
			if i >= len(bands) {
				return
			}
			band, from := bands[i], -1
			for j := len(items) - 1; j >= 0 && from < 0; j-- {
				if items[j].covers(band) {
					from = j
				}
			}
			if from < 0 {
				f.Fill(band, ground, band)
				from = 0
			}
			for j := from; j < len(items); j++ {
				if items[j].box.Overlaps(band) {
					items[j].paint(f, band)
				}
			}
		}
	}
	var all sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(bands)) - 1 {
		all.Go(work)
	}
	work()
	all.Wait()
}

// tileW and tileH are the steps in which changes are counted: fine enough for a focus
// ring, coarse enough that there are few parts.
const tileW, tileH = 64, 16

// changed are the parts of a frame in which two lists differ, on tiles of their own. What
// is in both lists in the same order paints the same; all else is changed where it was and
// where it is.
func changed(was, now []item, bounds image.Rectangle) []image.Rectangle {
	cols, rows := (bounds.Dx()+tileW-1)/tileW, (bounds.Dy()+tileH-1)/tileH
	dirty := make([]bool, cols*rows)
	any := false
	tiles := func(r image.Rectangle) {
		if r = r.Intersect(bounds); r.Empty() {
			return
		}
		any = true
		for y := r.Min.Y / tileH; y <= (r.Max.Y-1)/tileH; y++ {
			for x := r.Min.X / tileW; x <= (r.Max.X-1)/tileW; x++ {
				dirty[y*cols+x] = true
			}
		}
	}
	mark := func(it *item) {
		for _, r := range it.touches() {
			tiles(r)
		}
	}
	places := make(map[item][]int, len(was))
	for i, it := range was {
		places[it] = append(places[it], i)
	}
	kept := make([]bool, len(was))
	from := 0 // nothing before it may be kept any more: that would be another order
	for _, it := range now {
		at := places[it]
		for len(at) > 0 && at[0] < from {
			at = at[1:]
		}
		if len(at) == 0 {
			places[it] = nil
			mark(&it)
			continue
		}
		kept[at[0]], from = true, at[0]+1
		places[it] = at[1:]
	}
	for i, it := range was {
		if !kept[i] {
			mark(&it)
		}
	}
	if !any {
		return nil
	}
	return regions(dirty, cols, rows, bounds)
}

// regions makes rectangles of dirty tiles: runs of a row, grown downwards where the next
// row has the same run.
func regions(dirty []bool, cols, rows int, bounds image.Rectangle) []image.Rectangle {
	var out []image.Rectangle
	open := map[[2]int]int{} // run of the row above → its rectangle
	for y := range rows {
		now := map[[2]int]int{}
		for x := 0; x < cols; {
			if !dirty[y*cols+x] {
				x++
				continue
			}
			start := x
			for x < cols && dirty[y*cols+x] {
				x++
			}
			run := [2]int{start, x}
			r := image.Rect(start*tileW, y*tileH, x*tileW, (y+1)*tileH).Intersect(bounds)
			if k, ok := open[run]; ok {
				out[k].Max.Y = r.Max.Y
				now[run] = k
			} else {
				out = append(out, r)
				now[run] = len(out) - 1
			}
		}
		open = now
	}
	return out
}
