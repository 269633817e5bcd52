package flash_test

import (
	"image"
	"image/color"
	"image/draw"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/audit/flash"
)

// film makes pictures at 30 a second: what is in the block changes between two colours so
// many times a second, the rest stays white.
func film(m *flash.Meter, a, b color.Color, perSecond float64, block image.Rectangle) (found []flash.Finding) {
	white := image.NewUniform(color.White)
	for i := range 90 {
		at := time.Duration(i) * time.Second / 30
		img := image.NewRGBA(image.Rect(0, 0, 108, 192))
		draw.Draw(img, img.Bounds(), white, image.Point{}, draw.Src)
		c := a
		if int(at.Seconds()*perSecond)%2 == 1 {
			c = b
		}
		draw.Draw(img, block, image.NewUniform(c), image.Point{}, draw.Src)
		found = append(found, m.See(at, img)...)
	}
	return found
}

func TestMeter(t *testing.T) {
	whole, quarter, spot := image.Rect(0, 0, 108, 192), image.Rect(0, 0, 54, 96), image.Rect(50, 50, 56, 56)
	grey := func(v uint8) color.Color { return color.Gray{v} }
	red, darkGreen := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 148, 0, 255} // of one luminance
	brick := color.RGBA{180, 110, 80, 255}                                   // no saturated red
	for _, tc := range []struct {
		name      string
		a, b      color.Color
		perSecond float64 // changes
		block     image.Rectangle
		want      string // the rules that are broken
	}{
		{"black and white, three flashes a second", grey(0), grey(255), 6, whole, "FLA-1"},
		{"black and white, two flashes a second", grey(0), grey(255), 4, whole, ""},
		{"black and white, one change a second", grey(0), grey(255), 1, whole, ""},
		{"a quarter of the screen, five flashes", grey(0), grey(255), 10, quarter, "FLA-1"},
		{"a cursor, five flashes", grey(0), grey(255), 10, spot, ""},
		{"a little brighter and darker", grey(100), grey(120), 10, whole, ""},
		{"between two bright tones", grey(235), grey(255), 10, whole, ""},
		{"red and green of one luminance, five flashes", red, darkGreen, 10, quarter, "FLA-2"},
		{"red and black, five flashes", red, grey(0), 10, quarter, "FLA-1 FLA-2"},
		{"a dull red and green of one luminance, five flashes", brick, color.RGBA{0, 145, 0, 255}, 10, quarter, ""},
		{"red and green on a spot, five flashes", red, darkGreen, 10, spot, ""},
		{"red, one flash", red, darkGreen, 2, quarter, ""},
		{"nothing moves", grey(0), grey(0), 10, whole, ""},
	} {
		found := film(&flash.Meter{}, tc.a, tc.b, tc.perSecond, tc.block)
		rules := map[string]bool{}
		for _, f := range found {
			rules[f.Rule] = true
		}
		if got := strings.Join(slices.Sorted(maps.Keys(rules)), " "); got != tc.want {
			t.Errorf("%s: %q, want %q: %v", tc.name, got, tc.want, found)
		}
		if len(found) > 6 { // of luminance and of red, once a second
			t.Errorf("%s: told %d times in three seconds", tc.name, len(found))
		}
	}
}

// A fade is one swing, however many pictures it takes; different places that change one
// after the other do not flash.
func TestChangeIsNoFlash(t *testing.T) {
	var m flash.Meter
	for i := range 60 {
		img := image.NewUniform(color.Gray{uint8(i * 4)})
		if f := m.See(time.Duration(i)*time.Second/30, boxed{img}); len(f) > 0 {
			t.Fatal(f)
		}
	}
	var n flash.Meter
	for i := range 60 {
		img := image.NewRGBA(image.Rect(0, 0, 96, 96))
		draw.Draw(img, image.Rect(0, i%8*12, 96, i%8*12+12), image.NewUniform(color.White), image.Point{}, draw.Src)
		if f := n.See(time.Duration(i)*time.Second/10, img); len(f) > 0 {
			t.Fatal(f)
		}
	}
}

type boxed struct{ *image.Uniform }

func (boxed) Bounds() image.Rectangle { return image.Rect(0, 0, 64, 64) }

// What flashes counts as what it covers, wherever it lies: two edges 3 mm wide and 20 mm
// apart are not all that lies between them, and a band that is enough is met at any height.
func TestShareIsOfWhatIsCovered(t *testing.T) {
	black, white := color.Gray{0}, color.Gray{255}
	see := func(bands ...image.Rectangle) (found []flash.Finding) {
		var m flash.Meter
		for i := range 12 {
			img := image.NewRGBA(image.Rect(0, 0, 1080, 1920))
			for _, r := range bands {
				draw.Draw(img, r, image.NewUniform([]color.Color{black, white}[i%2]), image.Point{}, draw.Src)
			}
			found = append(found, m.See(time.Duration(i)*time.Second/12, img)...)
		}
		return found
	}
	for top := 1600; top < 1640; top += 3 {
		if found := see(image.Rect(20, top, 1060, top+13), image.Rect(20, top+80, 1060, top+93)); len(found) > 0 {
			t.Errorf("edges at %d: %v", top, found)
		}
		if found := see(image.Rect(20, top, 1060, top+36)); len(found) == 0 {
			t.Errorf("a band at %d is not seen", top)
		}
	}
	const where = "3.3 % of the picture flash more than twice a second (luminance); 1.7 % may. They lie at 50 to 100 % of its width and 83 to 90 % of its height; one of them changed at 0.08, 0.17, 0.25, 0.33, 0.42 s"
	if found := see(image.Rect(540, 1600, 1080, 1728)); len(found) == 0 || found[0].Text != where {
		t.Errorf("%v, want %s", found, where)
	}
}
