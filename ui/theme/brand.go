package theme

import (
	"fmt"
	"image/color"
	"math"
	"strconv"
	"strings"

	"modu/accessibility/scene"
)

// Brand is a site's own colours. They dress the default look only: the others are for
// eyes that need them as they are. A zero colour keeps the shipped one.
type Brand struct {
	Ground    color.NRGBA // the page
	Card      color.NRGBA // what can be chosen
	Ink       color.NRGBA // text on both
	Accent    color.NRGBA // the next act, ticks
	AccentInk color.NRGBA // text on it
	Ring      color.NRGBA // around what has focus
}

// Colour reads "#0c4036".
func Colour(s string) (color.NRGBA, error) {
	h, ok := strings.CutPrefix(s, "#")
	v, err := strconv.ParseUint(h, 16, 32)
	if !ok || err != nil || len(h) != 6 {
		return color.NRGBA{}, fmt.Errorf("%q is no colour; write six hexadecimal digits after a #, as in #0c4036", s)
	}
	return rgb(uint32(v)), nil
}

// Hex is a colour as Colour reads it.
func Hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Refusal is a colour of a brand that cannot be read by many people.
type Refusal struct {
	Key     string // "ink", "accent", …: the colour to change
	On      string // the colour that it meets
	Got     float64
	Least   float64
	Rule    string
	Nearest color.NRGBA // the nearest colour that keeps the contrast
	Banned  bool        // red on green, or yellow on blue (CON-8)
}

func (r Refusal) String() string {
	if r.Banned {
		return fmt.Sprintf("%s on %s is a pair that many people cannot tell apart (CON-8)", r.Key, r.On)
	}
	return fmt.Sprintf("%s on %s is %.2f:1, %s asks for %.0f:1", r.Key, r.On, r.Got, r.Rule, r.Least)
}

// Dress is the default look in a site's colours. Every pair keeps what CON-4 and CON-6
// ask for; a colour that does not is refused, and the shipped look is returned.
func Dress(b Brand) (Palette, []Refusal) {
	p := Look(Default)
	set := func(to *color.NRGBA, c color.NRGBA) {
		if c.A != 0 {
			*to = c
		}
	}
	set(&p.Ground, b.Ground)
	set(&p.Card, b.Card)
	set(&p.Ink, b.Ink)
	set(&p.Accent, b.Accent)
	set(&p.OnAccent, b.AccentInk)
	set(&p.RingOuter, b.Ring)
	least, _ := Limits(Default)
	var out []Refusal
	check := func(key string, c color.NRGBA, on string, ground color.NRGBA, least float64, rule string) {
		got := Contrast(c, ground)
		switch {
		case got < least:
			out = append(out, Refusal{Key: key, On: on, Got: got, Least: least, Rule: rule, Nearest: nearest(c, ground, least)})
		case Banned(c, ground):
			out = append(out, Refusal{Key: key, On: on, Got: got, Least: least, Rule: "CON-8", Nearest: nearest(c, ground, 21), Banned: true})
		}
	}
	check("ink", p.Ink, "ground", p.Ground, least, "CON-4")
	check("ink", p.Ink, "card", p.Card, least, "CON-4")
	check("accent_ink", p.OnAccent, "accent", p.Accent, least, "CON-4")
	check("accent", p.Accent, "ground", p.Ground, 3, "CON-6")
	check("ring", p.RingOuter, "ground", p.Ground, 3, "CON-6")
	check("ring", p.RingOuter, "card", p.Card, 3, "CON-6")
	if len(out) > 0 {
		return Look(Default), out
	}
	p.follow(least)
	for _, pair := range p.Pairs() {
		if !pair.Holds() {
			out = append(out, Refusal{Key: "accent", On: pair.Name, Got: Contrast(pair.A, pair.B), Least: pair.Least, Rule: pair.Rule, Nearest: Look(Default).Accent})
		}
	}
	if len(out) > 0 {
		return Look(Default), out
	}
	return p, nil
}

// follow mixes what follows from the brand's own colours, as strongly as the contrasts
// allow; least is that of text.
func (p *Palette) follow(least float64) {
	p.Chosen, p.Mark, p.OnMark = p.Accent, p.Accent, p.OnAccent
	p.Band = soft(p.Ground, p.Ink, 0.07, p.Ink, least)
	p.Strip, p.OnStrip = p.Band, p.Ink
	p.Tint = soft(p.Card, p.Accent, 0.14, p.Ink, least)
	p.Press, p.OnPress = soft(p.Card, p.Accent, 0.09, p.Ink, least), p.Ink
	p.Hair = mix(p.Ground, p.Ink, 0.2)
	p.Line = mix(p.Ground, p.Ink, 0.5)
	for k := 0.5; k < 1 && (Contrast(p.Line, p.Ground) < 3 || Contrast(p.Line, p.Card) < 3 || Contrast(p.Line, p.Band) < 3); k += 0.05 {
		p.Line = mix(p.Ground, p.Ink, k)
	}
	p.Act, p.OnAct, p.ActEdge, p.Point = p.Band, p.Ink, p.Line, p.Ink // nothing to press: not the colour of buttons
	p.Off = p.Line
	for k := 0.5; k < 1 && (Contrast(p.Off, p.Ground) < 4.5 || Contrast(p.Off, p.Band) < 4.5); k += 0.05 {
		p.Off = mix(p.Ground, p.Ink, k)
	}
	p.Ribbon, p.OnRibbon = p.Ink, p.Ground
	p.RingInner = p.Ground
	p.Alert = p.Ink
	p.followTints(least)
}

// followTints mixes the tints into a card of the brand's own; one that its text or its edges
// cannot be told from is left out.
func (p *Palette) followTints(least float64) {
	for _, tint := range scene.Tints() {
		c := p.Tints.of(tint)
		for k := 1.0; ; k *= 0.8 {
			mixed := mix(p.Card, *c, k)
			if Contrast(p.Ink, mixed) >= least && Contrast(p.Line, mixed) >= 3 && Contrast(p.Accent, mixed) >= 3 {
				*c = mixed
				break
			}
			if k < 0.1 {
				*c = color.NRGBA{}
				break
			}
		}
	}
}

// mix is a, with k of b.
func mix(a, b color.NRGBA, k float64) color.NRGBA {
	m := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*k)) }
	return color.NRGBA{m(a.R, b.R), m(a.G, b.G), m(a.B, b.B), 0xff}
}

// soft is a ground with at most k of another colour, on which text keeps its contrast.
func soft(ground, other color.NRGBA, k float64, text color.NRGBA, least float64) color.NRGBA {
	for ; k > 0.005; k *= 0.8 {
		if c := mix(ground, other, k); Contrast(c, text) >= least {
			return c
		}
	}
	return ground
}

// nearest is the colour closest to c, towards black or white, that keeps a contrast; the
// better of the two where neither does.
func nearest(c, ground color.NRGBA, least float64) color.NRGBA {
	black, white := rgb(0), rgb(0xffffff)
	for k := 0.0; k <= 1; k += 0.005 {
		dark, light := mix(c, black, k), mix(c, white, k)
		switch {
		case Contrast(dark, ground) >= least:
			return dark
		case Contrast(light, ground) >= least:
			return light
		}
	}
	if Contrast(black, ground) > Contrast(white, ground) {
		return black
	}
	return white
}
