package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// cjk reads Chinese or Japanese. Characters pass through; only the author knows how a
// name is read.
type cjk struct {
	numerals
	*lists
	words *phrases
	g     *grammar[*cjk]
}

// numerals is what Chinese and Japanese differ in where numbers are said. Numbers are
// strings of ASCII digits.
type numerals interface {
	cardinal(digits string) string
	decimal(whole, fraction string) string
	digitwise(digits string, phone bool) string
	// counted reads a number with what it counts, of which s begins with the
	// writing. name is true after 第: 第二个. n is 0 where nothing is counted.
	counted(digits, fraction, s string, name bool) (n int, said string)
	code(digits string) string
	time(hour, minute string) string
	date(year, month, day string) string // each may be empty
	percent(whole, fraction string) string
	basementFloor(digits string) string
	floor(digits, word string) string
	letterName(r rune) string
}

// phrases are the words that stand between numbers.
type phrases struct {
	to, number, times, plus, ratio, point, ordinal, code string
	am, pm, minus, frost                                 string
	of, and                                              string // of a fraction
}

func (p *phrases) loadPhrases(from source, lang string) error {
	return from.keyed(lang+"-phrases.tsv", map[string]*string{"to": &p.to, "number": &p.number, "times": &p.times, "plus": &p.plus, "ratio": &p.ratio,
		"point": &p.point, "ordinal": &p.ordinal, "code": &p.code, "am": &p.am, "pm": &p.pm, "minus": &p.minus, "frost": &p.frost,
		"of": &p.of, "and": &p.and})
}

// cjkGrammar is what the two languages have in common. A class of a language's own is
// tried before the common ones of its start.
func cjkGrammar(own map[start]class[*cjk]) grammar[*cjk] {
	g := grammar[*cjk]{
		spans: [...]spanClass[*cjk]{
			scene.Price:   (*cjk).priceSpan,
			scene.Code:    (*cjk).codeSpan,
			scene.Phone:   (*cjk).phoneSpan,
			scene.Time:    (*cjk).timeSpan,
			scene.Date:    (*cjk).dateSpan,
			scene.Spelled: (*cjk).spelledSpan,
			scene.Name:    nil,
		},
		classes: [starts][]class[*cjk]{
			figure: { // from the most particular to the least
				(*cjk).mobile, (*cjk).phone, (*cjk).fullDate, (*cjk).dayOfMonth, (*cjk).year, (*cjk).clock,
				(*cjk).promotion, (*cjk).vulgarFraction, (*cjk).slash, (*cjk).ratio, (*cjk).version,
				(*cjk).numberRange, (*cjk).dashed, (*cjk).product, (*cjk).storey, (*cjk).quantity,
			},
			currency: {(*cjk).price, (*cjk).symbol},
			dash:     {(*cjk).minus, (*cjk).hyphen, (*cjk).symbol},
			tilde:    {(*cjk).rangeMark},
			cross:    {(*cjk).symbol},
			bracket:  {(*cjk).symbol},
			dot:      {(*cjk).ellipsis, asWritten[*cjk]},
			pause:    {asWritten[*cjk]},
			space:    {asWritten[*cjk]},
			latin:    {(*cjk).basement, (*cjk).numbered, (*cjk).word, (*cjk).letters}, // Chinese has no list of words
			hangul:   {asWritten[*cjk]},
			han:      {(*cjk).ordinal, character[*cjk], (*cjk).symbol},
			letter:   {asWritten[*cjk]},
			other:    {(*cjk).punctuation, (*cjk).symbol},
		},
		spaced: (*cjk).spaced,
	}
	for begins, read := range own {
		g.classes[begins] = append([]class[*cjk]{read}, g.classes[begins]...)
	}
	return g
}

func (k *cjk) priceSpan(s scene.Span, next string) (string, bool) {
	m, known := k.currencies[s.Value.Currency]
	if !known || isDigits(s.Text) && strings.HasPrefix(strings.TrimSpace(next), m.unit) {
		return "", false
	}
	negative, whole, fraction := m.split(s.Value.Number)
	said := k.amount(whole, strings.TrimRight(fraction, "0"), m.unit)
	if negative {
		said = k.words.minus + said
	}
	return said, true
}

// amount reads a sum of money.
func (k *cjk) amount(whole, fraction, unit string) string {
	if n, said := k.counted(whole, fraction, unit, false); n > 0 {
		return said
	}
	return k.decimal(whole, fraction) + unit
}

// codeSpan reads an order number or a seat. Beside letters three digits and more go one by
// one, as they do in Korean.
func (k *cjk) codeSpan(s scene.Span, _ string) (string, bool) {
	lettered := strings.ContainsFunc(s.Text, unicode.IsLetter)
	digits := func(d string) string {
		if lettered && len(d) > 2 {
			return k.digitwise(d, false)
		}
		return k.code(d)
	}
	return k.characters(s.Text, digits, k.words.code), true
}

func (k *cjk) spelledSpan(s scene.Span, _ string) (string, bool) {
	return k.characters(s.Text, func(digits string) string {
		return joinNumbers(digits, "", ", ", func(d string) string { return k.digitwise(d, false) })
	}, ", "), true
}

// characters reads runs of digits, and what stands between them by name.
func (k *cjk) characters(s string, digits func(string) string, between string) string {
	var parts []string
	t := newText(normalise(s, 0)).s
	for len(t) > 0 {
		n := leadingDigits(t)
		if n > 0 {
			parts = append(parts, digits(t[:n]))
		} else {
			r, size := utf8.DecodeRuneInString(t)
			n = size
			if p := k.letterName(r); p != "" {
				parts = append(parts, p)
			}
		}
		t = t[n:]
	}
	return strings.Join(parts, between)
}

func (k *cjk) phoneSpan(s scene.Span, _ string) (string, bool) { return k.groups(s.Text, true), true }

// groups reads digits one by one, with a pause where the writer put one.
func (k *cjk) groups(s string, phone bool) string {
	var parts []string
	for _, g := range strings.FieldsFunc(newText(normalise(s, 0)).s, func(r rune) bool { return r < '0' || r > '9' }) {
		parts = append(parts, k.digitwise(g, phone))
	}
	return strings.Join(parts, ", ")
}

func (k *cjk) timeSpan(s scene.Span, _ string) (string, bool) {
	hour, minute, pm, ok := twelveHours(s.Value.Number)
	if !ok {
		return "", false
	}
	if pm {
		return k.words.pm + k.time(hour, minute), true
	}
	return k.words.am + k.time(hour, minute), true
}

func (k *cjk) dateSpan(s scene.Span, _ string) (string, bool) {
	year, month, day, ok := dateOf(s)
	if !ok {
		return "", false
	}
	return k.date(year, month, day), true
}

// spaced keeps a number apart from Latin letters beside it.
func (k *cjk) spaced(t token, n int, said string) string {
	if !isDigit(t.rest[0]) {
		return said
	}
	if t.before < utf8.RuneSelf && isLatin(byte(t.before)) {
		said = " " + said
	}
	if !t.endsWord(n) {
		said += " "
	}
	return said
}

// punctuation leaves characters to the voice that the list does not have.
func (k *cjk) punctuation(t token) (int, string) {
	if t.first > 0x2000 && unicode.Is(unicode.Po, t.first) && k.symbols[t.first] == "" {
		return t.size, string(t.first)
	}
	return 0, ""
}

// ordinal reads 第 before a number.
func (k *cjk) ordinal(t token) (int, string) {
	if t.first != '第' || len(t.rest) == t.size || !isDigit(t.rest[t.size]) {
		return 0, ""
	}
	return t.size, k.words.ordinal
}

// minus reads the sign of a negative number, and of a frost.
func (k *cjk) minus(t token) (int, string) {
	if t.first != '-' || !t.opens() || len(t.rest) == 1 || !isDigit(t.rest[1]) && !reMoney.MatchString(t.rest[1:]) {
		return 0, ""
	}
	if m := reNumber.FindString(t.rest[1:]); m != "" && hasAnyPrefix(t.rest[1+len(m):], []string{"°", "度"}) {
		return t.size, k.words.frost
	}
	return t.size, k.words.minus
}

// hyphen is a pause between two words and silent inside one.
func (k *cjk) hyphen(t token) (int, string) {
	switch {
	case t.first != '-':
		return 0, ""
	case t.before == ' ':
		return t.size, ", "
	}
	return t.size, " "
}

// rangeMark reads ~ between two things.
func (k *cjk) rangeMark(t token) (int, string) {
	if t.before == 0 || t.before == ' ' || len(t.rest) == t.size {
		return t.size, ""
	}
	return t.size, k.words.to
}

// ellipsis is a pause.
func (k *cjk) ellipsis(t token) (int, string) {
	if t.before == '.' || t.before == 0 {
		return t.size, ","
	}
	return 0, ""
}

// basement reads B1 and B2F.
func (k *cjk) basement(t token) (int, string) {
	m := reCJKFloor.FindStringSubmatch(t.rest)
	if m == nil || m[1] == "" || m[3] == "F" && !t.endsWord(len(m[0])) {
		return 0, ""
	}
	return len(m[0]), k.basementFloor(m[2])
}

// numbered reads No. 3.
func (k *cjk) numbered(t token) (int, string) {
	m := reNo.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	if n, said := k.counted(m[1], "", k.words.number, true); n > 0 {
		return len(m[0]), said
	}
	return len(m[0]), k.cardinal(m[1]) + k.words.number
}

// word reads a Latin word of the list.
func (k *cjk) word(t token) (int, string) {
	run := strings.ToLower(reLatin.FindString(t.rest))
	entry, said, ok := longestPrefix(k.latin, run, k.longest.latin, func(e string) bool { return len(e) > 1 && t.endsWord(len(e)) })
	if !ok {
		return 0, ""
	}
	return len(entry), said
}

// letters reads a single letter or a short name in capitals by its letters, with the
// number behind it, A-103; anything else is for another voice (see Cut).
func (k *cjk) letters(t token) (int, string) {
	word := reLetters.FindString(t.rest)
	n, said := len(word), word
	if len(word) == 1 || strings.ToUpper(word) == word && len(word) <= 5 {
		said = ""
		for _, r := range word {
			said += k.letterName(r)
		}
	}
	if n+1 >= len(t.rest) || t.rest[n] != '-' || !isDigit(t.rest[n+1]) {
		return n, said
	}
	after := t.rest[n+1:]
	d := leadingDigits(after)
	if after[0] != '0' && d <= 4 {
		if more, counted := k.counted(after[:d], "", after[d:], true); more > 0 {
			return n + 1 + d + more, said + " " + counted // A-103番
		}
	}
	return n + 1 + d, said + " " + k.code(after[:d])
}
