package theme

import "math"

// Panel is the display as it is built in. Sizes are designed in millimetres, so
// the numbers that EDID gets wrong most often come from the site file.
type Panel struct {
	WidthPx, HeightPx int
	WidthMM, HeightMM float64

	BottomMM   float64 // lower edge of the picture above the floor
	TiltDeg    float64 // how far it leans back from upright
	DistanceMM float64 // from the eyes; 0 is 500
	HighMM     float64 // up to which height above the floor hands reach here; 0 is ReachHigh (RCH-3)
}

// DefaultPanel is a 21.5 inch Full HD display, upright: a common kiosk.
func DefaultPanel() Panel { return Panel{1080, 1920, 268, 476, 760, 0, 500, 0} }

// OrDefault is the panel, or the default one where a number is missing.
func (p Panel) OrDefault() Panel {
	if p.WidthPx <= 0 || p.HeightPx <= 0 || !(p.WidthMM > 0) || !(p.HeightMM > 0) {
		return DefaultPanel()
	}
	return p
}

// shapes are how far two pictures of one shape may differ, as a part of one: 1366 x 768 is
// taken for 16:9.
const shapes = 0.02

// Of is the panel when its screen has w x h pixels, and whether that has its shape. One of
// another shape is not on this panel, or leaves a part of it dark: nothing is known of its
// millimetres, so it is the panel as it was.
func (p Panel) Of(w, h int) (Panel, bool) {
	if w < 1 || h < 1 {
		return p, false
	}
	if k := float64(w) / float64(h) * float64(p.HeightPx) / float64(p.WidthPx); math.Abs(k-1) > shapes {
		return p, false
	}
	p.WidthPx, p.HeightPx = w, h
	return p, true
}

// PxPerMM is the density of the panel.
func (p Panel) PxPerMM() float64 {
	return math.Sqrt(float64(p.WidthPx) / p.WidthMM * float64(p.HeightPx) / p.HeightMM)
}

// Small reports whether the panel is one for which the smaller letter height is
// meant: a diagonal of up to 28 cm (TXT-2).
func (p Panel) Small() bool { return math.Hypot(p.WidthMM, p.HeightMM) <= 280 }

// largeSide is the lesser side of a picture from which there is room for names larger than
// what is only read, in millimetres: that of 32 inches upright, with some tolerance.
const largeSide = 390

// Large reports whether the panel has room for a larger type scale.
func (p Panel) Large() bool { return min(p.WidthMM, p.HeightMM) >= largeSide }

// Heights above the floor between which hands reach from a wheelchair and
// standing, with every control in them (RCH-1), and below which all information
// lies in the low position (RCH-2, the older and stricter figure).
const (
	ReachLow  = 400.0
	ReachHigh = 1220.0

	// InfoHigh is up to where there is something to read in the normal position; in the low
	// one it is ReachHigh (RCH-2, the newer and the older figure).
	InfoHigh = 1400.0
)

// High is up to which height above the floor hands reach on this panel, in millimetres.
func (p Panel) High() float64 {
	if p.HighMM > 0 {
		return min(p.HighMM, ReachHigh)
	}
	return ReachHigh
}

// Height is how far above the floor a point is, y millimetres below the upper
// edge of the picture.
func (p Panel) Height(y float64) float64 {
	return p.BottomMM + (p.HeightMM-y)*math.Cos(p.TiltDeg*math.Pi/180)
}

// Down is the place of a height above the floor, in millimetres below the upper
// edge; it may lie outside the picture.
func (p Panel) Down(height float64) float64 {
	c := math.Cos(p.TiltDeg * math.Pi / 180)
	if c < 0.05 { // a table: all of it is at one height
		if height >= p.BottomMM {
			return 0
		}
		return p.HeightMM
	}
	return p.HeightMM - (height-p.BottomMM)/c
}

// Reach is the part of the picture that hands reach, in millimetres from its upper
// edge (RCH-1). It is empty, low before high, where the panel hangs too high or
// too low; ok says so. A panel whose height was not measured is all in reach.
func (p Panel) Reach() (from, to float64, ok bool) {
	if p.BottomMM <= 0 {
		return 0, p.HeightMM, true
	}
	from, to = max(0, p.Down(p.High())), min(p.HeightMM, p.Down(ReachLow))
	return from, to, from < to
}

// far is how much larger letters must be because people stand farther away than
// the 500 mm that the figures of TXT-1 and TXT-2 are for. They are not made
// smaller for those who stand nearer.
func (p Panel) far() float64 { return max(1, p.DistanceMM/500) }
