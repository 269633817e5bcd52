package screen

import (
	"cmp"
	"image"
	"image/color"
	"strings"
	"unicode"

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
			count[at(img, x, y)]++
		}
	}
	best, next := 0, 0
	for c, n := range count {
		switch {
		case n > best || n == best && less(c, first):
			second, next = first, best
			first, best = c, n
		case n > next || n == next && less(c, second):
			second, next = c, n
		}
	}
	if next == 0 {
		second = first
	}
	return first, second
}

// less orders colours, so that of two equally common ones it is always the same.
func less(a, b color.NRGBA) bool {
	return uint32(a.R)<<16|uint32(a.G)<<8|uint32(a.B) < uint32(b.R)<<16|uint32(b.G)<<8|uint32(b.B)
}

// at is a pixel. Pictures of screens are opaque and nearly always image.RGBA.
func at(img image.Image, x, y int) color.NRGBA {
	if p, ok := img.(*image.RGBA); ok {
		i := p.PixOffset(x, y)
		return color.NRGBA{R: p.Pix[i], G: p.Pix[i+1], B: p.Pix[i+2], A: 255}
	}
	return color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
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
			c := at(img, x, y)
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

// Pixels measures in a photograph of a picture the contrast of every text and pictogram, by
// the limits of its look (CON-4, CON-5), and how what cannot be used looks. Of personal texts
// only the rule is named.
func Pixels(f frame.Frame, img image.Image) []Finding {
	var out []Finding
	for _, m := range Photographed() {
		out = append(out, by(m.Name, m.Of(f, img))...)
	}
	return out
}

// PixelMeasure is a measure of a picture and a photograph of it.
type PixelMeasure struct {
	Name string
	Of   func(frame.Frame, image.Image) []Finding
}

// Photographed are all of them.
func Photographed() []PixelMeasure {
	return []PixelMeasure{{"text", Text}, {"pictogram", Pictograms}, {"disabled", Disabled}}
}

// Text measures the contrast of every text by the limits of its look, that of a sample by those
// of the look that it shows (CON-4, CON-5). Of a
// sign that is thinner than a letter, no pixel may be all ink.
func Text(f frame.Frame, img image.Image) []Finding {
	var out findings
	off := map[scene.NodeID]bool{}
	for _, n := range f.Nodes {
		off[n.ID] = n.Disabled
	}
	for _, t := range f.Texts {
		if !strings.ContainsFunc(t.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			continue
		}
		rule, least, most := limits(cmp.Or(t.Theme, f.Scene.Look.Theme))
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

// limits are the least and the most contrast of what is read in a look, and their rule.
func limits(id string) (rule string, least, most float64) {
	look := theme.Look(id).ID
	least, most = theme.Limits(look)
	if look == theme.Default {
		return "CON-4", least, most
	}
	return "CON-5", least, most
}

// edgeContrast is what edges, icons and marks have at least (CON-6).
const edgeContrast = 3

// Pictograms measures the contrast of what is drawn in one colour: by the limits of text,
// for it is read (CON-4, "icons included"); 3:1 on what cannot be used (CON-6).
func Pictograms(f frame.Frame, img image.Image) []Finding {
	var out findings
	rule, least, _ := limits(f.Scene.Look.Theme)
	for _, p := range f.Pictures {
		if !p.Pictogram {
			continue
		}
		rule, least := rule, least
		if p.Faded {
			rule, least = "CON-6", edgeContrast
		}
		if got := Contrast(img, pixelRect(p.Rect)); got < least-contrastSlack {
			out.add(rule, p.Node, "its pictogram %q is %.2f:1, %.1f is the least", p.Name, got, least)
		}
	}
	return out
}

func pixelRect(r frame.Rect) image.Rectangle {
	return image.Rect(int(r.X), int(r.Y), int(r.X+r.W+0.5), int(r.Y+r.H+0.5))
}
