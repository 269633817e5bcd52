package reading

import (
	"strings"
	"unicode/utf8"
)

// What words do to each other across a space.

// boundNoun is one that is tense after the modifier -ㄹ.
type boundNoun struct{ noun, sound string }

// tenseAfterL applies article 27: after the modifier -ㄹ a bound noun is tense.
func (lex *lexicon) tenseAfterL(before, word, next string) string {
	if endsInL(before) {
		if rest, ok := strings.CutPrefix(word, "것"); ok {
			return "껏" + rest
		}
		last, _ := utf8.DecodeLastRuneInString(before)
		able := hasAnyPrefix(next, []string{"있", "없"})
		if rest, ok := strings.CutPrefix(word, "수"); ok && (able && rest == "" || lex.isParticle(rest) && (able || strings.ContainsRune(lex.verbL, last))) {
			return "쑤" + rest
		}
	}
	if last, _ := utf8.DecodeLastRuneInString(before); strings.ContainsRune(lex.verbL, last) {
		return lex.tenseBoundNoun(last, word)
	}
	return word
}

// tenseBoundNoun is a word after a verb that ends in the syllable last.
func (lex *lexicon) tenseBoundNoun(last rune, word string) string {
	for _, n := range lex.boundNouns {
		if rest, ok := strings.CutPrefix(word, n.noun); ok && (rest == "" || lex.isParticle(rest) || hasAnyPrefix(rest, []string{"예요", "에요", "야"})) {
			if n.noun == "곳" && rest != "" {
				return "꼿" + rest // 갈 곳이 is 갈 꼬시
			}
			return n.sound + rest
		}
	}
	if rest, ok := strings.CutPrefix(word, "분"); ok && last == '실' && (rest == "" || lex.isParticle(rest) || strings.HasPrefix(rest, "께")) {
		return "뿐" + rest // 드실 분
	}
	return word
}

// takesN applies article 29 across a space: 한 일 is 한 닐, 첫 열차 is 천 녈차. The word before
// is of one syllable or a verb before its noun.
func (lex *lexicon) takesN(before, word string) bool {
	last, size := utf8.DecodeLastRuneInString(before)
	if !isHangul(last) || (last-0xAC00)%28 == 0 || size != len(before) && !strings.ContainsRune(lex.beforeN, last) && !hasAnyPrefix(word, lex.alwaysN) || isNumber(before) && before != "한" && before != "첫" {
		return false
	}
	for _, w := range lex.acrossN {
		if rest, ok := strings.CutPrefix(word, w); ok && (utf8.RuneCountInString(w) > 1 || lex.verbN[w] || rest == "" || lex.isParticle(rest)) {
			return true
		}
	}
	return false
}
