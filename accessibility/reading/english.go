package reading

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// english reads for a voice that knows words and letters itself.
type english struct {
	*lists
	g *grammar[english]
}

func readEnglish(spans []scene.Span) draft {
	return englishGrammar.read(english{englishLists(), &englishGrammar}, spans)
}

var englishGrammar = grammar[english]{
	spans: [...]spanClass[english]{
		scene.Price:   english.priceSpan,
		scene.Code:    english.charactersSpan,
		scene.Phone:   english.charactersSpan,
		scene.Time:    english.timeSpan,
		scene.Date:    english.dateSpan,
		scene.Spelled: english.charactersSpan,
		scene.Name:    nil,
	},
	classes: [starts][]class[english]{
		figure: { // from the most particular to the least
			english.phone, english.fullDate, english.clock, english.slash, english.version, english.numberRange, english.quantity,
		},
		currency: {english.price, english.symbol},
		dash:     {english.minus, english.hyphen, english.symbol},
		tilde:    {english.symbol},
		cross:    {english.symbol},
		bracket:  {english.symbol},
		dot:      {asWritten[english]},
		pause:    {asWritten[english]},
		space:    {asWritten[english]},
		latin:    {asWritten[english]},
		hangul:   {asWritten[english]},
		han:      {character[english], english.symbol},
		letter:   {asWritten[english]},
		other:    {english.apostrophe, english.symbol},
	},
	spaced:  english.spaced,
	perSpan: true,
}

func (l english) priceSpan(s scene.Span, _ string) (string, bool) {
	m, known := l.currencies[s.Value.Currency]
	if !known || s.Value.Number == math.MinInt64 {
		return "", false
	}
	negative, whole, fraction := m.split(s.Value.Number)
	said := enCardinal(whole) + " " + m.named(whole)
	if m.minor != "" && strings.Trim(fraction, "0") != "" {
		said += " " + enCardinal(fraction) + " " + m.minor
	}
	if negative {
		said = "minus " + said
	}
	return said, true
}

// named is the unit after a number: one dollar, two dollars.
func (m money) named(whole string) string {
	if strings.TrimLeft(whole, "0") == "1" {
		return m.unit
	}
	return m.units
}

// charactersSpan reads character by character: codes, telephone numbers and what is spelled.
func (l english) charactersSpan(s scene.Span, _ string) (string, bool) {
	var parts []string
	for _, c := range normalise(s.Text, 0) {
		switch {
		case c.r >= '0' && c.r <= '9':
			parts = append(parts, enOnes[c.r-'0'])
		case unicode.IsLetter(c.r):
			parts = append(parts, strings.ToUpper(string(c.r)))
		case s.Kind == scene.Spelled && c.r == '-':
			parts = append(parts, "hyphen")
		default:
			parts = append(parts, ",")
		}
	}
	return strings.Join(parts, " "), true
}

func (l english) timeSpan(s scene.Span, _ string) (string, bool) {
	hour, minute, pm, ok := twelveHours(s.Value.Number)
	if !ok {
		return "", false
	}
	half := " A M"
	if pm {
		half = " P M"
	}
	return enClock(hour, minute) + half, true
}

func (l english) dateSpan(s scene.Span, _ string) (string, bool) {
	year, month, day, ok := dateOf(s)
	if !ok {
		return "", false
	}
	return enDate(year, month, day), true
}

// spaced keeps a number apart from letters beside it: T3 is "T three".
func (l english) spaced(t token, n int, said string) string {
	if n == t.size && !isDigit(t.rest[0]) {
		return said // a currency sign by itself
	}
	if unicode.IsLetter(t.before) {
		said = " " + said
	}
	if r, _ := utf8.DecodeRuneInString(t.rest[n:]); unicode.IsLetter(r) {
		said += " "
	}
	return said
}

func (l english) apostrophe(t token) (int, string) {
	if t.first != '\'' {
		return 0, ""
	}
	return t.size, "'"
}

// minus reads the sign of a negative number.
func (l english) minus(t token) (int, string) {
	if t.first != '-' || len(t.rest) == 1 || !isDigit(t.rest[1]) {
		return 0, ""
	}
	switch t.before {
	case 0, ' ', '(':
		return t.size, "minus "
	}
	return 0, ""
}

// hyphen stays between two letters and is a pause between two words.
func (l english) hyphen(t token) (int, string) {
	switch {
	case t.first != '-':
		return 0, ""
	case t.before == ' ':
		return t.size, ", "
	case unicode.IsLetter(t.before) && len(t.rest) > 1 && unicode.IsLetter(rune(t.rest[1])):
		return t.size, "-"
	}
	return t.size, " "
}

// price reads an amount behind its currency sign.
func (l english) price(t token) (int, string) {
	m := reMoney.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	whole, fraction, c := ungrouped(m[2]), m[3], l.currencies[l.bySymbol[t.first]]
	switch {
	case strings.Trim(fraction, "0") == "":
		return len(m[0]), enCardinal(whole) + " " + c.named(whole)
	case len(fraction) == 2:
		return len(m[0]), enCardinal(whole) + " " + c.named(whole) + " " + enCardinal(fraction)
	}
	return len(m[0]), enCardinal(whole) + " point " + enDigits(fraction) + " " + c.units
}

func (l english) phone(t token) (int, string) {
	m := rePhone.FindString(t.rest)
	if m == "" || !t.endsNumber(len(m)) {
		return 0, ""
	}
	var parts []string
	for _, g := range strings.FieldsFunc(m, func(r rune) bool { return r < '0' || r > '9' }) {
		parts = append(parts, enDigits(g))
	}
	return len(m), strings.Join(parts, ", ")
}

func (l english) fullDate(t token) (int, string) {
	n, year, month, day := isoDate(t)
	if n == 0 {
		return 0, ""
	}
	return n, enDate(year, month, day)
}

func (l english) clock(t token) (int, string) {
	n, hour, minute, half := clockTime(t)
	if n == 0 {
		return 0, ""
	}
	if strings.Trim(hour, "0") == "" {
		if minute == "00" {
			return n, "zero hundred"
		}
		return n, "zero " + enCardinal(minute)
	}
	said := enClock(hour, minute)
	if half != "" {
		said += " " + strings.ToUpper(half) + " M"
	}
	return n, said
}

// slash reads parts, 1/2, and what is so many of so many.
func (l english) slash(t token) (int, string) {
	m := reSlash.FindStringSubmatch(t.rest)
	if m == nil || !t.endsNumber(len(m[0])) {
		return 0, ""
	}
	switch m[0] {
	case "1/2":
		return len(m[0]), "one half"
	case "1/4":
		return len(m[0]), "one quarter"
	case "3/4":
		return len(m[0]), "three quarters"
	case "24/7":
		return len(m[0]), "twenty-four seven"
	}
	if ascends("10", m[2]) { // a day or a month: which comes first cannot be known
		return len(m[0]), enCardinal(m[1]) + " slash " + enCardinal(m[2])
	}
	return len(m[0]), enCardinal(m[1]) + " of " + enCardinal(m[2])
}

// version reads 1.2.3.
func (l english) version(t token) (int, string) {
	m := reDotted.FindString(t.rest)
	return len(m), joinNumbers(m, ".", " point ", enCardinal)
}

// numberRange reads 5~10, and 5-10 before a unit.
func (l english) numberRange(t token) (int, string) {
	m := reRange.FindStringSubmatch(t.rest)
	if m == nil || !t.endsNumber(len(m[0])) {
		return 0, ""
	}
	if _, measured := l.unitAt(t.rest[len(m[0]):]); !strings.Contains(m[0], "~") && !(ascends(m[1], m[2]) && measured != "") {
		return 0, ""
	}
	first := len(strings.TrimSpace(m[0])) - len(m[2])
	n, said := l.g.token(l, figure, t.after(first))
	return first + n, enCardinal(m[1]) + " to " + said
}

// ordinal reads 1st.
func (l english) ordinal(a amount) (int, string) {
	if a.fraction != "" || len(a.rest) < 2 || len(a.rest) > 2 && isLatin(a.rest[2]) {
		return 0, ""
	}
	switch a.rest[:2] {
	case "st", "nd", "rd", "th":
		return a.n + 2, enOrdinal(a.whole)
	}
	return 0, ""
}

// quantity reads a number with the unit after it.
func (l english) quantity(t token) (int, string) {
	a := amountOf(t)
	if n, said := l.ordinal(a); n > 0 {
		return n, said
	}
	said := enCardinal(a.whole)
	switch {
	case a.fraction != "":
		said += " point " + enDigits(a.fraction)
	case len(a.whole) > 1 && a.whole[0] == '0' || len(a.whole) > 9 && a.whole == a.digits:
		said = enDigits(a.whole)
	}
	if n, unit := l.unitAt(a.rest); n > 0 {
		if end := a.rest[n:]; end == "" || !isLatin(end[0]) || !isLatin(a.rest[n-1]) {
			return a.n + n, said + " " + unit
		}
	}
	return a.n, said
}

// unitAt finds a unit after a number: how many bytes it is with its space, and how it
// is said.
func (l english) unitAt(s string) (int, string) {
	unit := strings.TrimPrefix(s, " ")
	entry, said, ok := longestPrefix(l.units, unit, l.longest.unit, func(string) bool { return true })
	if !ok {
		return 0, ""
	}
	return len(s) - len(unit) + len(entry), said
}

var (
	enOnes = [...]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
		"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}
	enTens     = [...]string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
	enThousand = [...]string{"", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion"}
	enOrdinals = map[string]string{"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
)

// enClock reads a time of day. The hour is one of twelve, or one of twenty-four and
// said as it is.
func enClock(hour, minute string) string {
	if hour = strings.TrimLeft(hour, "0"); hour == "" {
		hour = "12"
	}
	said := enCardinal(hour)
	switch minute = strings.TrimLeft(minute, "0"); len(minute) {
	case 0:
		return said
	case 1:
		return said + " oh " + enCardinal(minute)
	}
	return said + " " + enCardinal(minute)
}

// enDate reads a date; the year may be empty.
func enDate(year, month, day string) string {
	m, _ := strconv.Atoi(month)
	said := "the " + enOrdinal(day) + " of " + time.Month(m).String()
	if year == "" {
		return said
	}
	y, _ := strconv.Atoi(year)
	return said + ", " + enYear(y)
}

func enYear(y int) string {
	if y >= 2000 && y < 2010 || y%100 < 10 || y < 1000 {
		return enCardinal(strconv.Itoa(y))
	}
	return enCardinal(strconv.Itoa(y/100)) + " " + enCardinal(strconv.Itoa(y%100))
}

// enCardinal reads a whole number in words, as the British say it: a hundred and what is less
// than a hundred have "and" between them.
func enCardinal(digits string) string {
	digits = strings.TrimLeft(digits, "0")
	if digits == "" {
		return enOnes[0]
	}
	if len(digits) > 18 {
		return enDigits(digits)
	}
	var groups []string
	for g := (len(digits) - 1) / 3; g >= 0; g-- {
		end := len(digits) - 3*g
		if v, _ := strconv.Atoi(digits[max(0, end-3):end]); v > 0 {
			if g == 0 && v < 100 && len(groups) > 0 {
				groups = append(groups, "and")
			}
			groups = append(groups, enHundreds(v)+enThousand[g])
		}
	}
	return strings.Join(groups, " ")
}

// enHundreds reads 1 to 999.
func enHundreds(v int) string {
	var parts []string
	if v >= 100 {
		parts = append(parts, enOnes[v/100]+" hundred")
		if v %= 100; v > 0 {
			parts = append(parts, "and")
		}
	}
	switch {
	case v >= 20 && v%10 > 0:
		parts = append(parts, enTens[v/10]+"-"+enOnes[v%10])
	case v >= 20:
		parts = append(parts, enTens[v/10])
	case v > 0:
		parts = append(parts, enOnes[v])
	}
	return strings.Join(parts, " ")
}

func enDigits(digits string) string {
	parts := make([]string, 0, len(digits))
	for _, c := range digits {
		parts = append(parts, enOnes[c-'0'])
	}
	return strings.Join(parts, " ")
}

func enOrdinal(digits string) string {
	s := enCardinal(digits)
	i := strings.LastIndexAny(s, " -") + 1
	last := s[i:]
	switch o, ok := enOrdinals[last]; {
	case ok:
		last = o
	case strings.HasSuffix(last, "y"):
		last = last[:len(last)-1] + "ieth"
	default:
		last += "th"
	}
	return s[:i] + last
}
