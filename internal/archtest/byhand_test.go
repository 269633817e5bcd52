package archtest

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestNoProfilesByHand(t *testing.T) {
	found, err := ListedByHand(os.DirFS("../.."), byHand)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range found {
		t.Error(v)
	}
}

func TestListedByHand(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte("package x\n" + text)} }
	for name, c := range map[string]struct {
		source string
		except []Exception
		want   string
	}{
		"nothing":     {`func f() { g("one"); h([]string{"one", "other"}) }`, nil, ""},
		"a list":      {`func f() { h([]string{"one", "two.yaml"}) }`, nil, "a/a_test.go:2: a.f lists profiles by hand (one, two)"},
		"a map":       {`var all = map[string]string{"x": "one", "y": "profiles/two.yaml"}`, nil, "a.all lists profiles by hand"},
		"on purpose":  {`func f() { h([]string{"one", "two"}) }`, []Exception{{"a.f", "they are the only ones with a lamp"}}, ""},
		"not needed":  {`func f() {}`, []Exception{{"a.f", "x"}}, "a.f lists no profiles or is gone"},
		"no reason":   {`func f() { h([]string{"one", "two"}) }`, []Exception{{"a.f", ""}}, "a.f has no reason"},
		"in a method": {`func (t *T) f() { h([]any{[]string{"one"}, "two"}) }`, nil, "a.(*T).f lists"},
	} {
		found, err := ListedByHand(fstest.MapFS{"assets/profiles/one.yaml": {}, "assets/profiles/two.yaml": {}, "a/a_test.go": file(c.source)}, c.except)
		if err != nil {
			t.Fatal(name, err)
		}
		all := ""
		for _, v := range found {
			all += v.String() + "\n"
		}
		if c.want == "" && all != "" || !strings.Contains(all, c.want) {
			t.Errorf("%s: %q, want %q", name, all, c.want)
		}
	}
	if _, err := ListedByHand(fstest.MapFS{"assets/profiles/profile.schema.json": {}}, nil); err == nil {
		t.Error("no profile at all passes")
	}
}
