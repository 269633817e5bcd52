package backend_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/backend"
	"modu/internal/service"
)

// album keeps photographs in memory.
type album struct {
	kept map[string][]byte
	err  error
}

func (a *album) KeepPhoto(name string, data []byte) error {
	if a.err == nil {
		a.kept[name] = data
	}
	return a.err
}
func (a *album) Photo(name string) ([]byte, bool) { d, ok := a.kept[name]; return d, ok }
func (a *album) DropPhotos(wanted func(string) bool) error {
	for name := range a.kept {
		if !wanted(name) {
			delete(a.kept, name)
		}
	}
	return nil
}

func tea() input.NewItem {
	return input.NewItem{Category: "hot", Names: map[scene.Lang]input.Name{"ko": {Text: "대추차"}}, Options: []string{"size"}, Counter: "cup"}
}

// What staff add is kept with its photograph, taken off and put back, one change after another,
// and has an id that nothing ever has again.
func TestStaffAddToTheMenu(t *testing.T) {
	var told []input.MenuChanged
	var kept map[string]input.ItemChange
	var disk error
	photos := &album{kept: map[string][]byte{"left-over": {1}}}
	cfg := backend.MenuConfig{Service: menu(t), Emit: func(ev input.Event) { told = append(told, ev.(input.MenuChanged)) }, Photos: photos,
		Now:  func() time.Time { return time.Date(2026, 11, 29, 5, 12, 0, 0, time.UTC) },
		Keep: func(all map[string]input.ItemChange) error { kept = all; return disk }}
	m := backend.NewMenu(cfg)
	if len(photos.kept) != 0 {
		t.Errorf("a photograph of nothing is kept: %v", photos.kept)
	}
	id, err := m.Add(tea(), 4500, []byte("photo"))
	if err != nil || id != "shop-261129-051200" || kept[id].Added.Date != "2026-11-29" || string(photos.kept[id]) != "photo" || !told[0].Patient {
		t.Fatalf("%s %v, kept %+v", id, err, kept)
	}
	if it, ok := m.Service().Item(id); !ok || it.Price != 4500 || m.Added(id) == nil || m.Added("tea") != nil || !m.Adds() {
		t.Errorf("%+v", it)
	}
	second, err := m.Add(tea(), 1, []byte("two"))
	if err != nil || second == id {
		t.Fatalf("two in one second: %s %v", second, err)
	}
	dear := int64(9900)
	if err := m.Push(map[string]input.ItemChange{second: {Price: &dear}}); err != nil {
		t.Errorf("a program cannot change its price: %v", err)
	}
	if item, err := m.Undo(); item != second || err != nil || kept[second].Added != nil {
		t.Errorf("undo: %s %v %+v", item, err, kept[second])
	}
	if third, err := m.Add(tea(), 1, []byte("three")); err != nil || third == second {
		t.Errorf("an id is given twice: %s, %v", third, err)
	}
	if err := m.Remove(id); err != nil || m.Added(id) != nil || !told[len(told)-1].Items[id].Removed {
		t.Errorf("%v", err)
	}
	if item, err := m.Undo(); item != id || err != nil || m.Added(id) == nil || string(photos.kept[id]) != "photo" {
		t.Errorf("put back: %s %v", item, err)
	}
	if m.Remove("tea") == nil || m.Remove("nothing") == nil {
		t.Error("what the files have is taken off")
	}
	wrong := tea()
	wrong.Category = "none"
	if _, err := m.Add(wrong, 1, nil); !errors.Is(err, service.ErrAdded) {
		t.Errorf("%v", err)
	}
	before := fmt.Sprint(m.Changes())
	photos.err = errors.New("full")
	_, noPhoto := m.Add(tea(), 1, nil)
	photos.err, disk = nil, errors.New("full")
	_, noRecord := m.Add(tea(), 1, []byte("lost"))
	if disk = nil; !errors.Is(noPhoto, backend.ErrNotKept) || !errors.Is(noRecord, backend.ErrNotKept) || fmt.Sprint(m.Changes()) != before {
		t.Errorf("%v, %v", noPhoto, noRecord)
	}
	for _, data := range photos.kept {
		if string(data) == "lost" {
			t.Error("a photograph of what is not on the menu is kept")
		}
	}
	// The file for who keeps the service's own says all of it, and is read back.
	file, err := json.Marshal(m.File())
	if err != nil {
		t.Fatal(err)
	}
	back, err := backend.ReadFile(bytes.NewReader(file))
	if err != nil || !reflect.DeepEqual(back.Items, m.Changes()) || string(back.Photos[id]) != "photo" {
		t.Errorf("%s\n%+v, %v", file, back, err)
	}
	if _, err := backend.ReadPush(bytes.NewReader(file)); err == nil {
		t.Error("a program can push what staff add")
	}
	// The next run has it; once the files of the service have it, they alone count.
	told = nil
	cfg.Before = kept
	again := backend.NewMenu(cfg)
	if again.Added(id) == nil || len(told) != 1 || len(photos.kept) == 0 {
		t.Errorf("after a restart: %+v, photographs %v", again.Changes(), photos.kept)
	}
	cfg.Service = again.Service() // as if its files had the item
	if applied := backend.NewMenu(cfg); applied.Added(id) != nil || len(applied.Changes()) != 0 || len(photos.kept) != 0 {
		t.Errorf("after it was applied: %+v, photographs %v", applied.Changes(), photos.kept)
	}
}

// No more is kept than there is room for.
func TestTheMenuIsFull(t *testing.T) {
	m := backend.NewMenu(backend.MenuConfig{Service: menu(t), Emit: func(input.Event) {}, Photos: &album{kept: map[string][]byte{}}})
	for range service.MaxAdded {
		if _, err := m.Add(tea(), 1, nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := m.Add(tea(), 1, nil); !errors.Is(err, backend.ErrFull) {
		t.Errorf("%v", err)
	}
	if _, err := backend.NewMenu(backend.MenuConfig{Service: menu(t), Emit: func(input.Event) {}}).Add(tea(), 1, nil); !errors.Is(err, backend.ErrFull) {
		t.Errorf("without a disk: %v", err)
	}
}

// FuzzReadFile: what is not a file of changes is refused, and what is fits no menu by chance.
func FuzzReadFile(f *testing.F) {
	f.Add([]byte(`{"items": {"shop-1": {"price": 1, "added": {"category": "hot", "names": {"ko": {"text": "x"}}, "photo": "AA=="}}}}`))
	f.Add([]byte(`{"items": {"tea": {"left": -1}}}`))
	s := menu(&testing.T{})
	f.Fuzz(func(t *testing.T, data []byte) {
		if file, err := backend.ReadFile(bytes.NewReader(data)); err == nil {
			_, _ = s.With(file.Items)
		}
	})
}
