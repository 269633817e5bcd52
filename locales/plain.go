package locales

import (
	"embed"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/datafile"
)

//go:embed plain
var plainFiles embed.FS

// Plain is how a language is written for people at a kiosk, as far as a list can hold it:
// words that people need not know, words that are never said, and the rules of Style.
type Plain struct {
	words, never map[string]string
	apart        []apart
	longest      longest
	particles    endings
}

type plainFile struct {
	Words     map[string]string `yaml:"words,required" doc:"Words that people need not know, and what to write instead, at least in the easy form."`
	Never     map[string]string `yaml:"never" doc:"Words that no form has, and what to write instead: what misleads, is translated, or is a second name of what has one."`
	Apart     []apart           `yaml:"apart" doc:"Fragments that do not stand in one sentence."`
	Longest   longest           `yaml:"longest" doc:"The letters that a sentence may have, spaces not counted; without a number, any."`
	Particles endings           `yaml:"particles" doc:"Endings that are written otherwise than they sound."`
}

// PlainSchema is the JSON Schema of lists of plain words, for editors.
func PlainSchema() []byte { return plainFormat().Schema() }

// PlainTables lists every key of lists of plain words, in Markdown.
func PlainTables() string { return plainFormat().Tables() }

func plainFormat() datafile.Format {
	return datafile.Format{Name: "plain", Title: "Words that people need not know, of the Modu kiosk", Type: reflect.TypeFor[plainFile]()}
}

// PlainWords reads the list of a language; a language without one has no advice.
func PlainWords(lang scene.Lang) (Plain, datafile.Issues) {
	file := "plain/" + string(lang) + ".yaml"
	data, err := plainFiles.ReadFile(file)
	if err != nil {
		return Plain{}, nil
	}
	return parsePlain("locales/"+file, data)
}

func parsePlain(file string, data []byte) (Plain, datafile.Issues) {
	var f plainFile
	_, issues := datafile.Decode(file, data, &f)
	return Plain{f.Words, f.Never, f.Apart, f.Longest, f.Particles}, issues
}

// Advise names every message of a language that holds a word for which there is a
// plainer one: in its easy form, and in the ordinary form where it has no other (LNG-1).
// The names in names, of dishes and places, are left alone. It is advice: a message that
// means just that word may keep it.
func (c *Catalogue) Advise(lang scene.Lang, p Plain, names func(id string) bool) datafile.Issues {
	var issues datafile.Issues
	for _, id := range slices.Sorted(maps.Keys(c.messages[lang])) {
		if names != nil && names(id) {
			continue
		}
		e := c.messages[lang][id]
		form := e.Easy
		if form == "" {
			form = e.Text
		}
		if name, explained := nameOf(form); explained && e.Easy != "" {
			form = strings.TrimPrefix(form, name) // a word that is explained may be met
		}
		if word, better, found := p.Find(form); found {
			issues = append(issues, datafile.Issue{Pos: e.pos, Msg: fmt.Sprintf("message %q says %q", id, word),
				Remedy: fmt.Sprintf("people say %q; write that, at least in its easy form", better)})
		}
	}
	return issues
}

// Find gives the longest word of the list that a word of the text begins with; upper and
// lower case are one.
func (p Plain) Find(text string) (word, better string, found bool) {
	before := ' '
	text = strings.ToLower(text)
	for i, r := range text {
		if continues(before) {
			for w, b := range p.words {
				if strings.HasPrefix(text[i:], w) && longer(w, word) {
					word, better, found = w, b, true
				}
			}
		}
		before = r
	}
	return word, better, found
}
