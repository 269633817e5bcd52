package looks

import (
	"testing"

	"modu/accessibility/scene"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/kiosk/model"
	"modu/internal/session"
)

func TestPairs(t *testing.T) {
	for _, levels := range [][]int{{2}, {2, 2}, {17, 6, 6, 4, 2, 4}, {3, 3, 3, 3}, {1, 5, 1}} {
		all := Pairs(levels)
		for f := range levels {
			for g := f + 1; g < len(levels); g++ {
				for a := range levels[f] {
					for b := range levels[g] {
						met := false
						for _, c := range all {
							met = met || c[f] == a && c[g] == b
						}
						if !met {
							t.Fatalf("%v: level %d of factor %d never meets level %d of factor %d", levels, a, f, b, g)
						}
					}
				}
			}
		}
		t.Log(levels, len(all))
	}
	if n := len(Pairs([]int{17, 6, 6, 4, 2, 4})); n > 150 {
		t.Errorf("%d combinations: too many to look at", n)
	}
}

// TestCrawl: tapping everything finds every kind of screen.
func TestCrawl(t *testing.T) {
	kinds := map[scene.Kind]bool{}
	places := Crawl(kiosktest.Core())
	for _, p := range places {
		kinds[p.Model.Scene.Kind] = true
	}
	for _, k := range []scene.Kind{scene.KindAttract, scene.KindChoose, scene.KindCategories, scene.KindItems, scene.KindOptions, scene.KindBasket, scene.KindReview, scene.KindPay, scene.KindDone, scene.KindHelp, scene.KindSettings, scene.KindKeys, scene.KindQuestion, scene.KindWarning} {
		if !kinds[k] {
			t.Errorf("no screen of kind %s was found", k)
		}
	}
	if few := Longest(places, 1); len(few) != len(kinds) {
		t.Errorf("%d screens are kept of %d kinds", len(few), len(kinds))
	}
}

// Pictures are named by what stands in the file of the service.
func TestScreenName(t *testing.T) {
	m := kiosktest.Core().New(1, 1)
	if got := ScreenName(m); got != "attract" {
		t.Error(got)
	}
	m.Clock.Phase, m.Here.Step, m.Scene.Kind = session.Active, "way", scene.KindChoose
	if got := ScreenName(m); got != "choose.way" {
		t.Error(got)
	}
	m.Overlay.Kind, m.Scene.Kind = model.OverlayHelp, scene.KindHelp
	if got := ScreenName(m); got != "help" {
		t.Error(got)
	}
}
