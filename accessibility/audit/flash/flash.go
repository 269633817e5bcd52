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

// Meter takes pictures one by one and holds a coarse copy of the last only. The zero
// value is ready; one goroutine at a time may use it.
//
// A place flashes when its relative luminance swings by at least 10 % of the largest
// there is and back, the darker end being below 0.80, or when it goes to and from a
// saturated red (FLA-2). Every place counts for itself; what is judged is the share of
// the picture that flashes, wherever it is, which is stricter than the rule's block.
type Meter struct {
	// Share of the picture that may flash; zero is that of a whole kiosk panel. A clip
	// is seen in a part of the panel and may use a larger one.
	Share float64

	cols, rows int
	cells      []cell
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
	columns    = 48
	saturated  = 0.8 // R/(R+G+B), WCAG 2.2, definition of red flash
)

// cell is one place of the picture.
type cell struct {
	low, high float64 // since the last swing
	red       bool
	dir       int8 // of the last swing; 0 before there was one
	known     bool
	swings    [tooMany]time.Duration // when, the oldest at next
	reds      [tooMany]time.Duration
	n, nred   int
}

// See takes the next picture and says what is wrong by now, at most once a second. Times
// never run backwards; thirty pictures a second are wanted (FLA-1).
func (m *Meter) See(at time.Duration, img image.Image) []Finding {
	b := img.Bounds()
	if b.Empty() {
		return nil
	}
	if m.cells == nil {
		m.cols = min(columns, b.Dx())
		m.rows = max(1, min(b.Dy(), int(math.Round(float64(m.cols)*float64(b.Dy())/float64(b.Dx())))))
		m.cells = make([]cell, m.cols*m.rows)
	}
	bright, red := 0, 0
	for y := range m.rows {
		for x := range m.cols {
			c := &m.cells[y*m.cols+x]
			l, isRed := m.look(img, x, y)
			c.see(at, l, isRed)
			if c.n >= tooMany && at-c.swings[c.n%tooMany] < window {
				bright++
			}
			if c.nred >= tooMany && at-c.reds[c.nred%tooMany] < window {
				red++
			}
		}
	}
	share := m.Share
	if share == 0 {
		share = panelShare
	}
	if m.telling && at-m.told < window {
		return nil
	}
	var out []Finding
	for _, k := range []struct {
		n          int
		rule, what string
	}{{bright, "FLA-1", "luminance"}, {red, "FLA-2", "saturated red"}} {
		if part := float64(k.n) / float64(len(m.cells)); part > share {
			out = append(out, Finding{k.rule, at, fmt.Sprintf("%.0f %% of the picture flash more than twice a second (%s); %.1f %% may", part*100, k.what, share*100)})
		}
	}
	if len(out) > 0 {
		m.told, m.telling = at, true
	}
	return out
}

// see takes the next luminance of a place. Going on in one direction is one swing.
func (c *cell) see(at time.Duration, l float64, red bool) {
	if !c.known {
		c.low, c.high, c.red, c.known = l, l, red, true
		return
	}
	if red != c.red {
		c.red = red
		c.reds[c.nred%tooMany] = at
		c.nred++
	}
	c.low, c.high = min(c.low, l), max(c.high, l)
	switch {
	case l-c.low >= leastSwing && c.low < darkerBelow:
		if c.dir != 1 {
			c.swing(at, 1)
		}
		c.low, c.high = l, l
	case c.high-l >= leastSwing && l < darkerBelow:
		if c.dir != -1 {
			c.swing(at, -1)
		}
		c.low, c.high = l, l
	}
}

func (c *cell) swing(at time.Duration, dir int8) {
	c.dir = dir
	c.swings[c.n%tooMany] = at
	c.n++
}

// look is the mean of four points of a place: its relative luminance, and whether it is a
// saturated red.
func (m *Meter) look(img image.Image, x, y int) (l float64, red bool) {
	b := img.Bounds()
	var r, g, bl float64
	for _, d := range [4][2]int{{1, 1}, {3, 1}, {1, 3}, {3, 3}} {
		px := min(b.Min.X+(4*x+d[0])*b.Dx()/(4*m.cols), b.Max.X-1)
		py := min(b.Min.Y+(4*y+d[1])*b.Dy()/(4*m.rows), b.Max.Y-1)
		cr, cg, cb, _ := img.At(px, py).RGBA()
		r, g, bl = r+linear(cr), g+linear(cg), bl+linear(cb)
	}
	r, g, bl = r/4, g/4, bl/4
	return 0.2126*r + 0.7152*g + 0.0722*bl, r > 0.05 && r/(r+g+bl) >= saturated
}

// linear undoes the transfer function of sRGB (IEC 61966-2-1).
func linear(c uint32) float64 {
	v := float64(c) / 0xffff
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
