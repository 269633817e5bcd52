package service

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// Messages are the texts that a service names: a *locales.Catalogue. nil skips what is
// checked of them.
type Messages interface {
	// Has reports whether a message exists in a language itself, without fallback.
	Has(id string, lang scene.Lang) bool
	// Placeholders are the names that a message holds, which are the same in every language.
	Placeholders(id string, lang scene.Lang) []string
}

// The name of the file that a service directory must hold, and that of a menu for which the
// service names no other.
const (
	serviceFileName = "service.yaml"
	usualMenu       = "menu.yaml"
)

// Load reads and checks the service in fsys, whose root is the service's
// directory; dir is how messages name that directory ("assets/services/cafe").
// On any mistake the Service is nil and the Issues hold every mistake found.
func Load(fsys fs.FS, dir string, messages Messages) (*Service, datafile.Issues) {
	l := &loader{fsys: fsys, dir: dir, messages: messages}
	s := l.load()
	slices.SortStableFunc(l.issues, func(a, b datafile.Issue) int {
		return cmp.Or(-strings.Compare(a.File, b.File), a.Line-b.Line, a.Col-b.Col)
	})
	l.issues = l.issues.Merged()
	if len(l.issues) > 0 {
		return nil, l.issues
	}
	return s, nil
}

type loader struct {
	fsys     fs.FS
	dir      string
	messages Messages
	issues   datafile.Issues
	svc      *Service
	svcDoc   *datafile.Doc
	menuDoc  *datafile.Doc
	texts    []text
	sums     map[string]string // revisions of the files that were read, by name
}

// text is a message that the service names, and where.
type text struct {
	doc    *datafile.Doc
	at, id string
	tells  bool   // it may hold values that are known by then
	holds  string // and must hold this; "" for nothing
}

// read decodes one file of the service.
func (l *loader) read(name string, into any) (*datafile.Doc, bool) {
	shown := path.Join(l.dir, name)
	data, err := datafile.Read(l.fsys, name, datafile.MaxBytes)
	if err != nil {
		l.issues = append(l.issues, datafile.Issue{Pos: datafile.Pos{File: shown}, Msg: "cannot read the file: " + reason(err), Remedy: datafile.Remedy(err, "a service directory holds service.yaml, the menu that it names, and pictures")})
		return &datafile.Doc{File: shown}, false
	}
	if l.sums == nil {
		l.sums = map[string]string{}
	}
	l.sums[name] = revision(data)
	decode := datafile.Decode
	if name == serviceFileName {
		decode = datafile.DecodeGroups
	}
	doc, issues := decode(shown, data, into)
	l.issues = append(l.issues, issues...)
	return doc, !doc.Broken()
}

// reason words a file error without the machine's own path.
func reason(err error) string {
	for _, known := range []error{fs.ErrNotExist, fs.ErrPermission, fs.ErrInvalid} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	return datafile.Reason(err)
}

func (l *loader) load() *Service {
	var sf serviceFile
	var ok bool
	if l.svcDoc, ok = l.read(serviceFileName, &sf); !ok {
		return nil
	}
	var mf menuFile
	hasMenu := sf.Menu != "" || needsMenu(sf.Steps)
	if hasMenu {
		if l.menuDoc, hasMenu = l.read(cmp.Or(sf.Menu, usualMenu), &mf); l.menuDoc.Broken() {
			return nil // everything that names an item would seem wrong
		}
	}
	pictures := cmp.Or(sf.Pictures, usualPictures)
	s := &Service{
		ID: sf.ID, Name: sf.Name, Currency: sf.Currency, Languages: sf.Languages, Start: sf.Start, wholeStart: sf.Start, short: sf.Short,
		fields: sf.Fields, steps: sf.Steps, stages: sf.Stages, categories: mf.Categories, items: mf.Items, options: mf.Options,
		itemAt: map[string]int{}, optionAt: map[string]int{}, pickOf: map[string]Pick{},
		menuFile: cmp.Or(sf.Menu, usualMenu), revision: l.sums[serviceFileName], menuRevision: l.sums[cmp.Or(sf.Menu, usualMenu)], loaded: mf.Items, catalogue: mf.Catalogue,
		ownPhotos: mf.OwnPhotos, pictureDir: pictures, pictures: l.pictures(pictures, sf.Pictures != ""), signs: l.signs(), results: results(sf.Steps), listOf: lists(sf.Steps),
	}
	if st, ok := sf.Steps[sf.Short]; ok && st.Kind == Short {
		s.Start = sf.Short
	}
	s.programs = newPrograms(sf.Fields, s.results, mf.Options)
	for id, st := range s.steps {
		st.ID = id
		s.steps[id] = st
	}
	s.index()
	for i, o := range s.options {
		s.optionAt[o.ID] = i
		s.pickOf[celName(o.ID)] = o.Pick
	}
	l.svc = s
	l.lintService(pictures)
	l.lintSteps()
	l.lintStages()
	l.adviseGroups()
	if hasMenu {
		l.lintMenu()
	}
	l.loadSamples()
	l.lintExpressions()
	l.lintTexts()
	l.lintPlaceholders()
	return s
}

// needsMenu reports whether a step shows the menu; a service may do without one.
func needsMenu(steps map[string]Step) bool {
	for _, st := range steps {
		if showsMenu(st.Kind) || st.Charge != nil || slices.ContainsFunc(st.Counts, func(c Counted) bool { return c.Item != "" }) {
			return true
		}
	}
	return false
}

// pictures lists the picture files by their names without the ending. Where two
// files have one name, the first of the known endings wins.
func (l *loader) pictures(dir string, named bool) map[string]string {
	out := map[string]string{}
	entries, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		if named {
			l.add(l.svcDoc, "pictures", "make the directory, or name the right one", "cannot read the pictures in %q: %s", dir, reason(err))
		}
		return out
	}
	list(out, "", dir, entries, pictureEndings())
	photos := path.Join(dir, PhotoDir)
	if entries, err = fs.ReadDir(l.fsys, photos); err == nil { // a service may have none
		list(out, PhotoDir+"/", photos, entries, photoEndings())
	}
	return out
}

// list notes the files with these endings by prefix and name.
func list(out map[string]string, prefix, dir string, entries []fs.DirEntry, endings []string) {
	for _, ext := range endings {
		for _, e := range entries {
			name, isPicture := strings.CutSuffix(e.Name(), ext)
			if _, have := out[prefix+name]; isPicture && !have && !e.IsDir() {
				out[prefix+name] = path.Join(dir, e.Name())
			}
		}
	}
}

// usualPictures is the directory of a service that names none.
const usualPictures = "pictures"

// PhotoDir is the directory of photographs within that of the pictures. The name of a
// photograph begins with it, so that picture and photograph of a thing can have one name.
const PhotoDir = "photo"

func pictureEndings() []string { return []string{".svg", ".png", ".jpg"} }

// photoEndings are those of what cameras make.
func photoEndings() []string { return []string{".jpg", ".jpeg", ".png"} }

func (l *loader) add(doc *datafile.Doc, at, remedy, format string, args ...any) {
	l.issues = append(l.issues, doc.Issue(at, remedy, format, args...))
}
