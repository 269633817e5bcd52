package kiosk_test

import (
	"slices"
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/assets"
	"modu/internal/money"
)

// shownBy are the pictures that show what a line says.
func (d *desk) shownBy(line scene.NodeID) (names []string) {
	d.t.Helper()
	n := d.m.Scene.Find(line)
	if n == nil {
		return nil
	}
	for _, c := range n.Children {
		if c.Role != scene.RolePicture || !c.Quiet || c.Label.IsZero() {
			d.t.Errorf("%s: a %s, quiet %v, %q", c.ID, c.Role, c.Quiet, c.Label.String())
		}
		names = append(names, c.Picture)
	}
	return names
}

// What has been chosen stands above each question of the easy form, in order; where the
// screen lists it itself, and in the normal form, it does not.
func TestWhatWasChosenIsSeen(t *testing.T) {
	const here, coffee, latte, hot = "dine-here", "category-coffee", "latte", "option-hot"
	for _, easy := range []bool{true, false} {
		d := shipped(t, "cafe")
		d.m.Prefs.Easy = easy
		for _, step := range []struct {
			touch scene.NodeID
			want  []string
		}{
			{"attract.start", nil},
			{"choice.here", []string{here}},
			{"category.coffee", []string{here, coffee}},
			{"item.latte", []string{here, latte}},
			{"options.next", []string{here, latte, hot}},
			{"options.next", nil}, // what else there is to ask
		} {
			if !easy && step.touch == "options.next" {
				break // all is asked at once
			}
			d.touch(step.touch)
			if step.want == nil && step.touch == "options.next" {
				break
			}
			want := step.want
			if !easy {
				want = nil
			}
			if got := d.shownBy("course"); !slices.Equal(got, want) {
				t.Errorf("easy %v, after %s: %q, want %q", easy, step.touch, got, want)
			}
		}
		for d.m.Scene.Find("options.add") == nil {
			d.touch("options.next")
		}
		d.touch("options.add")
		if got := d.shownBy("course"); d.m.Scene.Kind != scene.KindBasket || got != nil {
			t.Errorf("the basket shows its things, and above them %q", got)
		}
		d.touch("basket.more")
		if got := d.shownBy("course"); easy != slices.Contains(got, latte) {
			t.Errorf("easy %v: the next thing is chosen after %q", easy, got)
		}
	}
}

// A sum is seen in notes and coins in the easy form, wherever it is decided or paid, and
// said once.
func TestSumsAreSeenInNotesAndCoins(t *testing.T) {
	d := shipped(t, "cafe")
	d.m.Prefs.Easy = true
	d.touch("attract.start", "choice.here", "category.coffee", "item.latte")
	for d.m.Scene.Find("options.add") == nil {
		d.touch("options.next")
	}
	d.touch("options.add")
	pieces := func(sum scene.NodeID, want ...string) {
		t.Helper()
		if got := d.shownBy(sum); !slices.Equal(got, want) {
			t.Errorf("%s on %q: %q, want %q", sum, d.m.Scene.Kind, got, want)
		}
	}
	pieces("total", "money-krw-5000")
	before := d.m.Scene
	d.touch("basket.next")
	pieces("total", "money-krw-5000")
	u, _ := speech.Compose(scene.Change{Before: before, After: d.m.Scene}, speech.Options{Verbosity: speech.Normal})
	said := 0
	for _, c := range u.Clauses {
		if strings.HasPrefix(string(c.Node), "total.") {
			said++
		}
	}
	if said > 0 {
		t.Errorf("%d pictures of money are said", said)
	}
	d.touch("review.pay")
	pieces("pay.amount", "money-krw-5000")
	d.touch("pay.cancel")
	pieces("pay.amount") // what is asked there is not the sum
	d.m.Prefs.Easy = false
	d.touch("stop.keep")
	pieces("pay.amount")
}

// Every note and coin has its drawing.
func TestEveryPieceIsDrawn(t *testing.T) {
	missing := func(p money.Piece) bool {
		_, err := assets.Files.ReadFile("pictures/money-" + p.ID() + ".svg")
		return err != nil
	}
	for _, p := range money.AllPieces() {
		if missing(p) {
			t.Errorf("there is no drawing of %s", p.ID())
		}
	}
	if !missing(money.Piece{Minor: 2000, Currency: "KRW"}) {
		t.Error("a note that does not exist has a drawing")
	}
}
