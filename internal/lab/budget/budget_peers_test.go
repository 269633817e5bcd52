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
	var all []spent
	for _, order := range [...]string{shortOrder, menuOrder} {
		t.Run(order, func(t *testing.T) { all = append(all, testOrder(t, b, order)) })
	}
	low, fast := pitch(all...)
	if low <= 0 || fast < 0.97*low || fast > 1.03*low {
		t.Errorf("pitch %.1f Hz, fast %.1f Hz: more than 3 %% apart", low, fast)
	}
	t.Logf("pitch %+.1f %%", 100*(fast/low-1))
}

func testOrder(t *testing.T, b budget, order string) spent {
	t.Helper()
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
	if len(s.normal) < 8 || len(s.expert) < 8 {
		t.Errorf("only %d and %d prompts: that was no order", len(s.normal), len(s.expert))
	}
	t.Logf("default %.1f s and %.1f s told once, expert %.1f s (%.2f times), longest name %.2f s: %s", s.Default, s.Once, s.Expert, expert/normal, s.Focus, s.longest)
	return s
}
