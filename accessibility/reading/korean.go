package reading

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// readKorean reads typed spans by what they are and joins neighbouring free
// spans, so that "2" and "개" in two spans are still two things.
func readKorean(lex *lexicon, spans []scene.Span) draft {
	k := &koreanReader{lex: lex}
	var free draft
	flush := func() {
		k.free(newText(free))
		free = nil
	}
	at := 0
	for i, s := range spans {
		next := ""
		if i+1 < len(spans) {
			next = spans[i+1].Text
		}
		end := at + utf8.RuneCountInString(s.Text)
		if said, ok := k.typed(s, next); ok {
			flush()
			sub := &koreanReader{lex: k.lex}
			sub.free(newText(normalise(said, 0)))
			for _, c := range sub.out {
				k.out = append(k.out, cell{c.r, at, end})
			}
			k.afterTyped = s.Kind == scene.Code
		} else {
			free = append(free, normalise(s.Text, at)...)
		}
		at = end
	}
	flush()
	return k.out
}

type koreanReader struct {
	lex        *lexicon
	out        draft
	afterTyped bool
}

// typed says a span by its kind. It reports false where the text itself is the
// best source: no value, or the counter stands in the next span.
func (k *koreanReader) typed(s scene.Span, next string) (string, bool) {
	if s.Spoken != "" {
		return s.Spoken, true
	}
	number := s.Value.Number
	digits := strconv.FormatInt(number, 10)
	if number < 0 {
		digits = digits[1:]
	}
	switch s.Kind {
	case scene.Count:
		c, known := k.lex.keys[s.Value.Counter]
		if !known || number < 0 || isDigits(s.Text) && k.startsWithCounter(next) {
			return "", false
		}
		return counted(digits, c), true
	case scene.Price:
		exp, word, known := currency(s.Value.Currency)
		if !known || isDigits(s.Text) && strings.HasPrefix(strings.TrimSpace(next), word) {
			return "", false
		}
		whole, part := digits, ""
		if exp > 0 {
			digits = strings.Repeat("0", max(0, exp+1-len(digits))) + digits
			whole, part = digits[:len(digits)-exp], strings.TrimRight(digits[len(digits)-exp:], "0")
		}
		said := sinoDecimal(whole, part) + " " + word
		if number < 0 {
			said = "마이너스 " + said
		}
		return said, true
	case scene.Code:
		return k.code(s.Text), true
	case scene.Phone:
		return k.digitGroups(s.Text), true
	case scene.Spelled:
		return k.spelled(s.Text), true
	case scene.Time:
		if number < 0 || number >= 24*60 {
			return "", false
		}
		half, hour := "오전 ", number/60
		if hour >= 12 {
			half = "오후 "
		}
		if hour = hour % 12; hour == 0 {
			hour = 12
		}
		said := half + counted(strconv.FormatInt(hour, 10), k.lex.counters["시"])
		if m := number % 60; m > 0 {
			said += " " + sino(strconv.FormatInt(m, 10)) + " 분"
		}
		return said, true
	case scene.Date:
		if number < -700000 || number > 2900000 { // years 1 to 9999
			return "", false
		}
		d := time.Unix(number*86400, 0).UTC()
		said := k.monthDay(strconv.Itoa(int(d.Month())), strconv.Itoa(d.Day()))
		if y := strconv.Itoa(d.Year()); strings.Contains(s.Text, y) {
			said = sino(y) + " 년 " + said
		}
		return said, true
	}
	return "", false
}

// currency gives the digits after the point (ISO 4217) and the spoken unit.
func currency(iso string) (exp int, word string, known bool) {
	switch iso {
	case "KRW":
		return 0, "원", true
	case "JPY":
		return 0, "엔", true
	case "USD":
		return 2, "달러", true
	case "EUR":
		return 2, "유로", true
	case "CNY":
		return 2, "위안", true
	case "GBP":
		return 2, "파운드", true
	}
	return 0, "", false
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789,. ") == ""
}

func (k *koreanReader) startsWithCounter(s string) bool {
	_, _, ok := longestPrefix(k.lex.counters, strings.TrimLeft(s, " "), k.lex.longest.counter, func(string) bool { return true })
	return ok
}

// code reads an order number or a seat: up to four digits without a leading
// zero are one number (A-103: 에이 백삼), longer ones go sign by sign.
func (k *koreanReader) code(s string) string {
	var b strings.Builder
	t := newText(normalise(s, 0)).s
	for len(t) > 0 {
		n := 0
		for n < len(t) && t[n] >= '0' && t[n] <= '9' {
			n++
		}
		switch {
		case n > 4 || n > 1 && t[0] == '0':
			b.WriteString(" " + digitwise(t[:n]) + " ")
		case n > 0:
			b.WriteString(" " + sino(t[:n]) + " ")
		default:
			r, size := utf8.DecodeRuneInString(t)
			n = size
			if r == '-' || r == '/' {
				b.WriteByte(' ')
			} else {
				b.WriteString(k.sign(r))
			}
		}
		t = t[n:]
	}
	return strings.TrimSpace(b.String())
}

// digitGroups reads digits one by one, with a pause where the writer put one.
func (k *koreanReader) digitGroups(s string) string {
	var b strings.Builder
	for _, r := range newText(normalise(s, 0)).s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteString(digitwise(string(r)))
		case unicode.IsLetter(r) || r == '+' || r == '*' || r == '#':
			b.WriteString(k.sign(r))
		default:
			b.WriteString(", ")
		}
	}
	return b.String()
}

// spelled reads sign by sign with a pause after each.
func (k *koreanReader) spelled(s string) string {
	var parts []string
	for _, r := range newText(normalise(s, 0)).s {
		switch {
		case r >= '0' && r <= '9':
			parts = append(parts, digitwise(string(r)))
		case r == ' ':
		case r == '-':
			parts = append(parts, "하이픈")
		case r == '.':
			parts = append(parts, "점")
		default:
			if p := strings.TrimSpace(k.sign(r)); p != "" && p != "," {
				parts = append(parts, p)
			}
		}
	}
	return strings.Join(parts, ", ")
}

// sign is the name of one sign that is no digit.
func (k *koreanReader) sign(r rune) string {
	switch {
	case r >= 0xAC00 && r <= 0xD7A3, isPause(r), r == ' ':
		return string(r)
	case r < 0x80 && unicode.IsLetter(r):
		return k.lex.latin[strings.ToLower(string(r))]
	}
	return k.lex.symbols[r]
}

func (k *koreanReader) monthDay(month, day string) string {
	return counted(month, k.lex.counters["월"]) + " " + counted(day, k.lex.counters["일"])
}

// number matches digits with thousands marks and a decimal part.
const number = `(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?`

var (
	rePhone    = regexp.MustCompile(`^(?:0\d{1,2}[-. ]\d{3,4}[-. ]\d{4}|01\d{8,9}|1[568]\d{2}-\d{4})`)
	reDate     = regexp.MustCompile(`^(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\. ?(\d{1,2})\. ?(\d{1,2})\.?)`)
	reClock    = regexp.MustCompile(`^(\d{1,2}):(\d{2})(?: ?([AaPp])\.?[Mm]\b\.?)?`)
	rePromo    = regexp.MustCompile(`^(\d+) ?\+ ?(\d+)`)
	reSlash    = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})`)
	reDotted   = regexp.MustCompile(`^\d+(?:\.\d+){2,}`)
	reDashed   = regexp.MustCompile(`^\d+(?:-\d+)+`)
	reRange    = regexp.MustCompile(`^(\d+) ?[~-] ?(\d+) ?`)
	reMyriad   = regexp.MustCompile(`^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?([십백천]?[만억조]|[백천])`)
	reSets     = regexp.MustCompile(`^[xX×] ?(\d{1,2})`)
	reTimes    = regexp.MustCompile(`^(\d+) ?[xX×] ?(\d+)`)
	reNumber   = regexp.MustCompile(`^` + number)
	reMoney    = regexp.MustCompile(`^([₩$€£¥]) ?` + number)
	reMinus    = regexp.MustCompile(`^([₩$€£¥]) ?-(\d)`)
	reWeekday  = regexp.MustCompile(`^ ?\(([월화수목금토일])\)`)
	reBasement = regexp.MustCompile(`^[Bb](\d+) ?(층|F)?`)
	reNo       = regexp.MustCompile(`^[Nn][Oo]\.? ?(\d+)`)
	reLatin    = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9&+'.-]{0,31}`) // longer than any entry of the word list
	reLetters  = regexp.MustCompile(`^[A-Za-z]+`)
	reParticle = regexp.MustCompile(`^(?:을\(를\)|를\(을\)|이\(가\)|가\(이\)|은\(는\)|는\(은\)|과\(와\)|와\(과\)|아\(야\)|\(으\)로|으로\(로\)|로\(으로\)|\(이\))`)
)

// free reads text by patterns, left to right.
func (k *koreanReader) free(t text) {
	for b := 0; b < len(t.s); {
		n := k.step(t, b)
		b += n
		if n == 0 { // no rule: the sign is silent, which the symbol list decided
			_, size := utf8.DecodeRuneInString(t.s[b:])
			b += size
		}
	}
}

// step reads what begins at byte b and returns how many bytes that was.
func (k *koreanReader) step(t text, b int) int {
	s := t.s[b:]
	r, size := utf8.DecodeRuneInString(s)
	afterTyped := k.afterTyped
	k.afterTyped = false
	say := func(n int, said string) int {
		from, to := t.source(b, b+n)
		k.out.put(said, from, to)
		return n
	}
	switch {
	case r >= '0' && r <= '9':
		n, said := k.digits(t.s, b)
		if l := k.out.last(); len(k.out) > 0 && k.out[len(k.out)-1].r != ' ' && l >= 0xAC00 {
			said = " " + said
		}
		if len(s) > n && n > 1 && isLatin(s[n]) && s[n-1] <= '9' { // a seat: 12A
			said += " "
		}
		return say(n, said+k.spaceAfterNumber(s[:n], s[n:]))
	case strings.ContainsRune("₩$€£¥", r):
		if n, said := k.money(s); n > 0 {
			return say(n, said)
		}
	case r == '-' || r == '—' || r == '―':
		prev := t.before(b)
		if n := betweenDays(t.s[:b], s, size); n > 0 {
			return say(n, "에서 ")
		}
		if r != '-' {
			return say(size, k.lex.symbols[r])
		}
		opens := prev == 0 || prev == ' ' || prev == '(' || prev == '~' || prev == ':'
		if opens && len(s) > 1 {
			if n, said := k.money(s[1:]); n > 0 {
				return say(1+n, " 마이너스"+said)
			}
		}
		if opens && len(s) > 1 && s[1] >= '0' && s[1] <= '9' {
			n, said := k.digits(t.s, b+1)
			sign := "마이너스 "
			if l := len(k.out); l > 0 && k.out[l-1].r >= 0xAC00 {
				sign = " " + sign
			}
			if u := s[1 : 1+n]; strings.HasSuffix(u, "도") || strings.Contains(u, "°") {
				sign = "영하 "
			}
			return say(1+n, sign+said+k.spaceAfterNumber(s[:1+n], s[1+n:]))
		}
		if l := k.out.last(); l != 0 && prev == ' ' {
			return say(size, ", ")
		}
		return say(size, " ")
	case r == '~':
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[size:], " "))
		if l := k.out.last(); l >= 0xAC00 && l <= 0xD7A3 && (unicode.IsDigit(next) || unicode.IsLetter(next) || strings.ContainsRune("₩$-", next)) && next != utf8.RuneError {
			for len(k.out) > 0 && k.out[len(k.out)-1].r == ' ' {
				k.out = k.out[:len(k.out)-1]
			}
			return say(size, "에서 ")
		}
		return say(size, " ")
	case r == '*':
		if n := len(s) - len(strings.TrimLeft(s, "*")); n > 1 { // what is kept back, of which only the number matters
			return say(n, " 별표 "+counted(strconv.Itoa(n), k.lex.counters["개"])+" ")
		}
	case r == '↑' || r == '↓':
		if l := t.before(b); l == '%' || l >= 0xAC00 && l <= 0xD7A3 {
			return say(size, map[rune]string{'↑': " 이상 ", '↓': " 이하 "}[r])
		}
	case r == '²' || r == '³':
		return say(size, k.lex.symbols[r])
	case r == '×' || r < 0x80 && unicode.IsLetter(r):
		if m := reSets.FindString(s); m != "" && setsFit(t.before(b), s[len(m):]) {
			return say(len(m), " "+counted(strings.Trim(m, "xX× "), k.lex.counters["개"])+" ")
		}
		if r != '×' {
			n, said := k.letters(s)
			return say(n, said)
		}
	case r == '(' || r >= 0xAC00 && r <= 0xD7A3:
		if m := reParticle.FindString(s); m != "" {
			return say(len(m), particle(m, k.out.last()))
		}
		if m := reWeekday.FindStringSubmatch(s); m != nil && k.out.last() == '일' {
			return say(len(m[0]), ", "+m[1]+"요일, ")
		}
		if strings.HasPrefix(s, "(주)") {
			return say(len("(주)"), " 주식회사 ")
		}
		if r != '(' {
			if afterTyped && k.startsWithCounter(s) {
				return say(size, " "+string(r))
			}
			return say(size, string(r))
		}
	case r == '.':
		if l := t.before(b); strings.HasPrefix(s, "..") || l == '.' || l == 0 {
			return say(size, ",")
		}
		if len(s) > 1 && s[1] != ' ' && s[1] != '"' && s[1] != ')' && s[1] < 0x80 && unicode.IsLetter(rune(s[1])) {
			return say(size, " 점 ") // a web address
		}
		return say(size, ".")
	case isPause(r) || r == ' ':
		return say(size, string(r))
	case unicode.Is(unicode.Han, r):
		n := 0
		for n < len(s) {
			h, hs := utf8.DecodeRuneInString(s[n:])
			if !unicode.Is(unicode.Han, h) {
				break
			}
			n += hs
		}
		said := " "
		for _, h := range s[:n] { // 大 and 男 are signs that everybody reads
			if said += strings.TrimSpace(k.lex.symbols[h]); k.lex.symbols[h] == "" {
				return say(n, " 한자 ") // better than silence: something stands there
			}
		}
		return say(n, said+" ")
	}
	return say(size, k.lex.symbols[r])
}

// setsFit reports whether ×2 stands after a thing and means two of it.
func setsFit(before rune, rest string) bool {
	return before != 0 && !unicode.IsDigit(before) && (before == ' ' || before == ')' || before >= 0xAC00) &&
		(rest == "" || !isLatin(rest[0]) && (rest[0] < '0' || rest[0] > '9') && rest[0] != '.')
}

// spaceAfterNumber keeps number and following noun apart, but not its particle.
func (k *koreanReader) spaceAfterNumber(read, rest string) string {
	r, size := utf8.DecodeRuneInString(rest)
	if r < 0xAC00 || r > 0xD7A3 {
		return ""
	}
	for _, p := range [...]string{"입니다", "이며", "이고", "이나", "으로", "부터", "까지", "에서", "에게", "보다", "만큼", "처럼", "이에요", "예요", "이라", "라고",
		"당", "씩", "쯤", "짜리", "가량", "째"} {
		if strings.HasPrefix(rest, p) {
			return ""
		}
	}
	after, _ := utf8.DecodeRuneInString(rest[size:])
	if last, _ := utf8.DecodeLastRuneInString(read); r == '도' && last >= 0xAC00 && (after < 0xAC00 || after > 0xD7A3) {
		return "" // 일 초도; after a bare figure 도 are degrees
	}
	if strings.ContainsRune("은는이가을를의에로와과만", r) && (after < 0xAC00 || after > 0xD7A3) {
		return ""
	}
	return " "
}

// particle picks the form that fits the sound before it.
func particle(written string, before rune) string {
	coda := -1
	if before >= 0xAC00 && before <= 0xD7A3 {
		coda = int(before-0xAC00) % 28
	}
	pick := func(closed, open string) string {
		if coda > 0 {
			return closed
		}
		return open
	}
	switch written {
	case "을(를)", "를(을)":
		return pick("을", "를")
	case "이(가)", "가(이)":
		return pick("이", "가")
	case "은(는)", "는(은)":
		return pick("은", "는")
	case "과(와)", "와(과)":
		return pick("과", "와")
	case "아(야)":
		return pick("아", "야")
	case "(이)":
		return pick("이", "")
	}
	if coda == 8 { // after ㄹ it is 로
		return "로"
	}
	return pick("으로", "로")
}

// letters reads a Latin word: word list first, letter names otherwise.
func (k *koreanReader) letters(s string) (int, string) {
	if m := reBasement.FindStringSubmatch(s); m != nil && m[2] != "" && (m[2] == "층" || len(m[0]) == len(s) || !isLatin(s[len(m[0])])) {
		return len(m[0]), " 지하 " + sino(m[1]) + " 층"
	}
	if n, said := k.lettersWithSigns(s); n > 0 {
		return n, said
	}
	if m := reNo.FindStringSubmatch(s); m != nil {
		return len(m[0]), " " + sino(m[1]) + " 번 "
	}
	run := strings.ToLower(reLatin.FindString(s))
	entry, said, ok := longestPrefix(k.lex.latin, run, k.lex.longest.latin, func(e string) bool {
		return len(e) > 1 && (len(e) == len(s) || !isLatin(s[len(e)]))
	})
	if !ok {
		entry, said = reLetters.FindString(s), ""
		for _, r := range strings.ToLower(entry) {
			said += k.lex.latin[string(r)]
		}
	}
	n := len(entry)
	// A-103 and T3: a space, no pause, between letters and number.
	if n+1 < len(s) && s[n] == '-' && s[n+1] >= '0' && s[n+1] <= '9' {
		n++
	}
	if n < len(s) && s[n] < 0x80 && s[n] != ',' && s[n] != '.' {
		said += " "
	}
	if l := k.out.last(); len(k.out) > 0 && k.out[len(k.out)-1].r == l && l < 0xAC00 && !isPause(l) {
		said = " " + said
	}
	return n, said
}

func isLatin(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
