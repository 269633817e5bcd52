package rewrite_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"modu/internal/lab/rewrite"
)

// What was changed together is taken back together, once; a later change replaces what is kept.
func TestApplyAndUndo(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "menu.yaml"), []byte("one"), 0o644); err != nil {
		t.Fatal(err)
	}
	all := func() string {
		t.Helper()
		out := ""
		err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if e.IsDir() {
				if e.Name() == rewrite.Before {
					return fs.SkipDir
				}
				return nil
			}
			data, err := os.ReadFile(filepath.Join(dir, name))
			out += fmt.Sprintf("%s=%s ", name, data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if _, err := rewrite.Undo(dir); !errors.Is(err, rewrite.ErrNothing) {
		t.Errorf("before any change: %v", err)
	}
	for _, step := range []struct {
		files map[string][]byte
		then  string
	}{
		{map[string][]byte{"menu.yaml": []byte("two"), "pictures/photo/a b.jpg": []byte("x")}, "menu.yaml=two pictures/photo/a b.jpg=x "},
		{nil, "menu.yaml=one "},
		{map[string][]byte{"menu.yaml": []byte("three")}, "menu.yaml=three "},
		{map[string][]byte{"menu.yaml": []byte("four")}, "menu.yaml=four "},
		{nil, "menu.yaml=three "},
	} {
		var err error
		if step.files != nil {
			err = rewrite.Apply(dir, step.files)
		} else {
			_, err = rewrite.Undo(dir)
		}
		if err != nil || all() != step.then {
			t.Errorf("%v: %v, %s, want %s", step.files, err, all(), step.then)
		}
	}
	if _, err := rewrite.Undo(dir); !errors.Is(err, rewrite.ErrNothing) {
		t.Errorf("a second time: %v", err)
	}
	// A list that was tampered with removes nothing elsewhere.
	outside := filepath.Join(filepath.Dir(dir), "outside")
	if err := errors.Join(os.WriteFile(outside, []byte("x"), 0o644), os.MkdirAll(filepath.Join(dir, rewrite.Before), 0o755),
		os.WriteFile(filepath.Join(dir, rewrite.Before, "added"), []byte("../outside"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if _, err := rewrite.Undo(dir); err == nil {
		t.Error("a file elsewhere was named, and nothing was said")
	}
	if _, err := os.Stat(outside); err != nil {
		t.Error(err)
	}
}

// New files come into directories that are made for them.
func TestNew(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "shop")
	if err := rewrite.New(dir, map[string][]byte{"a.txt": []byte("a"), "b/c.txt": []byte("c")}); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "b/c.txt")); err != nil || string(data) != "c" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := rewrite.Undo(dir); !errors.Is(err, rewrite.ErrNothing) {
		t.Error(err)
	}
}
