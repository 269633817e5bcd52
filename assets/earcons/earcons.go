// Package earcons makes the kiosk's short signal sounds by arithmetic: a sound per
// meaning, told apart by melody, so that they need no learning by pitch.
//
// It hides their melodies. The sounds are mono float32 at 48 kHz, -1 to 1, about
// -26 LUFS (3 LU below speech). There is no recording behind them: they are under the
// licence of this module. Any goroutine may call it; it plays nothing.
package earcons

import (
	"maps"
	"math"
	"slices"
	"sync"
	"time"
)

// Rate of the sounds in Hz.
const Rate = 48000

// amplitude of the tones, so that each sound is about -26 LUFS as measured over its
// own length.
const amplitude = 0.075

// Of is the sound of a meaning, one of Names; nil where there is none.
func Of(name string) []float32 {
	if sound, ok := sounds[name]; ok {
		return sound()
	}
	return nil
}

// Names are the meanings that have a sound.
func Names() []string { return slices.Sorted(maps.Keys(sounds)) }

// sounds: what went well goes up, what did not goes down, and what only tells stays on its
// tone, so that nobody needs to know them by heart. Each is made when it is first asked for:
// together they take longer than a start should wait.
var sounds = map[string]func() []float32{
	"error": melody(note{523, 110}, note{0, 30}, note{392, 200}),                              // down a fourth
	"done":  melody(note{659, 90}, note{0, 20}, note{880, 220}),                               // up a fourth
	"call":  melody(note{784, 90}, note{0, 40}, note{784, 90}, note{0, 40}, note{1047, 180}),  // a bell, answered
	"time":  melody(note{523, 130}, note{0, 30}, note{523, 130}, note{0, 30}, note{523, 130}), // knocking
	"edge":  melody(note{440, 60}),                                                            // a wall
}

// note is a tone, or a rest at 0 Hz. All tones are within the band that speech needs
// too, 315 Hz to 10 kHz (SPK-16), which every loudspeaker of a kiosk can play.
type note struct {
	hz float64
	ms int
}

// edge is how long a tone takes to rise and to fall, without a click.
const edge = 8 * time.Millisecond

func melody(notes ...note) func() []float32 {
	return sync.OnceValue(func() []float32 { return play(notes) })
}

func play(notes []note) []float32 {
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
