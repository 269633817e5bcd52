package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// keep writes a file of one line beside the record, in the place of the one before. It returns
// after it is on disk.
func (j *Journal) keep(name string, content any) error {
	line, err := encode(content)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.f == nil {
		return ErrClosed
	}
	return replace(filepath.Join(j.dir, name), line)
}

// readKept reads such a file into content; is points to the version in it. It reports false where
// there is none. One that cannot be read is put aside, and noted: what names its content.
func readKept(dir, name string, rec *Recovered, code, what string, content any, is *int) (there bool, err error) {
	path := filepath.Join(dir, name)
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	}
	if raw, ok := unseal(bytes.TrimSuffix(data, []byte("\n"))); !ok || json.Unmarshal(raw, content) != nil || *is != version {
		aside := unused(fmt.Sprintf("%s.bad-%d", path, rec.Boot))
		rec.note(code, "%s could not be read; the file is kept as %s", what, filepath.Base(aside))
		return false, os.Rename(path, aside)
	}
	return true, nil
}
