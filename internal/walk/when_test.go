package walk_test

import (
	"testing"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/walk"
)

// Days, times and several of many are covered in every language and form: each step, each choice
// and each way, also the one that depends on the day.
func TestCoverDaysAndSeveral(t *testing.T) {
	site, issues := assemble.SampleSite("../tryout/testdata/services/checkup")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	p, issues := assemble.Load(site)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	for _, lang := range []scene.Lang{"ko", "en", "zh-Hans", "ja"} {
		for _, easy := range []bool{false, true} {
			c, err := walk.Cover(p, walk.CoverOptions{Options: walk.Options{Lang: lang, Easy: easy}})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range c.Findings {
				t.Errorf("%s, easy %v: %v", lang, easy, f)
			}
			for _, m := range c.Missed {
				t.Errorf("%s, easy %v: %v", lang, easy, m)
			}
			if len(c.Screens) > 120 {
				t.Errorf("%s, easy %v: %d screens: alike days are met again and again", lang, easy, len(c.Screens))
			}
		}
	}
}
