package sound_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"modu/accessibility"
	"modu/accessibility/audio"
	"modu/accessibility/audit/sound"
	"modu/accessibility/audit/sound/soundtest"
)

func rules(f []sound.Finding) string {
	var ids []string
	for _, x := range f {
		ids = append(ids, x.Rule)
	}
	return strings.Join(ids, " ")
}

func ladder(o accessibility.Output, change func(i int, l *sound.Level)) []sound.Level {
	var out []sound.Level
	for i, v := range o.Volumes() {
		l := sound.Level{VolumeDB: v, LUFS: audio.SpeechLUFS + o.GainDB(v)}
		change(i, &l)
		out = append(out, l)
	}
	return out
}

// The judge finds what is wrong, and nothing where all is right.
func TestVolumeJudge(t *testing.T) {
	o := accessibility.Output{MeasuredDBA: 88}
	same := func(int, *sound.Level) {}
	for _, c := range []struct {
		name    string
		levels  []sound.Level
		o       accessibility.Output
		ambient float64
		want    string
	}{
		{"as planned", ladder(o, same), o, 65, ""},
		{"too noisy", ladder(o, same), o, 70, "VOL-4"},
		{"not measured", ladder(accessibility.Output{}, same), accessibility.Output{}, 90, ""},
		{"a step that does nothing", ladder(o, func(i int, l *sound.Level) {
			if i == 9 {
				l.LUFS -= 6
			}
		}), o, 0, "VOL-5 VOL-7"},
		{"a jump", ladder(o, func(i int, l *sound.Level) {
			if i > 4 {
				l.LUFS += 6
			}
		}), o, 0, "VOL-5 VOL-5"},
		{"no span", ladder(o, func(i int, l *sound.Level) { l.LUFS = -23 }), o, 0, strings.Repeat("VOL-5 ", 9) + "VOL-6 VOL-7 VOL-5"},
		{"too quiet", ladder(o, func(i int, l *sound.Level) { l.LUFS -= 25 }), o, 0, "VOL-1"},
		{"one level", ladder(o, same)[:1], o, 0, "VOL-6"},
	} {
		if got := rules(sound.Volume(c.levels, c.o, c.ambient)); got != c.want {
			t.Errorf("%s: %q, want %q: %v", c.name, got, c.want, sound.Volume(c.levels, c.o, c.ambient))
		}
	}
	if f := sound.Reset(audio.SpeechLUFS+o.GainDB(0), o); f != nil {
		t.Error(f)
	}
	for _, v := range []int{-6, 6} {
		if f := sound.Reset(audio.SpeechLUFS+o.GainDB(v), o); rules(f) != "VOL-3" {
			t.Errorf("%d dB beside: %v", v, f)
		}
	}
}

func TestSpeedJudge(t *testing.T) {
	good := []sound.Speed{{75, 4 * time.Second, 107}, {100, 3 * time.Second, 107}, {200, 1500 * time.Millisecond, 109}, {300, 1050 * time.Millisecond, 105}}
	if f := sound.Speeds(good); f != nil {
		t.Error(f)
	}
	for name, bad := range map[string][]sound.Speed{
		"played faster":  {good[0], good[1], {200, 1500 * time.Millisecond, 214}},
		"not faster":     {good[0], good[1], {200, 3 * time.Second, 107}},
		"no slow":        good[1:],
		"no normal":      {good[0], good[2]},
		"nothing at all": nil,
	} {
		if rules(sound.Speeds(bad)) != "SPK-15" {
			t.Errorf("%s: %v", name, sound.Speeds(bad))
		}
	}
}

// Quiet sound is measured as well as loud sound.
func TestRelative(t *testing.T) {
	voice := soundtest.Voice(120, 2*time.Second, audio.Rate)
	want := sound.Loudness(voice)
	for _, dB := range []float64{0, -30, -60, -80} {
		quiet := make([]float32, len(voice))
		for i, v := range voice {
			quiet[i] = v * audio.Gain(dB)
		}
		if got := sound.Relative(quiet); math.Abs(got-want-dB) > 0.05 {
			t.Errorf("at %v dB: %.2f LUFS, want %.2f", dB, got, want+dB)
		}
	}
	if !math.IsInf(sound.Relative(make([]float32, 100)), -1) || !math.IsInf(sound.Relative(nil), -1) {
		t.Error("silence is loud")
	}
}
