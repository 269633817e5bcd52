package sound

import (
	"fmt"
	"math"
	"time"

	"modu/accessibility"
	"modu/accessibility/audio"
)

// Finding is a rule that sound breaks, and how.
type Finding struct{ Rule, What string }

func (f Finding) String() string { return f.Rule + ": " + f.What }

type findings []Finding

func (f *findings) add(rule, format string, args ...any) {
	*f = append(*f, Finding{rule, fmt.Sprintf(format, args...)})
}

// Relative is Loudness without its gate for silence: also of speech that was captured
// far below full scale, as quiet levels are.
func Relative(pcm []float32) float64 {
	peak := audio.Peak(pcm)
	if peak == 0 {
		return math.Inf(-1)
	}
	scaled := make([]float32, len(pcm))
	for i, v := range pcm {
		scaled[i] = v / float32(2*peak)
	}
	return audio.Loudness(scaled) + audio.Decibels(2*peak)
}

// Level is one step of an output's volume, as it was captured.
type Level struct {
	VolumeDB int     // the person's preference
	LUFS     float64 // Relative of one text, the same for all levels
}

// DBA is how loud captured speech is where the person's head is, given what the site
// measured of speech at full level.
func DBA(lufs float64, o accessibility.Output) float64 {
	return float64(o.DBA(0)) - o.GainDB(0) + lufs - audio.SpeechLUFS
}

// tolerance of a level in dB: what a different sentence would move it.
const tolerance = 0.5

// Volume judges the captured levels of an output, from the lowest to the loudest.
// ambient is the noise of the place in dB(A), 0 where it is not known. Levels in dB(A)
// are judged only where the site has measured.
func Volume(levels []Level, o accessibility.Output, ambient float64) []Finding {
	var f findings
	if len(levels) < 2 {
		f.add("VOL-6", "%d levels", len(levels))
		return f
	}
	f.steps(levels)
	low, top := levels[0], levels[len(levels)-1]
	if span := top.LUFS - low.LUFS; span < leastSpan {
		f.add("VOL-7", "the levels span %.1f dB, less than %d", span, leastSpan)
	}
	if o.Measured() {
		f.loudest(DBA(top.LUFS, o), o, ambient)
	}
	return f
}

// Limits of levels.
const (
	largestStep   = 10 // VOL-5: dB from one level to the next
	middleAbove   = 12 // VOL-6: dB from the lowest to one level between
	middleWithin  = 1
	leastSpan     = 50 // VOL-7: dB from the lowest to the loudest
	leastLoudness = 65 // VOL-1: dB(A) of the loudest
)

// steps judges how far the levels are apart.
func (f *findings) steps(levels []Level) {
	between := false
	for i, l := range levels[1:] {
		before := levels[i]
		switch d := l.LUFS - before.LUFS; {
		case d > largestStep:
			f.add("VOL-5", "from %d to %d it is %.1f dB, more than %d", before.VolumeDB, l.VolumeDB, d, largestStep)
		case math.Abs(d-float64(l.VolumeDB-before.VolumeDB)) > tolerance:
			f.add("VOL-5", "from %d to %d it is %.1f dB", before.VolumeDB, l.VolumeDB, d)
		}
		isMiddle := i+1 < len(levels)-1
		between = between || isMiddle && math.Abs(l.LUFS-levels[0].LUFS-middleAbove) <= middleWithin
	}
	if !between {
		f.add("VOL-6", "no level is %d dB above the lowest", middleAbove)
	}
}

// loudest judges the loudest level, in dB(A) where the person's head is.
func (f *findings) loudest(dba float64, o accessibility.Output, ambient float64) {
	if dba < leastLoudness-tolerance {
		f.add("VOL-1", "the loudest is %.1f dB(A), less than %d", dba, leastLoudness)
	}
	ceiling := o.CeilingDBA
	if ceiling == 0 {
		ceiling = accessibility.DefaultCeiling
	}
	if dba > float64(ceiling)+tolerance {
		f.add("VOL-5", "the loudest is %.1f dB(A), over the ceiling of %d", dba, ceiling)
	}
	if ambient > accessibility.NoisyFrom && dba < ambient+accessibility.AboveAmbient-tolerance {
		f.add("VOL-4", "the loudest is %.1f dB(A) in a noise of %.0f", dba, ambient)
	}
}

// Reset judges the loudness of what the next person hears first, in LUFS as captured.
func Reset(lufs float64, o accessibility.Output) []Finding {
	var f findings
	if d := DBA(lufs, o); d < accessibility.LowestReset-tolerance || d > accessibility.HighestReset+tolerance {
		f.add("VOL-3", "the next person begins with %.1f dB(A), not %d to %d", d, accessibility.LowestReset, accessibility.HighestReset)
	}
	return f
}

// Speed is one text said at one rate.
type Speed struct {
	Percent int
	Lasts   time.Duration
	Hz      float64 // Pitch
}

const (
	slowest        = 75  // SPK-15: per cent of the normal rate
	fastest        = 200 // SPK-15
	pitchTolerance = 0.03
	// speedTolerance: engines do not shorten pauses and sounds alike.
	speedTolerance = 0.15
)

// Speeds judges one text said at several rates, of which one must be 100.
func Speeds(all []Speed) []Finding {
	var f findings
	var normal Speed
	least, most := math.MaxInt, 0
	for _, s := range all {
		least, most = min(least, s.Percent), max(most, s.Percent)
		if s.Percent == 100 {
			normal = s
		}
	}
	if normal.Lasts == 0 || normal.Hz == 0 {
		f.add("SPK-15", "nothing was said at the normal rate")
		return f
	}
	if least > slowest || most < fastest {
		f.add("SPK-15", "rates from %d to %d per cent, not from %d to %d", least, most, slowest, fastest)
	}
	for _, s := range all {
		want := normal.Lasts.Seconds() * 100 / float64(s.Percent)
		if d := s.Lasts.Seconds()/want - 1; math.Abs(d) > speedTolerance {
			f.add("SPK-15", "at %d per cent it lasts %.2f s, not %.2f", s.Percent, s.Lasts.Seconds(), want)
		}
		if d := s.Hz/normal.Hz - 1; math.Abs(d) > pitchTolerance {
			f.add("SPK-15", "at %d per cent the pitch is %.1f Hz, not %.1f", s.Percent, s.Hz, normal.Hz)
		}
	}
	return f
}
