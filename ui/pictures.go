package ui

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"

	xdraw "golang.org/x/image/draw"

	"modu/ui/lru"
	"modu/ui/picture"
	"modu/ui/raster"
)

// Bounds on what a service's folder may contain: a picture must never stop the
// kiosk. The figures are far above what a card needs.
const (
	maxPictureBytes = picture.MaxBytes
	maxCacheBytes   = 48 << 20 // about eighty cards of a Full HD panel
	maxNames        = 4096     // more than any menu has pictures
)

var errPictureMissing = errors.New("no such picture")

type pictureKey struct {
	name string
	w, h int
	ink  color.NRGBA // of a pictogram, which is drawn in one colour; zero otherwise

	photo  bool // it fills w x h
	radius int  // of its round corners
	round  corners
}

// pictures turns files into pixels once for each size and keeps them, the least
// recently shown leave first.
type pictures struct {
	load       func(name string) ([]byte, bool)
	report     func(error)
	order      raster.Order
	there      map[string]bool                         // is there such a picture? by name, as far as it was asked
	pictograms map[string]bool                         // is it a pictogram? by name
	aspects    map[string]float32                      // width in the height, by name
	recent     *lru.Cache[pictureKey, *raster.Picture] // nil: it cannot be shown
}

func newPictures(load func(string) ([]byte, bool), report func(error)) *pictures {
	load = withPlans(load)
	return &pictures{load: load, report: report, there: map[string]bool{}, pictograms: map[string]bool{}, aspects: map[string]float32{}, recent: lru.New[pictureKey](maxCacheBytes, pictureBytes)}
}

// withPlans also draws what is no file.
func withPlans(load func(string) ([]byte, bool)) func(string) ([]byte, bool) {
	return func(name string) ([]byte, bool) {
		if data, ok := picture.Plan(name); ok || load == nil {
			return data, ok
		}
		return load(name)
	}
}

func pictureBytes(p *raster.Picture) int {
	if p == nil {
		return 256
	}
	return 4 * len(p.Pix)
}

// use makes pictures for frames of another order; those made for others are forgotten.
func (p *pictures) use(o raster.Order) {
	if o != p.order {
		p.order = o
		p.recent.Clear()
	}
}

// forget has every file looked for anew.
func (p *pictures) forget() {
	clear(p.there)
	clear(p.pictograms)
	clear(p.aspects)
	p.recent.Clear()
}

// has reports whether there is such a picture at all. A layout asks for every card, on
// every try to make it fit, so that each file is looked for once.
func (p *pictures) has(name string) bool {
	if name == "" {
		return false
	}
	there, known := p.there[name]
	if !known {
		_, there = p.load(name)
		if len(p.there) > maxNames {
			clear(p.there)
		}
		p.there[name] = there
	}
	return there
}

// aspect is the width of a picture in its height; 1 for one that cannot be shown. A layout
// asks for it on every try, so that each file is read once.
func (p *pictures) aspect(name string) float32 {
	if k, known := p.aspects[name]; known {
		return k
	}
	k := float32(1)
	if p.has(name) {
		data, _ := p.load(name)
		if of, err := picture.Aspect(data); err == nil {
			k = float32(of)
		}
	}
	if len(p.aspects) > maxNames {
		clear(p.aspects)
	}
	p.aspects[name] = k
	return k
}

// get returns the picture fitted into w x h pixels, keeping its proportions, or
// nil where it cannot be shown. A fault is reported once while it is remembered.
func (p *pictures) get(name string, w, h int, ink color.NRGBA) *raster.Picture {
	if w < 1 || h < 1 {
		return nil
	}
	key := pictureKey{name: name, w: w, h: h}
	if p.pictogram(name) {
		key.ink = ink
	}
	return p.made(key)
}

// photo returns the photograph cropped to w x h pixels, or nil where it cannot be shown.
func (p *pictures) photo(name string, w, h, radius int, round corners) *raster.Picture {
	if w < 1 || h < 1 {
		return nil
	}
	return p.made(pictureKey{name: name, w: w, h: h, photo: true, radius: radius, round: round})
}

// made is a picture that was made before, else it is made now.
func (p *pictures) made(key pictureKey) *raster.Picture {
	if img, ok := p.recent.Get(key); ok {
		return img
	}
	rgba, err := p.decode(key)
	if err != nil && p.report != nil {
		p.report(fmt.Errorf("picture %q: %w", key.name, err))
	}
	var img *raster.Picture
	if rgba != nil {
		img = raster.NewPicture(rgba, p.order)
	}
	p.recent.Put(key, img)
	return img
}

func (p *pictures) decode(key pictureKey) (img *image.RGBA, err error) {
	name, w, h := key.name, key.w, key.h
	defer func() {
		if r := recover(); r != nil { // of whatever reads the file
			img, err = nil, fmt.Errorf("broken file: %v", r)
		}
	}()
	data, ok := p.load(name)
	if !ok {
		return nil, errPictureMissing
	}
	if len(data) == 0 || len(data) > maxPictureBytes {
		return nil, fmt.Errorf("%d bytes, 1 to %d are allowed", len(data), maxPictureBytes)
	}
	if picture.IsSVG(data) {
		return rasterise(data, w, h, key.ink)
	}
	src, err := picture.Photograph(data)
	if err != nil {
		return nil, err
	}
	if key.photo {
		return filled(src, w, h, key.radius, key.round), nil
	}
	size := src.Bounds().Size()
	fw, fh := fit(float64(size.X), float64(size.Y), w, h)
	dst := image.NewRGBA(image.Rect(0, 0, fw, fh))
	scale(dst, dst.Bounds(), src, src.Bounds())
	return dst, nil
}

// scale paints a part of a picture into a part of another.
func scale(dst *image.RGBA, to image.Rectangle, src image.Image, from image.Rectangle) {
	// The fast paths of the scaler are for RGBA on both sides; near its own size a
	// picture needs no better kernel.
	rgba := image.NewRGBA(image.Rectangle{Max: from.Size()})
	draw.Draw(rgba, rgba.Bounds(), src, from.Min, draw.Src)
	for rgba.Rect.Dx() >= 2*to.Dx() && rgba.Rect.Dy() >= 2*to.Dy() {
		halve(rgba)
	}
	var scaler xdraw.Scaler = xdraw.CatmullRom
	if to.Dx() < rgba.Rect.Dx()*2 {
		scaler = xdraw.ApproxBiLinear
	}
	scaler.Scale(dst, to, rgba, rgba.Bounds(), xdraw.Src, nil)
}

// halve makes a picture half as wide and high, in the memory that it has.
func halve(img *image.RGBA) {
	w, h := img.Rect.Dx()/2, img.Rect.Dy()/2
	for y := range h {
		upper, lower := img.Pix[2*y*img.Stride:], img.Pix[(2*y+1)*img.Stride:]
		out := img.Pix[y*4*w:][:4*w] // never beyond what is read after it
		for i := range out {
			at := i + i&^3 // of the left one of two pixels
			out[i] = byte((int(upper[at]) + int(upper[at+4]) + int(lower[at]) + int(lower[at+4]) + 2) / 4)
		}
	}
	img.Rect, img.Stride = image.Rect(0, 0, w, h), 4*w
	img.Pix = img.Pix[:4*w*h]
}

// pictogram reports whether a picture takes the colour of the text beside it.
func (p *pictures) pictogram(name string) bool {
	is, known := p.pictograms[name]
	if known || p.load == nil {
		return is
	}
	data, ok := p.load(name)
	is = ok && bytes.Contains(data, []byte("currentColor"))
	if len(p.pictograms) > maxNames {
		clear(p.pictograms)
	}
	p.pictograms[name] = is
	return is
}

func rasterise(data []byte, w, h int, ink color.NRGBA) (*image.RGBA, error) {
	now := fmt.Sprintf("#%02x%02x%02x", ink.R, ink.G, ink.B)
	d, err := picture.ReadDrawing(data, now)
	if err != nil {
		return nil, err
	}
	vw, vh := d.Size()
	fw, fh := fit(vw, vh, w, h)
	rgba := image.NewRGBA(image.Rect(0, 0, fw, fh))
	if err := d.Into(rgba); err != nil {
		return nil, err
	}
	return rgba, nil // the form that the painter uploads without another copy
}

// fit scales a w x h thing into a box of whole pixels.
func fit(w, h float64, boxW, boxH int) (int, int) {
	k := min(float64(boxW)/w, float64(boxH)/h)
	return min(boxW, max(1, int(w*k+0.5))), min(boxH, max(1, int(h*k+0.5)))
}
