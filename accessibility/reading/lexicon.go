package reading

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/*.tsv
var files embed.FS

// source gives the content of a word list by its file name.
type source func(name string) ([]byte, error)

func embedded(name string) ([]byte, error) { return files.ReadFile("data/" + name) }

// lists are the word lists that languages have in common. They are read once and never
// change; a language has those that its loader reads.
type lists struct {
	latin      map[string]string // lower case → as the language says it
	units      map[string]string // as written → as said
	symbols    map[rune]string
	currencies map[string]money                          // by ISO code
	bySymbol   map[rune]string                           // ₩ → ISO code
	promotions map[string]string                         // 2 of "2+1" → all of it
	weekdays   map[string]string                         // as written in brackets → as said
	longest    struct{ counter, latin, unit, sound int } // in runes
}

// money is how a currency is said.
type money struct {
	unit, units string // one, and more than one where the language tells them apart
	minor       string // its hundredths
	decimals    int    // digits behind the point of an amount (ISO 4217)
}

// counter is a Korean word that numbers are counted with.
type counter struct {
	word   string
	native bool // 한, 두, 세; otherwise 일, 이, 삼
	joined bool // written and said as one word with its number: 삼월, 육일
}

// lexicon holds the Korean word lists.
type lexicon struct {
	lists
	counters map[string]counter // by word
	keys     map[string]counter // by counter key of a typed span
	sounds   map[string]string  // beginning of a word → spelling nearer to the sound
	// soundsInside are those that hold anywhere in a word.
	soundsInside map[string]string
	boundNouns   []boundNoun
	shortWords   map[string]string // vol of "Vol.2" → as said; "~" before it: behind the number
	parts        map[rune][]part   // by the first syllable, the longest first
	sinoTense    map[[2]rune]bool
	endings
}

// endings are the lists of ko-endings.tsv, which says what each is.
type endings struct {
	particles, stems, nounUi, verbN           map[string]bool
	afterNumber, verbal, afterL               []string
	verbEndings, noVerb, longUi               []string
	acrossN, turnEnds, turnVerbs, numberVerbs []string
	places, floors, alwaysN                   []string
	numbered, measures, papers, persons       []string
	passes, towns, stopPrefixes               []string
	verbL, futureL, beforeN                   string // syllables
}

func (e *endings) loadEndings(from source) error {
	lists := map[string]*[]string{"after-number": &e.afterNumber, "verbal": &e.verbal, "after-l": &e.afterL, "verb-endings": &e.verbEndings,
		"no-verb": &e.noVerb, "long-ui": &e.longUi, "across-n": &e.acrossN, "turn-ends": &e.turnEnds, "turn-verbs": &e.turnVerbs, "number-verbs": &e.numberVerbs, "floors": &e.floors, "places": &e.places, "always-n": &e.alwaysN,
		"numbered": &e.numbered, "measures": &e.measures, "papers": &e.papers, "persons": &e.persons, "passes": &e.passes, "towns": &e.towns, "stop-prefixes": &e.stopPrefixes}
	sets := map[string]*map[string]bool{"particle": &e.particles, "verb-stems": &e.stems, "noun-ui": &e.nounUi, "verb-n": &e.verbN}
	fields := map[string]*string{"verb-l": &e.verbL, "future-l": &e.futureL, "before-n": &e.beforeN}
	for key := range lists {
		fields[key] = new(string)
	}
	for key := range sets {
		fields[key] = new(string)
	}
	read := maps.Clone(fields) // keyed takes out what it has found
	err := from.keyed("ko-endings.tsv", fields)
	for key, to := range lists {
		*to = strings.Fields(*read[key])
	}
	for key, to := range sets {
		*to = map[string]bool{}
		for _, word := range strings.Fields(*read[key]) {
			(*to)[word] = true
		}
	}
	return err
}

// The lists of this package. They are part of the program, so a mistake in one is a
// mistake in the program; a test reads them too.
var (
	koreanLists   = sync.OnceValue(func() *lexicon { return must(loadKorean(embedded)) })
	englishLists  = sync.OnceValue(func() *lists { return must(loadEnglish(embedded)) })
	chineseLists  = sync.OnceValue(func() *chinese { return must(loadChinese(embedded)) })
	japaneseLists = sync.OnceValue(func() *japanese { return must(loadJapanese(embedded)) })
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func loadKorean(from source) (*lexicon, error) {
	lex := &lexicon{counters: map[string]counter{}, keys: map[string]counter{}, sounds: map[string]string{}, soundsInside: map[string]string{},
		parts: map[rune][]part{}, shortWords: map[string]string{}, sinoTense: map[[2]rune]bool{}}
	return lex, firstError(
		lex.load(from, "ko"), lex.loadLatin(from, "ko"), lex.loadUnits(from, "ko"), lex.loadPromotions(from, "ko"),
		lex.loadEndings(from),
		from.rows("ko-counters.tsv", 3, lex.addCounter),
		from.rows("ko-sounds.tsv", 2, lex.addSound),
		from.rows("ko-bound-nouns.tsv", 2, func(f []string) error {
			lex.boundNouns = append(lex.boundNouns, boundNoun{f[0], f[1]})
			return nil
		}),
		from.rows("ko-short-words.tsv", 2, into(lex.shortWords, new(int))),
		from.rows("ko-parts.tsv", 6, lex.addPart),
		from.rows("ko-sino-tense.tsv", 2, lex.addSinoTense))
}

func loadEnglish(from source) (*lists, error) {
	l := &lists{}
	return l, firstError(l.load(from, "en"), l.loadUnits(from, "en"))
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// load reads what every language has.
func (l *lists) load(from source, lang string) error {
	l.symbols, l.currencies, l.bySymbol = map[rune]string{}, map[string]money{}, map[rune]string{}
	return firstError(
		from.rows(lang+"-symbols.tsv", 2, func(f []string) error {
			r, err := oneRune(f[0])
			if err == nil {
				l.symbols[r] = f[1]
			}
			return err
		}),
		from.rows(lang+"-currencies.tsv", 4, l.addCurrency))
}

func (l *lists) loadLatin(from source, lang string) error {
	l.latin = map[string]string{}
	return from.rows(lang+"-latin.tsv", 2, into(l.latin, &l.longest.latin))
}

func (l *lists) loadUnits(from source, lang string) error {
	l.units = map[string]string{}
	return from.rows(lang+"-units.tsv", 2, into(l.units, &l.longest.unit))
}

func (l *lists) loadPromotions(from source, lang string) error {
	l.promotions = map[string]string{}
	return from.rows(lang+"-promotions.tsv", 2, into(l.promotions, new(int)))
}

func (l *lists) loadWeekdays(from source, lang string) error {
	l.weekdays = map[string]string{}
	return from.rows(lang+"-weekdays.tsv", 2, into(l.weekdays, new(int)))
}

func (l *lists) addCurrency(f []string) error {
	decimals, err := strconv.Atoi(f[2])
	if err != nil || decimals < 0 || decimals > 4 {
		return fmt.Errorf("%q is no number of digits behind the point", f[2])
	}
	if _, twice := l.currencies[f[0]]; twice {
		return fmt.Errorf("%q is listed twice", f[0])
	}
	m := money{unit: f[3], units: f[3], decimals: decimals}
	if len(f) > 4 {
		m.units = f[4]
	}
	if len(f) > 5 {
		m.minor = f[5]
	}
	l.currencies[f[0]] = m
	if f[1] == "-" {
		return nil
	}
	r, err := oneRune(f[1])
	if err == nil {
		l.bySymbol[r] = f[0]
	}
	return err
}

func (lex *lexicon) addCounter(f []string) error {
	c := counter{word: f[0]}
	switch f[1] {
	case "native":
		c.native = true
	case "sino":
	case "sino-joined":
		c.joined = true
	default:
		return fmt.Errorf("%q is no number system", f[1])
	}
	lex.counters[c.word] = c
	lex.longest.counter = max(lex.longest.counter, utf8.RuneCountInString(c.word))
	for _, k := range strings.Fields(f[2]) {
		if k == "-" {
			continue
		}
		k, native := strings.CutSuffix(k, "+native") // 분 counts people and minutes
		kc := c
		kc.native = c.native || native
		if _, twice := lex.keys[k]; twice {
			return fmt.Errorf("counter key %q is listed twice", k)
		}
		lex.keys[k] = kc
	}
	return nil
}

func (lex *lexicon) addSound(f []string) error {
	if word, anywhere := strings.CutPrefix(f[0], "~"); anywhere {
		return into(lex.soundsInside, &lex.longest.sound)([]string{word, f[1]})
	}
	return into(lex.sounds, &lex.longest.sound)(f)
}

// into returns what adds rows of two fields to a map; longest grows with the keys.
func into(m map[string]string, longest *int) func(f []string) error {
	return func(f []string) error {
		if _, twice := m[f[0]]; twice {
			return fmt.Errorf("%q is listed twice", f[0])
		}
		m[f[0]] = f[1]
		*longest = max(*longest, utf8.RuneCountInString(f[0]))
		return nil
	}
}

func oneRune(s string) (rune, error) {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || n != len(s) {
		return 0, fmt.Errorf("%q is not one character", s)
	}
	return r, nil
}

// rows calls add for each line of a list: tab-separated fields, at least as many as
// named; further fields and lines that begin with "# " are for people. An error names
// file and line.
func (from source) rows(name string, fields int, add func(f []string) error) error {
	b, err := from(name)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(string(b), "\n") {
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) < fields {
			return fmt.Errorf("%s:%d: %d fields, %d needed", name, i+1, len(f), fields)
		}
		if err := add(f); err != nil {
			return fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
	}
	return nil
}

// keyed reads a list of named texts: key, text. Every key must be there, once.
func (from source) keyed(name string, fields map[string]*string) error {
	err := from.rows(name, 2, func(f []string) error {
		at := fields[f[0]]
		if at == nil {
			return fmt.Errorf("%q is no key of this list, or is there twice", f[0])
		}
		delete(fields, f[0])
		*at = f[1]
		return nil
	})
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		err = firstError(err, fmt.Errorf("%s: no %q", name, key))
	}
	return err
}

// longestPrefix finds the longest entry that s begins with and that ok accepts.
func longestPrefix[V any](m map[string]V, s string, runes int, ok func(entry string) bool) (string, V, bool) {
	ends := make([]int, 0, runes)
	for end := 0; end < len(s) && len(ends) < runes; {
		_, size := utf8.DecodeRuneInString(s[end:]) // a broken byte has size 1
		end += size
		ends = append(ends, end)
	}
	for i := len(ends) - 1; i >= 0; i-- {
		if v, found := m[s[:ends[i]]]; found && ok(s[:ends[i]]) {
			return s[:ends[i]], v, true
		}
	}
	var zero V
	return "", zero, false
}
