// Package ambient knows how noisy the place around the kiosk is, in dB(A): as somebody
// measured it once, or as a microphone shows it.
//
// It hides the microphone. Nothing that it hears is kept: samples become one number a
// second and are overwritten, and only the newest number is remembered. Nothing is
// written anywhere, and no caller can ask for sound.
//
// A Meter may be used from any goroutine; Listen blocks the one that calls it.
package ambient

import (
	"math"
	"sync"

	"modu/accessibility/audio"
)

// Source tells how noisy it is, in dB(A); false while that is unknown.
type Source interface {
	Level() (dBA float64, known bool)
}

// Fixed is a level that was measured once; 0 is not known.
type Fixed float64

// Level implements Source.
func (f Fixed) Level() (float64, bool) { return float64(f), f != 0 }

// Meter makes one A-weighted level a second (IEC 61672-1) of a microphone's samples. It
// has room for no sound: what is written to it is summed up and gone.
type Meter struct {
	mu    sync.Mutex
	full  float64 // dB(A) of a sine at full scale
	a     weighting
	sum   float64
	n     int // samples of this second; below 0: they are left out
	level float64
	known bool
	deaf  bool
}

// NewMeter makes a meter for a microphone that shows a sine at full scale when it is as
// loud as fullScaleDBA.
func NewMeter(fullScaleDBA float64) *Meter { return &Meter{full: fullScaleDBA, a: aWeighting()} }

// Write takes samples at audio.Rate. It reports whether a second was completed.
func (m *Meter) Write(pcm []float32) (second bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, v := range pcm {
		y := m.a.run(float64(v))
		if m.n >= 0 {
			m.sum += y * y
		}
		if m.n++; m.n < audio.Rate {
			continue
		}
		if !m.deaf {
			// A sine at full scale has half the energy of its peak.
			m.level, m.known = m.full+10*math.Log10(2*m.sum/audio.Rate+1e-15), true
		}
		m.sum, m.n, second = 0, 0, true
	}
	return second
}

// echo is how long a room still sounds after the kiosk has spoken.
const echo = audio.Rate / 2

// Ignore leaves out, while it is on, what the kiosk itself makes heard: a level that
// contains it is never shown.
func (m *Meter) Ignore(on bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.deaf && !on { // the second under way holds some of it, and so does the room
		m.sum, m.n = 0, -echo
	}
	m.deaf = on
}

// Level is that of the last whole second in which the kiosk itself was silent.
func (m *Meter) Level() (float64, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.level, m.known
}

// lost forgets the level: the microphone tells nothing any more.
func (m *Meter) lost() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.known, m.sum, m.n = false, 0, 0
}

// weighting is the A curve as a cascade of first-order filters by the bilinear
// transform. Its poles are those of IEC 61672-1, annex E: 20.6 (twice), 107.7, 737.9
// and 12194 Hz (twice).
type weighting struct {
	stages [6]stage
	gain   float64
}

type stage struct{ b0, b1, a1, x, y float64 }

func (s *stage) run(x float64) float64 {
	s.y = s.b0*x + s.b1*s.x - s.a1*s.y
	s.x = x
	return s.y
}

func aWeighting() weighting {
	var w weighting
	for i, hz := range [...]float64{20.598997, 20.598997, 107.65265, 737.86223, 12194.217, 12194.217} {
		c := math.Tan(math.Pi * hz / audio.Rate)
		s := stage{a1: (c - 1) / (c + 1)}
		if i < 4 { // high-pass
			s.b0, s.b1 = 1/(c+1), -1/(c+1)
		} else {
			s.b0, s.b1 = c/(c+1), c/(c+1)
		}
		w.stages[i] = s
	}
	w.gain = 1 / w.at(1000) // 0 dB at 1 kHz
	return w
}

// at is the gain at a frequency.
func (w *weighting) at(hz float64) float64 {
	g := 1.0
	sin, cos := math.Sincos(2 * math.Pi * hz / audio.Rate)
	for _, s := range w.stages {
		g *= math.Hypot(s.b0+s.b1*cos, s.b1*sin) / math.Hypot(1+s.a1*cos, s.a1*sin)
	}
	return g
}

func (w *weighting) run(x float64) float64 {
	for i := range w.stages {
		x = w.stages[i].run(x)
	}
	return x * w.gain
}

// patience is how many seconds it must be too noisy, or quiet enough again, before that
// is told: a passing lorry is not the place.
const patience = 30

// Watch decides from one level a second whether the place is too noisy.
type Watch struct {
	drowned bool
	seconds int
}

// Second takes whether the newest second was too noisy. It reports true when that has
// changed for good; then Drowned says how it is.
func (w *Watch) Second(drowned bool) (changed bool) {
	if drowned == w.drowned {
		w.seconds = 0
		return false
	}
	if w.seconds++; w.seconds < patience {
		return false
	}
	w.drowned, w.seconds = drowned, 0
	return true
}

// Drowned is what was decided last.
func (w *Watch) Drowned() bool { return w.drowned }
