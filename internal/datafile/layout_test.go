package datafile

import (
	"strings"
	"testing"
)

// The line that breaks a file is named, not where a parser gave up.
func TestLayoutNamesTheLine(t *testing.T) {
	const long = "version: 1\nsteps:\n  a: {kind: choose}\n  b:\n    kind: show\n    says: [x]\n"
	many := long + strings.Repeat("  c: {kind: show}\n", 60)
	for name, c := range map[string]struct {
		text string
		want string
	}{
		"one space too many":         {many + "   d: {kind: show}\n  e: x\n", "f.yaml:67: this line is indented by 3 spaces"},
		"one space too few":          {many + " d: {kind: show}\n  e: x\n", "f.yaml:67: this line is indented by 1 space"},
		"a key below a value":        {"version: 1\nname: x\n  more: y\n", "f.yaml:3: this line is indented by 2 spaces"},
		"an odd key in a block":      {long + "     next: d\n", "f.yaml:7: this line is indented by 5 spaces, and no line that it could belong to is; begin it where the lines beside it begin: with 0, 2 or 4 spaces"},
		"a tab":                      {long + "\tnext: d\n", "f.yaml:7: the line begins with a tab"},
		"an open brace":              {"version: 1\nsteps:\n  a: {kind: choose, next: b\n  b: {kind: done}\n  c: x\n", "f.yaml:3: a brace or bracket is opened on this line and never closed"},
		"an open bracket at the end": {"version: 1\nlist: [a, b\n", "f.yaml:2: a brace or bracket is opened"},
		"an open quote":              {"version: 1\nname: \"x\nother: y\nlast: z\n", `f.yaml:2: a quote (") is opened on this line and never closed`},
		"an odd entry of a list":     {"version: 1\nlist:\n  - a: 1\n    b: 2\n   - a: 3\n", "f.yaml:5: this line is indented by 3 spaces"},
		"a dash alone":               {"version: 1\nlist:\n  - {a: 1}\n  -{a: 2}\n", "f.yaml:4: there is no space behind the dash"},
		"a list in a list":           {"version: 1\nlist:\n  - - a\n    - b\n     - c: d\n", "f.yaml:5: this line is indented by 5 spaces"},
		"a comma in braces":          {"version: 1\nitem: {price: 14,,label: x}\n", "f.yaml:2: something is missing or too much"},
		"two colons":                 {"version: 1\nname: a: b\n", "f.yaml:2: a second colon, or a line without one"},
		"no colon":                   {"version: 1\nname\nother: x\n", "f.yaml:"},
		"an at sign":                 {"version: 1\nname: @x\n", "f.yaml:2: the value begins with a sign that cannot begin one"},
		"a star":                     {"version: 1\nname: *x\n", "f.yaml:"},
	} {
		var into struct {
			Name string `yaml:"name"`
		}
		doc, issues := Decode("f.yaml", []byte(c.text), &into)
		if len(issues) != 1 || !doc.Broken() || !strings.Contains(issues.Error(), c.want) || issues[0].Remedy == "" {
			t.Errorf("%s: %v, want %s", name, issues, c.want)
		}
	}
}

// Of what is sound, nothing seems out of place.
func TestLayoutTakesSoundFiles(t *testing.T) {
	for _, text := range []string{
		"a:\n- b\n- c\nd: e\n",
		"a:\n  - b: 1\n    c:\n      - d\n    e: 2\n  -\n    f: 1\ng: |\n   one: two\n  three\nh: x\n",
		"a: one\n  two\n  three\nb: >-\n      x: y\n   z\n\nc: {d: [1,\n  2], e: 'it''s',\n  f: \"a \\\" b\"}\ng: don't # {\n",
		"# x\n  # y\n\na: # z\n    b: c # d\n\n    e: {f: \"{{.Value}}\"}\n",
		"a: {text: \"안녕, [x\", easy: y}\n? k\n: v\n",
	} {
		if m, found := layout([]byte(text)); found {
			t.Errorf("%q: line %d: %s", text, m.line, m.msg)
		}
	}
}
