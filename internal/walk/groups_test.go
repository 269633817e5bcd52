package walk_test

import (
	"testing"

	"modu/internal/walk"
)

// A walk reaches each step and branch of a group in each of its uses.
func TestCoverGroups(t *testing.T) {
	p := parts(t, "../tryout/testdata/services/proxy")
	for _, o := range []walk.Options{{Lang: "ko"}, {Lang: "en", Easy: true}, {Lang: "ko", Practice: true}} {
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
		if !o.Practice && c.Steps.Reached != 11 {
			t.Errorf("%+v: steps %+v", o, c.Steps)
		}
	}
}
