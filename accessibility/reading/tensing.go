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

// wordsMeet are two words with a space between them: as written, and what article 27 made of the first, which has so many
// syllables.
type wordsMeet struct {
	before, word, said string
	syllables          int
}

// meet lets the last syllable of a word and the first of the next change each other.
func (lex *lexicon) meet(a, b *syllable, w wordsMeet) {
	switch {
	case lex.takesN(w.before, w.word):
		partRules["n"](a, b)
		assimilate(a, b)
	case isNumber(w.said):
		assimilateAcross(a, b)
		if b.cho == cH && (w.before == "첫" || w.before == "몇") { // they are no figures
			joinAcross(a, b)
		}
	case w.syllables == 1:
		joinAcross(a, b)
	}
	if w.syllables == 1 && !isNumber(w.word) {
		moveAcross(a, b)
	}
}

// assimilateAcross lets consonants change each other across the space (18 note). A consonant does
// not move to a vowel there: 오백 원 is clearer with its border.
func assimilateAcross(a, b *syllable) {
	if a.jung < 0 || b.jung < 0 || b.cho == cNg || b.cho == cH {
		return
	}
	if a.jong == jL && a.cho == cNg && a.jung == vYeo { // 열 개 is 열 깨
		b.cho = tense(b.cho)
		return
	}
	assimilate(a, b)
}

// joinAcross lets a word of one syllable and the next be said in one breath: 밥 먹는다 is
// 밤 멍는다 (18 note), 옷 한 벌 is 오 탄 벌 (12 note).
func joinAcross(a, b *syllable) {
	if a.jung < 0 || b.jung < 0 {
		return
	}
	switch plainCoda(a.jong) {
	case jG, jD, jB:
	default:
		return
	}
	switch b.cho {
	case cN, cM:
		assimilate(a, b)
	case cH:
		a.jong = plainCoda(a.jong)
		joinH(a, b, a.jong)
	}
}

// moveAcross lets a final consonant that is another sound before a pause move with that sound
// to a word of its own (15): 밭 아래 is 바 다래, 꽃 위 is 꼬 뒤, 몇 월 is 며 둴.
func moveAcross(a, b *syllable) {
	if a.jung < 0 || b.jung < 0 || b.cho != cNg || !movesWhole(b.jung) {
		return
	}
	plain := plainCoda(a.jong)
	if plain == a.jong || plain != jG && plain != jD && plain != jB {
		return
	}
	a.jong, b.cho = liaisons[plain].stays, liaisons[plain].moves
}
