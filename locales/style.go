package locales

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// apart are two fragments that do not stand in one sentence, the second behind the first.
type apart struct {
	First  string `yaml:"first,required" doc:"What comes first."`
	Second string `yaml:"second,required" doc:"What does not follow it in the same sentence."`
	Remedy string `yaml:"remedy,required" doc:"What to write instead."`
}

// longest are the letters that a sentence may have in each form.
type longest struct {
	Text   int `yaml:"text" doc:"As it is shown."`
	Spoken int `yaml:"spoken" doc:"As it is said."`
	Easy   int `yaml:"easy" doc:"In plain words."`
}

// endings are particles that are written otherwise than they sound.
type endings struct {
	Written map[string]string `yaml:"written" doc:"Each ending as it is written, and as it sounds: {は: わ}. What is seen has the first, a reading the second."`
	Words   []string          `yaml:"words" doc:"Words that end like one, and have none."`
}

// named is one form of a message.
type named struct {
	name, text string
	limit      int
}

func (e entry) forms(p Plain) []named {
	return []named{{"text", e.Text, p.longest.Text}, {"text for one", e.One, p.longest.Text},
		{"spoken form", e.Spoken, p.longest.Spoken}, {"easy form", e.Easy, p.longest.Easy}}
}

// Style names what a person at a counter would not say, in any form of a message of a
// language: words that mislead or have a better one, words that do not go together, sentences
// that are too long to be heard, particles as they do not look or sound, and two spellings of
// one thing.
func (c *Catalogue) Style(lang scene.Lang, p Plain) datafile.Issues {
	var issues datafile.Issues
	for _, id := range slices.Sorted(maps.Keys(c.messages[lang])) {
		e := c.messages[lang][id]
		for _, f := range e.forms(p) {
			for _, fault := range p.faults(f) {
				fault.Pos, fault.Msg = e.pos, fmt.Sprintf("the %s of message %q %s", f.name, id, fault.Msg)
				issues = append(issues, fault)
			}
		}
		for _, w := range p.seenAsHeard(e) {
			issues = append(issues, datafile.Issue{Pos: e.pos, Msg: fmt.Sprintf("the text of message %q has %q for a particle", id, w.word), Remedy: fmt.Sprintf("write %q", w.better)})
		}
	}
	return append(append(issues, c.spellings(lang)...), c.again[lang]...)
}

// faults are the faults of one form, without their place.
func (p Plain) faults(f named) datafile.Issues {
	var issues datafile.Issues
	fault := func(remedy, format string, args ...any) {
		issues = append(issues, datafile.Issue{Msg: fmt.Sprintf(format, args...), Remedy: remedy})
	}
	text := bare(f.text)
	if word, better, found := (Plain{words: p.never}).Find(text); found {
		fault(fmt.Sprintf("say %q", better), "says %q", word)
	}
	for _, s := range sentences(text) {
		for _, a := range p.apart {
			if _, rest, found := strings.Cut(s, a.First); found && strings.Contains(rest, a.Second) {
				fault(a.Remedy, "says %q, and then %q", a.First, a.Second)
			}
		}
		if n := letters(s); f.limit > 0 && n > f.limit {
			fault("make two sentences of it, or leave out what need not be said", "has a sentence of %d letters, at most %d are taken in at once: %q", n, f.limit, s)
		}
	}
	for _, w := range p.misspelt(f.name == "spoken form", text) {
		fault(fmt.Sprintf("write %q", w.better), "has %q", w.word)
	}
	return issues
}

type better struct{ word, better string }

// misspelt are words whose particle is written as it sounds where it is seen, or as it looks
// where it is only said.
func (p Plain) misspelt(said bool, text string) []better {
	var out []better
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }) {
		for written, sounds := range p.particles.Written {
			wrong, right := sounds, written
			if said {
				wrong, right = written, sounds
			}
			stem, ends := strings.CutSuffix(word, wrong)
			if ends && stem != "" && !slices.Contains(p.particles.Words, word) {
				out = append(out, better{word, stem + right})
			}
		}
	}
	slices.SortFunc(out, func(a, b better) int { return cmp.Compare(a.word, b.word) })
	return out
}

// seenAsHeard are particles that stand in a text as they sound, where no space tells its words
// apart: there are more of that sign than the reading has beside its particles.
func (p Plain) seenAsHeard(e entry) []better {
	var out []better
	if e.Spoken == "" {
		return nil
	}
	for _, written := range slices.Sorted(maps.Keys(p.particles.Written)) {
		sounds, inWords := p.particles.Written[written], 0
		for _, word := range strings.FieldsFunc(bare(e.Spoken), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }) {
			inWords += strings.Count(word, sounds)
			if strings.HasSuffix(word, sounds) && !slices.Contains(p.particles.Words, word) {
				inWords--
			}
		}
		if strings.Count(bare(e.Text), sounds) > inWords {
			out = append(out, better{sounds, written})
		}
	}
	return out
}

// sentences are the sentences of a text, without what ends them.
func sentences(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(".?!。？！", r) })
}

// letters is how long a sentence is, without spaces.
func letters(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// spellings names texts that differ in spaces only: one thing has one spelling.
func (c *Catalogue) spellings(lang scene.Lang) datafile.Issues {
	var issues datafile.Issues
	first := map[string]string{} // by their letters, the id whose spelling counts
	for _, id := range slices.Sorted(maps.Keys(c.messages[lang])) {
		e := c.messages[lang][id]
		key := strings.ToLower(strings.Join(strings.Fields(e.Text), ""))
		known, ok := first[key]
		if !ok {
			first[key] = id
			continue
		}
		if was := c.messages[lang][known].Text; !strings.EqualFold(was, e.Text) {
			issues = append(issues, datafile.Issue{Pos: e.pos, Msg: fmt.Sprintf("message %q says %q, message %q %q", id, e.Text, known, was), Remedy: "write both the same way"})
		}
	}
	return issues
}

// repeats is whether a message says in every form what another says.
func (m message) repeats(o message) bool {
	return m.Text == o.Text && m.One == o.One && m.Spoken == o.Spoken && m.Easy == o.Easy
}

// CheckNames refuses easy forms that replace a name. Who asks for an americano must find one,
// and the receipt, the person who calls it out, and the sign on the door have the name: it is
// kept, and explained behind it. ids are the messages that are names.
func (c *Catalogue) CheckNames(langs []scene.Lang, ids []string) datafile.Issues {
	var issues datafile.Issues
	for _, lang := range langs {
		for _, id := range ids {
			e, ok := c.messages[lang][id]
			if !ok || e.Easy == "" || strings.Contains(e.Easy, e.Text) || e.Spoken != "" && strings.Contains(e.Easy, e.Spoken) {
				continue
			}
			issues = append(issues, datafile.Issue{Pos: e.pos, Msg: fmt.Sprintf("the easy form of %q does not hold the name %q, so nobody finds it who knows it by that", id, e.Text),
				Remedy: fmt.Sprintf("keep the name and explain it behind: %s (%s)", cmp.Or(e.Spoken, e.Text), e.Easy)})
		}
	}
	return issues
}

// continues reports whether a word may begin behind a sign: behind anything but a letter, and
// behind every sign of a writing that puts no spaces between words.
func continues(before rune) bool {
	return !unicode.IsLetter(before) || unicode.In(before, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// longer reports whether a word has more letters than another.
func longer(a, b string) bool { return utf8.RuneCountInString(a) > utf8.RuneCountInString(b) }
