// Package applying writes into the files of a service what staff changed on their page, or a
// program pushed: prices, what is sold out, and items with name, photograph and source.
//
// It hides which files that touches, and how each is changed without touching the rest. It reads
// a directory and writes nothing: files come as bytes, for internal/lab/rewrite. Any goroutine may
// call it.
package applying

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"modu/accessibility/input"
	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/backend"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/lab/messages"
	"modu/internal/service"
	"modu/locales"
	"modu/ui/picture"
)

// Read reads a file of changes that fit a service. What was added, and is in its files by
// now, is an item like any other.
func Read(file string, svc *service.Service) (backend.File, error) {
	data, err := disk.Read(file, backend.MaxFile)
	if err != nil {
		return backend.File{}, datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: "the changes cannot be read: " + datafile.Reason(err), Remedy: "check the name"}}
	}
	changes, err := backend.ReadFile(bytes.NewReader(data))
	if err != nil {
		return backend.File{}, datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: "these are no changes of a menu: " + err.Error(), Remedy: `write {"items": {"ITEM": {"price": 4500, "sold_out": true}}}, or take the file from the staff page`}}
	}
	for id, c := range changes.Items {
		if _, there := svc.Item(id); there && c.Added != nil {
			c.Added = nil
			changes.Items[id] = c
		}
	}
	if _, err := svc.With(changes.Items); err != nil {
		return backend.File{}, datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: "these are not changes of this menu: " + err.Error(), Remedy: "take the file from the kiosk that runs this service"}}
	}
	for id, data := range changes.Photos {
		if err := picture.CheckPhoto(data); err != nil {
			return backend.File{}, datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: fmt.Sprintf("the photograph of %q cannot be shown: %s", id, err), Remedy: "take the file from the kiosk again"}}
		}
	}
	return changes, nil
}

// Change is what a file of changes makes of the files of a service.
type Change struct {
	Files   map[string][]byte // by their names in the directory of the service; those that stay as they are not
	Written int               // items that are in the menu and say something else now
	Added   int               // items that staff have added
	Gaps    []string          // what the names of those lack, for people
}

// Prepare makes the files of the service in a directory as changes have them, and writes none.
func Prepare(svc *service.Service, dir string, changes backend.File) (Change, error) {
	a := application{svc: svc, dir: dir, changes: changes, out: map[string][]byte{}}
	err := a.prepare()
	return Change{Files: a.out, Written: len(a.written), Added: len(a.added), Gaps: a.gaps}, err
}

// application is what a file of changes makes of the files of a service.
type application struct {
	svc     *service.Service
	dir     string
	changes backend.File
	out     map[string][]byte            // files, by their names in dir; those that stay as they are not
	written map[string]map[string]string // keys of items that are there, and what they are to say
	added   []string                     // ids
	gaps    []string
}

// prepare makes the files, and writes none.
func (a *application) prepare() error {
	for _, id := range slices.Sorted(maps.Keys(a.changes.Items)) {
		if a.changes.Items[id].Added != nil {
			a.added = append(a.added, id)
		}
	}
	a.written = inFile(a.svc, a.changes.Items)
	if err := a.menu(); err != nil || len(a.added) == 0 {
		return err
	}
	if err := a.messages(); err != nil {
		return err
	}
	return a.photographs()
}

// menu writes the items.
func (a *application) menu() error {
	name := a.svc.MenuFile()
	file := path.Join(a.dir, name)
	data, err := disk.Read(file, datafile.MaxBytes)
	if err != nil {
		return datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: "the menu cannot be read: " + datafile.Reason(err), Remedy: "give the directory of the service"}}
	}
	out, err := datafile.SetInList(data, "items", a.written)
	var entries []string
	for _, id := range a.added {
		entries = append(entries, entry(id, a.changes.Items[id]))
	}
	if err == nil {
		out, err = datafile.AddToList(out, "items", entries)
	}
	if err != nil {
		return datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: err.Error(), Remedy: "change it by hand"}}
	}
	if !bytes.Equal(out, data) {
		a.out[name] = out
	}
	return nil
}

// label is the message that names an added item in the files.
func label(id string) string { return "item." + id }

// entry is an added item as a line of the menu.
func entry(id string, c input.ItemChange) string {
	n := c.Added
	parts := []string{"id: " + id}
	if n.Category != "" {
		parts = append(parts, "category: "+n.Category)
	}
	parts = append(parts, "label: "+label(id))
	if n.Photo != "" {
		parts = append(parts, "photo: "+n.Photo)
	}
	if n.Counter != "" {
		parts = append(parts, "counter: "+n.Counter)
	}
	if c.Price != nil {
		parts = append(parts, "price: "+strconv.FormatInt(*c.Price, 10))
	}
	if len(n.Options) > 0 {
		parts = append(parts, "options: ["+strings.Join(n.Options, ", ")+"]")
	}
	if c.SoldOut != nil && *c.SoldOut {
		parts = append(parts, "sold_out: true")
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// messages writes the names, and begins those that are missing.
func (a *application) messages() error {
	fsys, shown, err := assemble.ServiceDir(a.dir)
	if err != nil {
		return err
	}
	texts, issues := messages.Read(fsys, shown)
	if issues.Err() != nil {
		return issues
	}
	for _, id := range a.added {
		item := *a.changes.Items[id].Added
		missing := map[scene.Lang][]string{}
		for _, g := range service.Gaps(item, a.svc.Languages, reading.Unread) {
			missing[g.Lang] = append(missing[g.Lang], g.Form)
			what := "its " + g.Form + " form is open"
			if g.Form == "text" {
				what = "write its name before a kiosk takes these files"
			}
			a.gaps = append(a.gaps, fmt.Sprintf("%s in %s: %s", label(id), g.Lang, what))
		}
		for _, lang := range a.svc.Languages {
			if issues := texts.Set(lang, []datafile.Entry{{Name: label(id), Forms: forms(item.Names[lang], missing[lang])}}); issues.Err() != nil {
				return issues
			}
		}
	}
	maps.Copy(a.out, texts.Changed())
	return nil
}

// forms are the forms of a name as a file of messages has them: what is missing is left open.
func forms(name input.Name, missing []string) []datafile.Form {
	out := []datafile.Form{{Name: "text", Text: name.Text}}
	if name.Spoken != "" || slices.Contains(missing, locales.Spoken) {
		out = append(out, datafile.Form{Name: locales.Spoken, Text: name.Spoken})
	}
	if name.Easy != "" || slices.Contains(missing, locales.Easy) {
		out = append(out, datafile.Form{Name: locales.Easy, Text: name.Easy})
	}
	return out
}

// sourcesHead begins the part of SOURCES.md for what the shop has photographed.
const sourcesHead = "\n## Photographs by the shop\n\n| photograph | source | licence |\n| --- | --- | --- |\n"

// photographs puts the photographs beside the others, and who took them.
func (a *application) photographs() error {
	dir := a.svc.PictureDir()
	list := path.Join(dir, "SOURCES.md")
	sources, err := disk.Read(path.Join(a.dir, list), datafile.MaxBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		sources = []byte("# Pictures\n")
	case err != nil:
		return datafile.Unread(path.Join(a.dir, list), "the list of pictures", err, "check its permissions")
	}
	if !bytes.Contains(sources, []byte(sourcesHead)) {
		sources = append(sources, sourcesHead...)
	}
	for _, id := range a.added {
		item := a.changes.Items[id].Added
		if item.Photo == "" {
			continue
		}
		name := path.Join(service.PhotoDir, item.Photo)
		a.out[path.Join(dir, name+".jpg")] = a.changes.Photos[item.Photo]
		sources = fmt.Appendf(sources, "| `%s` | photograph by the shop, %s | the shop's own |\n", name, item.Date)
		a.out[list] = sources
	}
	return nil
}

// inFile is what the menu file is to say of its items, and does not say yet.
func inFile(svc *service.Service, changes map[string]input.ItemChange) map[string]map[string]string {
	out := map[string]map[string]string{}
	for id, c := range changes {
		keys := map[string]string{}
		it, there := svc.Item(id)
		if !there {
			continue
		}
		if c.Price != nil && *c.Price != it.Price {
			keys["price"] = strconv.FormatInt(*c.Price, 10)
		}
		if c.SoldOut != nil && *c.SoldOut != it.SoldOut {
			keys["sold_out"] = strconv.FormatBool(*c.SoldOut)
		}
		if len(keys) > 0 {
			out[id] = keys
		}
	}
	return out
}
