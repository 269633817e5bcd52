package reading

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// japanese says numbers in kana, because what they sound like depends on what they
// count (いっこ, さんぼん, はたち) and because a voice may know no kanji.
type japanese struct {
	lists
	phrases
	counters map[string]jaCounter // by how they are written
	changes  map[string][]soundChange
}

// jaCounter is how a counter is said.
type jaCounter struct {
	said    string
	own     map[string]string // numbers that have a word of their own with it: ひとり
	changes []soundChange
}

// soundChange is what a number and the counter behind it do to each other.
type soundChange struct {
	ends, becomes string // the end of the number
	first         rune   // is added to the first sound of the counter: は to ぱ or ば
	onlyH         bool   // … if it is one of は, ひ, ふ, へ, ほ
}

func loadJapanese(from source) (*japanese, error) {
	l := &japanese{counters: map[string]jaCounter{}, changes: map[string][]soundChange{"plain": nil}}
	err := firstError(l.load(from, "ja"), l.loadLatin(from, "ja"), l.loadPromotions(from, "ja"), l.loadWeekdays(from, "ja"), l.loadPhrases(from, "ja"),
		from.rows("ja-sound-changes.tsv", 4, l.addChange))
	if err == nil { // counters name the changes
		err = from.rows("ja-counters.tsv", 4, l.addCounter)
	}
	return l, err
}

func (l *japanese) addChange(f []string) error {
	c := soundChange{ends: f[1], becomes: f[2]}
	switch f[3] {
	case "=":
	case "hard":
		c.first, c.onlyH = 2, true
	case "voiced":
		c.first = 1
	default:
		return fmt.Errorf("%q is no first sound: write =, hard or voiced", f[3])
	}
	l.changes[f[0]] = append(l.changes[f[0]], c)
	return nil
}

func (l *japanese) addCounter(f []string) error {
	changes, known := l.changes[f[2]]
	if !known {
		return fmt.Errorf("%q is not in ja-sound-changes.tsv", f[2])
	}
	if _, twice := l.counters[f[0]]; twice || f[0] == "" || f[1] == "" {
		return fmt.Errorf("%q is listed twice, or says nothing", f[0])
	}
	c := jaCounter{said: f[1], changes: changes}
	if f[3] != "-" {
		c.own = map[string]string{}
		for _, pair := range strings.Fields(f[3]) {
			digits, word, ok := strings.Cut(pair, "=")
			if !ok || !isDigits(digits) || word == "" {
				return fmt.Errorf("%q is not written number=word", pair)
			}
			c.own[digits] = word
		}
	}
	l.counters[f[0]] = c
	l.longest.counter = max(l.longest.counter, utf8.RuneCountInString(f[0]))
	return nil
}

func readJapanese(spans []scene.Span) draft {
	l := japaneseLists()
	return japaneseGrammar.read(&cjk{l, &l.lists, &l.phrases, &japaneseGrammar}, spans)
}

var japaneseGrammar = cjkGrammar(map[start]class[*cjk]{
	bracket: jaWeekday,
	letter:  jaParticle,
})

// jaWeekday reads (水), which is no water.
func jaWeekday(k *cjk, t token) (int, string) {
	char, size := utf8.DecodeRuneInString(t.rest[t.size:])
	said := k.weekdays[string(char)]
	if said == "" || !strings.HasPrefix(t.rest[t.size+size:], ")") {
		return 0, ""
	}
	return t.size + size + len(")"), ", " + said + ", "
}

// jaParticle says は and へ as わ and え where they end a word and cannot but be
// particles.
func jaParticle(_ *cjk, t token) (int, string) {
	said := ""
	switch t.first {
	case 'は':
		said = "わ"
	case 'へ':
		said = "え"
	}
	next, _ := utf8.DecodeRuneInString(t.rest[t.size:])
	if said == "" || !unicode.IsLetter(t.before) || t.before == 'は' || t.before == 'へ' || next != ' ' && next != '、' && next != ',' {
		return 0, ""
	}
	return t.size, said
}

var (
	jaDigits = [...]string{"ゼロ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう"}
	jaPlaces = [...]string{"", "じゅう", "ひゃく", "せん"}
	jaGroups = [...]string{"", "まん", "おく", "ちょう", "けい"}
)

func (l *japanese) cardinal(digits string) string {
	digits = strings.TrimLeft(digits, "0")
	if digits == "" {
		return jaDigits[0]
	}
	if len(digits) > maxSinoDigit {
		return l.digitwise(digits, false)
	}
	out := ""
	for g := (len(digits) - 1) / 4; g >= 0; g-- {
		end := len(digits) - 4*g
		part := digits[max(0, end-4):end]
		said := ""
		for i, c := range part {
			said += jaPlace(int(c-'0'), len(part)-1-i)
		}
		if said == "" {
			continue
		}
		if g == 3 { // 兆: いっちょう
			said = double(said, "いち", "はち", "じゅう")
		}
		out += said + jaGroups[g]
	}
	return out
}

// jaPlace is a digit at a place: さんびゃく, ろっぴゃく, はっせん.
func jaPlace(d, place int) string {
	switch {
	case d == 0:
		return ""
	case d == 1 && place > 0:
		return jaPlaces[place]
	case d == 3 && place == 2:
		return "さんびゃく"
	case d == 6 && place == 2:
		return "ろっぴゃく"
	case d == 8 && place == 2:
		return "はっぴゃく"
	case d == 3 && place == 3:
		return "さんぜん"
	case d == 8 && place == 3:
		return "はっせん"
	}
	return jaDigits[d] + jaPlaces[place]
}

// double shortens the end of a number before a doubled consonant: いち → いっ.
func double(n string, ends ...string) string {
	for _, e := range ends {
		if stem, ok := strings.CutSuffix(n, e); ok {
			r := []rune(e)
			return stem + string(r[:len(r)-1]) + "っ"
		}
	}
	return n
}

func (l *japanese) decimal(whole, fraction string) string {
	if fraction == "" {
		return l.cardinal(whole)
	}
	n := l.cardinal(whole)
	if n == jaDigits[0] {
		n = "れい"
	}
	return double(n, "いち", "はち", "じゅう") + l.point + l.digitwise(fraction, false)
}

func (*japanese) digitwise(digits string, _ bool) string {
	var b strings.Builder
	for _, c := range digits {
		b.WriteString(jaDigits[c-'0'])
	}
	return b.String()
}

func (l *japanese) counted(digits, fraction, s string, _ bool) (int, string) {
	unit, c, known := longestUnit(l.counters, s, l.longest.counter)
	switch {
	case !known:
		return 0, ""
	case fraction != "":
		return len(unit), l.decimal(digits, fraction) + c.said
	case unit == "日" && digits == "1" && len(s) > len(unit) && isDigit(s[len(unit)]):
		return len(unit), "いちにち" // 1日2回: a day, not the first
	}
	return len(unit), l.count(digits, c)
}

// countBy counts with a counter of the list.
func (l *japanese) countBy(digits, written string) string {
	return l.count(digits, l.counters[written])
}

// count joins number and counter.
func (l *japanese) count(digits string, c jaCounter) string {
	if own := c.own[strings.TrimLeft(digits, "0")]; own != "" {
		return own
	}
	n := l.cardinal(digits)
	for _, ch := range c.changes {
		if stem, ok := strings.CutSuffix(n, ch.ends); ok {
			return stem + ch.becomes + ch.counter(c.said)
		}
	}
	return n + c.said
}

// counter is what a counter sounds like after the change.
func (ch soundChange) counter(said string) string {
	r, size := utf8.DecodeRuneInString(said)
	if ch.onlyH && !strings.ContainsRune("はひふへほ", r) {
		return said
	}
	return string(r+ch.first) + said[size:]
}

func (l *japanese) code(digits string) string {
	if len(digits) > 4 || len(digits) > 1 && digits[0] == '0' {
		return l.digitwise(digits, false)
	}
	return l.cardinal(digits)
}

func (l *japanese) time(hour, minute string) string {
	said := "れいじ"
	if strings.Trim(hour, "0") != "" {
		said = l.countBy(hour, "時")
	}
	if strings.Trim(minute, "0") != "" {
		said += l.countBy(minute, "分")
	}
	return said
}

func (l *japanese) date(year, month, day string) string {
	out := ""
	if year != "" {
		out = l.countBy(year, "年")
	}
	if month != "" {
		out += l.countBy(month, "月")
	}
	if day != "" {
		out += l.countBy(day, "日")
	}
	return out
}

func (l *japanese) percent(whole, fraction string) string {
	_, said := l.counted(whole, fraction, "%", false)
	return said
}

func (l *japanese) basementFloor(digits string) string { return "ちか" + l.floor(digits, "") }

func (l *japanese) floor(digits, _ string) string { return l.countBy(digits, "階") }

func (l *japanese) letterName(r rune) string {
	switch {
	case r < unicode.MaxASCII && isLatin(byte(r)):
		return l.latin[strings.ToLower(string(r))]
	case unicode.IsLetter(r):
		return string(r)
	}
	return ""
}

// Unread returns the first stretch of a text that no voice of the language can say: in
// Japanese kanji that are no counters, whose reading only the author knows. It is
// empty for a text that can be said.
func Unread(lang scene.Lang, s string) string {
	if base(lang) != "ja" {
		return ""
	}
	var out []rune
	for _, p := range Cut(lang, []scene.Span{{Text: s}}) {
		if p.Lang != "" && base(p.Lang) != "ja" {
			continue
		}
		for _, r := range Read(lang, []scene.Span{{Text: p.Text}}).Text {
			if unicode.Is(unicode.Han, r) {
				out = append(out, r)
			} else if len(out) > 0 {
				return string(out)
			}
		}
	}
	return string(out)
}
