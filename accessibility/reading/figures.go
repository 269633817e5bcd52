package reading

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/scene"
)

// What the languages have in common where figures are recognised. How they are said
// is each language's own.

// number matches digits with thousands marks and a decimal part.
const number = `(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?`

// Patterns that more than one language reads.
var (
	rePhone   = regexp.MustCompile(`^(?:0\d{1,2}[-. ]\d{3,4}[-. ]\d{4}|01\d{8,9}|1[568]\d{2}-\d{4})`)
	reDate    = regexp.MustCompile(`^(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\. ?(\d{1,2})\. ?(\d{1,2})\.?)`)
	reClock   = regexp.MustCompile(`^(\d{1,2}):(\d{2})(?: ?([AaPp])\.?[Mm]\b\.?)?`)
	rePromo   = regexp.MustCompile(`^(\d+) ?\+ ?(\d+)`)
	reSlash   = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})`)
	reDotted  = regexp.MustCompile(`^\d+(?:\.\d+){2,}`)
	reDashed  = regexp.MustCompile(`^\d+(?:-\d+)+`)
	reRange   = regexp.MustCompile(`^(\d+) ?[~-] ?(\d+) ?`)
	reTimes   = regexp.MustCompile(`^(\d+) ?[xX×] ?(\d+)`)
	reNumber  = regexp.MustCompile(`^` + number)
	reNumbers = regexp.MustCompile(`^` + number + ` ?[~-] ?` + number)
	reMoney   = regexp.MustCompile(`^([₩$€£¥]) ?` + number)
	reVulgar  = regexp.MustCompile(`^(?:(\d+) )?(\d+)⁄(\d+)`)
	reRatio   = regexp.MustCompile(`^(\d+(?:\.\d+)?) ?: ?(\d+(?:\.\d+)?)`)
	reNo      = regexp.MustCompile(`^[Nn][Oo]\.? ?(\d+)`)
	reLatin   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9&+'.-]{0,31}`) // longer than any entry of the word list
	reLetters = regexp.MustCompile(`^[A-Za-z]+`)
)

// twelveHours is a typed time of day, in minutes since midnight, on a clock of twelve
// hours.
func twelveHours(minutes int64) (hour, minute string, pm, ok bool) {
	if minutes < 0 || minutes >= 24*60 {
		return "", "", false, false
	}
	h := minutes / 60 % 12
	if h == 0 {
		h = 12
	}
	return strconv.FormatInt(h, 10), strconv.FormatInt(minutes%60, 10), minutes >= 12*60, true
}

// dateOf is a typed date. The year is empty where the writer left it out. It reports
// false outside the years 1 to 9999.
func dateOf(s scene.Span) (year, month, day string, ok bool) {
	if s.Value.Number < -700000 || s.Value.Number > 2900000 {
		return "", "", "", false
	}
	d := time.Unix(s.Value.Number*86400, 0).UTC()
	if year = strconv.Itoa(d.Year()); !strings.Contains(s.Text, year) {
		year = ""
	}
	return year, strconv.Itoa(int(d.Month())), strconv.Itoa(d.Day()), true
}

// split takes an amount in minor units apart, by the digits after the currency's point.
func (m money) split(minor int64) (negative bool, whole, fraction string) {
	digits, negative := strings.CutPrefix(strconv.FormatInt(minor, 10), "-")
	if m.decimals > 0 {
		digits = strings.Repeat("0", max(0, m.decimals+1-len(digits))) + digits
	}
	at := len(digits) - m.decimals
	return negative, digits[:at], digits[at:]
}

// amount is a number and what follows it.
type amount struct {
	digits          string // as written, thousands marks included
	whole, fraction string
	n               int    // bytes of the number as written
	rest            string // after it
	gap             int    // 1 where rest begins with a space
	lead            string // before it
	ordinal         bool   // in a name, such as 제2장 or F12 좌석, where every number is Sino-Korean
	afterLetter     bool   // behind the letter of a code: F12, W-03
}

// afterGap is what follows the number and its space.
func (a amount) afterGap() string { return a.rest[a.gap:] }

// amountOf takes a number apart. The token begins with a digit.
func amountOf(t token) amount {
	m := reNumber.FindStringSubmatch(t.rest)
	a := amount{digits: m[1], whole: ungrouped(m[1]), fraction: m[2], n: len(m[0]), rest: t.rest[len(m[0]):], lead: t.lead()}
	if strings.HasPrefix(a.rest, " ") {
		a.gap = 1
	}
	return a
}

// isCode reports whether a whole number is none to count with: 007, 12345678.
func (a amount) isCode() bool {
	return len(a.whole) > 1 && a.whole[0] == '0' || len(a.whole) > 7 && !strings.Contains(a.digits, ",")
}

// isoDate recognises 2024-01-05, 2024/1/5 and 2024. 1. 5.
func isoDate(t token) (n int, year, month, day string) {
	m := reDate.FindStringSubmatch(t.rest)
	if m == nil || !t.endsNumber(len(m[0])) {
		return 0, "", "", ""
	}
	month, day = m[2]+m[4]+m[6], m[3]+m[5]+m[7]
	if !isMonthDay(month, day) {
		return 0, "", "", ""
	}
	return len(m[0]), m[1], month, day
}

// clockTime recognises 10:30 and 10:30 pm; half is "a", "p" or empty.
func clockTime(t token) (n int, hour, minute, half string) {
	m := reClock.FindStringSubmatch(t.rest)
	if m == nil || !t.endsNumber(len(m[0])) || !valid(m[1], 0, 24) || !valid(m[2], 0, 59) {
		return 0, "", "", ""
	}
	return len(m[0]), m[1], m[2], strings.ToLower(m[3])
}

type slashMeaning uint8

const (
	slashNothing slashMeaning = iota
	slashDate                 // 3/14: a month and a day
	slashPart                 // 1/2: a part of a whole
)

// slashed tells a date from a part: up to tenths a smaller number above a larger one is
// a part.
func slashed(t token) (n int, first, second string, as slashMeaning) {
	m := reSlash.FindStringSubmatch(t.rest)
	if m == nil || !t.endsNumber(len(m[0])) || strings.HasPrefix(t.rest[len(m[0]):], "/") {
		return 0, "", "", slashNothing
	}
	below, _ := strconv.Atoi(m[2])
	if (!ascends(m[1], m[2]) || below > 10) && isMonthDay(m[1], m[2]) {
		return len(m[0]), m[1], m[2], slashDate
	}
	if below > 0 {
		return len(m[0]), m[1], m[2], slashPart
	}
	return 0, "", "", slashNothing
}

// ratioOf recognises 2:1, with both numbers behind the whole, or nil.
func ratioOf(t token) []string {
	m := reRatio.FindStringSubmatch(t.rest)
	if m == nil || !t.endsNumber(len(m[0])) || strings.HasPrefix(t.rest[len(m[0]):], ":") {
		return nil
	}
	return m
}

// joinNumbers says numbers that a mark parts, with a word in its place.
func joinNumbers(s, mark, word string, say func(digits string) string) string {
	if s == "" {
		return ""
	}
	parts := strings.Split(s, mark)
	for i := range parts {
		parts[i] = say(parts[i])
	}
	return strings.Join(parts, word)
}

// leadingDigits is how many digits a text begins with.
func leadingDigits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

// isDigits reports whether a text is a number as people write it, and nothing else.
func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789,. ") == "" }

// ungrouped is a number without its thousands marks.
func ungrouped(digits string) string { return strings.ReplaceAll(digits, ",", "") }

// ascends reports whether a range of whole numbers goes up.
func ascends(from, to string) bool {
	x, _ := strconv.Atoi(from)
	y, _ := strconv.Atoi(to)
	return x < y
}

func isMonthDay(month, day string) bool { return valid(month, 1, 12) && valid(day, 1, 31) }

func valid(s string, low, high int) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n >= low && n <= high
}

// longestUnit finds the longest entry that s begins with; a Latin one must end there.
func longestUnit[V any](m map[string]V, s string, runes int) (string, V, bool) {
	return longestPrefix(m, s, runes, func(e string) bool {
		after := s[len(e):]
		return after == "" || !isLatin(e[len(e)-1]) || !isLatin(after[0]) && !isDigit(after[0])
	})
}

func hasAnyPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
