package audio_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audit/sound"
	"modu/accessibility/audit/sound/soundtest"
)

// At every rate a person may choose, a voice lasts as long as it should and keeps its
// pitch to 3 %, its level to 1 dB, and has no click.
func TestStretchChangesLengthOnly(t *testing.T) {
	for _, rate := range []int{16000, 22050, audio.Rate} {
		for _, hz := range []float64{85, 110, 190, 260} {
			voice := soundtest.Voice(hz, 3*time.Second, rate)
			was, _ := sound.Pitch(at48(voice, rate))
			for _, percent := range []int{50, 75, 125, 150, 175, 200, 250, 300} {
				name := fmt.Sprintf("%d Hz, voice of %.0f Hz, %d %%", rate, hz, percent)
				s := audio.NewStretcher(rate, percent)
				var out []float32
				for i, at := 0, 0; at < len(voice); i++ { // in pieces of odd sizes
					n := min(1+i*311%2000, len(voice)-at)
					out = append(out, s.Write(voice[at:at+n])...)
					at += n
				}
				out = append(out, s.Flush()...)
				if want := len(voice) * 100 / percent; len(out) != want {
					t.Errorf("%s: %d samples, want %d", name, len(out), want)
				}
				out = at48(out, rate)
				got, _ := sound.Pitch(out)
				if math.Abs(got/was-1) > 0.03 {
					t.Errorf("%s: pitch %.1f Hz became %.1f", name, was, got)
				}
				if d := sound.Loudness(out) - sound.Loudness(at48(voice, rate)); math.Abs(d) > 1 {
					t.Errorf("%s: %+.1f LU", name, d)
				}
			}
		}
	}
}

func TestStretchAtNormalSpeedIsTheSoundItself(t *testing.T) {
	voice := soundtest.Voice(110, time.Second, audio.Rate)
	s := audio.NewStretcher(audio.Rate, 100)
	out := append(append([]float32(nil), s.Write(voice)...), s.Flush()...)
	if len(out) != len(voice) {
		t.Fatal(len(out))
	}
	for i := range out {
		if out[i] != voice[i] {
			t.Fatal("changed at", i)
		}
	}
}

// A steady tone stays one: pieces are laid in phase.
func TestStretchJoinsInPhase(t *testing.T) {
	in := tone(200, audio.Rate, 2*audio.Rate, 0.5)
	for _, percent := range []int{75, 150, 300} {
		s := audio.NewStretcher(audio.Rate, percent)
		out := append(s.Write(in), s.Flush()...)
		edge := audio.Rate / 20
		mid := out[edge : len(out)-edge]
		step := 1.2 * 2 * math.Pi * 200 / audio.Rate * 0.5
		for i := 1; i < len(mid); i++ {
			if d := math.Abs(float64(mid[i] - mid[i-1])); d > step {
				t.Fatalf("%d %%: a click of %.3f at sample %d", percent, d, i)
			}
		}
	}
}

func TestStretchOfLittle(t *testing.T) {
	for _, n := range []int{0, 1, 10, 500, 1200} {
		for _, percent := range []int{50, 300} {
			s := audio.NewStretcher(audio.Rate, percent)
			out := append(s.Write(tone(300, audio.Rate, n, 0.5)), s.Flush()...)
			if len(out) != n*100/percent {
				t.Errorf("%d samples at %d %%: %d", n, percent, len(out))
			}
		}
	}
}

func at48(pcm []float32, rate int) []float32 {
	r := audio.NewFilter(rate, audio.Rate).Resampler()
	return append(r.Write(append([]float32(nil), pcm...)), r.Flush()...)
}

func BenchmarkStretch(b *testing.B) {
	voice := soundtest.Voice(110, time.Second, audio.Rate)
	for _, percent := range []int{75, 300} {
		b.Run(fmt.Sprint(percent), func(b *testing.B) {
			for b.Loop() {
				s := audio.NewStretcher(audio.Rate, percent)
				s.Write(voice)
				s.Flush()
			}
		})
	}
}
