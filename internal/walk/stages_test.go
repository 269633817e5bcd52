package walk

import (
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/screen"
)

// A bar that goes back while a person goes on is named, and one that grows.
func TestTheBarOfStagesNeverGoesBack(t *testing.T) {
	at := func(index, count int) state {
		var s state
		s.m.Scene.Root = scene.Node{ID: "screen", Role: scene.RoleScreen, Children: []scene.Node{{ID: screen.Steps, Role: scene.RoleSteps, Page: scene.Page{Index: index, Count: count}}}}
		return s
	}
	back := at(0, 5)
	back.back = true
	for name, c := range map[string]struct {
		from, to state
		want     string
	}{
		"on":            {at(1, 5), at(2, 5), ""},
		"over one":      {at(1, 5), at(3, 5), ""},
		"the same":      {at(1, 5), at(1, 5), ""},
		"gone back":     {at(3, 5), back, ""},
		"to the end":    {at(3, 5), state{}, ""},
		"backward":      {at(3, 5), at(2, 5), "goes on to stage 3, and before it was stage 4"},
		"longer":        {at(1, 5), at(2, 6), "has 6 stages, a screen before it had 5"},
		"back to begin": {at(1, 5), at(0, 5), "goes on to stage 1, and before it was stage 2"},
	} {
		w := &walker{}
		w.staged(c.from, c.to)
		if got := len(w.findings); (got > 0) != (c.want != "") || got > 0 && !strings.Contains(w.findings[0].Msg, c.want) {
			t.Errorf("%s: %v, want %q", name, w.findings, c.want)
		}
	}
}

func TestWhatLeadsBack(t *testing.T) {
	var s state
	s.m.Acts = map[scene.NodeID]act.Act{"back": {Kind: act.Back}, "change": {Kind: act.Change}, "basket": {Kind: act.OpenBasket}, "next": {Kind: act.Continue}}
	w := &walker{}
	for id, want := range map[scene.NodeID]bool{"back": true, "change": true, "basket": true, "next": false, "nothing": false} {
		if w.leadsBack(s, id) != want {
			t.Errorf("%s leads back: %v", id, !want)
		}
	}
}
