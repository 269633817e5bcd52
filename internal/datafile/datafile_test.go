package datafile

import (
	"strings"
	"testing"
	"time"
)

type way struct{ To string }

func (w *way) DecodeValue(v Value) error {
	if s, ok := v.Scalar(); ok {
		w.To = s
		return nil
	}
	var m struct {
		Go string `yaml:"go,required"`
	}
	v.Into(&m)
	w.To = m.Go
	return nil
}

type sample struct {
	Name  string         `yaml:"name,required"`
	Wait  time.Duration  `yaml:"wait"`
	Count int8           `yaml:"count"`
	On    bool           `yaml:"on"`
	List  []way          `yaml:"list"`
	Map   map[string]way `yaml:"map"`
	Inner *struct {
		X float64 `yaml:"x"`
	} `yaml:"inner"`
}

func TestDecode(t *testing.T) {
	var s sample
	doc, issues := Decode("a.yaml", []byte("version: 1\nname: n\nwait: 45s\ncount: 3\non: true\nlist: [a, {go: b}]\nmap:\n  k: c\ninner: {x: 1.5}\n"), &s)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	if s.Name != "n" || s.Wait != 45*time.Second || s.Count != 3 || !s.On || s.List[1].To != "b" || s.Map["k"].To != "c" || s.Inner.X != 1.5 {
		t.Errorf("decoded %+v", s)
	}
	if p := doc.At("list[1].go"); p.Line != 6 {
		t.Errorf("position of list[1].go is %v", p)
	}
	if p := doc.At("list[9].none"); p.Line != 6 {
		t.Errorf("the nearest position should answer for a missing path, got %v", p)
	}
}

// All mistakes come at once, each with its line and what to do.
func TestAllMistakes(t *testing.T) {
	var s sample
	_, issues := Decode("b.yaml", []byte("version: 2\nnmae: x\nwait: soon\ncount: 300\non: yes\nlist: 5\ncount: 1\nlist2: 1\n"), &s)
	got := issues.Error()
	for _, want := range []string{
		`b.yaml:1:10: version "2" is not known; write "version: 1"`,
		`b.yaml:2:1: unknown key "nmae"; did you mean "name"?`,
		`b.yaml:3:7: "soon" is not a length of time`,
		`b.yaml:4:8: count must be a whole number, not "300"`,
		`b.yaml:5:5: on must be true or false, not "yes"`,
		`b.yaml:6:7: list must be a list, not "5"`,
		`b.yaml:7:1: "count" is given twice`,
		`b.yaml:8:1: unknown key "list2"; did you mean "list"?`,
		`b.yaml:1:1: the file has no "name"; add "name: …"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %s\nin:\n%s", want, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("version: 1\nname: x\nlist: [a, {go: b}]"))
	f.Add([]byte("a: &x [*x]"))
	f.Add([]byte("\x00{"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s sample
		doc, issues := Decode("f.yaml", data, &s)
		if doc == nil {
			t.Fatal("no document")
		}
		for _, i := range issues {
			if i.Msg == "" || i.File == "" {
				t.Fatalf("issue without place or words: %+v", i)
			}
		}
	})
}

// A mistake that the YAML library finds has a line, but no column; a whole file has
// neither.
func TestPositions(t *testing.T) {
	for data, want := range map[string]string{
		"version: 1\nname: [\n": "b.yaml:2: ",
		"\x00\x01":              "b.yaml:1: ",
		"":                      "b.yaml:1:1: ",
		"version: 1\nnmae: x\n": "b.yaml:2:1: ",
	} {
		var s sample
		_, issues := Decode("b.yaml", []byte(data), &s)
		if got := issues.Error(); strings.Contains(got, ":0:") || !strings.Contains(got, want) {
			t.Errorf("%q: %s", data, got)
		}
	}
	if got := (Pos{File: "b.yaml"}).String(); got != "b.yaml" {
		t.Error(got)
	}
}

func TestCount(t *testing.T) {
	for n, want := range []string{"0 mistakes", "1 mistake", "2 mistakes"} {
		if got := make(Issues, n).Count(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// What cannot be read at all is named with the line on which it stands, as people count.
func TestLinesOfSyntaxErrors(t *testing.T) {
	for text, want := range map[string]string{
		"version: 1\nmessages:\n  a: b\n  c: {text: 무엇을?}\n":  "f.yaml:4: what stands in { } cannot be read; write a text",
		"version: 1\nmessages:\n  a: b\n  c: [x, y\n  d: e\n": "f.yaml:4: a brace or bracket is opened on this line and never closed",
		"version: 1\nmessages:\n  a: b\n c: d\n":              "f.yaml:4: this line is indented by 1 space",
		"version: 1\nmessages:\n  a: \"b\n  c: d\n":           "f.yaml:3: a quote (\") is opened on this line and never closed",
		"version: 1\n\tlanguage: ko\n":                        "f.yaml:2: the line begins with a tab",
		"version: 1\nmessages:\n  a: b: c\n":                  "f.yaml:3: a second colon",
	} {
		var into struct {
			Messages map[string]string `yaml:"messages"`
		}
		if _, issues := Decode("f.yaml", []byte(text), &into); issues.Err() == nil || !strings.Contains(issues.Error(), want) {
			t.Errorf("%q: %v, want %s", text, issues, want)
		}
	}
}

// What is quoted is read back, whatever stands in it.
func TestQuote(t *testing.T) {
	for _, text := range []string{"", "a: b", "yes", "12", `C:\x "y" 'z'`, "two\nlines\ttab", "라떼 #1", "é\u00a0\u2028\ufeff", "\x00\x07\x1b\x7f", "😀"} {
		var f struct {
			Text string `yaml:"text,required"`
		}
		if _, issues := Decode("x", []byte("version: 1\ntext: "+Quote(text)+"\n"), &f); issues.Err() != nil || f.Text != text {
			t.Errorf("%q is read back as %q: %v", text, f.Text, issues)
		}
	}
}
