package raster

import (
	"image"
	"image/color"
	"image/draw"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"modu/assets/fonts"
)

func randomColor(r *rand.Rand, alpha bool) color.NRGBA {
	c := color.NRGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256)), 255}
	if alpha {
		c.A = uint8(r.IntN(256))
	}
	return c
}

// TestAgainstTheStandardLibrary: filling, painting through a mask and drawing pictures
// give what image/draw gives, within the rounding of one part in 256.
func TestAgainstTheStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, order := range []Order{RGBA, BGRX} {
		for range 60 {
			f := NewFrame(61, 47, order)
			ref := image.NewRGBA(f.Bounds())
			ground := randomColor(r, false)
			f.Fill(f.Bounds(), ground, f.Bounds())
			draw.Draw(ref, ref.Rect, image.NewUniform(ground), image.Point{}, draw.Src)
			clip := image.Rect(r.IntN(30), r.IntN(20), 31+r.IntN(40), 25+r.IntN(30))
			part := ref.SubImage(clip).(*image.RGBA)
			for range 4 {
				box := image.Rect(r.IntN(70)-5, r.IntN(60)-5, r.IntN(70)-5, r.IntN(60)-5)
				c := randomColor(r, r.IntN(2) == 0)
				f.Fill(box, c, clip)
				draw.Draw(part, box, image.NewUniform(c), image.Point{}, draw.Over)
				mask := image.NewAlpha(image.Rect(0, 0, 20, 15))
				pic := image.NewRGBA(image.Rect(0, 0, 20, 15))
				for i := range mask.Pix {
					mask.Pix[i] = uint8([]int{0, 255, r.IntN(256)}[r.IntN(3)])
				}
				for y := range 15 {
					for x := range 20 {
						pic.Set(x, y, randomColor(r, r.IntN(2) == 0))
					}
				}
				at := image.Pt(r.IntN(60)-10, r.IntN(50)-10)
				f.Paint(&Mask{Cover: mask.Pix, Rect: mask.Rect, stride: mask.Stride}, at, c, clip)
				draw.DrawMask(part, mask.Rect.Add(at), image.NewUniform(c), image.Point{}, mask, image.Point{}, draw.Over)
				draw.Draw(part, pic.Rect.Add(at.Mul(-1)), pic, image.Point{}, draw.Over)
				f.Draw(NewPicture(pic, order), at.Mul(-1), 0, clip)
			}
			for y := range f.H {
				for x := range f.W {
					w, want := f.Pix[y*f.W+x], ref.RGBAAt(x, y)
					got := color.RGBA{uint8(w), uint8(w >> 8), uint8(w >> 16), uint8(w >> 24)}
					if order == BGRX {
						got.R, got.B = got.B, got.R
					}
					if far(got.R, want.R) || far(got.G, want.G) || far(got.B, want.B) || got.A != 255 {
						t.Fatalf("at %d, %d: %v, want %v", x, y, got, want)
					}
				}
			}
		}
	}
}

// far allows one step of rounding for each of the twelve things painted over each other.
func far(a, b uint8) bool { return max(a, b)-min(a, b) > 6 }

func TestDim(t *testing.T) {
	f := NewFrame(2, 1, RGBA)
	f.Fill(f.Bounds(), color.NRGBA{A: 255}, f.Bounds())
	img := image.NewRGBA(image.Rect(0, 0, 2, 1))
	for i := range img.Pix {
		img.Pix[i] = 200
	}
	img.Pix[3], img.Pix[7] = 255, 255
	p := NewPicture(img, RGBA)
	f.Draw(p, image.Point{}, 0.5, f.Bounds())
	if c := f.Image().RGBAAt(0, 0); c.R < 98 || c.R > 101 || c.A != 255 {
		t.Errorf("half of 200 on black is %v", c)
	}
	f.Draw(p, image.Point{}, 1, f.Bounds())
	if c := f.Image().RGBAAt(0, 0); c.R < 98 || c.R > 101 {
		t.Errorf("a picture taken back wholly left %v", c)
	}
}

func TestPictureOfAPart(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 10, 10))
	img.SetRGBA(6, 6, color.RGBA{1, 2, 3, 255})
	p := NewPicture(img.SubImage(image.Rect(5, 5, 8, 8)).(*image.RGBA), BGRX)
	if p.W != 3 || p.H != 3 || p.Pix[4] != 0xff010203 {
		t.Errorf("%d x %d, middle %08x", p.W, p.H, p.Pix[4])
	}
}

func TestLine(t *testing.T) {
	m := Line(10.5, 20, 30.5, 20, 4)
	sum := 0
	for _, v := range m.Cover {
		sum += int(v)
	}
	if got := float64(sum) / 255; got < 78 || got > 82 {
		t.Errorf("a line of 20 by 4 covers %.1f pixels in %v", got, m.Rect)
	}
	if r := Line(5, 5, 5, 5, 3).Rect; !r.Empty() {
		t.Errorf("a line to nowhere covers %v", r)
	}
}

// TestWords: ink keeps within its line's box, a font that is none draws nothing, and what
// is remembered is bounded.
func TestWords(t *testing.T) {
	w := NewWords()
	data := fonts.Medium()
	const text = "아메리카노 4,500원 gypsy"
	m := w.Shape(text, "m", data, 40)
	width := w.Width(text, "m", data, 40)
	if m.Rect.Dx() == 0 || m.Rect.Min.X < -2 || float32(m.Rect.Max.X) > width+2 || m.Rect.Min.Y < 0 || m.Rect.Max.Y > 50 {
		t.Errorf("ink in %v of a box %.1f wide", m.Rect, width)
	}
	if w.Shape(text, "m", data, 40) != m {
		t.Error("the same words are drawn twice")
	}
	for _, none := range []*Mask{w.Shape("x", "broken", []byte("no font"), 40), w.Shape("", "m", data, 40), w.Shape("x", "m", data, 0), w.Shape("   ", "m", data, 20)} {
		if !none.Rect.Empty() {
			t.Errorf("something was drawn: %v", none.Rect)
		}
	}
	if w.Width("x", "broken", nil, 40) != 0 {
		t.Error("a font that is none has a width")
	}
	w.maxSize = 2 << 20
	for i := range 200 {
		w.Shape(strings.Repeat("가", 1+i%40), "m", data, float32(20+i))
	}
	if w.size > w.maxSize || len(w.byKey) != w.order.Len() {
		t.Errorf("%d bytes are remembered in %d and %d", w.size, len(w.byKey), w.order.Len())
	}
}

// FuzzPaint: whatever is asked for, nothing outside the clip is touched.
func FuzzPaint(f *testing.F) {
	f.Add(0, 0, 10, 10, 2, 2, 8, 8, 3, 3)
	f.Add(-5, -5, 100, 100, 0, 0, 0, 0, -3, 40)
	f.Fuzz(func(t *testing.T, x0, y0, x1, y1, cx0, cy0, cx1, cy1, ax, ay int) {
		const limit = 1 << 20 // far more than any window; beyond it integers would wrap
		for _, v := range []int{x0, y0, x1, y1, cx0, cy0, cx1, cy1, ax, ay} {
			if v < -limit || v > limit {
				return
			}
		}
		fr := NewFrame(16, 12, RGBA)
		was := slices.Clone(fr.Pix)
		clip := image.Rect(cx0, cy0, cx1, cy1)
		c := color.NRGBA{9, 9, 9, 255}
		fr.Fill(image.Rect(x0, y0, x1, y1), c, clip)
		fr.Paint(&Mask{Cover: slices.Repeat([]byte{255}, 20), Rect: image.Rect(-1, -1, 4, 3), stride: 5}, image.Pt(ax, ay), c, clip)
		pic := image.NewRGBA(image.Rect(0, 0, 5, 4))
		for i := range pic.Pix {
			pic.Pix[i] = 255
		}
		fr.Draw(NewPicture(pic, RGBA), image.Pt(ay, ax), 0.2, clip)
		for i, v := range fr.Pix {
			if v != was[i] && !image.Pt(i%16, i/16).In(clip) {
				t.Fatalf("pixel %d outside %v was painted", i, clip)
			}
		}
	})
}
