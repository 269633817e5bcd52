package tryout_test

import (
	"testing"

	"modu/internal/tryout"
)

// Somebody applies for somebody else: one group of steps asks both who they are, and both are
// sent under names of their own.
func TestGroupUsedTwice(t *testing.T) {
	p := parts(t, "testdata/services/proxy")
	wishes, issues := tryout.Load(p)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	for name, o := range map[string]tryout.Options{
		"touch":    {Hand: tryout.Touch, Lang: "ko", Mishaps: true},
		"easy":     {Hand: tryout.Touch, Lang: "en", Easy: true},
		"ear":      {Hand: tryout.Ear, Lang: "ko", Mishaps: true},
		"headset":  {Hand: tryout.Headset, Lang: "en"},
		"keys":     {Hand: tryout.Keys, Lang: "ko", Easy: true},
		"practice": {Hand: tryout.Touch, Lang: "ko", Practice: true},
	} {
		for _, f := range tryout.Run(p, wishes[0], o).Findings {
			t.Errorf("%s: %v", name, f)
		}
	}
}
