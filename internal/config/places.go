package config

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// Place is where such a thing is. A screen that asks for it points there, and says so.
type Place struct {
	Direction scene.Direction        `yaml:"direction,required" doc:"Where it is, as a person sees it from the middle of the screen." one:"up,down,left,right,up-left,up-right,down-left,down-right"`
	Distance  int                    `yaml:"distance" doc:"How far it is from the edge of the screen, in mm, which is said in centimetres or metres. 0: not said." min:"0" max:"20000"`
	Height    int                    `yaml:"height" doc:"Where hands have to be there, above the floor, in mm. Out of reach, it is told (RCH-3). 0: not measured." min:"0" max:"2500"`
	Sentence  map[scene.Lang]Wording `yaml:"sentence" doc:"What is shown and said of it instead of direction and distance, in every language of the site."`

	at datafile.Pos
}

// Wording is a sentence of the site: a text, or its forms. An empty form is the text.
type Wording struct {
	Text   string `yaml:"text,required" doc:"What is shown."`
	Spoken string `yaml:"spoken" doc:"How it is said, where that differs from what is written: kana for kanji."`
	Easy   string `yaml:"easy" doc:"In plain words."`
}

var errWording = errors.New("a sentence is a text, or a mapping of its forms: text, spoken, easy")

// Shape is the mapping of its forms.
func (*Wording) Shape() reflect.Type { return reflect.TypeFor[Wording]() }

// DecodeValue reads a text, or a mapping of its forms.
func (w *Wording) DecodeValue(v datafile.Value) error {
	if v.IsList() {
		return errWording
	}
	if text, ok := v.Scalar(); ok {
		*w = Wording{Text: text}
		return nil
	}
	type forms Wording // without this method
	v.Into((*forms)(w))
	return nil
}

// JSONSchema is what a sentence may be.
func (*Wording) JSONSchema() datafile.Object {
	type forms Wording
	return datafile.Object{"anyOf": []any{datafile.Object{"type": datafile.AnyScalar()}, datafile.TypeSchema(reflect.TypeFor[forms]())}}
}

// Words says it to people.
func (*Wording) Words() string { return "a text, or a mapping of its forms" }

// In is the sentence as the screen and the voice take it.
func (w Wording) In(lang scene.Lang) scene.Text {
	t := scene.Literal(lang, w.Text, scene.Public)
	if w.Spoken != "" {
		t.Spoken = []scene.Span{{Text: w.Spoken}}
	}
	if w.Easy != "" {
		t.Easy = []scene.Span{{Text: w.Easy}}
	}
	return t
}

// Unsaid names the languages of a site in which a place with a sentence has none.
func (s *Site) Unsaid(langs []scene.Lang) (issues datafile.Issues) {
	for _, name := range scene.Places() {
		p := s.Places[name]
		if len(p.Sentence) == 0 {
			continue
		}
		var missing []string
		for _, l := range langs {
			if p.Sentence[l].Text == "" {
				missing = append(missing, string(l)+`: "…"`)
			}
		}
		if len(missing) > 0 {
			issues = append(issues, datafile.Issue{Pos: p.at, Msg: fmt.Sprintf("the place %q has no sentence in every language of the site", name),
				Remedy: fmt.Sprintf("add to its sentence: %s; or remove the sentence, and one is made of the direction", strings.Join(missing, ", "))})
		}
	}
	return issues
}

const (
	farthest       = 20000 // mm; farther away it is somewhere else, and wants a sentence
	maxPlaceHeight = 2500  // mm; higher is a ceiling
)

// places checks where things are said to be. That no language of the site is missing is
// seen where its service is known (Unsaid).
func (l *linter) places() {
	for _, name := range slices.Sorted(maps.Keys(l.site.Places)) {
		at := "places." + string(name)
		if !slices.Contains(scene.Places(), name) {
			l.add(at, datafile.Suggest(string(name), name.Values()), "%q is no place of a kiosk", name)
			continue
		}
		p := l.site.Places[name]
		if p.Direction != "" && !slices.Contains(scene.Directions(), p.Direction) {
			l.add(at+".direction", datafile.Suggest(string(p.Direction), directions()), "%q is no direction", p.Direction)
		}
		l.upTo(at+".distance", p.Distance, farthest, "from the edge of the screen to it")
		l.upTo(at+".height", p.Height, maxPlaceHeight, "from the floor to where hands have to be")
		for _, lang := range slices.Sorted(maps.Keys(p.Sentence)) {
			w := p.Sentence[lang]
			l.said(at+".sentence."+string(lang), string(name), lang, w.Text)
			for _, form := range []string{w.Spoken, w.Easy} {
				if form != "" {
					l.said(at+".sentence."+string(lang), string(name), lang, form)
				}
			}
		}
		p.at = l.doc.At(at)
		l.site.Places[name] = p
	}
}

func directions() []string {
	out := make([]string, len(scene.Directions()))
	for i, d := range scene.Directions() {
		out[i] = string(d)
	}
	return out
}

// upTo checks a measured length.
func (l *linter) upTo(at string, mm, most int, measure string) {
	if mm < 0 || mm > most {
		l.add(at, fmt.Sprintf("measure %s, in millimetres: 0 to %d", measure, most), "%d mm is no such length", mm)
	}
}
