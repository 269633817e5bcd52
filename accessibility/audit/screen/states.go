package screen

import (
	"image"
	"image/color"
	"math"

	"modu/accessibility/scene"
	"modu/ui/frame"
	"modu/ui/theme"
)

// Contrast is a ratio of luminances. What these measures find to differ therefore differs in
// a grey picture, too (CON-7).

// A focus ring is at least ringPx thick (KEY-9), within ringMM of its node, along ringShare
// of its edge, looked at every ringStep.
const (
	ringPx    = 2
	ringMM    = 3.0
	ringShare = 0.95
	ringStep  = 1.0 // millimetres
)

// Ring finds a focus that is not seen around its node, or not on all sides (KEY-9, SPK-4).
// with is a photograph of the picture, without one of the same scene without a focus.
func Ring(f frame.Frame, with, without image.Image) []Finding {
	var out findings
	n, ok := nodeOf(f, f.Scene.Focus)
	if !ok || f.Scene.Curtain {
		return nil
	}
	seen, all, l := 0, 0, theme.NewLight()
	for _, s := range sides(n.Rect, f.PxPerMM()) {
		all++
		if s.changed(l, with, without, int(ringMM*f.PxPerMM()+0.5)) >= ringPx {
			seen++
		}
	}
	if share := float64(seen) / float64(max(1, all)); share < ringShare {
		out.add("KEY-9", n.ID, "has the focus, which is seen along %.0f %% of its edge, at %d:1 and %d pixels; %.0f %% are asked for", share*100, edgeContrast, ringPx, ringShare*100)
	}
	return by("ring", out)
}

// probe is a place on the edge of a node and the way outwards.
type probe struct{ x, y, dx, dy int }

// sides are probes along the four sides of a node, corners left out: they may be round.
func sides(r frame.Rect, mm float64) []probe {
	var out []probe
	corner, step := theme.Radius*mm, ringStep*mm
	for x := r.X + corner; x <= r.X+r.W-corner; x += step {
		out = append(out, probe{int(x), int(math.Round(r.Y)) - 1, 0, -1}, probe{int(x), int(math.Round(r.Y + r.H)), 0, 1})
	}
	for y := r.Y + corner; y <= r.Y+r.H-corner; y += step {
		out = append(out, probe{int(math.Round(r.X)) - 1, int(y), -1, 0}, probe{int(math.Round(r.X + r.W)), int(y), 1, 0})
	}
	return out
}

// changed is how many pixels on the way have another luminance in a than in b.
func (s probe) changed(l *theme.Light, a, b image.Image, far int) int {
	n := 0
	for i := range far {
		p := image.Pt(s.x+i*s.dx, s.y+i*s.dy)
		if p.In(a.Bounds()) && p.In(b.Bounds()) && differ(l, at(a, p.X, p.Y), at(b, p.X, p.Y)) {
			n++
		}
	}
	return n
}

// differ reports whether two colours are told apart, without their hue.
func differ(l *theme.Light, a, b color.NRGBA) bool {
	if a == b {
		return false
	}
	return theme.ContrastOf(l.Luminance(a), l.Luminance(b)) >= edgeContrast
}

// tickMM2 is the least area of a mark within what is chosen, edge left out: a square of
// 5 mm.
const tickMM2 = 25.0

// Chosen finds a thing that is chosen and has no mark of its own for it, only an edge or a
// tint (CON-7). chosen and plain are pictures of one scene but for that, each with its
// photograph.
func Chosen(id scene.NodeID, chosen, plain frame.Frame, with, without image.Image) []Finding {
	var out findings
	a, okA := nodeOf(chosen, id)
	b, okB := nodeOf(plain, id)
	switch {
	case !okA || !okB:
		out.add("CON-7", id, "is not on the screen")
	case !alike(a.Rect, b.Rect):
		out.add("LNG-2", id, "moves when it is chosen: %s, before %s", in(chosen, a.Rect), in(plain, b.Rect))
	default:
		mm := chosen.PxPerMM()
		inner := pixelRect(a.Inset((theme.Thick + ringStep) * mm))
		if area := changedArea(with, without, inner) / (mm * mm); area < tickMM2 {
			out.add("CON-7", id, "is chosen, and within its edge %.0f mm² say so at %d:1; %.0f is the least", area, edgeContrast, tickMM2)
		}
	}
	return by("chosen", out)
}

func alike(a, b frame.Rect) bool {
	near := func(x, y float64) bool { return math.Abs(x-y) <= slack }
	return near(a.X, b.X) && near(a.Y, b.Y) && near(a.W, b.W) && near(a.H, b.H)
}

// What is pressed changes its luminance at least pressedMM wide, within pressedDeep of its
// edge, along pressedShare of it: beside a finger that hides the middle, and not so much that
// it would flash (FLA-2).
const (
	pressedMM    = 1.5
	pressedDeep  = 6.0
	pressedShare = 0.9
)

// Pressed finds a thing that does not look pressed, or only where the finger hides it
// (ERR-5, HEA-1). rest and pressed are photographs of the picture.
func Pressed(id scene.NodeID, f frame.Frame, rest, pressed image.Image) []Finding {
	var out findings
	n, ok := nodeOf(f, id)
	if !ok {
		out.add("ERR-5", id, "is not on the screen")
		return by("pressed", out)
	}
	mm := f.PxPerMM()
	seen, all, l := 0, 0, theme.NewLight()
	for _, s := range sides(n.Rect, mm) {
		all++
		inwards := probe{s.x - s.dx, s.y - s.dy, -s.dx, -s.dy}
		if float64(inwards.changed(l, rest, pressed, int(pressedDeep*mm+0.5))) >= pressedMM*mm {
			seen++
		}
	}
	if share := float64(seen) / float64(max(1, all)); share < pressedShare {
		out.add("ERR-5", id, "is pressed, which is seen along %.0f %% of its edge, at %d:1 and %.1f mm; %.0f %% are asked for", share*100, edgeContrast, pressedMM, pressedShare*100)
	}
	return by("pressed", out)
}

func area(r image.Rectangle) int { return r.Dx() * r.Dy() }

// changedArea is how many pixels of r have another luminance in a than in b.
func changedArea(a, b image.Image, r image.Rectangle) float64 {
	n, l := 0, theme.NewLight()
	r = r.Intersect(a.Bounds()).Intersect(b.Bounds())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if differ(l, at(a, x, y), at(b, x, y)) {
				n++
			}
		}
	}
	return float64(n)
}

// The edge of what cannot be used is broken: a part of it is drawn and a part is not. Its
// words keep disabledInk.
const (
	dashLeast   = 0.2
	dashMost    = 0.85
	disabledInk = 4.5
)

// Disabled finds things that cannot be used and are told from others by a colour, or from a
// heading by nothing: their edge must be broken, at 3:1, and their words keep 4.5:1
// (CON-7, CON-6, CON-1).
func Disabled(f frame.Frame, img image.Image) []Finding {
	var out findings
	for _, n := range targets(f) {
		if !n.Disabled {
			continue
		}
		if share := edgeShare(f, n, img); share < dashLeast || share > dashMost {
			out.add("CON-7", n.ID, "cannot be used, and %.0f %% of its edge is drawn; a broken edge, %.0f to %.0f %%, tells it by its form", share*100, dashLeast*100, dashMost*100)
		}
	}
	for _, t := range f.Texts {
		n, ok := nodeOf(f, t.Node)
		if !ok || !n.Disabled || !isTarget(n) {
			continue
		}
		if got := Contrast(img, pixelRect(t.Rect)); got < disabledInk-contrastSlack {
			out.add("CON-1", t.Node, "%q is %.2f:1 although it cannot be used, %.1f is the least", t.Text, got, disabledInk)
		}
	}
	return out
}

// edgeShare is the share of the edge of a node that is drawn: there is a pixel within
// edgeMM of it that stands out from what is inside.
func edgeShare(f frame.Frame, n frame.Node, img image.Image) float64 {
	const edgeMM = 1.5
	deep := max(2, int(edgeMM*f.PxPerMM()))
	drawn, all, l := 0, 0, theme.NewLight()
	for _, s := range sides(n.Rect, f.PxPerMM()) {
		all++
		inside := image.Pt(s.x-s.dx*(deep+2), s.y-s.dy*(deep+2))
		if !inside.In(img.Bounds()) {
			continue
		}
		ground := at(img, inside.X, inside.Y)
		for i := range deep + 1 {
			if p := image.Pt(s.x-i*s.dx, s.y-i*s.dy); p.In(img.Bounds()) && differ(l, at(img, p.X, p.Y), ground) {
				drawn++
				break
			}
		}
	}
	return float64(drawn) / float64(max(1, all))
}

// Ground is the share of a photograph, 0 to 1, that has the very colour of the page: what is
// left empty.
func Ground(img image.Image, ground color.NRGBA) float64 {
	n, b := 0, img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if at(img, x, y) == ground {
				n++
			}
		}
	}
	return float64(n) / float64(max(1, area(b)))
}

// nodeOf is the largest node of that name: a row of buttons is drawn as part of its alert.
func nodeOf(f frame.Frame, id scene.NodeID) (found frame.Node, ok bool) {
	for _, n := range f.Nodes {
		if n.ID == id && id != "" && (!ok || n.W*n.H > found.W*found.H) {
			found, ok = n, true
		}
	}
	return found, ok
}
