// Package soundtest makes sounds of known pitch, length and level for tests of what
// measures or changes sound. It hides how a voice is imitated. Any goroutine may call
// it; it plays nothing.
package soundtest

import (
	"math"
	"math/rand/v2"
	"time"

	"modu/accessibility/audio"
)

// Voice is a voice of a pitch in Hz at rate: twenty harmonics under two formants, the
// pitch moving by 2 % as a person's does, in syllables of 200 ms. Its peak is about
// -6 dB.
func Voice(hz float64, d time.Duration, rate int) []float32 {
	out := make([]float32, int(d.Seconds()*float64(rate)))
	phase := 0.0
	for i := range out {
		t := float64(i) / float64(rate)
		phase += 2 * math.Pi * hz * (1 + 0.02*math.Sin(2*math.Pi*3*t)) / float64(rate)
		v := 0.0
		for n := 1.0; n <= 20 && n*hz < 0.45*float64(rate); n++ {
			v += formants(n*hz) * math.Sin(n*phase+n*n)
		}
		beat := math.Mod(t, 0.2) / 0.2
		out[i] = float32(0.12 * v * math.Min(1, 6*math.Min(beat, 1-beat)))
	}
	return out
}

// formants: how strongly a frequency resounds, for the vowel of "father".
func formants(hz float64) float64 {
	bump := func(at, width float64) float64 { x := (hz - at) / width; return 1 / (1 + x*x) }
	return bump(700, 120) + 0.6*bump(1200, 150) + 0.08
}

// Noise is white noise of a level in dB (RMS below full scale), at audio.Rate. It is
// the same every time.
func Noise(levelDB float64, d time.Duration) []float32 {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]float32, audio.Samples(d))
	amp := float64(audio.Gain(levelDB))
	for i := range out {
		out[i] = float32(amp * r.NormFloat64())
	}
	return out
}
