package importing_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/internal/datafile"
	"modu/internal/lab/importing"
	"modu/internal/lab/load"
	"modu/internal/lab/verdict"
)

const table = "분류,이름,가격\n빵,식빵,3000\n차,녹차,2000\n"

func run(o importing.Options) (string, error) {
	var out bytes.Buffer
	o.Table, o.Name = "menu.csv", "빵집"
	err := importing.Run(&out, o)
	return out.String(), err
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A table makes a service that loads; put in again it changes what it says, and that is taken back.
func TestRunAndUndo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "shop")
	if out, err := run(importing.Options{Data: []byte(table), Dir: dir}); err != nil || !strings.Contains(out, "2 items") {
		t.Fatalf("%v\n%s", err, out)
	}
	if _, issues := load.Service(dir); issues.Err() != nil {
		t.Fatal(issues)
	}
	was := read(t, dir, "menu.yaml")
	dearer := []byte(strings.Replace(table, "3000", "3300", 1))
	if out, err := run(importing.Options{Data: dearer, Dir: dir, DryRun: true}); err != nil || !strings.Contains(out, "price 3000 → 3300") || read(t, dir, "menu.yaml") != was {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err := run(importing.Options{Data: dearer, Dir: dir}); err != nil || !strings.Contains(read(t, dir, "menu.yaml"), "price: 3300") {
		t.Errorf("%v\n%s", err, out)
	}
	var out bytes.Buffer
	if err := importing.Undo(&out, dir); err != nil || read(t, dir, "menu.yaml") != was || !strings.Contains(out.String(), "menu.yaml") {
		t.Errorf("%v\n%s", err, out.String())
	}
	if err := importing.Undo(&out, dir); err == nil {
		t.Error("taken back twice")
	}
}

// What is there and no service is left alone, and there is nothing to compare with where nothing is.
func TestRunRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, o := range map[string]importing.Options{
		"another directory": {Dir: dir}, "nothing to compare with": {Dir: filepath.Join(dir, "none"), DryRun: true}, "nothing to delete": {Dir: filepath.Join(dir, "none"), Delete: true},
	} {
		o.Data = []byte(table)
		if _, err := run(o); !errors.Is(err, verdict.ErrAsked) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
}

// A photograph that cannot be read is named with its file, and nothing is written; so is a table that
// cannot be understood.
func TestRunNamesWhatIsWrong(t *testing.T) {
	from, dir := t.TempDir(), filepath.Join(t.TempDir(), "shop")
	if err := os.WriteFile(filepath.Join(from, "bread.jpg"), []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	for data, says := range map[string]string{"분류,이름,가격,사진\n빵,식빵,3000,bread\n": "bread.jpg", "x\n": "menu.csv", "": "menu.csv", "분류,이름,가격\n빵,식빵,much\n": "menu.csv"} {
		var issues datafile.Issues
		_, err := run(importing.Options{Data: []byte(data), Dir: dir, Pictures: from})
		if !errors.As(err, &issues) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", data, err)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Fatalf("%q: something was written", data)
		}
	}
}

// Where the table would leave a service that cannot be loaded, everything is as it was.
func TestRunTakesBackWhatBreaks(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "shop")
	if _, err := run(importing.Options{Data: []byte(table), Dir: dir}); err != nil {
		t.Fatal(err)
	}
	was := strings.Replace(read(t, dir, "menu.yaml"), "\nitems:", "  - {id: often, label: category-1, items: [item-2]}\n\nitems:", 1)
	if err := os.WriteFile(filepath.Join(dir, "menu.yaml"), []byte(was), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := run(importing.Options{Data: []byte("분류,이름,가격\n빵,식빵,3000\n"), Dir: dir, Delete: true})
	if err == nil || !strings.Contains(out, "nothing was changed") || read(t, dir, "menu.yaml") != was {
		t.Errorf("%v\n%s", err, out)
	}
}
