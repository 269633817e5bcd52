package reading

import (
	"embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/*.tsv
var files embed.FS

// counter is a Korean word that numbers are counted with.
type counter struct {
	word   string
	native bool // 한, 두, 세; otherwise 일, 이, 삼
	joined bool // written and said as one word with its number: 삼월, 육일
}

// lexicon holds the Korean word lists. It is read once and never changes.
type lexicon struct {
	counters map[string]counter // by word
	keys     map[string]counter // by counter key of a typed span
	latin    map[string]string  // lower case → Hangul
	units    map[string]string  // as written → Hangul
	symbols  map[rune]string
	sounds   map[string]string // beginning of a word → spelling nearer to the sound
	// soundsInside are those that hold anywhere in a word.
	soundsInside map[string]string
	longest      struct{ counter, latin, unit, sound int }
}

var korean = sync.OnceValue(func() *lexicon {
	lex, err := loadKorean()
	if err != nil {
		panic(err) // the files are part of the program; a test reads them too
	}
	return lex
})

func loadKorean() (*lexicon, error) {
	lex := &lexicon{counters: map[string]counter{}, keys: map[string]counter{}, latin: map[string]string{},
		units: map[string]string{}, symbols: map[rune]string{}, sounds: map[string]string{}, soundsInside: map[string]string{}}
	unique := func(m map[string]string, longest *int) func(f []string) error {
		return func(f []string) error {
			if _, twice := m[f[0]]; twice {
				return fmt.Errorf("%q is listed twice", f[0])
			}
			m[f[0]] = f[1]
			*longest = max(*longest, utf8.RuneCountInString(f[0]))
			return nil
		}
	}
	err := eachRow("ko-counters.tsv", 3, func(f []string) error {
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
	})
	if err == nil {
		err = eachRow("ko-latin.tsv", 2, unique(lex.latin, &lex.longest.latin))
	}
	if err == nil {
		err = eachRow("ko-units.tsv", 2, unique(lex.units, &lex.longest.unit))
	}
	if err == nil {
		start, inside := unique(lex.sounds, &lex.longest.sound), unique(lex.soundsInside, &lex.longest.sound)
		err = eachRow("ko-sounds.tsv", 2, func(f []string) error {
			if word, anywhere := strings.CutPrefix(f[0], "~"); anywhere {
				return inside([]string{word, f[1]})
			}
			return start(f)
		})
	}
	if err == nil {
		err = eachRow("ko-symbols.tsv", 2, func(f []string) error {
			r, n := utf8.DecodeRuneInString(f[0])
			if n != len(f[0]) {
				return fmt.Errorf("%q is more than one sign", f[0])
			}
			lex.symbols[r] = f[1]
			return nil
		})
	}
	return lex, err
}

// eachRow calls add for each line of a list: tab-separated fields, extra fields
// and lines that begin with "# " are for people.
func eachRow(name string, fields int, add func(f []string) error) error {
	b, err := files.ReadFile("data/" + name)
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
