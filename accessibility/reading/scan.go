package reading

import (
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// grammar is how one language is read: what it makes of typed spans, and which classes
// of token it knows in free text. It is a table that never changes; L is the language's
// own state, its word lists.
type grammar[L any] struct {
	// spans says a typed span, by its kind. Without a function the text itself is read.
	spans [scene.Name + 1]spanClass[L]
	// classes are tried in order at every place, by what the token begins with; the
	// first that reads something wins. What none of them reads is silent.
	classes [starts][]class[L]
	// spaced puts spaces around a token that begins with a figure or a currency sign.
	spaced func(l L, t token, n int, said string) string
	// perSpan keeps neighbouring free spans apart; otherwise "2" and "개" in two spans
	// are still two things.
	perSpan bool
}

// spanClass says a typed span. It reports false where the text itself is the best
// source: no value, or the unit stands in the next span.
type spanClass[L any] func(l L, s scene.Span, next string) (said string, ok bool)

// class reads one class of token: a price, a clock time, a telephone number. It returns
// how many bytes of the text that was and how they are said; 0 bytes where no such token
// begins.
type class[L any] func(l L, t token) (n int, said string)

// token is a place where a token may begin.
type token struct {
	text      string // all of it
	at        int    // the byte of text where the token begins
	rest      string // the text from there on
	first     rune   // of rest
	size      int    // bytes of first
	before    rune   // the one ahead of first; 0 at the start of the text
	said      *draft // what was said up to here
	afterCode bool   // a typed code ends here
}

func tokenAt(text string, at int) token {
	t := token{text: text, at: at, rest: text[at:]}
	t.first, t.size = utf8.DecodeRuneInString(t.rest)
	return t
}

// after is the token that begins n bytes later.
func (t token) after(n int) token {
	next := tokenAt(t.text, t.at+n)
	next.said = t.said
	next.before, _ = utf8.DecodeLastRuneInString(t.text[:next.at])
	return next
}

// instead is the same place with another text from there on.
func (t token) instead(rest string) token {
	next := tokenAt(rest, 0)
	next.said, next.before = t.said, t.before
	return next
}

// lead is the text before the token.
func (t token) lead() string { return t.text[:t.at] }

// endsNumber reports whether the first n bytes of rest are not cut out of a longer
// number.
func (t token) endsNumber(n int) bool {
	return n == len(t.rest) || !isDigit(t.rest[n])
}

// endsWord reports whether the first n bytes are not cut out of a longer Latin word.
func (t token) endsWord(n int) bool { return n == len(t.rest) || !isLatin(t.rest[n]) }

// opens reports whether a sign stands where one before a number belongs to it: -5.
func (t token) opens() bool {
	switch t.before {
	case 0, ' ', '(', '~', ':':
		return true
	}
	return false
}

// start is what a token begins with.
type start uint8

const (
	other    start = iota // what is none of the others
	figure                // a digit
	currency              // ₩ $ € £ ¥
	dash
	tilde
	cross // ×
	bracket
	dot
	pause // , ? !
	space
	latin  // a letter of ASCII
	hangul // a syllable
	han
	letter // of any other script
	starts = iota
)

func startOf(r rune) start {
	switch r {
	case ' ':
		return space
	case '₩', '$', '€', '£', '¥':
		return currency
	case '-', '—', '―':
		return dash
	case '~':
		return tilde
	case '×':
		return cross
	case '(':
		return bracket
	case '.':
		return dot
	case ',', '?', '!':
		return pause
	}
	return startOfLetter(r)
}

func startOfLetter(r rune) start {
	switch {
	case r >= '0' && r <= '9':
		return figure
	case r < utf8.RuneSelf:
		if isLatin(byte(r)) {
			return latin
		}
		return other
	case isHangul(r):
		return hangul
	case r >= 'ぁ' && r <= 'ヺ' && unicode.IsLetter(r): // kana, before the long table of Han is searched
		return letter
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.IsLetter(r):
		return letter
	}
	return other
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLatin(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// isHangul reports whether a rune is a Hangul syllable.
func isHangul(r rune) bool { return r >= 0xAC00 && r <= 0xD7A3 }

// read says spans: typed ones by what they are, free text by classes.
func (g *grammar[L]) read(l L, spans []scene.Span) draft {
	var out, free draft
	afterCode := false
	flush := func() {
		g.scan(l, newText(free), &out, afterCode)
		free = nil
	}
	at := 0
	for i, s := range spans {
		next := ""
		if i+1 < len(spans) {
			next = spans[i+1].Text
		}
		end := at + utf8.RuneCountInString(s.Text)
		if said, ok := g.typed(l, s, next); ok {
			flush()
			var sub draft
			g.scan(l, newText(normalise(said, 0)), &sub, false)
			for _, c := range sub {
				out = append(out, cell{c.r, at, end})
			}
			afterCode = s.Kind == scene.Code
		} else {
			free = append(free, normalise(s.Text, at)...)
			if g.perSpan {
				flush()
			}
		}
		at = end
	}
	flush()
	return out
}

// typed says a span by its kind; the author's spoken form wins.
func (g *grammar[L]) typed(l L, s scene.Span, next string) (string, bool) {
	if s.Spoken != "" {
		return s.Spoken, true
	}
	if int(s.Kind) < len(g.spans) && g.spans[s.Kind] != nil {
		return g.spans[s.Kind](l, s, next)
	}
	return "", false
}

// scan reads free text, left to right.
func (g *grammar[L]) scan(l L, t text, out *draft, afterCode bool) {
	for b := 0; b < len(t.s); {
		tok := tokenAt(t.s, b)
		tok.before, tok.said, tok.afterCode = t.before(b), out, afterCode
		begins := startOf(tok.first)
		n, said := g.token(l, begins, tok)
		if g.spaced != nil && (begins == figure || begins == currency) {
			said = g.spaced(l, tok, n, said)
		}
		from, to := t.source(b, b+n)
		out.put(said, from, to)
		b += n
		afterCode = false
	}
}

// token reads the token that begins with a start. A class may call it for the second
// number of a range.
func (g *grammar[L]) token(l L, begins start, t token) (n int, said string) {
	for _, read := range g.classes[begins] {
		if n, said = read(l, t); n > 0 {
			return n, said
		}
	}
	return t.size, ""
}

// asWritten reads what the voice reads itself.
func asWritten[L any](_ L, t token) (int, string) { return t.size, t.rest[:t.size] }

// character passes a Han character through, but not what only counts as one: 〇.
func character[L any](_ L, t token) (int, string) {
	if !unicode.IsLetter(t.first) {
		return 0, ""
	}
	return t.size, t.rest[:t.size]
}

// symbol says one symbol as the list has it; one that is not in it is silent.
func (l *lists) symbol(t token) (int, string) { return t.size, l.symbols[t.first] }
