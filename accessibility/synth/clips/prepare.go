package clips

import (
	"math"
	"time"

	"modu/accessibility/audio"
)

// What is asked of a recording.
const (
	quietest   = -50.0 // LUFS: below it is no speech, or one could hear the noise after levelling
	tolerance  = 1.0   // LU that a levelled recording may be off
	clipLevel  = 0.999 // a sample at full scale …
	clipRun    = 3     // … and so many in a row are a clipped peak, not a chance
	quietFrame = -40.0 // dB under the loudest frame: what is quieter at the ends is silence
	frame      = audio.Rate / 100
	keepBefore = 1 // frames that stay before the first sound …
	keepAfter  = 3 // … and after the last
)

// Prepare makes a recording ready: silence at both ends trimmed, at audio.Rate and
// audio.SpeechLUFS. The error says what is wrong with the recording and what to do;
// there is no sound then.
func Prepare(s Sound) ([]float32, error) {
	if n := clipped(s.PCM); n > 0 {
		return nil, bad("record it again, with less gain", "it is clipped at %d places, the first %.2f seconds in", n, firstClip(s))
	}
	pcm := trim(s.AtRate())
	if have := audio.Loudness(pcm); have < quietest {
		return nil, bad("record it again, nearer to the microphone", "it is too quiet (%.0f LUFS)", math.Max(have, -99))
	}
	pcm = audio.Normalise(pcm, audio.SpeechLUFS)
	if have := audio.Loudness(pcm); math.Abs(have-audio.SpeechLUFS) > tolerance {
		return nil, bad("take out bangs and clicks, or record it again more evenly", "it is too uneven to be levelled: %.1f LUFS at best", have)
	}
	return pcm, nil
}

// Plausible compares the length of a recording with the estimate for its words.
func Plausible(have, estimate time.Duration) error {
	if have < estimate/3 || have > estimate*3 {
		return bad("listen to it: is it the right text, whole?", "it lasts %.1f seconds where some %.1f are expected", have.Seconds(), estimate.Seconds())
	}
	return nil
}

// Explain splits an error of this package into what is wrong and what to do.
func Explain(err error) (msg, remedy string) { return explain(err) }

func clipped(pcm []float32) int {
	n, run := 0, 0
	for _, v := range pcm {
		if max(v, -v) < clipLevel {
			run = 0
			continue
		}
		if run++; run == clipRun {
			n++
		}
	}
	return n
}

func firstClip(s Sound) float64 {
	run := 0
	for i, v := range s.PCM {
		if max(v, -v) < clipLevel {
			run = 0
		} else if run++; run == clipRun {
			return float64(i) / float64(s.Rate)
		}
	}
	return 0
}

// trim takes off the ends that are quieter than quietFrame, relative to the
// loudest frame: a room is never as silent as a synthesizer.
func trim(pcm []float32) []float32 {
	n := (len(pcm) + frame - 1) / frame
	energy := make([]float64, n)
	loudest := 0.0
	for i := range energy {
		part := pcm[i*frame : min((i+1)*frame, len(pcm))]
		for _, v := range part {
			energy[i] += float64(v) * float64(v) / float64(len(part))
		}
		loudest = max(loudest, energy[i])
	}
	limit := loudest * math.Pow(10, quietFrame/10)
	first, last := 0, n-1
	for first < n && energy[first] <= limit {
		first++
	}
	for last > first && energy[last] <= limit {
		last--
	}
	if first >= n {
		return nil
	}
	return pcm[max(first-keepBefore, 0)*frame : min((last+1+keepAfter)*frame, len(pcm))]
}
