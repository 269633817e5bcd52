package typing

import (
	"slices"
	"strings"
)

// The arithmetic of Hangul syllables (The Unicode Standard 15.0, section 3.12):
// syllable = base + (initial*21 + vowel)*28 + final.
const (
	syllableBase = 0xAC00
	vowelCount   = 21
	finalCount   = 28
)

// The letters in the order of that arithmetic, as compatibility jamo, which is what is
// shown and typed. The first final is "none".
var (
	initials = []rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")
	vowels   = []rune("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")
	finals   = []rune("\x00ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
)

// compounds are letters that 두벌식 types as two. The doubled consonants have keys of
// their own and are not among them.
var compounds = map[[2]rune]rune{
	{'ㅗ', 'ㅏ'}: 'ㅘ', {'ㅗ', 'ㅐ'}: 'ㅙ', {'ㅗ', 'ㅣ'}: 'ㅚ', {'ㅜ', 'ㅓ'}: 'ㅝ', {'ㅜ', 'ㅔ'}: 'ㅞ',
	{'ㅜ', 'ㅣ'}: 'ㅟ', {'ㅡ', 'ㅣ'}: 'ㅢ',
	{'ㄱ', 'ㅅ'}: 'ㄳ', {'ㄴ', 'ㅈ'}: 'ㄵ', {'ㄴ', 'ㅎ'}: 'ㄶ', {'ㄹ', 'ㄱ'}: 'ㄺ', {'ㄹ', 'ㅁ'}: 'ㄻ',
	{'ㄹ', 'ㅂ'}: 'ㄼ', {'ㄹ', 'ㅅ'}: 'ㄽ', {'ㄹ', 'ㅌ'}: 'ㄾ', {'ㄹ', 'ㅍ'}: 'ㄿ', {'ㄹ', 'ㅎ'}: 'ㅀ',
	{'ㅂ', 'ㅅ'}: 'ㅄ',
}

func isVowel(r rune) bool     { return slices.Contains(vowels, r) }
func isConsonant(r rune) bool { return r >= 'ㄱ' && r <= 'ㅎ' }
func canEnd(r rune) bool      { return slices.Contains(finals[1:], r) }

// split is a compound's two letters, or 0 and the letter itself.
func split(r rune) (rune, rune) {
	for two, one := range compounds {
		if one == r {
			return two[0], two[1]
		}
	}
	return 0, r
}

// letterEnd stands between letters that must not combine.
const letterEnd rune = 0

// syllables combines letters as they are typed. Everything that is not a Korean letter
// stays what it is; letterEnd ends a syllable and is not shown.
func syllables(letters []rune) string {
	var c composition
	for _, r := range letters {
		switch {
		case r == letterEnd:
			c.end()
		case isVowel(r):
			c.vowel(r)
		case isConsonant(r):
			c.consonant(r)
		default:
			c.end()
			c.out.WriteRune(r)
		}
	}
	c.end()
	return c.out.String()
}

// composition is the syllable that is being typed, behind those that are done: its
// initial, vowel and final, 0 for none.
type composition struct {
	out     strings.Builder
	l, v, t rune
}

// end finishes the syllable. A letter alone stays one; a final needs both others.
func (c *composition) end() {
	if c.l != 0 && c.v != 0 {
		c.out.WriteRune(Syllable(c.l, c.v, c.t))
	} else {
		for _, r := range [...]rune{c.l, c.v} {
			if r != 0 {
				c.out.WriteRune(r)
			}
		}
	}
	c.l, c.v, c.t = 0, 0, 0
}

func (c *composition) vowel(r rune) {
	both := compounds[[2]rune{c.v, r}]
	switch {
	case c.v == 0:
		c.v = r
	case c.t != 0: // the final belongs to the next syllable after all (연음 in writing)
		stays, goes := split(c.t)
		c.t = stays
		c.end()
		c.l, c.v = goes, r
	case both != 0:
		c.v = both
	default:
		c.end()
		c.v = r
	}
}

func (c *composition) consonant(r rune) {
	both := compounds[[2]rune{c.t, r}]
	switch {
	case c.l != 0 && c.v != 0 && c.t == 0 && canEnd(r):
		c.t = r
	case c.t != 0 && both != 0:
		c.t = both
	default:
		c.end()
		c.l = r
	}
}

// Syllable is the syllable of an initial, a vowel and a final (0 for none), all as
// compatibility jamo. Letters that cannot stand there give 0.
func Syllable(l, v, t rune) rune {
	i, j, k := slices.Index(initials, l), slices.Index(vowels, v), slices.Index(finals, t)
	if i < 0 || j < 0 || k < 0 {
		return 0
	}
	return rune(syllableBase + (i*vowelCount+j)*finalCount + k)
}

// Letters takes a syllable apart: initial, vowel, and final or 0. ok is false for
// anything that is not a composed syllable.
func Letters(syllable rune) (l, v, t rune, ok bool) {
	i := int(syllable) - syllableBase
	if i < 0 || i >= len(initials)*vowelCount*finalCount {
		return 0, 0, 0, false
	}
	return initials[i/(vowelCount*finalCount)], vowels[i/finalCount%vowelCount], finals[i%finalCount], true
}

// Initial is the consonant that a syllable begins with, and the rune itself where it
// is no syllable: "아이스" is searched for by "ㅇㅇㅅ".
func Initial(r rune) rune {
	if l, _, _, ok := Letters(r); ok {
		return l
	}
	return r
}

// taps are the letters of one 천지인 consonant key, in the order in which pressing it
// again goes through them (KS X 5003 is 두벌식; 천지인 became a national standard for
// phones, with two others, in 2011).
var taps = map[rune][]rune{
	'ㄱ': []rune("ㄱㅋㄲ"), 'ㄴ': []rune("ㄴㄹ"), 'ㄷ': []rune("ㄷㅌㄸ"), 'ㅂ': []rune("ㅂㅍㅃ"),
	'ㅅ': []rune("ㅅㅎㅆ"), 'ㅈ': []rune("ㅈㅊㅉ"), 'ㅇ': []rune("ㅇㅁ"),
}

// dot is the stroke for heaven, 천.
const dot = 'ㆍ'

// drawn are the vowels as strokes of heaven ㆍ, earth ㅡ and man ㅣ.
var drawn = map[string]rune{
	"ㅣ": 'ㅣ', "ㅡ": 'ㅡ', "ㅣㆍ": 'ㅏ', "ㅣㆍㆍ": 'ㅑ', "ㆍㅣ": 'ㅓ', "ㆍㆍㅣ": 'ㅕ', "ㆍㅡ": 'ㅗ', "ㆍㆍㅡ": 'ㅛ',
	"ㅡㆍ": 'ㅜ', "ㅡㆍㆍ": 'ㅠ', "ㅡㅣ": 'ㅢ', "ㅣㆍㅣ": 'ㅐ', "ㅣㆍㆍㅣ": 'ㅒ', "ㆍㅣㅣ": 'ㅔ', "ㆍㆍㅣㅣ": 'ㅖ',
	"ㆍㅡㅣ": 'ㅚ', "ㆍㅡㅣㆍ": 'ㅘ', "ㆍㅡㅣㆍㅣ": 'ㅙ', "ㅡㆍㅣ": 'ㅟ', "ㅡㆍㆍㅣ": 'ㅝ', "ㅡㆍㆍㅣㅣ": 'ㅞ',
	"ㆍ": dot, "ㆍㆍ": dot, // not a vowel yet
}

// fromPhone turns 천지인 strokes into letters.
func fromPhone(strokes []rune) []rune {
	var out []rune
	var group rune // the consonant key pressed last
	tap, vowel := 0, ""
	endVowel := func() {
		if vowel != "" {
			out = append(out, drawn[vowel])
		}
		vowel = ""
	}
	for _, r := range strokes {
		if letters := taps[r]; letters != nil {
			endVowel()
			if group == r {
				tap++
				out[len(out)-1] = letters[tap%len(letters)]
				continue
			}
			group, tap = r, 0
			out = append(out, r)
			continue
		}
		group = 0
		if r == dot || r == 'ㅡ' || r == 'ㅣ' {
			if _, ok := drawn[vowel+string(r)]; !ok {
				endVowel()
			}
			vowel += string(r)
			continue
		}
		endVowel()
		out = append(out, r)
	}
	endVowel()
	return out
}
