// Package earcons makes the kiosk's short signal sounds by arithmetic: a sound per
// meaning, told apart by melody, so that they need no learning by pitch.
//
// It hides their melodies. The sounds are mono float32 at 48 kHz, -1 to 1, about
// -26 LUFS (3 LU below speech). There is no recording behind them: they are under the
// licence of this module. Any goroutine may call it; it plays nothing.
package earcons

import (
	"math"
	"time"
)

// Rate of the sounds in Hz.
const Rate = 48000

// amplitude of the tones, so that each sound is about -26 LUFS as measured over its
// own length.
const amplitude = 0.075

// Select: done as you asked. One short high tone.
func Select() []float32 { return melody(note{880, 60}) }

// Error: that did not work. Two tones, down a fourth, the second longer.
func Error() []float32 { return melody(note{523, 110}, note{0, 30}, note{392, 200}) }

// Attention: something is about to be said that you did not ask for. Three tones up
// a major chord.
func Attention() []float32 {
	return melody(note{523, 110}, note{0, 20}, note{659, 110}, note{0, 20}, note{784, 220})
}

// note is a tone, or a rest at 0 Hz. All tones are within the band that speech needs
// too, 315 Hz to 10 kHz (SPK-16), which every loudspeaker of a kiosk can play.
type note struct {
	hz float64
	ms int
}

// edge is how long a tone takes to rise and to fall, without a click.
const edge = 8 * time.Millisecond

func melody(notes ...note) []float32 {
	var out []float32
	for _, n := range notes {
		length := Rate * n.ms / 1000
		ramp := int(edge * Rate / time.Second)
		for i := range length {
			if n.hz == 0 {
				out = append(out, 0)
				continue
			}
			t := 2 * math.Pi * n.hz * float64(i) / Rate
			// A little of the octave makes it a bell rather than a test tone.
			v := (math.Sin(t) + 0.3*math.Sin(2*t)) / 1.05
			if k := min(i, length-1-i); k < ramp {
				v *= 0.5 - 0.5*math.Cos(math.Pi*float64(k)/float64(ramp))
			}
			out = append(out, float32(amplitude*v))
		}
	}
	return out
}
