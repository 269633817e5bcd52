package reading

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/scene"
)

// parse reads the span notation of the tables: {kind number unit|written} and
// {name=said|written}; the rest is plain.
func parse(t *testing.T, s string) []scene.Span {
	t.Helper()
	kinds := map[string]scene.SpanKind{"price": scene.Price, "count": scene.Count, "code": scene.Code, "phone": scene.Phone,
		"time": scene.Time, "date": scene.Date, "spelled": scene.Spelled, "name": scene.Name}
	var spans []scene.Span
	for s != "" {
		if s[0] != '{' {
			plain, _, _ := strings.Cut(s, "{")
			spans = append(spans, scene.Span{Text: plain})
			s = s[len(plain):]
			continue
		}
		inner, rest, ok := strings.Cut(s[1:], "}")
		head, written, ok2 := strings.Cut(inner, "|")
		if !ok || !ok2 {
			t.Fatalf("bad span in %q", s)
		}
		s = rest
		head, said, _ := strings.Cut(head, "=")
		f := strings.Fields(head)
		kind, ok := kinds[f[0]]
		if !ok {
			t.Fatalf("no span kind %q", f[0])
		}
		sp := scene.Span{Kind: kind, Text: written, Spoken: said}
		if len(f) > 1 {
			n, err := strconv.ParseInt(f[1], 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			sp.Value.Number = n
		}
		if len(f) > 2 {
			if kind == scene.Price {
				sp.Value.Currency = f[2]
			} else {
				sp.Value.Counter = f[2]
			}
		}
		spans = append(spans, sp)
	}
	return spans
}

// rows gives the lines "left => right" of a table.
func rows(t *testing.T, file string) [][2]string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out [][2]string
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		line := sc.Text()
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		l, r, ok := strings.Cut(line, " => ")
		if !ok {
			t.Fatalf("%s: no arrow in %q", file, line)
		}
		out = append(out, [2]string{l, r})
	}
	if err := sc.Err(); err != nil || len(out) == 0 {
		t.Fatalf("%s: %v, %d rows", file, err, len(out))
	}
	return out
}

func TestTables(t *testing.T) {
	for _, lang := range []scene.Lang{"ko", "en", "zh-Hans", "ja"} {
		for _, row := range rows(t, "testdata/"+string(lang)+".txt") {
			spans := parse(t, row[0])
			got := Read(lang, spans)
			if got.Text != row[1] {
				t.Errorf("%s: %s\n  said %q\n  want %q", lang, row[0], got.Text, row[1])
			}
			if err := check(lang, spans, got); err != "" {
				t.Errorf("%s: %s: %s", lang, row[0], err)
			}
		}
	}
}

// check reports what must hold for every text: the words lie inside spoken and
// written text, and a Korean voice gets nothing it cannot say.
func check(lang scene.Lang, spans []scene.Span, got Spoken) string {
	written := 0
	for _, s := range spans {
		written += utf8.RuneCountInString(s.Text)
	}
	runes := []rune(got.Text)
	end := 0
	for _, w := range got.Words {
		if w.At < end || w.Len <= 0 || w.At+w.Len > len(runes) {
			return "a word lies outside the spoken text"
		}
		if w.WrittenAt < 0 || w.WrittenLen < 0 || w.WrittenAt+w.WrittenLen > written {
			return "a word lies outside the written text"
		}
		if strings.ContainsRune(string(runes[w.At:w.At+w.Len]), ' ') || strings.TrimSpace(string(runes[end:w.At])) != "" {
			return "words and spaces do not alternate"
		}
		end = w.At + w.Len
	}
	if end != len(runes) {
		return "the last word does not end the text"
	}
	if base(lang) == "ko" {
		for _, r := range runes {
			if !isHangul(r) && !strings.ContainsRune(" ,.?!", r) {
				return "a Korean voice cannot say " + strconv.QuoteRune(r)
			}
		}
	}
	return ""
}

func TestWordsPointBack(t *testing.T) {
	spans := parse(t, "라떼 {count 2 item|2개}, {price 9000 KRW|9,000원}입니다")
	got := Read("ko", spans)
	written := []rune("라떼 2개, 9,000원입니다")
	var pairs []string
	for _, w := range got.Words {
		pairs = append(pairs, string([]rune(got.Text)[w.At:w.At+w.Len])+"="+string(written[w.WrittenAt:w.WrittenAt+w.WrittenLen]))
	}
	want := "라떼=라떼|두=2개|개,=2개,|구천=9,000원|원입니다=9,000원입니다"
	if s := strings.Join(pairs, "|"); s != want {
		t.Errorf("words %s\nwant  %s", s, want)
	}
}

func TestListsAreSound(t *testing.T) {
	lex, err := loadKorean(embedded)
	if err != nil {
		t.Fatal(err)
	}
	hangul := func(s string) bool {
		for _, r := range s {
			if !isHangul(r) && !strings.ContainsRune(" ,.|", r) {
				return false
			}
		}
		return true
	}
	for _, m := range []map[string]string{lex.latin, lex.units, lex.sounds, lex.soundsInside, lex.promotions} {
		for k, v := range m {
			if !hangul(v) || v == "" {
				t.Errorf("%q is said %q: not Hangul", k, v)
			}
		}
	}
	for k, v := range lex.symbols {
		if !hangul(v) {
			t.Errorf("%q is said %q: not Hangul", k, v)
		}
	}
	for c := 'a'; c <= 'z'; c++ {
		if lex.latin[string(c)] == "" {
			t.Errorf("the letter %c has no name", c)
		}
	}
}

// A Japanese voice may know no kanji, so whatever the lists say is kana.
func TestJapaneseListsAreKana(t *testing.T) {
	l, err := loadJapanese(embedded)
	if err != nil {
		t.Fatal(err)
	}
	kana := func(what, s string) {
		t.Helper()
		for _, r := range s {
			if !(r >= 'ぁ' && r <= 'ヺ') && !strings.ContainsRune("ー ,.", r) {
				t.Errorf("%s is said %q: not kana", what, s)
				return
			}
		}
	}
	for _, m := range []map[string]string{l.latin, l.promotions, l.weekdays} {
		for k, v := range m {
			kana(k, v)
		}
	}
	for r, v := range l.symbols {
		kana(string(r), v)
	}
	for k, c := range l.counters {
		kana(k, c.said)
		for n, v := range c.own {
			kana(n+k, v)
		}
		for _, ch := range c.changes {
			kana(k, ch.ends+ch.becomes+ch.counter(c.said))
		}
	}
	for c := 'a'; c <= 'z'; c++ {
		if l.latin[string(c)] == "" {
			t.Errorf("the letter %c has no name", c)
		}
	}
	for iso, m := range l.currencies {
		if said := (&cjk{numerals: l}).amount("5", "", m.unit); strings.ContainsFunc(said, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("5 %s is said %q, with kanji", iso, said)
		}
	}
}

// Every language knows the same currencies, with the same digits behind the point.
func TestCurrencies(t *testing.T) {
	want := koreanLists().currencies
	for lang, l := range map[string]*lists{"en": englishLists(), "zh": &chineseLists().lists, "ja": &japaneseLists().lists} {
		if len(l.currencies) != len(want) {
			t.Errorf("%s knows %d currencies, Korean %d", lang, len(l.currencies), len(want))
		}
		for iso, m := range l.currencies {
			if w, ok := want[iso]; !ok || w.decimals != m.decimals {
				t.Errorf("%s: %s has %d digits behind the point, in Korean %d", lang, iso, m.decimals, w.decimals)
			}
		}
		for _, symbol := range "₩$€£¥" {
			if l.bySymbol[symbol] == "" {
				t.Errorf("%s: %c is no currency", lang, symbol)
			}
		}
	}
}

// load reads all lists, with one file replaced.
func load(name string, content []byte) error {
	from := func(file string) ([]byte, error) {
		if file == name {
			return content, nil
		}
		return embedded(file)
	}
	_, ko := loadKorean(from)
	_, en := loadEnglish(from)
	_, zh := loadChinese(from)
	_, ja := loadJapanese(from)
	return firstError(ko, en, zh, ja)
}

func TestListMistakes(t *testing.T) {
	for _, c := range []struct{ file, content, want string }{
		{"ko-units.tsv", "ml\t밀리\nml\t밀리\n", `ko-units.tsv:2: "ml" is listed twice`},
		{"ko-units.tsv", "ml\n", "ko-units.tsv:1: 1 fields, 2 needed"},
		{"ko-counters.tsv", "# a comment\n개\tnone\titem\n", `ko-counters.tsv:2: "none" is no number system`},
		{"ko-counters.tsv", "개\tnative\titem\n명\tnative\titem\n", `"item" is listed twice`},
		{"ko-symbols.tsv", "ab\t가\n", `"ab" is not one character`},
		{"en-currencies.tsv", "KRW\t₩\tno\twon\n", `"no" is no number of digits`},
		{"en-currencies.tsv", "KRW\t₩\t0\twon\nKRW\t-\t0\twon\n", `en-currencies.tsv:2: "KRW" is listed twice`},
		{"zh-phrases.tsv", "to\t到\n", "zh-phrases.tsv: no "},
		{"zh-phrases.tsv", "fro\t从\n", `"fro" is no key`},
		{"zh-measures.tsv", "个\n个\n", `zh-measures.tsv:2: "个" is listed twice`},
		{"ja-sound-changes.tsv", "k\tいち\tいっ\tsoft\n", `"soft" is no first sound`},
		{"ja-sound-changes.tsv", "\n", `ja-counters.tsv:4: "k" is not in ja-sound-changes.tsv`},
		{"ja-counters.tsv", "人\tにん\tplain\t1:ひとり\n", `"1:ひとり" is not written number=word`},
	} {
		if err := load(c.file, []byte(c.content)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: %v, want %s", c.file, c.content, err, c.want)
		}
	}
}

// Lists of any content are refused or read, and what is read can be read with.
func FuzzLists(f *testing.F) {
	entries, err := files.ReadDir("data")
	if err != nil {
		f.Fatal(err)
	}
	for i, e := range entries {
		b, err := embedded(e.Name())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint8(i), b)
	}
	f.Add(uint8(0), []byte("XXX\t-\t4\tx\n\n# \n\t\t\t\t"))
	f.Fuzz(func(t *testing.T, i uint8, content []byte) {
		name := entries[int(i)%len(entries)].Name()
		from := func(file string) ([]byte, error) {
			if file == name {
				return content, nil
			}
			return embedded(file)
		}
		spans := []scene.Span{{Text: "₩5,000 3個 2:30 ½ 2+1 第2 (水) -3°C 2杯 1/2 A-103番 KTX 3km"}, {Kind: scene.Price, Text: "x", Value: scene.Value{Number: 12345, Currency: "USD"}}}
		if l, err := loadJapanese(from); err == nil {
			japaneseGrammar.read(&cjk{l, &l.lists, &l.phrases, &japaneseGrammar}, spans)
		}
		if l, err := loadChinese(from); err == nil {
			chineseGrammar.read(&cjk{l, &l.lists, &l.phrases, &chineseGrammar}, spans)
		}
		if l, err := loadEnglish(from); err == nil {
			englishGrammar.read(english{l, &englishGrammar}, spans)
		}
		if l, err := loadKorean(from); err == nil {
			readKorean(l, spans)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for _, lang := range []scene.Lang{"ko", "en", "zh-Hans", "ja"} {
		b.Run(string(lang), func(b *testing.B) {
			file, err := os.ReadFile("testdata/" + string(lang) + ".txt")
			if err != nil {
				b.Fatal(err)
			}
			var texts [][]scene.Span
			for line := range strings.Lines(string(file)) {
				text, _, _ := strings.Cut(line, " => ")
				texts = append(texts, []scene.Span{{Text: text}})
			}
			for b.Loop() {
				for _, spans := range texts {
					Read(lang, spans)
				}
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, lang := range []string{"ko", "en", "zh-Hans", "ja"} {
		file, err := os.ReadFile("testdata/" + lang + ".txt")
		if err != nil {
			f.Fatal(err)
		}
		for _, line := range strings.Split(string(file), "\n") {
			l, _, _ := strings.Cut(line, " => ")
			f.Add(l, "다음", uint8(0), int64(3), "item")
		}
	}
	f.Add("8,500", "원", uint8(scene.Price), int64(8500), "KRW")
	f.Add("2", "개", uint8(scene.Count), int64(2), "item")
	f.Add("x", "y", uint8(scene.Date), int64(-1), "")
	f.Add("5명 오백 원", "", uint8(0), int64(0), "")
	f.Add("0", "\xeb", uint8(scene.Code), int64(39), "item")
	f.Fuzz(func(t *testing.T, a, b string, kind uint8, n int64, unit string) {
		spans := []scene.Span{{Kind: scene.SpanKind(kind % 9), Text: a, Value: scene.Value{Number: n, Currency: unit, Counter: unit}}, {Text: b}}
		for _, lang := range []scene.Lang{"ko", "en", "zh-Hans", "ja", "xx"} {
			got := Read(lang, spans)
			if err := check(lang, spans, got); err != "" {
				t.Errorf("%s %q %q: %q: %s", lang, a, b, got.Text, err)
			}
			if r := Respell(lang, got.Text); lang == "ko" && strings.Count(r, " ") != strings.Count(got.Text, " ") {
				t.Errorf("respelling %q as %q changed the words", got.Text, r)
			}
		}
	})
}
