package reading

import (
	"strings"
	"unicode"

	"modu/accessibility/scene"
)

// chinese is Mandarin in simplified characters.
type chinese struct {
	lists
	phrases
	measures map[string]string // words before which two is 两, by themselves
}

func loadChinese(from source) (*chinese, error) {
	l := &chinese{measures: map[string]string{}}
	return l, firstError(l.load(from, "zh"), l.loadUnits(from, "zh"), l.loadPromotions(from, "zh"), l.loadPhrases(from, "zh"),
		from.rows("zh-measures.tsv", 1, func(f []string) error {
			return into(l.measures, &l.longest.counter)([]string{f[0], f[0]})
		}))
}

func readChinese(spans []scene.Span) draft {
	l := chineseLists()
	return chineseGrammar.read(&cjk{l, &l.lists, &l.phrases, &chineseGrammar}, spans)
}

var chineseGrammar = cjkGrammar(nil)

var (
	zhDigits = [...]string{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	zhPlaces = [...]string{"", "十", "百", "千"}
	zhGroups = [...]string{"", "万", "亿", "万亿", "亿亿"}
)

func (l *chinese) cardinal(digits string) string {
	digits = strings.TrimLeft(digits, "0")
	if digits == "" {
		return zhDigits[0]
	}
	if len(digits) > maxSinoDigit {
		return l.digitwise(digits, false)
	}
	out := ""
	for g := (len(digits) - 1) / 4; g >= 0; g-- {
		end := len(digits) - 4*g
		said := zhThousands(digits[max(0, end-4):end], out == "")
		if said == "" {
			continue
		}
		if said == "二" && g > 0 && out == "" {
			said = "两" // 两万
		}
		out += said + zhGroups[g]
	}
	if strings.HasPrefix(out, "一十") {
		out = strings.TrimPrefix(out, "一")
	}
	return out
}

// zhThousands reads four digits at most; leading is true for the first of a number.
// Where a place is left out, 零 stands: 一百零二.
func zhThousands(digits string, leading bool) string {
	said := ""
	for i, c := range digits {
		place := len(digits) - 1 - i
		switch {
		case c == '0':
			continue
		case c == '2' && place == 3 && leading: // 两千, but 二百
			said += "两" + zhPlaces[place]
			continue
		case i > 0 && digits[i-1] == '0' && (said != "" || !leading):
			said += zhDigits[0]
		}
		said += zhDigits[c-'0'] + zhPlaces[place]
	}
	return said
}

func (l *chinese) decimal(whole, fraction string) string {
	if fraction == "" {
		return l.cardinal(whole)
	}
	return l.cardinal(whole) + l.point + l.digitwise(fraction, false)
}

// digitwise: one is 幺 in telephone numbers, so that it is not taken for seven.
func (*chinese) digitwise(digits string, phone bool) string {
	var b strings.Builder
	for _, c := range digits {
		if c == '1' && phone {
			b.WriteString("幺")
		} else {
			b.WriteString(zhDigits[c-'0'])
		}
	}
	return b.String()
}

func (l *chinese) counted(digits, fraction, s string, name bool) (int, string) {
	unit, said, known := longestUnit(l.units, s, l.longest.unit)
	if !known {
		if unit, said, known = longestUnit(l.measures, s, l.longest.counter); !known {
			return 0, ""
		}
	}
	n := l.decimal(digits, fraction)
	if _, counts := l.measures[said]; counts && !name && n == "二" {
		n = "两"
	}
	return len(unit), n + said
}

func (l *chinese) code(digits string) string { return l.digitwise(digits, false) }

func (l *chinese) time(hour, minute string) string {
	h := l.cardinal(hour)
	if h == "二" {
		h = "两"
	}
	m := strings.TrimLeft(minute, "0")
	switch {
	case m == "":
		return h + "点"
	case len(m) == 1:
		return h + "点零" + l.cardinal(m) + "分"
	}
	return h + "点" + l.cardinal(m) + "分"
}

func (l *chinese) date(year, month, day string) string {
	out := ""
	if year != "" {
		out = l.digitwise(year, false) + "年"
	}
	if month != "" {
		out += l.cardinal(month) + "月"
	}
	if day != "" {
		out += l.cardinal(day) + "日"
	}
	return out
}

func (l *chinese) percent(whole, fraction string) string {
	return "百分之" + l.decimal(whole, fraction)
}

func (l *chinese) basementFloor(digits string) string { return "地下" + l.cardinal(digits) + "层" }

func (l *chinese) floor(digits, word string) string {
	if word == "F" || word == "階" || word == "層" {
		word = "层"
	}
	return l.cardinal(digits) + word
}

// letterName is a letter itself: the voice knows it.
func (*chinese) letterName(r rune) string {
	switch {
	case r < unicode.MaxASCII && isLatin(byte(r)):
		return strings.ToUpper(string(r))
	case unicode.IsLetter(r):
		return string(r)
	}
	return ""
}
