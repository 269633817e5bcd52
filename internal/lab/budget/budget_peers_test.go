//go:build peers

package budget

import (
	"os"
	"path/filepath"
	"testing"
)

// What the commonest order costs to hear, from the sound that libespeak-ng really makes:
// under the limits, no more than 5 % dearer than before, and an expert's speech three
// times as fast at the same pitch.
func TestSpeechBudget(t *testing.T) {
	bin, err := filepath.Abs("../../../bin") // where make builds the worker
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	b, err := read()
	if err != nil {
		t.Fatal(err)
	}
	for _, order := range [...]string{shortOrder, menuOrder} {
		t.Run(order, func(t *testing.T) { testOrder(t, b, order) })
	}
}

func testOrder(t *testing.T, b budget, order string) {
	s, err := spend(t.Context(), order)
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range b.over(order, s.seconds) {
		t.Error(broken)
	}
	normal, expert := s.rates()
	if expert < 3*normal {
		t.Errorf("an expert hears %.1f syllables a second, %.2f times the %.1f at the normal rate", expert, expert/normal, normal)
	}
	low, fast := s.pitch()
	if low <= 0 || fast < 0.97*low || fast > 1.03*low {
		t.Errorf("pitch %.1f Hz, fast %.1f Hz: more than 3 %% apart", low, fast)
	}
	if len(s.normal) < 8 || len(s.expert) < 8 {
		t.Errorf("only %d and %d prompts: that was no order", len(s.normal), len(s.expert))
	}
	t.Logf("default %.1f s and %.1f s told once, expert %.1f s (%.2f times, pitch %+.1f %%), longest name %.2f s: %s", s.Default, s.Once, s.Expert, expert/normal, 100*(fast/low-1), s.Focus, s.longest)
}
