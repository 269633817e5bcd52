package picture

import (
	"image"
	"image/color"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// scanner fills outlines like rasterx.ScannerGV, to the bit, but looks only at the rows that
// an outline reaches: most shapes of a drawing are a small part of it.
type scanner struct {
	dst     *image.RGBA
	w, h    int
	fill    vector.Rasterizer
	source  image.Image
	outline []vertex
	extent  fixed.Rectangle26_6 // of the outline
}

// vertex is a point of an outline; begins: a new contour.
type vertex struct {
	at     fixed.Point26_6
	begins bool
}

// farthest is beyond every coordinate.
const farthest = fixed.Int26_6(1<<31 - 1)

func newScanner(w, h int, dst *image.RGBA) *scanner {
	s := &scanner{dst: dst, w: w, h: h}
	s.Clear()
	return s
}

func (s *scanner) add(p fixed.Point26_6, begins bool) {
	e := &s.extent
	e.Min.X, e.Max.X = min(e.Min.X, p.X), max(e.Max.X, p.X)
	e.Min.Y, e.Max.Y = min(e.Min.Y, p.Y), max(e.Max.Y, p.Y)
	s.outline = append(s.outline, vertex{p, begins})
}

func (s *scanner) Start(p fixed.Point26_6) { s.add(p, true) }
func (s *scanner) Line(p fixed.Point26_6)  { s.add(p, false) }

// Draw fills the outline. Moving it up by whole rows changes no rounding: coordinates are
// whole 64ths, and only differences of their heights are used.
func (s *scanner) Draw() {
	top, bottom := max(0, s.extent.Min.Y.Floor()), min(s.h, s.extent.Max.Y.Ceil())
	if right := min(s.w, s.extent.Max.X.Ceil()+1); top < bottom && right > 0 {
		s.fill.Reset(s.w, s.rows(bottom-top))
		for _, v := range s.outline {
			x, y := float32(v.at.X)/64, float32(v.at.Y-fixed.I(top))/64
			if v.begins {
				s.fill.MoveTo(x, y)
			} else {
				s.fill.LineTo(x, y)
			}
		}
		s.fill.Draw(s.dst, image.Rect(0, top, right, bottom), s.source, image.Pt(0, top))
	}
}

// rows is how many rows the rasteriser is told of: above a size it reckons in another way,
// and it must reckon as for the whole drawing.
func (s *scanner) rows(reached int) int {
	const otherFrom = 512 // x/image/vector: floatingPointMathThreshold
	if s.w <= otherFrom && s.h > otherFrom {
		return max(reached, otherFrom+1)
	}
	return reached
}

func (s *scanner) GetPathExtent() fixed.Rectangle26_6 { return s.extent }

func (s *scanner) SetColor(c any) {
	switch c := c.(type) {
	case color.Color:
		s.source = image.NewUniform(c)
	case rasterx.ColorFunc:
		s.source = gradient{c}
	}
}

func (s *scanner) Clear() {
	s.outline = s.outline[:0]
	s.extent = fixed.Rectangle26_6{Min: fixed.Point26_6{X: farthest, Y: farthest}, Max: fixed.Point26_6{X: -farthest, Y: -farthest}}
}

// What no drawing asks for: the size is that of dst, outlines are filled by the non-zero
// rule, and nothing is clipped.
func (s *scanner) SetBounds(int, int)      {}
func (s *scanner) SetWinding(bool)         {}
func (s *scanner) SetClip(image.Rectangle) {}

// gradient is a source of colours.
type gradient struct{ at rasterx.ColorFunc }

func (g gradient) ColorModel() color.Model { return color.RGBAModel }
func (g gradient) Bounds() image.Rectangle { return image.Rect(-1e9, -1e9, 1e9, 1e9) }
func (g gradient) At(x, y int) color.Color { return g.at(x, y) }
