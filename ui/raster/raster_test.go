package raster

import (
	"image"
	"image/color"
	"image/draw"
	"math"
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

// TestRound: a rounded rectangle has the area that geometry gives it, the same corner four
// times, and reaches its edges.
func TestRound(t *testing.T) {
	f := NewFrame(100, 80, BGRX)
	black, white := color.NRGBA{A: 255}, color.NRGBA{255, 255, 255, 255}
	f.Fill(f.Bounds(), black, f.Bounds())
	r := image.Rect(10, 10, 90, 70)
	f.Round(r, 12, 0, white, f.Bounds())
	sum := 0
	at := func(x, y int) uint32 { return f.Pix[y*f.W+x] & 0xff }
	for y := range f.H {
		for x := range f.W {
			sum += int(at(x, y))
			if !image.Pt(x, y).In(r) && at(x, y) != 0 {
				t.Fatalf("pixel %d, %d outside is painted", x, y)
			}
			if at(x, y) != at(99-x, y) || at(x, y) != at(x, 79-y) {
				t.Fatalf("pixel %d, %d has no mirror", x, y)
			}
		}
	}
	if got, want := float64(sum)/255, 80*60-(4-math.Pi)*144; math.Abs(got-want) > 6 {
		t.Errorf("an area of %.1f pixels, want %.1f", got, want)
	}
	if at(10, 40) != 255 || at(50, 10) != 255 || at(10, 10) != 0 {
		t.Errorf("edges %d and %d, corner %d", at(10, 40), at(50, 10), at(10, 10))
	}
	parts := NewFrame(100, 80, BGRX)
	parts.Fill(parts.Bounds(), black, parts.Bounds())
	for _, clip := range []image.Rectangle{image.Rect(0, 0, 15, 33), image.Rect(15, 0, 100, 33), image.Rect(0, 33, 100, 80)} {
		parts.Round(r, 12, 0, white, clip)
	}
	if !slices.Equal(parts.Pix, f.Pix) {
		t.Error("painted in parts it is another one")
	}
}

// TestRoundFrame: a frame and what it encloses are the whole, for frames narrower and wider
// than their corners are round.
func TestRoundFrame(t *testing.T) {
	black, white := color.NRGBA{A: 255}, color.NRGBA{255, 255, 255, 255}
	for _, k := range []struct{ radius, width int }{{12, 3}, {12, 12}, {4, 9}, {0, 5}, {20, 200}} {
		r := image.Rect(10, 10, 90, 70)
		whole, frame := NewFrame(100, 80, RGBA), NewFrame(100, 80, RGBA)
		for _, f := range []*Frame{whole, frame} {
			f.Fill(f.Bounds(), black, f.Bounds())
		}
		whole.Round(r, k.radius, 0, white, whole.Bounds())
		frame.Round(r, k.radius, k.width, white, frame.Bounds())
		if 2*k.width < 60 && frame.Pix[40*100+50]&0xff != 0 {
			t.Errorf("%+v: the middle is painted", k)
		}
		if frame.Pix[40*100+10]&0xff != 255 || frame.Pix[10*100+50]&0xff != 255 || frame.Pix[40*100+89]&0xff != 255 || frame.Pix[69*100+50]&0xff != 255 {
			t.Errorf("%+v: a side is not painted", k)
		}
		frame.Round(r.Inset(k.width), k.radius-k.width, 0, white, frame.Bounds())
		for i, v := range whole.Pix {
			if w := frame.Pix[i]; max(v&0xff, w&0xff)-min(v&0xff, w&0xff) > 64 { // two soft edges meet on one pixel
				t.Fatalf("%+v: pixel %d, %d is %d, as a whole %d", k, i%100, i/100, w&0xff, v&0xff)
			}
		}
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
	for i := range 200 {
		w.Shape(strings.Repeat("가", 1+i%40), "m", data, float32(20+i))
	}
	if w.recent.Size() > maxWordBytes || w.recent.Len() > 150 {
		t.Errorf("%d bytes are remembered in %d shapes", w.recent.Size(), w.recent.Len())
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
