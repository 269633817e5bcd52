package journal

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// What staff add is on the disk with its photograph, for the kiosk alone, and is there after a
// crash; photographs of nothing go.
func TestPhotographsAreKept(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	price := int64(4500)
	item := input.ItemChange{Price: &price, Added: &input.NewItem{Category: "tea", Names: map[scene.Lang]input.Name{"ko": {Text: "대추차", Spoken: "대추차", Easy: "차"}},
		Options: []string{"size"}, Counter: "cup", Photo: "shop-1", Date: "2026-11-29"}}
	if err := errors.Join(j.KeepPhoto("shop-1", []byte("one")), j.KeepPhoto("shop-2", []byte("two")), j.MenuChanged(map[string]input.ItemChange{"shop-1": item})); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(dir, photosName, "shop-1.jpg")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
	for _, name := range []string{"", "../orders", "a/b", "A", "x.jpg"} {
		if _, ok := j.Photo(name); ok || j.KeepPhoto(name, nil) == nil {
			t.Errorf("%q is a name of a photograph", name)
		}
	}
	if j.KeepPhoto("shop-3", make([]byte, MaxPhoto+1)) == nil {
		t.Error("any size is kept")
	}
	snapshot := t.TempDir()
	if err := os.CopyFS(snapshot, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(snapshot, photosName, "shop-4.jpg.new"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	again, rec := open(t, snapshot)
	got, _ := json.Marshal(rec.Menu["shop-1"])
	if want, _ := json.Marshal(item); string(got) != string(want) {
		t.Errorf("%s, want %s", got, want)
	}
	if err := again.DropPhotos(func(name string) bool { return name == "shop-1" }); err != nil {
		t.Error(err)
	}
	left, _ := os.ReadDir(filepath.Join(snapshot, photosName))
	if data, ok := again.Photo("shop-1"); len(left) != 1 || !ok || string(data) != "one" {
		t.Errorf("left %v, %s", left, data)
	}
	if err := errors.Join(again.Close(), j.Close()); err != nil {
		t.Fatal(err)
	}
	if err := j.KeepPhoto("shop-1", nil); !errors.Is(err, ErrClosed) {
		t.Errorf("closed: %v", err)
	}
}

// What a program told of the menu is there after a crash; what cannot be read is put aside, and
// asked for again.
func TestACatalogueIsKept(t *testing.T) {
	dir := t.TempDir()
	j, rec := open(t, dir)
	if rec.Catalogue.Revision != "" {
		t.Errorf("%+v", rec.Catalogue)
	}
	price, at := int64(6300), time.Date(2026, 11, 29, 9, 0, 0, 0, time.UTC)
	told := Catalogue{Revision: "autumn", At: at, Items: map[string]input.ItemChange{"plum": {Price: &price, Added: &input.NewItem{Category: "tea", Picture: "latte", Names: map[scene.Lang]input.Name{"ko": {Text: "매실차"}}}}}}
	if err := errors.Join(j.CatalogueTold(Catalogue{Revision: "summer"}), j.CatalogueTold(told)); err != nil {
		t.Fatal(err)
	}
	snapshot := t.TempDir()
	if err := os.CopyFS(snapshot, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	again, rec := open(t, snapshot)
	got, _ := json.Marshal(rec.Catalogue)
	if want, _ := json.Marshal(told); string(got) != string(want) {
		t.Errorf("%s, want %s", got, want)
	}
	file := filepath.Join(snapshot, catalogueName)
	if err := errors.Join(again.Close(), os.WriteFile(file, []byte("{}"), 0o600)); err != nil {
		t.Fatal(err)
	}
	again, rec = open(t, snapshot)
	if rec.Catalogue.Revision != "" || codes(rec) != CodeCatalogue {
		t.Errorf("%+v %s", rec.Catalogue, codes(rec))
	}
	if err := errors.Join(again.Close(), j.Close()); err != nil {
		t.Fatal(err)
	}
	if err := j.CatalogueTold(told); !errors.Is(err, ErrClosed) {
		t.Errorf("closed: %v", err)
	}
}
