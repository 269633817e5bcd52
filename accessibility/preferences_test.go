package accessibility

import (
	"testing"

	"modu/accessibility/scene"
)

func TestTable(t *testing.T) {
	table := Table([]scene.Lang{"ko", "en"})
	p := Defaults(table)
	if p.Size != 100 || p.Rate != 100 || p.Speech || p.Language != "ko" || p.Look != "default" || p.VolumeDB != 0 {
		t.Fatalf("defaults %+v", p)
	}
	for _, d := range table {
		if d.Rule == "" || d.Picture == "" {
			t.Errorf("%s has no rule or picture", d.Field)
		}
		if _, ok := d.Set(p, d.Default); !ok {
			t.Errorf("%s: its default is not one of its values", d.Field)
		}
		q, _ := d.Set(p, d.Values[0])
		for i := range d.Values {
			if got := d.Value(q); got != d.Values[i] {
				t.Errorf("%s: step %d is %q, want %q", d.Field, i, got, d.Values[i])
			}
			q = d.Cycle(q)
		}
		if d.Value(q) != d.Values[0] {
			t.Errorf("%s: cycling does not come back", d.Field)
		}
		if _, moved := d.Step(q, -1); moved {
			t.Errorf("%s: stepped below its first value", d.Field)
		}
		if _, ok := d.Set(p, "no such value"); ok {
			t.Errorf("%s takes any value", d.Field)
		}
	}
}

// Preferences of one section follow each other.
func TestSections(t *testing.T) {
	done := map[Section]bool{}
	var last Section
	for _, d := range Table([]scene.Lang{"ko", "en"}) {
		if d.Section == "" || d.Section != last && done[d.Section] {
			t.Errorf("%s stands apart from the others of section %q", d.Field, d.Section)
		}
		last, done[d.Section] = d.Section, true
	}
}
