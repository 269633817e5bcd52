package stretch_test

import (
	"context"
	"io"
	"math"
	"sync"
	"testing"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audit/sound"
	"modu/accessibility/audit/sound/soundtest"
	"modu/accessibility/synth"
	"modu/accessibility/synth/stretch"
	"modu/accessibility/synth/synthtest"
)

const rate = 24000

// monotonous is an engine with one voice of 120 Hz that knows one speed, and one that
// knows all.
type monotonous struct{ asked []int }

func (*monotonous) Voices() []synth.Voice {
	return []synth.Voice{{Name: "neural", Lang: "ko", LoudnessLUFS: -23, FixedRate: true}, {Name: "other", Lang: "en", LoudnessLUFS: -23}}
}

func (m *monotonous) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.asked = append(m.asked, r.Rate)
	if r.Lang == "ko" {
		r.Rate = synth.NormalRate // whatever is asked
	}
	text := synth.Clean(r.Text, synth.MaxText)
	d := synth.Estimate(text, r.Lang, r.Rate)
	return &stream{ctx: ctx, pcm: talk(d), marks: synth.ShareMarks(text, r.Lang, d)}, nil
}

// talk repeats two seconds of the voice.
func talk(d time.Duration) []float32 {
	piece := voice()
	out := make([]float32, int(d.Seconds()*rate))
	for at := 0; at < len(out); at += len(piece) {
		copy(out[at:], piece)
	}
	return out
}

var voice = sync.OnceValue(func() []float32 { return soundtest.Voice(120, 2*time.Second, rate) })

type stream struct {
	ctx   context.Context
	pcm   []float32
	marks []synth.Mark
}

func (*stream) Rate() int    { return rate }
func (*stream) Close() error { return nil }
func (s *stream) Next() (synth.Chunk, error) {
	if err := s.ctx.Err(); err != nil {
		return synth.Chunk{}, err
	}
	if len(s.pcm) == 0 {
		return synth.Chunk{}, io.EOF
	}
	n := min(1777, len(s.pcm))
	c := synth.Chunk{PCM: s.pcm[:n], Marks: s.marks}
	s.pcm, s.marks = s.pcm[n:], nil
	return c, nil
}

func TestContract(t *testing.T) {
	synthtest.Run(t, func(*testing.T) synth.Synthesizer { return stretch.New(&monotonous{}) })
}

func TestAVoiceOfOneSpeedGetsAll(t *testing.T) {
	const text = "불고기버거 세트, 팔천오백 원입니다"
	normal := synth.Estimate(text, "ko", 0)
	for _, percent := range []int{75, 100, 150, 200, 300} {
		m := &monotonous{}
		r, err := synthtest.Drain(t.Context(), stretch.New(m), synth.Request{Text: text, Lang: "ko", Rate: percent})
		if err != nil {
			t.Fatal(err)
		}
		if want := normal * 100 / time.Duration(percent); (r.Length() - want).Abs() > time.Millisecond {
			t.Errorf("%d %%: lasts %v, want %v", percent, r.Length(), want)
		}
		f := audio.NewFilter(rate, audio.Rate).Resampler()
		if hz, n := sound.Pitch(append(f.Write(r.PCM), f.Flush()...)); math.Abs(hz/120-1) > 0.03 || n < 20 {
			t.Errorf("%d %%: pitch %.1f Hz in %d frames", percent, hz, n)
		}
		if m.asked[0] != 100 {
			t.Errorf("%d %%: asked at %d", percent, m.asked[0])
		}
		// The last word is where it was, in time.
		last := r.Marks[len(r.Marks)-1]
		all := synth.ShareMarks(text, "ko", normal)
		if want := all[len(all)-1].Offset * 100 / time.Duration(percent); (last.Offset - want).Abs() > time.Millisecond {
			t.Errorf("%d %%: the last word at %v, want %v", percent, last.Offset, want)
		}
	}
}

// A voice that has a rate of its own is asked for it and not touched.
func TestOtherVoicesPassThrough(t *testing.T) {
	m := &monotonous{}
	r, err := synthtest.Drain(t.Context(), stretch.New(m), synth.Request{Text: "Two cups", Lang: "en", Rate: 200})
	if err != nil || m.asked[0] != 200 || (r.Length()-synth.Estimate("Two cups", "en", 200)).Abs() > time.Millisecond {
		t.Error(r.Length(), m.asked, err)
	}
	for _, v := range stretch.New(m).Voices() {
		if v.FixedRate {
			t.Errorf("%s still claims one speed", v.Name)
		}
	}
}
