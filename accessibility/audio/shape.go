package audio

// Trimming: what counts as silence, and what is left of it. Voices begin with up
// to 50 ms and end with up to 300 ms of nothing, which a listener who works fast
// feels as slowness.
const (
	silenceLevel = 0.003 // -50 dB: below every voiced sound, above dither
	keepLead     = 3     // ms before the first sound, so that soft onsets survive
	keepTail     = 20    // ms after the last one
)

// Shaper brings one clause of a voice to the level and rate of the sinks: silence
// at both ends trimmed, resampled to Rate, amplified, limited to CeilingDB.
type Shaper struct {
	from   int
	trim   bool
	gain   float32
	res    *Resampler
	lim    limiter
	begun  bool
	lead   int       // input samples dropped at the beginning
	held   []float32 // silence that may be the tail
	before []float32 // last silence before the first sound
}

// NewShaper makes a shaper for input that the filter takes and that is as loud as
// lufs. A silent voice is not trimmed: its silence is its speech.
func NewShaper(f *Filter, lufs float64, trim bool) *Shaper {
	return &Shaper{from: f.from, trim: trim, gain: Gain(SpeechLUFS - lufs), res: f.Resampler()}
}

// Write takes input and returns what is ready for the sink. Both are the caller's.
func (s *Shaper) Write(in []float32) []float32 { return s.shape(s.trimmed(in)) }

// Flush returns the rest.
func (s *Shaper) Flush() []float32 {
	tail := s.held[:min(len(s.held), s.from*keepTail/1000)]
	out := s.shape(tail)
	out = append(out, s.limited(s.res.Flush())...)
	return append(out, s.lim.flush()...)
}

// Lead is how many seconds of silence were taken off the beginning.
func (s *Shaper) Lead() float64 { return float64(s.lead) / float64(s.from) }

func (s *Shaper) shape(in []float32) []float32 { return s.limited(s.res.Write(in)) }

func (s *Shaper) limited(in []float32) []float32 { return s.lim.write(in, s.gain) }

func (s *Shaper) trimmed(in []float32) []float32 {
	if !s.trim {
		return in
	}
	if !s.begun {
		first := -1
		for i, v := range in {
			if loud(v) {
				first = i
				break
			}
		}
		s.before = append(s.before, in[:max(first, 0)]...)
		if first < 0 {
			s.before = append(s.before, in...)
		}
		if over := len(s.before) - s.from*keepLead/1000; over > 0 {
			s.lead += over
			s.before = append(s.before[:0], s.before[over:]...)
		}
		if first < 0 {
			return nil
		}
		s.begun = true
		in = append(s.before, in[first:]...)
		s.before = nil
	}
	last := -1
	for i := len(in) - 1; i >= 0; i-- {
		if loud(in[i]) {
			last = i
			break
		}
	}
	if last < 0 {
		s.held = append(s.held, in...)
		return nil
	}
	out := append(s.held, in[:last+1]...)
	s.held = append([]float32(nil), in[last+1:]...)
	return out
}

func loud(v float32) bool { return v > silenceLevel || v < -silenceLevel }
