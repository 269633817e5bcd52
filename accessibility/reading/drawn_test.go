package reading

import (
	"slices"
	"strings"
	"testing"
)

// TestDrawn measures the rules by words that were drawn by lot, with their sound written
// before the rules were made.
func TestDrawn(t *testing.T) {
	for _, drawn := range []struct {
		file       string
		words, bad int // bad: at most so many may be wrong
	}{{"respell-drawn-1.txt", 300, 1}, {"respell-drawn-2.txt", 100, 1}, {"respell-drawn-3.txt", 150, 1}, {"respell-drawn-4.txt", 100, 0}} {
		table := rows(t, "testdata/"+drawn.file)
		if len(table) != drawn.words {
			t.Errorf("%s: %d words", drawn.file, len(table))
		}
		wrong := 0
		for _, row := range table {
			want, _, _ := strings.Cut(row[1], " ; ")
			if got := Respell("ko", row[0]); !slices.Contains(strings.Split(want, "||"), got) {
				wrong++
				t.Logf("%s is said %s, want %s", row[0], got, row[1])
			}
		}
		t.Logf("%s: %d of %d words are wrong", drawn.file, wrong, len(table))
		if wrong > drawn.bad {
			t.Errorf("%s: %d of %d words are wrong", drawn.file, wrong, len(table))
		}
	}
}
