package ui

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

type rgba = color.NRGBA

// painter keeps one set of canvas objects and changes them in place: an object
// that is thrown away stays in the toolkit's caches for a minute.
type painter struct {
	root  *fyne.Container
	font  func(face) fyne.Resource
	pics  *pictures
	rects []*canvas.Rectangle
	texts []*canvas.Text
	lines []*canvas.Line
	imgs  []*canvas.Image
	clip  func(q *prim, scale float32) fyne.CanvasObject // where a sign-language clip plays
	spare *canvas.Rectangle                              // touched to ask for a frame when only things left
}

func newPainter(font func(face) fyne.Resource, pics *pictures) *painter {
	p := &painter{font: font, pics: pics, spare: canvas.NewRectangle(color.Transparent)}
	p.root = &fyne.Container{Layout: still{}, Objects: []fyne.CanvasObject{p.spare}}
	return p
}

// still is a layout that moves nothing and asks for nothing.
type still struct{}

func (still) Layout([]fyne.CanvasObject, fyne.Size) {}
func (still) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }

// show makes the canvas objects equal to the display list.
func (p *painter) show(prims []prim, scale float32) {
	var nr, nt, nl, ni int
	objs := make([]fyne.CanvasObject, 0, len(prims)+1)
	objs = append(objs, p.spare)
	changed := make([]fyne.CanvasObject, 0, 16)
	for i := range prims {
		q := &prims[i]
		pos, size := fyne.NewPos(q.r.x, q.r.y), fyne.NewSize(q.r.w, q.r.h)
		if q.kind == primRect || q.kind == primText {
			pos, size = snap(q.r, scale)
		}
		switch q.kind {
		case primRect:
			if nr == len(p.rects) {
				p.rects = append(p.rects, canvas.NewRectangle(q.col))
			}
			o := p.rects[nr]
			nr++
			if o.FillColor != q.col || o.Size() != size || o.Position() != pos {
				o.FillColor = q.col
				o.Move(pos)
				o.Resize(size)
				changed = append(changed, o)
			}
			objs = append(objs, o)
		case primText:
			if nt == len(p.texts) {
				p.texts = append(p.texts, &canvas.Text{})
			}
			o := p.texts[nt]
			nt++
			src := p.font(q.face)
			if o.Text != q.text || o.Color != q.col || o.TextSize != q.size || o.FontSource != src || o.Position() != pos || o.Size() != size {
				o.Text, o.Color, o.TextSize, o.FontSource = q.text, q.col, q.size, src
				o.Move(pos)
				o.Resize(size)
				changed = append(changed, o)
			}
			objs = append(objs, o)
		case primLine:
			if nl == len(p.lines) {
				p.lines = append(p.lines, canvas.NewLine(q.col))
			}
			o := p.lines[nl]
			nl++
			a, b := pos, fyne.NewPos(q.r.x+q.r.w, q.r.y+q.r.h)
			if o.StrokeColor != q.col || o.StrokeWidth != q.size || o.Position1 != a || o.Position2 != b {
				o.StrokeColor, o.StrokeWidth, o.Position1, o.Position2 = q.col, q.size, a, b
				changed = append(changed, o)
			}
			objs = append(objs, o)
		case primClip:
			if o := p.clip(q, scale); o != nil {
				objs = append(objs, o)
			}
		case primImage:
			img := p.pics.get(q.name, int(q.r.w*scale), int(q.r.h*scale), q.col)
			if img == nil {
				continue // a quiet empty place: the name stands beside it
			}
			if ni == len(p.imgs) {
				o := canvas.NewImageFromImage(img)
				o.ScaleMode, o.FillMode = canvas.ImageScaleFastest, canvas.ImageFillStretch
				p.imgs = append(p.imgs, o)
			}
			o := p.imgs[ni]
			ni++
			// Whole pixels: a picture drawn between them is drawn soft.
			w, h := float32(img.Rect.Dx())/scale, float32(img.Rect.Dy())/scale
			pos = fyne.NewPos(float32(int((q.r.x+(q.r.w-w)/2)*scale))/scale, float32(int((q.r.y+(q.r.h-h)/2)*scale))/scale)
			size = fyne.NewSize(w, h)
			dim := q.dim
			if o.Image != img || o.Size() != size || o.Position() != pos || o.Translucency != dim {
				o.Translucency = dim
				if o.Image != img {
					o.Image = img
				}
				o.Move(pos)
				o.Resize(size)
				changed = append(changed, o)
			}
			objs = append(objs, o)
		}
	}
	// Pictures that are no longer shown must not be kept by an object at rest.
	for _, o := range p.imgs[ni:] {
		o.Image = nil
	}
	gone := len(objs) != len(p.root.Objects)
	p.root.Objects = objs
	for _, o := range changed {
		canvas.Refresh(o)
	}
	if gone && len(changed) == 0 {
		canvas.Refresh(p.spare)
	}
}

// snap moves edges to whole pixels: what lies between them is drawn soft.
func snap(r rect, scale float32) (fyne.Position, fyne.Size) {
	at := func(v float32) float32 { return float32(math.Round(float64(v*scale))) / scale }
	x, y := at(r.x), at(r.y)
	return fyne.NewPos(x, y), fyne.NewSize(max(at(r.x+r.w)-x, 1/scale), max(at(r.y+r.h)-y, 1/scale))
}

// ground4fyne is the toolkit's theme: the ground of the look and the shipped
// fonts; nothing else of it is ever drawn.
type ground4fyne struct {
	ground       color.NRGBA
	medium, bold fyne.Resource
}

func (g *ground4fyne) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameBackground {
		return g.ground
	}
	return theme.DefaultTheme().Color(name, v)
}

func (g *ground4fyne) Font(s fyne.TextStyle) fyne.Resource {
	if s.Bold {
		return g.bold
	}
	return g.medium
}

func (g *ground4fyne) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

func (g *ground4fyne) Size(name fyne.ThemeSizeName) float32 { return theme.DefaultTheme().Size(name) }

// stage is the window's content: the painted objects, and above them one
// transparent layer that owns the pointer.
type stage struct {
	widget.BaseWidget
	s *Screen
}

func newStage(s *Screen) *stage {
	st := &stage{s: s}
	st.ExtendBaseWidget(st)
	return st
}

func (st *stage) CreateRenderer() fyne.WidgetRenderer {
	return &stageRenderer{st, []fyne.CanvasObject{st.s.paint.root, newPointerLayer(&st.s.touch)}}
}

func (st *stage) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

type stageRenderer struct {
	st   *stage
	objs []fyne.CanvasObject
}

func (r *stageRenderer) Layout(size fyne.Size) {
	for _, o := range r.objs {
		o.Resize(size)
	}
	r.st.s.resized(size)
}
func (r *stageRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, 1) }
func (r *stageRenderer) Refresh()                     {}
func (r *stageRenderer) Destroy()                     {}
func (r *stageRenderer) Objects() []fyne.CanvasObject { return r.objs }
