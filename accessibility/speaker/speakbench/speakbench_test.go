package speakbench_test

import (
	"testing"

	"modu/accessibility/speaker/speakbench"
	"modu/accessibility/synth/silence"
)

func TestFirstSample(t *testing.T) {
	r, err := speakbench.FirstSample(t.Context(), "silence", silence.Engine{}, 20, 0)
	if err != nil {
		t.Fatal(err)
	}
	if r.N != 20 || r.P50 <= 0 || r.P50 > r.P99 || r.P99 > r.Max {
		t.Errorf("%+v", r)
	}
}
