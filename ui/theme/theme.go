// Package theme holds the measures and colours of the screen: millimetres, type
// scale, palettes and the contrast each pair of colours must keep.
//
// It hides the choice of every size and colour. It knows no toolkit, draws
// nothing and has no state: any goroutine may call it.
package theme

import "math"

// Panel is the display as it is built in. Sizes are designed in millimetres, so
// the two numbers that EDID gets wrong most often come from the site file.
type Panel struct {
	WidthPx, HeightPx int
	WidthMM, HeightMM float64
}

// DefaultPanel is a 21.5 inch Full HD display, upright: the common kiosk.
func DefaultPanel() Panel { return Panel{1080, 1920, 268, 476} }

// OrDefault is the panel, or the default one where a number is missing.
func (p Panel) OrDefault() Panel {
	if p.WidthPx <= 0 || p.HeightPx <= 0 || p.WidthMM <= 0 || p.HeightMM <= 0 {
		return DefaultPanel()
	}
	return p
}

// PxPerMM is the density of the panel.
func (p Panel) PxPerMM() float64 {
	return math.Sqrt(float64(p.WidthPx) / p.WidthMM * float64(p.HeightPx) / p.HeightMM)
}

// Small reports whether the panel is one for which the smaller letter height is
// meant: a diagonal of up to 28 cm (TXT-2).
func (p Panel) Small() bool { return math.Hypot(p.WidthMM, p.HeightMM) <= 280 }

// InkPerEm is the height of the ink of a Hangul syllable in the shipped medium
// weight, for a font size of one; measured 0.83 to 0.87, the least is taken.
const InkPerEm = 0.83

// Sizes in millimetres at 100 %. Everything that can be touched or read grows
// with scene.Look.Size (TXT-6); margins and gaps do not, they only keep things
// apart.
const (
	Target   = 15.0 // smallest side of anything that can be touched; TGT-4 asks for 12.7, TGT-2 for 150 mm²
	Floor    = 12.7 // TGT-4: no shrinking below this while the window is a real panel
	Gap      = 5.0  // between targets; TGT-4 asks for 2.54, the focus ring needs room on both sides
	GapSmall = 4.2  // on a small panel
	GapFloor = 2.6  // TGT-4
	Margin   = 9.0
	Pad      = 4.0
	Stroke   = 0.5
	Thick    = 1.1 // border of what is selected, and of an alert
	RingOut  = 1.3 // KEY-9: at least 1 mm, seen on any ground because of its two colours
	RingIn   = 0.7
	Tick     = 9.0
	Picture  = 25.0 // least height of a picture on a card before type is made smaller
)

// Type is the ink height of each kind of text, in millimetres of Hangul.
type Type struct {
	Hero    float64 // the order number
	Welcome float64 // the title of the first screen
	Title   float64
	Name    float64 // names, prices, the label of the next act
	Body    float64 // everything else
}

// Least is the smallest ink height that may appear (TXT-1).
const Least = 7.25

// Types is the type scale for a panel: 12 mm for what is essential on a large
// one (TXT-2), the lower figure where the whole device is small (TXT-1). Body
// type keeps Latin capitals, 0.705 em, above 7.33 mm (TXT-3 at 600 mm).
func Types(p Panel) Type {
	if p.Small() {
		return Type{Hero: 26, Welcome: 13, Title: 9.5, Name: 8.4, Body: 7.3}
	}
	return Type{Hero: 38, Welcome: 24, Title: 14.5, Name: 12, Body: 9}
}
