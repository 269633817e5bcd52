package archtest

import (
	"go/ast"
	"go/token"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// A package that starts a goroutine, and one with tests for the real lane only, are in
// the lists that the Makefile reads.
func TestWrittenLanes(t *testing.T) {
	module := os.DirFS("../..")
	for name, list := range map[string]func() ([]string, error){
		".ci/race": func() ([]string, error) { return Goroutines(module) },
		".ci/real": func() ([]string, error) { return RealOnly(module) },
	} {
		packages, err := list()
		if err != nil {
			t.Fatal(err)
		}
		if len(packages) == 0 {
			t.Errorf("%s: no package at all", name)
		}
		written(t, name, LaneFile(packages))
	}
}

// The Makefile builds the lanes with the tags that the lists were made for.
func TestLaneTags(t *testing.T) {
	data, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^UITAGS\s*:=\s*(\S+)$`).FindSubmatch(data)
	if m == nil {
		t.Fatal("the Makefile sets no UITAGS")
	}
	if got := strings.Split(string(m[1])+",peers", ","); !slices.Equal(got, realLane().Tags) {
		t.Errorf("the real lane's tags are %v in the Makefile and %v here", got, realLane().Tags)
	}
}

func TestGoroutines(t *testing.T) {
	source := func(body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("package x\nfunc f() { " + body + " }")}
	}
	got, err := Goroutines(fstest.MapFS{
		"a/a.go":        source("go f()"),
		"b/b.go":        source("var wg sync.WaitGroup; wg.Go(f)"),
		"c/c.go":        source("time.AfterFunc(0, f)"),
		"d/d.go":        source("f()"),
		"e/e_test.go":   source("go f()"),
		"f/f.go":        {Data: []byte("//go:build windows\n\npackage x\nfunc f() { defer func() { go f() }() }")},
		"g/testdata.go": source("gone.Gone(f)"),
		"h/h.go":        source("task.Start(f)"),
		"i/i.go":        source("cmd.Start()"),
	})
	if want := []string{"a", "b", "c", "f", "h"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

func TestRealOnly(t *testing.T) {
	file := func(constraint string, imports ...string) *fstest.MapFile {
		f := goFile(imports...)
		if constraint != "" {
			f.Data = append([]byte("//go:build "+constraint+"\n\n"), f.Data...)
		}
		return f
	}
	got, err := RealOnly(fstest.MapFS{
		"both/a.go":                 file(""),
		"both/a_test.go":            file(""),
		"peers/a_test.go":           file("peers"),
		"notci/a_test.go":           file("cgo && linux && !ci"),
		"pureonly/a_test.go":        file("!cgo || ci"),
		"otheros/a_windows_test.go": file(""),
		"othercode/a.go":            file("x11"),
		"othercode/a_test.go":       file(""),
		"untested/a.go":             file("x11"),
		"c/a.go":                    file("", "C"),
		"c/a_test.go":               file(""),
	})
	if want := []string{"c", "notci", "othercode", "peers"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

// picks are the names of tests in a variable of the Makefile.
func picks(makefile, variable string) []string {
	m := regexp.MustCompile(`(?m)^` + variable + `\s*:=\s*(\S+)$`).FindStringSubmatch(makefile)
	if m == nil {
		return nil
	}
	return strings.Split(m[1], "|")
}

// mispicked is what is wrong with the tests that the Makefile picks by name. tests are the
// packages that have a test of a name, race is .ci/race. A test that was renamed would be run
// by no stage, and "go test" says nothing of that; a test of a package that the race detector
// never looks at need not be kept from it.
func mispicked(makefile, race string, tests map[string][]string) (found []string) {
	raced := strings.Fields(race)
	for _, variable := range []string{"PICTURES", "UNRACED"} {
		names := picks(makefile, variable)
		if len(names) == 0 {
			found = append(found, "the Makefile has no "+variable)
		}
		for i, name := range names {
			switch in := tests[name]; {
			case slices.Contains(names[:i], name):
				found = append(found, variable+" names "+name+" twice")
			case len(in) == 0:
				found = append(found, variable+" names "+name+", and there is no such test")
			case variable == "UNRACED" && !slices.ContainsFunc(in, func(p string) bool { return slices.Contains(raced, "./"+p) }):
				found = append(found, variable+" names "+name+", whose package "+in[0]+" is not in .ci/race; take it away")
			}
		}
	}
	return found
}

// The stages that pick tests by name find them.
func TestPickedTestsExist(t *testing.T) {
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	race, err := os.ReadFile("../../.ci/race")
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string][]string{}
	if _, err := eachFile(os.DirFS("../.."), func(_ *token.FileSet, name string, f *ast.File) {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && strings.HasSuffix(name, "_test.go") {
				tests[fn.Name.Name] = append(tests[fn.Name.Name], path.Dir(name))
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range mispicked(string(makefile), string(race), tests) {
		t.Error(wrong)
	}
}

func TestMispicked(t *testing.T) {
	tests := map[string][]string{"TestA": {"a"}, "TestB": {"c", "b"}, "TestC": {"c"}}
	for _, c := range []struct{ makefile, want string }{
		{"PICTURES := TestC\nUNRACED := TestA|TestB\n", ""},
		{"PICTURES := TestC|TestD\nUNRACED := TestA\n", "PICTURES names TestD, and there is no such test"},
		{"PICTURES := TestC\nUNRACED := TestA|TestC\n", "UNRACED names TestC, whose package c is not in .ci/race; take it away"},
		{"PICTURES := TestC\nUNRACED := TestA|TestA\n", "UNRACED names TestA twice"},
		{"UNRACED := TestA\n", "the Makefile has no PICTURES"},
	} {
		if got := strings.Join(mispicked(c.makefile, "./a\n./b\n", tests), "; "); got != c.want {
			t.Errorf("%q: %q, want %q", c.makefile, got, c.want)
		}
	}
}
