package disk

import (
	"os"
	"path/filepath"
	"testing"
)

// A file is replaced whole, and stays as it was where that cannot be.
func TestReplace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.yaml")
	for _, want := range []string{"one", "two"} {
		if err := Replace(path, []byte(want)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != want {
			t.Errorf("%q, %v", got, err)
		}
	}
	if err := os.Mkdir(path+".new", 0o700); err != nil { // nothing can be written there
		t.Fatal(err)
	}
	if err := Replace(path, []byte("three")); err == nil {
		t.Error("nothing was written, and nothing is said")
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "two" {
		t.Errorf("%q, %v", got, err)
	}
}
