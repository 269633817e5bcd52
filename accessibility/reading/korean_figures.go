package reading

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	reMasked     = regexp.MustCompile(`^\d+(?:-[\d*]+)*-\d*\*+\d*(?:-[\d*]+)*`)
	reEmergency  = regexp.MustCompile(`^11[29](?:에 |로 |에서|구급| ?신고| ?안전)`)
	reWhole      = regexp.MustCompile(`^01\d{8,9}`)
	reShortDate  = regexp.MustCompile(`^(\d{2})\. ?(\d{1,2})\. ?(\d{1,2})\.?`)
	reMonthDay   = regexp.MustCompile(`^(\d{1,2})(?:\. (\d{1,2})\.|\.(\d{1,2})\.?( ?\([월화수목금토일]\)))`)
	reYearMonth  = regexp.MustCompile(`^((?:19|20)\d{2})[.-](0[1-9]|1[0-2])`)
	reHundreds   = regexp.MustCompile(`^(\d)천(\d)백`)
	reMyriad     = regexp.MustCompile(`^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?([십백천]?[만억조]|[백천])`)
	reMinus      = regexp.MustCompile(`^([₩$€£¥]) ?-(\d)`)
	reSpeed      = regexp.MustCompile(`^ ?km/h`)
	reMore       = regexp.MustCompile(`^여 ?`)
	reAfterAct   = regexp.MustCompile(`막 ?$`)
	reBeforeTime = regexp.MustCompile(`^[ :(]*(?:(?:오전|오후) ?)?\d{1,2}(?::\d{2}|시)`)
	reNextNumber = regexp.MustCompile(`^ \d`) // 열람실 2 좌석 115: a name of the next number
	reUnitEnd    = regexp.MustCompile(`(?:[가-힣]+|%|kg|g|ml|mL|L|cm|m|km|°C)$`)
	reDash       = regexp.MustCompile(`^ ?[-—―] ?`)

	// Days of history are named after their date, digit by digit: 6.25 전쟁. Without the
	// word behind it, 6.25 is a number.
	reNamedDay  = regexp.MustCompile(`^([1-9])[.·]([1-3]?\d)( ?(?:절|전쟁|광복절|혁명|운동|민주|참전|사변|지방 ?선거|총선|대선|의거|참사|군사|묘지|묘역|기념|학생))`)
	reDottedDay = regexp.MustCompile(`^(4·19|5·18|6·25|8·15)(?:[^\d]|$)`) // with a point in the middle it is always one
	reOneToOne  = regexp.MustCompile(`^(\d+) ?대 ?(\d+)`)
	reDecade    = regexp.MustCompile(`^([1-9]0)대(?:[^가-힣]|$)`)
	reSecret    = regexp.MustCompile(`(?:비밀번호|비번|암호|PW|인증번호|인증 ?코드|확인 ?번호|카드번호|계좌번호|생년월일|(?:끝|앞|뒤|뒷) ?\d? ?자리|(?:자리|번호|생년월일) ?\(예시?)[: ]*(?:끝 ?)?[A-Za-z]*$`)
	reNumberOf  = regexp.MustCompile(`[가-힣] ?번호(?:는|가)?[: ]*$`)
)

// price reads an amount behind its currency sign.
func (k korean) price(t token) (int, string) {
	s, minus := t.rest, 0
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
	word := k.lex.currencies[k.lex.bySymbol[r]].unit
	if rest := strings.TrimLeft(s[n:], " "); strings.HasPrefix(rest, word) {
		n = len(s) - len(rest) + len(word)
	}
	said := sinoDecimal(ungrouped(m[2]), strings.TrimRight(m[3], "0")) + " " + word
	said += k.spaceAfterNumber(s[:n], s[n:])
	if minus > 0 {
		said = "마이너스 " + said
	}
	return n + minus, " " + said
}

// namedDay reads a day of history: 6.25 전쟁.
func (k korean) namedDay(t token) (int, string) {
	m := reNamedDay.FindStringSubmatch(t.rest)
	if d := reDottedDay.FindStringSubmatch(t.rest); m == nil && d != nil {
		return len(d[1]), digitwise(strings.Replace(d[1], "·", "", 1))
	}
	if m == nil {
		return 0, ""
	}
	day := digitwise(m[2])
	if strings.HasSuffix(m[2], "0") {
		day = sino(m[2]) // 4·10 총선
	}
	return len(m[0]), digitwise(m[1]) + day + m[3]
}

// oneToOne reads 1대1.
func (k korean) oneToOne(t token) (int, string) {
	m := reOneToOne.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	if _, _, counts := k.counterAt(t.rest[len(m[0]):]); counts {
		return 0, ""
	}
	return len(m[0]), sino(m[1]) + " 대 " + sino(m[2])
}

// decade reads an age, 20대.
func (k korean) decade(t token) (int, string) {
	m := reDecade.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	return len(m[1]) + len("대"), sino(m[1]) + " 대"
}

// secret reads the digits of a password one by one, and those of any number that is called
// one and is too long to count with: 승인번호 30012345.
func (k korean) secret(t token) (int, string) {
	digits := t.rest[:leadingDigits(t.rest)]
	if len(digits) < 3 || !reSecret.MatchString(t.lead()) && (len(digits) < 5 || !reNumberOf.MatchString(t.lead())) {
		return 0, ""
	}
	rest := strings.TrimLeft(t.rest[len(digits):], " ")
	if _, _, counts := k.counterAt(rest); counts || strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "*") {
		return 0, ""
	}
	return len(digits), digitwise(digits)
}

// mobile reads a mobile number in one piece.
func (k korean) mobile(t token) (int, string) {
	m := reWhole.FindString(t.rest)
	if m == "" || !t.endsNumber(len(m)) {
		return 0, ""
	}
	return len(m), k.digitGroups(m[:3] + "-" + m[3:len(m)-4] + "-" + m[len(m)-4:])
}

func (k korean) phone(t token) (int, string) {
	m := rePhone.FindString(t.rest)
	if m == "" || !t.endsNumber(len(m)) {
		return 0, ""
	}
	return len(m), k.digitGroups(m)
}

// maskedNumber reads a card number of which a part is kept back: 1234-****-5678.
func (k korean) maskedNumber(t token) (int, string) {
	m := reMasked.FindString(t.rest)
	if m == "" {
		return 0, ""
	}
	var parts []string
	for _, g := range strings.Split(m, "-") {
		for g != "" { // 56**: two digits, and two that are kept back
			if n := leadingDigits(g); n > 0 {
				parts, g = append(parts, digitwise(g[:n])), g[n:]
			} else {
				rest := strings.TrimLeft(g, "*")
				parts, g = append(parts, "별표 "+counted(strconv.Itoa(len(g)-len(rest)), k.lex.counters["개"])), rest
			}
		}
	}
	return len(m), strings.Join(parts, ", ")
}

// emergency reads the numbers that everybody says digit by digit: 119에 신고.
func (k korean) emergency(t token) (int, string) {
	if !reEmergency.MatchString(t.rest) {
		return 0, ""
	}
	return 3, digitwise(t.rest[:3])
}

func (k korean) fullDate(t token) (int, string) {
	n, year, month, day := isoDate(t)
	if n == 0 {
		return 0, ""
	}
	return n, sino(year) + " 년 " + k.monthDay(month, day)
}

// shortDate reads 24.3.4.
func (k korean) shortDate(t token) (int, string) {
	m := reShortDate.FindStringSubmatch(t.rest)
	if m == nil || !t.endsNumber(len(m[0])) || !isMonthDay(m[2], m[3]) {
		return 0, ""
	}
	return len(m[0]), sino(m[1]) + " 년 " + k.monthDay(m[2], m[3])
}

// monthAndDay reads 3. 4. and 3.4(월).
func (k korean) monthAndDay(t token) (int, string) {
	m := reMonthDay.FindStringSubmatch(t.rest)
	if m == nil || !isMonthDay(m[1], m[2]+m[3]) {
		return 0, ""
	}
	return len(m[0]) - len(m[4]), k.monthDay(m[1], m[2]+m[3])
}

// yearAndMonth reads 2024.03.
func (k korean) yearAndMonth(t token) (int, string) {
	m := reYearMonth.FindStringSubmatch(t.rest)
	if m == nil || !t.endsNumber(len(m[0])) {
		return 0, ""
	}
	rest := strings.TrimLeft(t.rest[len(m[0]):], " ")
	if rest != "" && (strings.ContainsAny(rest[:1], "-.%") || isLatin(rest[0])) {
		return 0, ""
	}
	return len(m[0]), sino(m[1]) + " 년 " + counted(m[2], k.lex.counters["월"])
}

// slash reads 3/14 as a day and 1/2 as a part.
func (k korean) slash(t token) (int, string) {
	n, first, second, as := slashed(t)
	switch {
	case as != slashNothing && second == "4" && strings.HasPrefix(strings.TrimLeft(t.rest[n:], " "), "분기"):
		return n, sino(first) + sino(second) // 4/4분기
	case as == slashPart && reWeekday.MatchString(t.rest[n:]) && isMonthDay(first, second):
		as = slashDate // 6/10(토)
	case as == slashPart && ascends(second, first):
		return n, sino(first) + ", " + sino(second) // 24/7
	}
	switch as {
	case slashDate:
		return n, k.monthDay(first, second)
	case slashPart:
		return n, sino(second) + "분의 " + sino(first)
	}
	return 0, ""
}

// clock reads a time of day, and the way to the next one.
func (k korean) clock(t token) (int, string) {
	n, hour, minute, half := clockTime(t)
	if n == 0 {
		return k.lateNight(t)
	}
	if minute != "00" && strings.HasPrefix(t.rest[n:], "분") {
		n += len("분") // 2:30분
	}
	said := counted(hour, k.lex.counters["시"])
	if minute != "00" {
		said += " " + sino(minute) + " 분"
	}
	switch half {
	case "a":
		said = "오전 " + said
	case "p":
		said = "오후 " + said
	}
	if d := reDash.FindString(t.rest[n:]); d != "" && reClock.MatchString(t.rest[n+len(d):]) {
		return n + len(d), said + "에서 "
	}
	return n, said
}

// promotion reads 2+1: so many, and one free.
func (k korean) promotion(t token) (int, string) {
	m := rePromo.FindStringSubmatch(t.rest)
	if m == nil || !t.endsNumber(len(m[0])) {
		return 0, ""
	}
	sum := strings.HasPrefix(strings.TrimLeft(t.rest[len(m[0]):], " "), "=")
	if said := k.lex.promotions[m[1]]; m[2] == "1" && said != "" && !sum {
		return len(m[0]), said
	}
	return len(m[0]), sino(m[1]) + " 더하기 " + sino(m[2])
}

// vulgarFraction reads ½ and 1½.
func (k korean) vulgarFraction(t token) (int, string) {
	m := reVulgar.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	said := sino(m[3]) + "분의 " + sino(m[2])
	if m[1] != "" {
		whole := []rune(sino(m[1]))
		said = string(whole) + particle("과(와)", whole[len(whole)-1]) + " " + said
	}
	return len(m[0]), said
}

// ratio reads 2:1.
func (k korean) ratio(t token) (int, string) {
	m := ratioOf(t)
	if m == nil {
		return 0, ""
	}
	return len(m[0]), sinoPoint(m[1]) + " 대 " + sinoPoint(m[2])
}

// version reads 1.2.3.
func (k korean) version(t token) (int, string) {
	m := reDotted.FindString(t.rest)
	return len(m), joinNumbers(m, ".", " 점 ", sino)
}

// countedRange reads 2~3개. A house number, 12-3번지, is none: it goes down, and is said
// with 다시.
func (k korean) countedRange(t token) (int, string) {
	m := reRange.FindStringSubmatch(t.rest)
	if m == nil || len(m[1]) > 4 || len(m[2]) > 4 || !t.endsNumber(len(m[0])) {
		return 0, ""
	}
	word, c, ok := k.counterAt(t.rest[len(m[0]):])
	if !ok || strings.Contains(m[0], "- ") {
		return 0, ""
	}
	n := len(m[0]) + len(word)
	switch {
	case !c.native && k.counts(c, amount{whole: m[2], lead: t.lead()}, t.rest[n:]):
		return n, k.turnsFromTo(m[1], m[2], c)
	case strings.Contains(m[0], "-") && (!ascends(m[1], m[2]) || partsOfAddress[c.word]):
		return n, sino(m[1]) + " 다시 " + counted(m[2], c)
	case c.native || c.word == "시" || c.joined:
		return n, counted(m[1], c) + "에서 " + counted(m[2], c)
	}
	return n, sino(m[1]) + "에서 " + counted(m[2], c)
}

// partsOfAddress have numbers in two parts, 12-3번지.
var partsOfAddress = map[string]bool{"번지": true, "번길": true, "호": true}

// measuredRange reads the first number and the dash of 10-20%.
func (k korean) measuredRange(t token) (int, string) {
	m := reNumbers.FindStringSubmatchIndex(t.rest)
	if m == nil {
		return 0, ""
	}
	sub := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return ungrouped(t.rest[m[2*i]:m[2*i+1]])
	}
	from, _ := strconv.ParseFloat(sub(1)+"."+sub(2), 64)
	to, _ := strconv.ParseFloat(sub(3)+"."+sub(4), 64)
	if from >= to || !k.isMeasured(t.rest[m[1]:]) {
		return 0, ""
	}
	return m[6], sinoDecimal(sub(1), sub(2)) + "에서 " // the second number is read next
}

// isMeasured reports whether a number before s has a unit or a counter.
func (k korean) isMeasured(s string) bool {
	unit, _, ok := longestPrefix(k.lex.units, strings.TrimLeft(s, " "), k.lex.longest.unit, func(string) bool { return true })
	if ok && unit != "A" && (unit[0] >= utf8.RuneSelf || unit[0] == '%' || isLatin(unit[0])) {
		return true
	}
	_, _, counts := k.counterAt(s)
	return counts
}

// dashed reads digits in groups.
func (k korean) dashed(t token) (int, string) {
	m := reDashed.FindString(t.rest)
	if m == "" {
		return 0, ""
	}
	return len(m), k.digitGroups(m)
}

// product reads the first number and the sign of 2 x 3; the second number is read next.
func (k korean) product(t token) (int, string) {
	m := reTimes.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	return len(m[0]) - len(m[2]), sino(m[1]) + " 곱하기 "
}

// hundreds reads 2천5백.
func (k korean) hundreds(t token) (int, string) {
	m := reHundreds.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	return len(m[0]), strings.TrimPrefix(sino(m[1]), "일") + "천" + strings.TrimPrefix(sino(m[2]), "일") + "백"
}

// myriads reads figures before a word for the rest: 1.5억, 3만.
func (k korean) myriads(t token) (int, string) {
	m := reMyriad.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	if word, _, _ := k.counterAt(t.rest[len(m[0])-len(m[3]):]); len(word) > len(m[3]) {
		return 0, "" // 8조각
	}
	said := sinoDecimal(ungrouped(m[1]), m[2])
	if said == "일" && m[3] != "억" && m[3] != "조" {
		said = "" // 천, 만
	}
	return len(m[0]), said + m[3]
}

// quantity reads a number with the unit or counter after it, and the dash of 1층-3층.
func (k korean) quantity(t token) (int, string) {
	a := amountOf(t)
	lead := t.lead()
	a.afterLetter = reLetterAhead.MatchString(lead)
	a.ordinal = strings.HasSuffix(lead, "제") || strings.HasSuffix(lead, "제 ") || a.afterLetter && a.gap == 1
	n, said := k.measure(a)
	if more := sameUnitAfter(t.rest, n); more > 0 {
		return n + more, said + "에서 "
	}
	return n, said
}

// measure reads a number with what it counts or measures.
func (k korean) measure(a amount) (int, string) {
	if strings.Contains(a.digits, ",") && a.rest != "" && isDigit(a.rest[0]) { // 1,5002: no thousands
		first, _, _ := strings.Cut(a.digits, ",")
		return len(first), sino(first)
	}
	if n, said := k.speed(a); n > 0 {
		return n, said
	}
	if n, said := k.approximate(a); n > 0 {
		return n, said
	}
	if n, said := k.withUnit(a); n > 0 {
		return n, said
	}
	if n, said := k.withCounter(a); n > 0 {
		return n, said
	}
	switch {
	case a.fraction != "":
		return a.n, sinoDecimal(a.whole, a.fraction)
	case a.isCode():
		return a.n, digitwise(a.whole)
	}
	return a.n, sino(a.whole)
}

// speed reads 80 km/h.
func (k korean) speed(a amount) (int, string) {
	u := reSpeed.FindString(a.rest)
	if u == "" {
		return 0, ""
	}
	return a.n + len(u), "시속 " + sinoDecimal(a.whole, a.fraction) + " 킬로미터"
}

// approximate reads 20여 명.
func (k korean) approximate(a amount) (int, string) {
	more := reMore.FindString(a.rest)
	if more == "" || a.fraction != "" || a.ordinal {
		return 0, ""
	}
	if _, _, counts := k.counterAt(a.rest[len(more):]); len(more) == len("여") && len(a.rest) > len(more) && !counts {
		return 0, "" // 2여객터미널
	}
	return a.n + len(more), sino(a.whole) + "여 "
}

// withUnit reads a number with a unit in Latin letters or other characters.
func (k korean) withUnit(a amount) (int, string) {
	unit, said, ok := longestUnit(k.lex.units, a.afterGap(), k.lex.longest.unit)
	if unit == "A" && !strings.Contains(a.lead, "V") || unit == `"` && inQuotes(a.lead) {
		return 0, "" // a row or a seat; the end of a quotation
	}
	if !ok || a.gap == 1 && len(unit) == 1 && isLatin(unit[0]) {
		return 0, ""
	}
	n := a.n + a.gap + len(unit)
	if c, ok := k.lex.counters[said]; ok && a.fraction == "" {
		return n, counted(a.whole, c) // 2h: 두 시간
	}
	return n, sinoDecimal(a.whole, a.fraction) + " " + said
}

// withCounter reads a number with what it counts.
func (k korean) withCounter(a amount) (int, string) {
	word, c, ok := k.counterAt(a.afterGap())
	if !ok || a.gap == 1 && (k.lex.goesOn(a.afterGap()[len(word):]) || reNextNumber.MatchString(a.afterGap()[len(word):])) || k.lex.isParticle(a.rest) && strings.HasPrefix(a.rest, "부") {
		return 0, ""
	}
	n := a.n + a.gap + len(word)
	if a.fraction != "" {
		return n, sinoDecimal(a.whole, a.fraction) + " " + c.word
	}
	if a.afterLetter && a.isCode() { // W-03번
		return n, digitwise(a.whole) + " " + c.word
	}
	c.native = c.native || k.counts(c, a, a.afterGap()[len(word):])
	c.native = c.native && !a.ordinal && !isPartOfShow(a.lead, c.word, a.rest[a.gap+len(word):])
	return n, counted(a.whole, c)
}

// isPartOfShow reports whether a counter numbers the parts of a play or concert: 2막 3장,
// 1부 19:00.
func isPartOfShow(lead, counter, rest string) bool {
	return counter == "장" && reAfterAct.MatchString(lead) || counter == "부" && reBeforeTime.MatchString(rest)
}

// counterAt finds the longest counter that s begins with.
func (k korean) counterAt(s string) (string, counter, bool) {
	if r, _ := utf8.DecodeRuneInString(s); !isHangul(r) {
		return "", counter{}, false
	}
	return longestPrefix(k.lex.counters, s, k.lex.longest.counter, func(string) bool { return true })
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
func (lex *lexicon) betweenDays(before, s string, dash int) int {
	const days = "월화수목금토일"
	last, size := utf8.DecodeLastRuneInString(before)
	ahead, _ := utf8.DecodeLastRuneInString(before[:len(before)-size])
	next, nextSize := utf8.DecodeRuneInString(s[dash:])
	if !strings.ContainsRune(days, last) || !strings.ContainsRune(days, next) || isHangul(ahead) || lex.goesOn(s[dash+nextSize:]) {
		return 0
	}
	return dash
}

// goesOn reports whether a word goes on: there is Hangul, and it is no particle.
func (lex *lexicon) goesOn(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isHangul(r) && !lex.isParticle(s) && !strings.ContainsRune("씩당쯤째", r) && !strings.HasPrefix(s, "입니다") && !strings.HasPrefix(s, "정도")
}

// isParticle reports whether a word is a particle and nothing else.
func (lex *lexicon) isParticle(s string) bool {
	word := s
	if i := strings.IndexFunc(s, func(r rune) bool { return !isHangul(r) }); i >= 0 {
		word = s[:i]
	}
	return lex.particles[word]
}
