package archtest

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestFunctionsAreSmall(t *testing.T) {
	functions, err := Functions(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	if len(functions) == 0 {
		t.Fatal("no functions were found")
	}
	for _, v := range Oversized(functions, oversized()) {
		t.Error(v)
	}
}

// What is measured, and under which name.
func TestFunctions(t *testing.T) {
	source := strings.Join([]string{
		"package x",
		"func plain() {", // 2
		"}",
		"func (t *T) method(ch chan int) {", // 4: if, &&, ||, for, range, case, select case
		"	if a && b || c { for { } }",
		"	for range x { }",
		"	switch { case a: default: }",
		"	select { case <-ch: default: }",
		"	f := func() { if a { } }",
		"}",
		"func (t G[A, B]) generic() {}",
		"var f, g = func() { if a { } }, 2",
		"type T struct{}",
	}, "\n")
	fsys := fstest.MapFS{
		"a/b/x.go":            {Data: []byte(source)},
		"a/b/x_test.go":       {Data: []byte("package x\nfunc inATest() {}")},
		"a/testdata/y.go":     {Data: []byte("not Go")},
		"a/other/go.mod":      {Data: []byte("module other\n")},
		"a/other/z.go":        {Data: []byte("package other\nfunc elsewhere() {}")},
		"a/node_modules/z.go": {Data: []byte("not Go")},
	}
	got, err := Functions(fsys)
	if err != nil {
		t.Fatal(err)
	}
	want := []Function{
		{"a/b/x.go:11", "a/b.G.generic", 1, 1},
		{"a/b/x.go:12", "a/b.f", 1, 2},
		{"a/b/x.go:2", "a/b.plain", 2, 1},
		{"a/b/x.go:4", "a/b.(*T).method", 7, 9},
	}
	if len(got) != len(want) {
		t.Fatalf("%v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %+v, want %+v", got[i], want[i])
		}
	}
}

func TestOversized(t *testing.T) {
	long := "package x\nfunc long() {\n" + strings.Repeat("\ta()\n", maxLines-1) + "}\n"
	branched := "package x\nfunc branched() {\n" + strings.Repeat("\tif a { }\n", maxBranch) + "}\n"
	fits := "package x\nfunc fits() {\n" + strings.Repeat("\tif a { }\n", maxBranch-1) + strings.Repeat("\ta()\n", maxLines-maxBranch-1) + "}\n"
	for name, c := range map[string]struct {
		source     string
		exceptions []Exception
		want       string
	}{
		"fits":           {fits, nil, ""},
		"long":           {long, nil, "a/x.go:2: a.long has 61 lines and complexity 1; at most 60 and 15"},
		"branched":       {branched, nil, "a/x.go:2: a.branched has 17 lines and complexity 16"},
		"excepted":       {long, []Exception{{"a.long", "a table"}}, ""},
		"without reason": {long, []Exception{{"a.long", ""}}, "a.long has no reason"},
		"twice":          {long, []Exception{{"a.long", "a table"}, {"a.long", "a table"}}, "listed twice"},
		"fits by now":    {fits, []Exception{{"a.fits", "a table"}}, "a.fits is small enough or gone"},
		"gone":           {fits, []Exception{{"a.gone", "a table"}}, "a.gone is small enough or gone"},
	} {
		functions, err := Functions(fstest.MapFS{"a/x.go": {Data: []byte(c.source)}})
		if err != nil {
			t.Fatal(err)
		}
		found := Oversized(functions, c.exceptions)
		switch {
		case c.want == "" && len(found) > 0:
			t.Errorf("%s: %v", name, found)
		case c.want != "" && (len(found) != 1 || !strings.Contains(found[0].String(), c.want)):
			t.Errorf("%s: got %v, want one with %q", name, found, c.want)
		}
	}
}
