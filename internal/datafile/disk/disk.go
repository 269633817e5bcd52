// Package disk reads files of this machine within the limits that datafile sets, and replaces
// them as a whole.
//
// It hides how a path becomes a file system. Any goroutine may call it.
package disk

import (
	"os"
	"path/filepath"

	"modu/internal/datafile"
)

// Read is datafile.Read for a path of this machine, relative ones from the working
// directory.
func Read(path string, limit int64) ([]byte, error) {
	dir, name := filepath.Split(filepath.Clean(path))
	if dir == "" {
		dir = "."
	}
	if name == "" || name == ".." { // "/", "..": no file can be named so
		return nil, &os.PathError{Op: "read", Path: path, Err: datafile.ErrDirectory}
	}
	return datafile.Read(os.DirFS(dir), name, limit)
}

// Replace writes a file whole or not at all, for who reads it meanwhile and after a program that
// ends in between. It does not wait for the disk: what must outlive a power cut is the journal's.
func Replace(path string, data []byte) error {
	if err := os.WriteFile(path+".new", data, 0o644); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
