package archtest

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestNoRowIsStale(t *testing.T) {
	found, err := Modu().Stale(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range found {
		t.Error(v)
	}
}

// goFile is a package with these imports.
func goFile(imports ...string) *fstest.MapFile {
	source := "package x\n"
	for _, to := range imports {
		source += "import _ \"" + to + "\"\n"
	}
	return &fstest.MapFile{Data: []byte(source)}
}

func TestStaleRowsAreFound(t *testing.T) {
	module := fstest.MapFS{
		"a/a.go":      goFile("modu/b/in", "example.org/used/v2"),
		"b/in/b.go":   goFile(),
		"c/c_test.go": goFile("modu/b/in"), // only tests: no package to hold rules about
		"d/d.go":      {Data: []byte("package d\nimport \"os\"\nvar f = os.ReadFile\n")},
		"e/e.go":      goFile("os/exec"),
		"g/g.go":      goFile("sync"),
		"f/f.go":      {Data: []byte("package f\nimport \"syscall\"\nvar f = syscall.Exec\n")},
	}
	r := Rules{
		Rings:    []Ring{{"a", 1}, {"b/**", 1}, {"b", 1}, {"c", 1}},
		Siblings: []Sibling{{"a", "b", "used"}, {"b", "a", "not used"}, {"gone", "a", "gone"}},
		Owners: []Owner{
			{"example.org/used", []string{"a", "b/**"}},
			{"example.org/gone", []string{"a"}},
		},
		Launchers: []string{"d", "e", "f"},
		Readers:   []Reader{{"d", "it reads"}, {"e", "it does not"}},
		Once:      []Reader{{"d", "it does not"}, {"g", "it does"}},
	}
	found, err := r.Stale(module)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"a owns example.org/gone but",
		"b/** owns example.org/used but",
		"d may start programs in its own way and does not",
		"d may use sync and does not",
		"e may read files to their end and does not",
		"ring 1 names b, which",
		"ring 1 names c, which",
		"the exception b → a is not used",
		"the exception gone → a is not used",
	}
	if len(found) != len(want) {
		t.Errorf("got %v", found)
	}
	for i := range min(len(found), len(want)) {
		if !strings.Contains(found[i].String(), want[i]) {
			t.Errorf("got %v, want %q", found[i], want[i])
		}
	}
}
