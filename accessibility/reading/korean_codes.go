package reading

import (
	"regexp"
	"strings"
)

// What Korean reads of numbers that name something, and of amounts for one of a kind.

var (
	// Numbers of vehicles have one of the syllables of the ordinance on registration plates
	// (자동차등록번호판 등의 기준에 관한 고시): private, hired and military ones.
	rePlate       = regexp.MustCompile(`^(\d{2,3})([가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주하허호아바사자배국합육해공]) ?(\d{4})(?:[^\d,]|$)`)
	reForEach     = regexp.MustCompile(`^((?:[₩$€£¥] ?)?` + number + ` ?(?:[천만]? ?(?:원|달러|엔|유로|P|점|회|장|대|명|건))?) ?/ ?(\d{0,4})([가-힣]{1,2}|kg|g|ml|L|km|m|h|㎡|kWh)(?:[^가-힣A-Za-z\d]|$)`)
	reLetterAhead = regexp.MustCompile(`(?:^|[^A-Za-z])[A-Za-z]-?$`)
	reDays        = regexp.MustCompile(`^(\d{1,2})([./])(\d{1,2})\.?( ?\([월화수목금토일]\))? ?[~-] ?(\d{1,2})([./])(\d{1,2})`)
	reCode        = regexp.MustCompile(`^(KRW|USD|EUR|JPY|CNY|GBP) ?` + number)
	reDay         = regexp.MustCompile(`^(\d{1,2})[./](\d{1,2})\.?`)
	reDayAhead    = regexp.MustCompile(`(?:\d{4}|\d{2})[./-] ?\d{1,2}[./-] ?\d{1,2}\.? ?(?:\([월화수목금토일]\))? ?[~-] ?$`)
	reCountdown   = regexp.MustCompile(`(?:남은 ?시간|잔여 ?시간|경과 ?시간|재생 ?시간|타이머)[: ]*$`)
	reSpan        = regexp.MustCompile(`(?:기간|일정|휴관|휴무|휴가|모집|접수|행사|전시|공연|정기권|대여|예매|운영|신청)[: ]*\(?$`)
)

// plate reads the number of a car, 12가 3456: its last four digits one by one.
func (k korean) plate(t token) (int, string) {
	m := rePlate.FindStringSubmatch(t.rest)
	if m == nil || isDigitRune(t.before) {
		return 0, ""
	}
	n := strings.Index(t.rest, m[2]) + len(m[2])
	n += strings.Index(t.rest[n:], m[3]) + len(m[3])
	if _, _, counts := k.counterAt(strings.TrimLeft(t.rest[n:], " ")); counts {
		return 0, "" // 10호 2000원
	}
	first := digitwise(m[1])
	if len(m[1]) == 2 {
		first = sino(m[1])
	}
	return n, first + " " + m[2] + " " + digitwise(m[3])
}

// priceForEach reads 4,500원/회 as people say it, 회당 사천오백 원.
func (k korean) priceForEach(t token) (int, string) {
	m := reForEach.FindStringSubmatch(t.rest)
	if m == nil || isDigit(m[1][len(m[1])-1]) && startOf(t.first) == figure {
		return 0, "" // 1/2, without money
	}
	if m[4] != "" && strings.ContainsAny(m[1], "회장대명건점") {
		return 0, "" // 2명/3명, 94점/100점
	}
	one := m[4] + m[5]
	n := strings.Index(t.rest[len(m[1]):], one) + len(m[1]) + len(one)
	said := ""
	if m[4] != "" {
		_, said = k.quantity(tokenAt(one, 0))
	} else if unit, known := k.lex.units[m[5]]; known {
		said = unit
	} else if _, counts := k.lex.counters[m[5]]; counts || m[5] == "월" || m[5] == "일" {
		said = m[5]
	} else {
		return 0, ""
	}
	price := t.instead(m[1])
	_, amount := k.g.token(k, startOf(price.first), price)
	return n, " " + said + "당 " + strings.Trim(amount, " ") + k.spaceAfterNumber(m[1], t.rest[n:])
}

// days reads 10.01~10.31 and 3/2~3/5, where two digits, a weekday or the word ahead tell days
// from decimals and parts.
func (k korean) days(t token) (int, string) {
	m := reDays.FindStringSubmatch(t.rest)
	if m == nil || m[2] != m[6] || !t.endsNumber(len(m[0])) || !isMonthDay(m[1], m[3]) || !isMonthDay(m[5], m[7]) {
		return 0, ""
	}
	sure := m[4] != "" || reSpan.MatchString(t.lead()) || len(m[3]) == 2 && len(m[7]) == 2
	if m[2] == "/" && !sure {
		_, _, _, first := slashed(t)
		_, _, _, second := slashed(t.instead(m[5] + "/" + m[7]))
		sure = first == slashDate || second == slashDate
	}
	if !sure || k.isMeasured(t.rest[len(m[0]):]) {
		return 0, ""
	}
	from := k.monthDay(m[1], m[3])
	if m[4] != "" {
		from += " " + strings.Trim(m[4], " ()") + "요일"
	}
	return len(m[0]), from + "에서 " + k.monthDay(m[5], m[7])
}

// untilDay reads the second day of 2026.1.1~12.31.
func (k korean) untilDay(t token) (int, string) {
	m := reDay.FindStringSubmatch(t.rest)
	if m == nil || !t.endsNumber(len(m[0])) || !isMonthDay(m[1], m[2]) || !reDayAhead.MatchString(t.lead()) {
		return 0, ""
	}
	return len(m[0]), k.monthDay(m[1], m[2])
}

// timeLeft reads 02:30 as minutes and seconds where a time is counted down, and as hours and
// minutes where something lasts so long.
func (k korean) timeLeft(t token) (int, string) {
	n, minute, second, half := clockTime(t)
	if n > 0 && half == "" && k.lasts(t.lead(), minute) {
		said := counted(minute, k.lex.counters["시간"])
		if strings.Trim(second, "0") != "" {
			said += " " + sino(second) + " 분"
		}
		return n, said
	}
	if n == 0 || half != "" || !reCountdown.MatchString(t.lead()) && !hasAnyPrefix(strings.TrimLeft(t.rest[n:], " "), []string{"남음", "남았", "남은"}) {
		return 0, ""
	}
	said := sino(second) + " 초"
	if strings.Trim(minute, "0") != "" {
		said = sino(minute) + " 분 " + said
	}
	return n, strings.TrimSuffix(said, " 영 초")
}

// currencyCode reads KRW 5,000 with its unit behind the number.
func (k korean) currencyCode(t token) (int, string) {
	m := reCode.FindStringSubmatch(t.rest)
	if m == nil || isLatinRune(t.before) || !t.endsNumber(len(m[0])) {
		return 0, ""
	}
	return len(m[0]), sinoDecimal(ungrouped(m[2]), strings.TrimRight(m[3], "0")) + " " + k.lex.currencies[m[1]].unit + " "
}

// equals reads = with the form of 은 or 는 that fits what was said.
func (k korean) equals(t token) (int, string) {
	if t.first != '=' || !isHangul(t.said.last()) {
		return 0, ""
	}
	t.said.trimSpace()
	return t.size, particle("은(는)", t.said.last()) + " "
}

// minutes reads the sign of 45' where no quotation ends.
func (k korean) minutes(t token) (int, string) {
	if t.first != '\'' || !isDigitRune(t.before) || strings.Count(t.lead(), "'")%2 == 1 {
		return 0, ""
	}
	return t.size, " 분" + k.spaceAfterNumber("분", t.rest[t.size:])
}

// onFloor reports whether a letter and a number, B2, are a floor: something stands on it, or
// other floors are named beside it.
func (k korean) onFloor(lead, rest string) bool {
	return hasAnyPrefix(rest, k.lex.floors) || reFloorAhead.MatchString(lead) || reFloorAfter.MatchString(rest)
}

var (
	reFloorAhead = regexp.MustCompile(`지하 ?$|(?:층|\dF|\dB) ?[,~/·-] ?$`)
	reFloorAfter = regexp.MustCompile(`^[,~/·-] ?(?:\d{1,2}(?:F|층)|B\d(?:F|층))`)
)

func isDigitRune(r rune) bool { return r >= '0' && r <= '9' }
