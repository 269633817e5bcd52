package runtime

import (
	"maps"
	"slices"

	"modu/accessibility"
	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/locales"
)

// Words composes speech with the connecting words of a catalogue. It is a
// Composer; any goroutine may use it.
type Words struct {
	locs    map[scene.Lang]*locales.Localizer
	reading *reading.Words
}

// NewWords makes a composer. own is how a site wants words said, nil for the built-in
// readings. Who hears what is said is in the scene.
func NewWords(c *locales.Catalogue, languages []scene.Lang, own *reading.Words) *Words {
	w := &Words{locs: map[scene.Lang]*locales.Localizer{}, reading: own}
	for _, l := range languages {
		w.locs[l] = c.Localizer(l)
	}
	return w
}

// Compose words a change.
func (w *Words) Compose(c scene.Change, p accessibility.Preferences) (speech.Utterance, bool) {
	return speech.Compose(c, speech.Options{Verbosity: verbosities[p.Verbosity], Words: w, Easy: p.Easy, Reading: w.reading, Headset: c.After.Ear.Private})
}

// verbosities by their names in the preferences; no name is normal.
var verbosities = map[string]speech.Verbosity{"": speech.Normal, "brief": speech.Brief, "normal": speech.Normal, "long": speech.Long}

// Phrase implements speech.Phrases.
func (w *Words) Phrase(lang scene.Lang, id string, args map[string]int) scene.Text {
	l := w.locs[lang]
	if l == nil {
		return scene.Text{} // a language that the site does not offer has no words here
	}
	named := make([]locales.Arg, 0, len(args))
	for _, name := range slices.Sorted(maps.Keys(args)) {
		named = append(named, locales.Count(name, args[name], ""))
	}
	return l.Text(id, named...)
}
