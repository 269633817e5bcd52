package walk_test

import (
	"testing"

	"modu/internal/walk"
)

// Where things are counted, a walk reaches every branch that depends on how many, and does not
// meet a screen for each number.
func TestCoverCounts(t *testing.T) {
	p := parts(t, "../tryout/testdata/services/museum")
	for _, o := range []walk.Options{{Lang: "ko"}, {Lang: "ja", Easy: true}} {
		c, err := walk.Cover(p, walk.CoverOptions{Options: o})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range c.Findings {
			t.Errorf("%+v: %s", o, f)
		}
		for _, m := range c.Missed {
			t.Errorf("%+v: %s", o, m)
		}
		if n := len(c.Screens); c.Branches.Reached < 7 || n > 100 {
			t.Errorf("%+v: branches %+v, %d screens", o, c.Branches, n)
		}
	}
}
