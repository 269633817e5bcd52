package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"modu/internal/datafile"
)

// What a site file may name by mistake is refused at once, with nothing read of it.
func TestReadOfThisMachine(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if err := os.WriteFile(at("plain"), []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(at("pipe"), 0o600); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"dangling": "nowhere", "good": "plain", "loop": "loop"} {
		if err := os.Symlink(to, at(link)); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]error{
		at("plain"): nil, at("good"): nil, at("pipe"): datafile.ErrSpecial, "/dev/zero": datafile.ErrSpecial,
		dir: datafile.ErrDirectory, dir + "/": datafile.ErrDirectory, "/": datafile.ErrDirectory, "..": datafile.ErrDirectory, ".": datafile.ErrDirectory,
		at("dangling"): fs.ErrNotExist, at("none"): fs.ErrNotExist, at("loop"): syscall.ELOOP, at("plain/below"): syscall.ENOTDIR, "": datafile.ErrDirectory,
	} {
		data, err := Read(path, 1000)
		if !errors.Is(err, want) || (want == nil) != (string(data) == "text") {
			t.Errorf("%q: %q, %v", path, data, err)
		}
	}
	t.Chdir(dir)
	if data, err := Read("plain", 4); err != nil || string(data) != "text" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := Read("plain", 3); !errors.Is(err, datafile.TooLarge{Limit: 3}) {
		t.Errorf("%v", err)
	}
}
