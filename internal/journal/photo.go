package journal

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"modu/internal/datafile/disk"
)

const (
	photosName = "photos" // the directory of photographs of what was added to the menu
	photoEnd   = ".jpg"
	// MaxPhoto bounds a photograph, in bytes.
	MaxPhoto = 1 << 20
)

// errPhotoName: a name would lead out of the directory.
var errPhotoName = errors.New("journal: this is no name of a photograph")

// KeepPhoto keeps a photograph under a name, readable by the kiosk alone. It returns after it is
// on disk.
func (j *Journal) KeepPhoto(name string, data []byte) error {
	path, err := j.photo(name)
	switch {
	case err != nil:
		return err
	case len(data) > MaxPhoto:
		return fmt.Errorf("journal: a photograph of %d bytes, at most %d are kept", len(data), MaxPhoto)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.f == nil {
		return ErrClosed
	}
	return replace(path, data)
}

// Photo is a photograph that was kept; false where there is none. Any goroutine may call it.
func (j *Journal) Photo(name string) ([]byte, bool) {
	path, err := j.photo(name)
	if err != nil {
		return nil, false
	}
	data, err := disk.Read(path, MaxPhoto)
	return data, err == nil
}

// DropPhotos removes every photograph that is not wanted any more, and what a power cut has left
// of one.
func (j *Journal) DropPhotos(wanted func(name string) bool) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	dir := filepath.Join(j.dir, photosName)
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	errs := []error{err}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), photoEnd); !ok || !wanted(name) {
			errs = append(errs, os.Remove(filepath.Join(dir, e.Name())))
		}
	}
	return errors.Join(errs...)
}

func (j *Journal) photo(name string) (string, error) {
	if name == "" || len(name) > 100 || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
		return "", errPhotoName
	}
	return filepath.Join(j.dir, photosName, name+photoEnd), nil
}
