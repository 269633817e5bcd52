package reading

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"
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
			if !(r >= 0xAC00 && r <= 0xD7A3) && !strings.ContainsRune(" ,.?!", r) {
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
	lex, err := loadKorean()
	if err != nil {
		t.Fatal(err)
	}
	hangul := func(s string) bool {
		for _, r := range s {
			if !(r >= 0xAC00 && r <= 0xD7A3) && !strings.ContainsRune(" ,.|", r) {
				return false
			}
		}
		return true
	}
	for _, m := range []map[string]string{lex.latin, lex.units, lex.sounds, lex.soundsInside} {
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
