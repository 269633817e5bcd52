package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"modu/internal/lab/verdict"
)

// TestJSON decodes what real runs answer, on what is sound and on what is faulty: the same
// exit status as without --json, one object on standard output and nothing beside it.
func TestJSON(t *testing.T) {
	test.NewTempApp(t)
	dir := t.TempDir()
	put := func(name, text string) string {
		t.Helper()
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	badSite := put("site.yaml", "version: 1\nservise: x\n")
	highSite := put("high.yaml", "version: 1\npanel: {pixels: {w: 1080, h: 1920}, mm: {w: 268, h: 476}, bottom: 1350, tilt: 0, distance: 500}\n")
	locked := put("locked.yaml", "version: 1\nlock: true\naccept_unreviewed: [ko, en, zh-Hans, ja]\ndevices: []\nterminal: {driver: none}\nlamp: {driver: none}\n")
	badService := filepath.Dir(put("shop/service.yaml", "version: 1\nid: x\nstepz: {}\n"))
	badProfile := put("keypad.yaml", "version: 1\nname: Bad\nkind: keypad\nlines: {pattern: '^(?P<code>.)$', example: '{code}'}\nkeys: {names: {u: upp}}\n")
	library := filepath.Join(dir, "library")
	copyDir(t, "../../assets/services/library", library)
	put("library/wish.yaml", "version: 1\nwishes:\n  - {name: a book, choose: [another.no], gets: more=yes}\n")
	shipped := "../../assets/profiles/text-keypad.yaml"

	for _, c := range []jsonRun{
		{"lint", []string{"lint", "--site", locked}, exitOK, []string{"items"}, "", 0, "nobody has attested"},
		{"lint", []string{"lint", "--site", badSite}, exitUsage, nil, badSite, 2, `did you mean "service"?`},
		{"service lint", []string{"service", "lint", "library"}, exitOK, []string{"services", "steps"}, "", 0, "sign language, ko"},
		{"service lint", []string{"service", "lint", badService}, exitUsage, nil, filepath.Join(badService, "service.yaml"), 3, `did you mean "steps"?`},
		{"service walk", []string{"service", "walk", "library", "--easy"}, exitOK, []string{"screens"}, "", 0, ""},
		{"service walk", []string{"service", "walk", badService}, exitUsage, nil, filepath.Join(badService, "service.yaml"), 3, "stepz"},
		{"service try", []string{"service", "try", "library", "--locale", "en"}, exitOK, []string{"stays"}, "", 0, ""},
		{"service try", []string{"service", "try", library, "--locale", "ko"}, exitFailed, []string{"stays"}, "", 0, `the kiosk understood "book=given; more=no"`},
		{"service try", []string{"service", "try", library, "--locale", "ko", "--stay", "ear"}, exitFailed, []string{"stays"}, "", 0, "a book; ear, ko"},
		{"looks", []string{"looks", "--kind", "attract"}, exitOK, []string{"screens", "pictures"}, "", 0, ""},
		{"looks", []string{"looks", "--kind", "attract", "--site", highSite}, exitUsage, nil, highSite, 2, "(RCH-1)"},
		{"looks", []string{"looks", "--kind", "nonsense"}, exitFailed, nil, "", 0, "no screen of kind"},
		{"profile lint", []string{"profile", "lint", shipped}, exitOK, []string{"profiles"}, "", 0, ""},
		{"profile lint", []string{"profile", "lint", badProfile, shipped}, exitUsage, []string{"profiles"}, badProfile, 5, `did you mean "up"?`},
	} {
		c.check(t)
	}
}

// jsonRun is a command line, and what its answer must be.
type jsonRun struct {
	name   string
	args   []string
	code   int
	counts []string
	file   string // of a mistake; "" and 0 where it is in no file
	line   int
	says   string // in a mistake, its place or its remedy; without a mistake, in a note
}

// check runs it with and without --json.
func (c jsonRun) check(t *testing.T) {
	t.Helper()
	code, out, errOut := ctl(append(slices.Clone(c.args), "--json")...)
	plain, _, _ := ctl(c.args...)
	var r verdict.Report
	d := json.NewDecoder(strings.NewReader(out))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil || d.More() {
		t.Errorf("%q: %v\n%s%s", c.args, err, out, errOut)
		return
	}
	if code != c.code || plain != code || errOut != "" {
		t.Errorf("%q: exit %d, without --json %d, want %d; %s", c.args, code, plain, c.code, errOut)
	}
	if r.Version != 1 || r.Command != c.name || r.Holds != (code == exitOK) || (len(r.Mistakes) == 0) != r.Holds {
		t.Errorf("%q: exit %d\n%s", c.args, code, out)
	}
	c.checkFindings(t, r, out)
}

// checkFindings looks at what was counted and found.
func (c jsonRun) checkFindings(t *testing.T, r verdict.Report, out string) {
	t.Helper()
	for _, n := range c.counts {
		if r.Counts[n] < 1 {
			t.Errorf("%q: nothing of %s was counted: %v", c.args, n, r.Counts)
		}
	}
	at := func(f verdict.Finding) bool { return f.File == c.file && (f.Line == c.line || c.file == "") }
	if len(r.Mistakes) > 0 && !slices.ContainsFunc(r.Mistakes, at) {
		t.Errorf("%q: no mistake is at %s:%d\n%s", c.args, c.file, c.line, out)
	}
	if !strings.Contains(strings.Join(texts(append(r.Mistakes, r.Notes...)), "\n"), c.says) {
		t.Errorf("%q: no %q in\n%s", c.args, c.says, out)
	}
}

func texts(fs []verdict.Finding) (all []string) {
	for _, f := range fs {
		all = append(all, f.Where+" "+f.Message+" "+f.Remedy)
	}
	return all
}

// A mistake in the command line is told to people, whatever was asked for.
func TestJSONUsage(t *testing.T) {
	for _, args := range [][]string{{"service", "walk", "library", "--locale", "fr", "--json"}, {"service", "try", "library", "--stay", "nose", "--json"}, {"profile", "lint", "--json"}} {
		if code, out, errOut := ctl(args...); code != exitUsage || out != "" || !strings.Contains(errOut, "usage: kioskctl") {
			t.Errorf("%q: exit %d, %q\n%s", args, code, out, errOut)
		}
	}
}
