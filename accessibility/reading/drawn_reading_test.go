package reading

import (
	"slices"
	"strings"
	"testing"

	"modu/accessibility/scene"
)

// TestReadings measures the rules by texts that were written before they were tried: the
// first and the third list before the rules were mended, the second after.
func TestReadings(t *testing.T) {
	for _, list := range []struct {
		file       string
		texts, bad int // bad: at most so many may be wrong
	}{{"read-drawn-1.txt", 300, 1}, {"read-drawn-2.txt", 100, 2}, {"read-drawn-3.txt", 150, 3}, {"read-drawn-4.txt", 272, 2}} {
		table := rows(t, "testdata/"+list.file)
		if len(table) != list.texts {
			t.Errorf("%s: %d texts", list.file, len(table))
		}
		wrong := 0
		for _, row := range table {
			spans := []scene.Span{{Text: row[0]}}
			got := Read("ko", spans)
			if err := check("ko", spans, got); err != "" {
				t.Errorf("%s: %s", row[0], err)
			}
			if !saidAlike(got.Text, row[1]) {
				wrong++
				t.Logf("%s\n  said %s\n  want %s", row[0], got.Text, row[1])
			}
		}
		t.Logf("%s: %d of %d texts are wrong", list.file, wrong, len(table))
		if wrong > list.bad {
			t.Errorf("%s: %d of %d texts are wrong", list.file, wrong, len(table))
		}
	}
}

// saidAlike reports whether the syllables are those of one of the ways that "||" parts.
func saidAlike(got, ways string) bool {
	syllables := strings.NewReplacer(" ", "", ",", "", ".", "", "?", "", "!", "").Replace
	return slices.ContainsFunc(strings.Split(ways, "||"), func(way string) bool { return syllables(got) == syllables(way) })
}

func TestSaidAlike(t *testing.T) {
	for _, c := range []struct {
		got, ways string
		want      bool
	}{
		{"두 개, 삼", "두개 삼", true},
		{"이 개", "한 개 || 이 개", true},
		{"이 개", "두 개", false},
		{"이 개", "이 개를", false},
	} {
		if got := saidAlike(c.got, c.ways); got != c.want {
			t.Errorf("%q like %q: %v", c.got, c.ways, got)
		}
	}
}
