package ui

import (
	"image"

	"fyne.io/fyne/v2"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/ui/frame"
	"modu/ui/raster"
	"modu/ui/theme"
)

// Draft lays out and paints scenes without a window: what would be where, and how it would
// look.
// Not safe for use by several goroutines.
type Draft struct {
	s    *Screen
	pics *pictures
}

// NewDraft makes a draft for a window of the panel's size. Of cfg it uses Panel,
// Pictures, Fonts and Looks.
func NewDraft(cfg Config) *Draft {
	cfg.defaults()
	s := &Screen{cfg: cfg, reported: map[scene.NodeID]reportedFit{}, words: newWords(cfg.Fonts)}
	pics := newPictures(cfg.Pictures, nil)
	s.layout = layout{panel: cfg.Panel, looks: cfg.Looks, br: newBreaker(s.measure), exists: pics.has, aspect: pics.aspect}
	return &Draft{s: s, pics: pics}
}

// Lay is the picture of a scene, and what a screen would report to have fitted.
func (d *Draft) Lay(sc *scene.Scene) (frame.Frame, []input.Fitted) {
	panel := d.s.cfg.Panel.OrDefault()
	w, h := float32(panel.WidthPx), float32(panel.HeightPx)
	s := d.s
	if s.cur != nil && s.cur.Kind != sc.Kind {
		clear(s.reported)
	}
	s.cur = sc
	s.plan = s.layout.arrange(sc, w, h, 1, "")
	s.plan.captionStrip(sc, s.said(), 0, &s.layout, 1)
	var fits []input.Fitted
	s.cfg.Emit = func(ev input.Event) {
		if f, ok := ev.(input.Fitted); ok {
			fits = append(fits, f)
		}
	}
	s.reportFits()
	return s.plan.picture(sc, panel, float64(w), float64(h), &s.layout, d.pics), fits
}

// Paint is the picture of a scene with its bounds, as a window would show it: the focus
// ring included, and with a node under a finger, where there is one. The picture belongs to
// the caller.
func (d *Draft) Paint(sc *scene.Scene, pressed scene.NodeID) (frame.Frame, *image.RGBA) {
	s, panel := d.s, d.s.cfg.Panel.OrDefault()
	size := fyne.NewSize(float32(panel.WidthPx), float32(panel.HeightPx))
	s.cur = sc
	s.plan = s.layout.arrange(sc, size.Width, size.Height, 1, pressed)
	s.plan.captionStrip(sc, s.said(), 0, &s.layout, 1)
	s.plan.focusRing(sc, s.layout.look(sc.Look.Theme))
	if s.paint == nil {
		s.paint = newPainter(s.font, s.words, d.pics)
		s.paint.clip = func(*prim, int, int) *raster.Picture { return nil }
	}
	sheet := &sheet{}
	s.paint.use(sheet)
	s.paint.ground = s.ground()
	s.paint.show(s.plan.prims, size, 1)
	return s.plan.picture(sc, panel, float64(size.Width), float64(size.Height), &s.layout, d.pics), sheet.f.Image()
}

// sheet is a frame that nobody sees until it is whole.
type sheet struct{ f *raster.Frame }

func (s *sheet) frame(w, h int) *raster.Frame {
	s.f = raster.NewFrame(w, h, raster.RGBA)
	return s.f
}

func (s *sheet) show([]image.Rectangle) {}

func (s *sheet) order() raster.Order { return raster.RGBA }

// Frame is the picture that the screen shows now, with whether there is one. It may be
// called on Fyne's goroutine only.
func (s *Screen) Frame() (frame.Frame, bool) {
	if s.cur == nil || s.plan == nil {
		return frame.Frame{}, false
	}
	return s.plan.picture(s.cur, s.cfg.Panel.OrDefault(), float64(s.size.Width), float64(s.size.Height), &s.layout, s.pics), true
}

func (p *plan) picture(sc *scene.Scene, panel theme.Panel, w, h float64, l *layout, pics *pictures) frame.Frame {
	f := frame.Frame{Scene: sc, Panel: panel, W: w, H: h, Strip: bounds(p.strip), Arrow: bounds(p.point.r), Size: float64(p.size), Drawn: float64(p.k), LackPX: float64(p.lack)}
	for _, n := range p.nodes {
		f.Nodes = append(f.Nodes, frame.Node{ID: n.id, Role: n.role, Disabled: n.disabled, Pointer: n.pointer, Rect: bounds(n.r)})
	}
	for _, q := range p.prims {
		switch q.kind {
		case primText:
			f.Texts = append(f.Texts, frame.Text{Node: q.node, Text: q.text, Bold: q.face.bold, Lang: q.face.lang, EmPX: float64(q.size),
				Colour: q.col, Theme: q.theme, Size: float64(q.scale), Needs: float64(l.br.width(q.text, q.face, q.size)), Rect: bounds(q.r)})
		case primImage:
			on := p.hit(q.r.x+q.r.w/2, q.r.y+q.r.h/2)
			n, _ := p.find(on)
			f.Pictures = append(f.Pictures, frame.Picture{Node: on, Name: q.name, Pictogram: pics.pictogram(q.name), Faded: n.disabled, Rect: bounds(q.r)})
		}
	}
	return f
}

func bounds(r rect) frame.Rect {
	return frame.Rect{X: float64(r.x), Y: float64(r.y), W: float64(r.w), H: float64(r.h)}
}

// Forget makes the draft begin with another screen, as if it had never seen one.
func (d *Draft) Forget() {
	clear(d.s.reported)
	d.s.layout.memo, d.s.cur = nil, nil
}
