package ui

import (
	"strings"
	"unicode"

	"modu/accessibility/scene"
)

// breaksAnywhere reports whether a language is written without spaces, so that a
// line may end between any two of its letters.
func breaksAnywhere(lang scene.Lang) bool {
	return strings.HasPrefix(string(lang), "zh") || strings.HasPrefix(string(lang), "ja")
}

// Characters that do not begin a line, and such as do not end one: the common part of
// 禁則処理 (JIS X 4051) and of the Chinese rules (GB/T 15834).
const (
	notAtStart = "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】°′″℃％‰ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%…·"
	notAtEnd   = "‘“（〔［｛〈《「『【￥＄£¥$₩([{"
)

// mayBreak reports whether a line may end between two runes of a text without spaces.
func mayBreak(a, b rune) bool {
	if strings.ContainsRune(notAtStart, b) || strings.ContainsRune(notAtEnd, a) {
		return false
	}
	if katakana(a) && katakana(b) {
		return false // a foreign word: スイッチ
	}
	return ideograph(a) || ideograph(b)
}

func katakana(r rune) bool { return r >= 0x30A1 && r <= 0x30FC && r != '・' }

func ideograph(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3041 && r <= 0x30FF || r >= 0xFF01 && r <= 0xFF60 || strings.ContainsRune("、。「」『』（）《》【】・", r)
}

func hangul(r rune) bool { return unicode.Is(unicode.Hangul, r) }
