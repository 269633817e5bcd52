package screen

import (
	"image"
	"image/color"
	"image/draw"
	"testing"

	"modu/ui/frame"
)

var (
	white = color.NRGBA{255, 255, 255, 255}
	black = color.NRGBA{A: 255}
	ink   = color.NRGBA{22, 25, 29, 255}
	hair  = color.NRGBA{207, 200, 186, 255} // 1.7:1 on white
	blue  = color.NRGBA{11, 63, 174, 255}
)

// sheet is a white photograph of a picture.
func sheet(f frame.Frame) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, int(f.W), int(f.H)))
	fill(img, img.Rect, white)
	return img
}

func fill(img *image.RGBA, r image.Rectangle, c color.NRGBA) {
	draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
}

// edge draws a frame of some pixels' width within r, the share of every 20 pixels that is
// drawn from the beginning.
func edge(img *image.RGBA, r image.Rectangle, width int, share float64, c color.NRGBA) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if !image.Pt(x, y).In(r.Inset(width)) && float64((x+y)%20) < 20*share {
				img.Set(x, y, c)
			}
		}
	}
}

func TestRing(t *testing.T) {
	for _, c := range []struct {
		name  string
		draw  func(img *image.RGBA, r image.Rectangle)
		found bool
	}{
		{"all around", func(img *image.RGBA, r image.Rectangle) { edge(img, r.Inset(-6), 4, 1, blue) }, false},
		{"none", func(*image.RGBA, image.Rectangle) {}, true},
		{"around something else", func(img *image.RGBA, r image.Rectangle) { edge(img, r.Add(image.Pt(0, 300)).Inset(-6), 4, 1, blue) }, true},
		{"too thin", func(img *image.RGBA, r image.Rectangle) { edge(img, r.Inset(-6), 1, 1, blue) }, true},
		{"too pale", func(img *image.RGBA, r image.Rectangle) { edge(img, r.Inset(-6), 4, 1, hair) }, true},
		{"one side covered", func(img *image.RGBA, r image.Rectangle) {
			edge(img, r.Inset(-6), 4, 1, blue)
			fill(img, image.Rect(r.Min.X-20, r.Max.Y, r.Max.X+20, r.Max.Y+20), white)
		}, true},
		{"too far away", func(img *image.RGBA, r image.Rectangle) { edge(img, r.Inset(-40), 4, 1, blue) }, true},
	} {
		f := sound()
		f.Scene.Focus = "go"
		img := sheet(f)
		c.draw(img, pixelRect(f.Nodes[1].Rect))
		got := Ring(f, img, sheet(f))
		if (len(got) > 0) != c.found || len(got) > 0 && (got[0].Rule != "KEY-9" || got[0].Node != "go" || got[0].Measure != "ring") {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestChosen(t *testing.T) {
	f := sound()
	r := pixelRect(f.Nodes[1].Rect)
	for _, c := range []struct {
		name  string
		draw  func(img *image.RGBA)
		found bool
	}{
		{"a tick", func(img *image.RGBA) { fill(img, image.Rect(r.Max.X-60, r.Min.Y+20, r.Max.X-25, r.Min.Y+55), ink) }, false},
		{"turned over", func(img *image.RGBA) { fill(img, r, ink) }, false},
		{"a thick edge only", func(img *image.RGBA) { edge(img, r, 5, 1, ink) }, true},
		{"a tint only", func(img *image.RGBA) { fill(img, r, color.NRGBA{220, 235, 228, 255}) }, true},
		{"a red that is as light as green", func(img *image.RGBA) { fill(img, r, color.NRGBA{255, 190, 190, 255}) }, true},
	} {
		img := sheet(f)
		c.draw(img)
		got := Chosen("go", f, f, img, sheet(f))
		if (len(got) > 0) != c.found || len(got) > 0 && (got[0].Rule != "CON-7" || got[0].Measure != "chosen") {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	moved := sound()
	moved.Nodes[1].Y += 9
	if got := Chosen("go", moved, f, sheet(f), sheet(f)); len(got) != 1 || got[0].Rule != "LNG-2" {
		t.Errorf("it moves: %v", got)
	}
}

func TestPressed(t *testing.T) {
	f := sound()
	r := pixelRect(f.Nodes[1].Rect)
	middle := image.Pt((r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2)
	for _, c := range []struct {
		name  string
		draw  func(img *image.RGBA)
		found bool
	}{
		{"turned over", func(img *image.RGBA) { fill(img, r, ink) }, false},
		{"a wide edge", func(img *image.RGBA) { edge(img, r, 10, 1, ink) }, false},
		{"a wide edge, broken", func(img *image.RGBA) { edge(img, r, 10, 0.5, ink) }, true},
		{"nothing", func(*image.RGBA) {}, true},
		{"a tint and an edge", func(img *image.RGBA) { fill(img, r, color.NRGBA{233, 241, 237, 255}); edge(img, r, 3, 1, ink) }, true},
		{"under the finger only", func(img *image.RGBA) { fill(img, image.Rectangle{middle, middle}.Inset(-30), ink) }, true},
	} {
		img := sheet(f)
		c.draw(img)
		got := Pressed("go", f, sheet(f), img)
		if (len(got) > 0) != c.found || len(got) > 0 && (got[0].Rule != "ERR-5" || got[0].Measure != "pressed") {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestDisabled(t *testing.T) {
	f := sound()
	f.Nodes[1].Disabled = true
	f.Texts = f.Texts[1:2]
	r := pixelRect(f.Nodes[1].Rect)
	word := pixelRect(f.Texts[0].Rect)
	for _, c := range []struct {
		name string
		draw func(img *image.RGBA)
		rule string
	}{
		{"a broken edge", func(img *image.RGBA) { edge(img, r, 3, 0.5, ink); fill(img, word.Inset(8), ink) }, ""},
		{"a whole edge", func(img *image.RGBA) { edge(img, r, 3, 1, ink); fill(img, word.Inset(8), ink) }, "CON-7"},
		{"no edge", func(img *image.RGBA) { fill(img, word.Inset(8), ink) }, "CON-7"},
		{"a pale edge", func(img *image.RGBA) { edge(img, r, 3, 0.5, hair); fill(img, word.Inset(8), ink) }, "CON-7"},
		{"pale words", func(img *image.RGBA) { edge(img, r, 3, 0.5, ink); fill(img, word.Inset(8), hair) }, "CON-1"},
	} {
		img := sheet(f)
		c.draw(img)
		got := Disabled(f, img)
		if (c.rule == "") != (len(got) == 0) || len(got) > 0 && got[0].Rule != c.rule {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestPictograms(t *testing.T) {
	for _, c := range []struct {
		name      string
		ink       color.NRGBA
		pictogram bool
		faded     bool
		rule      string
	}{
		{"ink", ink, true, false, ""},
		{"the hairline's colour", hair, true, false, "CON-4"},
		{"grey, faded", color.NRGBA{140, 140, 140, 255}, true, true, ""},
		{"too pale, faded", hair, true, true, "CON-6"},
		{"a picture of many colours", hair, false, false, ""},
	} {
		f := sound()
		f.Pictures = []frame.Picture{{Node: "help", Name: "bar-help", Pictogram: c.pictogram, Faded: c.faded, Rect: frame.Rect{X: 100, Y: 100, W: 40, H: 40}}}
		img := sheet(f)
		fill(img, image.Rect(110, 110, 130, 130), c.ink)
		got := Pictograms(f, img)
		if (c.rule == "") != (len(got) == 0) || len(got) > 0 && (got[0].Rule != c.rule || got[0].Node != "help") {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestGround(t *testing.T) {
	f := sound()
	img := sheet(f)
	fill(img, image.Rect(0, 0, int(f.W), int(f.H)/4), black)
	if got := Ground(img, white); got < 0.749 || got > 0.751 {
		t.Errorf("%.3f of the picture is white, want 0.75", got)
	}
	if got := Ground(img, hair); got != 0 {
		t.Errorf("%.3f of the picture has a colour that is not on it", got)
	}
}
