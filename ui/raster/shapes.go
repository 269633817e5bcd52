package raster

import (
	"image"
	"math"

	"golang.org/x/image/vector"
)

// Line is the shape of a straight stroke from (x0, y0) to (x1, y1), width pixels wide,
// with ends cut square.
func Line(x0, y0, x1, y1, width float32) *Mask {
	dx, dy := x1-x0, y1-y0
	n := float32(math.Hypot(float64(dx), float64(dy)))
	if n == 0 || width <= 0 {
		return &Mask{}
	}
	nx, ny := -dy/n*width/2, dx/n*width/2
	pts := [4][2]float32{{x0 + nx, y0 + ny}, {x1 + nx, y1 + ny}, {x1 - nx, y1 - ny}, {x0 - nx, y0 - ny}}
	lo, hi := pts[0], pts[0]
	for _, p := range pts[1:] {
		lo[0], lo[1] = min(lo[0], p[0]), min(lo[1], p[1])
		hi[0], hi[1] = max(hi[0], p[0]), max(hi[1], p[1])
	}
	r := image.Rect(int(math.Floor(float64(lo[0]))), int(math.Floor(float64(lo[1]))), int(math.Ceil(float64(hi[0])))+1, int(math.Ceil(float64(hi[1])))+1)
	v := vector.NewRasterizer(r.Dx(), r.Dy())
	at := func(p [2]float32) (float32, float32) { return p[0] - float32(r.Min.X), p[1] - float32(r.Min.Y) }
	v.MoveTo(at(pts[0]))
	for _, p := range pts[1:] {
		v.LineTo(at(p))
	}
	v.ClosePath()
	img := image.NewAlpha(image.Rect(0, 0, r.Dx(), r.Dy()))
	v.Draw(img, img.Rect, image.Opaque, image.Point{})
	return &Mask{Cover: img.Pix, Rect: r, stride: img.Stride}
}
