package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What staff changed on their page gets into the file of the menu, and nothing else does.
func TestServiceApply(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cafe")
	if err := os.CopyFS(dir, os.DirFS("../../assets/services/cafe")); err != nil {
		t.Fatal(err)
	}
	menu, changes := filepath.Join(dir, "menu.yaml"), filepath.Join(t.TempDir(), "menu-changes.json")
	was, err := os.ReadFile(menu)
	if err != nil {
		t.Fatal(err)
	}
	write := func(s string) {
		t.Helper()
		if err := os.WriteFile(changes, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	read := func() string {
		t.Helper()
		data, err := os.ReadFile(menu)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	write(`{"items": {"latte": {"price": 5200, "left": 3}, "americano": {"sold_out": true}, "mocha": {"price": 5500, "sold_out": false}}}`)
	if code, out, errOut := ctl("service", "apply", dir, changes, "--dry-run"); code != exitOK || !strings.Contains(out, "2 items would change") || read() != string(was) {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
	if code, out, errOut := ctl("service", "apply", dir, changes); code != exitOK || !strings.Contains(out, "2 items changed") {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
	want := strings.Replace(strings.Replace(string(was), "price: 5000, options: [temperature, size, shots, extras]}", "price: 5200, options: [temperature, size, shots, extras]}", 1),
		"{id: americano,", "{id: americano, sold_out: true,", 1)
	if read() != want {
		t.Errorf("the menu now begins\n%.1500s", read())
	}
	if code, _, errOut := ctl("service", "lint", dir); code != exitOK {
		t.Errorf("lint: exit %d %s", code, errOut)
	}
	if code, out, _ := ctl("service", "apply", dir, changes); code != exitOK || !strings.Contains(out, "it says all of that already") || read() != want {
		t.Errorf("twice: exit %d %s", code, out)
	}
	for name, c := range map[string]struct{ file, says string }{
		"another menu": {`{"items": {"cake": {"price": 1}}}`, "cake"},
		"no changes":   {`{"items": {}}`, "no items"},
		"nonsense":     {`<html>`, "not understood"},
	} {
		write(c.file)
		if code, _, errOut := ctl("service", "apply", dir, changes); code == exitOK || !strings.Contains(errOut, c.says) || !strings.Contains(errOut, "menu-changes.json") || read() != want {
			t.Errorf("%s: exit %d\n%s", name, code, errOut)
		}
	}
	if code, _, errOut := ctl("service", "apply", dir, filepath.Join(dir, "nothing.json")); code == exitOK || !strings.Contains(errOut, "check the name") {
		t.Errorf("no file: exit %d %s", code, errOut)
	}
}

// What staff have added gets into the files of the service: item, name, photograph and who took
// it; what its name lacks is told, and is all that keeps the files from being taken.
func TestServiceApplyAdds(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cafe")
	if err := os.CopyFS(dir, os.DirFS("../../assets/services/cafe")); err != nil {
		t.Fatal(err)
	}
	photo, err := os.ReadFile(filepath.Join(dir, "pictures/photo/latte.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	changes := filepath.Join(t.TempDir(), "menu-changes.json")
	write := func(photo []byte) {
		t.Helper()
		const form = `{"items": {"latte": {"price": 5200}, "shop-1": {"price": 6000, "sold_out": true, "added": {"category": "tea", "names": {"ko": {"text": "쑥차: 햇쑥"}}, "options": ["temperature"], "counter": "cup", "date": "2026-11-29", "photo": %q}}}}`
		if err := os.WriteFile(changes, fmt.Appendf(nil, form, base64.StdEncoding.EncodeToString(photo)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write([]byte("no photograph"))
	if code, _, errOut := ctl("service", "apply", dir, changes); code == exitOK || !strings.Contains(errOut, "photograph") {
		t.Errorf("exit %d %s", code, errOut)
	}
	write(photo)
	code, out, errOut := ctl("service", "apply", dir, changes, "--dry-run")
	if _, err := os.Stat(filepath.Join(dir, "pictures/photo/shop-1.jpg")); code != exitOK || err == nil || !strings.Contains(out, "1 items would be added") {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
	code, out, errOut = ctl("service", "apply", dir, changes)
	for _, want := range []string{"1 items changed", "1 items added", "item.shop-1 in ko: its easy form is open", "item.shop-1 in en: write its name", "item.shop-1 in ja: write its name"} {
		if code != exitOK || !strings.Contains(out, want) {
			t.Errorf("exit %d, no %q\n%s%s", code, want, out, errOut)
		}
	}
	for file, want := range map[string]string{
		"menu.yaml":           "  - {id: shop-1, category: tea, label: item.shop-1, photo: shop-1, counter: cup, price: 6000, options: [temperature], sold_out: true}\n",
		"locales/ko.yaml":     `item.shop-1: {text: "쑥차: 햇쑥", easy: ""}`,
		"locales/en.yaml":     `item.shop-1: ""`,
		"pictures/SOURCES.md": "| `photo/shop-1` | photograph by the shop, 2026-11-29 | the shop's own |\n",
	} {
		if data, err := os.ReadFile(filepath.Join(dir, file)); err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s: no %s, %v", file, want, err)
		}
	}
	if got, err := os.ReadFile(filepath.Join(dir, "pictures/photo/shop-1.jpg")); err != nil || !bytes.Equal(got, photo) {
		t.Errorf("the photograph: %v", err)
	}
	if code, _, errOut := ctl("service", "lint", dir); code == exitOK || strings.Count(errOut, "not yet translated") != 3 {
		t.Errorf("lint: exit %d %s", code, errOut)
	}
	for lang, name := range map[string]string{"en": `"Mugwort tea"`, "zh-Hans": "艾草茶", "ja": "{text: よもぎ茶, reading: よもぎちゃ}"} {
		file := filepath.Join(dir, "locales", lang+".yaml")
		data, err := os.ReadFile(file)
		if err == nil {
			err = os.WriteFile(file, bytes.Replace(data, []byte(`item.shop-1: ""`), []byte("item.shop-1: "+name), 1), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if code, _, errOut := ctl("service", "lint", dir); code != exitOK {
		t.Errorf("lint: exit %d %s", code, errOut)
	}
	if code, out, errOut := ctl("service", "apply", dir, changes); code != exitOK || !strings.Contains(out, "it says all of that already") {
		t.Errorf("twice: exit %d %s%s", code, out, errOut)
	}
}
