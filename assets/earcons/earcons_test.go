package earcons_test

import (
	"math"
	"testing"

	"modu/accessibility/audio"
	"modu/assets/earcons"
)

func TestLevels(t *testing.T) {
	if earcons.Rate != audio.Rate {
		t.Fatal("rate")
	}
	for name, pcm := range map[string][]float32{"select": earcons.Select(), "error": earcons.Error(), "attention": earcons.Attention()} {
		if l := audio.Loudness(pcm); math.Abs(l-audio.EarconLUFS) > 1.5 {
			t.Errorf("%s is %.1f LUFS, want about %v", name, l, audio.EarconLUFS)
		}
		if p := audio.Decibels(audio.Peak(pcm)); p > audio.CeilingDB {
			t.Errorf("%s peaks at %.1f dB", name, p)
		}
		if d := audio.Duration(len(pcm)).Seconds(); d > 0.5 {
			t.Errorf("%s lasts %.2f s; nobody waits that long", name, d)
		}
		if pcm[0] != 0 || pcm[len(pcm)-1] != 0 {
			t.Errorf("%s begins or ends with a click", name)
		}
	}
}
