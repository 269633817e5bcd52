package ui

import (
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/ui/frame"
	"modu/ui/theme"
)

// Draft lays out scenes without a window and without the toolkit: what would be where.
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
	s.layout = layout{panel: cfg.Panel, looks: cfg.Looks, br: newBreaker(s.measure), exists: pics.has}
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
	return s.plan.picture(sc, panel, float64(w), float64(h), &s.layout), fits
}

// Frame is the picture that the screen shows now, with whether there is one. It may be
// called on Fyne's goroutine only.
func (s *Screen) Frame() (frame.Frame, bool) {
	if s.cur == nil || s.plan == nil {
		return frame.Frame{}, false
	}
	return s.plan.picture(s.cur, s.cfg.Panel.OrDefault(), float64(s.size.Width), float64(s.size.Height), &s.layout), true
}

func (p *plan) picture(sc *scene.Scene, panel theme.Panel, w, h float64, l *layout) frame.Frame {
	f := frame.Frame{Scene: sc, Panel: panel, W: w, H: h, Strip: bounds(p.strip), Size: float64(p.size), Drawn: float64(p.k), LackPX: float64(p.lack)}
	for _, n := range p.nodes {
		f.Nodes = append(f.Nodes, frame.Node{ID: n.id, Role: n.role, Disabled: n.disabled, Pointer: n.pointer, Rect: bounds(n.r)})
	}
	for _, q := range p.prims {
		if q.kind == primText {
			f.Texts = append(f.Texts, frame.Text{Node: q.node, Text: q.text, Bold: q.face.bold, Lang: q.face.lang, EmPX: float64(q.size),
				Colour: q.col, Needs: float64(l.br.width(q.text, q.face, q.size)), Rect: bounds(q.r)})
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
