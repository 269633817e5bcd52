package locales

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"text/template"
	"text/template/parse"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	i18ntemplate "github.com/nicksnyder/go-i18n/v2/i18n/template"
	"golang.org/x/text/language"

	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// Catalogue holds every message in every language.
type Catalogue struct {
	fallback scene.Lang
	bundle   *i18n.Bundle
	messages map[scene.Lang]map[string]entry
	missing  func(id string, lang scene.Lang)
	heard    func(lang scene.Lang, spans []scene.Span) string
	again    map[scene.Lang]datafile.Issues // messages that say what an earlier file says
	refused  map[scene.Lang]map[string]bool // messages of which a file gives no sound text
	unread   map[scene.Lang]bool            // languages of which a file cannot be read
}

type entry struct {
	message
	pos      datafile.Pos
	reviewer string       // empty: nobody has reviewed it
	file     datafile.Pos // where its file names the reviewer
}

// message is one message as a file gives it: a plain text, or a mapping of forms.
type message struct {
	Text   string `yaml:"text,required"` // for every number in ko, zh, ja; for "other" in en
	One    string `yaml:"one"`           // for one thing, in languages that have the form
	Spoken string `yaml:"spoken"`        // how it is said
	Easy   string `yaml:"easy"`          // in plain words
	gaps   []string
}

// messageForms is a message that has more than one form.
type messageForms struct {
	Text   string `yaml:"text,required" doc:"What is shown; in a language with a form for one, for all other numbers."`
	One    string `yaml:"one" doc:"For one thing, in languages that have the form."`
	Spoken form   `yaml:"spoken" doc:"How it is said, where that differs from what is written."`
	Easy   form   `yaml:"easy" doc:"In plain words. An empty text is a gap that is still to be filled."`
	// Reading is another name for Spoken, for languages whose writing does not tell
	// how it is read: kana for kanji.
	Reading form `yaml:"reading" doc:"Another name of spoken, for languages whose writing does not tell how it is read: kana for kanji."`
}

func (m *message) DecodeValue(v datafile.Value) error {
	if s, ok := v.Scalar(); ok {
		m.Text = s
		return nil
	}
	var f messageForms
	v.Into(&f)
	if f.Reading.given && f.Spoken.given {
		return errors.New(`spoken and reading are two names of one thing; keep one`)
	}
	if f.Reading.given {
		f.Spoken = f.Reading
	}
	m.Text, m.One, m.Spoken, m.Easy = f.Text, f.One, f.Spoken.text, f.Easy.text
	m.gaps = nil
	for name, f := range map[string]form{Spoken: f.Spoken, Easy: f.Easy} {
		if f.given && f.text == "" {
			m.gaps = append(m.gaps, name)
		}
	}
	slices.Sort(m.gaps)
	return nil
}

// JSONSchema is what a message may be.
func (*message) JSONSchema() datafile.Object {
	return datafile.Object{"anyOf": []any{datafile.Object{"type": datafile.AnyScalar()}, datafile.TypeSchema(reflect.TypeFor[messageForms]())}}
}

// Shape is the mapping of its forms.
func (*message) Shape() reflect.Type { return reflect.TypeFor[messageForms]() }

// Words says it to people.
func (*message) Words() string { return "a text, or a mapping of its forms" }

// form is a form of a message that may have been left open: easy: "".
type form struct {
	text  string
	given bool
}

func (f *form) DecodeValue(v datafile.Value) error {
	s, ok := v.Scalar()
	if !ok {
		return errForm
	}
	f.text, f.given = s, true
	return nil
}

// JSONSchema is what a form may be.
func (*form) JSONSchema() datafile.Object { return datafile.Object{"type": datafile.AnyScalar()} }

// Words says it to people.
func (*form) Words() string { return "text" }

var errForm = errors.New("a form of a message is a text")

// The forms that a message may lack.
const (
	Spoken = "spoken"
	Easy   = "easy"
)

// Gap is a form that a file has left open: it was meant to be written. Until it is, the
// spoken form is the written one, and the easy form the ordinary one.
type Gap struct {
	ID   string
	Lang scene.Lang
	Form string // Spoken or Easy
	datafile.Pos
}

// Gaps are all forms that were left open, in the languages given.
func (c *Catalogue) Gaps(langs []scene.Lang) []Gap {
	var out []Gap
	for _, lang := range langs {
		for _, id := range slices.Sorted(maps.Keys(c.messages[lang])) {
			e := c.messages[lang][id]
			for _, f := range e.gaps {
				out = append(out, Gap{id, lang, f, e.pos})
			}
		}
	}
	return out
}

// New makes an empty catalogue. Messages that a language lacks come in the
// fallback language.
func New(fallback scene.Lang) *Catalogue {
	return &Catalogue{
		fallback: fallback,
		bundle:   i18n.NewBundle(language.Make(string(fallback))),
		messages: map[scene.Lang]map[string]entry{},
		again:    map[scene.Lang]datafile.Issues{},
		refused:  map[scene.Lang]map[string]bool{},
		unread:   map[scene.Lang]bool{},
	}
}

// maxMessage bounds a message, in characters: what is longer is no label and no sentence,
// cannot be shown whole at 200 % (TXT-7), and takes a minute to hear.
const maxMessage = 400

// OnMissing sets what is called when a message is asked for that no language
// has. Set it before the catalogue is used.
func (c *Catalogue) OnMissing(f func(id string, lang scene.Lang)) { c.missing = f }

// OnHeard sets who tells how an argument is read aloud. Korean particles agree with
// that: Latte becomes Latte를 because it is read 라떼. Without it they agree with the
// letters, and take both forms after a foreign word. Set it before the catalogue is
// used.
func (c *Catalogue) OnHeard(f func(lang scene.Lang, spans []scene.Span) string) { c.heard = f }

// localeFile is a file of messages.
type localeFile struct {
	Language   string             `yaml:"language,required" doc:"BCP 47 tag of the language."`
	ReviewedBy string             `yaml:"reviewed_by" doc:"The person who has reviewed every word of the file. Empty: nobody has."`
	Messages   map[string]message `yaml:"messages,required" doc:"Each message by its id: a text, or its forms. {{.Name}} is a placeholder, {{josa .Name \"을/를\"}} the particle after it."`
}

// Schema is the JSON Schema of files of messages, for editors.
func Schema() []byte { return format().Schema() }

// Tables lists every key of files of messages, in Markdown.
func Tables() string { return format().Tables() }

func format() datafile.Format {
	return datafile.Format{Name: "locale", Title: "Messages of the Modu kiosk in one language", Type: reflect.TypeFor[localeFile]()}
}

// Add reads one locale file. Later files override earlier ones, so that a site
// can reword a message. Only sound messages are taken.
func (c *Catalogue) Add(file string, data []byte) datafile.Issues {
	var f localeFile
	doc, issues := datafile.Decode(file, data, &f)
	tag, err := language.Parse(f.Language)
	if err != nil || f.Messages == nil { // what it names cannot be told: none of it is missing
		c.unread[scene.Lang(strings.TrimSuffix(path.Base(file), path.Ext(file)))] = true
	}
	switch {
	case f.Language == "":
		return issues
	case err != nil:
		return append(issues, doc.Issue("language", `write a BCP 47 tag such as "ko" or "zh-Hans"`, "%q is not a language", f.Language))
	}
	lang := scene.Lang(f.Language)
	if c.messages[lang] == nil {
		c.messages[lang], c.refused[lang] = map[string]entry{}, map[string]bool{}
	}
	issues = append(issues, untranslated(doc, lang, f.Messages)...)
	for _, id := range slices.Sorted(maps.Keys(f.Messages)) {
		m := f.Messages[id]
		at := "messages." + id
		if wrong := m.lint(doc, at, id); len(wrong) > 0 || m.Text == "" {
			issues = append(issues, wrong...)
			c.refused[lang][id] = true
			continue
		}
		if was, ok := c.messages[lang][id]; ok && was.pos.File != file && m.repeats(was.message) {
			c.again[lang] = append(c.again[lang], doc.Issue(at, "remove it here", "message %q says what it says in %s", id, was.pos))
		}
		c.messages[lang][id] = entry{m, doc.At(at), strings.TrimSpace(f.ReviewedBy), doc.At("reviewed_by")}
		msgs := []*i18n.Message{{ID: id, Other: m.Text, One: m.One}}
		for suffix, form := range map[string]string{spokenSuffix: m.Spoken, easySuffix: m.Easy} {
			if form != "" {
				msgs = append(msgs, &i18n.Message{ID: id + suffix, Other: form})
			}
		}
		if err := c.bundle.AddMessages(tag, msgs...); err != nil {
			issues = append(issues, doc.Issue(at, "", "message %q: %s", id, err))
		}
	}
	return issues
}

// lint checks the forms of a message: each mistake in a placeholder, or else the first
// other one.
func (m message) lint(doc *datafile.Doc, path, id string) datafile.Issues {
	var issues datafile.Issues
	forms := []string{m.Text, m.One, m.Spoken, m.Easy}
	for _, form := range forms {
		if err := checkTemplate(form); err != nil {
			issues = append(issues, doc.Issue(path, `placeholders look like {{.Name}} or {{josa .Name "을/를"}}`, "message %q: %s", id, err))
		}
	}
	if len(issues) > 0 {
		return issues
	}
	for _, form := range forms {
		if n := utf8.RuneCountInString(form); n > maxMessage {
			return datafile.Issues{doc.Issue(path, "say it in a sentence or two", "message %q has %d characters, at most %d fit on a screen at its largest size", id, n, maxMessage)}
		}
	}
	return nil
}

// maxOpen is how many texts of a file that are still to be translated are named one by one.
const maxOpen = 5

// untranslated names the messages that a file gives without a text: they would be silent. Many
// of them are one mistake.
func untranslated(doc *datafile.Doc, lang scene.Lang, messages map[string]message) datafile.Issues {
	var open []string
	for _, id := range slices.Sorted(maps.Keys(messages)) {
		if messages[id].Text == "" {
			open = append(open, id)
		}
	}
	if len(open) > maxOpen {
		return datafile.Issues{doc.Issue("messages."+open[0], "write their texts; kioskctl service messages DIR lists them all",
			"%d of %d messages are not yet translated, the first being %q", len(open), len(messages), open[0])}
	}
	var issues datafile.Issues
	for _, id := range open {
		issues = append(issues, doc.Issue("messages."+id, "write its text in "+string(lang), "message %q is not yet translated: it is empty and would be silent", id))
	}
	return issues
}

// Suffixes of the ids under which go-i18n keeps the other forms; "#" cannot be
// part of an id that a file gives without quoting, and no file of ours has it.
const (
	spokenSuffix = "#spoken"
	easySuffix   = "#easy"
)

// Languages lists the languages that have messages.
func (c *Catalogue) Languages() []scene.Lang { return slices.Sorted(maps.Keys(c.messages)) }

// Has reports whether a language has a message of its own.
func (c *Catalogue) Has(id string, lang scene.Lang) bool {
	_, ok := c.messages[lang][id]
	return ok
}

// Names reports whether a file of a language names a message, even if its text is still to be
// written or mended.
func (c *Catalogue) Names(id string, lang scene.Lang) bool {
	return c.Has(id, lang) || c.refused[lang][id] || c.unread[lang]
}

// IDs lists the messages of a language.
func (c *Catalogue) IDs(lang scene.Lang) []string {
	return slices.Sorted(maps.Keys(c.messages[lang]))
}

// Check compares the languages that a site offers: each must have every message,
// with the same placeholders in every form.
func (c *Catalogue) Check(langs []scene.Lang) datafile.Issues {
	var issues datafile.Issues
	all := map[string]entry{}
	for _, lang := range langs {
		for id, e := range c.messages[lang] {
			if _, ok := all[id]; !ok {
				all[id] = e
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		want := placeholders(all[id].Text)
		for _, lang := range langs {
			e, ok := c.messages[lang][id]
			if !ok && c.Names(id, lang) {
				continue // it is named already
			}
			if !ok {
				issues = append(issues, datafile.Issue{Pos: all[id].pos, Msg: fmt.Sprintf("message %q is missing in %q", id, lang), Remedy: fmt.Sprintf("add it to %s.yaml beside this file", lang)})
				continue
			}
			for _, form := range []string{e.Text, e.One, e.Spoken, e.Easy} {
				if got := placeholders(form); form != "" && !slices.Equal(got, want) && form != e.One {
					issues = append(issues, datafile.Issue{Pos: e.pos, Msg: fmt.Sprintf("message %q in %q has the placeholders %v, elsewhere %v", id, lang, got, want), Remedy: "use the same placeholders in every language and form"})
				}
			}
		}
	}
	return issues
}

var action = regexp.MustCompile(`\{\{[^}]*\}\}`)

var placeholder = regexp.MustCompile(`\.([A-Za-z_][A-Za-z0-9_]*)`)

// Placeholders are the names that a message of a language holds, in its text.
func (c *Catalogue) Placeholders(id string, lang scene.Lang) []string {
	return placeholders(c.messages[lang][id].Text)
}

func placeholders(s string) []string {
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(actions(s), -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// actions returns what stands between {{ and }}.
func actions(s string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, "{{")
		if i < 0 {
			return b.String()
		}
		j := strings.Index(s[i:], "}}")
		if j < 0 {
			return b.String()
		}
		b.WriteString(s[i:i+j] + " ")
		s = s[i+j:]
	}
}

func checkTemplate(s string) error {
	if strings.ContainsAny(s, "\uE000\uE001") {
		return fmt.Errorf("private-use characters are not allowed")
	}
	trees, err := parse.Parse("message", s, "", "", map[string]any{"josa": josa})
	if err != nil {
		return fmt.Errorf("%s", strings.TrimPrefix(err.Error(), "template: message:1: "))
	}
	for _, tree := range trees {
		for _, n := range tree.Root.Nodes {
			switch n := n.(type) {
			case *parse.TextNode:
			case *parse.ActionNode:
				if err := checkAction(n); err != nil {
					return err
				}
			default:
				return fmt.Errorf("only placeholders are allowed, not %q", n.String())
			}
		}
	}
	return nil
}

func checkAction(n *parse.ActionNode) error {
	if len(n.Pipe.Cmds) != 1 || len(n.Pipe.Decl) > 0 {
		return fmt.Errorf("%s is too complicated", n)
	}
	args := n.Pipe.Cmds[0].Args
	if _, ok := args[0].(*parse.FieldNode); ok && len(args) == 1 {
		return nil
	}
	if id, ok := args[0].(*parse.IdentifierNode); ok && id.Ident == "josa" && len(args) == 3 {
		_, isField := args[1].(*parse.FieldNode)
		pair, isString := args[2].(*parse.StringNode)
		if isField && isString {
			if _, ok := particles[pair.Text]; !ok {
				return fmt.Errorf("%q is no pair of particles; known: %s", pair.Text, strings.Join(slices.Sorted(maps.Keys(particles)), " "))
			}
			return nil
		}
	}
	return fmt.Errorf("%s is not understood", n)
}

// spanParser parses a message once and keeps it: the functions it knows are the
// same for every message and hold no state, so the result is safe to share.
type spanParser struct{}

func (spanParser) Cacheable() bool { return true }

func (spanParser) Parse(src, _, _ string) (i18ntemplate.ParsedTemplate, error) {
	if !strings.Contains(src, "{{") {
		return i18ntemplate.IdentityParser{}.Parse(src, "", "")
	}
	t, err := template.New("").Option("missingkey=error").Funcs(template.FuncMap{"josa": josa}).Parse(src)
	if err != nil {
		return nil, err
	}
	return parsed{t}, nil
}

type parsed struct{ t *template.Template }

func (p parsed) Execute(data any) (string, error) {
	b := buffers.Get().(*strings.Builder)
	defer buffers.Put(b)
	b.Reset()
	err := p.t.Execute(b, data)
	return b.String(), err
}

var buffers = sync.Pool{New: func() any { return new(strings.Builder) }}
