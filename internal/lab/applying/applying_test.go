package applying_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"modu/internal/datafile"
	"modu/internal/lab/applying"
	"modu/internal/lab/load"
	"modu/internal/service"
)

// cafe is a copy of a service in a directory of its own.
func cafe(t *testing.T) (*service.Service, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "cafe")
	if err := os.CopyFS(dir, os.DirFS("../../../assets/services/cafe")); err != nil {
		t.Fatal(err)
	}
	p, issues := load.Service(dir)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return p.Service, dir
}

// file is a file of changes.
func file(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "changes.json")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// Of the files only the menu differs, and of that only what was changed; nothing is written.
func TestPrepareChanges(t *testing.T) {
	svc, dir := cafe(t)
	changes, err := applying.Read(file(t, `{"items": {"latte": {"price": 5200, "left": 3}, "mocha": {"price": 5500}}}`), svc)
	if err != nil {
		t.Fatal(err)
	}
	was, err := os.ReadFile(filepath.Join(dir, "menu.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	change, err := applying.Prepare(svc, dir, changes)
	if err != nil || change.Written != 1 || change.Added != 0 || len(change.Gaps) != 0 || len(change.Files) != 1 {
		t.Fatalf("%v: %d written, %d added, %q, %d files", err, change.Written, change.Added, change.Gaps, len(change.Files))
	}
	before, after := strings.Split(string(was), "\n"), strings.Split(string(change.Files["menu.yaml"]), "\n")
	differ := 0
	for i := range before {
		if before[i] != after[i] {
			differ++
		}
	}
	if now, _ := os.ReadFile(filepath.Join(dir, "menu.yaml")); len(before) != len(after) || differ != 1 || string(now) != string(was) {
		t.Errorf("%d lines differ", differ)
	}
}

// What staff have added touches menu, messages in every language and the list of pictures; what its
// name lacks is named by language.
func TestPrepareAdds(t *testing.T) {
	svc, dir := cafe(t)
	changes, err := applying.Read(file(t, `{"items": {"shop-1": {"price": 6000, "added": {"category": "tea", "names": {"ko": {"text": "쑥차", "easy": "쑥차"}, "en": {"text": "Mugwort tea"}}, "date": "2026-11-29"}}}}`), svc)
	if err != nil {
		t.Fatal(err)
	}
	change, err := applying.Prepare(svc, dir, changes)
	if err != nil || change.Added != 1 {
		t.Fatalf("%v: %d added", err, change.Added)
	}
	for name, want := range map[string]string{"menu.yaml": "{id: shop-1, category: tea, label: item.shop-1, price: 6000}", "locales/en.yaml": `item.shop-1: {text: Mugwort tea, easy: ""}`, "locales/ja.yaml": `item.shop-1: ""`} {
		if !strings.Contains(string(change.Files[name]), want) {
			t.Errorf("%s: no %s", name, want)
		}
	}
	if !slices.ContainsFunc(change.Gaps, func(g string) bool { return strings.HasPrefix(g, "item.shop-1 in ja: write its name") }) ||
		slices.ContainsFunc(change.Gaps, func(g string) bool { return strings.Contains(g, "in en: write") }) {
		t.Errorf("%q", change.Gaps)
	}
}

// What are no changes of this menu is named with the file, and why.
func TestReadNamesTheFile(t *testing.T) {
	svc, dir := cafe(t)
	for text, says := range map[string]string{
		`{"items": {"cake": {"price": 1}}}`: "cake", `{"items": {}}`: "no items", `<html>`: "not understood", ``: "not understood",
		`{"items": {"latte": {"price": 1}}, "more": 1}`: "more",
	} {
		var issues datafile.Issues
		if _, err := applying.Read(file(t, text), svc); !errors.As(err, &issues) || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "changes.json") {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := applying.Read(filepath.Join(dir, "none.json"), svc); err == nil || !strings.Contains(err.Error(), "check the name") {
		t.Error(err)
	}
}
