package journal

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// newSuffix marks a file that is about to replace another.
const newSuffix = ".new"

// replace puts data in the place of a file so that after a power cut either the old
// or the new content is there, never a part.
func replace(path string, data []byte) error {
	if err := write(path+newSuffix, data); err != nil {
		return err
	}
	return moveIn(path)
}

// write makes a file whose content is on disk.
func write(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// copyFrom keeps what a file holds behind an offset.
func copyFrom(path string, offset int64, to string) error {
	in, err := os.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	if _, err := in.Seek(offset, io.SeekStart); err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}

// moveIn puts the new file into its place and waits until the directory knows.
func moveIn(path string) error {
	if err := os.Rename(path+newSuffix, path); err != nil {
		return err
	}
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// unused is the path, or the path with a number behind it where that is taken: what
// was put aside is never overwritten.
func unused(path string) string {
	try := path
	for n := 2; ; n++ {
		if _, err := os.Lstat(try); errors.Is(err, os.ErrNotExist) {
			return try
		}
		try = fmt.Sprintf("%s.%d", path, n)
	}
}
