package theme

import (
	"image/color"
	"math"
)

// Palette is one look: every colour that the screen uses.
type Palette struct {
	ID        string
	Ground    color.NRGBA // the page
	Card      color.NRGBA // what can be chosen
	Ink       color.NRGBA // text on both
	Line      color.NRGBA // edge of what can be touched
	Hair      color.NRGBA // dividing lines, which carry nothing
	Band      color.NRGBA // under the bar
	Accent    color.NRGBA // the next act, ticks
	OnAccent  color.NRGBA
	Chosen    color.NRGBA // edge of what is selected
	Tint      color.NRGBA // ground of what is selected
	Press     color.NRGBA // under the finger
	OnPress   color.NRGBA
	Ribbon    color.NRGBA // the reason why something cannot be chosen
	OnRibbon  color.NRGBA
	Strip     color.NRGBA // what is being said
	OnStrip   color.NRGBA
	Mark      color.NRGBA // the word being said
	OnMark    color.NRGBA
	Alert     color.NRGBA // frame of an alert
	RingOuter color.NRGBA
	RingInner color.NRGBA
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

// Look returns the palette with that id; an unknown id is the default look, for
// a screen must always be readable.
func Look(id string) Palette {
	const black, white, yellow = 0x000000, 0xffffff, 0xfff000
	if id == "high-contrast" {
		// Black, white and yellow only: white on black 21:1, yellow 17.8:1 (CON-5).
		return Palette{ID: id,
			Ground: rgb(black), Card: rgb(black), Ink: rgb(white), Line: rgb(white), Hair: rgb(white), Band: rgb(black),
			Accent: rgb(yellow), OnAccent: rgb(black), Chosen: rgb(white), Tint: rgb(black), Press: rgb(white), OnPress: rgb(black),
			Ribbon: rgb(white), OnRibbon: rgb(black), Strip: rgb(black), OnStrip: rgb(white), Mark: rgb(yellow), OnMark: rgb(black),
			Alert: rgb(yellow), RingOuter: rgb(yellow), RingInner: rgb(black)}
	}
	return Palette{ID: "default",
		Ground: rgb(0xf6f3ec), Card: rgb(white), Ink: rgb(0x16191d), Line: rgb(0x6d675c), Hair: rgb(0xcfc8ba), Band: rgb(0xe9e4d9),
		Accent: rgb(0x0c4036), OnAccent: rgb(white), Chosen: rgb(0x0c4036), Tint: rgb(0xdcebe4), Press: rgb(0xc3dbd1), OnPress: rgb(0x101316),
		Ribbon: rgb(0x3a3d42), OnRibbon: rgb(white), Strip: rgb(0xe9e4d9), OnStrip: rgb(0x16191d), Mark: rgb(0x0c4036), OnMark: rgb(white),
		Alert: rgb(0x8a4b00), RingOuter: rgb(0x0b3fae), RingInner: rgb(white)}
}

// IDs lists the looks.
func IDs() []string { return []string{"default", "high-contrast"} }

// Pair is two colours that meet, and the least contrast they must have.
type Pair struct {
	Name string
	A, B color.NRGBA
	Min  float64
}

// Pairs lists every pair that carries meaning. Text of the default look keeps
// 10:1 (CON-4), that of the high-contrast one 20:1 in white and 17.5:1 in
// yellow (CON-5); edges and rings keep 3:1 (CON-6).
func (p Palette) Pairs() []Pair {
	text, accent := 10.0, 10.0
	if p.ID == "high-contrast" {
		text, accent = 20, 17.5
	}
	const edge = 3
	return []Pair{
		{"ink on ground", p.Ink, p.Ground, text},
		{"ink on card", p.Ink, p.Card, text},
		{"ink on tint", p.Ink, p.Tint, text},
		{"ink on band", p.Ink, p.Band, text},
		{"text under the finger", p.OnPress, p.Press, text},
		{"text on the next act", p.OnAccent, p.Accent, accent},
		{"reason", p.OnRibbon, p.Ribbon, text},
		{"caption", p.OnStrip, p.Strip, text},
		{"word being said", p.OnMark, p.Mark, accent},
		{"edge on ground", p.Line, p.Ground, edge},
		{"edge on card", p.Line, p.Card, edge},
		{"edge on band", p.Line, p.Band, edge},
		{"next act on ground", p.Accent, p.Ground, edge},
		{"selected edge on tint", p.Chosen, p.Tint, edge},
		{"alert on ground", p.Alert, p.Ground, edge},
		{"alert on card", p.Alert, p.Card, edge},
		{"ring on ground", p.RingOuter, p.Ground, edge},
		{"ring on band", p.RingOuter, p.Band, edge},
		{"ring inside", p.RingInner, p.RingOuter, edge},
		{"ring on card", p.RingOuter, p.Card, edge},
	}
}

// Contrast is the ratio of WCAG 2.2, 1 to 21.
func Contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2 (sRGB).
func luminance(c color.NRGBA) float64 {
	f := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*f(c.R) + 0.7152*f(c.G) + 0.0722*f(c.B)
}
