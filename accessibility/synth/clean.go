package synth

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes text safe for any engine without moving a rune: every rune that
// could be a command becomes a space, so that positions in the result are
// positions in the text. The result is valid UTF-8 of at most max runes.
//
// What is replaced: control characters (an engine may read them as commands or
// as the end of input), invalid bytes, noncharacters, invisible formatting
// characters that are not joiners, and the signs that engines give a meaning of
// their own: angle brackets (SSML) and square brackets (phonemes in espeak).
func Clean(text string, max int) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if n == max {
			break
		}
		n++
		switch {
		case r == utf8.RuneError, r < ' ', unicode.IsControl(r),
			r == '<', r == '>', r == '[', r == ']',
			unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d',
			r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef, unicode.Is(unicode.Co, r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Audible reports whether there is anything in text that can be said.
func Audible(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) {
			return true
		}
	}
	return false
}
