package backend

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// File is what was changed about a menu, as a file: a push, in which items may also be added,
// each with its photograph. The staff page gives it, and kioskctl service apply writes it into
// the files of the service.
type File struct {
	Items map[string]input.ItemChange
	// Photos are JPEG files, by the names that items give them.
	Photos map[string][]byte
}

// MaxFile bounds such a file, in bytes: as many photographs as a menu takes, in base64.
const MaxFile = 64 << 20

type changesFile struct {
	Items map[string]fileChange `json:"items"`
}

// fileChange is one item of a file.
type fileChange struct {
	change
	Added *fileItem `json:"added,omitempty"`
}

// fileItem is an item that the files of the service do not have.
type fileItem struct {
	Category string                  `json:"category,omitempty"`
	Names    map[scene.Lang]fileName `json:"names"`
	Options  []string                `json:"options,omitempty"`
	Counter  string                  `json:"counter,omitempty"`
	Date     string                  `json:"date,omitempty"` // when the shop added it
	Photo    []byte                  `json:"photo,omitempty"`
}

type fileName struct {
	Text   string `json:"text"`
	Spoken string `json:"spoken,omitempty"`
	Easy   string `json:"easy,omitempty"`
}

// MarshalJSON writes the file.
func (f File) MarshalJSON() ([]byte, error) {
	out := changesFile{Items: make(map[string]fileChange, len(f.Items))}
	for id, c := range f.Items {
		one := fileChange{change: change{c.SoldOut, c.Price, c.Left}}
		if n := c.Added; n != nil {
			one.Added = &fileItem{n.Category, map[scene.Lang]fileName{}, n.Options, n.Counter, n.Date, f.Photos[n.Photo]}
			for lang, name := range n.Names {
				one.Added.Names[lang] = fileName(name)
			}
		}
		out.Items[id] = one
	}
	return json.Marshal(out)
}

// ReadFile reads a file of changes, or what a program pushes. A photograph is named after its
// item.
func ReadFile(body io.Reader) (File, error) {
	var in changesFile
	dec := json.NewDecoder(body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil {
		return File{}, fmt.Errorf("not understood: %w", err)
	}
	if len(in.Items) == 0 {
		return File{}, errors.New("no items")
	}
	out := File{make(map[string]input.ItemChange, len(in.Items)), map[string][]byte{}}
	for id, c := range in.Items {
		one := input.ItemChange{SoldOut: c.SoldOut, Price: c.Price, Left: c.Left}
		if a := c.Added; a != nil {
			one.Added = &input.NewItem{Category: a.Category, Names: map[scene.Lang]input.Name{}, Options: a.Options, Counter: a.Counter, Date: a.Date}
			for lang, name := range a.Names {
				one.Added.Names[lang] = input.Name(name)
			}
			if len(a.Photo) > 0 {
				one.Added.Photo, out.Photos[id] = id, a.Photo
			}
		}
		out.Items[id] = one
	}
	return out, nil
}
