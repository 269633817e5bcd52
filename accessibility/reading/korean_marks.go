package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What Korean says in English (4K, A4), twice written words, ways between two towns, and other
// signs that mean something only beside what stands around them.

var (
	reGeneration = regexp.MustCompile(`^(?:([234])(?:D|DX|d)|([48])K|(4)WD)(?:[^A-Za-z\d]|$)`)
	rePaper      = regexp.MustCompile(`^([ABab])([3-6])(?:[^A-Za-z\d-]|$)`)
	reSheets     = regexp.MustCompile(`^ ?,? ?\d+ ?(?:장|매|부|쪽)`)
	reMixed      = regexp.MustCompile(`^(\d{1,2}) ([1-9])/([2-9]|1[0-9])(?:[^\d/.-]|$)`)
	reTens       = regexp.MustCompile(`^(\d{2}), (\d{2}) ?`)
	reCodeAhead  = regexp.MustCompile(`(?:번호|코드)(?:는|가)?[: ]*[A-Za-z]{1,4}-?$`)
	reLate       = regexp.MustCompile(`^(2[5-9]):([0-5]\d)`)
	reLateAhead  = regexp.MustCompile(`(?:심야|상영|영업|마감|운행|회차?|시작|~|-) ?$`)
	reLateAfter  = regexp.MustCompile(`^ ?(?:상영|영업|마감|운행|종료|시작|까지|부터|~)`)
	reLasts      = regexp.MustCompile(`(소요|주차|이동|비행|상영|관람|러닝)(?: ?시간|타임)[: ]*$`)
	reGloss      = regexp.MustCompile(`^\(([A-Z][a-z]+|\p{Han}+)\)`)
)

// englishDigits are how Korean says the digits of names from English.
var englishDigits = map[string]string{"2": "투", "3": "쓰리", "4": "포", "5": "파이브", "6": "식스", "8": "에이트"}

// generation reads 3D, 4DX and 4K. A seat is none: 4D석, 좌석 4D.
func (k korean) generation(t token) (int, string) {
	if len(t.rest) < 2 || !isLatin(t.rest[1]) {
		return 0, ""
	}
	m := reGeneration.FindStringSubmatch(t.rest)
	if m == nil || isLatinRune(t.before) {
		return 0, ""
	}
	digit, letters := m[1]+m[2]+m[3], strings.TrimLeft(m[0], "2345678")
	n := 1 + len(letters) - len(strings.TrimLeftFunc(letters, func(r rune) bool { return r < utf8.RuneSelf && isLatin(byte(r)) }))
	if m[1] == "4" && (hasAnyPrefix(strings.TrimLeft(t.rest[n:], " "), k.lex.places) || hasAnyOf(t.lead(), k.lex.numbered)) {
		return 0, ""
	}
	said := englishDigits[digit]
	for _, l := range strings.ToLower(t.rest[1:n]) {
		said += k.lex.latin[string(l)]
	}
	return n, said
}

// paper reads A4 and B5 where they are paper, and no seat: A4 용지, A4 3장.
func (k korean) paper(t token) (int, string) {
	if len(t.rest) < 2 || !isDigit(t.rest[1]) || insideCode(t.before) {
		return 0, ""
	}
	m := rePaper.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	rest := strings.TrimLeft(t.rest[2:], " ")
	before := strings.TrimRight(t.lead(), " :")
	if !(m[0] == "A4" && before == "" || hasAnyPrefix(rest, k.lex.papers) || strings.HasPrefix(t.rest[2:], "지") || reSheets.MatchString(t.rest[2:]) && t.before != '열' || endsInOne(before, k.lex.papers)) {
		return 0, ""
	}
	return 2, k.lex.latin[strings.ToLower(m[1])] + englishDigits[m[2]] + k.spaceAfterNumber(t.rest[:2], t.rest[2:])
}

// letterCode reads the digits behind the letters of a code one by one: 예약번호 AB1234.
func (k korean) letterCode(t token) (int, string) {
	n := leadingDigits(t.rest)
	if n < 4 || !isLatinRune(t.before) && t.before != '-' || !reCodeAhead.MatchString(t.lead()) {
		return 0, ""
	}
	return n, digitwise(t.rest[:n])
}

// mixedFraction reads 3 1/2인치.
func (k korean) mixedFraction(t token) (int, string) {
	if i := leadingDigits(t.rest); i == len(t.rest) || t.rest[i] != ' ' {
		return 0, ""
	}
	m := reMixed.FindStringSubmatch(t.rest)
	if m == nil || !ascends(m[2], m[3]) {
		return 0, ""
	}
	n := len(m[1]) + 1 + len(m[2]) + 1 + len(m[3])
	if n < len(t.rest) && !k.isMeasured(t.rest[n:]) {
		return 0, "" // 회의실 3 1/2
	}
	whole := sino(m[1])
	last, _ := utf8.DecodeLastRuneInString(whole)
	return n, whole + particle("과(와)", last) + " " + sino(m[3]) + "분의 " + sino(m[2])
}

// twoTens reads the first of two numbers with one counter, 10, 20개: 열, 스무 개.
func (k korean) twoTens(t token) (int, string) {
	if len(t.rest) < 6 || t.rest[2] != ',' {
		return 0, ""
	}
	m := reTens.FindStringSubmatch(t.rest)
	if m == nil || !ascends(m[1], m[2]) || m[1][0] == '0' || t.before == ',' {
		return 0, ""
	}
	_, c, ok := k.counterAt(t.rest[len(m[0]):])
	first, small := native(m[1])
	if !ok || !c.native || !small {
		return 0, ""
	}
	return len(m[1]), first
}

// lateNight reads 25:10, an hour past midnight on the boards of cinemas.
func (k korean) lateNight(t token) (int, string) {
	if t.first != '2' {
		return 0, ""
	}
	m := reLate.FindStringSubmatch(t.rest)
	if m == nil || !t.endsNumber(len(m[0])) || !reLateAhead.MatchString(t.lead()) && !reLateAfter.MatchString(t.rest[len(m[0]):]) {
		return 0, ""
	}
	said := sino(m[1]) + " 시"
	if m[2] != "00" {
		said += " " + sino(m[2]) + " 분"
	}
	return len(m[0]), said
}

// lasts reports whether a time tells how long something is: 소요 시간 2:35. Shows begin later than
// at five at night.
func (k korean) lasts(lead, hours string) bool {
	m := reLasts.FindStringSubmatch(lead)
	return m != nil && (m[1] != "상영" && m[1] != "관람" || len(hours) == 1 && hours <= "5")
}

// backslash reads the sign that Korean letters show as ₩: \5,000.
func (k korean) backslash(t token) (int, string) {
	if t.first != '\\' || leadingDigits(t.rest[1:]) == 0 {
		return 0, ""
	}
	n, said := k.price(t.instead("₩" + t.rest[1:]))
	if n == 0 {
		return 0, ""
	}
	return n - len("₩") + 1, said
}

// fromPlace reads the arrow between two towns: 서울→부산 is 서울에서 부산으로. A chain of three is
// a list.
func (k korean) fromPlace(t token) (int, string) {
	before := strings.TrimRight(t.lead(), " ")
	from := before[strings.LastIndexFunc(before, func(r rune) bool { return !isHangul(r) })+1:]
	after := strings.TrimLeft(t.rest[t.size:], " ")
	to := after
	if i := strings.IndexFunc(after, func(r rune) bool { return !isHangul(r) }); i >= 0 {
		to = after[:i]
	}
	left := before[:len(before)-len(from)]
	next := strings.TrimLeft(after[len(to):], " ")
	bound := strings.TrimSuffix(to, "행")
	if !k.lex.isTown(from) || !k.lex.isTown(bound) || strings.HasSuffix(strings.TrimRight(left, " "), "→") || strings.HasPrefix(next, "→") {
		return 0, ""
	}
	t.said.trimSpace()
	n := len(t.rest) - len(after) + len(to)
	if bound != to {
		return n, "에서 " + to
	}
	last, _ := utf8.DecodeLastRuneInString(to)
	return n, "에서 " + to + particle("로(으로)", last) + " "
}

// isTown reports whether a word is a town or a station.
func (lex *lexicon) isTown(word string) bool {
	for _, t := range lex.towns {
		end, found := strings.CutPrefix(t, "~")
		if word == t || found && strings.HasSuffix(word, end) && word != end {
			return true
		}
	}
	return false
}

// gloss is silent about what was just said and stands in brackets once more in other letters:
// 서울(Seoul), 도서관(圖書館). 라떼(大) is none.
func (k korean) gloss(t token) (int, string) {
	m := reGloss.FindStringSubmatch(t.rest)
	if m == nil || !k.lex.sameWord(lastHangul(t.lead()), m[1]) {
		return 0, ""
	}
	return len(m[0]), k.spaceAfterGloss(t.rest[len(m[0]):])
}

// glossEnd is where a gloss in brackets ends whose letters begin at i, so that no other voice says it
// either; or 0.
func (lex *lexicon) glossEnd(runes []rune, i int) int {
	if i == 0 || runes[i-1] != '(' {
		return 0
	}
	m := reGloss.FindStringSubmatch(string(runes[i-1:]))
	if m == nil || !lex.sameWord(lastHangul(string(runes[:i-1])), m[1]) {
		return 0
	}
	return i + utf8.RuneCountInString(m[1])
}

// spaceAfterGloss keeps the next word apart, but not a particle.
func (k korean) spaceAfterGloss(rest string) string {
	if r, _ := utf8.DecodeRuneInString(rest); isHangul(r) {
		return ""
	}
	return " "
}

// lastHangul is the word of Hangul at the end of a text.
func lastHangul(s string) string {
	return s[strings.LastIndexFunc(s, func(r rune) bool { return !isHangul(r) })+1:]
}

// sameWord reports whether foreign letters are the end of a word of Hangul once more. Of Chinese characters only those count that the
// list of signs has; the others are as many as there are syllables.
func (lex *lexicon) sameWord(word, foreign string) bool {
	if word == "" {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(foreign); !unicode.Is(unicode.Han, r) {
		lower := strings.ToLower(foreign)
		return lex.latin[lower] == word || romanised(word) == lower || romanised(respell(word, lex)) == lower
	}
	syllables, signs := []rune(word), []rune(foreign)
	if len(signs) > len(syllables) {
		return false
	}
	for i, s := range syllables[len(syllables)-len(signs):] {
		if sound := strings.TrimSpace(lex.symbols[signs[i]]); sound != "" && sound != string(s) {
			return false
		}
	}
	return true
}

// The letters of 국어의 로마자 표기법 (Revised Romanization of 2000, articles 2-1 and 2-2), in Unicode's order.
var (
	romanInitials = [...]string{"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"}
	romanVowels   = [...]string{"a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"}
)

// romanised writes Hangul in Latin letters.
func romanised(word string) string {
	finals := map[int]string{jNone: "", jG: "k", jN: "n", jD: "t", jL: "l", jM: "m", jB: "p", jNg: "ng"}
	var b strings.Builder
	for _, s := range takeApart(word) {
		if s.jung < 0 {
			return ""
		}
		initial := romanInitials[s.cho]
		if s.cho == cR && strings.HasSuffix(b.String(), "l") {
			initial = "l" // 울릉: Ulleung
		}
		b.WriteString(initial + romanVowels[s.jung] + finals[plainCoda(s.jong)])
	}
	return b.String()
}
