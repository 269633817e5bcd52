package raster

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"sync"

	"github.com/go-text/render"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"modu/ui/lru"
)

// maxWordBytes bounds the shapes that are remembered: some ten screens of a Full HD panel.
const maxWordBytes = 6 << 20

// Words turns text into shapes and remembers the last ones. One goroutine at a time may
// use it; the shapes may be read by any.
type Words struct {
	shaper   shaping.HarfbuzzShaper
	split    shaping.Segmenter
	faces    map[string]*font.Face // nil: the file is no font
	fallback map[string]string     // font → font for the characters that it lacks
	recent   *lru.Cache[wordKey, *Mask]
}

type wordKey struct {
	text, font string
	size       float32
}

// NewWords begins with nothing remembered.
func NewWords() *Words {
	return &Words{faces: map[string]*font.Face{}, fallback: map[string]string{},
		recent: lru.New[wordKey](maxWordBytes, func(m *Mask) int { return len(m.Cover) + 160 })}
}

// Shape is text in a font at a size in pixels to the em. Its origin is the upper left
// corner of the line's box. name stands for the font's data from then on. A font that
// cannot be read gives an empty shape.
func (w *Words) Shape(text, name string, data []byte, size float32) *Mask {
	key := wordKey{text, name, size}
	if m, ok := w.recent.Get(key); ok {
		return m
	}
	m := &Mask{}
	if face := w.face(name, data); face != nil && text != "" && size > 0 {
		m = w.draw(text, w.chain(name), size)
	}
	w.recent.Put(key, m)
	return m
}

// Width is how far the pen moves over text, in the unit of size. It is not remembered.
func (w *Words) Width(text, name string, data []byte, size float32) float32 {
	if face := w.face(name, data); face == nil || text == "" || size <= 0 {
		return 0
	}
	_, advance := w.shape(text, w.chain(name), size)
	return float32(advance) / 64
}

// Forget drops every text and shape that is remembered; fonts stay.
func (w *Words) Forget() { w.recent.Clear() }

// Len is how many shapes are remembered.
func (w *Words) Len() int { return w.recent.Len() }

// Fallback has the characters that the font called name lacks drawn by another one: what a
// person typed in one language may still stand there in the next. It comes before the
// first word in that font.
func (w *Words) Fallback(name, other string, data []byte) {
	w.face(other, data)
	w.fallback[name] = other
}

func (w *Words) chain(name string) fontChain {
	c := fontChain{w.faces[name]}
	if other := w.faces[w.fallback[name]]; other != nil {
		c = append(c, other)
	}
	return c
}

func (w *Words) face(name string, data []byte) *font.Face {
	face, known := w.faces[name]
	if !known {
		face = parsed(data)
		w.faces[name] = face
	}
	return face
}

// parsedFonts are those that were taken apart, by the first byte of their file: one takes 16 MB, and
// may be used by any number of screens and drafts at once, each with a face of its own.
var parsedFonts sync.Map

// parsed is a new face of a font; nil for what is none.
func parsed(data []byte) *font.Face {
	if len(data) == 0 {
		return nil
	}
	if f, known := parsedFonts.Load(&data[0]); known {
		return font.NewFace(f.(*font.Font))
	}
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	parsedFonts.Store(&data[0], face.Font)
	return face
}

// fontChain are the fonts that are asked for a character, one after the other. What none
// of them has is drawn as missing, and not with a font of the machine.
type fontChain []*font.Face

func (c fontChain) ResolveFace(r rune) *font.Face {
	for _, f := range c {
		if _, ok := f.NominalGlyph(r); ok {
			return f
		}
	}
	return c[0]
}

func (w *Words) shape(text string, fonts fontChain, size float32) (outs []shaping.Output, advance fixed.Int26_6) {
	runes := []rune(text)
	in := shaping.Input{Text: runes, RunEnd: len(runes), Direction: di.DirectionLTR, Face: fonts[0], Size: fixed.Int26_6(size * 64)}
	for _, part := range w.split.Split(in, fonts) {
		out := w.shaper.Shape(part)
		advance += out.Advance
		outs = append(outs, out)
	}
	return outs, advance
}

func (w *Words) draw(text string, fonts fontChain, size float32) *Mask {
	outs, advance := w.shape(text, fonts, size)
	var ascent, descent fixed.Int26_6
	for _, out := range outs {
		ascent, descent = max(ascent, out.LineBounds.Ascent), min(descent, out.LineBounds.Descent)
	}
	const beyond = 2 // pixels that ink may reach over the box, which is only as wide as the pen moves
	px := func(v fixed.Int26_6) float64 { return float64(v) / 64 }
	base := int(math.Ceil(px(ascent)))
	img := image.NewAlpha(image.Rect(0, 0, int(math.Ceil(px(advance)))+2*beyond, base+int(math.Ceil(-px(descent)))+beyond))
	r := render.Renderer{FontSize: size, PixScale: 1, Color: color.Opaque}
	x := 0.0
	for _, out := range outs {
		r.DrawShapedRunAt(out, img, int(x)+beyond, base)
		x += px(out.Advance)
	}
	return trimmed(img, image.Pt(-beyond, 0))
}

// trimmed keeps only where there is ink.
func trimmed(img *image.Alpha, origin image.Point) *Mask {
	r := image.Rectangle{Min: img.Rect.Max, Max: img.Rect.Min}
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride:][:img.Rect.Dx()]
		for x, a := range row {
			if a != 0 {
				r.Min.X, r.Max.X = min(r.Min.X, x), max(r.Max.X, x+1)
				r.Min.Y, r.Max.Y = min(r.Min.Y, y), max(r.Max.Y, y+1)
			}
		}
	}
	if r.Empty() {
		return &Mask{}
	}
	m := &Mask{Cover: make([]byte, r.Dx()*r.Dy()), Rect: r.Add(origin), stride: r.Dx()}
	for y := range r.Dy() {
		copy(m.Cover[y*m.stride:][:m.stride], img.Pix[(r.Min.Y+y)*img.Stride+r.Min.X:])
	}
	return m
}
