package xdisplay

import (
	"image"
	"image/color"
	"testing"
)

func TestPictures(t *testing.T) {
	img := image.NewRGBA(Rect(0, 0, 4, 2))
	for y := range 2 {
		for x := range 4 {
			img.SetRGBA(x, y, color.RGBA{0, 0, 0, 255})
		}
	}
	if !Uniform(img) {
		t.Error("an empty picture is of several colours")
	}
	img.SetRGBA(3, 1, color.RGBA{200, 100, 40, 255})
	if Uniform(img) {
		t.Error("a picture of two colours is of one")
	}
	small := half(img)
	if small.Bounds() != image.Rect(0, 0, 2, 1) {
		t.Errorf("half of %v is %v", img.Bounds(), small.Bounds())
	}
	if r, g, b, _ := small.At(1, 0).RGBA(); r>>8 != 50 || g>>8 != 25 || b>>8 != 10 {
		t.Errorf("the mean is %d %d %d", r>>8, g>>8, b>>8)
	}
	if Rect(3, 4, 5, 6) != image.Rect(3, 4, 8, 10) {
		t.Error(Rect(3, 4, 5, 6))
	}
}

func TestNoDisplay(t *testing.T) {
	if _, err := Connect(":99999"); err == nil {
		t.Error("a display that is not there answers")
	}
}
