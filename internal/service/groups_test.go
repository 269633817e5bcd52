package service

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"modu/internal/datafile"
)

// grouped loads a service of one file.
func grouped(service string) (*Service, datafile.Issues) {
	return Load(fstest.MapFS{"service.yaml": &fstest.MapFile{Data: []byte(service)}}, "x", nil)
}

// inGroup is a group of some steps, and after that the steps of a service that begins at a.
func inGroup(group, steps string) string {
	return "version: 1\nid: x\nname: n\ncurrency: KRW\nlanguages: [ko]\nstart: a\ngroups:\n" + group + "steps:\n" + steps + "  done: {kind: done, title: t}\n"
}

const person = `  person:
    params: [then]
    usual: {title: person.name, most: 10, says: [person.why]}
    start: name
    fields: {$use-name: {type: entry}, $use-kind: {type: choice, values: [x, y]}}
    steps:
      name: {kind: enter, title: $title, says: $says, field: $use-name, alphabet: hangul, min: 2, max: $most, wrong: $use.wrong, next: kind}
      kind:
        kind: choose
        title: $use.kind
        field: $use-kind
        next: ask
        choices: [{value: x, label: x}, {value: y, label: y, go: name}]
      ask:
        kind: call
        title: t
        path: /person/$use
        send: [$use-name, $use-kind]
        answer: {$use-state: {type: choice, values: [ok, "$$"], public: true}}
        next: [{when: 'answers.$use_state == "$$"', go: name}, {go: $then}]
`

// A group that is used twice is what would stand there if it had been written twice.
func TestGroupIsWrittenOut(t *testing.T) {
	s, issues := grouped(inGroup(person, `  a: {use: person, with: {then: by-proxy}}
  by-proxy: {use: person, with: {then: name, title: proxy.name, most: 12, says: }}
  name: {kind: show, title: outside, says: [s], next: done}
`))
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	written := "version: 1\nid: x\nname: n\ncurrency: KRW\nlanguages: [ko]\nstart: a\nfields:\n  a-name: {type: entry}\n  a-kind: {type: choice, values: [x, y]}\n  by-proxy-name: {type: entry}\n  by-proxy-kind: {type: choice, values: [x, y]}\nsteps:\n"
	for _, u := range []struct{ id, title, max, says, then string }{{"a", "person.name", "10", "[person.why]", "by-proxy"}, {"by-proxy", "proxy.name", "12", "", "name"}} {
		written += strings.NewReplacer("ID", u.id, "TITLE", u.title, "MAX", u.max, "SAYS", u.says, "THEN", u.then, "WORD", strings.ReplaceAll(u.id, "-", "_")).Replace(
			`  ID: {kind: enter, title: TITLE, says: SAYS, field: ID-name, alphabet: hangul, min: 2, max: MAX, wrong: ID.wrong, next: ID-kind}
  ID-kind: {kind: choose, title: ID.kind, field: ID-kind, next: ID-ask, choices: [{value: x, label: x}, {value: y, label: y, go: ID}]}
  ID-ask: {kind: call, title: t, path: /person/ID, send: [ID-name, ID-kind], answer: {ID-state: {type: choice, values: [ok, "$"], public: true}}, next: [{when: 'answers.WORD_state == "$"', go: ID}, {go: THEN}]}
`)
	}
	want, issues := grouped(written + "  name: {kind: show, title: outside, says: [s], next: done}\n  done: {kind: done, title: t}\n")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	same(t, "written out", s, want)
}

// same says that two services have the same steps and fields.
func same(t *testing.T, name string, got, want *Service) {
	t.Helper()
	if a, b := slices.Sorted(maps.Keys(got.steps)), slices.Sorted(maps.Keys(want.steps)); !slices.Equal(a, b) {
		t.Fatalf("%s: steps %v, not %v", name, a, b)
	}
	for id, st := range want.steps {
		if !reflect.DeepEqual(got.steps[id], st) {
			t.Errorf("%s: step %s is\n%+v, not\n%+v", name, id, got.steps[id], st)
		}
	}
	if !reflect.DeepEqual(got.fields, want.fields) {
		t.Errorf("%s: fields %v, not %v", name, got.fields, want.fields)
	}
}

// All steps of each shipped service, moved into one group, are the same service: every key that
// names a step is known as one. The line of every text stays that in the file.
func TestShippedServicesAsGroups(t *testing.T) {
	dirs, err := filepath.Glob(shipped + "/*/service.yaml")
	if err != nil || len(dirs) < 4 {
		t.Fatal("services are missing", err)
	}
	for _, file := range dirs {
		dir := filepath.Dir(file)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		before, steps, _ := strings.Cut(string(data), "\nsteps:\n")
		start := regexp.MustCompile(`(?m)^start: ([a-z]+)`).FindStringSubmatch(before)[1]
		short := regexp.MustCompile(`(?m)^short: ([a-z]+)`)
		before = short.ReplaceAllString(before, "short: "+start+"-$1")
		with := filesOf(t, dir)
		plain, issues := Load(with, "x", nil)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		inside := regexp.MustCompile(`(?m)^`).ReplaceAllString(strings.ReplaceAll(steps, "$", "$$"), "    ")
		with["service.yaml"] = &fstest.MapFile{Data: []byte(before + "\nsteps: {" + start + ": {use: all}}\ngroups:\n  all:\n    start: " + start + "\n    steps:\n" + inside + "\n")}
		s, issues := Load(with, "x", nil)
		if issues.Err() != nil {
			t.Fatal(dir, issues)
		}
		for id, want := range plain.steps {
			in := start + "-" + id
			if id == start {
				in = start
			}
			if st := s.steps[in]; st.Kind != want.Kind || st.Title != want.Title || len(st.Next) != len(want.Next) || len(s.steps) != len(plain.steps) {
				t.Errorf("%s: step %s is %+v, not %+v", dir, in, st, want)
			}
		}
	}
}

// filesOf are the files of a service, of pictures only their names.
func filesOf(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		out[name] = &fstest.MapFile{}
		if filepath.Ext(name) == ".yaml" {
			out[name].Data, err = os.ReadFile(filepath.Join(dir, name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Every mistake names the line in the group and that of its use, and what to do.
func TestMistakesInGroups(t *testing.T) {
	const ask = "  ask:\n    params: [then]\n    steps:\n      one: {kind: show, title: t, says: [s], next: $then}\n" // lines 8 to 11
	for _, c := range []struct{ name, group, steps, want string }{
		{"an unknown group", ask, "  a: {use: aks, with: {then: done}}\n", `x/service.yaml:13:12: there is no group "aks"; did you mean "ask"?`},
		{"a parameter that is missing", ask, "  a: {use: ask}\n", `x/service.yaml:13:12: group "ask" is used without its parameter "then"; add "then: …" under with, or list it under usual in the group (x/service.yaml:8)`},
		{"an unknown parameter", ask, "  a: {use: ask, with: {then: done, thne: done}}\n", `x/service.yaml:13:36: group "ask" (x/service.yaml:8) has no parameter "thne"; did you mean "then"?`},
		{"a parameter that the group does not have", strings.Replace(ask, "$then", "$than", 1) + "    fields: {$then: {type: entry}}\n", "  a: {use: ask, with: {then: done}}\n", `x/service.yaml:11:52: "ask" has no parameter $than (group "ask", used at x/service.yaml:14); did you mean "then"?; a dollar sign is written $$`},
		{"a group that uses itself", "  ask:\n    steps:\n      one: {use: ask}\n", "  a: {use: ask}\n", `x/service.yaml:10:18: group "ask" uses itself: ask → ask (group "ask", used at x/service.yaml:12); lead back`},
		{"a group that uses itself through another", "  ask:\n    steps:\n      one: {use: other}\n  other:\n    steps:\n      two: {use: ask}\n", "  a: {use: ask}\n",
			`x/service.yaml:13:18: group "ask" uses itself: ask → other → ask (group "other", used at x/service.yaml:10, in group "ask", used at x/service.yaml:15)`},
		{"ids that clash", ask + "      two: {kind: show, title: t, says: [s], next: one}\n    start: one\n", "  a: {use: ask, with: {then: a-two}}\n  a-two: {use: ask, with: {then: done}}\n",
			`x/service.yaml:11:7: step "a-two" is there already, at x/service.yaml:12 (group "ask", used at x/service.yaml:15) (group "ask", used at x/service.yaml:16); give the use or the step another name`},
		{"an id that is there already", ask + "      two: {kind: show, title: t, says: [s], next: one}\n    start: one\n", "  a-two: {kind: show, title: t, says: [s], next: done}\n  a: {use: ask, with: {then: a-two}}\n",
			`x/service.yaml:12:7: step "a-two" is there already, at x/service.yaml:15 (group "ask", used at x/service.yaml:16); give`},
		{"a field that clashes", ask + "    fields: {f: {type: entry}}\n", "  a: {use: ask, with: {then: b}}\n  b: {use: ask, with: {then: done}}\n",
			`x/service.yaml:12:14: field "f" is there already, at x/service.yaml:12 (group "ask", used at x/service.yaml:14) (group "ask", used at x/service.yaml:15); call it $use-f, so that each use has its own`},
		{"a list within a text", strings.Replace(ask, "title: t", "title: t.$then", 1), "  a: {use: ask, with: {then: [done]}}\n", `x/service.yaml:11:32: $then is a list (x/service.yaml:13), which cannot stand within a text (group "ask", used at x/service.yaml:13); let $then stand alone, or give one text`},
		{"a list for a key", strings.Replace(ask, "      one", "      $then", 1), "  a: {use: ask, with: {then: [done]}}\n", `x/service.yaml:11:7: $then stands for a key, and is a list (group "ask", used at x/service.yaml:13); give it a name: one text`},
		{"a parameter for a group", strings.Replace(ask, "{kind: show, title: t, says: [s], next: $then}", "{use: $then}", 1), "  a: {use: ask, with: {then: ask}}\n", `x/service.yaml:11:18: which group is used cannot be a parameter; name the group itself`},
		{"a parameter that stands nowhere", strings.Replace(ask, "$then", "done", 1), "  a: {use: ask, with: {then: done}}\n", `x/service.yaml:8:3: parameter "then" stands nowhere in group "ask"; write $then where its value is to stand, or remove it`},
		{"no beginning", ask + "      two: {kind: show, title: t, says: [s], next: one}\n", "  a: {use: ask, with: {then: done}}\n", `x/service.yaml:8:3: group "ask" does not say with which of its steps it begins; add "start: one"`},
		{"a parameter given twice", ask, "  a: {use: ask, with: {then: done, then: a}}\n", `x/service.yaml:13:36: "then" is given twice; remove one of the two`},
		{"a parameter listed twice", strings.Replace(ask, "[then]", "[then, then]", 1), "  a: {use: ask, with: {then: done}}\n", `x/service.yaml:9:20: parameter "then" is given twice; remove`},
		{"no name of a parameter", strings.Replace(ask, "[then]", "[then, Big-One]", 1), "  a: {use: ask, with: {then: done}}\n", `x/service.yaml:9:20: "Big-One" is no name of a parameter; write small letters and digits`},
		{"the parameter that each group has", strings.Replace(ask, "[then]", "[then, use]", 1), "  a: {use: ask, with: {then: done}}\n", `x/service.yaml:9:20: $use is the name of the use, in every group; call it otherwise`},
		{"a group given twice", ask + ask, "  a: {use: ask, with: {then: done}}\n", `x/service.yaml:12:3: "ask" is given twice; remove one of the two`},
		{"with is a list", ask, "  a: {use: ask, with: [done]}\n", `x/service.yaml:13:23: with must be a mapping, not a list; write with: {PARAM: value}`},
		{"a list for a group", ask, "  a: {use: [ask]}\n", `x/service.yaml:13:12: use must name a group, not a list; write use: GROUP`},
		{"an alias for a group", ask, "  a: {use: &g ask, with: {then: b}}\n  b: {use: *g, with: {then: done}}\n", `x/service.yaml:14:12: aliases are not allowed`},
		{"an alias for parameters", ask, "  a: {use: ask, with: &w {then: done}}\n  b: {use: ask, with: *w}\n", `x/service.yaml:14:23: aliases are not allowed`},
		{"no groups", "", "  a: {use: ask, with: {then: done}}\n", `x/service.yaml:9:12: there is no group "ask"; write it: groups: {ask: {steps: {…}}}`},
		{"groups that are none", "  [ask]\n", "  a: {use: ask, with: {then: done}}\n", `x/service.yaml:8:3: groups must be a mapping, not a list; write NAME: {params: […], steps: {…}}`},
		{"a wrong type", strings.Replace(ask, "kind: show, title: t", "kind: show, title: {a: 1}", 1), "  a: {use: ask, with: {then: done}}\n", `x/service.yaml:11:32: title must be text, not a mapping (group "ask", used at x/service.yaml:13); write one text`},
		{"a mistake in an expression", strings.Replace(ask, "next: $then", "next: [{when: 'fields.$use_x == 1', go: $then}, {go: $then}]", 1), "  a: {use: ask, with: {then: done}}\n", `x/service.yaml:11:60: unknown name "fields.a_x" in an expression (group "ask", used at x/service.yaml:13); known:`},
		{"a key of a step beside use", ask, "  a: {use: ask, kind: show, with: {then: done}}\n", `x/service.yaml:13:17: a use of a group has no key "kind"; keep use and with`},
		{"an unknown key of a group", ask + "    step: {}\n", "  a: {use: ask, with: {then: done}}\n", `x/service.yaml:12:5: unknown key "step" in group "ask"; did you mean "steps"?`},
		{"a step with a mistake", strings.Replace(ask, "says", "sasy", 1), "  a: {use: ask, with: {then: b}}\n  b: {use: ask, with: {then: done}}\n", `x/service.yaml:11:35: unknown key "sasy" (group "ask", used at x/service.yaml:13); did you mean "says"?`},
		{"a value of another shape", strings.Replace(ask, "[s]", "$then", 1), "  a: {use: ask, with: {then: done}}\n", `x/service.yaml:13:30: says must be a list, not "done" (for $then at x/service.yaml:11 of group "ask"); write a list`},
		{"a step that is none", ask, "  a: {use: ask, with: {then: dnoe}}\n", `x/service.yaml:13:30: step "dnoe" does not exist (for $then at x/service.yaml:11 of group "ask"); did you mean "done"?`},
		{"an alias", ask, "  a: &a {kind: show, title: t, says: [s], next: b}\n  b: *a\n", `x/service.yaml:14:6: aliases are not allowed; write the value out, or make the steps that repeat a group (groups: …) and say "use: GROUP"`},
		{"a merge key", ask, "  a: &a {kind: show, title: t, says: [s], next: b}\n  b: {<<: *a, next: done}\n", `x/service.yaml:14:7: merging another value into this one is not allowed; write its keys out, or make`},
	} {
		_, issues := grouped(inGroup(c.group, c.steps))
		if got := issues.Error(); !strings.HasPrefix(got, c.want) && !strings.Contains(got, "\n"+c.want) {
			t.Errorf("%s: wanted %s, got\n%s", c.name, c.want, got)
		}
		if n := strings.Count(issues.Error(), "sasy"); n > 1 {
			t.Errorf("%s: one mistake is told %d times:\n%s", c.name, n, issues)
		}
	}
}

const nested = `  outer:
    params: [then]
    start: one
    steps:
      one: {kind: show, title: t, says: [s], next: two}
      two: {use: inner, with: {then: three, last: $then}}
      three: {kind: show, title: t, says: [s], next: two}
  inner:
    params: [then, last]
    start: one
    steps:
      one: {kind: choose, title: $use.t, field: f, choices: [{value: x, label: x, go: $then}, {value: y, label: y, go: three}]}
      three: {kind: show, title: t, says: [s], next: $last}
`

// What a use gives means what it means where it is written, not what it would mean in the group;
// through groups in groups, too.
func TestGroupInGroup(t *testing.T) {
	s, issues := grouped(strings.Replace(inGroup(nested, "  a: {use: outer, with: {then: three}}\n  three: {kind: show, title: t, says: [s], next: done}\n"), "groups:", "fields: {f: {type: choice, values: [x, y]}}\ngroups:", 1))
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	if got := s.steps["a-two"]; got.Choices[0].Go != "a-three" || got.Choices[1].Go != "a-two-three" || got.Title != "a-two.t" {
		t.Errorf("the inner group is %+v", got)
	}
	if got := s.steps["a-two-three"].Next[0].Go; got != "three" {
		t.Errorf("out of both it leads to %q", got)
	}
}

// An unused group is named, and keeps nothing from being run.
func TestUnusedGroup(t *testing.T) {
	s, issues := grouped(inGroup("  ask: {steps: {one: {use: ask}}}\n", "  a: {kind: show, title: t, says: [s], next: done}\n"))
	if issues.Err() != nil || len(s.Unused()) != 1 || !strings.HasPrefix(s.Unused()[0].Error(), `x/service.yaml:8:3: group "ask" is not used, and nothing in it is looked at; use it`) {
		t.Errorf("%v, %v", issues, s.Unused())
	}
}

// A few lines cannot become a large file.
func TestGroupsAreBounded(t *testing.T) {
	var deep strings.Builder
	for i := range 9 {
		fmt.Fprintf(&deep, "  g%d: {start: s0, steps: {", i)
		for k := range 10 {
			if i == 8 {
				fmt.Fprintf(&deep, "s%d: {kind: show, title: t, says: [s], next: s0}, ", k)
			} else {
				fmt.Fprintf(&deep, "s%d: {use: g%d}, ", k, i+1)
			}
		}
		deep.WriteString("}}\n")
	}
	many := "  g: {params: [p], steps: {s: {kind: show, title: t, says: $p, next: done}}}\n"
	uses := ""
	for i := range 400 {
		uses += fmt.Sprintf("  a%d: {use: g, with: {p: [%s]}}\n", i, strings.Repeat("x, ", 200))
	}
	long := "  g: {params: [p], steps: {s: {kind: show, title: " + strings.Repeat("$p", 100) + ", says: [s], next: done}}}\n"
	var emptyUses, groups, words strings.Builder
	for i := range 600 {
		fmt.Fprintf(&emptyUses, "  a%d: {use: g, with: {p: ''}}\n", i)
	}
	for i := range 101 {
		fmt.Fprintf(&groups, "  g%d: {steps: {s: {kind: show, title: t, says: [s], next: done}}}\n", i)
	}
	for i := range 51 {
		fmt.Fprintf(&words, "p%d, ", i)
	}
	for _, c := range []struct{ name, group, steps, want string }{
		{"groups in groups", deep.String(), "  a: {use: g0}\n", "groups stand too deeply in groups: g0 → g1"},
		{"values", many, uses, "groups make more than 50000 values of this file"},
		{"a text", long, "  a: {use: g, with: {p: " + strings.Repeat("y", 100) + "}}\n", "a text with parameters becomes too long"},
		{"a long value", long, "  a: {use: g, with: {p: " + strings.Repeat("y", 3000) + "}}\n", "is too long to stand within a text"},
		{"places in texts", long, emptyUses.String(), "groups make more than 50000 values of this file"},
		{"groups of a file", groups.String(), "  a: {use: g0}\n", "the file has 101 groups; keep it to 100"},
		{"parameters of a group", "  g: {params: [" + words.String() + "], steps: {s: {kind: show, title: t, says: [" + strings.ReplaceAll(words.String(), "p", "$p") + "], next: done}}}\n", "  a: {use: g}\n", `group "g" has too many parameters; keep it to 50`},
		{"an id", many, "  " + strings.Repeat("a", 250) + ": {use: g, with: {p: [s]}}\n", "an id of 250 bytes is too long"},
	} {
		if _, issues := grouped(inGroup(c.group, c.steps)); !strings.Contains(issues.Error(), c.want) {
			t.Errorf("%s: wanted %s, got\n%s", c.name, c.want, issues)
		}
	}
	steps := ""
	for i := range 60 {
		steps += fmt.Sprintf("  a%d: {use: g8}\n", i)
	}
	if _, issues := grouped(inGroup(deep.String(), steps)); !strings.Contains(issues.Error(), "groups make more than 500 steps of this file") {
		t.Error(issues)
	}
}

// The group that the guide shows is one, and its steps have the names that the guide says.
func TestGuideShowsAGroup(t *testing.T) {
	guide, err := os.ReadFile("../../assets/services/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(guide), "```yaml\ngroups:\n")
	example, _, _ = strings.Cut(example, "```")
	s, issues := grouped("version: 1\nid: x\nname: n\ncurrency: KRW\nlanguages: [ko]\nstart: proxy\ngroups:\n" + example + "  apply: {kind: done, title: t}\n")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	if got := s.steps["proxy-birthday"]; got.Title != "proxy.birthday" || got.Next[0].Go != "applicant" || len(s.fields) != 4 {
		t.Errorf("%+v, fields %v", got, s.fields)
	}
}
