package datafile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// Why a file is not read. Each stands behind an *fs.PathError.
var (
	ErrDirectory = errors.New("it is a directory, not a file")
	ErrSpecial   = errors.New("it is a device or a pipe, not a file")
)

// TooLarge is a file with more bytes than are read of one of its kind.
type TooLarge struct{ Limit int64 } // bytes

func (e TooLarge) Error() string { return fmt.Sprintf("it has more than %d bytes", e.Limit) }

// Read reads a regular file of at most limit bytes. It never reads more than that: what
// only looks like a file (a device, a pipe that somebody has yet to write to) is refused
// before it is opened, and a file that grows meanwhile is refused as well. Errors are
// *fs.PathError, as those of fs.ReadFile.
func Read(fsys fs.FS, name string, limit int64) ([]byte, error) {
	refuse := func(why error) error { return &fs.PathError{Op: "read", Path: name, Err: why} }
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, refuse(ErrDirectory)
	case !info.Mode().IsRegular():
		return nil, refuse(ErrSpecial)
	case info.Size() > limit:
		return nil, refuse(TooLarge{limit})
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var data bytes.Buffer
	data.Grow(int(info.Size()) + bytes.MinRead) // so that it is read in one piece
	switch n, err := data.ReadFrom(io.LimitReader(f, limit+1)); {
	case err != nil:
		return nil, err
	case n > limit:
		return nil, refuse(TooLarge{limit})
	}
	return data.Bytes(), nil
}

// Reason words an error of Read without the path, which the caller names.
func Reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return err.Error()
}

// Unread is the issue of a file that Read could not read; what is its name for people,
// usual the remedy where it is not there.
func Unread(file, what string, err error, usual string) Issues {
	return Issues{{Pos: Pos{File: file}, Msg: what + " cannot be read: " + Reason(err), Remedy: Remedy(err, usual)}}
}

// Remedy is what to do about an error of Read; usual is for a file that is not there, or
// of which no more is known.
func Remedy(err error, usual string) string {
	var large TooLarge
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "let the user that the kiosk runs as read it (chmod, chown)"
	case errors.Is(err, ErrDirectory), errors.Is(err, ErrSpecial):
		return "name an ordinary file"
	case errors.As(err, &large):
		return fmt.Sprintf("keep it under %d bytes", large.Limit)
	}
	return usual
}
