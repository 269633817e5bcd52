package theme

import (
	"image/color"
	"math"

	"modu/accessibility/scene"
)

// Palette is one look: every colour that the screen uses.
type Palette struct {
	ID        string
	Ground    color.NRGBA // the page
	Card      color.NRGBA // what can be chosen
	Ink       color.NRGBA // text on both
	Line      color.NRGBA // edge of what can be touched
	Off       color.NRGBA // edge and words of what cannot be used now
	Hair      color.NRGBA // dividing lines, which carry nothing
	Band      color.NRGBA // under the bar
	Accent    color.NRGBA // the next act, ticks
	OnAccent  color.NRGBA
	Chosen    color.NRGBA // edge of what is selected
	Tint      color.NRGBA // ground of what is selected
	Press     color.NRGBA // under the finger, with a wide edge: a change of light there would flash (FLA-2)
	OnPress   color.NRGBA
	Act       color.NRGBA // what is to be done outside the screen
	OnAct     color.NRGBA
	ActEdge   color.NRGBA
	Point     color.NRGBA // the arrow there, and the time that is left
	Ribbon    color.NRGBA // the reason why something cannot be chosen
	OnRibbon  color.NRGBA
	Strip     color.NRGBA // what is being said
	OnStrip   color.NRGBA
	Mark      color.NRGBA // the word being said
	OnMark    color.NRGBA
	Alert     color.NRGBA // frame of an alert
	RingOuter color.NRGBA
	RingInner color.NRGBA
	Dim       float64 // how much pictures are taken back, 0 to 1
	Tints     Tints   // under pictures, by category; zero in looks of few colours
}

// Tints are the pale grounds under pictures, one for each tint of a scene. One that is zero
// is not painted.
type Tints struct{ Sand, Green, Cream, Rose, Blue, Wheat, Lilac color.NRGBA }

// Of is the ground for a tint, and whether there is one.
func (t Tints) Of(tint scene.Tint) (c color.NRGBA, ok bool) {
	if of := t.of(tint); of != nil {
		c = *of
	}
	return c, c.A != 0
}

// of is where the ground for a tint is kept; nil for an unknown tint.
func (t *Tints) of(tint scene.Tint) *color.NRGBA {
	switch tint {
	case scene.Sand:
		return &t.Sand
	case scene.Green:
		return &t.Green
	case scene.Cream:
		return &t.Cream
	case scene.Rose:
		return &t.Rose
	case scene.Blue:
		return &t.Blue
	case scene.Wheat:
		return &t.Wheat
	case scene.Lilac:
		return &t.Lilac
	}
	return nil
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

// The looks, by id. A site may dress the default one in its own colours.
const (
	Default     = "default"
	WhiteBlack  = "high-contrast"
	YellowBlack = "yellow-on-black"
	CyanBlack   = "cyan-on-black"
	BlackWhite  = "black-on-white"
	Soft        = "low-contrast" // for people whom light hurts
)

// IDs lists the looks in the order in which they are offered.
func IDs() []string { return []string{Default, WhiteBlack, YellowBlack, CyanBlack, BlackWhite, Soft} }

// Look returns the palette with that id; an unknown id is the default look, for
// a screen must always be readable.
func Look(id string) Palette {
	const black, white, yellow, cyan, blue = 0x000000, 0xffffff, 0xfff000, 0x00ffff, 0x0b3fae
	switch id {
	case WhiteBlack:
		// Two colours and a yellow ring: white on black 21:1 (CON-5).
		return mono(id, black, white, yellow)
	case YellowBlack:
		return mono(id, black, yellow, white)
	case CyanBlack:
		return mono(id, black, cyan, white)
	case BlackWhite:
		return mono(id, white, black, blue)
	case Soft:
		// Warm greys on a dark ground, nothing brighter than 8:1, and pictures dimmed.
		const ground, card, ink, tint, line = 0x26231f, 0x2b2824, 0xb0a798, 0x35312b, 0x8b8375
		return Palette{ID: id,
			Ground: rgb(ground), Card: rgb(card), Ink: rgb(ink), Line: rgb(line), Off: rgb(0x968d7e), Hair: rgb(0x4a453d), Band: rgb(ground),
			Accent: rgb(ink), OnAccent: rgb(ground), Chosen: rgb(ink), Tint: rgb(tint), Press: rgb(tint), OnPress: rgb(ink),
			Act: rgb(card), OnAct: rgb(ink), ActEdge: rgb(line), Point: rgb(ink),
			Ribbon: rgb(ink), OnRibbon: rgb(ground), Strip: rgb(card), OnStrip: rgb(ink), Mark: rgb(ink), OnMark: rgb(ground),
			Alert: rgb(ink), RingOuter: rgb(0xc2b8a8), RingInner: rgb(ground), Dim: 0.45}
	}
	return Palette{ID: Default,
		Ground: rgb(0xf6f3ec), Card: rgb(white), Ink: rgb(0x16191d), Line: rgb(0x6d675c), Off: rgb(0x5c564c), Hair: rgb(0xcfc8ba), Band: rgb(0xece7dc),
		Accent: rgb(0x0c4036), OnAccent: rgb(white), Chosen: rgb(0x0c4036), Tint: rgb(0xdcebe4), Press: rgb(0xe9f1ed), OnPress: rgb(0x101316),
		Act: rgb(0xe3ebf3), OnAct: rgb(0x16191d), ActEdge: rgb(0x5b7188), Point: rgb(0x8a4b00), // nothing to press: not the colour of buttons
		Ribbon: rgb(0x3a3d42), OnRibbon: rgb(white), Strip: rgb(0xece7dc), OnStrip: rgb(0x16191d), Mark: rgb(0x0c4036), OnMark: rgb(white),
		Alert: rgb(0x8a4b00), RingOuter: rgb(blue), RingInner: rgb(white),
		Tints: Tints{Sand: rgb(0xf0e2cc), Green: rgb(0xdfebd3), Cream: rgb(0xf8e6de), Rose: rgb(0xf7d9d7), Blue: rgb(0xd9e8f1), Wheat: rgb(0xf4e8bf), Lilac: rgb(0xe6def0)}}
}

// mono is a look of one colour on another. State shows by shape: thick edges,
// ticks, areas turned over; the ring alone has a colour of its own.
func mono(id string, ground, ink, ring uint32) Palette {
	g, i := rgb(ground), rgb(ink)
	return Palette{ID: id, Ground: g, Card: g, Ink: i, Line: i, Off: i, Hair: i, Band: g, Accent: i, OnAccent: g, Chosen: i, Tint: g,
		Press: g, OnPress: i, Act: g, OnAct: i, ActEdge: i, Point: i, Ribbon: i, OnRibbon: g, Strip: g, OnStrip: i, Mark: i, OnMark: g, Alert: i, RingOuter: rgb(ring), RingInner: g}
}

// Limits are the least and the most contrast of text in a look; most is 21 where
// only the least counts.
func Limits(id string) (least, most float64) {
	switch id {
	case WhiteBlack, BlackWhite:
		return 20, 21 // CON-5
	case YellowBlack:
		return 17.5, 21 // CON-5
	case CyanBlack:
		return 15, 21 // CON-5
	case Soft:
		return 4.5, 8 // CON-5, CON-1
	}
	return 10, 21 // CON-4
}

// Pair is two colours that meet, and the contrast they must have.
type Pair struct {
	Name  string
	A, B  color.NRGBA
	Least float64
	Most  float64
	Rule  string
}

// Holds reports whether the pair keeps its contrast.
func (p Pair) Holds() bool {
	c := Contrast(p.A, p.B)
	return c >= p.Least && c <= p.Most+0.001
}

// Pairs lists every pair that carries meaning: text by the limits of its look,
// edges and rings at 3:1 (CON-6).
func (p Palette) Pairs() []Pair {
	least, most := Limits(p.ID)
	rule := "CON-5"
	if p.ID == Default {
		rule = "CON-4"
	}
	var out []Pair
	text := func(name string, a, b color.NRGBA) { out = append(out, Pair{name, a, b, least, most, rule}) }
	edge := func(name string, a, b color.NRGBA) { out = append(out, Pair{name, a, b, 3, 21, "CON-6"}) }
	text("ink on ground", p.Ink, p.Ground)
	text("ink on card", p.Ink, p.Card)
	text("ink on tint", p.Ink, p.Tint)
	text("ink on band", p.Ink, p.Band)
	text("text under the finger", p.OnPress, p.Press)
	text("text on the next act", p.OnAccent, p.Accent)
	text("text on an act outside the screen", p.OnAct, p.Act)
	text("reason", p.OnRibbon, p.Ribbon)
	text("caption", p.OnStrip, p.Strip)
	text("word being said", p.OnMark, p.Mark)
	edge("edge on ground", p.Line, p.Ground)
	edge("edge on card", p.Line, p.Card)
	edge("edge on band", p.Line, p.Band)
	edge("next act on ground", p.Accent, p.Ground)
	edge("selected edge on tint", p.Chosen, p.Tint)
	edge("selected edge on ground", p.Chosen, p.Ground)
	edge("alert on ground", p.Alert, p.Ground)
	edge("alert on card", p.Alert, p.Card)
	edge("edge of an act outside the screen on ground", p.ActEdge, p.Ground)
	edge("arrow on an act outside the screen", p.Point, p.Act)
	out = append(out, Pair{"what cannot be used on ground", p.Off, p.Ground, 4.5, 21, "CON-1"}, Pair{"what cannot be used on band", p.Off, p.Band, 4.5, 21, "CON-1"})
	edge("ring on ground", p.RingOuter, p.Ground)
	edge("ring on band", p.RingOuter, p.Band)
	edge("ring inside", p.RingInner, p.RingOuter)
	edge("ring on card", p.RingOuter, p.Card)
	for _, tint := range scene.Tints() {
		if c, ok := p.Tints.Of(tint); ok {
			text("ink on "+string(tint), p.Ink, c)
			edge("edge on "+string(tint), p.Line, c)
			edge("selected edge on "+string(tint), p.Chosen, c)
			edge("tick on "+string(tint), p.Accent, c)
		}
	}
	return out
}

// Banned reports whether two colours are one of the pairs that many people cannot
// tell apart, red and green or yellow and blue, whatever their contrast (CON-8).
func Banned(a, b color.NRGBA) bool {
	ha, okA := hue(a)
	hb, okB := hue(b)
	if !okA || !okB {
		return false
	}
	in := func(h, from, to float64) bool { return h >= from && h < to }
	red := func(h float64) bool { return h >= 340 || h < 20 }
	green := func(h float64) bool { return in(h, 80, 170) }
	yellow := func(h float64) bool { return in(h, 45, 75) }
	blue := func(h float64) bool { return in(h, 195, 265) }
	return red(ha) && green(hb) || green(ha) && red(hb) || yellow(ha) && blue(hb) || blue(ha) && yellow(hb)
}

// hue is the angle of a colour in degrees; ok is false for what looks grey.
func hue(c color.NRGBA) (h float64, ok bool) {
	r, g, b := float64(c.R), float64(c.G), float64(c.B)
	top, low := max(r, g, b), min(r, g, b)
	d := top - low
	if d < 60 || d < top*0.35 {
		return 0, false
	}
	switch top {
	case r:
		h = (g - b) / d * 60
	case g:
		h = 120 + (b-r)/d*60
	default:
		h = 240 + (r-g)/d*60
	}
	return math.Mod(h+360, 360), true
}

// Contrast is the ratio of WCAG 2.2, 1 to 21.
func Contrast(a, b color.NRGBA) float64 {
	return ContrastOf(luminance(Linear(a.R), Linear(a.G), Linear(a.B)), luminance(Linear(b.R), Linear(b.G), Linear(b.B)))
}

// ContrastOf is that ratio of two relative luminances.
func ContrastOf(a, b float64) float64 {
	return (math.Max(a, b) + 0.05) / (math.Min(a, b) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2 of linear light.
func luminance(r, g, b float64) float64 { return 0.2126*r + 0.7152*g + 0.0722*b }

// Light is the linear light of each value of a channel: for whole areas, for which powers are
// too slow. Any goroutine may read it.
type Light [256]float64

// NewLight makes the table.
func NewLight() *Light {
	var l Light
	for v := range l {
		l[v] = Linear(uint8(v))
	}
	return &l
}

// Luminance is the relative luminance of a colour, 0 to 1.
func (l *Light) Luminance(c color.NRGBA) float64 { return luminance(l[c.R], l[c.G], l[c.B]) }

// Linear is the linear light of a value of a channel of sRGB, 0 to 1 (WCAG 2.2).
func Linear(v uint8) float64 {
	x := float64(v) / 255
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}
