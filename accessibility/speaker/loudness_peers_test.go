//go:build peers

package speaker_test

import (
	"strings"
	"testing"

	"modu/accessibility/audio"
	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/accessibility/synth/espeak"
	"modu/accessibility/synth/synthtest"
)

// Every voice comes out at one level, at every rate, although none of them is
// measured while it speaks.
func TestVoicesAreEquallyLoud(t *testing.T) {
	e := espeak.New(espeak.Config{})
	defer e.Close()
	texts := map[scene.Lang]string{
		"ko": "불고기버거 세트, 팔천오백 원. 아이스 아메리카노 두 잔을 담았습니다. 카드를 넣어 주세요.",
		"en": "Iced latte, large, two cups. Your order number is one hundred and three. Please insert your card.",
		"zh": "谢谢，请付款。您的号码是一百零三。请插入您的卡。",
		"ja": "ごちゅうもん ありがとうございます。ばんごうは ひゃくさんばん です。",
	}
	for _, v := range e.Voices() {
		text, ok := texts[scene.Lang(strings.Split(string(v.Lang), "-")[0])]
		if !ok {
			t.Errorf("no text for %s", v.Lang)
		}
		for _, rate := range []int{synth.MinRate, synth.NormalRate, synth.MaxRate} {
			r, err := synthtest.Drain(t.Context(), e, synth.Request{Text: text, Lang: v.Lang, Rate: rate})
			if err != nil {
				t.Fatal(err)
			}
			s := audio.NewShaper(audio.NewFilter(r.Rate, audio.Rate), v.LoudnessLUFS, true)
			out := append(s.Write(r.PCM), s.Flush()...)
			l, p := audio.Loudness(out), audio.Decibels(audio.Peak(out))
			t.Logf("%-16s at %3d: %.1f LUFS as delivered, %.1f shaped, peak %.1f dB, %v estimated, %v real", v.Name, rate,
				audio.Loudness(resampled(r)), l, p, synth.Estimate(text, v.Lang, rate), audio.Duration(len(out)))
			if l < audio.SpeechLUFS-1.5 || l > audio.SpeechLUFS+1.5 || p > audio.CeilingDB+0.01 {
				t.Errorf("%s at %d: %.1f LUFS, peak %.1f dB", v.Name, rate, l, p)
			}
		}
	}
}

func resampled(r synthtest.Result) []float32 {
	f := audio.NewFilter(r.Rate, audio.Rate).Resampler()
	return append(f.Write(r.PCM), f.Flush()...)
}
