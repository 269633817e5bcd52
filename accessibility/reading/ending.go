package reading

import (
	"strings"
	"unicode/utf8"
)

// ending finds a last syllable of a noun, with at least two syllables before it: its
// byte offset in the word, and the syllable before it.
func (lex *lexicon) ending(word, last string) (at int, before syllable, ok bool) {
	stem := strings.TrimRight(word, ".,?!")
	at = strings.LastIndex(stem, last)
	if at < 0 || utf8.RuneCountInString(stem[:at]) < 2 {
		return 0, syllable{}, false
	}
	if rest := stem[at+len(last):]; rest != "" && !lex.particles[rest] {
		return 0, syllable{}, false
	}
	parts := takeApart(stem[:at])
	before = parts[len(parts)-1]
	return at, before, before.jung >= 0
}

// soundOfEnding applies what holds for whole families of nouns, by their last
// syllable. settled is up to where (in bytes) the word list has had its say.
//
//   - 권 (ticket, right, zone) is tense after a noun of two syllables or more: 주차권.
//   - 역 (station) and 약 (medicine) get ㄴ after a consonant (article 29): 신촌역,
//     소독약. Words that come from Chinese as a whole do not: 자동번역, 전기절약.
//   - 게요 and 수록 are tense after the ending ㄹ (article 27): 갈게요, 할수록.
func (lex *lexicon) soundOfEnding(word string, settled int) string {
	if at, _, ok := lex.ending(word, "권"); ok && at >= settled && !isNumber(word[:at]) {
		return word[:at] + "꿘" + word[at+len("권"):]
	}
	if tensed := lex.tenseEnding(word, settled); tensed != word {
		return tensed
	}
	for last, sound := range map[string]string{"역": "녁", "약": "냑"} {
		at, before, ok := lex.ending(word, last)
		if !ok || at < settled || before.jong == jNone || lex.wholeWord(word[:at]+last) {
			continue
		}
		return word[:at] + sound + word[at+len(last):]
	}
	for tail, sound := range map[string]string{"게요": "께요", "수록": "쑤록"} {
		if stem, found := strings.CutSuffix(strings.TrimRight(word, ".,?!"), tail); found && endsInL(stem) && len(stem) >= settled {
			return stem + sound + word[len(stem)+len(tail):]
		}
	}
	return word
}

// wholeWord reports whether a word ends in a Chinese word of two syllables that is
// read without ㄴ.
func (lex *lexicon) wholeWord(w string) bool { return endsInOne(w, lex.noN) }
