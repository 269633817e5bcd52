package archtest

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestGoroutinesHaveAnOwner(t *testing.T) {
	statements, err := GoStatements(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range Ownerless(statements, bareGo()) {
		t.Error(v)
	}
}

func TestOwnerless(t *testing.T) {
	bare := "package x\nfunc (t *T) f() {\n\tgo t.f()\n}\n"
	for name, c := range map[string]struct {
		file, source string
		exceptions   []Exception
		want         string
	}{
		"bare":                  {"a/x.go", bare, nil, "a/x.go:3: a.(*T).f starts a goroutine that has no owner"},
		"in a function in one":  {"a/x.go", "package x\nfunc f() {\n\tg := func() {\n\t\tgo f()\n\t}\n\tg()\n}\n", nil, "a/x.go:4: a.f starts"},
		"in a variable":         {"a/x.go", "package x\nvar f = func() {\n\tgo g()\n}\n", nil, "a/x.go:3: a.f starts"},
		"under another tag":     {"a/x.go", "//go:build windows\n\npackage x\nfunc f() { go f() }\n", nil, "a/x.go:4: a.f starts"},
		"helper for tests":      {"a/xtest/x.go", "package xtest\nfunc f() { go f() }\n", nil, "a/xtest.f starts"},
		"a task":                {"a/x.go", "package x\nfunc f() { task.Start(f) }\n", nil, ""},
		"the owner":             {"internal/task/x.go", bare, nil, ""},
		"beside the owner":      {"internal/task/tasktest/x.go", bare, nil, "internal/task/tasktest.(*T).f starts"},
		"in a test":             {"a/x_test.go", bare, nil, ""},
		"excepted":              {"a/x.go", bare, []Exception{{"a.(*T).f", "it ends with the program"}}, ""},
		"another's exception":   {"a/x.go", bare, []Exception{{"a.(*T).f", "it ends with the program"}, {"b.(*T).f", "it does, too"}}, "b.(*T).f has no go statement or is gone"},
		"without reason":        {"a/x.go", bare, []Exception{{"a.(*T).f", ""}}, "a.(*T).f has no reason"},
		"twice":                 {"a/x.go", bare, []Exception{{"a.(*T).f", "it ends"}, {"a.(*T).f", "it ends"}}, "listed twice"},
		"has an owner by now":   {"a/x.go", "package x\nfunc f() { task.Start(f) }\n", []Exception{{"a.f", "it ends"}}, "a.f has no go statement or is gone"},
		"exception for a group": {"a/x.go", bare, []Exception{{"a.(*T).f", "it ends"}, {"a", "all of them end"}}, "a has no go statement or is gone"},
	} {
		statements, err := GoStatements(fstest.MapFS{c.file: {Data: []byte(c.source)}})
		if err != nil {
			t.Fatal(err)
		}
		found := Ownerless(statements, c.exceptions)
		switch {
		case c.want == "" && len(found) > 0:
			t.Errorf("%s: %v", name, found)
		case c.want != "" && (len(found) != 1 || !strings.Contains(found[0].String(), c.want)):
			t.Errorf("%s: got %v, want one with %q", name, found, c.want)
		}
	}
}
