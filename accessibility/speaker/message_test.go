package speaker_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/accessibility/synth"
	"modu/accessibility/synth/silence"
)

// messages remembers of which message the last clause was.
type messages struct {
	silence.Engine
	last atomic.Value
}

func (m *messages) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	m.last.Store(r.Message)
	return m.Engine.Synthesize(ctx, r)
}

// An engine with recordings learns which message a clause is said from.
func TestMessageReachesTheEngine(t *testing.T) {
	m := &messages{}
	run(t, m, func(t *testing.T, s *speaker.Speaker, l *log, _ func() []float32) {
		u := say(1, speech.PolitePri, nine)
		u.Clauses[0].Message = "dine.title"
		s.Say(u)
		time.Sleep(10 * time.Second)
		if m.last.Load() != "dine.title" {
			t.Errorf("message %q", m.last.Load())
		}
	})
}
