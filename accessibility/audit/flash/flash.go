// Package flash measures whether a run of pictures flashes (FLA-1, FLA-2): what the eyes
// of a person with photosensitive epilepsy must not meet.
//
// It hides how swings of luminance are told from change. Any test, bench or tool may feed
// it what it sees: frames of a window, of a clip. It judges what it is given and never
// says "safe", only where a limit was passed. FLA-3 (flicker of the panel) and the
// blinking of a lamp of its own (FLA-4) are no pictures and are not seen here.
package flash

import (
	"fmt"
	"image"
	"math"
	"strings"
	"time"
)

// Finding is a place in time where a rule is broken.
type Finding struct {
	Rule string
	At   time.Duration
	Text string
}

func (f Finding) String() string {
	return fmt.Sprintf("%s at %.2f s: %s", f.Rule, f.At.Seconds(), f.Text)
}

// Meter takes pictures one by one and holds a sample of the last only. The zero value is
// ready; one goroutine at a time may use it.
//
// A point flashes when its relative luminance swings by at least 10 % of the largest there
// is and back, the darker end being below 0.80, or when it goes to and from a saturated
// red (FLA-2). Every point counts for itself; what is judged is the share of the points
// that flash, wherever they are, which is stricter than the rule's block.
type Meter struct {
	// Share of the picture that may flash; zero is that of a whole kiosk panel. A clip
	// is seen in a part of the panel and may use a larger one.
	Share float64

	cols, rows int
	points     []point
	light      [256]float64 // by a channel's value
	told       time.Duration
	telling    bool
}

const (
	leastSwing  = 0.10        // FLA-2: change of relative luminance
	darkerBelow = 0.80        // FLA-2: of the darker end
	window      = time.Second // FLA-1
	// FLA-1: two flashes a second, the stricter of the two readings. A flash is a pair of
	// opposing swings; the fifth swing within a second begins the third.
	tooMany = 5
	// FLA-2 allows a quarter of any 10° field. 10° at 500 mm are 87 mm; a panel of
	// 21.5 inch is three such fields wide and five high.
	panelShare = 0.25 / 15
	saturated  = 0.8 // R/(R+G+B), WCAG 2.2, definition of red flash
)

// Columns and Rows are of the points that are looked at; a smaller picture has fewer. An
// edge 3 mm wide must count as what it covers, not as what lies around it, and most long
// edges lie across: on a panel of 21.5 inch the rows are 1 mm apart.
const Columns, Rows = 96, 480

// point is one place of the picture.
type point struct {
	low, high float64 // since the last swing
	red       bool
	dir       int8 // of the last swing; 0 before there was one
	known     bool
	swings    swings
	reds      swings
}

// swings are the latest swings of a point.
type swings struct {
	at [tooMany]time.Duration // the oldest at n
	n  int
}

func (s *swings) add(at time.Duration) {
	s.at[s.n%tooMany] = at
	s.n++
}

// flash reports whether there are too many by now.
func (s *swings) flash(at time.Duration) bool {
	return s.n >= tooMany && at-s.at[s.n%tooMany] < window
}

// flashing is all that flashes in one way.
type flashing struct {
	n    int
	area image.Rectangle // in points
	one  *swings         // of one of them
}

func (f *flashing) add(x, y int, s *swings) {
	f.n++
	f.area = f.area.Union(image.Rect(x, y, x+1, y+1))
	if f.one == nil {
		f.one = s
	}
}

// See takes the next picture and says what is wrong by now, at most once a second. Times
// never run backwards; thirty pictures a second are wanted (FLA-1).
func (m *Meter) See(at time.Duration, img image.Image) []Finding {
	b := img.Bounds()
	if b.Empty() {
		return nil
	}
	if m.points == nil {
		m.cols, m.rows = min(Columns, b.Dx()), min(Rows, b.Dy())
		m.points = make([]point, m.cols*m.rows)
		for v := range m.light {
			m.light[v] = linear(float64(v) / 0xff)
		}
	}
	var bright, red flashing
	for y := range m.rows {
		py := b.Min.Y + (2*y+1)*b.Dy()/(2*m.rows)
		for x := range m.cols {
			p := &m.points[y*m.cols+x]
			l, isRed := m.look(img, b.Min.X+(2*x+1)*b.Dx()/(2*m.cols), py)
			p.see(at, l, isRed)
			if p.swings.flash(at) {
				bright.add(x, y, &p.swings)
			}
			if p.reds.flash(at) {
				red.add(x, y, &p.reds)
			}
		}
	}
	if m.telling && at-m.told < window {
		return nil
	}
	out := append(m.judge("FLA-1", "luminance", at, &bright), m.judge("FLA-2", "saturated red", at, &red)...)
	if len(out) > 0 {
		m.told, m.telling = at, true
	}
	return out
}

// judge says where and when it flashes, if that is too much.
func (m *Meter) judge(rule, what string, at time.Duration, f *flashing) []Finding {
	share := m.Share
	if share == 0 {
		share = panelShare
	}
	part := float64(f.n) / float64(len(m.points))
	if part <= share {
		return nil
	}
	when := make([]string, tooMany)
	for i := range when {
		when[i] = fmt.Sprintf("%.2f", f.one.at[(f.one.n+i)%tooMany].Seconds())
	}
	x, y := 100/float64(m.cols), 100/float64(m.rows)
	return []Finding{{rule, at, fmt.Sprintf(
		"%.1f %% of the picture flash more than twice a second (%s); %.1f %% may. They lie at %.0f to %.0f %% of its width and %.0f to %.0f %% of its height; one of them changed at %s s",
		part*100, what, share*100, float64(f.area.Min.X)*x, float64(f.area.Max.X)*x, float64(f.area.Min.Y)*y, float64(f.area.Max.Y)*y, strings.Join(when, ", "))}}
}

// see takes the next luminance of a point. Going on in one direction is one swing.
func (p *point) see(at time.Duration, l float64, red bool) {
	if !p.known {
		p.low, p.high, p.red, p.known = l, l, red, true
		return
	}
	if red != p.red {
		p.red = red
		p.reds.add(at)
	}
	p.low, p.high = min(p.low, l), max(p.high, l)
	switch {
	case l-p.low >= leastSwing && p.low < darkerBelow:
		p.swing(at, 1)
		p.low, p.high = l, l
	case p.high-l >= leastSwing && l < darkerBelow:
		p.swing(at, -1)
		p.low, p.high = l, l
	}
}

func (p *point) swing(at time.Duration, dir int8) {
	if p.dir != dir {
		p.dir = dir
		p.swings.add(at)
	}
}

// look is the relative luminance of a pixel, and whether it is a saturated red.
func (m *Meter) look(img image.Image, x, y int) (l float64, red bool) {
	var cr, cg, cb uint32
	if q, ok := img.(image.RGBA64Image); ok {
		c := q.RGBA64At(x, y)
		cr, cg, cb = uint32(c.R), uint32(c.G), uint32(c.B)
	} else {
		cr, cg, cb, _ = img.At(x, y).RGBA()
	}
	r, g, b := m.light[cr>>8], m.light[cg>>8], m.light[cb>>8]
	return 0.2126*r + 0.7152*g + 0.0722*b, r > 0.05 && r/(r+g+b) >= saturated
}

// linear undoes the transfer function of sRGB (IEC 61966-2-1).
func linear(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
