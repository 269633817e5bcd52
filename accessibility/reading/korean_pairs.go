package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What Korean reads by what stands around it: letters that sound like numbers, "번" as a
// turn and as a number, amounts with a sign between them, particles behind a bracket.

var (
	reAlikeLetter = regexp.MustCompile(`^([EO])(-?)(\d+)(?:[^\dA-Za-z-]|$)`)
	reDecades     = regexp.MustCompile(`^([1-9]0) ?[~-] ?([1-9]0)대(?:[^가-힣]|$)`)
	reHouse       = regexp.MustCompile(`^(\d{1,4})-(\d{1,4})(?:[^\d-]|$)`)
	reAfterStreet = regexp.MustCompile(`[가-힣](?:길|로|동|리|가) ?$|(?:^| )산 ?$`)
	rePair        = regexp.MustCompile(`^([1-8])(?:, ?|·)([2-9]) ?`)
	reHalfDay     = regexp.MustCompile(`^(\d{1,2}) ?([AaPp])\.?[Mm](?:\.|[^A-Za-z0-9]|$)`)
	reMeridiem    = regexp.MustCompile(`^([AaPp])\.?[Mm]\.? ?(?:\d{1,2}:\d|\d{1,2}시)`)
	reLoneHalf    = regexp.MustCompile(`^([ap])\.m\.`)
	reShortWord   = regexp.MustCompile(`^([A-Za-z]{1,4}\. ?|[A-Za-z]{3,4} ?)(\d+(?:\.\d+)*)`)
	reVersion     = regexp.MustCompile(`^([vV])(\d+(?:\.\d+)+)`) // v2.10.3
	rePart        = regexp.MustCompile(`^(\d{1,3})/(\d{3,4})`)
	reDial        = regexp.MustCompile(`(?:내선|내선 ?번호|국번 ?없이|콜센터|☎|긴급 ?전화|긴급 ?신고|다산콜) ?:? ?$`)
	reTwoNumbers  = regexp.MustCompile(`^(\d{1,2})-(\d{1,2})(?:[^\d-]|$)`)
)

// alikeLetter reads the E of E-7, which alone would be a 2: 알파벳 이, 칠.
func (k korean) alikeLetter(t token) (int, string) {
	if insideCode(t.before) {
		return 0, ""
	}
	if place := t.rest[1:]; (t.first == 'E' || t.first == 'O') && hasAnyPrefix(place, k.lex.places) {
		return 1, "알파벳 " + k.lex.latin[strings.ToLower(t.rest[:1])] + " "
	}
	m := reAlikeLetter.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	if _, word := k.lex.latin[strings.ToLower(m[1]+m[3])]; word { // O2
		return 0, ""
	}
	called := strings.Contains(t.lead(), "번호")
	n := len(m[1]) + len(m[2]) + len(m[3])
	said := "알파벳 " + k.lex.latin[strings.ToLower(m[1])] + ", " + codeDigits(m[3])
	if called && !strings.HasPrefix(strings.TrimLeft(t.rest[n:], " "), "번") {
		said += " 번"
	}
	return n, said + k.spaceAfterNumber(t.rest[:n], t.rest[n:])
}

// insideCode reports whether what follows a rune belongs to it.
func insideCode(before rune) bool {
	return before == '-' || isLatinRune(before) || before >= '0' && before <= '9'
}

// codeDigits reads the digits of a code: a number up to four of them.
func codeDigits(digits string) string {
	if len(digits) > 4 || len(digits) > 1 && digits[0] == '0' {
		return digitwise(digits)
	}
	return sino(digits)
}

// minusAfterLetter reads the sign of A-, Rh- and Rh-형.
func (k korean) minusAfterLetter(t token) (int, string) {
	if t.before >= utf8.RuneSelf || !isLatin(byte(t.before)) {
		return 0, ""
	}
	if rest := t.rest[1:]; rest != "" && !strings.ContainsRune(" ,.)!?/", rune(rest[0])) && !hasAnyPrefix(rest, []string{"형", "등급"}) {
		return 0, ""
	}
	return 1, " 마이너스 "
}

// signInBrackets reads (-) and (+).
func (k korean) signInBrackets(t token) (int, string) {
	switch {
	case strings.HasPrefix(t.rest, "(-)"):
		return 3, " 마이너스 "
	case strings.HasPrefix(t.rest, "(+)"):
		return 3, " 플러스 "
	}
	return 0, ""
}

// decades reads a range of ages, 10~20대.
func (k korean) decades(t token) (int, string) {
	m := reDecades.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	return strings.Index(t.rest, "대") + len("대"), sino(m[1]) + " 대에서 " + sino(m[2]) + " 대"
}

// houseNumber reads 34-5 after a street.
func (k korean) houseNumber(t token) (int, string) {
	m := reHouse.FindStringSubmatch(t.rest)
	if m == nil || !reAfterStreet.MatchString(t.lead()) {
		return 0, ""
	}
	return len(m[1]) + 1 + len(m[2]), sino(m[1]) + " 다시 " + sino(m[2])
}

// twoNumbers reads 5-2= as a sum, 10-20 as a range and 3-1 as parts of one number.
func (k korean) twoNumbers(t token) (int, string) {
	m := reTwoNumbers.FindStringSubmatch(t.rest)
	if m == nil || m[1][0] == '0' || m[2][0] == '0' {
		return 0, ""
	}
	between := " 다시 "
	switch {
	case strings.HasPrefix(strings.TrimLeft(t.rest[len(m[1])+1+len(m[2]):], " "), "="):
		between = " 빼기 "
	case len(m[1]) == 2 && len(m[2]) == 2 && ascends(m[1], m[2]):
		between = "에서 "
	}
	return len(m[1]) + 1 + len(m[2]), sino(m[1]) + between + sino(m[2])
}

// aboutSo are two numbers that follow each other, as people say about so many.
var aboutSo = [...]string{"", "한두", "두세", "서너", "네다섯", "대여섯", "예닐곱", "일고여덟", "여덟아홉"}

// pair reads 3, 4개 as 서너 개 and 2, 3분 as 이삼 분. A list of three is none.
func (k korean) pair(t token) (int, string) {
	m := rePair.FindStringSubmatch(t.rest)
	if m == nil || m[2][0] != m[1][0]+1 || strings.HasSuffix(strings.TrimRight(t.lead(), " "), ",") || t.before == '·' {
		return 0, ""
	}
	word, c, ok := k.counterAt(t.rest[len(m[0]):])
	if !ok || strings.HasSuffix(m[0], " ") && k.lex.goesOn(t.rest[len(m[0])+len(word):]) {
		return 0, ""
	}
	n := len(m[0]) + len(word)
	switch {
	case c.native || c.word == "시":
		return n, aboutSo[m[1][0]-'0'] + " " + c.word
	case strings.Contains(" 분 초 년 개월 주 주일 인분 회 ", " "+c.word+" "):
		return n, strings.Replace(sino(m[1])+sino(m[2]), "오육", "오륙", 1) + " " + c.word // 오륙(五六), 한글 맞춤법 제52항
	}
	return 0, ""
}

// halfDay reads 9 a.m. and 9PM.
func (k korean) halfDay(t token) (int, string) {
	m := reHalfDay.FindStringSubmatch(t.rest)
	if m == nil || !valid(m[1], 1, 12) {
		return 0, ""
	}
	n := len(m[0])
	if end := m[0][n-1]; end != '.' && !isLatin(end) {
		_, size := utf8.DecodeLastRuneInString(m[0])
		n -= size
	}
	return n, k.half(m[2]) + counted(m[1], k.lex.counters["시"])
}

// half is the half of the day that a letter stands for.
func (k korean) half(letter string) string {
	return k.lex.latin[strings.ToLower(letter)+"m"] + " "
}

// meridiem reads AM before a time: AM 10:30, a.m. 9시; and a.m. alone.
func (k korean) meridiem(t token) (int, string) {
	if m := reMeridiem.FindStringSubmatch(t.rest); m != nil {
		return strings.IndexAny(t.rest, "0123456789"), k.half(m[1])
	}
	if m := reLoneHalf.FindStringSubmatch(t.rest); m != nil {
		return len(m[0]), k.half(m[1])
	}
	return 0, ""
}

// fineDust reads PM2.5, which is no afternoon.
func (k korean) fineDust(t token) (int, string) {
	if !strings.HasPrefix(t.rest, "PM") || len(t.rest) == 2 || !isDigit(t.rest[2]) {
		return 0, ""
	}
	return 2, k.lex.latin["p"] + k.lex.latin["m"] + " "
}

// shortWord reads Vol.2 and p.12: a short word with a point before its number.
func (k korean) shortWord(t token) (int, string) {
	m := reShortWord.FindStringSubmatch(t.rest)
	if m == nil && (t.first == 'v' || t.first == 'V') {
		m = reVersion.FindStringSubmatch(t.rest)
	}
	if m == nil || isLatinRune(t.before) {
		return 0, ""
	}
	said, known := k.lex.shortWords[strings.ToLower(strings.TrimRight(m[1], ". "))]
	if !known {
		return 0, ""
	}
	if m[2][0] == '0' || rePhone.MatchString(t.rest[len(m[1]):]) {
		return len(m[1]), strings.TrimPrefix(said, "~") + " " // Tel. 02-123-4567
	}
	number := joinNumbers(m[2], ".", " 점 ", sino)
	if strings.Count(m[2], ".") < 2 {
		number = sinoPoint(m[2]) // 2.05 has a decimal part, 3.2.1 has none
	}
	if noun, after := strings.CutPrefix(said, "~"); after {
		return len(m[0]), " " + number + " " + noun
	}
	return len(m[0]), said + " " + number
}

func isLatinRune(r rune) bool { return r < utf8.RuneSelf && isLatin(byte(r)) }

// goesTo reads the arrow between two amounts: 3,000원→2,000원 is 에서 … 으로.
func (k korean) goesTo(t token) (int, string) {
	if t.first != '→' {
		return 0, ""
	}
	if !afterAmount(strings.TrimRight(t.lead(), " ")) {
		return k.fromPlace(t)
	}
	gap := len(t.rest[t.size:]) - len(strings.TrimLeft(t.rest[t.size:], " "))
	next := t.after(t.size + gap)
	begins := startOf(next.first)
	if begins != figure && begins != currency {
		return 0, ""
	}
	t.said.trimSpace()
	n, said := k.g.token(k, begins, next)
	said = strings.Trim(said, " ")
	end := next.rest[n:]
	if r, _ := utf8.DecodeRuneInString(end); isHangul(r) || strings.HasPrefix(strings.TrimLeft(end, " "), "→") {
		return t.size + gap + n, "에서 " + said // more of it, or the particle is there
	}
	last, _ := utf8.DecodeLastRuneInString(said)
	return t.size + gap + n, "에서 " + said + particle("로(으로)", last) + " "
}

// afterAmount reports whether a text ends in a number or in a number and its counter.
func afterAmount(lead string) bool {
	before := strings.TrimRightFunc(lead, isHangul)
	before = strings.TrimRight(before, " ")
	if before == "" || len(lead)-len(before) > 4*len("원") {
		return false
	}
	return isDigit(before[len(before)-1]) || lead == before && strings.ContainsRune("%C", rune(lead[len(lead)-1]))
}

// bracketEnd binds a particle to what was said last: 경로(65세 이상)을.
func (k korean) bracketEnd(t token) (int, string) {
	if t.first != ')' && t.first != ']' || !isHangul(t.said.last()) {
		return 0, ""
	}
	rest := t.rest[t.size:]
	if open := reParticle.FindString(rest); open != "" { // 음료(콜라)을(를)
		t.said.trimSpace()
		return t.size + len(open), particle(open, t.said.last())
	}
	word := rest
	if i := strings.IndexFunc(rest, func(r rune) bool { return !isHangul(r) }); i >= 0 {
		word = rest[:i]
	}
	if word == "" || !k.lex.particles[word] {
		return 0, ""
	}
	t.said.trimSpace()
	for _, open := range [...]string{"을(를)", "이(가)", "은(는)", "과(와)", "으로(로)"} {
		closed, other, _ := strings.Cut(strings.TrimSuffix(open, ")"), "(")
		if word == closed || word == other {
			return t.size + len(word), particle(open, t.said.last())
		}
	}
	return t.size + len(word), word
}

// compared reads ≥5 and ≤5, with the word behind the number.
func (k korean) compared(t token) (int, string) {
	word := map[rune]string{'≥': "이상", '≧': "이상", '≤': "이하", '≦': "이하"}[t.first]
	if word == "" || len(t.rest) == t.size {
		return 0, ""
	}
	next := t.after(t.size + len(t.rest[t.size:]) - len(strings.TrimLeft(t.rest[t.size:], " ")))
	if startOf(next.first) != figure {
		return 0, ""
	}
	n, said := k.g.token(k, figure, next)
	return next.at - t.at + n, " " + said + " " + word + " "
}

// called reads a short number that is dialled, digit by digit: 내선 123.
func (k korean) called(t token) (int, string) {
	n := leadingDigits(t.rest)
	if n < 3 || n > 4 || !reDial.MatchString(t.lead()) && !(n == 3 && t.at == 0 && (t.rest == "119" || t.rest == "112" || t.rest == "114")) {
		return 0, ""
	}
	if _, _, counts := k.counterAt(t.rest[n:]); counts || n < len(t.rest) && strings.ContainsRune(",.-~", rune(t.rest[n])) {
		return 0, ""
	}
	return n, digitwise(t.rest[:n])
}

// smallPart reads 1/100.
func (k korean) smallPart(t token) (int, string) {
	m := rePart.FindStringSubmatch(t.rest)
	if m == nil || !ascends(m[1], m[2]) || !t.endsNumber(len(m[0])) {
		return 0, ""
	}
	return len(m[0]), sino(m[2]) + "분의 " + sino(m[1])
}

// inQuotes reports whether a quotation is open where a text ends.
func inQuotes(lead string) bool { return strings.Count(lead, `"`)%2 == 1 }

// multiplied reads ×2 behind an amount, 8,500원×2, and ×3개 behind anything.
func (k korean) multiplied(t token) (int, string) {
	m := reSets.FindStringSubmatch(t.rest)
	if m == nil || !t.endsNumber(len(m[0])) || t.before == 0 || unicode.IsDigit(t.before) {
		return 0, ""
	}
	if word, c, ok := k.counterAt(t.rest[len(m[0]):]); ok {
		if strings.ContainsRune("천만억", t.before) && afterAmount(t.lead()) { // 100만×12개월
			return len(m[0]) + len(word), " 곱하기 " + counted(m[1], c) + " "
		}
		return len(m[0]) + len(word), " " + counted(m[1], c) + " "
	}
	if isHangul(t.before) && afterAmount(t.lead()) {
		return len(m[0]), " 곱하기 " + sino(m[1]) + " "
	}
	return 0, ""
}
