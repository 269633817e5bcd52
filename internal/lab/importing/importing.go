// Package importing makes a service of a table of what is sold, or puts the table into one again,
// with the pictures and photographs that it names.
//
// What a table says is the matter of internal/menucsv; this package hides where the files are:
// those of the service, of its pictures, and those that are kept to take an import back. It writes
// all files or none, on the goroutine that calls it.
package importing

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/lab/load"
	"modu/internal/lab/rewrite"
	"modu/internal/lab/verdict"
	"modu/internal/menucsv"
	"modu/ui/picture"
)

// Options say what is imported, and where to.
type Options struct {
	Table    string // name of the file, for people
	Data     []byte // what stands in it
	Dir      string // of the service, or where none is yet
	Pictures string // directory with the pictures and photographs that the table names; "" for none
	Name     string // of the place, where the service is new
	DryRun   bool   // into a service that is there: what would change is told, and nothing written
	Delete   bool   // what is not in the table any more is taken out, not marked as sold out
}

// Run makes a service of a table, or puts the table into the one that is there, and tells what that
// changes. Mistakes in the table are datafile.Issues; verdict.ErrAsked is what cannot be done with
// such a directory.
func Run(out io.Writer, o Options) error {
	if _, err := os.Stat(filepath.Join(o.Dir, "service.yaml")); err == nil {
		return again(out, o)
	}
	if _, err := os.Stat(o.Dir); err == nil {
		return fmt.Errorf("%w: %s exists, and is no service; nothing is overwritten", verdict.ErrAsked, o.Dir)
	}
	if o.DryRun || o.Delete {
		return fmt.Errorf("%w: what would change, and what is to be deleted, is asked for a service that is there, and %s is not", verdict.ErrAsked, o.Dir)
	}
	r, issues := menucsv.Import(filepath.Base(o.Table), o.Data, o.Name, o.have())
	if issues.Err() != nil {
		return issues
	}
	if err := withPictures(r.Files, o.Pictures, r.Pictures, r.Photos); err != nil {
		return err
	}
	if err := rewrite.New(o.Dir, r.Files); err != nil {
		return err
	}
	if _, issues := load.Service(o.Dir); issues.Err() != nil {
		return issues // a table that gives a service with mistakes names them like any other
	}
	fmt.Fprintf(out, "%s: %d items; %d gaps are listed in %s\n", o.Dir, r.Items, len(r.ToDo), filepath.Join(o.Dir, "TODO.md"))
	return nil
}

// have tells which pictures there are.
func (o Options) have() menucsv.Have {
	return menucsv.Have{
		Picture: func(p string) bool { return pictureIn(o.Pictures, p, pictureEndings()) != "" },
		Photo:   func(p string) bool { return pictureIn(o.Pictures, p, photoEndings()) != "" }}
}

func pictureEndings() []string { return []string{".svg", ".png", ".jpg"} }
func photoEndings() []string   { return []string{".jpg", ".jpeg", ".png"} }

// pictureIn is the file of a picture in a directory; "" where there is none.
func pictureIn(dir, picture string, endings []string) string {
	if dir == "" || picture == "" || strings.ContainsAny(picture, `/\`) {
		return ""
	}
	for _, ext := range endings {
		file := filepath.Join(dir, picture+ext)
		if st, err := os.Stat(file); err == nil && st.Mode().IsRegular() {
			return file
		}
	}
	return ""
}

// photoEnding is how the name of a photograph ends: by what is in the file.
func photoEnding(data []byte) string {
	if picture.IsPNG(data) {
		return ".png"
	}
	return ".jpg"
}

// again puts a table into a service, or tells what that would change.
func again(out io.Writer, o Options) error {
	p, issues := load.Service(o.Dir)
	if issues.Err() != nil {
		return issues
	}
	ex := menucsv.Existing{Service: p.Service, Files: map[string][]byte{}}
	for _, name := range menucsv.Touched(p.Service) {
		data, err := p.File(name)
		if err == nil {
			ex.Files[name] = data
		} else if !errors.Is(err, fs.ErrNotExist) {
			return datafile.Unread(filepath.Join(o.Dir, name), "the file", err, "check its permissions")
		}
	}
	m, issues := menucsv.Merge(filepath.Base(o.Table), o.Data, o.have(), ex, o.Delete)
	if issues.Err() != nil {
		return issues
	}
	for _, d := range m.All {
		fmt.Fprintln(out, d)
	}
	for _, t := range m.ToDo {
		fmt.Fprintln(out, "to do:", t)
	}
	if len(m.All) == 0 {
		fmt.Fprintf(out, "%s: it says all of that already\n", o.Dir)
	}
	if o.DryRun {
		return nil
	}
	if err := withPictures(m.Files, o.Pictures, m.Pictures, m.Photos); err != nil {
		return err
	}
	if len(m.Files) == 0 {
		return nil
	}
	if err := rewrite.Apply(o.Dir, m.Files); err != nil {
		return err
	}
	if _, issues := load.Service(o.Dir); issues.Err() != nil { // what a table cannot know: a short cut that leads to what is gone
		_, err := rewrite.Undo(o.Dir)
		fmt.Fprintf(out, "%s: nothing was changed, because of what would then be wrong\n", o.Dir)
		return errors.Join(issues, err)
	}
	fmt.Fprintf(out, "%s: %d differences; kioskctl service import --out %s --undo takes them back\n", o.Dir, len(m.All), o.Dir)
	return nil
}

// Undo takes the last import into a service back.
func Undo(out io.Writer, dir string) error {
	names, err := rewrite.Undo(dir)
	if err != nil {
		return fmt.Errorf("%s: %w", dir, err)
	}
	fmt.Fprintf(out, "%s: as before the last import: %s\n", dir, strings.Join(names, ", "))
	return nil
}

// withPictures puts the pictures and photographs that a table names to the files, photographs made
// fit to be shown.
func withPictures(files map[string][]byte, from string, pictures, photos []string) error {
	for _, p := range photos {
		file := pictureIn(from, p, photoEndings())
		data, err := disk.Read(file, picture.MaxBytes)
		if err == nil {
			data, err = picture.Shrink(data)
		}
		if err != nil {
			return datafile.Issues{{Pos: datafile.Pos{File: file, Line: 1}, Msg: "this photograph cannot be used: " + datafile.Reason(err), Remedy: "save it again as JPEG, square or 4:3, 480 to 1600 pixels a side"}}
		}
		files["pictures/photo/"+p+photoEnding(data)] = data
	}
	for _, p := range pictures {
		file := pictureIn(from, p, pictureEndings())
		data, err := disk.Read(file, picture.MaxBytes)
		if err != nil {
			return err
		}
		files["pictures/"+filepath.Base(file)] = data
	}
	return nil
}
