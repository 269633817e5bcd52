package outline_test

import (
	"errors"
	"image"
	"image/color"
	"image/draw"
	"testing"

	"modu/accessibility/audit/outline"
)

// disc is a picture of a disc with an outline, and its mask.
func disc(side int, thing, line, ground color.Color) (picture *image.NRGBA, mask *image.Gray) {
	picture, mask = image.NewNRGBA(image.Rect(0, 0, side, side)), image.NewGray(image.Rect(0, 0, side, side))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(ground), image.Point{}, draw.Src)
	r, wide := side*2/5, max(1, side/100)
	for y := range side {
		for x := range side {
			d := (x-side/2)*(x-side/2) + (y-side/2)*(y-side/2)
			switch {
			case d <= (r-wide)*(r-wide):
				picture.Set(x, y, thing)
			case d <= r*r:
				picture.Set(x, y, line)
			default:
				continue
			}
			mask.SetGray(x, y, color.Gray{Y: 255})
		}
	}
	return picture, mask
}

var (
	cream = color.NRGBA{0xf2, 0xe6, 0xd8, 255}
	sand  = color.NRGBA{0xd9, 0xc4, 0xa4, 255}
	dark  = color.NRGBA{0x2a, 0x1c, 0x14, 255}
)

// A thing with an outline stands out; without one, or with one that is as bright as its
// ground, it does not.
func TestOutline(t *testing.T) {
	for _, c := range []struct {
		name                string
		thing, line, ground color.Color
		enough              bool
	}{
		{"a pale thing with a dark outline", cream, dark, sand, true},
		{"a pale thing without one", cream, cream, sand, false},
		{"a dark thing needs none", dark, dark, sand, true},
		{"a dark outline on a dark ground", cream, dark, color.NRGBA{0x30, 0x30, 0x30, 255}, false},
		{"an outline of another colour, as bright as the ground", cream, color.NRGBA{0xe0, 0x60, 0x60, 255}, color.NRGBA{0x60, 0xa0, 0x60, 255}, false},
	} {
		for _, side := range []int{240, 480} {
			r, err := outline.Measure(disc(side, c.thing, c.line, c.ground))
			if err != nil || r.Enough() != c.enough {
				t.Errorf("%s, %d pixels: %v, %v", c.name, side, r, err)
			}
		}
	}
}

// An outline that is broken on a tenth of its length is found.
func TestBrokenOutline(t *testing.T) {
	picture, mask := disc(480, cream, dark, sand)
	draw.Draw(picture, image.Rect(0, 0, 480, 56), image.NewUniform(sand), image.Point{}, draw.Src)
	r, err := outline.Measure(picture, mask)
	if err != nil || r.Enough() || r.Colour < 0.7 {
		t.Errorf("%v, %v", r, err)
	}
}

// A thing is told by its outer edge: the shadow in the hole of a ring is no fault, an outline
// that only the hole has is one.
func TestHoles(t *testing.T) {
	for _, outer := range []color.NRGBA{dark, cream} {
		picture, mask := disc(480, cream, outer, sand)
		draw.Draw(picture, image.Rect(190, 190, 290, 290), image.NewUniform(dark), image.Point{}, draw.Src)
		draw.Draw(mask, image.Rect(192, 192, 288, 288), image.Black, image.Point{}, draw.Src)
		if r, err := outline.Measure(picture, mask); err != nil || r.Enough() != (outer == dark) {
			t.Errorf("an outer edge of %v: %v, %v", outer, r, err)
		}
	}
}

// Colour and grey are measures of their own: blue on grey is one in grey only, green on grey
// in colour only.
func TestGreyIsAMeasureOfItsOwn(t *testing.T) {
	for _, c := range []struct {
		line, ground color.NRGBA
		grey         bool
	}{
		{color.NRGBA{0x20, 0x20, 0xff, 255}, color.NRGBA{0x88, 0x88, 0x88, 255}, true},
		{color.NRGBA{0x00, 0xc8, 0x00, 255}, color.NRGBA{0x50, 0x50, 0x50, 255}, false},
	} {
		r, err := outline.Measure(disc(480, c.line, c.line, c.ground))
		if err != nil || r.Grey >= outline.Share != c.grey || r.Colour >= outline.Share == c.grey {
			t.Errorf("%v on %v: %v, %v", c.line, c.ground, r, err)
		}
	}
}

func TestMasksThatDoNotFit(t *testing.T) {
	picture, mask := disc(240, cream, dark, sand)
	for name, m := range map[string]image.Image{
		"another size": image.NewGray(image.Rect(0, 0, 10, 10)),
		"nothing":      image.NewGray(picture.Bounds()),
		"everything":   image.NewUniform(color.White),
	} {
		if u, is := m.(*image.Uniform); is {
			all := image.NewGray(picture.Bounds())
			draw.Draw(all, all.Bounds(), u, image.Point{}, draw.Src)
			m = all
		}
		if _, err := outline.Measure(picture, m); !errors.Is(err, outline.ErrMask) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := outline.Measure(picture, mask); err != nil {
		t.Error(err)
	}
}
