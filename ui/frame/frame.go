// Package frame is one picture of the screen as bounds: where every node and every
// line of text is, and on which panel, without a pixel.
//
// It hides nothing and does nothing: it is what ui reports and what
// accessibility/audit judges, so that neither knows the other. Values only; any
// goroutine may use them.
package frame

import (
	"image/color"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// Rect is in pixels of the panel, from its upper left corner.
type Rect struct{ X, Y, W, H float64 }

// Inset is the rectangle made smaller on every side, larger with a negative d.
func (r Rect) Inset(d float64) Rect { return Rect{r.X + d, r.Y + d, r.W - 2*d, r.H - 2*d} }

// Cross reports whether two rectangles share some area.
func (r Rect) Cross(o Rect) bool {
	return r.X < o.X+o.W && o.X < r.X+r.W && r.Y < o.Y+o.H && o.Y < r.Y+r.H
}

// Holds reports whether o lies within r.
func (r Rect) Holds(o Rect) bool {
	return o.X >= r.X && o.Y >= r.Y && o.X+o.W <= r.X+r.W && o.Y+o.H <= r.Y+r.H
}

// Frame is one picture.
type Frame struct {
	Scene *scene.Scene
	Panel theme.Panel
	W, H  float64 // of the window, in pixels

	Nodes    []Node    // in reading order, parents first
	Texts    []Text    // one line or part of a line each
	Pictures []Picture // in painting order
	Strip    Rect      // where captions are drawn; no area where there are none
	Arrow    Rect      // to a device beside the screen; no area where there is none
	Size     float64   // asked for: 1 is 100 %
	Drawn    float64   // the size at which everything fitted; less than Size where it did not
	LackPX   float64   // height that is missing at Size, where Drawn is less
}

// PxPerMM is the density of the panel.
func (f *Frame) PxPerMM() float64 { return f.Panel.OrDefault().PxPerMM() }

// Node is a node that is on the screen.
type Node struct {
	ID       scene.NodeID
	Role     scene.Role
	Disabled bool
	Pointer  bool
	Rect
}

// Picture is a picture or pictogram, and the room that it is fitted into.
type Picture struct {
	Node      scene.NodeID // the deepest node that it lies on; empty: none
	Name      string
	Pictogram bool // drawn in one colour, that of the text beside it
	Faded     bool // its node cannot be used
	Rect
}

// Text is a line of text.
type Text struct {
	Node   scene.NodeID // empty: not of a node, as a caption
	Text   string
	Bold   bool
	Lang   scene.Lang
	EmPX   float64 // font size
	Colour color.NRGBA
	Theme  string  // the look of which it is a sample; empty: it is of the scene's own
	Size   float64 // the size of which it is a sample, 1 is 100 %; 0: the scene's own
	Needs  float64 // width of the words as they will be drawn
	Rect           // its line box
}
