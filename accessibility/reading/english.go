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

var (
	enOnes = [...]string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
		"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}
	enTens     = [...]string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
	enThousand = [...]string{"", " thousand", " million", " billion", " trillion", " quadrillion", " quintillion"}
	enOrdinals = map[string]string{"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}

	// Signs between or around words. What is not here and no letter is silent.
	enSigns = map[rune]string{'&': " and ", '+': " plus ", '=': " equals ", '@': " at ", '%': " percent ", '×': " times ",
		'#': " number ", '*': " star ", '/': ", ", '~': " to ", '·': ", ", '→': ", ", '>': ", ", '|': ", ", '…': ", ",
		'(': ", ", ')': ", ", ':': ", ", ';': ", ", '—': ", ", '_': " ", '"': "", '₩': " won ", '$': " dollars ", '°': " degrees "}
	enUnits = map[string]string{"ml": "milliliters", "l": "liters", "g": "grams", "kg": "kilograms", "mg": "milligrams", "cm": "centimeters",
		"mm": "millimeters", "m": "meters", "km": "kilometers", "oz": "ounces", "kcal": "kilocalories", "%": "percent",
		"°c": "degrees", "°f": "degrees Fahrenheit", "°": "degrees", "원": "won", "min": "minutes", "sec": "seconds", "h": "hours", "krw": "won"}

	reEnUnit = regexp.MustCompile(`^ ?(min|kcal|ml|mL|L|l|kg|mg|g|cm|mm|km|m|oz|%|°C|°F|°|원|sec|KRW|h)`)
)

// readEnglish reads typed spans by what they are and free text by patterns.
func readEnglish(spans []scene.Span) draft {
	var d draft
	at := 0
	for _, s := range spans {
		end := at + utf8.RuneCountInString(s.Text)
		if said, ok := typedEnglish(s); ok {
			d.put(freeEnglish(newText(normalise(said, 0))).String(), at, end)
		} else {
			d = append(d, freeEnglish(newText(normalise(s.Text, at)))...)
		}
		at = end
	}
	return d
}

func typedEnglish(s scene.Span) (string, bool) {
	if s.Spoken != "" {
		return s.Spoken, true
	}
	n := s.Value.Number
	switch s.Kind {
	case scene.Price:
		unit := map[string][3]string{"KRW": {"won", "won"}, "JPY": {"yen", "yen"}, "USD": {"dollar", "dollars", "cents"},
			"EUR": {"euro", "euros", "cents"}, "GBP": {"pound", "pounds", "pence"}, "CNY": {"yuan", "yuan"}}[s.Value.Currency]
		exp, _, known := currency(s.Value.Currency)
		if !known {
			return "", false
		}
		sign := ""
		if n < 0 {
			sign, n = "minus ", -n
		}
		if n < 0 {
			return "", false // the one value that has no positive form
		}
		minor := int64(0)
		if exp == 2 {
			n, minor = n/100, n%100
		}
		said := enCardinal(strconv.FormatInt(n, 10)) + " " + plural(n, unit[0], unit[1])
		if minor > 0 && unit[2] != "" {
			said += " " + enCardinal(strconv.FormatInt(minor, 10)) + " " + unit[2]
		}
		return sign + said, true
	case scene.Code, scene.Phone, scene.Spelled:
		var parts []string
		for _, r := range normalise(s.Text, 0) {
			switch {
			case r.r >= '0' && r.r <= '9':
				parts = append(parts, enOnes[r.r-'0'])
			case unicode.IsLetter(r.r):
				parts = append(parts, strings.ToUpper(string(r.r)))
			case s.Kind == scene.Spelled && r.r == '-':
				parts = append(parts, "hyphen")
			default:
				parts = append(parts, ",")
			}
		}
		return strings.Join(parts, " "), true
	case scene.Time:
		if n < 0 || n >= 24*60 {
			return "", false
		}
		return enClock(int(n/60)%12, int(n%60)) + map[bool]string{true: " P M", false: " A M"}[n >= 12*60], true
	case scene.Date:
		if n < -700000 || n > 2900000 {
			return "", false
		}
		d := time.Unix(n*86400, 0).UTC()
		said := d.Month().String() + " " + enOrdinal(strconv.Itoa(d.Day()))
		if y := d.Year(); strings.Contains(s.Text, strconv.Itoa(y)) {
			said += ", " + enYear(y)
		}
		return said, true
	}
	return "", false
}

func plural(n int64, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

func enClock(hour, minute int) string {
	if hour == 0 {
		hour = 12
	}
	said := enCardinal(strconv.Itoa(hour))
	switch {
	case minute == 0:
		return said
	case minute < 10:
		return said + " oh " + enOnes[minute]
	}
	return said + " " + enCardinal(strconv.Itoa(minute))
}

func enYear(y int) string {
	if y >= 2000 && y < 2010 || y%100 < 10 || y < 1000 {
		return enCardinal(strconv.Itoa(y))
	}
	return enCardinal(strconv.Itoa(y/100)) + " " + enCardinal(strconv.Itoa(y%100))
}

// enCardinal reads a whole number in words.
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
		v, _ := strconv.Atoi(digits[max(0, end-3):end])
		if v == 0 {
			continue
		}
		s := ""
		if v >= 100 {
			s = enOnes[v/100] + " hundred"
			if v %= 100; v > 0 {
				s += " "
			}
		}
		switch {
		case v >= 20:
			s += enTens[v/10]
			if v%10 > 0 {
				s += "-" + enOnes[v%10]
			}
		case v > 0:
			s += enOnes[v]
		}
		groups = append(groups, s+enThousand[g])
	}
	return strings.Join(groups, " ")
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

// freeEnglish reads text by patterns. Letters pass through: the voice knows them.
func freeEnglish(t text) draft {
	var d draft
	for b := 0; b < len(t.s); {
		s := t.s[b:]
		r, size := utf8.DecodeRuneInString(s)
		n, said := size, string(r)
		switch {
		case r >= '0' && r <= '9':
			n, said = englishNumber(s)
			said = pad(t, b, n, said)
		case strings.ContainsRune("₩$€£¥", r) && reMoney.MatchString(s):
			m := reMoney.FindStringSubmatch(s)
			n = len(m[0])
			said = englishMoney(r, strings.ReplaceAll(m[2], ",", ""), m[3])
			said = pad(t, b, n, said)
		case r == '-':
			prev := t.before(b)
			next := byte(0)
			if len(s) > 1 {
				next = s[1]
			}
			switch {
			case (prev == 0 || prev == ' ' || prev == '(') && next >= '0' && next <= '9':
				said = "minus "
			case prev == ' ':
				said = ", "
			case unicode.IsLetter(prev) && unicode.IsLetter(rune(next)):
			default:
				said = " "
			}
		case unicode.IsLetter(r) || r == ' ' || r == '\'' || isPause(r):
		default:
			said = enSigns[r]
		}
		from, to := t.source(b, b+n)
		d.put(said, from, to)
		b += n
	}
	return d
}

// pad keeps a number apart from letters beside it: T3 is "T three".
func pad(t text, b, n int, said string) string {
	if p := t.before(b); unicode.IsLetter(p) {
		said = " " + said
	}
	if r, _ := utf8.DecodeRuneInString(t.s[b+n:]); unicode.IsLetter(r) && r != utf8.RuneError {
		said += " "
	}
	return said
}

func englishMoney(sign rune, whole, fraction string) string {
	unit := map[rune][2]string{'₩': {"won", "won"}, '$': {"dollar", "dollars"}, '€': {"euro", "euros"}, '£': {"pound", "pounds"}, '¥': {"yen", "yen"}}[sign]
	word := unit[1]
	if strings.TrimLeft(whole, "0") == "1" {
		word = unit[0]
	}
	said := enCardinal(whole) + " " + word
	if strings.Trim(fraction, "0") != "" {
		if len(fraction) == 2 {
			return said + " " + enCardinal(fraction)
		}
		return enCardinal(whole) + " point " + enDigits(fraction) + " " + unit[1]
	}
	return said
}

func englishNumber(s string) (int, string) {
	ends := func(n int) bool { return n == len(s) || s[n] < '0' || s[n] > '9' }
	if m := rePhone.FindString(s); m != "" && ends(len(m)) {
		var parts []string
		for _, g := range strings.FieldsFunc(m, func(r rune) bool { return r < '0' || r > '9' }) {
			parts = append(parts, enDigits(g))
		}
		return len(m), strings.Join(parts, ", ")
	}
	if m := reDate.FindStringSubmatch(s); m != nil && ends(len(m[0])) {
		month, day := m[2]+m[4]+m[6], m[3]+m[5]+m[7]
		if valid(month, 1, 12) && valid(day, 1, 31) {
			mo, _ := strconv.Atoi(month)
			y, _ := strconv.Atoi(m[1])
			return len(m[0]), time.Month(mo).String() + " " + enOrdinal(day) + ", " + enYear(y)
		}
	}
	if m := reClock.FindStringSubmatch(s); m != nil && ends(len(m[0])) && valid(m[1], 0, 24) && valid(m[2], 0, 59) {
		h, _ := strconv.Atoi(m[1])
		mi, _ := strconv.Atoi(m[2])
		if h == 0 {
			return len(m[0]), "zero " + map[bool]string{true: "hundred", false: enCardinal(m[2])}[mi == 0]
		}
		said := enClock(h, mi)
		if m[3] != "" {
			said += " " + strings.ToUpper(m[3]) + " M"
		}
		return len(m[0]), said
	}
	if m := reSlash.FindStringSubmatch(s); m != nil && ends(len(m[0])) {
		switch m[0] {
		case "1/2":
			return 3, "one half"
		case "1/4":
			return 3, "one quarter"
		case "3/4":
			return 3, "three quarters"
		}
		if m[0] == "24/7" {
			return len(m[0]), "twenty-four seven"
		}
		if y, _ := strconv.Atoi(m[2]); y > 10 { // a day or a month: nobody knows which comes first
			return len(m[0]), enCardinal(m[1]) + " slash " + enCardinal(m[2])
		}
		return len(m[0]), enCardinal(m[1]) + " of " + enCardinal(m[2])
	}
	if m := reDotted.FindString(s); m != "" {
		parts := strings.Split(m, ".")
		for i := range parts {
			parts[i] = enCardinal(parts[i])
		}
		return len(m), strings.Join(parts, " point ")
	}
	if m := reRange.FindStringSubmatch(s); m != nil && ends(len(m[0])) && (strings.Contains(m[0], "~") || rangeOf(m[1], m[2], s[len(m[0]):])) {
		second := strings.TrimSpace(m[0])
		n := len(second) - len(m[2])
		more, said := englishNumber(s[n:])
		return n + more, enCardinal(m[1]) + " to " + said
	}
	m := reNumber.FindStringSubmatch(s)
	n := len(m[0])
	whole := strings.ReplaceAll(m[1], ",", "")
	said := ""
	switch {
	case m[2] == "" && (len(whole) > 1 && whole[0] == '0' || len(whole) > 9 && whole == m[1]):
		said = enDigits(whole)
	case m[2] != "":
		said = enCardinal(whole) + " point " + enDigits(m[2])
	default:
		said = enCardinal(whole)
	}
	rest := s[n:]
	for _, suffix := range [...]string{"st", "nd", "rd", "th"} {
		if strings.HasPrefix(rest, suffix) && m[2] == "" && (len(rest) == 2 || !isLatin(rest[2])) {
			return n + 2, enOrdinal(whole)
		}
	}
	if u := reEnUnit.FindStringSubmatch(rest); u != nil {
		if end := rest[len(u[0]):]; end == "" || !isLatin(end[0]) || !isLatin(u[1][len(u[1])-1]) {
			return n + len(u[0]), said + " " + enUnits[strings.ToLower(u[1])]
		}
	}
	return n, said
}

// rangeOf reports whether 5-10 before a unit goes from one number up to the other.
func rangeOf(from, to, rest string) bool {
	x, _ := strconv.Atoi(from)
	y, _ := strconv.Atoi(to)
	return x < y && reEnUnit.MatchString(rest)
}
