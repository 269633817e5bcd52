package typing

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// press types the characters of a string on a layout; "/" is the key "next letter" and "<"
// erases.
func press(t testing.TB, a Alphabet, layout, keys string) (Entry, []Echo) {
	t.Helper()
	l := LayoutOf(a, layout)
	var e Entry
	var echoes []Echo
	for _, r := range keys {
		var echo Echo
		switch r {
		case '<':
			e, echo = e.Erase()
		case ' ':
			e, echo = e.Insert(' ', 0)
		default:
			id := strings.ToLower(string(r))
			if r == '/' {
				id = "next-letter"
			}
			k, ok := l.KeyOf(id)
			if !ok {
				t.Fatalf("%s has no key %q", layout, id)
			}
			e, echo = e.Type(l, k, 0)
		}
		echoes = append(echoes, echo)
	}
	return e, echoes
}

// The expected texts are what a Korean computer or phone shows for these keys.
func TestHangulIsComposedAsItIsTyped(t *testing.T) {
	for _, c := range []struct{ layout, keys, want string }{
		{"dubeolsik", "ㄱㅏ", "가"},
		{"dubeolsik", "ㄱㅏㄱ", "각"},
		{"dubeolsik", "ㄱㅏㄱㅏ", "가가"},
		{"dubeolsik", "ㄷㅏㄹㄱ", "닭"},
		{"dubeolsik", "ㄷㅏㄹㄱㅇㅣ", "닭이"},
		{"dubeolsik", "ㄷㅏㄹㄱㅣ", "달기"},
		{"dubeolsik", "ㅇㅏㅁㅔㄹㅣㅋㅏㄴㅗ", "아메리카노"},
		{"dubeolsik", "ㅎㅗㅏㄴㅂㅜㄹ", "환불"},
		{"dubeolsik", "ㅇㅡㅣㅅㅏ", "의사"},
		{"dubeolsik", "ㅃㅏㅇ", "빵"},
		{"dubeolsik", "ㅇㅣㅆㅏ", "이싸"},
		{"dubeolsik", "ㄱㅏㅃ", "가ㅃ"},
		{"dubeolsik", "ㅇㅅㅇ", "ㅇㅅㅇ"},
		{"jamo", "ㄹㅏㄸㅔ", "라떼"},
		{"jamo", "ㄱㅗㅏㅇ<", "과"},
		{"dubeolsik", "ㅏㅏ", "ㅏㅏ"},
		{"dubeolsik", "ㅗㅏ", "ㅘ"},
		{"dubeolsik", "ㄱㅏㅂㅅㅅ", "값ㅅ"},
		{"dubeolsik", "ㅅㅗㅏㅇㅣ", "솨이"},
		{"dubeolsik", "ㄹㅏㄸㅔ", "라떼"},
		{"dubeolsik", "ㄱㅏ ㄴㅏ", "가 나"},
		{"dubeolsik", "ㄷㅏㄹㄱ<", "달"},
		{"dubeolsik", "ㄱㅏㄱㅏ<", "각"},
		{"dubeolsik", "ㄱㅏ<<<", ""},
		{"cheonjiin", "ㄱㅣㆍ", "가"},
		{"cheonjiin", "ㄱㄱㅣㆍ", "카"},
		{"cheonjiin", "ㄱㄱㄱㅣㆍ", "까"},
		{"cheonjiin", "ㄱㄱㄱㄱㅣㆍ", "가"},
		{"cheonjiin", "ㅇㅣㆍㅇㅇㆍㅣㅣㄴㄴㅣㄱㄱㅣㆍㄴㆍㅡ", "아메리카노"},
		{"cheonjiin", "ㅅㅅㆍㅡㅣㆍㄴ", "환"},
		{"cheonjiin", "ㄱㅣㆍㄱ/ㄱㅣㆍ", "각가"},
		{"cheonjiin", "ㅇㅡㆍㆍㅣㄴ", "원"},
		{"cheonjiin", "ㅇㅡㆍㆍㅣㅣ", "웨"},
		{"cheonjiin", "ㅇㅣㆍㆍㅣ", "얘"},
		{"cheonjiin", "ㅇㆍㆍ", "ㅇㆍ"},
		{"cheonjiin", "ㅇㆍㆍㅣ", "여"},
		{"cheonjiin", "ㄱㅣㆍ<", "기"},
		{"cheonjiin", "ㄱㅣㆍㄱ/<", "가"},
		{"cheonjiin", "ㄴㄴㅣㆍㄷㄷㄷㆍㅣㅣ", "라떼"},
	} {
		if e, _ := press(t, Hangul, c.layout, c.keys); e.Text() != c.want {
			t.Errorf("%s %s: %q, want %q", c.layout, c.keys, e.Text(), c.want)
		}
	}
}

func TestEveryPressIsHeardAsSignAndSyllable(t *testing.T) {
	_, echoes := press(t, Hangul, "dubeolsik", "ㄷㅏㄹㄱㅣ<")
	var said []string
	for _, e := range echoes {
		said = append(said, e.Character+","+e.Syllable)
	}
	if got, want := strings.Join(said, " "), "ㄷ, ㅏ,다 ㄹ,달 ㄱ,닭 ㅣ,기 ㄱ,닭"; got != want {
		t.Errorf("heard %q, want %q", got, want)
	}
}

func TestAFullFieldSaysSoAndKeepsItsText(t *testing.T) {
	l := LayoutOf(Digits, "")
	k, _ := l.KeyOf("7")
	var e Entry
	for range 6 {
		var echo Echo
		if e, echo = e.Type(l, k, 6); echo.Full {
			t.Fatal("full too early")
		}
	}
	after, echo := e.Type(l, k, 6)
	if !echo.Full || after.Text() != "777777" {
		t.Errorf("%+v %q", echo, after.Text())
	}
	// A final consonant makes no new character: it still fits.
	e, _ = press(t, Hangul, "dubeolsik", "ㄱㅏ")
	h := LayoutOf(Hangul, "dubeolsik")
	k, _ = h.KeyOf("ㄴ")
	if e, echo := e.Type(h, k, 1); echo.Full || e.Text() != "간" {
		t.Errorf("%+v %q", echo, e.Text())
	}
}

// TestKeyThatErases: a key of the keyboard takes back what the row beside it would.
func TestKeyThatErases(t *testing.T) {
	l := InPages(Hangul)
	for i, row := range l.Rows[:2] {
		k := row[len(row)-1]
		if !k.Erase || k.Rune != 0 {
			t.Fatalf("row %d ends with %+v", i, k)
		}
		e, _ := press(t, Hangul, l.ID, "ㄴㅏ")
		if got, _ := e.Type(l, k, 0); got.Text() != "ㄴ" {
			t.Errorf("it leaves %q", got.Text())
		}
	}
}

// TestConsonantsAreOneRow: what is found by first sounds is typed on one page.
func TestConsonantsAreOneRow(t *testing.T) {
	row := ""
	for _, k := range InPages(Hangul).Rows[0] {
		if !k.Erase {
			row += string(k.Rune)
		}
	}
	if row != "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ" {
		t.Errorf("the first page has %s", row)
	}
}

func TestErasingDoesNotReachIntoAnEarlierEntry(t *testing.T) {
	whole, _ := press(t, Hangul, "dubeolsik", "ㄱㅏㄴ")
	shorter, _ := whole.Erase()
	l := LayoutOf(Hangul, "dubeolsik")
	k, _ := l.KeyOf("ㅁ")
	other, _ := shorter.Type(l, k, 0)
	if whole.Text() != "간" || shorter.Text() != "가" || other.Text() != "감" {
		t.Errorf("%q %q %q", whole.Text(), shorter.Text(), other.Text())
	}
}

func TestEveryLayoutCanTypeItsAlphabet(t *testing.T) {
	for _, a := range Alphabets() {
		seen := map[string]bool{}
		for _, l := range Layouts(a) {
			if seen[l.ID] {
				t.Errorf("%s has two layouts %s", a, l.ID)
			}
			seen[l.ID] = true
			ids := map[string]bool{}
			for _, row := range l.Rows {
				if most := map[bool]int{true: 15, false: 10}[l.ID == "jamo"]; len(row) > most { // of which each row is a page
					t.Errorf("%s: a row of %d keys", l.ID, len(row))
				}
				for _, k := range row {
					if ids[k.ID] {
						t.Errorf("%s has two keys %s", l.ID, k.ID)
					}
					ids[k.ID] = true
				}
			}
		}
	}
	// Every syllable can be typed on both Korean keyboards.
	for _, l := range initials {
		for _, v := range vowels {
			for _, f := range finals {
				want := string(Syllable(l, v, f))
				var keys []rune
				for _, r := range []rune{l, v, f} {
					if r == 0 {
						continue
					}
					if a, b := split(r); a != 0 {
						keys = append(keys, a)
						r = b
					}
					keys = append(keys, r)
				}
				e := Entry{}
				for _, r := range keys {
					e, _ = e.Insert(r, 0)
				}
				if e.Text() != want {
					t.Fatalf("%c+%c+%c gives %q", l, v, f, e.Text())
				}
			}
		}
	}
}

func TestLettersAndSyllableAreOpposites(t *testing.T) {
	for r := rune(syllableBase); r < syllableBase+11172; r++ {
		l, v, f, ok := Letters(r)
		if !ok || Syllable(l, v, f) != r {
			t.Fatalf("%c: %c %c %c", r, l, v, f)
		}
	}
	for _, r := range "aㄱ1漢\uABFF\uD7A4" {
		if _, _, _, ok := Letters(r); ok {
			t.Errorf("%c is no syllable", r)
		}
	}
	if Syllable('ㅏ', 'ㄱ', 0) != 0 || Syllable('ㄱ', 'ㅏ', 'ㅃ') != 0 {
		t.Error("letters in the wrong place made a syllable")
	}
}

func FuzzTyping(f *testing.F) {
	f.Add([]byte("rkr<"), true)
	f.Add([]byte{0, 1, 2, 250, 251}, false)
	f.Fuzz(func(t *testing.T, presses []byte, first bool) {
		layouts := Layouts(Hangul)
		l := layouts[0]
		if !first {
			l = layouts[1]
		}
		var e Entry
		for _, p := range presses {
			switch {
			case p == 255:
				e, _ = e.Erase()
			case p >= 250:
				l = layouts[int(p)%len(layouts)]
			default:
				row := l.Rows[int(p)%len(l.Rows)]
				before := e
				var echo Echo
				e, echo = e.Type(l, row[int(p/8)%len(row)], 12)
				if echo.Full && e.Text() != before.Text() {
					t.Fatal("a full field changed")
				}
			}
			text := e.Text()
			if !utf8.ValidString(text) || e.Len() > 12 || strings.ContainsRune(text, 0) {
				t.Fatalf("%q", text)
			}
		}
		for !e.Empty() {
			e, _ = e.Erase()
		}
		if e.Text() != "" {
			t.Fatalf("erased to %q", e.Text())
		}
	})
}
