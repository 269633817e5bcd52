package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A table is put into a service again: first only told, then done, then taken back.
func TestServiceImportAgain(t *testing.T) {
	dir := t.TempDir()
	table, shop := filepath.Join(dir, "menu.csv"), filepath.Join(dir, "shop")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(table, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	read := func(name string) string {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(shop, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	write("분류,이름,가격\n빵,식빵,3000\n차,녹차,2000\n차,홍차,2500\n")
	if code, out, errOut := ctl("service", "import", table, "--out", shop, "--dry-run"); code != exitUsage || !strings.Contains(errOut, "for a service that is there") {
		t.Errorf("exit %d %s%s", code, out, errOut)
	}
	if code, out, errOut := ctl("service", "import", table, "--out", shop); code != exitOK {
		t.Fatalf("exit %d %s%s", code, out, errOut)
	}
	was := read("menu.yaml")
	write("분류,이름,가격\n빵,식빵,3300\n빵,크림빵,3500\n차,홍차,2500\n")
	const told = "식빵 (item-1): price 3000 → 3300\n크림빵 (item-4): new (none) → 3500\n녹차 (item-2): not in the table any more: marked as sold out\n"
	if code, out, errOut := ctl("service", "import", table, "--out", shop, "--dry-run"); code != exitOK || !strings.HasPrefix(out, told) || read("menu.yaml") != was {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
	if code, out, errOut := ctl("service", "import", table, "--out", shop); code != exitOK || !strings.HasPrefix(out, told) || !strings.Contains(out, "3 differences") || !strings.Contains(out, `to do: line 3: easy words for "크림빵" in ko`) {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
	if menu := read("menu.yaml"); !strings.Contains(menu, "price: 3300") || !strings.Contains(menu, "id: item-4") || !strings.Contains(menu, "sold_out: true") {
		t.Errorf("%s", menu)
	}
	if code, out, errOut := ctl("service", "import", table, "--out", shop); code != exitOK || !strings.Contains(out, "it says all of that already") {
		t.Errorf("once more: exit %d\n%s%s", code, out, errOut)
	}
	if code, out, errOut := ctl("service", "import", "--out", shop, "--undo"); code != exitOK || !strings.Contains(out, "as before the last import: imported.csv, locales/ko.yaml, menu.yaml") || read("menu.yaml") != was {
		t.Errorf("exit %d\n%s%s\n%s", code, out, errOut, read("menu.yaml"))
	}
	if code, _, errOut := ctl("service", "import", "--out", shop, "--undo"); code == exitOK || !strings.Contains(errOut, "no change that could be taken back") {
		t.Errorf("exit %d %s", code, errOut)
	}
	// What would break the service is not done.
	if err := os.WriteFile(filepath.Join(shop, "menu.yaml"), []byte(strings.Replace(was, "\nitems:", "  - {id: often, label: category-1, items: [item-2]}\n\nitems:", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	was = read("menu.yaml")
	write("분류,이름,가격\n빵,식빵,3300\n")
	if code, out, errOut := ctl("service", "import", table, "--out", shop, "--delete"); code == exitOK || !strings.Contains(out, "nothing was changed") || !strings.Contains(errOut, "menu.yaml:") || read("menu.yaml") != was {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
}
