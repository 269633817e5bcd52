// Package raster paints rectangles, words, pictures and lines into a frame in memory.
//
// It hides how pixels are mixed. Everything is clipped to a rectangle that the caller
// names, so that a part of a frame painted anew is the same, bit for bit, as the whole
// painted anew; parts that do not overlap may be painted by several goroutines at once.
//
// It knows no scene, no window and no toolkit, and never reads a file.
package raster

import (
	"image"
	"image/color"
	"math"
	"unsafe"
)

// Order is in which order a pixel's colours lie in memory.
type Order bool

const (
	RGBA Order = false // red first, as in image.RGBA
	BGRX Order = true  // blue first, as X servers on little-endian machines want it
)

// Frame is a picture being painted, one 32 bit word a pixel, row by row without gaps.
type Frame struct {
	Pix   []uint32
	W, H  int // pixels
	Order Order
}

// NewFrame makes a frame in ordinary memory.
func NewFrame(w, h int, o Order) *Frame { return &Frame{make([]uint32, w*h), w, h, o} }

// Over makes a frame of memory that belongs to the caller: w*h words, which must live
// as long as the frame is used.
func Over(pix []byte, w, h int, o Order) *Frame {
	return &Frame{unsafe.Slice((*uint32)(unsafe.Pointer(unsafe.SliceData(pix))), w*h), w, h, o}
}

// Image is the frame as a picture that shares its memory. The order must be RGBA.
func (f *Frame) Image() *image.RGBA {
	return &image.RGBA{Pix: bytesOf(f.Pix), Stride: 4 * f.W, Rect: image.Rect(0, 0, f.W, f.H)}
}

// Bounds is the whole frame.
func (f *Frame) Bounds() image.Rectangle { return image.Rect(0, 0, f.W, f.H) }

func bytesOf(pix []uint32) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(pix))), 4*len(pix))
}

// word is a colour as it lies in the frame, opaque.
func (o Order) word(c color.NRGBA) uint32 {
	if o == BGRX {
		return 0xff000000 | uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B)
	}
	return 0xff000000 | uint32(c.B)<<16 | uint32(c.G)<<8 | uint32(c.R)
}

// mix puts src over dst with a weight of 0 to 255. The alpha of the result is that of an
// opaque pixel.
func mix(dst, src, weight uint32) uint32 {
	w := weight + weight>>7 // 0 to 256
	const rb, g = 0x00ff00ff, 0x0000ff00
	return 0xff000000 |
		((src&rb)*w+(dst&rb)*(256-w))>>8&rb |
		((src&g)*w+(dst&g)*(256-w))>>8&g
}

// Fill paints a rectangle in one colour, inside clip.
func (f *Frame) Fill(r image.Rectangle, c color.NRGBA, clip image.Rectangle) {
	r = r.Intersect(clip).Intersect(f.Bounds())
	if r.Empty() || c.A == 0 {
		return
	}
	src := f.Order.word(c)
	if c.A < 255 {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			row := f.Pix[y*f.W+r.Min.X : y*f.W+r.Max.X]
			for i, d := range row {
				row[i] = mix(d, src, uint32(c.A))
			}
		}
		return
	}
	first := f.Pix[r.Min.Y*f.W+r.Min.X : r.Min.Y*f.W+r.Max.X]
	first[0] = src
	for n := 1; n < len(first); n *= 2 {
		copy(first[n:], first[:n])
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(f.Pix[y*f.W+r.Min.X:y*f.W+r.Max.X], first)
	}
}

// Round paints a rectangle whose corners are quarter circles of a radius in pixels, inside
// clip: all of it, or with a width in pixels only a frame of that width just inside its
// edge. Edges lie on whole pixels; only the corners are drawn soft.
func (f *Frame) Round(r image.Rectangle, radius, width int, c color.NRGBA, clip image.Rectangle) {
	radius = max(0, min(radius, r.Dx()/2, r.Dy()/2))
	hollow := width > 0 && 2*width < min(r.Dx(), r.Dy())
	if !hollow {
		width = r.Dx() // from edge to edge
	}
	// The sides between the corners, then the corners.
	f.Fill(image.Rect(r.Min.X, r.Min.Y+radius, min(r.Min.X+width, r.Max.X), r.Max.Y-radius), c, clip)
	if hollow {
		f.Fill(image.Rect(r.Max.X-width, r.Min.Y+radius, r.Max.X, r.Max.Y-radius), c, clip)
	}
	deep := radius // of the upper and lower side
	if hollow {
		deep = width
	}
	f.Fill(image.Rect(r.Min.X+radius, r.Min.Y, r.Max.X-radius, r.Min.Y+min(deep, radius)), c, clip)
	f.Fill(image.Rect(r.Min.X+radius, r.Max.Y-min(deep, radius), r.Max.X-radius, r.Max.Y), c, clip)
	if hollow && width > radius { // what of a wide frame lies below its corners
		f.Fill(image.Rect(r.Min.X+width, r.Min.Y+radius, r.Max.X-width, r.Min.Y+width), c, clip)
		f.Fill(image.Rect(r.Min.X+width, r.Max.Y-width, r.Max.X-width, r.Max.Y-radius), c, clip)
	}
	in := r.Intersect(clip).Intersect(f.Bounds())
	src, full, inner := f.Order.word(c), float64(c.A), float64(radius-width)
	for dy := range radius {
		for dx := range radius {
			// From the middle of the circle to the middle of the pixel.
			far := math.Hypot(float64(radius-dx)-0.5, float64(radius-dy)-0.5)
			cover := min(max(float64(radius)-far+0.5, 0), 1)
			if hollow && inner > 0 {
				cover -= min(max(inner-far+0.5, 0), 1)
			}
			if cover <= 0 {
				continue
			}
			for _, p := range [4]image.Point{{r.Min.X + dx, r.Min.Y + dy}, {r.Max.X - 1 - dx, r.Min.Y + dy}, {r.Min.X + dx, r.Max.Y - 1 - dy}, {r.Max.X - 1 - dx, r.Max.Y - 1 - dy}} {
				if p.In(in) {
					i := p.Y*f.W + p.X
					f.Pix[i] = mix(f.Pix[i], src, uint32(full*cover+0.5))
				}
			}
		}
	}
}

// Dashed paints the frame of a rectangle in dashes with gaps as long as they are, inside
// clip; width and dash are in pixels. Every side begins and ends with a dash, so that the
// corners are whole.
func (f *Frame) Dashed(r image.Rectangle, width, dash int, c color.NRGBA, clip image.Rectangle) {
	along := func(length int, paint func(from, to int)) {
		n := max(1, (length/max(dash, 1)+1)/2) // dashes
		for i := range n {
			from := 0
			if n > 1 {
				from = i * (length - dash) / (n - 1)
			}
			paint(from, min(from+dash, length))
		}
	}
	along(r.Dx(), func(from, to int) {
		f.Fill(image.Rect(r.Min.X+from, r.Min.Y, r.Min.X+to, r.Min.Y+width), c, clip)
		f.Fill(image.Rect(r.Min.X+from, r.Max.Y-width, r.Min.X+to, r.Max.Y), c, clip)
	})
	along(r.Dy(), func(from, to int) {
		f.Fill(image.Rect(r.Min.X, r.Min.Y+from, r.Min.X+width, r.Min.Y+to), c, clip)
		f.Fill(image.Rect(r.Max.X-width, r.Min.Y+from, r.Max.X, r.Min.Y+to), c, clip)
	})
}

// Mask is a shape: how much of each pixel it covers, row by row.
type Mask struct {
	Cover  []byte // 0 to 255
	Rect   image.Rectangle
	stride int
}

// Paint puts a colour through a mask whose origin is moved to at, inside clip.
func (f *Frame) Paint(m *Mask, at image.Point, c color.NRGBA, clip image.Rectangle) {
	r := m.Rect.Add(at).Intersect(clip).Intersect(f.Bounds())
	if r.Empty() || c.A == 0 {
		return
	}
	src, a := f.Order.word(c), uint32(c.A)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		from := (y-at.Y-m.Rect.Min.Y)*m.stride + r.Min.X - at.X - m.Rect.Min.X
		cover := m.Cover[from : from+r.Dx()]
		row := f.Pix[y*f.W+r.Min.X:][:len(cover)]
		for i, k := range cover {
			switch {
			case k == 0:
			case k == 255 && a == 255:
				row[i] = src
			default:
				row[i] = mix(row[i], src, uint32(k)*a/255)
			}
		}
	}
}

// Picture is a finished picture in the order of the frames it is painted into.
type Picture struct {
	Pix    []uint32 // premultiplied with their alpha, row by row
	W, H   int
	opaque bool
	order  Order
}

// NewPicture takes ownership of a picture: the caller must not use img afterwards.
func NewPicture(img *image.RGBA, o Order) *Picture {
	p := &Picture{W: img.Rect.Dx(), H: img.Rect.Dy(), order: o}
	if img.Stride != 4*p.W { // a part of a larger picture
		whole := make([]byte, 0, 4*p.W*p.H)
		for y := range p.H {
			whole = append(whole, img.Pix[y*img.Stride:][:4*p.W]...)
		}
		img = &image.RGBA{Pix: whole, Stride: 4 * p.W, Rect: img.Rect}
	}
	if p.W*p.H > 0 {
		p.Pix = unsafe.Slice((*uint32)(unsafe.Pointer(unsafe.SliceData(img.Pix))), p.W*p.H)
	}
	p.opaque = true
	for i, v := range p.Pix {
		if v>>24 != 255 {
			p.opaque = false
		}
		if o == BGRX {
			p.Pix[i] = v&0xff00ff00 | v&0xff<<16 | v>>16&0xff
		}
	}
	return p
}

// Smaller is the picture made smaller, or as large as it is, each pixel the mean of four
// places: enough for what moves.
func (p *Picture) Smaller(w, h int) *Picture {
	w, h = min(max(w, 0), p.W), min(max(h, 0), p.H)
	s := &Picture{Pix: make([]uint32, w*h), W: w, H: h, opaque: p.opaque, order: p.order}
	const rb = 0x00ff00ff
	for y := range h {
		top, bottom := p.Pix[(4*y+1)*p.H/(4*h)*p.W:], p.Pix[(4*y+3)*p.H/(4*h)*p.W:]
		for x := range w {
			left, right := (4*x+1)*p.W/(4*w), (4*x+3)*p.W/(4*w)
			a, b, c, d := top[left], top[right], bottom[left], bottom[right]
			s.Pix[y*w+x] = ((a&rb+b&rb+c&rb+d&rb)>>2)&rb | ((a>>8&rb+b>>8&rb+c>>8&rb+d>>8&rb)>>2&rb)<<8
		}
	}
	return s
}

// Draw puts a picture with its corner at at, taken back by dim (0 to 1), inside clip.
func (f *Frame) Draw(p *Picture, at image.Point, dim float64, clip image.Rectangle) {
	r := image.Rect(0, 0, p.W, p.H).Add(at).Intersect(clip).Intersect(f.Bounds())
	if r.Empty() {
		return
	}
	keep := uint32(256*(1-min(max(dim, 0), 1)) + 0.5)
	const rb, ag = 0x00ff00ff, 0xff00ff00
	for y := r.Min.Y; y < r.Max.Y; y++ {
		src := p.Pix[(y-at.Y)*p.W+r.Min.X-at.X:][:r.Dx()]
		row := f.Pix[y*f.W+r.Min.X:][:len(src)]
		if p.opaque && keep == 256 {
			copy(row, src)
			continue
		}
		for i, s := range src {
			if keep < 256 {
				s = (s&rb)*keep>>8&rb | (s>>8&rb)*keep&ag
			}
			switch a := s >> 24; a {
			case 0:
			case 255:
				row[i] = s
			default:
				d, rest := row[i], 255-a
				rest += rest >> 7
				row[i] = 0xff000000 | (s&rb+(d&rb)*rest>>8&rb)&rb | (s&0xff00+(d&0xff00)*rest>>8&0xff00)&0xff00
			}
		}
	}
}
