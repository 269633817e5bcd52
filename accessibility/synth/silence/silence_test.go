package silence_test

import (
	"testing"

	"modu/accessibility/synth"
	"modu/accessibility/synth/silence"
	"modu/accessibility/synth/synthtest"
)

func TestContract(t *testing.T) {
	synthtest.Run(t, func(*testing.T) synth.Synthesizer { return silence.Engine{} })
}

func TestLengthIsTheEstimate(t *testing.T) {
	for lang, text := range synthtest.Samples() {
		for _, rate := range []int{0, 75, 130, 300} {
			r, err := synthtest.Drain(t.Context(), silence.Engine{}, synth.Request{Text: text, Lang: lang, Rate: rate})
			if err != nil {
				t.Fatal(err)
			}
			if want := synth.Estimate(text, lang, rate); r.Length() != want {
				t.Errorf("%s at %d: %v, want %v", lang, rate, r.Length(), want)
			}
		}
	}
}
