// Package outline judges whether a thing in a picture stands out from its ground by a dark
// outline: how much of its silhouette has one with enough contrast, in colour and in grey.
//
// It hides how the edge of a silhouette is found and what is looked at on either side of it.
// It reads pixels and nothing else; any goroutine may use it.
package outline

import (
	"errors"
	"fmt"
	"image"
	"image/color"

	"modu/ui/theme"
)

// What a picture must keep.
const (
	Contrast = 3    // least contrast of outline and ground (CON-6)
	Share    = 0.95 // of the silhouette's edge that has it, at least
)

// What is looked at from a place on the edge, in pixels of a picture of side fullSide; in
// other pictures in proportion.
const (
	fullSide    = 480.
	outlineDeep = 6. // how far inside the silhouette the outline lies at most
	groundFrom  = 2. // where the ground begins: between, both are mixed
	groundTo    = 7. // and how far it is looked at
)

// darkMask is the brightness from which a pixel of a mask is one of the silhouette.
const darkMask = 128

// ErrMask: picture and mask do not belong together.
var ErrMask = errors.New("outline: the mask does not fit the picture")

// Result is what was measured of one picture.
type Result struct {
	Edge   int     // pixels of the silhouette's edge
	Colour float64 // share of them at which the outline has Contrast against the ground: 0 to 1
	Grey   float64 // the same of the picture in grey
}

// Enough reports whether the outline is there on enough of the edge, in colour and in grey.
func (r Result) Enough() bool { return r.Colour >= Share && r.Grey >= Share }

func (r Result) String() string {
	return fmt.Sprintf("outline on %.1f %% of %d pixels of edge, in grey on %.1f %%", 100*r.Colour, r.Edge, 100*r.Grey)
}

// Measure judges a picture by the mask of its silhouette, which is white where the thing and
// its outline are. It fails with ErrMask where their sizes differ, and where the mask has no
// edge.
func Measure(picture, mask image.Image) (Result, error) {
	size := picture.Bounds().Size()
	if mask.Bounds().Size() != size {
		return Result{}, fmt.Errorf("%w: %v of %v", ErrMask, mask.Bounds().Size(), size)
	}
	s := newSilhouette(picture, mask)
	var r Result
	colour, grey := 0, 0
	for y := range s.h {
		for x := range s.w {
			if !s.isEdge(x, y) {
				continue
			}
			r.Edge++
			if s.contrast(s.colour, x, y) >= Contrast {
				colour++
			}
			if s.contrast(s.grey, x, y) >= Contrast {
				grey++
			}
		}
	}
	if r.Edge == 0 {
		return Result{}, fmt.Errorf("%w: it has no edge", ErrMask)
	}
	r.Colour, r.Grey = float64(colour)/float64(r.Edge), float64(grey)/float64(r.Edge)
	return r, nil
}

// silhouette is a picture as luminances, and which of its pixels are the thing.
type silhouette struct {
	w, h         int
	is           []bool
	colour, grey []float64 // relative luminance, of the colours and of their greys
	reach        []offset  // all that is looked at from one pixel
	deep, from   float64
}

type offset struct {
	dx, dy   int
	distance float64 // squared
}

func newSilhouette(picture, mask image.Image) *silhouette {
	b, m := picture.Bounds(), mask.Bounds().Min
	s := &silhouette{w: b.Dx(), h: b.Dy()}
	n := s.w * s.h
	s.is, s.colour, s.grey = make([]bool, n), make([]float64, n), make([]float64, n)
	light := theme.NewLight()
	for y := range s.h {
		for x := range s.w {
			i, c := y*s.w+x, picture.At(b.Min.X+x, b.Min.Y+y)
			s.is[i] = color.GrayModel.Convert(mask.At(m.X+x, m.Y+y)).(color.Gray).Y >= darkMask
			s.colour[i] = light.Luminance(color.NRGBAModel.Convert(c).(color.NRGBA))
			s.grey[i] = light[color.GrayModel.Convert(c).(color.Gray).Y]
		}
	}
	s.fillHoles()
	k := float64(max(s.w, s.h)) / fullSide
	s.deep, s.from = square(outlineDeep*k), square(groundFrom*k)
	to := int(groundTo*k + 0.5)
	for dy := -to; dy <= to; dy++ {
		for dx := -to; dx <= to; dx++ {
			if d := float64(dx*dx + dy*dy); d <= square(float64(to)) {
				s.reach = append(s.reach, offset{dx, dy, d})
			}
		}
	}
	return s
}

// fillHoles makes what is seen through a thing part of it: it is told by its outer edge, and
// the ground in a hole lies in its own shadow.
func (s *silhouette) fillHoles() {
	ground := make([]bool, len(s.is)) // all of it that reaches the edge of the picture
	var open []int
	visit := func(x, y int) {
		if i := y*s.w + x; x >= 0 && y >= 0 && x < s.w && y < s.h && !s.is[i] && !ground[i] {
			ground[i] = true
			open = append(open, i)
		}
	}
	for x := range s.w {
		visit(x, 0)
		visit(x, s.h-1)
	}
	for y := range s.h {
		visit(0, y)
		visit(s.w-1, y)
	}
	for len(open) > 0 {
		x, y := open[len(open)-1]%s.w, open[len(open)-1]/s.w
		open = open[:len(open)-1]
		visit(x-1, y)
		visit(x+1, y)
		visit(x, y-1)
		visit(x, y+1)
	}
	for i := range s.is {
		s.is[i] = !ground[i]
	}
}

func square(v float64) float64 { return v * v }

func (s *silhouette) at(x, y int) bool { return s.is[y*s.w+x] }

// isEdge reports whether a pixel of the thing lies beside one of the ground. Where the
// picture ends nothing lies beside it.
func (s *silhouette) isEdge(x, y int) bool {
	if !s.at(x, y) {
		return false
	}
	return x > 0 && !s.at(x-1, y) || x < s.w-1 && !s.at(x+1, y) || y > 0 && !s.at(x, y-1) || y < s.h-1 && !s.at(x, y+1)
}

// contrast is that of the darkest of the thing near a place on its edge against the mean of
// the ground beside it.
func (s *silhouette) contrast(luminance []float64, x, y int) float64 {
	darkest, ground, n := 1., 0., 0
	for _, o := range s.reach {
		px, py := x+o.dx, y+o.dy
		if px < 0 || py < 0 || px >= s.w || py >= s.h {
			continue
		}
		switch v := luminance[py*s.w+px]; {
		case s.at(px, py) && o.distance <= s.deep:
			darkest = min(darkest, v)
		case !s.at(px, py) && o.distance >= s.from:
			ground, n = ground+v, n+1
		}
	}
	if n == 0 {
		return 0 // a gap so narrow that it is no ground
	}
	return theme.ContrastOf(darkest, ground/float64(n))
}
