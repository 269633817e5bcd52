package messages

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/internal/datafile"
	"modu/internal/lab/verdict"
)

// onDisk is the shop of these tests in a directory.
func onDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, shop(t)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// doing reads the texts of a directory and does something with them.
func doing(t *testing.T, dir string, do func(r *verdict.Report, texts *Texts) error) (*verdict.Report, string, error) {
	t.Helper()
	texts, issues := Read(os.DirFS(dir), dir)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	var out strings.Builder
	r := verdict.New("service messages", &out)
	err := do(r, texts)
	return r, out.String(), err
}

// A text that is missing keeps the service from running, another form does not.
func TestTell(t *testing.T) {
	r, out, err := doing(t, onDisk(t), func(r *verdict.Report, texts *Texts) error { return texts.Tell(r, "shop") })
	if err == nil || r.Counts["missing"] != 2 || r.Counts["open"] != 2 || len(r.Mistakes) != 2 || !strings.Contains(out, "2 texts and 2 other forms are missing") {
		t.Errorf("%v: %v\n%s", err, r.Counts, out)
	}
}

// What is begun, and what a table brings, is in the files; a table with a mistake changes nothing.
func TestFilesAreWritten(t *testing.T) {
	dir, table := onDisk(t), filepath.Join(t.TempDir(), "texts.csv")
	english := func() string {
		data, err := os.ReadFile(filepath.Join(dir, "locales/en.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if _, out, err := doing(t, dir, func(r *verdict.Report, texts *Texts) error { return texts.BeginFiles(r, dir) }); err != nil || !strings.Contains(english(), `a.y: ""`) {
		t.Errorf("%v\n%s\n%s", err, out, english())
	}
	if _, _, err := doing(t, dir, func(r *verdict.Report, texts *Texts) error { return texts.WriteTable(r, table) }); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	take := func(cells string) error {
		t.Helper()
		if err := os.WriteFile(table, []byte(cells), 0o600); err != nil {
			t.Fatal(err)
		}
		_, _, err := doing(t, dir, func(r *verdict.Report, texts *Texts) error { return texts.TakeTable(r, dir, table) })
		return err
	}
	was := english()
	var issues datafile.Issues
	if err := take("nonsense\n1,2\n"); !errors.As(err, &issues) || english() != was {
		t.Errorf("%v\n%s", err, english())
	}
	if err := take(string(data)); err != nil || english() != was {
		t.Errorf("%v\n%s", err, english())
	}
	if err := take(strings.Replace(string(data), ",One", ",Only one", 1)); err != nil || !strings.Contains(english(), "a.x: Only one") {
		t.Errorf("%v\n%s", err, english())
	}
}

// A table that is called like none, and a service that is built in, are mistakes of who asked.
func TestWhatCannotBeWritten(t *testing.T) {
	dir := onDisk(t)
	if _, _, err := doing(t, dir, func(r *verdict.Report, texts *Texts) error { return texts.WriteTable(r, "texts.xlsx") }); !errors.Is(err, verdict.ErrAsked) {
		t.Error(err)
	}
	texts := read(t, shop(t))
	if err := texts.BeginFiles(verdict.New("service messages", &strings.Builder{}), "cafe"); !errors.Is(err, verdict.ErrAsked) || !strings.Contains(err.Error(), "built in") {
		t.Error(err)
	}
}
