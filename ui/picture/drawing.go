package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"math"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"
)

// Drawing is an SVG that is safe to draw. It is used on one goroutine at a time.
type Drawing struct{ icon *oksvg.SvgIcon }

// ReadDrawing reads an SVG; currentColor in it becomes ink, written "#rrggbb". The reader
// behind it follows references without end and panics on some broken files, so the file
// is judged first: see guard.
func ReadDrawing(data []byte, ink string) (d *Drawing, err error) {
	defer func() {
		if r := recover(); r != nil {
			d, err = nil, fmt.Errorf("it is broken: %v", r)
		}
	}()
	if err := guard(data); err != nil {
		return nil, err
	}
	icon, err := oksvg.ReadReplacingCurrentColor(bytes.NewReader(data), ink, oksvg.IgnoreErrorMode)
	if err != nil {
		return nil, fmt.Errorf("it is broken: %w", err)
	}
	if vb := icon.ViewBox; !(vb.W > 0 && vb.H > 0) || vb.W > maxBox || vb.H > maxBox || len(icon.SVGPaths) == 0 {
		return nil, fmt.Errorf("there is nothing to draw in its view box of %g x %g", vb.W, vb.H)
	}
	for i := range icon.SVGPaths {
		if err := dashes(&icon.SVGPaths[i]); err != nil {
			return nil, err
		}
	}
	return &Drawing{icon}, nil
}

// maxBox bounds a view box, in its own units.
const maxBox = 1e6

// maxOffset is how often a pattern of dashes may pass before a line begins.
const maxOffset = 10_000

var errDashes = errors.New("its dashes are too short to be drawn")

// dashes refuses a pattern that the rasteriser would walk through for minutes.
func dashes(p *oksvg.SvgPath) error {
	if len(p.Dash) == 0 {
		return nil
	}
	whole := 0.0
	for _, v := range p.Dash {
		if math.IsNaN(v) || v > maxBox {
			return errDashes
		}
		whole += max(v, 0)
	}
	if whole > 0 && (whole < 1.0/16 || !(math.Abs(p.DashOffset) < maxOffset*whole)) {
		return errDashes
	}
	return nil
}

// Size is the view box, in units of its own.
func (d *Drawing) Size() (w, h float64) { return d.icon.ViewBox.W, d.icon.ViewBox.H }

// Into draws over the whole of dst. A drawing that takes too much work is given up.
func (d *Drawing) Into(dst *image.RGBA) error {
	w, h := dst.Rect.Dx(), dst.Rect.Dy()
	area := max(1, float64(w)*float64(h)/(trialPx*trialPx))
	// Twice what the trial may take: rounding must not refuse here what Check has passed.
	return d.draw(w, h, &meter{Scanner: newScanner(w, h, dst), left: 2 * maxWork * area, area: float64(w) * float64(h)})
}

// What a drawing may cost: its paths are followed on a trial of so many pixels square
// without painting anything. The unit is a pixel that an outline crosses, and four that
// are filled; the whole takes about half a second.
const (
	trialPx = 512
	maxWork = 1 << 28
	lineIs  = 32 // of a stretch of outline, beside its length
)

// try follows the drawing as if it were painted.
func (d *Drawing) try() error {
	return d.draw(trialPx, trialPx, &meter{Scanner: &blind{}, left: maxWork, area: trialPx * trialPx})
}

func (d *Drawing) draw(w, h int, m *meter) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case tooMuch:
			err = errTooMuch
		default:
			err = fmt.Errorf("it is broken: %v", r)
		}
	}()
	d.icon.SetTarget(0, 0, float64(w), float64(h))
	d.icon.Draw(rasterx.NewDasher(w, h, m), 1)
	return nil
}

var errTooMuch = errors.New("it takes too much work to draw: it has too many shapes, or lines that are far too long")

// tooMuch is what a meter panics with: nothing else ends the rasteriser's loops.
type tooMuch struct{}

// meter passes outlines on and counts what they cost.
type meter struct {
	rasterx.Scanner
	at   fixed.Point26_6
	left float64
	area float64 // pixels that each Draw goes through, whatever is in them
}

func (m *meter) pay(cost float64) {
	if m.left -= cost; m.left < 0 {
		panic(tooMuch{})
	}
}

func (m *meter) Start(a fixed.Point26_6) {
	m.at = a
	m.pay(lineIs)
	m.Scanner.Start(a)
}

func (m *meter) Line(b fixed.Point26_6) {
	dx, dy := float64(b.X)-float64(m.at.X), float64(b.Y)-float64(m.at.Y)
	m.at = b
	m.pay(lineIs + (math.Abs(dx)+math.Abs(dy))/64)
	m.Scanner.Line(b)
}

func (m *meter) Draw() {
	m.pay(m.area / 4)
	m.Scanner.Draw()
}

// blind is a scanner that paints nothing.
type blind struct{ extent fixed.Rectangle26_6 }

func (b *blind) Start(fixed.Point26_6)              {}
func (b *blind) Line(fixed.Point26_6)               {}
func (b *blind) Draw()                              {}
func (b *blind) GetPathExtent() fixed.Rectangle26_6 { return b.extent }
func (b *blind) SetBounds(int, int)                 {}
func (b *blind) SetColor(any)                       {}
func (b *blind) SetWinding(bool)                    {}
func (b *blind) Clear()                             {}
func (b *blind) SetClip(image.Rectangle)            {}
