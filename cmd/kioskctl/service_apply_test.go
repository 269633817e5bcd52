package main

import (
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
