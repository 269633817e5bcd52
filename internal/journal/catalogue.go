package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"modu/accessibility/input"
)

// catalogueName is the file of what a program has told of the menu.
const catalogueName = "catalogue"

// CodeCatalogue is the code of a note: what a program had told of the menu could not be read. It
// is asked for all of it again.
const CodeCatalogue = "health.journal.catalogue"

// Catalogue is what a program has told of the menu.
type Catalogue struct {
	Revision string
	Items    map[string]input.ItemChange
	At       time.Time // when it last said that it still holds
}

type catalogueRecord struct {
	Version  int                     `json:"version"`
	Revision string                  `json:"revision"`
	At       time.Time               `json:"at"`
	Items    map[string]menuOverride `json:"items"`
}

// CatalogueTold keeps what a program has told, in the place of what was kept before. It returns
// after it is on disk.
func (j *Journal) CatalogueTold(c Catalogue) error {
	r := catalogueRecord{Version: version, Revision: c.Revision, At: c.At.UTC().Truncate(time.Second), Items: map[string]menuOverride{}}
	for id, item := range c.Items {
		r.Items[id] = overrideOf(item)
	}
	line, err := encode(r)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.f == nil {
		return ErrClosed
	}
	return replace(filepath.Join(j.dir, catalogueName), line)
}

// readCatalogue reads what was told before this run. What cannot be read is put aside.
func readCatalogue(dir string, rec *Recovered) error {
	path := filepath.Join(dir, catalogueName)
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	var r catalogueRecord
	if raw, ok := unseal(bytes.TrimSuffix(data, []byte("\n"))); !ok || json.Unmarshal(raw, &r) != nil || r.Version != version {
		aside := unused(fmt.Sprintf("%s.bad-%d", path, rec.Boot))
		rec.note(CodeCatalogue, "what a program had told of the menu could not be read; the file is kept as %s", filepath.Base(aside))
		return os.Rename(path, aside)
	}
	rec.Catalogue = Catalogue{Revision: r.Revision, At: r.At, Items: make(map[string]input.ItemChange, len(r.Items))}
	for id, c := range r.Items {
		rec.Catalogue.Items[id] = c.change()
	}
	return nil
}
