package datafile

import (
	"slices"
	"strings"
	"testing"
)

// stepFile is a file with steps, as small as one can be.
type stepFile struct {
	Fields map[string]string `yaml:"fields"`
	Groups map[string]string `yaml:"groups"`
	Steps  map[string]struct {
		Title string   `yaml:"title"`
		Says  []string `yaml:"says"`
		Next  string   `yaml:"next" step:"true"`
	} `yaml:"steps"`
}

// What a group makes stands at the line where it is written, and what is said of it names the use.
func TestPlaceOfWhatAGroupMakes(t *testing.T) {
	var f stepFile
	doc, issues := DecodeGroups("g.yaml", []byte("version: 1\ngroups:\n  g:\n    params: [p]\n    steps: {s: {title: t.$p, next: s}}\nsteps:\n  a: {use: g, with: {p: x}}\n  b: {title: t, next: a}\n"), &f)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	if got := f.Steps["a"]; got.Title != "t.x" || got.Next != "a" {
		t.Errorf("step a is %+v", got)
	}
	if got := doc.Issue("steps.a.title", "mend it", "wrong").Error(); got != `g.yaml:5:24: wrong (group "g", used at g.yaml:7); mend it` {
		t.Error(got)
	}
	if got := doc.Issue("steps.b.title", "mend it", "wrong").Error(); got != `g.yaml:8:14: wrong; mend it` {
		t.Error(got)
	}
}

// A file that is not for groups knows nothing of them.
func TestGroupsOnlyWhereTheyAreMeant(t *testing.T) {
	var f stepFile
	_, issues := Decode("g.yaml", []byte("version: 1\ngroups: {g: x}\nsteps: {a: {use: g}}\n"), &f)
	if got := issues.Error(); !strings.Contains(got, `unknown key "use"`) || f.Groups["g"] != "x" {
		t.Errorf("%s, %+v", got, f)
	}
}

// FuzzGroups says of any file that groups make no more of it than they may, that every mistake has
// place and words, and that without a mistake nothing of groups is left.
func FuzzGroups(f *testing.F) {
	for _, groups := range []string{
		"g: {params: [p], usual: {q: [x]}, start: s, fields: {$use-f: $p}, steps: {s: {title: $use.t, says: $q, next: t}, t: {next: $p}}}",
		"g: {steps: {s: {use: g}}}",                                                   // itself
		"g: {steps: {s: {use: h}}}\n  h: {steps: {s: {use: g}}}",                      // itself, through another
		"g: {params: [p], steps: {s: {title: $q, next: $p}}}",                         // an unknown parameter
		"g: {params: [p, p], usual: {p: x}, steps: {s: {title: $p}}}",                 // twice
		"g: {params: [p, q], steps: {s: {title: $p}}}",                                // missing, and stands nowhere
		"g: {params: [p], steps: {$p: {$p: x}, t-$p: {title: $p}}, start: $p}",        // in keys
		"g: {params: [p], steps: {s: {title: [1], says: $p}}}",                        // wrong types
		"g: {params: [p], steps: {s: {title: 'fields.$p $$ $ $P $p$p', says: [$p]}}}", // dollar signs
		"g: {params: [p], steps: {s: {use: h, with: {p: [$p, $p, $p, $p, $p, $p, $p]}}}}\n  h: {params: [p], steps: {s: {use: i, with: {p: [$p, $p, $p]}}}}\n  i: {params: [p], steps: {s: {says: $p}}}",
		"g: &g {params: [p], steps: {s: *g}}", "[g]", "g: [x]", "g: {start: [x], params: x, usual: x, fields: x, steps: x}", "", "*x",
	} {
		for _, steps := range []string{"  a: {use: g, with: {p: b}}\n  b: {next: a}\n", "  a: {use: g, with: {p: a}}\n  b: {use: g, with: {p: [[a]]}}\n", "  a: {use: [g], with: x}\n  b: {use: , with: }\n", "  a: {use: g}\n  a: {use: x, kind: y}\n"} {
			f.Add([]byte("version: 1\ngroups:\n  " + groups + "\nsteps:\n" + steps))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var got stepFile
		doc, issues := DecodeGroups("f.yaml", data, &got)
		for _, i := range issues {
			if i.Msg == "" || i.File == "" {
				t.Fatalf("issue without place or words: %+v", i)
			}
		}
		if n := strings.Count(string(data), ":") + MaxGroupSteps; len(got.Steps) > n {
			t.Fatalf("%d steps of at most %d", len(got.Steps), n)
		}
		if !slices.IsSorted(doc.UnusedGroups()) || len(got.Groups) > 0 {
			t.Fatalf("groups are left: %v, %v", doc.UnusedGroups(), got.Groups)
		}
	})
}
