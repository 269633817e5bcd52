package speaker_test

import (
	"math"
	"testing"
	"testing/synctest"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/accessibility/synth/silence"
)

// two gives a test a speaker with two outputs, and what came out of each.
func two(t *testing.T, body func(t *testing.T, s *speaker.Speaker, loud, ear *[]float32)) {
	synctest.Test(t, func(t *testing.T) {
		var loud, ear []float32
		a := audio.NewPaced(func(m []float32, _ time.Time) { loud = append(loud, m...) })
		b := audio.NewPaced(func(m []float32, _ time.Time) { ear = append(ear, m...) })
		defer a.Close()
		defer b.Close()
		l := &log{began: time.Now()}
		s := speaker.New(speaker.Config{Synth: steady{}, Sink: a, Headset: b, Emit: l.emit})
		defer s.Close()
		body(t, s, &loud, &ear)
	})
}

func at(pcm []float32, d time.Duration) float32 { return pcm[audio.Samples(d)] }

func near(t *testing.T, what string, got, want float32) {
	t.Helper()
	if d := got - want; d > 1e-4 || d < -1e-4 {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

// An earcon is 12 dB down while somebody is spoken to, also when speech begins after it
// and ends before it.
func TestAnEarconGivesWay(t *testing.T) {
	run(t, steady{}, func(t *testing.T, s *speaker.Speaker, _ *log, mixed func() []float32) {
		s.Say(say(1, speech.PolitePri, "가"))
		time.Sleep(time.Second) // the first word has risen
		synctest.Wait()
		from := audio.Duration(len(mixed()))
		cue := make([]float32, 3*audio.Rate)
		for i := range cue {
			cue[i] = 0.1
		}
		s.Cue(cue)
		time.Sleep(500 * time.Millisecond)
		s.Say(say(2, speech.PolitePri, "가나다라")) // 890 ms
		time.Sleep(4 * time.Second)
		m := mixed()
		near(t, "the earcon alone", at(m, from+400*time.Millisecond), 0.1)
		near(t, "beside speech", at(m, from+900*time.Millisecond), 0.25+0.1*audio.Gain(audio.DuckDB))
		near(t, "after speech", at(m, from+1500*time.Millisecond), 0.1)
	})
}

// The first word after the start and after every plug-in rises in 200 ms; the next is
// there at once.
func TestTheFirstWordRises(t *testing.T) {
	two(t, func(t *testing.T, s *speaker.Speaker, loud, ear *[]float32) {
		rises := func(what string, pcm []float32) {
			t.Helper()
			for _, ms := range []int{0, 10, 50, 100, 150, 199, 200, 300} {
				want := 0.25 * math.Sin(math.Pi/2*min(float64(ms)/200, 1))
				near(t, what, at(pcm, time.Duration(ms)*time.Millisecond), float32(want))
			}
		}
		s.Say(say(1, speech.PolitePri, "가나다"))
		time.Sleep(2 * time.Second)
		synctest.Wait()
		first := len(*loud)
		rises("after the start", *loud)
		s.Say(say(2, speech.PolitePri, "가나다"))
		time.Sleep(2 * time.Second)
		synctest.Wait()
		near(t, "the second word", (*loud)[first], 0.25)
		s.Jack(true)
		s.SetHeadset(true)
		s.Say(say(3, speech.PolitePri, "가나다"))
		time.Sleep(55 * time.Millisecond)
		s.Say(say(4, speech.Interrupt, "가나다")) // cut before it was loud: this one rises instead
		time.Sleep(2 * time.Second)
		synctest.Wait()
		from := audio.Samples(60 * time.Millisecond)
		if len(*ear) < from+audio.Rate/2 {
			t.Fatal("nothing in the headset")
		}
		// It begins with the block at that instant or with the next; 20 ms into it, whichever.
		late := (*ear)[from+2*audio.Block]
		if soon := float32(0.25 * math.Sin(math.Pi/2*0.05)); late < soon+1e-4 {
			late = (*ear)[from+3*audio.Block]
		}
		near(t, "the second in the ear, 20 ms into it", late, float32(0.25*math.Sin(math.Pi/2*0.1)))
		n := len(*ear)
		s.SetHeadset(false)
		s.Jack(false)
		s.Jack(true)
		s.SetHeadset(true)
		s.Say(say(5, speech.PolitePri, "가나다"))
		time.Sleep(2 * time.Second)
		synctest.Wait()
		rises("plugged in again", (*ear)[n:])
	})
}

// Each output has a gain of its own; what moves to the other has the other's.
func TestEachOutputHasItsOwnGain(t *testing.T) {
	two(t, func(t *testing.T, s *speaker.Speaker, loud, ear *[]float32) {
		s.SetVolumes(-6, -18)
		s.Say(say(1, speech.PolitePri, "가나다"))
		time.Sleep(2 * time.Second)
		s.Jack(true)
		s.SetHeadset(true)
		s.Say(say(2, speech.PolitePri, "가나다"))
		time.Sleep(2 * time.Second)
		synctest.Wait()
		near(t, "the loudspeaker", at(*loud, 400*time.Millisecond), 0.25*audio.Gain(-6))
		near(t, "the headset", at(*ear, 400*time.Millisecond), 0.25*audio.Gain(-18))
	})
}

// What was cut tells how many of its clauses were heard to their end: there it can go
// on. A clause that the loudspeaker keeps back counts, so that places agree.
func TestHowFarItGot(t *testing.T) {
	for _, c := range []struct {
		after time.Duration
		said  int
	}{{5 * time.Millisecond, 0}, {1995 * time.Millisecond, 0}, {2025 * time.Millisecond, 1}, {2305 * time.Millisecond, 1}, {4335 * time.Millisecond, 2}, {6 * time.Second, 2}} {
		synctest.Test(t, func(t *testing.T) {
			sink := audio.NewPaced(nil)
			defer sink.Close()
			var got []input.SpeechFinished
			s := speaker.New(speaker.Config{Synth: silence.Engine{}, Sink: sink, Emit: func(e input.Event) {
				if f, ok := e.(input.SpeechFinished); ok {
					got = append(got, f)
				}
			}})
			defer s.Close()
			s.Say(say(1, speech.PolitePri, nine, nine, nine))
			time.Sleep(c.after)
			s.Silence()
			synctest.Wait()
			if len(got) != 1 || !got[0].Cut || got[0].Said != c.said {
				t.Errorf("after %v: %+v, want %d", c.after, got, c.said)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		sink := audio.NewPaced(nil)
		defer sink.Close()
		var got input.SpeechFinished
		s := speaker.New(speaker.Config{Synth: silence.Engine{}, Sink: sink, Emit: func(e input.Event) {
			if f, ok := e.(input.SpeechFinished); ok {
				got = f
			}
		}})
		defer s.Close()
		u := say(1, speech.PolitePri, nine, nine, nine)
		u.Clauses[0].Privacy = scene.Personal // not on the loudspeaker
		s.Say(u)
		time.Sleep(2105 * time.Millisecond) // in the third
		s.Silence()
		synctest.Wait()
		if got.Said != 2 {
			t.Errorf("%+v, want 2", got)
		}
	})
}
