package accessibility

// Output is what a site knows of one way for sound to leave the machine, a
// loudspeaker or a headset. The zero value has not been measured.
//
// Everything about loudness follows from it: how many steps there are, what each of
// them means in dB(A), and to which of them the next person's stay is set back.
type Output struct {
	// MeasuredDBA is the one number that a site measures: how loud speech at full
	// level (gain 0) is where a person's head is, in dB(A). 0: not measured.
	MeasuredDBA int
	// CeilingDBA is never exceeded. 0: DefaultCeiling.
	CeilingDBA int
}

const (
	// VolumeStep in dB: clearly heard, and below the 10 dB of VOL-5.
	VolumeStep = 6
	// VolumeLevels with VolumeStep between them span 54 dB: over the 50 dB of VOL-7 and
	// the 18 dB of VOL-6.
	VolumeLevels = 10
	// LowestReset and HighestReset in dB(A): what everybody begins with is in between
	// (VOL-3: less than 65; VOL-5: 60 or more).
	LowestReset, HighestReset = 60, 64
	// DefaultCeiling in dB(A), for hours beside it and in the ear.
	DefaultCeiling = 85
	// AboveAmbient in dB: a person can choose so much more than the noise around
	// (VOL-4), which counts from NoisyFrom in dB(A).
	AboveAmbient, NoisyFrom = 20, 45
	// assumed of an output that nobody has measured: a laptop's loudspeaker, roughly.
	// Its levels keep their distances, but what they are in dB(A) is unknown.
	assumed = 74
)

// Measured reports whether the levels are known in dB(A).
func (o Output) Measured() bool { return o.MeasuredDBA != 0 }

func (o Output) full() int {
	if o.MeasuredDBA == 0 {
		return assumed
	}
	return o.MeasuredDBA
}

// plan finds the loudest and the reset level, in dB(A): whole steps apart, so that no
// step is smaller than the others. At most 1 dB of the loudest is given up for that.
func (o Output) plan() (top, reset int) {
	ceiling := o.CeilingDBA
	if ceiling == 0 {
		ceiling = DefaultCeiling
	}
	for top = max(min(o.full(), ceiling), LowestReset); ; top-- {
		for reset = HighestReset; reset >= LowestReset; reset-- {
			if reset <= top && (top-reset)%VolumeStep == 0 {
				return top, reset
			}
		}
	}
}

// Volumes are the levels that a person can choose, in dB relative to the reset level,
// from the lowest to the loudest. 0 is one of them.
func (o Output) Volumes() []int {
	top, reset := o.plan()
	out := make([]int, VolumeLevels)
	for i := range out {
		out[i] = top - reset - (VolumeLevels-1-i)*VolumeStep
	}
	return out
}

// place is the index of the level nearest to a volume: another output may have had
// other ends.
func (o Output) place(volumeDB int) int {
	levels := o.Volumes()
	for i := range levels {
		if levels[i] >= volumeDB {
			return i
		}
	}
	return len(levels) - 1
}

// Level says which of the levels a volume is, from 1 to VolumeLevels.
func (o Output) Level(volumeDB int) int { return o.place(volumeDB) + 1 }

// Step moves a volume by n levels and stops at either end. It reports whether it
// moved.
func (o Output) Step(volumeDB, n int) (int, bool) {
	levels, from := o.Volumes(), o.place(volumeDB)
	to := max(0, min(len(levels)-1, from+n))
	return levels[to], to != from
}

// DBA is how loud speech is at a volume, where the person's head is.
func (o Output) DBA(volumeDB int) int {
	_, reset := o.plan()
	return reset + o.Volumes()[o.place(volumeDB)]
}

// GainDB is what speech at full level is amplified by at a volume: never more than 0,
// never above the ceiling.
func (o Output) GainDB(volumeDB int) float64 { return float64(o.DBA(volumeDB) - o.full()) }

// Drowned reports whether a place is so noisy that the loudest level does not stand
// AboveAmbient over it.
func (o Output) Drowned(ambientDBA float64) bool {
	top, _ := o.plan()
	return ambientDBA > NoisyFrom && ambientDBA+AboveAmbient > float64(top)
}
