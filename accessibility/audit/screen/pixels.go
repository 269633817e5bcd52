package screen

import (
	"image"
	"image/color"

	"modu/accessibility/scene"
	"modu/ui/frame"
	"modu/ui/theme"
)

// Contrast is the ratio of the two commonest colours in a part of a picture: within a
// line of text, the ground and the letters (WCAG 2.2). It is 1 where there is one colour.
func Contrast(img image.Image, r image.Rectangle) float64 {
	ground, ink := twoColours(img, r)
	return theme.Contrast(ground, ink)
}

func twoColours(img image.Image, r image.Rectangle) (first, second color.NRGBA) {
	count := map[color.NRGBA]int{}
	r = r.Intersect(img.Bounds())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			count[color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)]++
		}
	}
	best, next := 0, 0
	for c, n := range count {
		switch {
		case n > best:
			second, next = first, best
			first, best = c, n
		case n > next:
			second, next = c, n
		}
	}
	if next == 0 {
		second = first
	}
	return first, second
}

// InkHeight is how high the letters in a part of a picture are, in pixels: from the first
// to the last row in which something differs clearly from the ground.
func InkHeight(img image.Image, r image.Rectangle) int {
	r = r.Intersect(img.Bounds())
	ground, ink := twoColours(img, r)
	if ground == ink {
		return 0
	}
	first, last := -1, -1
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
			if theme.Contrast(c, ground) > 1+(theme.Contrast(ink, ground)-1)/2 { // there is more ink than ground
				if first < 0 {
					first = y
				}
				last = y
				break
			}
		}
	}
	if first < 0 {
		return 0
	}
	return last - first + 1
}

// Within a line box, the rows in which contrast is measured, in em, and what rounding of
// colours may cost.
const (
	contrastTop    = 0.15
	contrastBottom = 1.05
	contrastSlack  = 0.05

	leastOff = 4.5 // of what cannot be used now: CON-4 and CON-5 leave it out, CON-1 would not
)

// Pixels measures the contrast of every text of a picture in a photograph of it, by the
// limits of its look (CON-4, CON-5). Of personal texts only the rule is named.
func Pixels(f frame.Frame, img image.Image) []Finding {
	var out findings
	look := f.Scene.Look.Theme
	least, most := theme.Limits(theme.Look(look).ID)
	rule := "CON-5"
	if theme.Look(look).ID == theme.Default {
		rule = "CON-4"
	}
	off := map[scene.NodeID]bool{}
	for _, n := range f.Nodes {
		off[n.ID] = n.Disabled
	}
	for _, t := range f.Texts {
		least := least
		if off[t.Node] {
			least = min(least, leastOff)
		}
		got := Contrast(img, image.Rect(int(t.X), int(t.Y+t.EmPX*contrastTop), int(t.X+t.W)+1, int(t.Y+t.EmPX*contrastBottom)))
		if got < least-contrastSlack || got > most+contrastSlack {
			out.add(rule, t.Node, "%q is %.2f:1, %.1f to %.1f are asked for", t.Text, got, least, most)
		}
	}
	return out
}
