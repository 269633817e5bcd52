package reading

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
)

func (k korean) countSpan(s scene.Span, next string) (string, bool) {
	c, known := k.lex.keys[s.Value.Counter]
	if !known || s.Value.Number < 0 || isDigits(s.Text) && k.startsWithCounter(next) {
		return "", false
	}
	return counted(strconv.FormatInt(s.Value.Number, 10), c), true
}

func (k korean) priceSpan(s scene.Span, next string) (string, bool) {
	m, known := k.lex.currencies[s.Value.Currency]
	if !known || isDigits(s.Text) && strings.HasPrefix(strings.TrimSpace(next), m.unit) {
		return "", false
	}
	negative, whole, fraction := m.split(s.Value.Number)
	said := sinoDecimal(whole, strings.TrimRight(fraction, "0")) + " " + m.unit
	if negative {
		said = "마이너스 " + said
	}
	return said, true
}

func (k korean) timeSpan(s scene.Span, _ string) (string, bool) {
	hour, minute, pm, ok := twelveHours(s.Value.Number)
	if !ok {
		return "", false
	}
	said := "오전 "
	if pm {
		said = "오후 "
	}
	said += counted(hour, k.lex.counters["시"])
	if minute != "0" {
		said += " " + sino(minute) + " 분"
	}
	return said, true
}

func (k korean) dateSpan(s scene.Span, _ string) (string, bool) {
	year, month, day, ok := dateOf(s)
	if !ok {
		return "", false
	}
	said := k.monthDay(month, day)
	if year != "" {
		said = sino(year) + " 년 " + said
	}
	return said, true
}

func (k korean) startsWithCounter(s string) bool {
	_, _, ok := longestPrefix(k.lex.counters, strings.TrimLeft(s, " "), k.lex.longest.counter, func(string) bool { return true })
	return ok
}

// codeSpan reads an order number or a seat: a number up to four digits long (103: 백삼).
// Beside letters three digits and more go one by one (M-418: 엠 사일팔), as a longer number
// does and one that begins with zero. Letters that sound like digits say that they are letters.
func (k korean) codeSpan(s scene.Span, _ string) (string, bool) {
	var b strings.Builder
	t := newText(normalise(s.Text, 0)).s
	most := 4
	if strings.ContainsFunc(t, unicode.IsLetter) {
		most = 2
	}
	for len(t) > 0 {
		n := leadingDigits(t)
		switch {
		case n > most || n > 1 && t[0] == '0':
			b.WriteString(" " + digitwise(t[:n]) + " ")
		case n > 0:
			b.WriteString(" " + sino(t[:n]) + " ")
		case t[0] == 'E' || t[0] == 'O':
			n = 1
			b.WriteString(" 알파벳 " + k.letterName(rune(t[0])) + ", ")
		default:
			r, size := utf8.DecodeRuneInString(t)
			n = size
			if r == '-' || r == '/' {
				b.WriteByte(' ')
			} else {
				b.WriteString(k.letterName(r))
			}
		}
		t = t[n:]
	}
	return strings.Trim(b.String(), " ,"), true
}

func (k korean) phoneSpan(s scene.Span, _ string) (string, bool) { return k.digitGroups(s.Text), true }

// digitGroups reads digits one by one, with a pause where the writer put one.
func (k korean) digitGroups(s string) string {
	var b strings.Builder
	for _, r := range newText(normalise(s, 0)).s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteString(digitwise(string(r)))
		case unicode.IsLetter(r) || r == '+' || r == '*' || r == '#':
			b.WriteString(k.letterName(r))
		default:
			b.WriteString(", ")
		}
	}
	return b.String()
}

// spelledSpan reads character by character with a pause after each.
func (k korean) spelledSpan(s scene.Span, _ string) (string, bool) {
	var parts []string
	for _, r := range newText(normalise(s.Text, 0)).s {
		switch {
		case r >= '0' && r <= '9':
			parts = append(parts, digitwise(string(r)))
		case r == ' ':
		case r == '-':
			parts = append(parts, "하이픈")
		case r == '.':
			parts = append(parts, "점")
		default:
			if p := strings.TrimSpace(k.letterName(r)); p != "" && p != "," {
				parts = append(parts, p)
			}
		}
	}
	return strings.Join(parts, ", "), true
}

// letterName is the name of one character that is no digit.
func (k korean) letterName(r rune) string {
	switch {
	case isHangul(r), isPause(r), r == ' ':
		return string(r)
	case r < utf8.RuneSelf && isLatin(byte(r)):
		return k.lex.latin[strings.ToLower(string(r))]
	}
	return k.lex.symbols[r]
}

func (k korean) monthDay(month, day string) string {
	return counted(month, k.lex.counters["월"]) + " " + counted(day, k.lex.counters["일"])
}
