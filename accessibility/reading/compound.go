package reading

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What the letters of a word do not tell: where its parts meet. Parts of compounds are a
// list (ko-parts.tsv), and so are pairs of Chinese syllables (ko-sino-tense.tsv) and stems
// of verbs (ko-endings.tsv); what they get wrong stands in the list of words, which wins.

// part is a part of compound words before which a sound changes.
type part struct {
	text   string
	rule   partRule
	atEnd  bool     // only a particle may follow it
	exact  bool     // no more syllables before it than "before" says
	before int      // syllables before it, at least
	not    []string // ends of words, the part included, in which nothing changes
	only   []string // what may stand before it; nil is anything
}

// partRule changes the syllables a and b that meet where a part begins.
type partRule func(a, b *syllable)

var partRules = map[string]partRule{
	"tense": func(a, b *syllable) { // 26, 28
		if a.jong == jNone || isSonorant(a.jong) {
			b.cho = tense(b.cho)
		}
	},
	"tense-closed": func(a, b *syllable) { // 28
		if isSonorant(a.jong) {
			b.cho = tense(b.cho)
		}
	},
	"tense-l": func(a, b *syllable) { // 26
		if a.jong == jL {
			b.cho = tense(b.cho)
		}
	},
	"n": func(a, b *syllable) { // 29
		if a.jong != jNone && b.cho == cNg {
			b.cho = cN
		}
	},
	"nn": func(a, b *syllable) { // 20, the words after "다만"
		if a.jong == jN && b.cho == cR {
			b.cho = cN
		}
	},
	"stop": func(a, b *syllable) { // 15
		if b.cho == cNg {
			a.jong = plainCoda(a.jong)
		}
	},
}

func isSonorant(jong int) bool { return jong == jN || jong == jL || jong == jM || jong == jNg }

// addPart reads a line of the list of parts: part, rule, where, syllables, not, only.
func (lex *lexicon) addPart(f []string) error {
	rule, known := partRules[f[1]]
	if !known {
		return fmt.Errorf("%q is no rule", f[1])
	}
	if f[2] != "end" && f[2] != "any" && f[2] != "exact" {
		return fmt.Errorf("%q is no place in a word", f[2])
	}
	n, err := strconv.Atoi(f[3])
	if err != nil || n < 1 {
		return fmt.Errorf("%q is no number of syllables", f[3])
	}
	r, _ := utf8.DecodeRuneInString(f[0])
	p := part{text: f[0], rule: rule, atEnd: f[2] != "any", exact: f[2] == "exact", before: n, not: fieldsOf(f[4]), only: fieldsOf(f[5])}
	lex.parts[r] = append(lex.parts[r], p)
	slices.SortStableFunc(lex.parts[r], func(a, b part) int { return cmp.Compare(len(b.text), len(a.text)) })
	return nil
}

// fieldsOf are the words of a field; "-" stands for none.
func fieldsOf(s string) []string {
	if s == "-" {
		return nil
	}
	return strings.Fields(s)
}

// addSinoTense reads a syllable that ends in ㄹ and those that are tense after it.
func (lex *lexicon) addSinoTense(f []string) error {
	first, err := oneRune(f[0])
	for _, second := range f[1] {
		lex.sinoTense[[2]rune{first, second}] = true
	}
	return err
}

// joinParts applies the rules of the parts that a word has; what begins before the
// syllable settled has its sound from the list of words.
func (lex *lexicon) joinParts(word string, syl []syllable, settled int) {
	lex.stopPrefix(word, syl, settled)
	for i, at := 0, 0; at < len(word); i++ {
		r, size := utf8.DecodeRuneInString(word[at:])
		if i > 0 && i >= settled && syl[i-1].jung >= 0 {
			for _, p := range lex.parts[r] {
				if i >= p.before && (!p.exact || i == p.before) && lex.fits(p, word, at) {
					p.rule(&syl[i-1], &syl[i])
					break
				}
			}
		}
		at += size
	}
}

// stopPrefix applies article 15 after a prefix: 첫아이 is 처다이, 홑옷 is 호돋.
func (lex *lexicon) stopPrefix(word string, syl []syllable, settled int) {
	if len(syl) < 2 || settled > 0 || syl[1].jung < 0 || syl[1].cho != cNg || !hasAnyPrefix(word, lex.stopPrefixes) {
		return
	}
	if movesWhole(syl[1].jung) {
		syl[0].jong = plainCoda(syl[0].jong)
	}
}

// fits reports whether a part stands at a byte of a word.
func (lex *lexicon) fits(p part, word string, at int) bool {
	rest, found := strings.CutPrefix(word[at:], p.text)
	if !found || p.atEnd && rest != "" && !lex.particles[rest] {
		return false
	}
	if endsInOne(word[:at+len(p.text)], p.not) {
		return false
	}
	return p.only == nil || slices.ContainsFunc(p.only, func(o string) bool {
		return word[:at] == o || len(o) > len("가") && strings.HasSuffix(word[:at], o)
	})
}

func endsInOne(s string, ends []string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// stemLength is how many syllables a word has without its particle or without 하다, 되다,
// 시키다 at its end.
func (lex *lexicon) stemLength(word string) int {
	n, at := 0, 0
	for at < len(word) {
		rest := word[at:]
		if n >= 2 && (lex.particles[rest] || hasAnyPrefix(rest, lex.verbal)) {
			return n
		}
		_, size := utf8.DecodeRuneInString(rest)
		at += size
		n++
	}
	return n
}

// tenseSino applies article 26, but for a Chinese character that is doubled (절절). Chinese words are made of twos, so that a pair is looked
// for where a word of two syllables may begin: in 저출산 after the first, in 항생물질 after
// the second.
func (lex *lexicon) tenseSino(word string, syl []syllable, settled int) {
	if isNumber(word) {
		return
	}
	n := lex.stemLength(word)
	i, before := -1, rune(0)
	for _, r := range word {
		if i >= settled && i+1 < n && syl[i].jung >= 0 && syl[i].jong == jL && before != r && lex.sinoTense[[2]rune{before, r}] && (i == 0 || n == 3 || i == 2 || i == n-2) && !(i > 0 && isRoom(syl[i+1])) {
			syl[i+1].cho = tense(syl[i+1].cho)
		}
		before = r
		i++
	}
}

// isRoom reports 실, which is lax as the name of a room (수술실, 특별실), though tense in 밀실.
func isRoom(s syllable) bool { return s.cho == cS && s.jung == vI && s.jong == jL }

// tenseStem applies article 24: after the stem of a verb in ㄴ or ㅁ an ending is tense:
// 신다 is 신따. Nouns with these letters, 감자 and 참고, are told apart by lists.
func (lex *lexicon) tenseStem(word string, syl []syllable, settled int) {
	for i, at := 0, 0; at < len(word) && i+1 < len(syl) && i < 4; i++ {
		_, size := utf8.DecodeRuneInString(word[at:])
		at += size
		if syl[i].jong != jN && syl[i].jong != jM || i+1 < settled || !lex.stems[word[:at]] {
			continue
		}
		if hasAnyPrefix(word[at:], lex.verbEndings) && !hasAnyPrefix(word, lex.noVerb) {
			syl[i+1].cho = tense(syl[i+1].cho)
		}
		return
	}
}

// tenseEnding applies article 27 to endings: -ㄹ게, -ㄹ수록, -ㄹ지라도.
func (lex *lexicon) tenseEnding(word string, syl []syllable) {
	for _, tail := range lex.afterL {
		stem, found := strings.CutSuffix(word, tail)
		if !found {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(stem)
		if strings.ContainsRune(lex.futureL, last) || len(tail) > len("게") && len(stem) > len("가") && endsInL(stem) && tail != "밖에" && tail != "지도" {
			at := utf8.RuneCountInString(stem)
			syl[at].cho = tense(syl[at].cho)
			return
		}
	}
}

// soundUi gives the last 의 of a noun, 회의, the sound 이 (5); as a particle it is 에.
func (lex *lexicon) soundUi(word string, syl []syllable) {
	if !strings.HasSuffix(word, "의") {
		return
	}
	n := utf8.RuneCountInString(word)
	if lex.nounUi[word] || n > 3 && endsInOne(word, lex.longUi) {
		syl[n-1].jung = vI
	}
}
