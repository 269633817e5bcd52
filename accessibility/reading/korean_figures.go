package reading

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	reMasked    = regexp.MustCompile(`^\d+(?:-(?:\d+|\*+))*-\*+(?:-(?:\d+|\*+))*`)
	reEmergency = regexp.MustCompile(`^11[29](?:에 |로 |에서|구급| ?신고| ?안전)`)
	reWhole     = regexp.MustCompile(`^01\d{8,9}`)
	reShortDate = regexp.MustCompile(`^(\d{2})\.(\d{1,2})\.(\d{1,2})\.?`)
	reMonthDay  = regexp.MustCompile(`^(\d{1,2})(?:\. (\d{1,2})\.|\.(\d{1,2})\.?( ?\([월화수목금토일]\)))`)
	reYearMonth = regexp.MustCompile(`^((?:19|20)\d{2})[.-](0[1-9]|1[0-2])`)
	reVulgar    = regexp.MustCompile(`^(?:(\d+) )?(\d+)⁄(\d+)`)
	reRatio     = regexp.MustCompile(`^(\d+(?:\.\d+)?) ?: ?(\d+(?:\.\d+)?)`)
	reDimension = regexp.MustCompile(`^([23])[Dd]`)
	reNumbers   = regexp.MustCompile(`^` + number + ` ?[~-] ?` + number)
	reHundreds  = regexp.MustCompile(`^(\d)천(\d)백`)
	reSpeed     = regexp.MustCompile(`^ ?km/h`)
	reMore      = regexp.MustCompile(`^여 ?`)
	reUnitEnd   = regexp.MustCompile(`(?:[가-힣]+|%|kg|g|ml|mL|L|cm|m|km|°C)$`)
	reDash      = regexp.MustCompile(`^ ?[-—―] ?`)
)

// money reads an amount behind its sign; 0 when there is none.
func (k *koreanReader) money(s string) (int, string) {
	minus := 0
	if m := reMinus.FindStringSubmatchIndex(s); m != nil { // ₩-500
		minus = 1
		s = s[:m[3]] + s[m[4]:]
	}
	m := reMoney.FindStringSubmatch(s)
	if m == nil {
		return 0, ""
	}
	n := len(m[0])
	r, _ := utf8.DecodeRuneInString(m[1])
	word := strings.TrimSpace(k.lex.symbols[r])
	if rest := strings.TrimLeft(s[n:], " "); strings.HasPrefix(rest, word) {
		n = len(s) - len(rest) + len(word)
	}
	said := sinoDecimal(strings.ReplaceAll(m[2], ",", ""), strings.TrimRight(m[3], "0")) + " " + word
	said += k.spaceAfterNumber(s[:n], s[n:])
	if minus > 0 {
		said = "마이너스 " + said
	}
	return n + minus, " " + said
}

// codeNumber reads telephone and card numbers, digit by digit.
func (k *koreanReader) codeNumber(s string, ends func(int) bool) (int, string) {
	if m := reWhole.FindString(s); m != "" && ends(len(m)) { // a mobile number in one piece
		return len(m), k.digitGroups(m[:3] + "-" + m[3:len(m)-4] + "-" + m[len(m)-4:])
	}
	if m := rePhone.FindString(s); m != "" && ends(len(m)) {
		return len(m), k.digitGroups(m)
	}
	if m := reMasked.FindString(s); m != "" {
		var parts []string
		for _, g := range strings.Split(m, "-") {
			if g[0] == '*' {
				parts = append(parts, "별표 "+counted(strconv.Itoa(len(g)), k.lex.counters["개"]))
			} else {
				parts = append(parts, digitwise(g))
			}
		}
		return len(m), strings.Join(parts, ", ")
	}
	if reEmergency.MatchString(s) {
		return 3, digitwise(s[:3])
	}
	return 0, ""
}

// date reads the ways of writing a date in figures.
func (k *koreanReader) date(s string, ends func(int) bool) (int, string) {
	if m := reDate.FindStringSubmatch(s); m != nil && ends(len(m[0])) {
		month, day := m[2]+m[4]+m[6], m[3]+m[5]+m[7]
		if valid(month, 1, 12) && valid(day, 1, 31) {
			return len(m[0]), sino(m[1]) + " 년 " + k.monthDay(month, day)
		}
	}
	if m := reShortDate.FindStringSubmatch(s); m != nil && ends(len(m[0])) && valid(m[2], 1, 12) && valid(m[3], 1, 31) {
		return len(m[0]), sino(m[1]) + " 년 " + k.monthDay(m[2], m[3])
	}
	if m := reMonthDay.FindStringSubmatch(s); m != nil && valid(m[1], 1, 12) && valid(m[2]+m[3], 1, 31) {
		return len(m[0]) - len(m[4]), k.monthDay(m[1], m[2]+m[3])
	}
	if m := reYearMonth.FindStringSubmatch(s); m != nil && ends(len(m[0])) {
		rest := strings.TrimLeft(s[len(m[0]):], " ")
		if r, _ := utf8.DecodeRuneInString(rest); !strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, ".") && !isLatin(byte(min(r, 127))) && r != '%' {
			return len(m[0]), sino(m[1]) + " 년 " + counted(m[2], k.lex.counters["월"])
		}
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
	return 0, ""
}

// clock reads a time of day, and the way to the next one.
func (k *koreanReader) clock(s string, ends func(int) bool) (int, string) {
	m := reClock.FindStringSubmatch(s)
	if m == nil || !ends(len(m[0])) || !valid(m[1], 0, 24) || !valid(m[2], 0, 59) {
		return 0, ""
	}
	n, said := len(m[0]), counted(m[1], k.lex.counters["시"])
	if m[2] != "00" {
		said += " " + sino(m[2]) + " 분"
	}
	switch strings.ToLower(m[3]) {
	case "a":
		said = "오전 " + said
	case "p":
		said = "오후 " + said
	}
	if d := reDash.FindString(s[n:]); d != "" && reClock.MatchString(s[n+len(d):]) {
		return n + len(d), said + "에서 "
	}
	return n, said
}

// proportion reads what one number is to another: 1+1, 1:1, 1½, 3D.
func (k *koreanReader) proportion(s string, ends func(int) bool) (int, string) {
	if m := rePromo.FindStringSubmatch(s); m != nil && ends(len(m[0])) {
		first := map[string]string{"1": "원", "2": "투", "3": "쓰리", "4": "포", "5": "파이브", "10": "텐"}[m[1]]
		if m[2] == "1" && first != "" { // so many, and one free
			return len(m[0]), first + "플러스원"
		}
		return len(m[0]), sino(m[1]) + " 더하기 " + sino(m[2])
	}
	if m := reVulgar.FindStringSubmatch(s); m != nil {
		said := sino(m[3]) + "분의 " + sino(m[2])
		if m[1] != "" {
			whole := []rune(sino(m[1]))
			said = string(whole) + particle("과(와)", whole[len(whole)-1]) + " " + said
		}
		return len(m[0]), said
	}
	if m := reRatio.FindStringSubmatch(s); m != nil && ends(len(m[0])) && !strings.HasPrefix(s[len(m[0]):], ":") {
		part := func(n string) string { whole, f, _ := strings.Cut(n, "."); return sinoDecimal(whole, f) }
		return len(m[0]), part(m[1]) + " 대 " + part(m[2])
	}
	if m := reDimension.FindStringSubmatch(s); m != nil && (len(s) == 2 || !isLatin(s[2])) {
		return 2, map[string]string{"2": "투디", "3": "쓰리디"}[m[1]]
	}
	return 0, ""
}

// numberRange reads 2~3개 and 10-20%. A house number, 12-3번지, is none: it goes
// down, and is said with 다시.
func (k *koreanReader) numberRange(s string) (int, string) {
	if m := reRange.FindStringSubmatch(s); m != nil && len(m[1]) <= 4 && len(m[2]) <= 4 && (len(m[0]) == len(s) || s[len(m[0])] < '0' || s[len(m[0])] > '9') {
		rest := s[len(m[0]):]
		if word, c, ok := k.counterAt(rest); ok && !strings.Contains(m[0], "- ") {
			x, _ := strconv.Atoi(m[1])
			y, _ := strconv.Atoi(m[2])
			switch {
			case strings.Contains(m[0], "-") && (x >= y || c.word == "번지" || c.word == "번길" || c.word == "호"):
				return len(m[0]) + len(word), sino(m[1]) + " 다시 " + counted(m[2], c)
			case c.native || c.word == "시" || c.joined:
				return len(m[0]) + len(word), counted(m[1], c) + "에서 " + counted(m[2], c)
			}
			return len(m[0]) + len(word), sino(m[1]) + "에서 " + counted(m[2], c)
		}
	}
	m := reNumbers.FindStringSubmatchIndex(s)
	if m == nil {
		return 0, ""
	}
	sub := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return strings.ReplaceAll(s[m[2*i]:m[2*i+1]], ",", "")
	}
	from, _ := strconv.ParseFloat(sub(1)+"."+sub(2), 64)
	to, _ := strconv.ParseFloat(sub(3)+"."+sub(4), 64)
	second, rest := m[6], s[m[1]:]
	unit, _, hasUnit := longestPrefix(k.lex.units, strings.TrimLeft(rest, " "), k.lex.longest.unit, func(string) bool { return true })
	_, _, counts := k.counterAt(rest)
	if from >= to || !(hasUnit && (unit[0] >= 0x80 || unit[0] == '%' || isLatin(unit[0])) || counts) {
		return 0, ""
	}
	return second, sinoDecimal(sub(1), sub(2)) + "에서 " // the second number is read next
}

// sameUnitAfter finds the dash of 1층-3층: how many bytes it is, or 0.
func sameUnitAfter(s string, n int) int {
	unit := reUnitEnd.FindString(s[:n])
	dash := reDash.FindString(s[n:])
	if unit == "" || dash == "" {
		return 0
	}
	second := reNumber.FindString(s[n+len(dash):])
	if second == "" || !strings.HasPrefix(strings.TrimLeft(s[n+len(dash)+len(second):], " "), unit) {
		return 0
	}
	return len(dash)
}

// betweenDays finds the dash of 월-금; it reports its length, or 0.
func betweenDays(before, s string, dash int) int {
	const days = "월화수목금토일"
	last, size := utf8.DecodeLastRuneInString(before)
	ahead, _ := utf8.DecodeLastRuneInString(before[:len(before)-size])
	next, nextSize := utf8.DecodeRuneInString(s[dash:])
	if !strings.ContainsRune(days, last) || !strings.ContainsRune(days, next) || ahead >= 0xAC00 && ahead <= 0xD7A3 || goesOn(s[dash+nextSize:]) {
		return 0
	}
	return dash
}

// goesOn reports whether a word goes on: there is Hangul, and it is no particle.
func goesOn(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0xAC00 && r <= 0xD7A3 && !isParticle(s) && !strings.ContainsRune("씩당쯤째", r) && !strings.HasPrefix(s, "입니다") && !strings.HasPrefix(s, "정도")
}

// isParticle reports whether a word is a particle and nothing else.
func isParticle(s string) bool {
	word := s
	if i := strings.IndexFunc(s, func(r rune) bool { return r < 0xAC00 || r > 0xD7A3 }); i >= 0 {
		word = s[:i]
	}
	for _, p := range particles() {
		if p != "" && word == p {
			return true
		}
	}
	return false
}

// lettersWithSigns reads a few ways of writing that join letters with a sign: A/S,
// R&D, AM 10:30, and a unit that stands alone.
func (k *koreanReader) lettersWithSigns(s string) (int, string) {
	if len(s) >= 3 && (s[1] == '&' || s[1] == '/') && isLatin(s[2]) && (len(s) == 3 || !isLatin(s[3])) {
		between := map[byte]string{'&': "앤", '/': ""}[s[1]]
		if _, known := k.lex.latin[strings.ToLower(s[:3])]; !known && strings.ToUpper(s[:3]) == s[:3] {
			return 3, k.lex.latin[strings.ToLower(s[:1])] + between + k.lex.latin[strings.ToLower(s[2:3])]
		}
	}
	if len(s) > 3 && strings.ContainsAny(s[:1], "AaPp") && strings.ContainsAny(s[1:2], "Mm") && s[2] == ' ' && reClock.MatchString(s[3:]) {
		return 3, k.lex.latin[strings.ToLower(s[:2])] + " "
	}
	unit, said, ok := longestPrefix(k.lex.units, s, k.lex.longest.unit, func(u string) bool {
		return len(u) > 1 && isLatin(u[0]) && u[0] >= 'a' && (len(u) == len(s) || !isLatin(s[len(u)]) && (s[len(u)] < '0' || s[len(u)] > '9'))
	})
	if _, word := k.lex.latin[unit]; ok && !word && unit != "hr" && unit != "px" {
		return len(unit), said
	}
	return 0, ""
}
