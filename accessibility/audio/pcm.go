package audio

import (
	"math"
	"time"
)

// Rate is the sample rate of every sink, in Hz. Sound devices work at 48 kHz;
// what ALSA would convert by itself loses quality (its linear converter reaches
// 16 dB at 6 kHz).
const Rate = 48000

// Block is the grain of everything that keeps time: 10 ms.
const Block = Rate / 100

// Gain turns dB into a factor.
func Gain(dB float64) float32 { return float32(math.Pow(10, dB/20)) }

// Decibels turns a factor into dB; 0 is -infinity.
func Decibels(factor float64) float64 { return 20 * math.Log10(factor) }

// Samples is how many samples last d.
func Samples(d time.Duration) int { return int(int64(d) * Rate / int64(time.Second)) }

// Duration is how long n samples last.
func Duration(n int) time.Duration { return time.Duration(n) * time.Second / Rate }

// Peak is the largest absolute sample.
func Peak(pcm []float32) float64 {
	var p float32
	for _, v := range pcm {
		p = max(p, v, -v)
	}
	return float64(p)
}
