// Package stretch gives a rate to voices that know only one: it wraps a synthesizer
// and makes the sound of such a voice faster or slower without changing its pitch.
// Voices that change their rate by themselves are passed through.
//
// It hides the algorithm and where words go in time. Any goroutine may use an Engine;
// a stream belongs to the one that asked for it. It plays nothing.
package stretch

import (
	"context"
	"errors"
	"io"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/synth"
)

// Engine is a synthesizer all of whose voices can be said at any rate.
type Engine struct{ live synth.Synthesizer }

// New wraps an engine, which stays the caller's to close.
func New(live synth.Synthesizer) Engine { return Engine{live} }

// Voices are those of the wrapped engine.
func (e Engine) Voices() []synth.Voice {
	voices := append([]synth.Voice(nil), e.live.Voices()...)
	for i := range voices {
		voices[i].FixedRate = false
	}
	return voices
}

// Synthesize says one clause. Errors are those of the wrapped engine.
func (e Engine) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	rate := synth.ClampRate(r.Rate)
	v, ok := synth.VoiceFor(e.live.Voices(), r.Lang)
	if !ok || !v.FixedRate || rate == synth.NormalRate {
		return e.live.Synthesize(ctx, r)
	}
	r.Rate = synth.NormalRate
	st, err := e.live.Synthesize(ctx, r)
	if err != nil {
		return nil, err
	}
	return &stream{Stream: st, percent: rate, s: audio.NewStretcher(st.Rate(), rate)}, nil
}

type stream struct {
	synth.Stream
	percent int
	s       *audio.Stretcher
	ended   error
}

// Next stretches the next chunk. The rest comes with the last one.
func (s *stream) Next() (synth.Chunk, error) {
	if s.ended != nil {
		return synth.Chunk{}, s.ended
	}
	c, err := s.Stream.Next()
	out := synth.Chunk{PCM: s.s.Write(c.PCM)}
	for _, m := range c.Marks {
		m.Offset = m.Offset * synth.NormalRate / time.Duration(s.percent)
		out.Marks = append(out.Marks, m)
	}
	if errors.Is(err, io.EOF) {
		s.ended = err
		out.PCM = append(out.PCM, s.s.Flush()...)
		for i, v := range out.PCM {
			out.PCM[i] = min(max(v, -1), 1)
		}
		return out, nil
	}
	return out, err
}
