package speaker_test

import (
	"context"
	"math"
	"testing"
	"testing/synctest"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audit/sound"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/accessibility/synth"
	"modu/assets/earcons"
)

// Earcons as they leave the machine: each at -26 LUFS, shorter than half a second, where
// speech goes and nowhere else.
func TestEarconsAsCaptured(t *testing.T) {
	for _, name := range earcons.Names() {
		two(t, func(t *testing.T, s *speaker.Speaker, loud, ear *[]float32) {
			check := func(where string, pcm []float32) {
				t.Helper()
				from, to := sound.Heard(pcm, -60)
				if l := sound.Loudness(pcm[from:to]); math.Abs(l-audio.EarconLUFS) > 1.5 {
					t.Errorf("%s in the %s: %.1f LUFS, want %v", name, where, l, audio.EarconLUFS)
				}
				if d := audio.Duration(to - from); d > 500*time.Millisecond {
					t.Errorf("%s in the %s lasts %v", name, where, d)
				}
			}
			s.Cue(earcons.Of(name))
			time.Sleep(time.Second)
			synctest.Wait()
			check("speaker", *loud)
			n := len(*loud)
			s.Jack(true)
			s.SetHeadset(true)
			s.Cue(earcons.Of(name))
			time.Sleep(time.Second)
			synctest.Wait()
			check("headset", *ear)
			if p := audio.Peak((*loud)[n:]); p > 0 {
				t.Errorf("%s is heard from the speaker while a headset is in", name)
			}
			s.Cue(earcons.Of(name))
			time.Sleep(50 * time.Millisecond)
			s.Jack(false)
			time.Sleep(time.Second)
			synctest.Wait()
			if p := audio.Peak((*loud)[n:]); p > 0 {
				t.Errorf("%s goes on on the speaker after the headset was pulled", name)
			}
		})
	}
}

// An earcon that comes with words begins with their first sound and not before, 12 dB
// down: nobody waits for a voice behind it. Cut before that, it is not heard at all.
func TestAnEarconWaitsForItsWords(t *testing.T) {
	run(t, late{}, func(t *testing.T, s *speaker.Speaker, _ *log, mixed func() []float32) {
		cue := make([]float32, audio.Rate/4)
		for i := range cue {
			cue[i] = 0.1
		}
		s.Say(say(1, speech.Interrupt, "가나다라"))
		s.Cue(cue)
		time.Sleep(lateBy / 2)
		synctest.Wait()
		if n := len(mixed()); n > 0 {
			t.Errorf("%d samples before the first word", n)
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		m := mixed()
		// The first word rises for 200 ms; the earcon beside it is down from its first sample.
		near(t, "earcon and voice, at first", m[0], 0.1*audio.Gain(audio.DuckDB))
		near(t, "earcon and voice", at(m, 220*time.Millisecond), 0.25+0.1*audio.Gain(audio.DuckDB))
		near(t, "the voice alone", at(m, 300*time.Millisecond), 0.25)
		n := len(m)
		s.Say(say(2, speech.Interrupt, "가나다라"))
		s.Cue(cue)
		time.Sleep(lateBy / 2)
		s.Silence()
		time.Sleep(time.Second)
		synctest.Wait()
		if p := audio.Peak(mixed()[n:]); p > 0 {
			t.Error("an earcon was heard although its words were cut")
		}
	})
}

// late is a voice that takes its time.
type late struct{ steady }

const lateBy = 100 * time.Millisecond

func (e late) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	select {
	case <-time.After(lateBy):
		return e.steady.Synthesize(ctx, r)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
