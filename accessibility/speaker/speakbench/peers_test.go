//go:build peers

package speakbench_test

import (
	"testing"
	"time"

	"modu/accessibility/speaker/speakbench"
	"modu/accessibility/synth/espeak"
)

// TestBesideTheProgram prints the figures; it asserts only that all of them speak.
func TestBesideTheProgram(t *testing.T) {
	const n, pause = 100, 20 * time.Millisecond
	warm := espeak.New(espeak.Config{})
	defer warm.Close()
	cold := espeak.New(espeak.Config{Cold: true})
	defer cold.Close()
	for _, measure := range []func() (speakbench.Result, error){
		func() (speakbench.Result, error) {
			return speakbench.FirstSample(t.Context(), "speaker, espeak kept ready", warm, n, pause)
		},
		func() (speakbench.Result, error) {
			return speakbench.FirstSample(t.Context(), "speaker, espeak started for each", cold, n, pause)
		},
		func() (speakbench.Result, error) { return speakbench.CLI(t.Context(), n, pause) },
	} {
		r, err := measure()
		if err != nil {
			t.Fatal(err)
		}
		t.Log(r)
	}
}
