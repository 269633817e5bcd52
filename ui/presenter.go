package ui

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"modu/ui/direct"
	"modu/ui/raster"
)

// toolkitPresenter lets the toolkit draw the frame as one picture in its window. With a
// graphics processor that is the quickest way there is; without one, and for what needs no
// window, it is the one that always works.
type toolkitPresenter struct {
	root *fyne.Container
	img  *canvas.Image
	f    *raster.Frame
}

func newToolkitPresenter() *toolkitPresenter {
	img := canvas.NewImageFromImage(image.NewRGBA(image.Rect(0, 0, 1, 1)))
	img.ScaleMode, img.FillMode = canvas.ImageScaleFastest, canvas.ImageFillStretch
	p := &toolkitPresenter{root: &fyne.Container{Layout: fixedLayout{}}, img: img}
	p.attach()
	return p
}

// attach lets the toolkit draw the frame.
func (p *toolkitPresenter) attach() { p.root.Objects = []fyne.CanvasObject{p.img} }

func (p *toolkitPresenter) order() raster.Order { return raster.RGBA }

func (p *toolkitPresenter) frame(w, h int) *raster.Frame {
	if p.f == nil || p.f.W != w || p.f.H != h {
		p.f = raster.NewFrame(w, h, raster.RGBA)
		p.img.Image = p.f.Image()
	}
	return p.f
}

func (p *toolkitPresenter) show([]image.Rectangle) {
	p.img.Resize(p.root.Size())
	canvas.Refresh(p.img)
}

// detach gives the window to another presenter: the toolkit draws its ground only.
func (p *toolkitPresenter) detach() {
	p.root.Objects, p.f = nil, nil
	p.img.Image = image.NewRGBA(image.Rect(0, 0, 1, 1))
}

// fixedLayout is a layout that moves nothing and asks for nothing.
type fixedLayout struct{}

func (fixedLayout) Layout([]fyne.CanvasObject, fyne.Size) {}
func (fixedLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }

// directPresenter is for machines without a graphics processor: what has changed goes
// straight to the X server.
type directPresenter struct{ w *direct.Window }

func (s directPresenter) order() raster.Order { return raster.BGRX }

func (s directPresenter) frame(w, h int) *raster.Frame {
	f, err := s.w.Frame(w, h)
	if err != nil {
		return nil
	}
	return f
}

func (s directPresenter) show(parts []image.Rectangle) { s.w.Show(parts) }
