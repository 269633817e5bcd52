// Package theme holds the measures and colours of the screen: millimetres, type
// scale, palettes and the contrast each pair of colours must keep.
//
// It hides the choice of every size and colour. It knows no toolkit, draws
// nothing and has no state: any goroutine may call it.
package theme

import "math"

// InkPerEm is the height of the ink of a Hangul syllable in the shipped medium
// weight, for a font size of one; measured 0.83 to 0.87, the least is taken.
const InkPerEm = 0.83

// Sizes in millimetres at 100 %. Everything that can be touched or read grows
// with scene.Look.Size (TXT-6); margins and gaps do not, they only keep things
// apart.
const (
	Target       = 15.0 // smallest side of anything that can be touched; TGT-4 asks for 12.7, TGT-2 for 150 mm²
	TargetSmall  = 12.8 // the same on a small panel, where every millimetre is missed elsewhere
	Floor        = 12.7 // TGT-4: no shrinking below this while the window is a real panel
	Stepper      = 24.0 // side of minus and plus
	StepperSmall = 17.0 // the same on a small panel
	Answer       = 40.0 // height of an answer where a large panel shows a question and nothing else
	FirstStep    = 62.0 // height of "start", where there is room
	NextStep     = 33.0 // height of the one next step, where there is room; it grows as the bar does
	Gap          = 5.0  // between targets; TGT-4 asks for 2.54, the focus ring needs room on both sides
	GapSmall     = 4.2  // on a small panel
	GapFloor     = 2.6  // TGT-4
	Margin       = 9.0
	BarMargin    = 1.6 // least margin of the bar
	Pad          = 4.0
	Stroke       = 0.5
	Radius       = 2.6 // corners of what can be touched
	Lip          = 1.5 // lower edge of what can be pressed, so that it looks like a key
	Thick        = 1.6 // border of what is selected, and of an alert
	RingOut      = 1.3 // KEY-9: at least 1 mm, seen on any ground because of its two colours
	RingIn       = 0.7
	Tick         = 12.0
	TickLarge    = 17.0 // on a large panel; it grows as the bar does
	Dash         = 3.0  // of the edge of what cannot be used
	PressedEdge  = 3.3  // of what is pressed: seen beside the finger, and too little to flash (FLA-2)
	Icon         = 17.0 // pictograms on the bar,
	IconSmall    = 10.5 // on a small panel, and where the words leave no room for larger ones
	StripAccent  = 1.6  // the line at the left of a caption
)

// Sizes of pictures and clips, in millimetres at 100 %.
const (
	Picture              = 25.0  // least height of a picture on a card before type is made smaller
	PictureMost          = 170.0 // no picture on a card is larger,
	ActPictureLeast      = 45.0  // of an act outside the screen, before type is made smaller
	ActPictureMost       = 170.0
	Arrow                = 130.0 // to a device beside the screen, where there is room
	ArrowLeast           = 40.0  // the same before type is made smaller
	TimeBar              = 6.0   // of the time that is left
	PictureLeast         = 6.0   // a lower one on a card is left out
	PictureAlone         = 280.0 // greatest height of the picture of the only thing on a list
	PagePicture          = 80.0  // of a picture that stands alone
	MoneyHeight          = 22.0  // of a note or coin beside a sum; its number is half as high
	SettingPicture       = 36.0  // of a preference beside its name,
	SettingPictureMiddle = 26.0  // where there is no room for larger letters,
	SettingPictureSmall  = 18.0  // on a small panel
	PathPicture          = 28.0  // of what has been chosen so far, in the easy form
	QuantityPicture      = 70.0  // of the width of a picture beside an amount that can be changed
	ColumnPicture        = 120.0 // under the title in a column of its own
	SummaryPicture       = 45.0  // of the width of a picture beside a line to check
	WelcomePictureLeast  = 12.0  // a lower one on the first screen is left out
	ClipHeight           = 62.0  // signs are read from hands and face together, so a clip is several pictures large
	ClipLeast            = 42.0  // it does not grow beyond this where room is scarce
	ClipColumn           = 60.0  // least width of its column in a wide window
)

// Type is the ink height of each kind of text, in millimetres of Hangul: steps of one
// scale, so that the eye is led from one to the next. There are two weights; every step
// above Body is bold.
type Type struct {
	Hero   float64 // the order number
	Amount float64 // what is to be paid
	Verb   float64 // what to do outside the screen; the title of the first screen
	Title  float64
	Name   float64 // names, prices, the label of the next act
	Body   float64 // everything else
}

// BarGrowth is the largest size of the bar, 1 is 100 %: it is the same on every screen and
// soon known, and all height that it takes is missing where there is something to choose.
const BarGrowth = 4.0 / 3

// Ratio is that of a step of the type scale to the one below it.
const Ratio = 4.0 / 3

// HeroMost is how much larger than Hero the order number is where there is room.
const HeroMost = 2.0

// StripInk is the ink height of the focus strip: more than twice the largest text, for
// those whom 200 % does not help.
const StripInk = 30.0

// StripShare is how much of the height in use the focus strip may take.
const StripShare = 0.46

// Least is the smallest ink height that may appear on a small panel (TXT-1),
// Ordinary the smallest on any other (TXT-2), both seen from 500 mm.
const (
	Least    = 7.25
	Ordinary = 12.0
)

// LeastInk is the smallest ink height that may appear on a panel at 100 %.
func LeastInk(p Panel) float64 {
	if p.Small() {
		return Least * p.far()
	}
	return Ordinary * p.far()
}

// Types is the type scale for a panel: from 12 mm up on a large one (TXT-2), from the
// lower figure where the whole device is small (TXT-1). Latin capitals, 0.705 em, stay
// above 7.33 mm on a large one (TXT-3 at 600 mm). Where there is room, names are a step
// above what is only read, and all that is above them goes up as well.
func Types(p Panel) Type {
	body, names := 12.1, 0.0
	if p.Small() {
		body = 7.4
	}
	if p.Large() {
		names = 1
	}
	step := func(n float64) float64 { return body * math.Pow(Ratio, n) * p.far() }
	return Type{Body: step(0), Name: step(names), Title: step(names + 1), Verb: step(names + 2), Amount: step(names + 3), Hero: step(names + 4)}
}

// Up is the type scale one step larger: that of the easy form.
func (t Type) Up() Type {
	return Type{t.Hero * Ratio, t.Amount * Ratio, t.Verb * Ratio, t.Title * Ratio, t.Name * Ratio, t.Body * Ratio}
}

// Scale is the factor of a size in per cent. The four steps are exact thirds, so
// that 12 mm become 16, 20 and 24 (TXT-5).
func Scale(percent int) float64 {
	if percent < 50 || percent > 400 {
		return 1
	}
	return math.Round(float64(percent)/100*12) / 12
}
