// Package sound measures what was heard: captured samples in, figures out, and what
// they break, by rule id. It judges sound as a meter would, and knows nothing of how
// it was made.
//
// It hides the arithmetic of pitch, of levels and of where sound begins. All sound is
// mono float32 at audio.Rate. Functions are pure; any goroutine may call them. The
// package captures nothing and plays nothing.
package sound

import (
	"math"
	"slices"
	"time"

	"modu/accessibility/audio"
)

// Loudness is the integrated loudness in LUFS (ITU-R BS.1770-4); silence is
// -infinity.
func Loudness(pcm []float32) float64 { return audio.Loudness(pcm) }

// PeakDB is the largest sample in dB below full scale.
func PeakDB(pcm []float32) float64 { return audio.Decibels(audio.Peak(pcm)) }

// Heard is the stretch from the first to the last sample above a level in dB below
// full scale; both are 0 when there is none.
func Heard(pcm []float32, aboveDB float64) (from, to int) {
	level := audio.Gain(aboveDB)
	found := false
	for i, v := range pcm {
		if v > level || v < -level {
			if !found {
				from, found = i, true
			}
			to = i + 1
		}
	}
	return from, to
}

// Lasts is how long Heard is.
func Lasts(pcm []float32, aboveDB float64) time.Duration {
	from, to := Heard(pcm, aboveDB)
	return audio.Duration(to - from)
}

// Where a voice's pitch is looked for, in Hz: from a low man's to a high woman's.
const (
	lowestPitch  = 65
	highestPitch = 420
)

const (
	pitchRate  = audio.Rate / 6        // 8 kHz keeps every harmonic that matters
	pitchFrame = pitchRate * 25 / 1000 // at three times the speed a vowel lasts no longer
	pitchStep  = pitchRate / 100
	voicedFrom = 0.75 // of the normalised autocorrelation
	quietBelow = 30   // dB below the loudest frame: not a voice
)

// Pitch is the median fundamental frequency of the voiced stretches in Hz, by
// autocorrelation, and how many frames of 10 ms were voiced. 0, 0 where there is no speech.
func Pitch(pcm []float32) (hz float64, voiced int) {
	r := audio.NewFilter(audio.Rate, pitchRate).Resampler()
	x := append(r.Write(append([]float32(nil), pcm...)), r.Flush()...)
	longest := pitchRate / lowestPitch
	power := func(at int) float64 {
		sum := 0.0
		for _, v := range x[at : at+pitchFrame] {
			sum += float64(v) * float64(v)
		}
		return sum
	}
	loudest := 0.0
	for at := 0; at+pitchFrame+longest <= len(x); at += pitchStep {
		loudest = max(loudest, power(at))
	}
	var found []float64
	for at := 0; at+pitchFrame+longest+1 <= len(x); at += pitchStep {
		if p := power(at); p > 0 && p > loudest*math.Pow(10, -quietBelow/10.0) {
			if f, ok := pitchAt(x[at:], longest); ok {
				found = append(found, f)
			}
		}
	}
	if len(found) == 0 {
		return 0, 0
	}
	slices.Sort(found)
	return found[len(found)/2], len(found)
}

// pitchAt looks at one frame: the shortest lag that is nearly as good as the best,
// so that a voice is not taken for one an octave lower.
func pitchAt(x []float32, longest int) (float64, bool) {
	const shortest = pitchRate / highestPitch
	like := make([]float64, longest+2)
	best := 0.0
	for lag := shortest - 1; lag <= longest+1 && lag+pitchFrame <= len(x); lag++ {
		var dot, a, b float64
		for i := range pitchFrame {
			u, v := float64(x[i]), float64(x[i+lag])
			dot, a, b = dot+u*v, a+u*u, b+v*v
		}
		like[lag] = dot / math.Sqrt(a*b+1e-12)
		best = max(best, like[lag])
	}
	if best < voicedFrom {
		return 0, false
	}
	for lag := shortest; lag <= longest; lag++ {
		l, m, r := like[lag-1], like[lag], like[lag+1]
		if m < 0.93*best || m < l || m < r {
			continue
		}
		// The top of the parabola through three points.
		shift := 0.0
		if d := l - 2*m + r; d < 0 {
			shift = 0.5 * (l - r) / d
		}
		return pitchRate / (float64(lag) + shift), true
	}
	return 0, false
}
