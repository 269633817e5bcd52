package audio

import (
	"math"
	"slices"
)

// Levels that everything is brought to.
const (
	// SpeechLUFS is the loudness of speech: EBU R 128's programme level, which leaves
	// room above it where the voices themselves leave none.
	SpeechLUFS = -23.0
	// EarconLUFS keeps earcons a little below speech.
	EarconLUFS = -26.0
	// CeilingDB is where the limiter holds, in dB below full scale: two streams may
	// be added, and a device's own converter overshoots between samples.
	CeilingDB = -3.0
	// DuckDB is by how much everything else goes down while somebody is spoken to.
	DuckDB = -12.0
)

// Loudness measures integrated loudness in LUFS of mono sound at Rate, after ITU-R
// BS.1770-4: K weighting (annex 1, tables 1 and 2, given there for 48 kHz), blocks
// of 400 ms overlapping by 75 %, gates at -70 LUFS and 10 LU below the mean.
// Sound shorter than one block is measured as one block of its own length; silence
// is -infinity.
func Loudness(pcm []float32) float64 {
	var pre, high biquad
	pre = biquad{b0: 1.53512485958697, b1: -2.69169618940638, b2: 1.19839281085285, a1: -1.69065929318241, a2: 0.73248077421585}
	high = biquad{b0: 1, b1: -2, b2: 1, a1: -1.99004745483398, a2: 0.99007225036621}
	const step = Rate / 10
	var sums []float64 // energy of each 100 ms
	sum, n := 0.0, 0
	for i, v := range pcm {
		y := high.run(pre.run(float64(v)))
		sum += y * y
		n++
		if n == step || i == len(pcm)-1 && len(pcm) < 4*step {
			sums = append(sums, sum)
			sum, n = 0, 0
		}
	}
	var blocks []float64
	if len(pcm) < 4*step {
		total := 0.0
		for _, s := range sums {
			total += s
		}
		blocks = []float64{total / float64(max(len(pcm), 1))}
	}
	for i := 0; len(pcm) >= 4*step && i+4 <= len(sums); i++ {
		blocks = append(blocks, (sums[i]+sums[i+1]+sums[i+2]+sums[i+3])/(4*step))
	}
	mean := gated(blocks, -70)
	return lufs(gated(blocks, max(lufs(mean)-10, -70)))
}

func lufs(energy float64) float64 { return -0.691 + 10*math.Log10(energy) }

func gated(blocks []float64, gate float64) float64 {
	sum, n := 0.0, 0
	for _, b := range blocks {
		if lufs(b) > gate {
			sum += b
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

type biquad struct{ b0, b1, b2, a1, a2, x1, x2, y1, y2 float64 }

func (f *biquad) run(x float64) float64 {
	y := f.b0*x + f.b1*f.x1 + f.b2*f.x2 - f.a1*f.y1 - f.a2*f.y2
	f.x2, f.x1, f.y2, f.y1 = f.x1, x, f.y1, y
	return y
}

// Normalise returns whole sound at the given loudness, limited to CeilingDB. What
// is silent stays so.
func Normalise(pcm []float32, target float64) []float32 {
	have := Loudness(pcm)
	if math.IsInf(have, -1) {
		return append([]float32(nil), pcm...)
	}
	var l limiter
	g := Gain(target - have)
	return append(l.write(pcm, g), l.flush()...)
}

// limiter holds samples at CeilingDB. It looks 2 ms ahead and lowers the gain
// before a peak comes, so that nothing is clipped; the gain recovers in some 50 ms.
type limiter struct {
	delay []float32 // the last lookAhead samples, waiting
	need  []float32 // the gain that each of them needs
	gain  float32   // 0: not begun
}

const lookAhead = Rate / 500

// write takes input, amplified by gain, and returns what is ready.
func (l *limiter) write(in []float32, gain float32) []float32 {
	if l.gain == 0 {
		l.gain = 1
	}
	ceiling := Gain(CeilingDB)
	l.delay, l.need = slices.Grow(l.delay, len(in)), slices.Grow(l.need, len(in))
	for _, v := range in {
		v *= gain
		n := float32(1)
		if a := max(v, -v); a > ceiling {
			n = ceiling / a
		}
		l.delay, l.need = append(l.delay, v), append(l.need, n)
	}
	return l.take(len(l.delay) - lookAhead)
}

func (l *limiter) flush() []float32 { return l.take(len(l.delay)) }

func (l *limiter) take(n int) []float32 {
	if n <= 0 {
		return nil
	}
	const recover = 1.0 / (Rate / 20)
	out := make([]float32, n)
	next := 0 // the next sample that needs less than 1: there are few
	for i := range out {
		for next = max(next, i); next < len(l.need) && l.need[next] == 1; {
			next++
		}
		g := min(l.gain+recover, 1)
		if next > i+lookAhead {
			l.gain = g
			out[i] = l.delay[i] * g
			continue
		}
		// The gain falls in a straight line that reaches each coming need in time.
		for j, need := range l.need[i:min(i+lookAhead+1, len(l.need))] {
			if need < g {
				g = min(g, need+(l.gain-need)*float32(j)/float32(j+1))
			}
		}
		l.gain = min(g, l.need[i])
		out[i] = l.delay[i] * l.gain
	}
	l.delay = append(l.delay[:0], l.delay[n:]...)
	l.need = append(l.need[:0], l.need[n:]...)
	return out
}
