package reading

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// tongue is what Chinese and Japanese differ in where numbers are read. Numbers
// are strings of ASCII digits.
type tongue interface {
	cardinal(digits string) string
	decimal(whole, fraction string) string
	digitwise(digits string, phone bool) string
	// counted reads a number with what it counts, of which s begins with the
	// writing. name is true after 第: 第二个. n is 0 where nothing is counted.
	counted(digits, fraction, s string, name bool) (n int, said string)
	code(digits string) string
	clock(hour, minute string) string
	halves() (am, pm string)
	date(year, month, day string) string // year may be empty
	percent(number string) string
	fraction(whole, above, below string) string
	money(iso string) string // the unit; empty if unknown
	minus(unit string) string
	basement(digits string) string
	floor(digits, word string) string
	weekday(s string) string // of (水), with which s begins; empty where the sign is said as it is
	promo(buy string) string
	letter(r rune) string
	word(latin string) (string, bool)
	particle(before rune, s string) string // s begins with は or へ
	phrase(id string) string               // "to", "no", "times", "plus", "ratio"
	signs() map[rune]string
}

// readCJK reads Chinese or Japanese: typed spans by what they are, free text by
// patterns. Characters pass through; only the author knows how a name is read.
func readCJK(l tongue, spans []scene.Span) draft {
	k := &cjkReader{l: l}
	var free draft
	at := 0
	for i, s := range spans {
		end := at + utf8.RuneCountInString(s.Text)
		next := ""
		if i+1 < len(spans) {
			next = spans[i+1].Text
		}
		if said, ok := k.typed(s, next); ok {
			k.free(newText(free))
			free = nil
			sub := &cjkReader{l: l}
			sub.free(newText(normalise(said, 0)))
			for _, c := range sub.out {
				k.out = append(k.out, cell{c.r, at, end})
			}
		} else {
			free = append(free, normalise(s.Text, at)...)
		}
		at = end
	}
	k.free(newText(free))
	return k.out
}

type cjkReader struct {
	l   tongue
	out draft
}

func (k *cjkReader) typed(s scene.Span, next string) (string, bool) {
	if s.Spoken != "" {
		return s.Spoken, true
	}
	number := s.Value.Number
	digits := strings.TrimPrefix(strconv.FormatInt(number, 10), "-")
	switch s.Kind {
	case scene.Price:
		exp, _, known := currency(s.Value.Currency)
		if unit := k.l.money(s.Value.Currency); !known || unit == "" || isDigits(s.Text) && strings.HasPrefix(strings.TrimSpace(next), unit) {
			return "", false
		}
		fraction := ""
		if exp > 0 {
			digits = strings.Repeat("0", max(0, exp+1-len(digits))) + digits
			digits, fraction = digits[:len(digits)-exp], strings.TrimRight(digits[len(digits)-exp:], "0")
		}
		said := k.amount(digits, fraction, s.Value.Currency)
		if number < 0 {
			said = k.l.minus("") + said
		}
		return said, true
	case scene.Code:
		return k.signs(s.Text, func(d string) string { return k.l.code(d) }, ""), true
	case scene.Phone:
		return k.groups(s.Text, true), true
	case scene.Spelled:
		return k.signs(s.Text, func(d string) string {
			var parts []string
			for _, c := range d {
				parts = append(parts, k.l.digitwise(string(c), false))
			}
			return strings.Join(parts, ", ")
		}, ", "), true
	case scene.Time:
		if number < 0 || number >= 24*60 {
			return "", false
		}
		am, pm := k.l.halves()
		half, hour := am, number/60
		if hour >= 12 {
			half = pm
		}
		if hour %= 12; hour == 0 {
			hour = 12
		}
		return half + k.l.clock(strconv.FormatInt(hour, 10), strconv.FormatInt(number%60, 10)), true
	case scene.Date:
		if number < -700000 || number > 2900000 {
			return "", false
		}
		d := time.Unix(number*86400, 0).UTC()
		year := strconv.Itoa(d.Year())
		if !strings.Contains(s.Text, year) {
			year = ""
		}
		return k.l.date(year, strconv.Itoa(int(d.Month())), strconv.Itoa(d.Day())), true
	}
	return "", false
}

func (k *cjkReader) amount(whole, fraction, iso string) string {
	if n, said := k.l.counted(whole, fraction, k.l.money(iso), false); n > 0 {
		return said
	}
	return k.l.decimal(whole, fraction) + k.l.money(iso)
}

// signs reads a code sign by sign; between stands between two of them.
func (k *cjkReader) signs(s string, digits func(string) string, between string) string {
	var parts []string
	t := newText(normalise(s, 0)).s
	for len(t) > 0 {
		n := len(t) - len(strings.TrimLeft(t, "0123456789"))
		if n > 0 {
			parts = append(parts, digits(t[:n]))
		} else {
			r, size := utf8.DecodeRuneInString(t)
			n = size
			if p := k.l.letter(r); p != "" {
				parts = append(parts, p)
			}
		}
		t = t[n:]
	}
	if between == "" {
		between = k.l.phrase("code")
	}
	return strings.Join(parts, between)
}

// groups reads digits one by one, with a pause where the writer put one.
func (k *cjkReader) groups(s string, phone bool) string {
	var parts []string
	for _, g := range strings.FieldsFunc(newText(normalise(s, 0)).s, func(r rune) bool { return r < '0' || r > '9' }) {
		parts = append(parts, k.l.digitwise(g, phone))
	}
	return strings.Join(parts, ", ")
}

var (
	reCJKMobile = regexp.MustCompile(`^1[3-9]\d{9}`)
	reCJKFloor  = regexp.MustCompile(`^([Bb]?)(\d{1,3}) ?(F|層|层|楼|階)`)
	reCJKDate   = regexp.MustCompile(`^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})(?:日|号)`)
	reCJKYear   = regexp.MustCompile(`^(\d{4})年`)
	reCJKTo     = regexp.MustCompile(`^ ?[~-] ?`)
)

func (k *cjkReader) free(t text) {
	for b := 0; b < len(t.s); {
		n, said := k.step(t, b)
		from, to := t.source(b, b+n)
		k.out.put(said, from, to)
		b += n
	}
}

func (k *cjkReader) step(t text, b int) (int, string) {
	s := t.s[b:]
	r, size := utf8.DecodeRuneInString(s)
	prev := t.before(b)
	switch {
	case r >= '0' && r <= '9':
		n, said := k.digits(s, prev == '第')
		if prev < 0x80 && unicode.IsLetter(prev) {
			said = " " + said
		}
		if rest := s[n:]; rest != "" && isLatin(rest[0]) {
			said += " "
		}
		return n, said
	case strings.ContainsRune("₩$€£¥", r) && reMoney.MatchString(s):
		m := reMoney.FindStringSubmatch(s)
		n := len(m[0])
		iso := map[rune]string{'₩': "KRW", '$': "USD", '€': "EUR", '£': "GBP", '¥': k.l.phrase("yen")}[r]
		if unit := k.l.money(iso); strings.HasPrefix(s[n:], unit) {
			n += len(unit)
		}
		return n, k.amount(strings.ReplaceAll(m[2], ",", ""), strings.TrimRight(m[3], "0"), iso)
	case r == '(' && k.l.weekday(s) != "":
		return len("(水)"), ", " + k.l.weekday(s) + ", "
	case r == '第' && len(s) > size && s[size] >= '0' && s[size] <= '9':
		return size, k.l.phrase("ordinal")
	case r == '-':
		opens := prev == 0 || prev == ' ' || prev == '(' || prev == '~' || prev == ':'
		if opens && len(s) > 1 && (s[1] >= '0' && s[1] <= '9' || reMoney.MatchString(s[1:])) {
			unit := ""
			if m := reNumber.FindString(s[1:]); m != "" && (strings.HasPrefix(s[1+len(m):], "°") || strings.HasPrefix(s[1+len(m):], "度")) {
				unit = "°"
			}
			return 1, k.l.minus(unit)
		}
		if prev == ' ' {
			return size, ", "
		}
		return size, " "
	case r == '~':
		return size, map[bool]string{true: k.l.phrase("to"), false: ""}[prev != 0 && prev != ' ' && len(s) > size]
	case r == '.' && (prev == '.' || prev == 0):
		return size, ","
	case r < 0x80 && unicode.IsLetter(r):
		return k.latin(s)
	case r == 'は' || r == 'へ':
		return size, k.l.particle(prev, s)
	case isPause(r) || r == ' ' || unicode.IsLetter(r) || unicode.Is(unicode.Po, r) && r > 0x2000 && k.l.signs()[r] == "":
		return size, string(r)
	}
	return size, k.l.signs()[r]
}

// latin reads a Latin word: the list of words, a single letter or a short name in
// capitals by its letters; anything else is for another voice (see Cut).
func (k *cjkReader) latin(s string) (int, string) {
	if m := reCJKFloor.FindStringSubmatch(s); m != nil && m[1] != "" && (m[3] != "F" || len(m[0]) == len(s) || !isLatin(s[len(m[0])])) {
		return len(m[0]), k.l.basement(m[2])
	}
	if m := reNo.FindStringSubmatch(s); m != nil {
		if n, said := k.l.counted(m[1], "", k.l.phrase("no"), true); n > 0 {
			return len(m[0]), said
		}
		return len(m[0]), k.l.cardinal(m[1]) + k.l.phrase("no")
	}
	run := reLatin.FindString(s)
	for n := len(run); n > 0; n-- {
		if said, ok := k.l.word(strings.ToLower(run[:n])); ok && n > 1 && (n == len(s) || !isLatin(s[n])) {
			return n, said
		}
	}
	word := reLetters.FindString(s)
	n, said := len(word), word
	if len(word) == 1 || strings.ToUpper(word) == word && len(word) <= 5 {
		said = ""
		for _, r := range word {
			said += k.l.letter(r)
		}
	}
	if n+1 < len(s) && s[n] == '-' && s[n+1] >= '0' && s[n+1] <= '9' {
		d := len(s[n+1:]) - len(strings.TrimLeft(s[n+1:], "0123456789"))
		if s[n+1] != '0' && d <= 4 {
			if more, counted := k.l.counted(s[n+1:n+1+d], "", s[n+1+d:], true); more > 0 {
				return n + 1 + d + more, said + " " + counted // A-103番
			}
		}
		return n + 1 + d, said + " " + k.l.code(s[n+1:n+1+d])
	}
	return n, said
}

func (k *cjkReader) digits(s string, name bool) (int, string) {
	ends := func(n int) bool { return n == len(s) || s[n] < '0' || s[n] > '9' }
	if m := reCJKMobile.FindString(s); m != "" && ends(len(m)) {
		return len(m), k.groups(m[:3]+"-"+m[3:7]+"-"+m[7:], true)
	}
	if m := rePhone.FindString(s); m != "" && ends(len(m)) {
		return len(m), k.groups(m, true)
	}
	if m := reDate.FindStringSubmatch(s); m != nil && ends(len(m[0])) {
		month, day := m[2]+m[4]+m[6], m[3]+m[5]+m[7]
		if valid(month, 1, 12) && valid(day, 1, 31) {
			return len(m[0]), k.l.date(m[1], month, day)
		}
	}
	if m := reCJKDate.FindStringSubmatch(s); m != nil && valid(m[2], 1, 12) && valid(m[3], 1, 31) {
		return len(m[0]), k.l.date(m[1], m[2], m[3])
	}
	if m := reCJKYear.FindStringSubmatch(s); m != nil && !name {
		return len(m[0]), strings.TrimSuffix(k.l.date(m[1], "", ""), " ")
	}
	if m := reClock.FindStringSubmatch(s); m != nil && ends(len(m[0])) && valid(m[1], 0, 24) && valid(m[2], 0, 59) {
		n, said := len(m[0]), k.l.clock(m[1], m[2])
		am, pm := k.l.halves()
		switch strings.ToLower(m[3]) {
		case "a":
			said = am + said
		case "p":
			said = pm + said
		}
		if d := reCJKTo.FindString(s[n:]); d != "" && reClock.MatchString(s[n+len(d):]) {
			return n + len(d), said + k.l.phrase("to")
		}
		return n, said
	}
	if m := rePromo.FindStringSubmatch(s); m != nil && ends(len(m[0])) {
		if m[2] == "1" && len(m[1]) == 1 {
			return len(m[0]), k.l.promo(m[1])
		}
		return len(m[0]), k.l.cardinal(m[1]) + k.l.phrase("plus") + k.l.cardinal(m[2])
	}
	if m := reVulgar.FindStringSubmatch(s); m != nil {
		return len(m[0]), k.l.fraction(m[1], m[2], m[3])
	}
	if m := reSlash.FindStringSubmatch(s); m != nil && ends(len(m[0])) && !strings.HasPrefix(s[len(m[0]):], "/") {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		if !(x < y && y <= 10) && valid(m[1], 1, 12) && valid(m[2], 1, 31) {
			return len(m[0]), k.l.date("", m[1], m[2])
		}
		if y > 0 {
			return len(m[0]), k.l.fraction("", m[1], m[2])
		}
	}
	if m := reRatio.FindStringSubmatch(s); m != nil && ends(len(m[0])) && !strings.HasPrefix(s[len(m[0]):], ":") {
		part := func(n string) string { whole, f, _ := strings.Cut(n, "."); return k.l.decimal(whole, f) }
		return len(m[0]), part(m[1]) + k.l.phrase("ratio") + part(m[2])
	}
	if m := reDotted.FindString(s); m != "" {
		parts := strings.Split(m, ".")
		for i := range parts {
			parts[i] = k.l.cardinal(parts[i])
		}
		return len(m), strings.Join(parts, k.l.phrase("point"))
	}
	m := reDashed.FindString(s)
	if n, said := k.between(s, name); n > 0 && strings.Count(m, "-") < 2 {
		return n, said
	}
	if m != "" {
		return len(m), k.groups(m, false)
	}
	if m := reTimes.FindStringSubmatch(s); m != nil {
		return len(m[0]) - len(m[2]), k.l.cardinal(m[1]) + k.l.phrase("times")
	}
	if m := reCJKFloor.FindStringSubmatch(s); m != nil && (m[3] != "F" || len(m[0]) == len(s) || !isLatin(s[len(m[0])])) {
		return len(m[0]), k.l.floor(m[2], m[3])
	}
	return k.quantity(s, name)
}

// between reads a range. What both numbers count is said with both, which is
// right in Japanese and clear in Chinese, where it is left out before 到.
func (k *cjkReader) between(s string, name bool) (int, string) {
	m := reNumbers.FindStringSubmatchIndex(s)
	if m == nil {
		return 0, ""
	}
	first, dash := s[:m[3]], strings.Contains(s[m[3]:m[6]], "-")
	second := s[m[6]:]
	from, _ := strconv.ParseFloat(strings.ReplaceAll(first, ",", ""), 64)
	to, _ := strconv.ParseFloat(strings.ReplaceAll(s[m[6]:m[7]], ",", ""), 64)
	if m[4] >= 0 || m[8] >= 0 || dash && from >= to {
		return 0, "" // with a decimal point: each is read for itself
	}
	n, said := k.digits(second, name)
	tail := second[m[7]-m[6] : n] // what is counted
	if dash && tail == "" {
		return 0, ""
	}
	start := first
	if !strings.HasPrefix(k.l.phrase("to"), "到") || strings.HasPrefix(tail, "%") {
		start += tail
	} else if tail != "" {
		// 一到两个
		return m[6] + n, k.l.cardinal(strings.ReplaceAll(first, ",", "")) + k.l.phrase("to") + said
	}
	_, startSaid := k.digits(start, name)
	return m[6] + n, startSaid + k.l.phrase("to") + said
}

func (k *cjkReader) quantity(s string, name bool) (int, string) {
	m := reNumber.FindStringSubmatch(s)
	n := len(m[0])
	whole, fraction := strings.ReplaceAll(m[1], ",", ""), m[2]
	rest := s[n:]
	gap := 0
	if strings.HasPrefix(rest, " ") {
		gap = 1
	}
	if strings.HasPrefix(rest[gap:], "%") {
		return n + gap + 1, k.l.percent(whole + map[bool]string{true: "." + fraction, false: ""}[fraction != ""])
	}
	if more, said := k.l.counted(whole, fraction, rest[gap:], name); more > 0 {
		return n + gap + more, said
	}
	switch {
	case fraction != "":
		return n, k.l.decimal(whole, fraction)
	case len(whole) > 1 && whole[0] == '0', len(whole) > 8 && !strings.Contains(m[1], ","):
		return n, k.l.digitwise(whole, false)
	}
	return n, k.l.cardinal(whole)
}

// longestUnit finds the longest entry that s begins with; a Latin one must end there.
func longestUnit[V any](m map[string]V, s string) (string, V, bool) {
	return longestPrefix(m, s, 6, func(e string) bool {
		after := s[len(e):]
		return after == "" || !isLatin(e[len(e)-1]) || !isLatin(after[0]) && (after[0] < '0' || after[0] > '9')
	})
}
