package reading

import (
	"strings"
	"testing"

	"modu/accessibility/scene"
)

const siteWords = "\ufeff# names of our own\n\nMoDu-Cafe = 모두 카페  # the brand\r\n주차권 = 주차권\n~맛집 = 맏찝\n결제 = 결제\n"

func TestWords(t *testing.T) {
	w, issues := ParseWords("words.txt", []byte(siteWords))
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	free := func(s string) []scene.Span { return []scene.Span{{Text: s}} }
	if got := w.Read("ko", free("modu-cafe 2호점")).Text; !strings.HasPrefix(got, "모두 카페") {
		t.Errorf("%q", got)
	}
	if got := Read("ko", free("modu-cafe")).Text; strings.Contains(got, "모두") {
		t.Errorf("the built-in list has changed: %q", got)
	}
	for in, want := range map[string]string{
		"주차권을":  "주차궈늘",  // the site's word wins over the rule, other rules still apply
		"동네맛집은": "동네맏찌븐", // anywhere in a word
		"결제":    "결제",    // and over the built-in list
		"승차권":   "승차꿘",   // which still holds
	} {
		if got := w.Respell("ko", in); got != want {
			t.Errorf("%s is said %s, want %s", in, got, want)
		}
	}
	if got := Respell("ko", "결제"); got != "결쩨" {
		t.Errorf("the built-in list has changed: %s", got)
	}
	var none *Words
	if none.Respell("ko", "합니다") != "함니다" || none.Respell("en", "x") != "x" {
		t.Error("no words are not the built-in ones")
	}
}

// Every mistake is named, in one go, with its line.
func TestWordsMistakes(t *testing.T) {
	file := strings.Join([]string{
		"KTX 케이티엑스", "KTX =", "= 케이티엑스", "KTX = ktx", "결제 = 결 제", "결제! = 결제", "~ = 결제",
		"Modu Cafe = 모두", "7UP = 세븐업", "a = 아", "LTE = 엘티이", "lte = 엘티이", "\xff\xfe = 가",
		strings.Repeat("가", 41) + " = 가", "굿즈 = 굳쯔", "굿즈 = 굳쯔",
	}, "\n")
	w, issues := ParseWords("words.txt", []byte(file))
	if w != nil {
		t.Error("a list with mistakes is used")
	}
	want := map[int]string{1: "written = said", 2: "written = said", 3: "written = said", 4: "k in it", 5: "more than one word",
		6: "! in it", 7: "~ in it", 8: "not one Latin word", 9: "not one Latin word", 10: "not one Latin word", 12: "already in line 11",
		13: "not UTF-8", 14: "too long", 16: "already in line 15"}
	for _, i := range issues {
		if want[i.Line] == "" || !strings.Contains(i.Msg, want[i.Line]) || i.File != "words.txt" || i.Remedy == "" {
			t.Errorf("%v", i)
		}
		delete(want, i.Line)
	}
	if len(want) > 0 {
		t.Errorf("not named: %v", want)
	}
	if _, issues := ParseWords("f", []byte(strings.Repeat("가 = 나\n", 6000))); len(issues) == 0 {
		t.Error("6000 equal lines pass")
	}
}

func FuzzWords(f *testing.F) {
	f.Add(siteWords, "주차권 맛집 modu-cafe 3잔")
	f.Add("가=나\n~나 = 다", "가나다")
	f.Fuzz(func(t *testing.T, file, text string) {
		w, issues := ParseWords("f", []byte(file))
		if (w == nil) != (len(issues) > 0) {
			t.Fatal("neither words nor mistakes")
		}
		if w == nil {
			return
		}
		spans := []scene.Span{{Text: text}}
		got := w.Read("ko", spans)
		if err := check("ko", spans, got); err != "" {
			t.Fatal(err)
		}
		if a, b := len(strings.Fields(got.Text)), len(strings.Fields(w.Respell("ko", got.Text))); a != b {
			t.Fatalf("%d words become %d", a, b)
		}
	})
}
