package backend_test

import (
	"errors"
	"testing"

	"modu/accessibility/input"
	"modu/internal/backend"
)

// What staff change is kept, told and taken back, one change after another.
func TestStaffChangeTheMenu(t *testing.T) {
	var told []input.MenuChanged
	var kept map[string]input.ItemChange
	var disk error
	m := backend.NewMenu(backend.MenuConfig{Service: menu(t), Emit: func(ev input.Event) { told = append(told, ev.(input.MenuChanged)) },
		Keep: func(all map[string]input.ItemChange) error { kept = all; return disk }})
	yes, no, price, dear := true, false, int64(1200), int64(1<<62)
	set := func(item string, c input.ItemChange) {
		t.Helper()
		if err := m.Set(item, c); err != nil {
			t.Fatal(err)
		}
	}
	of := func(id string) (soldOut bool, price int64, left *int64) {
		for _, it := range m.Items() {
			if it.ID == id {
				return it.SoldOut, it.Price, it.Left
			}
		}
		t.Fatalf("no %s", id)
		return
	}
	if _, err := m.Undo(); !errors.Is(err, backend.ErrNothing) || m.Undoable() {
		t.Errorf("nothing to undo: %v", err)
	}
	_, was, _ := of("i1")
	set("i1", input.ItemChange{Price: &price})
	set("i1", input.ItemChange{SoldOut: &yes})
	if out, p, _ := of("i1"); !out || p != price || *kept["i1"].Price != price || !*kept["i1"].SoldOut {
		t.Errorf("%v %d, kept %+v", out, p, kept)
	}
	if len(told) != 2 || !told[0].Patient || told[1].Items["i1"].Price != nil {
		t.Errorf("told %+v", told)
	}
	// Refused, or not kept: nothing has changed, and there is nothing more to undo.
	if m.Set("i1", input.ItemChange{Price: &dear}) == nil || m.Set("cake", input.ItemChange{SoldOut: &yes}) == nil {
		t.Error("nonsense is taken")
	}
	disk = errors.New("full")
	if err := m.Set("i2", input.ItemChange{SoldOut: &yes}); !errors.Is(err, backend.ErrNotKept) {
		t.Errorf("not kept: %v", err)
	}
	if _, err := m.Undo(); !errors.Is(err, backend.ErrNotKept) {
		t.Errorf("an undo that is not kept: %v", err)
	}
	disk = nil
	for range 2 {
		if item, err := m.Undo(); item != "i1" || err != nil {
			t.Errorf("undo: %s %v", item, err)
		}
	}
	if out, p, _ := of("i1"); out || p != was || m.Undoable() || len(told) != 4 {
		t.Errorf("after undoing: %v %d, told %d", out, p, len(told))
	}
	// An undo takes back what staff changed and leaves what the program pushed meanwhile.
	set("i1", input.ItemChange{SoldOut: &yes})
	if err := m.Push(map[string]input.ItemChange{"i1": {Price: &price}}); err != nil {
		t.Fatal(err)
	}
	if _, err := m.Undo(); err != nil {
		t.Fatal(err)
	}
	if out, p, _ := of("i1"); out || p != price {
		t.Errorf("%v %d", out, p)
	}
	// What had run out and is sold again is not counted any more.
	none := int64(0)
	if err := m.Push(map[string]input.ItemChange{"i2": {Left: &none}}); err != nil {
		t.Fatal(err)
	}
	set("i2", input.ItemChange{SoldOut: &no})
	if out, _, left := of("i2"); out || left != nil {
		t.Errorf("sold again: %v %v", out, left)
	}
	if _, err := m.Undo(); err != nil {
		t.Fatal(err)
	}
	if out, _, left := of("i2"); !out || left == nil || *left != 0 {
		t.Errorf("and taken back: %v %v", out, left)
	}
	for range 150 {
		set("i1", input.ItemChange{SoldOut: &yes})
	}
	n := 0
	for m.Undoable() {
		if _, err := m.Undo(); err != nil {
			t.Fatal(err)
		}
		n++
	}
	if n != 100 {
		t.Errorf("%d changes are remembered", n)
	}
}

// The service is edited while changes hold: those of what is still there go on holding, over the
// new service, and none of before can be undone.
func TestTheMenuIsReloaded(t *testing.T) {
	m := backend.NewMenu(backend.MenuConfig{Service: menu(t), Emit: func(input.Event) {}})
	price, dear := int64(1200), int64(7777)
	if err := m.Set("i1", input.ItemChange{Price: &price}); err != nil {
		t.Fatal(err)
	}
	edited, err := menu(t).With(map[string]input.ItemChange{"i1": {Price: &dear}, "i2": {Price: &dear}})
	if err != nil {
		t.Fatal(err)
	}
	m.Reload(edited)
	now := map[string]int64{}
	for _, it := range m.Items() {
		now[it.ID] = it.Price
	}
	loaded, _ := m.Loaded("i1")
	if now["i1"] != price || now["i2"] != dear || loaded.Price != dear || m.Undoable() || len(m.Changes()) != 1 {
		t.Errorf("%v, loaded %d, undo %v, changes %v", now, loaded.Price, m.Undoable(), m.Changes())
	}
}
