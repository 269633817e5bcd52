package lint

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/sign/signtest"
	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/lab/load"
	"modu/internal/lab/verdict"
)

func TestMain(m *testing.M) { signtest.Main(m) }

// What we ship ourselves says nothing for which people have a plainer word (LNG-1), and
// what is plain to nobody is named.
func TestPlainWords(t *testing.T) {
	for _, name := range assemble.Services() {
		p, issues := load.Service(name)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		advice, err := PlainWords(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range advice {
			t.Errorf("%s: %s; %s", a.Pos, a.Msg, a.Remedy)
		}
	}
}

// Of several services every mistake is named, and what is sound is judged all the same.
func TestServices(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "service.yaml"), []byte("version: 1\nid: x\nstepz: {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := verdict.New("service lint", io.Discard)
	err := Services(r, []string{dir, assemble.Services()[0]}, signtest.Decoder())
	var issues datafile.Issues
	if !errors.As(err, &issues) || !strings.Contains(err.Error(), "service.yaml:3:1") {
		t.Errorf("%v", err)
	}
	if r.Counts["services"] != 1 || len(r.Notes) == 0 {
		t.Errorf("%v, %d notes", r.Counts, len(r.Notes))
	}
}

func TestProfiles(t *testing.T) {
	r := verdict.New("profile lint", io.Discard)
	err := Profiles(r, []string{"../../../assets/profiles/text-keypad.yaml", "no-such-file"})
	if err == nil || !strings.Contains(err.Error(), "no-such-file: this file cannot be read") || r.Counts["profiles"] != 1 {
		t.Errorf("%v, %v", err, r.Counts)
	}
}
