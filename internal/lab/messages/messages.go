package messages

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/datafile"
	"modu/internal/service"
	"modu/locales"
)

// The forms of a message as files name them. A text is what every message has.
const (
	text    = "text"
	one     = "one"
	spoken  = locales.Spoken
	easy    = locales.Easy
	reading = "reading" // another name of spoken
)

// section is the key of a file under which its messages stand.
const section = "messages"

// Texts is every message of a service in all its languages.
type Texts struct {
	Languages []scene.Lang
	dir       string
	ids       []string
	uses      map[string][]service.Text
	files     map[scene.Lang][]*file
}

// file is one file of messages.
type file struct {
	name    string // in the service's directory
	data    []byte
	entries map[string]map[string]string // by id and form
	changed bool
}

// Missing is a form that is not written, or that a file has left open.
type Missing struct {
	ID   string
	Lang scene.Lang
	Form string       // "text", "easy" or "spoken"
	Used string       // where the service names the message
	At   datafile.Pos // of that place
}

func (m Missing) String() string {
	return fmt.Sprintf("%s  %-6s  %s  (%s)", m.Lang, m.Form, m.ID, m.Used)
}

// Read reads the texts of a service in a directory; dir is how messages name it. Issues are
// files that cannot be read. A service with other mistakes is read as far as that is possible.
func Read(fsys fs.FS, dir string) (*Texts, datafile.Issues) {
	named, langs, issues := service.Texts(fsys, dir)
	if langs == nil {
		return nil, issues
	}
	t := &Texts{Languages: langs, dir: dir, uses: map[string][]service.Text{}, files: map[scene.Lang][]*file{}}
	for _, n := range named {
		t.uses[n.ID] = append(t.uses[n.ID], n)
	}
	names, err := fs.Glob(fsys, "locales/*.yaml")
	if err != nil {
		return nil, datafile.Issues{{Pos: datafile.Pos{File: dir}, Msg: err.Error()}}
	}
	for _, name := range names {
		if issues := t.read(fsys, name); issues.Err() != nil {
			return nil, issues
		}
	}
	return t, t.list()
}

// anything is a value that is read elsewhere.
type anything struct{}

// DecodeValue takes it.
func (*anything) DecodeValue(datafile.Value) error { return nil }

func (t *Texts) read(fsys fs.FS, name string) datafile.Issues {
	shown := path.Join(t.dir, name)
	data, err := datafile.Read(fsys, name, datafile.MaxBytes)
	if err != nil {
		return datafile.Unread(shown, "the file", err, "check its permissions")
	}
	var head struct {
		Language   scene.Lang `yaml:"language,required"`
		ReviewedBy string     `yaml:"reviewed_by"`
		Messages   anything   `yaml:"messages"`
	}
	if _, issues := datafile.Decode(shown, data, &head); issues.Err() != nil {
		return issues
	}
	f := &file{name: name, data: data}
	if err := f.parse(); err != nil {
		return unchangeable(shown, err)
	}
	t.files[head.Language] = append(t.files[head.Language], f)
	return nil
}

func unchangeable(file string, err error) datafile.Issues {
	return datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: strings.TrimPrefix(err.Error(), datafile.ErrEdit.Error()+": "), Remedy: "write one message a line under messages:, as the files of the shipped services do"}}
}

func (f *file) parse() error {
	entries, err := datafile.Entries(f.data, section, text)
	if err != nil {
		return err
	}
	f.entries = map[string]map[string]string{}
	for _, e := range entries {
		forms := map[string]string{}
		for _, form := range e.Forms {
			forms[form.Name] = form.Text
		}
		f.entries[e.Name] = forms
	}
	return nil
}

// list lists the messages: what the service names and the kiosk does not bring, and what its
// files hold besides, such as the kiosk's own words that it says otherwise.
func (t *Texts) list() datafile.Issues {
	own := locales.New("ko")
	names, err := fs.Glob(locales.Files, "*.yaml")
	if err != nil {
		return datafile.Issues{{Msg: err.Error()}}
	}
	for _, name := range names {
		data, err := datafile.Read(locales.Files, name, datafile.MaxBytes)
		if err != nil {
			return datafile.Unread(name, "the file", err, "")
		}
		if issues := own.Add(name, data); issues.Err() != nil {
			return issues
		}
	}
	ids := map[string]bool{}
	for id := range t.uses {
		ids[id] = !own.Has(id, "ko")
	}
	for _, files := range t.files {
		for _, f := range files {
			for id := range f.entries {
				ids[id] = true
			}
		}
	}
	maps.DeleteFunc(ids, func(_ string, is bool) bool { return !is })
	t.ids = slices.Sorted(maps.Keys(ids))
	slices.SortStableFunc(t.ids, func(a, b string) int { return t.place(a) - t.place(b) })
	return nil
}

// place orders messages as the service names them: translators read them in that order. What
// it does not name comes last.
func (t *Texts) place(id string) int {
	if u := t.uses[id]; len(u) > 0 {
		if path.Base(u[0].File) == "service.yaml" {
			return u[0].Line
		}
		return 1<<20 + u[0].Line
	}
	return 1 << 30
}

// form is one form of a message as a file gives it; given is false where it has none.
func (t *Texts) form(id string, lang scene.Lang, form string) (value string, given bool) {
	for _, f := range t.files[lang] {
		forms := f.entries[id]
		if v, ok := forms[form]; ok {
			value, given = v, true
		} else if v, ok := forms[reading]; ok && form == spoken {
			value, given = v, true
		}
	}
	return value, given
}

// used says where a message is named.
func (t *Texts) used(id string) string {
	var out []string
	for _, u := range t.uses[id] {
		out = append(out, path.Base(u.File)+": "+u.At)
	}
	if len(out) == 0 {
		return "a word of the kiosk itself, said otherwise, or not used"
	}
	return strings.Join(slices.Compact(out), "; ")
}

// Missing lists every form that is to be written, by language and then as the service names
// the messages. An easy form is to be written where the first language has one, and any form
// where a file has left it open.
func (t *Texts) Missing() []Missing {
	var out []Missing
	for _, lang := range t.Languages {
		for _, id := range t.ids {
			for _, form := range []string{text, easy, spoken} {
				if t.lacks(id, lang, form) {
					m := Missing{ID: id, Lang: lang, Form: form, Used: t.used(id), At: datafile.Pos{File: path.Join(t.dir, t.fileOf(id, lang).name)}}
					if u := t.uses[id]; len(u) > 0 {
						m.At = u[0].Pos
					}
					out = append(out, m)
				}
			}
		}
	}
	return out
}

func (t *Texts) lacks(id string, lang scene.Lang, form string) bool {
	value, given := t.form(id, lang, form)
	if value != "" {
		return false
	}
	if given || form == text {
		return true
	}
	_, written := t.form(id, lang, text)
	first, _ := t.form(id, t.Languages[0], form)
	return form == easy && !written && first != ""
}

// fileOf is the file that holds a message, or is to hold it.
func (t *Texts) fileOf(id string, lang scene.Lang) *file {
	files := t.files[lang]
	for _, f := range files {
		if _, ok := f.entries[id]; ok {
			return f
		}
	}
	if len(files) > 0 {
		return files[0]
	}
	return &file{name: "locales/" + string(lang) + ".yaml"}
}

// Begin writes every message that is missing as one without a text, which lint says is not
// yet translated, in the files that Changed gives. It tells how many it has begun.
func (t *Texts) Begin() (int, datafile.Issues) {
	begun := map[scene.Lang][]datafile.Entry{}
	n := 0
	for _, m := range t.Missing() {
		if _, given := t.form(m.ID, m.Lang, m.Form); given {
			continue // it is begun already
		}
		list := begun[m.Lang]
		if last := len(list) - 1; last >= 0 && list[last].Name == m.ID {
			list[last].Forms = append(list[last].Forms, datafile.Form{Name: m.Form})
		} else {
			list = append(list, datafile.Entry{Name: m.ID, Forms: []datafile.Form{{Name: m.Form}}})
		}
		begun[m.Lang] = list
		n++
	}
	for _, lang := range slices.Sorted(maps.Keys(begun)) {
		if issues := t.Set(lang, begun[lang]); issues.Err() != nil {
			return 0, issues
		}
	}
	return n, nil
}

// head begins a file of messages.
const head = `# yaml-language-server: $schema=../locale.schema.json
# An empty text is not yet translated. "kioskctl service messages" lists what is missing.
version: 1
language: %s
reviewed_by: "" # nobody has reviewed these yet
messages:
`

// Set changes messages of a language, each in its file.
func (t *Texts) Set(lang scene.Lang, entries []datafile.Entry) datafile.Issues {
	byFile := map[*file][]datafile.Entry{}
	for _, e := range entries {
		f := t.fileOf(e.Name, lang)
		if f.data == nil {
			f.data = fmt.Appendf(nil, head, lang)
			t.files[lang] = append(t.files[lang], f)
		}
		byFile[f] = append(byFile[f], e)
	}
	for f, list := range byFile {
		data, err := datafile.SetEntries(f.data, section, text, list)
		if err == nil {
			f.changed = f.changed || string(data) != string(f.data)
			f.data = data
			err = f.parse()
		}
		if err != nil {
			return unchangeable(path.Join(t.dir, f.name), err)
		}
	}
	return nil
}

// Changed are the files that are no longer as they were read, by their names in the service's
// directory.
func (t *Texts) Changed() map[string][]byte {
	out := map[string][]byte{}
	for _, files := range t.files {
		for _, f := range files {
			if f.changed {
				out[f.name] = f.data
			}
		}
	}
	return out
}
