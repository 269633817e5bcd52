package journal

import (
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
	return j.keep(catalogueName, r)
}

// readCatalogue reads what was told before this run. What cannot be read is put aside.
func readCatalogue(dir string, rec *Recovered) error {
	var r catalogueRecord
	if there, err := readKept(dir, catalogueName, rec, CodeCatalogue, "what a program had told of the menu", &r, &r.Version); !there {
		return err
	}
	rec.Catalogue = Catalogue{Revision: r.Revision, At: r.At, Items: make(map[string]input.ItemChange, len(r.Items))}
	for id, c := range r.Items {
		rec.Catalogue.Items[id] = c.change()
	}
	return nil
}
