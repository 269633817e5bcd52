package signs

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"modu/accessibility/sign"
	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
)

// Ext is how the files of clips end.
const Ext = ".mpg"

// Kept is put behind the name of a clip that another has replaced.
const Kept = ".old"

// Take says which clips are taken, and where to.
type Take struct {
	Parts   *assemble.Parts
	List    List
	From    string // directory with what was filmed, each file called by its clip's name
	Dir     string // folder of the service
	Replace bool   // what is there is kept under another name (Kept); without it that is a mistake
	DryRun  bool   // nothing is written
	Decoder []string
}

// Taken is what came of it, by names of clips.
type Taken struct {
	New, Replaced, Same []string
	Missing             []Clip // of the list, the most seen first
}

// Import takes filmed clips into a service's folder: all of them, or where anything is wrong
// with one of them none; what is wrong is the error, as datafile.Issues.
func Import(t Take) (Taken, error) {
	entries, err := os.ReadDir(t.From)
	if err != nil {
		return Taken{}, datafile.Issues{{Pos: datafile.Pos{File: t.From}, Msg: "the clips cannot be read: " + datafile.Reason(err), Remedy: "name the directory with the films"}}
	}
	into := filepath.Join(t.Dir, "sign", string(t.List.Lang))
	im := &importer{Take: t, into: into, files: map[string][]byte{}, player: sign.Player{Decoder: t.Decoder}, known: t.known()}
	for _, e := range entries {
		if name := e.Name(); !e.IsDir() && !strings.HasPrefix(name, ".") && filepath.Ext(name) != ".csv" { // the list may lie beside them
			im.look(name)
		}
	}
	if len(im.files)+len(im.taken.Same) == 0 && len(im.issues) == 0 {
		im.bad("", "there is no clip in it", "call each film by its name in the list that kioskctl sign export writes, such as "+im.example()+Ext)
	}
	if err := im.issues.Err(); err != nil {
		return Taken{}, err
	}
	for _, c := range t.List.Clips {
		if _, ok := im.files[c.Name]; !ok && !c.Exists {
			im.taken.Missing = append(im.taken.Missing, c)
		}
	}
	if t.DryRun {
		return im.taken, nil
	}
	return im.taken, im.write()
}

type importer struct {
	Take
	into   string
	files  map[string][]byte // by the names of their clips
	player sign.Player
	known  []string
	taken  Taken
	issues datafile.Issues
}

// known are the names that a clip of the service can have: those on the list, and those of
// steps and messages that no simulated customer and no walk has met.
func (t *Take) known() []string {
	var all []string
	for _, c := range t.List.Clips {
		all = append(all, c.Name)
	}
	return slices.Concat(all, t.Parts.Service.Unsigned(t.List.Lang), t.Parts.Catalogue.IDs(t.List.Lang))
}

func (im *importer) example() string {
	if len(im.List.Clips) == 0 {
		return "NAME"
	}
	return im.List.Clips[0].Name
}

func (im *importer) bad(file, msg, remedy string) {
	im.issues = append(im.issues, datafile.Issue{Pos: datafile.Pos{File: filepath.Join(im.From, file)}, Msg: msg, Remedy: remedy})
}

// look takes one file, or notes what is wrong with it.
func (im *importer) look(file string) {
	name, ok := strings.CutSuffix(file, Ext)
	switch {
	case !ok:
		im.bad(file, "it is no clip: its name does not end in "+Ext, Remedy)
		return
	case !slices.Contains(im.known, name):
		im.bad(file, fmt.Sprintf("no screen and no message is called %q", name), datafile.Suggest(name, im.known))
		return
	}
	data, err := disk.Read(filepath.Join(im.From, file), sign.MaxBytes)
	if err != nil {
		im.bad(file, "it cannot be read: "+datafile.Reason(err), fmt.Sprintf("keep a clip under %d MB", sign.MaxBytes>>20))
		return
	}
	if err := Check(im.player, data); err != nil {
		im.bad(file, err.Error(), Remedy)
		return
	}
	there, err := disk.Read(filepath.Join(im.into, file), sign.MaxBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		im.taken.New = append(im.taken.New, name)
	case err == nil && bytes.Equal(there, data):
		im.taken.Same = append(im.taken.Same, name)
		return
	case !im.Replace:
		im.bad(file, "there is another clip of that name in "+im.into, "add --replace: the one that is there is then kept as "+file+Kept)
		return
	default:
		im.taken.Replaced = append(im.taken.Replaced, name)
	}
	im.files[name] = data
}

// write puts the clips into their folder, each in one go: a kiosk that starts meanwhile meets
// whole clips only.
func (im *importer) write() error {
	if err := os.MkdirAll(im.into, 0o755); err != nil {
		return err
	}
	for _, name := range slices.Concat(im.taken.New, im.taken.Replaced) {
		file := filepath.Join(im.into, name+Ext)
		if err := os.WriteFile(file+".new", im.files[name], 0o644); err != nil {
			return err
		}
		if slices.Contains(im.taken.Replaced, name) {
			if err := os.Rename(file, file+Kept); err != nil {
				return err
			}
		}
		if err := os.Rename(file+".new", file); err != nil {
			return err
		}
	}
	return nil
}
