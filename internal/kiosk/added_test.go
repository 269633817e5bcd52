package kiosk_test

import (
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
)

// added is a thing that staff put on the menu.
func added() map[string]input.ItemChange {
	price := int64(4500)
	return map[string]input.ItemChange{"shop-1": {Price: &price, Added: &input.NewItem{Category: "hot", Photo: "shop-1", Counter: "cup",
		Names: map[scene.Lang]input.Name{"ko": {Text: "대추차", Easy: "대추차 (달콤한 차)"}}}}}
}

// hot opens the list that it stands in.
func (d *driver) hot() {
	d.t.Helper()
	for d.m.Scene.Find("category.hot") == nil {
		switch {
		case d.m.Scene.Find("attract.start") != nil:
			d.touch("attract.start")
		case d.m.Scene.Find("choice.stay") != nil:
			d.touch("choice.stay")
		default:
			d.t.Fatalf("lost on %s: %v", d.m.Scene.Kind, d.m.Scene.FocusOrder())
		}
	}
	d.touch("category.hot")
}

func (d *driver) leave() {
	d.t.Helper()
	for range 6 {
		switch {
		case d.m.Idle():
			return
		case d.m.Scene.Find("news.ok") != nil:
			d.touch("news.ok")
		case d.m.Scene.Find("home.discard") != nil:
			d.touch("home.discard")
		default:
			d.press(input.KeyHome)
		}
	}
	d.t.Fatalf("the stay does not end: %s", d.m.Scene.Kind)
}

// What staff add is met by the next person, in the name that it has, said by the voice of its
// language; it is found by its name, ordered, and gone again when staff take it off.
func TestWhatIsAddedIsForTheNextPerson(t *testing.T) {
	d := start(t)
	d.hot()
	d.send(input.MenuChanged{Items: added(), Patient: true})
	if d.m.Scene.Find("item.shop-1") != nil || d.m.Waiting["shop-1"].Added == nil {
		t.Fatal("the menu grows under the finger")
	}
	out := true
	d.send(input.MenuChanged{Items: map[string]input.ItemChange{"shop-1": {SoldOut: &out}}}) // nobody has seen it yet
	no := false
	d.send(input.MenuChanged{Items: map[string]input.ItemChange{"shop-1": {SoldOut: &no}}, Patient: true})
	d.leave()
	d.touch("language.en")
	d.hot()
	n := d.m.Scene.Find("item.shop-1")
	if n == nil || n.Label.String() != "대추차" || n.Label.Lang != "ko" || n.Disabled || n.Photo != "photo/shop-1" && n.Picture != "photo/shop-1" {
		t.Fatalf("%+v", n)
	}
	if ids, _ := (model.Moment{S: d.c.Setup, M: &d.m}).Search("대추"); len(ids) != 1 || ids[0] != "shop-1" {
		t.Errorf("its name finds %v", ids)
	}
	d.touch("item.shop-1")
	l, ok := d.m.Order.Line(0)
	if !ok || l.Item != "shop-1" || l.UnitPrice.Minor != 4500 {
		t.Fatalf("%+v", l)
	}
	// Taken off while somebody has it: they are told, and for the next it was never there.
	d.send(input.MenuChanged{Items: map[string]input.ItemChange{"shop-1": {Removed: true}}, Patient: true})
	if d.m.Scene.Find("news.ok") == nil {
		t.Errorf("nobody is told: %s", d.m.Scene.Kind)
	}
	d.leave()
	if _, there := d.m.Menu.Pushed["shop-1"]; there || d.m.Waiting != nil {
		t.Errorf("%+v, waiting %+v", d.m.Menu.Pushed, d.m.Waiting)
	}
	d.hot()
	if d.m.Scene.Find("item.shop-1") != nil {
		t.Error("what was taken off is still there")
	}
	// Added and taken back before anybody has seen it.
	d.send(input.MenuChanged{Items: added(), Patient: true})
	d.send(input.MenuChanged{Items: map[string]input.ItemChange{"shop-1": {Removed: true}}, Patient: true})
	if d.m.Waiting != nil || d.m.Scene.Find("news.ok") != nil {
		t.Errorf("%+v on %s", d.m.Waiting, d.m.Scene.Kind)
	}
	// Taken off and put back in one stay: what waits is the last of it.
	d.leave()
	d.send(input.MenuChanged{Items: added(), Patient: true})
	d.hot()
	d.send(input.MenuChanged{Items: map[string]input.ItemChange{"shop-1": {Removed: true}}, Patient: true})
	d.send(input.MenuChanged{Items: added(), Patient: true})
	d.leave()
	d.hot()
	if n := d.m.Scene.Find("item.shop-1"); n == nil || n.Disabled {
		t.Errorf("%+v", n)
	}
}

// A catalogue that is told while somebody orders is for the next person, and what is sent of an
// order names the one that it was made from.
func TestACatalogueIsForTheNextPerson(t *testing.T) {
	d := start(t)
	price, out := int64(3300), true
	tell := func(revision string) {
		d.send(input.MenuChanged{Items: map[string]input.ItemChange{"tea": {Price: &price}, "soup": {SoldOut: &out}}, Patient: true, Catalogue: revision})
	}
	named := func() string { return model.Basket(model.Moment{S: d.c.Setup, M: &d.m}, nil).Catalogue.Program }
	tell("7")
	if named() != "7" {
		t.Errorf("nobody is there, and it is still %q", named())
	}
	d.hot()
	price = 3500
	tell("8")
	if named() != "7" || d.m.NextCatalogue != "8" {
		t.Errorf("in the middle of a stay it is %q, then %q", named(), d.m.NextCatalogue)
	}
	d.leave()
	if it, _ := (model.Moment{S: d.c.Setup, M: &d.m}).Service().Item("tea"); named() != "8" || it.Price != 3500 || d.m.NextCatalogue != "" {
		t.Errorf("the next person: %q at %d", named(), it.Price)
	}
	// One that changes nothing but its name waits, too.
	d.hot()
	d.send(input.MenuChanged{Patient: true, Catalogue: "9"})
	if named() != "8" {
		t.Errorf("%q", named())
	}
	if d.leave(); named() != "9" {
		t.Errorf("%q", named())
	}
}
