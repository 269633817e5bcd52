package reading

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// digits reads what begins with a digit at byte b of the whole text and returns
// how many bytes that was. The order of the patterns is from the most to the
// least particular.
func (k *koreanReader) digits(whole string, b int) (int, string) {
	s := whole[b:]
	ends := func(n int) bool { return n == len(s) || s[n] < '0' || s[n] > '9' }
	if m := rePhone.FindString(s); m != "" && ends(len(m)) {
		return len(m), k.digitGroups(m)
	}
	if m := reDate.FindStringSubmatch(s); m != nil && ends(len(m[0])) {
		month, day := m[2]+m[4]+m[6], m[3]+m[5]+m[7]
		if valid(month, 1, 12) && valid(day, 1, 31) {
			return len(m[0]), sino(m[1]) + " 년 " + k.monthDay(month, day)
		}
	}
	if m := reClock.FindStringSubmatch(s); m != nil && ends(len(m[0])) && valid(m[1], 0, 24) && valid(m[2], 0, 59) {
		said := counted(m[1], k.lex.counters["시"])
		if m[2] != "00" {
			said += " " + sino(m[2]) + " 분"
		}
		switch strings.ToLower(m[3]) {
		case "a":
			said = "오전 " + said
		case "p":
			said = "오후 " + said
		}
		return len(m[0]), said
	}
	if m := rePromo.FindStringSubmatch(s); m != nil && ends(len(m[0])) {
		if m[2] == "1" && (m[1] == "1" || m[1] == "2") { // one (two) plus one free
			return len(m[0]), map[string]string{"1": "원", "2": "투"}[m[1]] + "플러스원"
		}
		return len(m[0]), sino(m[1]) + " 더하기 " + sino(m[2])
	}
	if m := reSlash.FindStringSubmatch(s); m != nil && ends(len(m[0])) && !strings.HasPrefix(s[len(m[0]):], "/") {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		if !(x < y && y <= 10) && valid(m[1], 1, 12) && valid(m[2], 1, 31) {
			return len(m[0]), k.monthDay(m[1], m[2])
		}
		if y > 0 {
			return len(m[0]), sino(m[2]) + "분의 " + sino(m[1])
		}
	}
	if m := reDotted.FindString(s); m != "" {
		parts := strings.Split(m, ".")
		for i := range parts {
			parts[i] = sino(parts[i])
		}
		return len(m), strings.Join(parts, " 점 ")
	}
	if m := reRange.FindStringSubmatch(s); m != nil && ends(len(m[0])) && len(m[1]) <= 4 && len(m[2]) <= 4 {
		rest := s[len(m[0]):]
		if word, c, ok := k.counterAt(rest); ok && !strings.Contains(m[0], "- ") {
			if c.native || c.word == "시" || c.joined {
				return len(m[0]) + len(word), counted(m[1], c) + "에서 " + counted(m[2], c)
			}
			return len(m[0]) + len(word), sino(m[1]) + "에서 " + counted(m[2], c)
		}
	}
	if m := reDashed.FindString(s); m != "" {
		return len(m), k.digitGroups(m)
	}
	if m := reTimes.FindStringSubmatch(s); m != nil {
		return len(m[0]) - len(m[2]), sino(m[1]) + " 곱하기 " // the second number is read next
	}
	if m := reMyriad.FindStringSubmatch(s); m != nil {
		said := sinoDecimal(strings.ReplaceAll(m[1], ",", ""), m[2])
		if said == "일" && m[3] != "억" && m[3] != "조" {
			said = "" // 천, 만
		}
		return len(m[0]), said + m[3]
	}
	return k.quantity(s)
}

// quantity reads a number with the unit or counter after it.
func (k *koreanReader) quantity(s string) (int, string) {
	m := reNumber.FindStringSubmatch(s)
	n := len(m[0])
	whole, fraction := strings.ReplaceAll(m[1], ",", ""), m[2]
	rest := s[n:]
	gap := 0
	if strings.HasPrefix(rest, " ") {
		gap = 1
	}
	// A unit in Latin letters or signs.
	unit, said, ok := longestPrefix(k.lex.units, rest[gap:], k.lex.longest.unit, func(e string) bool {
		after := rest[gap+len(e):]
		return after == "" || !isLatin(e[len(e)-1]) || !isLatin(after[0]) && (after[0] < '0' || after[0] > '9')
	})
	if ok && !(gap == 1 && len(unit) == 1 && isLatin(unit[0])) {
		if c, ok := k.lex.counters[said]; ok && fraction == "" {
			return n + gap + len(unit), counted(whole, c) // 2h: 두 시간
		}
		return n + gap + len(unit), sinoDecimal(whole, fraction) + " " + said
	}
	if word, c, ok := k.counterAt(rest[gap:]); ok {
		if fraction != "" {
			return n + gap + len(word), sinoDecimal(whole, fraction) + " " + c.word
		}
		return n + gap + len(word), counted(whole, c)
	}
	switch {
	case fraction != "":
		return n, sinoDecimal(whole, fraction)
	case len(whole) > 1 && whole[0] == '0', len(whole) > 8 && !strings.Contains(m[1], ","):
		return n, digitwise(whole) // a code
	}
	return n, sino(whole)
}

// counterAt finds the longest counter that s begins with.
func (k *koreanReader) counterAt(s string) (string, counter, bool) {
	if r, _ := utf8.DecodeRuneInString(s); r < 0xAC00 || r > 0xD7A3 {
		return "", counter{}, false
	}
	return longestPrefix(k.lex.counters, s, k.lex.longest.counter, func(string) bool { return true })
}

func valid(s string, low, high int) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n >= low && n <= high
}
