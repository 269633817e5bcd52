package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// touch follows one contact. A second one is ignored until the first has ended:
// a resting palm must not order. X makes one pointer of the first finger, so that
// further fingers are not even seen here, nor how large a contact is.
type touch struct {
	s      *Screen
	down   bool
	button desktop.MouseButton
	strip  bool         // it came down on the focus strip
	start  scene.NodeID // under the finger when it came down
	side   scene.Side   // of the screen where it came down
	over   scene.NodeID // under it now
}

// pressed is the node to draw as pressed: the finger came down on it and is
// still there.
func (t *touch) pressed() scene.NodeID {
	if !t.down || t.start != t.over {
		return ""
	}
	return t.start
}

func (t *touch) at(pos fyne.Position) scene.NodeID {
	if t.s.plan == nil {
		return ""
	}
	return t.s.plan.hit(pos.X, pos.Y)
}

func (t *touch) emit(phase input.TouchPhase, id scene.NodeID) {
	t.s.cfg.Emit(input.Touched{Phase: phase, Node: id, Side: t.side, Revision: t.s.shown})
}

func (t *touch) began(pos fyne.Position, b desktop.MouseButton) {
	if t.down && b != t.button {
		return
	}
	// The same finger comes down only if its going up was lost; what it did then is
	// not known, and does nothing.
	id := t.at(pos)
	t.s.motion.end()
	t.down, t.button, t.start, t.over = true, b, id, id
	t.strip, t.side = t.onStrip(pos), t.sideOf(pos)
	t.s.draw()
	t.emit(input.TouchBegan, id)
}

func (t *touch) moved(pos fyne.Position) {
	if !t.down {
		return
	}
	id := t.at(pos)
	if id == t.over {
		return
	}
	before := t.pressed()
	t.over = id
	if t.pressed() != before {
		t.s.draw()
	}
	t.emit(input.TouchMoved, id)
}

func (t *touch) ended(pos fyne.Position, b desktop.MouseButton) {
	if !t.down || b != t.button {
		return
	}
	t.moved(pos)
	id := t.over
	t.down = false
	if t.strip && t.onStrip(pos) {
		t.s.turned++ // the next part of a text that is too long for the strip
	}
	t.s.draw()
	t.emit(input.TouchEnded, id)
}

func (t *touch) onStrip(pos fyne.Position) bool {
	s := t.s
	return s.plan != nil && s.cur != nil && s.cur.Look.Strip && !s.cur.Curtain && s.plan.strip.has(pos.X, pos.Y)
}

// sideOf is the third of the screen at a point.
func (t *touch) sideOf(pos fyne.Position) scene.Side {
	if t.s.plan == nil || len(t.s.plan.nodes) == 0 {
		return scene.AnySide
	}
	switch w := t.s.plan.nodes[0].r.w; { // of the whole screen
	case pos.X < w/3:
		return scene.LeftSide
	case pos.X > w*2/3:
		return scene.RightSide
	}
	return scene.AnySide
}

// pointerLayer lies over everything and is the only thing in the window that
// takes pointer events.
type pointerLayer struct {
	widget.BaseWidget
	t *touch
}

var (
	_ desktop.Mouseable  = (*pointerLayer)(nil)
	_ desktop.Hoverable  = (*pointerLayer)(nil)
	_ desktop.Cursorable = (*pointerLayer)(nil)
	_ fyne.Draggable     = (*pointerLayer)(nil)
)

func newPointerLayer(t *touch) *pointerLayer {
	l := &pointerLayer{t: t}
	l.ExtendBaseWidget(l)
	return l
}

func (l *pointerLayer) MouseDown(e *desktop.MouseEvent)  { l.t.began(e.Position, e.Button) }
func (l *pointerLayer) MouseUp(e *desktop.MouseEvent)    { l.t.ended(e.Position, e.Button) }
func (l *pointerLayer) MouseIn(*desktop.MouseEvent)      {}
func (l *pointerLayer) MouseMoved(e *desktop.MouseEvent) { l.t.moved(e.Position) }
func (l *pointerLayer) MouseOut()                        {}
func (l *pointerLayer) Dragged(e *fyne.DragEvent)        { l.t.moved(e.Position) }
func (l *pointerLayer) DragEnd()                         {}

func (l *pointerLayer) Cursor() desktop.Cursor {
	if l.t.s.cfg.HidePointer {
		return desktop.HiddenCursor
	}
	return desktop.DefaultCursor
}

func (l *pointerLayer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

func (l *pointerLayer) CreateRenderer() fyne.WidgetRenderer { return emptyRenderer{} }

type emptyRenderer struct{}

func (emptyRenderer) Layout(fyne.Size)             {}
func (emptyRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, 1) }
func (emptyRenderer) Refresh()                     {}
func (emptyRenderer) Destroy()                     {}
func (emptyRenderer) Objects() []fyne.CanvasObject { return nil }
