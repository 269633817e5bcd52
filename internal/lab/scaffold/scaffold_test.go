package scaffold

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/lab/lint"
	"modu/internal/lab/load"
	"modu/internal/tryout"
	"modu/internal/walk"
)

// write writes a service into a directory of its own.
func write(t *testing.T, files map[string][]byte) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "shop")
	for name, data := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(at), 0o755), os.WriteFile(at, data, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// every answer there is, in every language and in one.
func every() (all []Answers) {
	for _, langs := range [][]scene.Lang{Languages(), {"en"}} {
		for _, printer := range []bool{false, true} {
			for _, a := range []Answers{{For: Order}, {For: Order, Away: true}, {For: SignIn, Digits: 4}, {For: Pay, Digits: 3}, {For: Pay, Digits: 13}} {
				a.Dir, a.Name, a.Languages, a.Printer = "shop", "Modu", langs, printer
				all = append(all, a)
			}
		}
	}
	return all
}

// Whatever is answered, the service that is begun has no mistake, no gap and no wording to be
// mended, and simulated customers get what they came for.
func TestNewIsSound(t *testing.T) {
	for i, a := range every() {
		files, err := New(a)
		if err != nil {
			t.Errorf("%+v: %v", a, err)
			continue
		}
		p, issues := load.ServiceWithHeadset(write(t, files))
		if issues.Err() != nil {
			t.Errorf("%+v: %v", a, issues)
			continue
		}
		advice, err := lint.Wording(p)
		if err != nil || len(advice) > 0 || len(p.Gaps) > 0 || len(p.Service.Unrehearsed()) > 0 {
			t.Errorf("%+v: %v %v %v, %v", a, advice, p.Gaps, p.Service.Unrehearsed(), err)
		}
		wishes, issues := tryout.Load(p)
		if issues.Err() != nil || len(wishes) != 1 {
			t.Errorf("%+v: %v", a, issues)
			continue
		}
		met, err := walk.Cover(p, walk.CoverOptions{Options: walk.Options{Lang: a.Languages[0], Easy: i%2 == 1}})
		if err != nil || len(met.Findings) > 0 || met.Steps.Reached != met.Steps.Of {
			t.Errorf("%+v: %v, %v, missed %v", a, err, met.Findings, met.Missed)
		}
		for _, o := range stays(i, a) {
			for _, f := range tryout.Run(p, wishes[0], o).Findings {
				t.Errorf("%+v %+v: %s", a, o, f)
			}
		}
	}
}

// stays are some of those of "service try", others for each service: all of them are the
// business of whoever goes on from it.
func stays(i int, a Answers) []tryout.Options {
	hands := tryout.Hands()
	lang := a.Languages[i%len(a.Languages)]
	return []tryout.Options{
		{Hand: hands[i%len(hands)], Lang: lang, Easy: true, Mishaps: true},
		{Hand: hands[(i+1)%len(hands)], Lang: a.Languages[(i+1)%len(a.Languages)]},
		{Hand: hands[(i+2)%len(hands)], Lang: lang, Practice: true},
	}
}

// What cannot be begun is refused with a reason.
func TestNewRefuses(t *testing.T) {
	sound := Answers{Dir: "shop", Name: "Modu", For: Pay, Languages: []scene.Lang{"ko"}, Digits: 4}
	for want, change := range map[string]func(a *Answers){
		`"Shop!" is not a good name`: func(a *Answers) { a.Dir = "x/Shop!" },
		"no name":                    func(a *Answers) { a.Name = " " },
		`not for "fun"`:              func(a *Answers) { a.For = "fun" },
		`language "fr"`:              func(a *Answers) { a.Languages = []scene.Lang{"ko", "fr"} },
		`language "ko" is given`:     func(a *Answers) { a.Languages = []scene.Lang{"ko", "ko"} },
		"it has no language":         func(a *Answers) { a.Languages = nil },
		"3 to 40 digits, not 0":      func(a *Answers) { a.Digits = 0 },
	} {
		a := sound
		change(&a)
		if _, err := New(a); !errors.Is(err, ErrAnswer) || !strings.Contains(fmt.Sprint(err), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

// A copy of each built-in service is sound, has an id of its own, and names its schemas where
// they are.
func TestCopy(t *testing.T) {
	for _, name := range assemble.Services() {
		from, _, err := assemble.ServiceDir(name)
		if err != nil {
			t.Fatal(err)
		}
		files, err := Copy(from, "desk-2")
		if err != nil {
			t.Fatal(err)
		}
		dir := write(t, files)
		p, issues := load.Service(dir)
		if issues.Err() != nil {
			t.Errorf("%s: %v", name, issues)
			continue
		}
		if p.Service.ID != "desk-2" {
			t.Errorf("%s: the copy has the id %q", name, p.Service.ID)
		}
		for file, data := range files {
			first, _, _ := strings.Cut(string(data), "\n")
			if at, names := strings.CutPrefix(first, "# yaml-language-server: $schema="); names {
				if _, err := os.Stat(filepath.Join(dir, filepath.Dir(file), at)); err != nil {
					t.Errorf("%s: %s names a schema that is not there: %v", name, file, err)
				}
			}
		}
	}
	if _, err := Copy(os.DirFS("."), "No"); !errors.Is(err, ErrAnswer) {
		t.Errorf("%v", err)
	}
}
