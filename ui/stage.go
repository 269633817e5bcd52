package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// toolkitTheme is the toolkit's theme: the ground of the first look and the shipped
// fonts; nothing else of it is ever drawn.
type toolkitTheme struct {
	ground       color.NRGBA
	medium, bold fyne.Resource
}

func (g *toolkitTheme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if name == theme.ColorNameBackground {
		return g.ground
	}
	return theme.DefaultTheme().Color(name, v)
}

func (g *toolkitTheme) Font(s fyne.TextStyle) fyne.Resource {
	if s.Bold {
		return g.bold
	}
	return g.medium
}

func (g *toolkitTheme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

func (g *toolkitTheme) Size(name fyne.ThemeSizeName) float32 { return theme.DefaultTheme().Size(name) }

// stage is the window's content: the painted frame, and above it one transparent layer
// that owns the pointer.
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
	return &stageRenderer{st, []fyne.CanvasObject{st.s.toolkit.root, newPointerLayer(&st.s.touch)}}
}

// MinSize is asked whenever the toolkit begins to draw the window itself: for its first
// picture, after a change of size, when a part of it was lost.
func (st *stage) MinSize() fyne.Size {
	st.s.drawnOver()
	return fyne.NewSize(1, 1)
}

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
