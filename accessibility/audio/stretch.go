package audio

import "math"

// Stretcher changes how fast mono sound goes without changing its pitch, block by
// block: waveform similarity overlap-add (Verhelst and Roelands, ICASSP 1993). Pieces
// of the sound are laid over each other closer together or wider apart than they
// were, each taken from where it continues the one before best.
//
// It serves sound that was made at one rate: recordings, and voices that know only
// one. It needs some 25 ms of sound ahead. It belongs to one goroutine.
type Stretcher struct {
	percent int
	hop     int // samples from one piece to the next in what comes out
	reach   int // how far around its place a piece is looked for
	coarse  int // samples of a first comparison
	rise    []float32

	in      []float32 // input from base on
	base    int       // position of in[0] in the whole input
	piece   int       // how many pieces were laid
	natural int       // where the last piece would go on by itself
	taken   int       // input samples so far
	given   int
}

const (
	// stretchHop is half a piece. A piece of 24 ms holds two periods of the lowest
	// voice (85 Hz), so that its pitch survives.
	stretchHop = 12 // ms
	// stretchReach: looking 7 ms to both sides finds the same phase of a wave of 75 Hz.
	stretchReach = 7 // ms
	// coarseRate: positions and samples are first compared at some 6 kHz, which is
	// enough to see a voice's period, then one by one.
	coarseRate = 6000
)

// NewStretcher makes one for sound at rate Hz that is to go percent of its speed: 200
// lasts half as long. percent is 25 to 400.
func NewStretcher(rate, percent int) *Stretcher {
	s := &Stretcher{percent: min(max(percent, 25), 400), hop: rate * stretchHop / 1000, reach: rate * stretchReach / 1000,
		coarse: max(rate/coarseRate, 1)}
	s.rise = make([]float32, s.hop)
	for i := range s.rise { // both flanks of a piece add up to one
		s.rise[i] = float32(0.5 - 0.5*math.Cos(math.Pi*(float64(i)+0.5)/float64(s.hop)))
	}
	return s
}

// Write takes input and returns what is ready. At 100 % that is the input itself.
func (s *Stretcher) Write(in []float32) []float32 {
	if s.percent == 100 {
		return in
	}
	s.taken += len(in)
	s.in = append(s.in, in...)
	return s.lay(nil)
}

// Flush returns the rest. The whole is then as long as it should be, to the sample.
func (s *Stretcher) Flush() []float32 {
	if s.percent == 100 {
		return nil
	}
	want := s.taken*100/s.percent - s.given
	s.in = append(s.in, make([]float32, 4*s.hop+2*s.reach)...)
	out := s.lay(nil)
	for len(out) < want { // the last pieces lie beyond the end: what is there is silence
		s.in = append(s.in, make([]float32, s.hop)...)
		out = s.lay(out)
	}
	return out[:max(want, 0)]
}

// lay adds every piece whose surroundings are there. A piece's first half is mixed
// with where the piece before would have gone on by itself; the second half is kept
// as that natural way on.
func (s *Stretcher) lay(out []float32) []float32 {
	before := len(out)
	for {
		at := s.piece * s.hop * s.percent / 100
		if max(at+s.reach, s.natural)+2*s.hop > s.base+len(s.in) {
			break
		}
		if s.piece == 0 {
			out = append(out, s.in[:s.hop]...) // the onset is as sharp as it was
		} else {
			if at = s.best(at); at < s.base {
				at = s.base
			}
			old, next := s.in[s.natural-s.base:], s.in[at-s.base:]
			for i, up := range s.rise {
				out = append(out, old[i]*(1-up)+next[i]*up)
			}
		}
		s.natural = at + s.hop
		s.piece++
		if keep := min(s.piece*s.hop*s.percent/100-s.reach, s.natural) - s.base; keep > 0 {
			s.base += keep
			s.in = append(s.in[:0], s.in[keep:]...)
		}
	}
	s.given += len(out) - before
	return out
}

// best is the place around at that continues the last piece best.
func (s *Stretcher) best(at int) int {
	from, to := max(at-s.reach, s.base), at+s.reach
	best, score := at, math.Inf(-1)
	for p := from; p <= to; p += s.coarse {
		if c := s.alike(p, s.coarse); c > score {
			best, score = p, c
		}
	}
	middle := best
	score = math.Inf(-1)
	for p := max(middle-s.coarse+1, from); p < min(middle+s.coarse, to+1); p++ {
		if c := s.alike(p, 1); c > score {
			best, score = p, c
		}
	}
	return best
}

// alike compares half a piece at p with the natural way on: the normalised
// cross-correlation.
func (s *Stretcher) alike(p, step int) float64 {
	a, b := s.in[s.natural-s.base:][:s.hop], s.in[p-s.base:][:s.hop]
	var dot, energy float32
	for i := 0; i < len(a); i += step {
		dot += a[i] * b[i]
		energy += b[i] * b[i]
	}
	return float64(dot) / math.Sqrt(float64(energy)+1e-9)
}
