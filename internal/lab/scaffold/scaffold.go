package scaffold

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing/fstest"
	"text/template"

	"modu/accessibility/scene"
	"modu/accessibility/sign"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/service"
	"modu/internal/tryout"
	"modu/locales"
)

//go:embed begin
var begin embed.FS

// Purpose is what people come for.
type Purpose string

const (
	Order  Purpose = "order"   // they choose things from a menu and pay
	SignIn Purpose = "sign-in" // they type a number and are given one to be called by
	Pay    Purpose = "pay"     // they type a number and pay what a program says is due
)

// Purposes are all of them.
func Purposes() []Purpose { return []Purpose{Order, SignIn, Pay} }

// Answers are what is asked before a service is begun.
type Answers struct {
	Dir       string // as the site file names it; its last element is the id
	Name      string // of the place, as people read it
	For       Purpose
	Languages []scene.Lang
	Digits    int  // SignIn, Pay: how many digits people type
	Away      bool // Order: it is asked whether they eat here or take it away
	Printer   bool // paper comes out
}

// Languages are those in which a service can be begun.
func Languages() []scene.Lang { return []scene.Lang{"ko", "en", "zh-Hans", "ja"} }

// leastDigits is the shortest number by which somebody can be told from others.
const leastDigits = 3

// ErrAnswer: a service cannot be begun with such an answer.
var ErrAnswer = errors.New("scaffold: no service can be begun so")

var goodID = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,39}$`)

// ID is the id of a service in a directory.
func ID(dir string) (string, error) {
	id := path.Base(strings.ReplaceAll(dir, `\`, "/"))
	if !goodID.MatchString(id) {
		return "", fmt.Errorf("%w: %q is not a good name; begin with a small letter, go on with small letters, digits, - or _", ErrAnswer, id)
	}
	return id, nil
}

func (a Answers) check() error {
	switch {
	case strings.TrimSpace(a.Name) == "":
		return fmt.Errorf("%w: the place has no name", ErrAnswer)
	case !slices.Contains(Purposes(), a.For):
		return fmt.Errorf("%w: people come for one of %v, not for %q", ErrAnswer, Purposes(), a.For)
	case len(a.Languages) == 0:
		return fmt.Errorf("%w: it has no language; there are %v", ErrAnswer, Languages())
	case a.For != Order && (a.Digits < leastDigits || a.Digits > service.MaxEntry):
		return fmt.Errorf("%w: people type %d to %d digits, not %d", ErrAnswer, leastDigits, service.MaxEntry, a.Digits)
	}
	for i, lang := range a.Languages {
		if !slices.Contains(Languages(), lang) || slices.Contains(a.Languages[:i], lang) {
			return fmt.Errorf("%w: language %q is given twice, or is none of %v", ErrAnswer, lang, Languages())
		}
	}
	return nil
}

// begun is what the files are made of.
type begun struct {
	Answers
	ID   string
	List string // of the languages
}

// Ones is a number of so many digits that samples know; Noughts one that they do not.
func (b begun) Ones() string    { return strings.Repeat("1", b.Digits) }
func (b begun) Noughts() string { return strings.Repeat("0", b.Digits) }

// Wanted is the number that a simulated customer types.
func (b begun) Wanted() string { return b.Ones()[1:] + "7" }

// New begins a service. Errors are ErrAnswer, with what is wrong.
func New(a Answers) (map[string][]byte, error) {
	id, err := ID(a.Dir)
	if err == nil {
		err = a.check()
	}
	if err != nil {
		return nil, err
	}
	b := begun{a, id, strings.Trim(strings.Join(strings.Fields(fmt.Sprint(a.Languages)), ", "), "[]")}
	files := schemas()
	for _, name := range []string{"service.yaml", "menu.yaml", "sample.yaml", "wish.yaml", "site.yaml"} {
		data, err := b.fill(name)
		if err != nil {
			return nil, err
		}
		if len(bytes.TrimSpace(data)) > 0 {
			files[name] = data
		}
	}
	return files, b.texts(files)
}

// fill makes one file; it is empty where the service has no use for it.
func (b begun) fill(name string) ([]byte, error) {
	t, err := template.ParseFS(begin, "begin/"+name)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = t.Execute(&out, b)
	return out.Bytes(), err
}

const head = `# yaml-language-server: $schema=../locale.schema.json
version: 1
language: %s
reviewed_by: "" # nobody has reviewed these yet: a name here says who has
messages:
`

// texts adds the messages that the service names, in each of its languages.
func (b begun) texts(files map[string][]byte) error {
	named, issues := namedBy(files)
	if issues.Err() != nil {
		return issues
	}
	for _, lang := range b.Languages {
		data, err := begin.ReadFile("begin/locales/" + string(lang) + ".yaml")
		if err != nil {
			return err
		}
		entries, err := datafile.Entries(data, "messages", "text")
		if err != nil {
			return err
		}
		entries = slices.DeleteFunc(entries, func(e datafile.Entry) bool { return !named[e.Name] })
		name := datafile.Entry{Name: "name", Forms: []datafile.Form{{Text: b.Name}}}
		if lang == "ja" { // a name in Chinese characters is read in some way that only the place knows
			name.Forms = []datafile.Form{{Name: "text", Text: b.Name}, {Name: "reading", Text: "おみせ"}}
		}
		data, err = datafile.SetEntries(fmt.Appendf(nil, head, lang), "messages", "text", append([]datafile.Entry{name}, entries...))
		if err != nil {
			return err
		}
		files["locales/"+string(lang)+".yaml"] = data
	}
	return nil
}

// namedBy are the messages that a service names.
func namedBy(files map[string][]byte) (map[string]bool, datafile.Issues) {
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	texts, _, issues := service.Texts(fsys, "")
	named := map[string]bool{}
	for _, t := range texts {
		named[t.ID] = true
	}
	return named, issues
}

// schemas are the files by which editors check the others.
func schemas() map[string][]byte {
	files := service.Schemas()
	maps.Copy(files, map[string][]byte{"locale.schema.json": locales.Schema(), "wish.schema.json": tryout.Schema(), "site.schema.json": config.Schema()})
	return files
}

// schemaLine is the first line of a file, which names its schema for editors.
var schemaLine = regexp.MustCompile(`^# yaml-language-server: \$schema=\S*/([a-z]+\.schema\.json)`)

// Copy begins a service as a copy of another one, under an id of its own. dir is as in Answers.
func Copy(from fs.FS, dir string) (map[string][]byte, error) {
	id, err := ID(dir)
	if err != nil {
		return nil, err
	}
	files := schemas()
	err = fs.WalkDir(from, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := datafile.Read(from, name, sign.MaxBytes)
		if path.Ext(name) == ".yaml" {
			data = schemaLine.ReplaceAll(data, []byte("# yaml-language-server: $$schema="+strings.Repeat("../", strings.Count(name, "/"))+"$1"))
		}
		switch name {
		case "service.yaml":
			data = regexp.MustCompile(`(?m)^id: .*$`).ReplaceAll(data, []byte("id: "+id))
		case "site.yaml":
			data = regexp.MustCompile(`(?m)^service: .*$`).ReplaceAll(data, []byte("service: "+datafile.Quote(dir)))
		}
		files[name] = data
		return err
	})
	return files, err
}
