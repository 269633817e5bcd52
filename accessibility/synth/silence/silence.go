// Package silence is the engine that makes no sound: it says a clause by being
// silent for exactly synth.Estimate. It hides nothing but that arithmetic.
//
// It makes the end of speech exact in tests, and it stands in when the real
// engine is dead, so that everything which waits for speech to end goes on.
// Any goroutine may use it; it never fails and never waits.
package silence

import (
	"context"
	"io"
	"time"

	"modu/accessibility/scene"
	"modu/accessibility/synth"
)

// Rate of the silence in Hz. It is the rate of the sinks, so that not one sample
// is gained or lost on the way.
const Rate = 48000

// Engine is the silent synthesizer. The zero value is ready.
type Engine struct{}

// Voices offers the four languages of the kiosk; every other one is silent too.
func (Engine) Voices() []synth.Voice {
	langs := []scene.Lang{"ko", "en", "zh", "ja"}
	out := make([]synth.Voice, len(langs))
	for i, l := range langs {
		out[i] = synth.Voice{Name: "silence-" + string(l), Lang: l, LoudnessLUFS: -23, Silent: true}
	}
	return out
}

// Synthesize returns a stream of synth.Estimate(r) of silence, a mark per word.
func (Engine) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	text := synth.Clean(r.Text, synth.MaxText)
	length := synth.Estimate(text, r.Lang, r.Rate)
	return &stream{ctx: ctx, left: int(length * Rate / time.Second),
		marks: synth.ShareMarks(text, r.Lang, length)}, nil
}

type stream struct {
	ctx   context.Context
	left  int
	marks []synth.Mark
	buf   []float32
}

func (s *stream) Rate() int { return Rate }

func (s *stream) Next() (synth.Chunk, error) {
	if err := s.ctx.Err(); err != nil {
		return synth.Chunk{}, err
	}
	if s.left == 0 {
		return synth.Chunk{}, io.EOF
	}
	if s.buf == nil {
		s.buf = make([]float32, Rate/10)
	}
	n := min(s.left, len(s.buf))
	s.left -= n
	c := synth.Chunk{PCM: s.buf[:n], Marks: s.marks}
	s.marks = nil
	return c, nil
}

func (s *stream) Close() error {
	s.left = 0
	return nil
}
