// Package disk reads files of this machine within the limits that datafile sets.
//
// It hides how a path becomes a file system. It writes nothing. Any goroutine may call it.
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
