package reading

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	reCJKMobile = regexp.MustCompile(`^1[3-9]\d{9}`)
	reCJKFloor  = regexp.MustCompile(`^([Bb]?)(\d{1,3}) ?(F|層|层|楼|階)`)
	reCJKDate   = regexp.MustCompile(`^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})(?:日|号)`)
	reCJKYear   = regexp.MustCompile(`^(\d{4})年`)
	reCJKTo     = regexp.MustCompile(`^ ?[~-] ?`)
)

// price reads an amount behind its currency sign.
func (k *cjk) price(t token) (int, string) {
	m := reMoney.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	n, unit := len(m[0]), k.currencies[k.bySymbol[t.first]].unit
	if strings.HasPrefix(t.rest[n:], unit) {
		n += len(unit)
	}
	return n, k.amount(ungrouped(m[2]), strings.TrimRight(m[3], "0"), unit)
}

// mobile reads a Chinese mobile number in one piece.
func (k *cjk) mobile(t token) (int, string) {
	m := reCJKMobile.FindString(t.rest)
	if m == "" || !t.endsNumber(len(m)) {
		return 0, ""
	}
	return len(m), k.groups(m[:3]+"-"+m[3:7]+"-"+m[7:], true)
}

func (k *cjk) phone(t token) (int, string) {
	m := rePhone.FindString(t.rest)
	if m == "" || !t.endsNumber(len(m)) {
		return 0, ""
	}
	return len(m), k.groups(m, true)
}

func (k *cjk) fullDate(t token) (int, string) {
	n, year, month, day := isoDate(t)
	if n == 0 {
		return 0, ""
	}
	return n, k.date(year, month, day)
}

// dayOfMonth reads 3月4日, with its year or without.
func (k *cjk) dayOfMonth(t token) (int, string) {
	m := reCJKDate.FindStringSubmatch(t.rest)
	if m == nil || !isMonthDay(m[2], m[3]) {
		return 0, ""
	}
	return len(m[0]), k.date(m[1], m[2], m[3])
}

// year reads 2024年.
func (k *cjk) year(t token) (int, string) {
	m := reCJKYear.FindStringSubmatch(t.rest)
	if m == nil || t.before == '第' {
		return 0, ""
	}
	return len(m[0]), k.date(m[1], "", "")
}

// clock reads a time of day, and the way to the next one.
func (k *cjk) clock(t token) (int, string) {
	n, hour, minute, half := clockTime(t)
	if n == 0 {
		return 0, ""
	}
	said := k.time(hour, minute)
	switch half {
	case "a":
		said = k.words.am + said
	case "p":
		said = k.words.pm + said
	}
	if d := reCJKTo.FindString(t.rest[n:]); d != "" && reClock.MatchString(t.rest[n+len(d):]) {
		return n + len(d), said + k.words.to
	}
	return n, said
}

// promotion reads 2+1: so many, and one free.
func (k *cjk) promotion(t token) (int, string) {
	m := rePromo.FindStringSubmatch(t.rest)
	if m == nil || !t.endsNumber(len(m[0])) {
		return 0, ""
	}
	if said := k.promotions[m[1]]; m[2] == "1" && said != "" {
		return len(m[0]), said
	}
	return len(m[0]), k.cardinal(m[1]) + k.words.plus + k.cardinal(m[2])
}

// vulgarFraction reads ½ and 1½.
func (k *cjk) vulgarFraction(t token) (int, string) {
	m := reVulgar.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	said := k.part(m[2], m[3])
	if m[1] != "" {
		said = k.cardinal(m[1]) + k.words.and + said
	}
	return len(m[0]), said
}

// part reads a fraction.
func (k *cjk) part(above, below string) string {
	return k.cardinal(below) + k.words.of + k.cardinal(above)
}

// slash reads 3/14 as a day and 1/2 as a part.
func (k *cjk) slash(t token) (int, string) {
	n, first, second, as := slashed(t)
	switch as {
	case slashDate:
		return n, k.date("", first, second)
	case slashPart:
		return n, k.part(first, second)
	}
	return 0, ""
}

// ratio reads 2:1.
func (k *cjk) ratio(t token) (int, string) {
	m := ratioOf(t)
	if m == nil {
		return 0, ""
	}
	return len(m[0]), k.decimalOf(m[1]) + k.words.ratio + k.decimalOf(m[2])
}

// decimalOf reads a number as it is written: 1.5.
func (k *cjk) decimalOf(s string) string {
	whole, fraction, _ := strings.Cut(s, ".")
	return k.decimal(whole, fraction)
}

// version reads 1.2.3.
func (k *cjk) version(t token) (int, string) {
	m := reDotted.FindString(t.rest)
	return len(m), joinNumbers(m, ".", k.words.point, k.cardinal)
}

// numberRange reads a range. What both numbers count is said with both, which is
// right in Japanese and clear in Chinese, where it is left out before 到.
func (k *cjk) numberRange(t token) (int, string) {
	m := reNumbers.FindStringSubmatchIndex(t.rest)
	if m == nil || strings.Count(reDashed.FindString(t.rest), "-") > 1 {
		return 0, ""
	}
	if m[4] >= 0 || m[8] >= 0 {
		return 0, "" // with a decimal point each is read for itself
	}
	first, between, second := t.rest[:m[3]], t.rest[m[3]:m[6]], t.rest[m[6]:]
	from, _ := strconv.ParseFloat(ungrouped(first), 64)
	to, _ := strconv.ParseFloat(ungrouped(t.rest[m[6]:m[7]]), 64)
	dash := strings.Contains(between, "-")
	if dash && from >= to {
		return 0, ""
	}
	n, said := k.g.token(k, figure, t.instead(second))
	counted := second[m[7]-m[6] : n]
	if dash && counted == "" {
		return 0, ""
	}
	n += m[6]
	if once := strings.HasPrefix(k.words.to, "到") && !strings.HasPrefix(counted, "%"); once {
		if counted != "" {
			return n, k.cardinal(ungrouped(first)) + k.words.to + said // 一到两个
		}
	} else {
		first += counted
	}
	_, firstSaid := k.g.token(k, figure, t.instead(first))
	return n, firstSaid + k.words.to + said
}

// dashed reads digits in groups.
func (k *cjk) dashed(t token) (int, string) {
	m := reDashed.FindString(t.rest)
	if m == "" {
		return 0, ""
	}
	return len(m), k.groups(m, false)
}

// product reads the first number and the sign of 2 x 3; the second number is read next.
func (k *cjk) product(t token) (int, string) {
	m := reTimes.FindStringSubmatch(t.rest)
	if m == nil {
		return 0, ""
	}
	return len(m[0]) - len(m[2]), k.cardinal(m[1]) + k.words.times
}

// storey reads 3F and 3楼.
func (k *cjk) storey(t token) (int, string) {
	m := reCJKFloor.FindStringSubmatch(t.rest)
	if m == nil || m[3] == "F" && !t.endsWord(len(m[0])) {
		return 0, ""
	}
	return len(m[0]), k.floor(m[2], m[3])
}

// quantity reads a number with what it counts or measures.
func (k *cjk) quantity(t token) (int, string) {
	a := amountOf(t)
	if strings.HasPrefix(a.afterGap(), "%") {
		return a.n + a.gap + 1, k.percent(a.whole, a.fraction)
	}
	if more, said := k.counted(a.whole, a.fraction, a.afterGap(), t.before == '第'); more > 0 {
		return a.n + a.gap + more, said
	}
	switch {
	case a.fraction != "":
		return a.n, k.decimal(a.whole, a.fraction)
	case a.isCode():
		return a.n, k.digitwise(a.whole, false)
	}
	return a.n, k.cardinal(a.whole)
}
