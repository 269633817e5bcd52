package ui

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"modu/ui/direct"
	"modu/ui/raster"
)

// plain is the front that the toolkit draws: the frame is one picture in its window. With
// a graphics processor that is the quickest way there is; without one, and for what needs
// no window, it is the one that always works.
type plain struct {
	root *fyne.Container
	img  *canvas.Image
	f    *raster.Frame
}

func newPlain() *plain {
	img := canvas.NewImageFromImage(image.NewRGBA(image.Rect(0, 0, 1, 1)))
	img.ScaleMode, img.FillMode = canvas.ImageScaleFastest, canvas.ImageFillStretch
	p := &plain{root: &fyne.Container{Layout: still{}}, img: img}
	p.enter()
	return p
}

// enter lets the toolkit draw the frame.
func (p *plain) enter() { p.root.Objects = []fyne.CanvasObject{p.img} }

func (p *plain) order() raster.Order { return raster.RGBA }

func (p *plain) frame(w, h int) *raster.Frame {
	if p.f == nil || p.f.W != w || p.f.H != h {
		p.f = raster.NewFrame(w, h, raster.RGBA)
		p.img.Image = p.f.Image()
	}
	return p.f
}

func (p *plain) show([]image.Rectangle) {
	p.img.Resize(p.root.Size())
	canvas.Refresh(p.img)
}

// leave gives the window to another front: the toolkit draws its ground only.
func (p *plain) leave() {
	p.root.Objects, p.f = nil, nil
	p.img.Image = image.NewRGBA(image.Rect(0, 0, 1, 1))
}

// still is a layout that moves nothing and asks for nothing.
type still struct{}

func (still) Layout([]fyne.CanvasObject, fyne.Size) {}
func (still) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }

// straight is the front for machines without a graphics processor: what has changed goes
// straight to the X server.
type straight struct{ w *direct.Window }

func (s straight) order() raster.Order { return raster.BGRX }

func (s straight) frame(w, h int) *raster.Frame {
	f, err := s.w.Frame(w, h)
	if err != nil {
		return nil
	}
	return f
}

func (s straight) show(parts []image.Rectangle) { s.w.Show(parts) }
