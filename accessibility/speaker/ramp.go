package speaker

import (
	"math"
	"sync/atomic"
	"time"

	"modu/accessibility/audio"
)

// rampTime is how long the first word after the start, or after a headset was plugged
// in, takes to reach its level: people are not startled, and a volume that is wrong is
// noticed before it hurts.
const rampTime = 200 * time.Millisecond

// ramp is how far the first word of an outlet has risen. A sink reads it on its own
// goroutine.
type ramp struct{ heard atomic.Int64 } // samples

func (r *ramp) done() bool { return r.heard.Load() >= int64(audio.Samples(rampTime)) }

// softly makes a stream rise, if it is the first that is heard of the outlet.
func (o *outlet) softly(s audio.Stream) audio.Stream {
	if o.ramp == nil {
		return s
	}
	if o.ramp.done() {
		o.ramp = nil
		return s
	}
	o.ramp = new(ramp) // what came before was cut before it was loud
	return &rising{Stream: s, r: o.ramp}
}

type rising struct {
	audio.Stream
	r *ramp
}

// Read rises as a quarter of a sine does: fast enough that the first syllable is
// understood.
func (s *rising) Read(dst []float32) (int, bool) {
	n, end := s.Stream.Read(dst)
	at, whole := s.r.heard.Load(), int64(audio.Samples(rampTime))
	if at < whole {
		for i := range dst[:n] {
			if k := at + int64(i); k < whole {
				dst[i] *= float32(math.Sin(math.Pi / 2 * float64(k) / float64(whole)))
			}
		}
		s.r.heard.Add(int64(n))
	}
	return n, end
}
