package audio

import "math"

// Filter is what a conversion from one rate to another needs to know: a windowed
// sinc (Kaiser) in polyphase form. For speech at 22,050 Hz its errors stay more than
// 70 dB below the signal up to 9 kHz. It takes milliseconds to make and never
// changes, so it is made once and shared.
type Filter struct {
	from     int
	up, down int         // rates divided by their greatest common divisor
	phases   [][]float32 // up phases of taps coefficients; nil: the rates are equal
	taps     int
}

// Resampler converts mono sound, block by block.
type Resampler struct {
	*Filter
	hist    []float32 // input not yet used up
	pos     int       // position of the next output, in 1/up input samples from hist[0]
	in, out int64
}

const (
	resampleTaps = 48  // per phase, at the lower of the two rates
	kaiserBeta   = 8.0 // side lobes about -80 dB
	// The middle of the transition band, in parts of the lower rate. With 48 taps
	// the band is 0.1 wide, so that nothing above half the rate is left.
	resampleCutoff = 0.45
)

// NewFilter is for sound at one rate to become sound at another, in Hz.
func NewFilter(from, to int) *Filter {
	g := gcd(from, to)
	r := &Filter{from: from, up: to / g, down: from / g, taps: resampleTaps}
	if r.up == r.down {
		return r
	}
	cutoff := resampleCutoff
	if to < from {
		cutoff = cutoff * float64(to) / float64(from)
		r.taps = (resampleTaps*from/to + 1) &^ 1
	}
	half := float64(r.taps) / 2
	r.phases = make([][]float32, r.up)
	for p := range r.phases {
		h := make([]float32, r.taps)
		frac := float64(p) / float64(r.up)
		sum := 0.0
		vals := make([]float64, r.taps)
		for i := range vals {
			x := float64(i) - half + 1 - frac // distance of tap i from the output, in input samples
			w := x / half
			if w < -1 || w > 1 {
				continue
			}
			vals[i] = 2 * cutoff * sinc(2*cutoff*x) * bessel0(kaiserBeta*math.Sqrt(1-w*w)) / bessel0(kaiserBeta)
			sum += vals[i]
		}
		for i := range h {
			h[i] = float32(vals[i] / sum) // every phase lets a constant through unchanged
		}
		r.phases[p] = h
	}
	return r
}

// Resampler starts a conversion.
func (f *Filter) Resampler() *Resampler {
	r := &Resampler{Filter: f}
	if f.phases != nil {
		r.hist = make([]float32, f.taps/2-1) // silence before the first sample
	}
	return r
}

// Write takes input and returns the output that is complete. The result is the
// caller's; without another rate it is the input itself.
func (r *Resampler) Write(in []float32) []float32 {
	if r.phases == nil {
		return in
	}
	r.in += int64(len(in))
	return r.run(in)
}

func (r *Resampler) run(in []float32) []float32 {
	r.hist = append(r.hist, in...)
	out := make([]float32, 0, len(in)*r.up/r.down+2)
	for {
		at, phase := r.pos/r.up, r.pos%r.up
		if at+r.taps > len(r.hist) {
			break
		}
		var sum float32
		x := r.hist[at : at+r.taps]
		for i, c := range r.phases[phase] {
			sum += c * x[i]
		}
		out = append(out, sum)
		r.pos += r.down
	}
	if used := min(r.pos/r.up, len(r.hist)); used > 0 {
		r.hist = append(r.hist[:0], r.hist[used:]...)
		r.pos -= used * r.up
	}
	r.out += int64(len(out))
	return out
}

// Flush returns the rest. The output is then as long as the input, to a sample.
func (r *Resampler) Flush() []float32 {
	if r.phases == nil {
		return nil
	}
	want := (r.in*int64(r.up) + int64(r.down) - 1) / int64(r.down)
	left := int(want - r.out)
	out := r.run(make([]float32, r.taps))
	if len(out) > left {
		out = out[:max(left, 0)]
	}
	return out
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func sinc(x float64) float64 {
	if x == 0 {
		return 1
	}
	return math.Sin(math.Pi*x) / (math.Pi * x)
}

// bessel0 is the modified Bessel function of order 0, by its power series.
func bessel0(x float64) float64 {
	sum, term := 1.0, 1.0
	for k := 1.0; term > sum*1e-12; k++ {
		term *= (x / (2 * k)) * (x / (2 * k))
		sum += term
	}
	return sum
}
