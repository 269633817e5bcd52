package reading

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// korean reads with word lists: those of the package, or a site's.
type korean struct {
	lex *lexicon
	g   *grammar[korean]
}

func readKorean(lex *lexicon, spans []scene.Span) draft {
	return koreanGrammar.read(korean{lex, &koreanGrammar}, spans)
}

var koreanGrammar = grammar[korean]{
	spans: [...]spanClass[korean]{
		scene.Price:   korean.priceSpan,
		scene.Count:   korean.countSpan,
		scene.Code:    korean.codeSpan,
		scene.Phone:   korean.phoneSpan,
		scene.Time:    korean.timeSpan,
		scene.Date:    korean.dateSpan,
		scene.Spelled: korean.spelledSpan,
		scene.Name:    nil,
	},
	classes: [starts][]class[korean]{
		figure: { // from the most particular to the least
			korean.priceForEach, korean.plate, korean.letterCode, korean.namedDay, korean.oneToOne, korean.decades, korean.decade, korean.secret, korean.called, korean.halfDay, korean.pair,
			korean.mobile, korean.phone, korean.maskedNumber, korean.emergency,
			korean.fullDate, korean.shortDate, korean.days, korean.untilDay, korean.monthAndDay, korean.yearAndMonth, korean.slash, korean.smallPart,
			korean.timeLeft, korean.clock,
			korean.promotion, korean.vulgarFraction, korean.mixedFraction, korean.ratio, korean.generation,
			korean.version, korean.houseNumber, korean.countedRange, korean.measuredRange, korean.twoNumbers, korean.dashed, korean.twoTens,
			korean.product, korean.hundreds, korean.myriads, korean.quantity,
		},
		currency: {korean.priceForEach, korean.price, korean.symbol},
		dash:     {korean.dayRange, korean.longDash, korean.negativePrice, korean.negativeNumber, korean.minusAfterLetter, korean.hyphen},
		tilde:    {korean.rangeMark},
		cross:    {korean.multiplied, korean.servings, korean.symbol},
		bracket:  {korean.gloss, korean.signInBrackets, korean.particle, korean.weekday, korean.company, korean.symbol},
		dot:      {korean.ellipsis, korean.addressDot, asWritten[korean]},
		pause:    {asWritten[korean]},
		space:    {asWritten[korean]},
		latin:    {korean.currencyCode, korean.multiplied, korean.servings, korean.basement, korean.paper, korean.alikeLetter, korean.initials, korean.fineDust, korean.meridiem, korean.shortWord, korean.loneUnit, korean.numbered, korean.word},
		hangul:   {korean.particle, korean.counterAfterCode, asWritten[korean]},
		han:      {korean.hanja},
		letter:   {korean.symbol},
		other:    {korean.backslash, korean.minutes, korean.bracketEnd, korean.equals, korean.goesTo, korean.compared, korean.stars, korean.threshold, korean.symbol},
	},
	spaced: korean.spaced,
}

// spaced keeps a number apart from the word before it and the noun after it, and the
// number of a seat or in a code from its letter: 12A, K7J2.
func (k korean) spaced(t token, n int, said string) string {
	if t.first < '0' || t.first > '9' {
		return said // prices bring their own
	}
	if t.said.endsInWord() && t.said.last() >= 0xAC00 {
		said = " " + said
	}
	s := t.rest
	if len(s) > n && (n > 1 || isLatinRune(t.before)) && isLatin(s[n]) && s[n-1] <= '9' {
		said += " "
	}
	return said + k.spaceAfterNumber(s[:n], s[n:])
}

// spaceAfterNumber keeps number and following noun apart, but not its particle.
func (k korean) spaceAfterNumber(read, rest string) string {
	r, size := utf8.DecodeRuneInString(rest)
	if !isHangul(r) || hasAnyPrefix(rest, k.lex.afterNumber) {
		return ""
	}
	after, _ := utf8.DecodeRuneInString(rest[size:])
	if last, _ := utf8.DecodeLastRuneInString(read); r == '도' && last >= 0xAC00 && !isHangul(after) {
		return "" // 일 초도; after a bare figure 도 are degrees
	}
	if strings.ContainsRune("은는이가을를의에로와과만", r) && !isHangul(after) {
		return ""
	}
	return " "
}

var (
	reSets     = regexp.MustCompile(`^[xX×] ?(\d{1,2})`)
	reWeekday  = regexp.MustCompile(`^ ?\(([월화수목금토일])\)`)
	reBasement = regexp.MustCompile(`^[Bb](\d+) ?(층|F)?`)
	reParticle = regexp.MustCompile(`^(?:을\(를\)|를\(을\)|이\(가\)|가\(이\)|은\(는\)|는\(은\)|과\(와\)|와\(과\)|아\(야\)|\(으\)로|으로\(로\)|로\(으로\)|\(이\))`)
)

func (k korean) symbol(t token) (int, string) { return k.lex.symbol(t) }

// dayRange reads the dash of 월-금.
func (k korean) dayRange(t token) (int, string) {
	if n := k.lex.betweenDays(t.lead(), t.rest, t.size); n > 0 {
		return n, "에서 "
	}
	return 0, ""
}

// longDash reads a dash between clauses.
func (k korean) longDash(t token) (int, string) {
	if t.first == '-' {
		return 0, ""
	}
	return k.symbol(t)
}

// negativePrice reads -₩500.
func (k korean) negativePrice(t token) (int, string) {
	if !t.opens() || len(t.rest) == 1 {
		return 0, ""
	}
	n, said := k.price(t.after(1))
	if n == 0 {
		return 0, ""
	}
	return 1 + n, " 마이너스" + said
}

// negativeNumber reads -5, and -5°C as people say a frost.
func (k korean) negativeNumber(t token) (int, string) {
	if !t.opens() || len(t.rest) == 1 || !isDigit(t.rest[1]) {
		return 0, ""
	}
	n, said := k.g.token(k, figure, t.after(1))
	sign := "마이너스 "
	if t.said.endsInWord() && t.said.last() >= 0xAC00 {
		sign = " " + sign
	}
	if u := t.rest[1 : 1+n]; strings.HasSuffix(u, "도") || strings.Contains(u, "°") {
		sign = "영하 "
	}
	return 1 + n, sign + said + k.spaceAfterNumber(t.rest[:1+n], t.rest[1+n:])
}

// hyphen is a pause between two words and silent inside one.
func (k korean) hyphen(t token) (int, string) {
	if t.said.last() != 0 && t.before == ' ' {
		return t.size, ", "
	}
	return t.size, " "
}

// rangeMark reads ~ between two things: 1층 ~ 3층.
func (k korean) rangeMark(t token) (int, string) {
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(t.rest[t.size:], " "))
	goesTo := next != utf8.RuneError && (unicode.IsDigit(next) || unicode.IsLetter(next) || strings.ContainsRune("₩$-", next))
	if !goesTo || !isHangul(t.said.last()) {
		return t.size, " "
	}
	t.said.trimSpace()
	return t.size, "에서 "
}

// stars reads what is kept back, of which only the number matters: ****.
func (k korean) stars(t token) (int, string) {
	n := len(t.rest) - len(strings.TrimLeft(t.rest, "*"))
	if n == 1 && strings.HasPrefix(t.rest, "*표") {
		return len("*표"), " 별표"
	}
	if n < 2 {
		return 0, ""
	}
	return n, " 별표 " + counted(strconv.Itoa(n), k.lex.counters["개"]) + " "
}

// threshold reads the arrow of 10%↑; 50%↓ is less to pay unless something is measured.
func (k korean) threshold(t token) (int, string) {
	if t.before != '%' && !isHangul(t.before) {
		return 0, ""
	}
	switch t.first {
	case '↑':
		return t.size, " 이상 "
	case '↓':
		if t.before == '%' && !hasAnyOf(t.lead(), k.lex.measures) {
			return t.size, " 할인 "
		}
		return t.size, " 이하 "
	}
	return 0, ""
}

// servings reads ×2 after a thing: two of it.
func (k korean) servings(t token) (int, string) {
	m := reSets.FindString(t.rest)
	if m == "" || !setsFit(t.before, t.rest[len(m):]) {
		return 0, ""
	}
	return len(m), " " + counted(strings.Trim(m, "xX× "), k.lex.counters["개"]) + " "
}

// setsFit reports whether ×2 stands after a thing and means two of it.
func setsFit(before rune, rest string) bool {
	return before != 0 && !unicode.IsDigit(before) && (before == ' ' || before == ')' || before >= 0xAC00) &&
		(rest == "" || !isLatin(rest[0]) && !isDigit(rest[0]) && rest[0] != '.')
}

// particle reads a particle that the writer left open, 을(를), by the sound before it.
func (k korean) particle(t token) (int, string) {
	m := reParticle.FindString(t.rest)
	if m == "" {
		return 0, ""
	}
	return len(m), particle(m, t.said.last())
}

// weekday reads (월) after a date.
func (k korean) weekday(t token) (int, string) {
	m := reWeekday.FindStringSubmatch(t.rest)
	if m == nil || t.said.last() != '일' {
		return 0, ""
	}
	if strings.HasPrefix(strings.TrimLeft(t.rest[len(m[0]):], " "), "~") {
		return len(m[0]), ", " + m[1] + "요일" // 3월 1일(일)~3월 3일(화)
	}
	return len(m[0]), ", " + m[1] + "요일, "
}

// company reads (주) before a name.
func (k korean) company(t token) (int, string) {
	if strings.HasPrefix(t.rest, "(주)") {
		return len("(주)"), " 주식회사 "
	}
	return 0, ""
}

// counterAfterCode keeps a counter apart from a typed code: A-103 번.
func (k korean) counterAfterCode(t token) (int, string) {
	if t.afterCode && k.startsWithCounter(t.rest) {
		return t.size, " " + string(t.first)
	}
	return 0, ""
}

// ellipsis is a pause.
func (k korean) ellipsis(t token) (int, string) {
	if strings.HasPrefix(t.rest, "..") || t.before == '.' || t.before == 0 {
		return t.size, ","
	}
	return 0, ""
}

// addressDot reads the dot of a web address.
func (k korean) addressDot(t token) (int, string) {
	if len(t.rest) < 2 || !isLatin(t.rest[1]) {
		return 0, ""
	}
	if reLetterAhead.MatchString(t.lead()) && unicode.IsUpper(t.before) && unicode.IsUpper(rune(t.rest[1])) {
		return t.size, "" // L.POINT
	}
	return t.size, " 점 "
}

// hanja reads characters that everybody knows as marks, such as 大 and 男; for others a
// word is better than silence.
func (k korean) hanja(t token) (int, string) {
	n, said := 0, " "
	for n < len(t.rest) {
		r, size := utf8.DecodeRuneInString(t.rest[n:])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		word := k.lex.symbols[r]
		if word == "" || said == "" {
			said = ""
		} else {
			said += strings.TrimSpace(word)
		}
		n += size
	}
	if said == "" {
		return n, " 한자 "
	}
	return n, said + " "
}

// particle picks the form that fits the sound before it.
func particle(written string, before rune) string {
	coda := -1
	if isHangul(before) {
		coda = int(before-0xAC00) % 28
	}
	closed, open := "으로", "로"
	switch written {
	case "을(를)", "를(을)":
		closed, open = "을", "를"
	case "이(가)", "가(이)":
		closed, open = "이", "가"
	case "은(는)", "는(은)":
		closed, open = "은", "는"
	case "과(와)", "와(과)":
		closed, open = "과", "와"
	case "아(야)":
		closed, open = "아", "야"
	case "(이)":
		closed, open = "이", ""
	default:
		if coda == jL { // after ㄹ it is 로
			return open
		}
	}
	if coda > 0 {
		return closed
	}
	return open
}

// basement reads B1층 and B2F.
func (k korean) basement(t token) (int, string) {
	m := reBasement.FindStringSubmatch(t.rest)
	if m == nil || isLatinRune(t.before) || m[2] != "층" && !t.endsWord(len(m[0])) {
		return 0, ""
	}
	if rest := strings.TrimLeft(t.rest[len(m[0]):], " "); m[2] == "" && (len(m[1]) > 1 || !k.onFloor(t.lead(), rest)) {
		return 0, ""
	}
	under := " 지하 "
	if strings.HasSuffix(strings.TrimRight(t.lead(), " "), "지하") {
		under = " "
	}
	return len(m[0]), under + sino(m[1]) + " 층" + k.spaceAfterNumber(t.rest[:len(m[0])], t.rest[len(m[0]):])
}

// numbered reads No. 3.
func (k korean) numbered(t token) (int, string) {
	m := reNo.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	return len(m[0]), " " + sino(m[1]) + " 번 "
}

// word reads a Latin word: word list first, letter names otherwise.
func (k korean) word(t token) (int, string) {
	s := t.rest
	run := strings.ToLower(reLatin.FindString(s))
	entry, said, ok := longestPrefix(k.lex.latin, run, k.lex.longest.latin, func(e string) bool {
		return len(e) > 1 && t.endsWord(len(e))
	})
	if !ok {
		entry, said = reLetters.FindString(s), ""
		for _, r := range strings.ToLower(entry) {
			said += k.lex.latin[string(r)]
		}
	}
	n := len(entry)
	// A-103 and T3: a space, no pause, between letters and number.
	if n+1 < len(s) && s[n] == '-' && isDigit(s[n+1]) {
		n++
	}
	if n < len(s) && s[n] < utf8.RuneSelf && !strings.ContainsRune(`,."'`, rune(s[n])) {
		said += " "
	}
	if l := t.said.last(); t.said.endsInWord() && l < 0xAC00 && !isPause(l) {
		said = " " + said
	}
	return n, said
}

// initials reads letters that a symbol joins: A/S, R&D.
func (k korean) initials(t token) (int, string) {
	s := t.rest
	if len(s) < 3 || s[1] != '&' && s[1] != '/' || !isLatin(s[2]) || !t.endsWord(3) {
		return 0, ""
	}
	if _, known := k.lex.latin[strings.ToLower(s[:3])]; known || strings.ToUpper(s[:3]) != s[:3] {
		return 0, ""
	}
	between := ""
	if s[1] == '&' {
		between = "앤"
	}
	return 3, k.lex.latin[strings.ToLower(s[:1])] + between + k.lex.latin[strings.ToLower(s[2:3])]
}

// loneUnit reads a unit that stands alone: kcal.
func (k korean) loneUnit(t token) (int, string) {
	unit, said, ok := longestPrefix(k.lex.units, t.rest, k.lex.longest.unit, func(u string) bool {
		return len(u) > 1 && isLatin(u[0]) && u[0] >= 'a' && t.endsWord(len(u)) && t.endsNumber(len(u))
	})
	if _, word := k.lex.latin[unit]; !ok || word || unit == "hr" || unit == "px" {
		return 0, ""
	}
	return len(unit), said
}
