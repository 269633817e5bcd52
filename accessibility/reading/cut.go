package reading

import (
	"strings"
	"unicode"

	"modu/accessibility/scene"
)

// Cut gives every stretch of text the language of the voice that can say it
// (SPK-9): Hangul in a Chinese text is Korean, an English phrase in a Korean one
// is English. What a language reads itself (Wi-Fi in Korean, B1 in Chinese) stays
// with it. in is the language of spans that name none. The texts of the result,
// joined, are those of the spans; only free text and names are cut, and never what
// has a spoken form of its own or is private: what is left out is left out once.
func Cut(in scene.Lang, spans []scene.Span) []scene.Span { return (*Words)(nil).Cut(in, spans) }

// Cut is the function Cut with these words.
func (w *Words) Cut(in scene.Lang, spans []scene.Span) []scene.Span {
	var out []scene.Span
	for i, s := range spans {
		lang := s.Lang
		if lang == "" {
			lang = in
		}
		if s.Spoken != "" || s.Privacy != scene.Public || s.Kind != scene.Plain && s.Kind != scene.Name || !w.mayChange(lang, s.Text) {
			if out != nil {
				out = append(out, s)
			}
			continue
		}
		if out == nil {
			out = append(make([]scene.Span, 0, len(spans)+2), spans[:i]...)
		}
		out = append(out, w.cut(lang, s)...)
	}
	if out == nil {
		return spans
	}
	return out
}

// The tags that Cut gives. A voice is found by the language alone.
const (
	langKo scene.Lang = "ko"
	langEn scene.Lang = "en"
	langZh scene.Lang = "zh-Hans"
	langJa scene.Lang = "ja"
)

// Heard is how spans are said to a Korean, for particles to agree with. It is empty
// where another voice says the end of them, or nothing is private enough to be heard.
func (w *Words) Heard(lang scene.Lang, spans []scene.Span) string {
	cut := w.Cut(lang, spans)
	for i := len(cut) - 1; i >= 0; i-- {
		switch {
		case strings.TrimSpace(cut[i].Text) == "":
			continue
		case cut[i].Lang != "" && base(cut[i].Lang) != base(lang):
			return ""
		}
		break
	}
	return w.Read(lang, spans).Text
}

// mayChange is a quick look: most texts are of one language.
func (w *Words) mayChange(lang scene.Lang, s string) bool {
	b := base(lang)
	if b != "ko" && b != "en" && b != "zh" && b != "ja" {
		return false
	}
	for _, r := range s {
		if r < 0x80 {
			if b != "en" && isLatin(byte(r)) {
				return true
			}
		} else if v := voiceOf(r); v != "" && base(v) != b {
			return true
		}
	}
	return false
}

// voiceOf is the language that a letter belongs to, "" for letters and characters of
// none in particular. Han is Chinese until kana beside it say otherwise.
func voiceOf(r rune) scene.Lang {
	switch {
	case isHangul(r), r >= 0x1100 && r <= 0x11FF, r >= 0x3131 && r <= 0x318E:
		return langKo
	case r >= 0x3041 && r <= 0x30FF && r != '・' && r != 'ー':
		return langJa
	case unicode.Is(unicode.Han, r):
		return langZh
	case unicode.Is(unicode.Latin, r):
		return langEn
	}
	return ""
}

// cut parts a span where the voice changes.
func (w *Words) cut(own scene.Lang, s scene.Span) []scene.Span {
	runes := []rune(s.Text)
	langs := make([]scene.Lang, len(runes))
	for i, j := 0, 0; i < len(runes); i = j {
		var v scene.Lang
		if v, j = w.stretch(own, runes, i); v != "" {
			mark(langs[i:j], v)
		}
	}
	markSymbols(own, runes, langs)
	var out []scene.Span
	for i, j := 0, 0; i < len(runes); i = j {
		for j = i + 1; j < len(runes) && langs[j] == langs[i]; j++ {
		}
		piece := s
		piece.Text = string(runes[i:j])
		if langs[i] != own {
			piece.Lang = langs[i]
		}
		out = append(out, piece)
	}
	return out
}

// stretch is the voice of the letters that begin at i, and where they end. It is empty
// for a symbol.
func (w *Words) stretch(own scene.Lang, runes []rune, i int) (v scene.Lang, end int) {
	if base(own) == "ko" && voiceOf(runes[i]) != "" {
		if end = w.lexicon().glossEnd(runes, i); end > 0 {
			return own, end
		}
	}
	switch v = voiceOf(runes[i]); v {
	case "":
		return "", i + 1
	case langEn:
		return w.latinStretch(own, runes, i)
	case langZh, langJa:
		return w.hanStretch(own, runes, i)
	}
	end = runOf(runes, i, v)
	if base(v) == base(own) {
		v = own
	}
	return v, end
}

// latinStretch: a unit behind a figure, 500 ml, 3F, stays with the text; a phrase in
// another language goes to the English voice.
func (w *Words) latinStretch(own scene.Lang, runes []rune, i int) (v scene.Lang, end int) {
	if base(own) == "en" || i > 0 && unicode.IsDigit(runes[i-1]) {
		return own, runOf(runes, i, langEn)
	}
	end = phraseEnd(runes, i)
	if !w.foreign(own, string(runes[i:end])) {
		return own, end
	}
	return langEn, end
}

// hanStretch: characters are Chinese until kana beside them say otherwise. Japanese
// reads both, Chinese its own, and Korean a few characters.
func (w *Words) hanStretch(own scene.Lang, runes []rune, i int) (v scene.Lang, end int) {
	v = langZh
	for end = i; end < len(runes); end++ {
		of := voiceOf(runes[end])
		if of == langJa {
			v = langJa
		} else if of != langZh && runes[end] != 'ー' {
			break
		}
	}
	switch b := base(own); {
	case b == "ja", b == "zh" && v == langZh, b == "ko" && v == langZh && w.readsHan(string(runes[i:end])):
		v = own
	}
	return v, end
}

// runOf is where letters of one voice end.
func runOf(runes []rune, i int, v scene.Lang) int {
	for i < len(runes) && voiceOf(runes[i]) == v {
		i++
	}
	return i
}

// markSymbols gives symbols to the words before them, at the start to the text's own
// language, as figures are; spaces between two stretches of one language stay inside.
func markSymbols(own scene.Lang, runes []rune, langs []scene.Lang) {
	last := own
	for i, r := range runes {
		if langs[i] == "" {
			langs[i] = last
			if unicode.IsDigit(r) || !unicode.IsSpace(r) && !unicode.IsPunct(r) {
				langs[i] = own
			}
		}
		last = langs[i]
	}
}

func mark(langs []scene.Lang, l scene.Lang) {
	for i := range langs {
		langs[i] = l
	}
}

// phraseEnd is where a run of Latin words ends: letters, and between two of them
// spaces, digits and the characters that words are written with.
func phraseEnd(runes []rune, i int) int {
	end := i
	for j := i; j < len(runes); j++ {
		switch r := runes[j]; {
		case unicode.Is(unicode.Latin, r):
			end = j + 1
		case r == ' ' || r == '\'' || r == '’' || r == '-' || r == '&' || r == '.' || r == ',':
		default:
			return end
		}
	}
	return end
}

// foreign reports whether Latin text is left to the English voice: a text with a
// word in it that the language has no reading for and that is no abbreviation.
func (w *Words) foreign(own scene.Lang, s string) bool {
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' }) {
		word = strings.Trim(word, ".'’-&")
		letters := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) {
				return r
			}
			return -1
		}, word)
		if len([]rune(letters)) < 2 {
			continue
		}
		plain := strings.ToLower(newText(normalise(word, 0)).s)
		capitals := strings.ToUpper(letters) == letters && len([]rune(letters)) <= 5
		switch base(own) {
		case "zh": // its voice would take any Latin word for pinyin
			return true
		case "ja":
			if _, known := japaneseLists().latin[plain]; !known && !capitals {
				return true
			}
		case "ko":
			if !capitals && looksLikeAWord(letters) && !w.known(plain) {
				return true
			}
		}
	}
	return false
}

// known reports whether the Korean word list has a word, as a whole or by its
// parts: Size-up.
func (w *Words) known(word string) bool {
	lex := w.lexicon()
	if _, ok := lex.latin[word]; ok {
		return true
	}
	if u, ok := lex.units[word]; ok && u != "" {
		return true
	}
	parts := strings.FieldsFunc(word, func(r rune) bool { return r == '-' || r == '&' || r == '.' || r == '+' })
	if len(parts) < 2 {
		return false
	}
	for _, p := range parts {
		if _, ok := lex.latin[p]; !ok {
			return false
		}
	}
	return true
}

// looksLikeAWord: four letters or more with a vowel, not all in capitals. Shorter
// ones and the like of kWh are said letter by letter.
func looksLikeAWord(s string) bool {
	low := strings.ToLower(s)
	return len([]rune(s)) >= 4 && strings.ContainsAny(low, "aeiouy") && strings.ToUpper(s) != s
}

// readsHan reports whether Korean has a word for every one of these characters: 大.
func (w *Words) readsHan(s string) bool {
	for _, r := range s {
		if strings.TrimSpace(w.lexicon().symbols[r]) == "" {
			return false
		}
	}
	return true
}
