// Package stretch gives every rate to every voice: it wraps a synthesizer and makes
// the sound faster or slower without changing its pitch, for a voice that knows one rate
// only, and beyond twice the normal rate for all of them.
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

// fastest is up to where voices are trusted with their own rate. Beyond it espeak-ng 1.51
// loses the melody of its phrases: in short ones the pitch rises by a twentieth, in long
// ones it falls as much (judged with "kioskctl budget" and TestRatesOfRealVoices), and
// its pauses stay as long as they were.
const fastest = 200

// catchUp is what a voice at its fastest trusted rate, in per cent, still lacks of being
// that fast: its pauses do not shrink.
const catchUp = 104

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
	own, percent := min(rate, fastest), 100*rate/fastest*catchUp/100
	if v.FixedRate {
		own, percent = synth.NormalRate, rate
	}
	if !ok || own == rate {
		return e.live.Synthesize(ctx, r)
	}
	r.Rate = own
	st, err := e.live.Synthesize(ctx, r)
	if err != nil {
		return nil, err
	}
	return &stream{Stream: st, percent: percent, s: audio.NewStretcher(st.Rate(), percent)}, nil
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
