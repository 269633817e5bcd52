package reading

import (
	"strings"
	"unicode/utf8"
)

// Tensing that the letters alone do not tell (표준 발음법 26 to 28), where a rule
// reaches further than a list. What it gets wrong stands in the word list.

// tenseSino applies article 26 at the beginning of a word.
func (lex *lexicon) tenseSino(word string) string {
	a, n := utf8.DecodeRuneInString(word)
	b, m := utf8.DecodeRuneInString(word[n:])
	rest := word[n+m:]
	if !strings.ContainsRune(lex.sinoFirst, a) || !strings.ContainsRune(lex.sinoSecond, b) || isNumber(word) {
		return word
	}
	switch {
	case b == '자' && strings.HasPrefix(rest, "리"), // 별자리, 일자리
		b == '대' && strings.HasPrefix(rest, "로"),                          // 절대로 is 절때로 by the list; 별대로, 일대로 are not
		b == '도' && strings.ContainsRune("발실갈일", a),                       // 일도: the particle
		strings.ContainsRune("지자", b) && strings.ContainsRune("밀질찰졸갈", a): // endings of verbs: 밀지, 졸자
		return word
	}
	s := takeApart(string(b))
	s[0].cho = tense(s[0].cho)
	return string(a) + putTogether(s) + rest
}

// tenseNoun is a last syllable of nouns that is tense.
type tenseNoun struct {
	last, sound string
	not         []string // words in which it is not
}

// tenseEnding makes the last syllable of a noun tense. settled is up to where (in bytes)
// the word list has had its say.
func (lex *lexicon) tenseEnding(word string, settled int) string {
	for _, e := range lex.tenseNouns {
		at, _, ok := lex.ending(word, e.last)
		if !ok || at < settled || endsInOne(word[:at+len(e.last)], e.not) {
			continue
		}
		return word[:at] + e.sound + word[at+len(e.last):]
	}
	for _, soup := range [...]string{"장국", "물국"} { // 된장국 is 된장꾹
		if at, _, ok := lex.ending(word, "국"); ok && at >= settled && strings.HasSuffix(word[:at+len("국")], soup) {
			return word[:at] + "꾹" + word[at+len("국"):]
		}
	}
	return word
}

func endsInOne(s string, ends []string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// boundNoun is one that is tense after the modifier -ㄹ.
type boundNoun struct{ noun, sound string }

// tenseAfterL applies article 27: after the modifier -ㄹ a bound noun is tense.
func (lex *lexicon) tenseAfterL(before, word, next string) string {
	if endsInL(before) {
		if rest, ok := strings.CutPrefix(word, "것"); ok {
			return "껏" + rest
		}
		if rest, ok := strings.CutPrefix(word, "수"); ok && hasAnyPrefix(next, []string{"있", "없"}) {
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
