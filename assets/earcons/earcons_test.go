package earcons_test

import (
	"math"
	"slices"
	"testing"

	"modu/accessibility/audio"
	"modu/accessibility/scene"
	"modu/assets/earcons"
)

func TestLevels(t *testing.T) {
	if earcons.Rate != audio.Rate {
		t.Fatal("rate")
	}
	for _, e := range scene.Earcons {
		if !slices.Contains(earcons.Names(), string(e)) {
			t.Errorf("%s has no sound", e)
		}
	}
	if got := earcons.Of("nothing"); got != nil {
		t.Error("there is a sound of nothing")
	}
	for _, name := range earcons.Names() {
		pcm := earcons.Of(name)
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
