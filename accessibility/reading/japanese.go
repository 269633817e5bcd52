package reading

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// japanese says numbers in kana, because what they sound like depends on what they
// count (いっこ, さんぼん, はたち) and because a voice may know no kanji.
type japanese struct{}

var (
	jaDigits = [...]string{"ゼロ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう"}
	jaThings = [...]string{"", "ひとつ", "ふたつ", "みっつ", "よっつ", "いつつ", "むっつ", "ななつ", "やっつ", "ここのつ"}
	jaDays   = [...]string{"", "ついたち", "ふつか", "みっか", "よっか", "いつか", "むいか", "なのか", "ようか", "ここのか", "とおか", 14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか"}
	jaGroups = [...]string{"", "まん", "おく", "ちょう", "けい"}

	// jaCounters are what is counted, by how it is written. The sound says what the
	// first consonant does after 1, 3, 6, 8 and 10; see jaCount.
	jaCounters = map[string]jaCounter{
		"個": {"こ", 'k'}, "こ": {"こ", 'k'}, "コ": {"こ", 'k'}, "ケ": {"こ", 'k'}, "ヶ": {"こ", 'k'}, "回": {"かい", 'k'}, "階": {"がい", 'f'}, "軒": {"けん", 'k'}, "件": {"けん", 'k'}, "か月": {"かげつ", 'k'}, "ヶ月": {"かげつ", 'k'},
		"カ月": {"かげつ", 'k'}, "ヶ所": {"かしょ", 'k'}, "か所": {"かしょ", 'k'}, "ヶ国": {"かこく", 'k'}, "か国": {"かこく", 'k'}, "曲": {"きょく", 'k'}, "切れ": {"きれ", 'o'}, "km": {"キロメートル", 'o'}, "kg": {"キログラム", 'o'}, "kcal": {"キロカロリー", 'o'}, "キロ": {"キロ", 'k'}, "カップ": {"カップ", 'o'}, "缶": {"かん", 'o'},
		"歳": {"さい", 's'}, "才": {"さい", 's'}, "冊": {"さつ", 's'}, "週間": {"しゅうかん", 's'}, "席": {"せき", 's'}, "種類": {"しゅるい", 's'}, "セット": {"セット", 's'}, "cm": {"センチメートル", 's'}, "センチ": {"センチ", 's'}, "cc": {"シーシー", 'o'},
		"点": {"てん", 's'}, "頭": {"とう", 's'}, "丁目": {"ちょうめ", 's'}, "通": {"つう", 's'}, "等": {"とう", 's'}, "着": {"ちゃく", 's'}, "トン": {"トン", 's'},
		"杯": {"はい", 'h'}, "本": {"ほん", 'h'}, "匹": {"ひき", 'h'}, "分": {"ふん", 'p'}, "分間": {"ふんかん", 'p'}, "泊": {"はく", 'p'}, "票": {"ひょう", 'h'}, "秒": {"びょう", 'o'}, "袋": {"ふくろ", 'o'},
		"%": {"パーセント", '%'}, "パーセント": {"パーセント", '%'}, "ページ": {"ページ", '%'}, "ポイント": {"ポイント", '%'}, "パック": {"パック", '%'}, "pt": {"ポイント", '%'},
		"枚": {"まい", 'o'}, "台": {"だい", 'o'}, "番": {"ばん", 'o'}, "番目": {"ばんめ", 'o'}, "号": {"ごう", 'o'}, "号室": {"ごうしつ", 'o'}, "号車": {"ごうしゃ", 'o'}, "番線": {"ばんせん", 'o'}, "番窓口": {"ばんまどぐち", 'o'}, "膳": {"ぜん", 'o'}, "倍": {"ばい", 'o'}, "度": {"ど", 'o'}, "名": {"めい", 'o'}, "名様": {"めいさま", 'o'},
		"皿": {"さら", 'o'}, "文字": {"もじ", 'o'}, "けた": {"けた", 'o'}, "桁": {"けた", 'o'}, "日間": {"にちかん", 'o'}, "割": {"わり", 'o'}, "割引": {"わりびき", 'o'}, "人前": {"にんまえ", 'n'}, "人用": {"にんよう", 'n'}, "人分": {"にんぶん", 'n'}, "番地": {"ばんち", 'o'}, "回目": {"かいめ", 'k'}, "ショット": {"ショット", 'o'}, "ピース": {"ピース", '%'}, "切": {"きれ", 'o'},
		"円": {"えん", 'y'}, "年": {"ねん", 'y'}, "年間": {"ねんかん", 'y'}, "時": {"じ", 't'}, "時間": {"じかん", 't'}, "ウォン": {"ウォン", 'o'}, "ドル": {"ドル", 'o'}, "ユーロ": {"ユーロ", 'o'}, "元": {"げん", 'o'}, "ポンド": {"ポンド", '%'},
		"人": {"にん", 'n'}, "つ": {"つ", 'u'}, "日": {"にち", 'd'}, "月": {"がつ", 'm'},
		"ml": {"ミリリットル", 'o'}, "mL": {"ミリリットル", 'o'}, "L": {"リットル", 'o'}, "l": {"リットル", 'o'}, "リットル": {"リットル", 'o'}, "g": {"グラム", 'o'}, "グラム": {"グラム", 'o'}, "mg": {"ミリグラム", 'o'}, "mm": {"ミリメートル", 'o'}, "m": {"メートル", 'o'}, "メートル": {"メートル", 'o'},
		"m2": {"へいほうメートル", 'o'}, "m3": {"りっぽうメートル", 'o'}, "oz": {"オンス", 'o'}, "°C": {"ど", 'o'}, "°F": {"ど", 'o'}, "°": {"ど", 'o'}, "KRW": {"ウォン", 'o'}, "원": {"ウォン", 'o'}, "min": {"ふん", 'p'}, "h": {"じかん", 't'},
	}
	jaLetters = strings.Fields("エー ビー シー ディー イー エフ ジー エイチ アイ ジェイ ケー エル エム エヌ オー ピー キュー アール エス ティー ユー ブイ ダブリュー エックス ワイ ゼット")
	jaSigns   = map[rune]string{'&': "アンド", '+': "プラス", '=': "イコール", '@': "アットマーク", '%': "パーセント", '×': "かける", '÷': "わる", '#': "シャープ", '/': ", ", '·': ", ", '・': ", ", '•': ", ", '→': ", ", '>': ", ",
		'|': ", ", ':': ", ", ';': ", ", '—': ", ", '(': ", ", ')': ", ", '「': ", ", '」': ", ", '【': ", ", '】': ", ", '₩': "ウォン", '$': "ドル", '€': "ユーロ", '£': "ポンド", '¥': "えん", '°': "ど", '…': ", ", '_': " ",
		'²': "のにじょう", '³': "のさんじょう", '*': "アスタリスク", '、': ",", '。': ".", 'ー': "ー"}
)

// jaWords are Latin words as Japanese says them; the rest of them go to another voice.
var jaWords = sync.OnceValue(func() map[string]string {
	words := map[string]string{}
	if err := eachRow("ja-latin.tsv", 2, func(f []string) error { words[f[0]] = f[1]; return nil }); err != nil {
		panic(err) // the file is part of the program; a test reads it too
	}
	return words
})

// jaCounter is how a counter is said, and which way its first sound changes:
// k こ, s さい, h はい, p ふん, % パーセント, f かい (floors), o not at all;
// y takes よ for four (よえん), t and m are hours and months, n people, d days,
// u ひとつ.
type jaCounter struct {
	said  string
	sound byte
}

func (l japanese) cardinal(digits string) string {
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
	if d == 0 {
		return ""
	}
	n := jaDigits[d]
	if d == 1 && place > 0 {
		n = ""
	}
	switch place {
	case 1:
		return n + "じゅう"
	case 2:
		switch d {
		case 3:
			return "さんびゃく"
		case 6:
			return "ろっぴゃく"
		case 8:
			return "はっぴゃく"
		}
		return n + "ひゃく"
	case 3:
		switch d {
		case 3:
			return "さんぜん"
		case 8:
			return "はっせん"
		}
		return n + "せん"
	}
	return n
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

func (l japanese) decimal(whole, fraction string) string {
	if fraction == "" {
		return l.cardinal(whole)
	}
	n := l.cardinal(whole)
	if n == jaDigits[0] {
		n = "れい"
	}
	return double(n, "いち", "はち", "じゅう") + "てん" + l.digitwise(fraction, false)
}

func (japanese) digitwise(digits string, _ bool) string {
	var b strings.Builder
	for _, c := range digits {
		b.WriteString(jaDigits[c-'0'])
	}
	return b.String()
}

func (l japanese) counted(digits, fraction, s string, _ bool) (int, string) {
	unit, c, known := longestUnit(jaCounters, s)
	if !known {
		return 0, ""
	}
	if unit == "日" && digits == "1" && len(s) > len(unit) && s[len(unit)] >= '0' && s[len(unit)] <= '9' {
		return len(unit), "いちにち" // 1日2回: a day, not the first
	}
	digits = strings.TrimLeft(digits, "0")
	if fraction != "" {
		said := c.said
		if c.sound == 'f' {
			said = "かい"
		}
		return len(unit), l.decimal(digits, fraction) + said
	}
	return len(unit), l.count(digits, c)
}

// count joins number and counter.
func (l japanese) count(digits string, c jaCounter) string {
	n := l.cardinal(digits)
	last, tens := byte('0'), "" // the last digit, and what is before it
	if digits != "" {
		last, tens = digits[len(digits)-1], digits[:len(digits)-1]
	}
	before := ""
	if tens != "" {
		before = l.cardinal(tens + "0")
	}
	ten := last == '0' && len(digits) > 1 && digits[len(digits)-2] != '0' // ends in じゅう
	hundred := !ten && strings.HasSuffix(n, "ひゃく")
	swap := func(as string) string { return before + as + c.said }
	switch c.sound {
	case 'u':
		if len(digits) == 1 && last != '0' {
			return jaThings[last-'0']
		}
		if digits == "10" {
			return "とお"
		}
		return n + "こ"
	case 'd':
		if v, err := strconv.Atoi(digits); err == nil && v < len(jaDays) && jaDays[v] != "" {
			return jaDays[v]
		}
		switch last {
		case '7':
			return swap("しち")
		case '9':
			return swap("く")
		}
	case 'n':
		if c.said == "にん" && digits == "1" {
			return "ひとり"
		}
		if c.said == "にん" && digits == "2" {
			return "ふたり"
		}
		if last == '4' {
			return swap("よ")
		}
	case 'y':
		if last == '4' {
			return swap("よ")
		}
	case 't', 'm':
		switch {
		case last == '4' && c.sound == 'm':
			return swap("し")
		case last == '4':
			return swap("よ")
		case last == '7':
			return swap("しち")
		case last == '9':
			return swap("く")
		}
	case 'k', 'f':
		said := c.said
		if c.sound == 'f' {
			if said = "かい"; last == '3' {
				said = c.said // さんがい
			}
		}
		switch {
		case last == '1', last == '6', last == '8', ten:
			return double(n, "いち", "ろく", "はち", "じゅう") + said
		case hundred:
			return double(n, "ひゃく") + said
		}
		return n + said
	case 's':
		if c.said == "さい" && digits == "20" {
			return "はたち"
		}
		if last == '1' || last == '8' || ten {
			return double(n, "いち", "はち", "じゅう") + c.said
		}
	case 'h', 'p', '%':
		said := c.said
		hard := []rune(said)
		if c.sound != '%' {
			hard[0] += map[bool]rune{true: 2, false: 0}[strings.ContainsRune("はひふへほ", hard[0])] // は → ぱ
		}
		soft := []rune(said)
		if c.sound == 'h' {
			soft[0]++ // は → ば
		} else {
			soft = hard
		}
		switch {
		case last == '1', last == '8' && c.sound != '%', last == '6' && c.sound != '%', ten:
			return double(n, "いち", "ろく", "はち", "じゅう") + string(hard)
		case hundred && c.sound != '%':
			return double(n, "ひゃく") + string(hard)
		case last == '3', last == '4' && c.sound == 'p', strings.HasSuffix(n, "せん"), strings.HasSuffix(n, "まん"):
			return n + string(soft)
		}
	}
	return n + c.said
}

func (l japanese) code(digits string) string {
	if len(digits) > 4 || len(digits) > 1 && digits[0] == '0' {
		return l.digitwise(digits, false)
	}
	return l.cardinal(digits)
}

func (l japanese) clock(hour, minute string) string {
	said := l.count(strings.TrimLeft(hour, "0"), jaCounters["時"])
	if strings.TrimLeft(hour, "0") == "" {
		said = "れいじ"
	}
	if m := strings.TrimLeft(minute, "0"); m != "" {
		said += l.count(m, jaCounters["分"])
	}
	return said
}

func (japanese) halves() (string, string) { return "ごぜん", "ごご" }

func (l japanese) date(year, month, day string) string {
	out := ""
	if year != "" {
		out = l.count(year, jaCounters["年"])
	}
	if month != "" {
		out += l.count(strings.TrimLeft(month, "0"), jaCounters["月"])
	}
	if day != "" {
		out += l.count(strings.TrimLeft(day, "0"), jaCounters["日"])
	}
	return out
}

func (l japanese) percent(number string) string {
	whole, fraction, _ := strings.Cut(number, ".")
	_, said := l.counted(whole, fraction, "%", false)
	return said
}

func (l japanese) fraction(whole, above, below string) string {
	said := l.cardinal(below) + "ぶんの" + l.cardinal(above)
	if whole != "" {
		return l.cardinal(whole) + "と" + said
	}
	return said
}

func (japanese) money(iso string) string {
	return map[string]string{"KRW": "ウォン", "JPY": "円", "USD": "ドル", "EUR": "ユーロ", "CNY": "元", "GBP": "ポンド"}[iso]
}

func (japanese) minus(string) string { return "マイナス" }

func (l japanese) basement(digits string) string { return "ちか" + l.floor(digits, "") }

func (l japanese) floor(digits, _ string) string {
	return l.count(strings.TrimLeft(digits, "0"), jaCounters["階"])
}

func (japanese) promo(buy string) string {
	return map[string]string{"1": "ワン", "2": "ツー", "3": "スリー", "4": "フォー", "5": "ファイブ"}[buy] + "プラスワン"
}

func (japanese) letter(r rune) string {
	if c := unicode.ToLower(r); c >= 'a' && c <= 'z' {
		return jaLetters[c-'a']
	}
	if unicode.IsLetter(r) {
		return string(r)
	}
	return ""
}

// particle says は and へ as わ and え where they end a word and cannot but be
// particles.
func (japanese) particle(before rune, s string) string {
	r, size := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[size:])
	if unicode.IsLetter(before) && before != 'は' && before != 'へ' && (next == ' ' || next == '、' || next == ',') {
		return map[rune]string{'は': "わ", 'へ': "え"}[r]
	}
	return string(r)
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

func (japanese) word(w string) (string, bool) { said, ok := jaWords()[w]; return said, ok }

func (japanese) phrase(id string) string {
	return map[string]string{"to": "から", "no": "番", "times": "かける", "plus": "たす", "ratio": "たい", "point": "てん", "yen": "JPY", "code": " ", "ordinal": "だい"}[id]
}

func (japanese) signs() map[rune]string { return jaSigns }

// weekday reads (水), which is no water.
func (japanese) weekday(s string) string {
	r := []rune(s[:min(len(s), len("(水)"))])
	if len(r) != 3 || r[2] != ')' {
		return ""
	}
	if said := map[rune]string{'月': "げつ", '火': "か", '水': "すい", '木': "もく", '金': "きん", '土': "ど", '日': "にち"}[r[1]]; said != "" {
		return said + "ようび"
	}
	return ""
}
