package tryout

import (
	"testing"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/config"
)

// Everybody comes once in each way, and what the stays of one group meet is told together.
func TestEverybody(t *testing.T) {
	site, issues := assemble.SampleSite("library")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	site.Headset.Source, site.Audio.Headset.Device = config.FromKey, "headset"
	parts, issues := assemble.Load(site)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	wishes, issues := Load(parts)
	if issues.Err() != nil || len(wishes) == 0 {
		t.Fatal(issues)
	}
	type group struct {
		wish, how               string
		hand                    Hand
		lang                    scene.Lang
		easy, mishaps, practice bool
	}
	seen := map[group]bool{}
	Everybody(parts, wishes[:1], []scene.Lang{"ko"}, func(s Stay) {
		g := group{s.Wish.Name, s.How, s.Options.Hand, s.Options.Lang, s.Options.Easy, s.Options.Mishaps, s.Options.Practice}
		if seen[g] || len(s.Findings) > 0 {
			t.Errorf("%+v twice, or with findings %v", g, s.Findings)
		}
		seen[g] = true
	})
	if want := len(Hands()) * 2 * 3; len(seen) != want {
		t.Errorf("%d stays, want %d", len(seen), want)
	}
}
