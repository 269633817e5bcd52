package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// Place is where such a thing is. A screen that asks for it points there, and says so.
type Place struct {
	Direction scene.Direction       `yaml:"direction,required" doc:"Where it is, as a person sees it from the middle of the screen." one:"up,down,left,right,up-left,up-right,down-left,down-right"`
	Distance  int                   `yaml:"distance" doc:"How far it is from the edge of the screen, in mm, which is said in centimetres or metres. 0: not said." min:"0" max:"20000"`
	Height    int                   `yaml:"height" doc:"Where hands have to be there, above the floor, in mm. Out of reach, it is told (RCH-3). 0: not measured." min:"0" max:"2500"`
	Sentence  map[scene.Lang]string `yaml:"sentence" doc:"What is said of it instead of direction and distance, in every language of the site."`

	at datafile.Pos
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
			if p.Sentence[l] == "" {
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
			l.said(at+".sentence."+string(lang), string(name), lang, p.Sentence[lang])
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
