// Package rewrite changes several files of a directory together, and takes that back.
//
// It hides where the files are kept as they were: in a directory of its own beside them, which the
// next change replaces. It is for tools: nobody else may write to the directory meanwhile.
package rewrite

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"modu/internal/datafile/disk"
)

// Before is the directory with the files as they were.
const Before = ".before"

// added lists, in Before, the files that were not there.
const added = "added"

// ErrNothing: there is nothing to take back.
var ErrNothing = errors.New("there is no change that could be taken back")

// Apply writes files, by their names in dir, and keeps what they replace. Each file is replaced as
// a whole. Where it fails in between, Undo gives back what was.
func Apply(dir string, files map[string][]byte) error {
	before := filepath.Join(dir, Before)
	if err := os.RemoveAll(before); err != nil {
		return err
	}
	if err := os.MkdirAll(before, 0o755); err != nil {
		return err
	}
	var more []string
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		was, err := read(filepath.Join(dir, filepath.FromSlash(name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			more = append(more, name)
		case err != nil:
			return err
		default:
			if err := write(before, filepath.Join("files", name), was); err != nil {
				return err
			}
		}
	}
	if err := write(before, added, []byte(strings.Join(more, "\n"))); err != nil {
		return err
	}
	for _, name := range names {
		if err := write(dir, name, files[name]); err != nil {
			return err
		}
	}
	return nil
}

// New writes files, by their names in dir, where nothing is yet: there is nothing to take back.
func New(dir string, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := write(dir, name, files[name]); err != nil {
			return err
		}
	}
	return nil
}

// Undo takes the last change back, and names the files that it has written or removed.
func Undo(dir string) ([]string, error) {
	before := filepath.Join(dir, Before)
	list, err := read(filepath.Join(before, added))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNothing
	} else if err != nil {
		return nil, err
	}
	var done []string
	files := filepath.Join(before, "files")
	err = filepath.WalkDir(files, func(at string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || err == nil && e.IsDir() {
			return nil
		} else if err != nil {
			return err
		}
		name, err := filepath.Rel(files, at)
		if err != nil {
			return err
		}
		was, err := read(at)
		if err != nil {
			return err
		}
		done = append(done, filepath.ToSlash(name))
		return write(dir, name, was)
	})
	if err != nil {
		return nil, err
	}
	for _, name := range lines(string(list)) {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return nil, fmt.Errorf("%s names a file elsewhere: %s", filepath.Join(Before, added), name)
		}
		if err := os.Remove(filepath.Join(dir, filepath.FromSlash(name))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		done = append(done, name)
	}
	slices.Sort(done)
	return done, os.RemoveAll(before)
}

// mostBytes is far more than a file of a service may have.
const mostBytes = 64 << 20

func read(at string) ([]byte, error) { return disk.Read(at, mostBytes) }

func write(dir, name string, data []byte) error {
	at := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		return err
	}
	return disk.Replace(at, data)
}

// lines are the lines of a text; names of files may hold spaces.
func lines(s string) []string {
	return slices.DeleteFunc(strings.Split(s, "\n"), func(l string) bool { return l == "" })
}
