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
	if n, said := k.custom(whole[:b], s); n > 0 {
		return n, said
	}
	if n, said := k.codeNumber(s, ends); n > 0 {
		return n, said
	}
	if n, said := k.date(s, ends); n > 0 {
		return n, said
	}
	if n, said := k.clock(s, ends); n > 0 {
		return n, said
	}
	if n, said := k.proportion(s, ends); n > 0 {
		return n, said
	}
	if m := reDotted.FindString(s); m != "" {
		parts := strings.Split(m, ".")
		for i := range parts {
			parts[i] = sino(parts[i])
		}
		return len(m), strings.Join(parts, " 점 ")
	}
	if n, said := k.numberRange(s); n > 0 {
		return n, said
	}
	if m := reDashed.FindString(s); m != "" {
		return len(m), k.digitGroups(m)
	}
	if m := reTimes.FindStringSubmatch(s); m != nil {
		return len(m[0]) - len(m[2]), sino(m[1]) + " 곱하기 " // the second number is read next
	}
	if m := reHundreds.FindStringSubmatch(s); m != nil { // 2천5백
		return len(m[0]), strings.TrimPrefix(sino(m[1]), "일") + "천" + strings.TrimPrefix(sino(m[2]), "일") + "백"
	}
	if m := reMyriad.FindStringSubmatch(s); m != nil {
		said := sinoDecimal(strings.ReplaceAll(m[1], ",", ""), m[2])
		if said == "일" && m[3] != "억" && m[3] != "조" {
			said = "" // 천, 만
		}
		return len(m[0]), said + m[3]
	}
	n, said := k.quantity(s, strings.HasSuffix(whole[:b], "제") || strings.HasSuffix(whole[:b], "제 "))
	if more := sameUnitAfter(s, n); more > 0 {
		return n + more, said + "에서 "
	}
	return n, said
}

// quantity reads a number with the unit or counter after it.
// In a name such as 제2장 every number is Sino-Korean.
func (k *koreanReader) quantity(s string, name bool) (int, string) {
	m := reNumber.FindStringSubmatch(s)
	n := len(m[0])
	if strings.Contains(m[1], ",") && n < len(s) && s[n] >= '0' && s[n] <= '9' { // 1,5002: no thousands
		n = strings.IndexByte(s, ',')
		return n, sino(s[:n])
	}
	whole, fraction := strings.ReplaceAll(m[1], ",", ""), m[2]
	rest := s[n:]
	gap := 0
	if strings.HasPrefix(rest, " ") {
		gap = 1
	}
	if u := reSpeed.FindString(rest); u != "" {
		return n + len(u), "시속 " + sinoDecimal(whole, fraction) + " 킬로미터"
	}
	if more := reMore.FindString(rest); more != "" && fraction == "" { // 20여 명
		return n + len(more), sino(whole) + "여 "
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
	if word, c, ok := k.counterAt(rest[gap:]); ok && !(gap == 1 && goesOn(rest[gap+len(word):])) && !(isParticle(rest) && strings.HasPrefix(rest, "부")) {
		c.native = c.native && !name
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
