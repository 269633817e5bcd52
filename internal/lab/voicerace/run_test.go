package voicerace

import (
	"strings"
	"testing"
	"time"

	"modu/accessibility/speaker/speechrace"
)

// Every text stands in one of the two groups, with its time.
func TestVowelsApart(t *testing.T) {
	texts := speechrace.Texts{speechrace.Word: {"아이스", "커피", "우유"}, speechrace.Sentence: {"오렌지 주스, 오천 원", "차, 천 원"}}
	r := speechrace.Result{Name: "ours", Texts: map[speechrace.Kind][]int{speechrace.Word: {2, 3, 4}, speechrace.Sentence: {2, 3}},
		Sound: map[speechrace.Kind]speechrace.Times{
			speechrace.Word:     {5 * time.Millisecond, 5 * time.Millisecond, 8 * time.Millisecond}, // 우유, 아이스, 커피
			speechrace.Sentence: {6 * time.Millisecond, 7 * time.Millisecond}}}
	var b strings.Builder
	apart(&b, []speechrace.Result{r}, texts)
	vowel, consonant, found := strings.Cut(b.String(), "begins with a consonant")
	if !found || !strings.Contains(vowel, "begins with a vowel") {
		t.Fatal(b.String())
	}
	for part, wants := range map[string][]string{
		vowel:     {"| ours | 5.0 | 5.0 | 6.0 | 6.0 |", "word, 2: 아이스 · 우유", "sentence, 1: 오렌지 주스, 오천 원"},
		consonant: {"| ours | 8.0 | 8.0 | 7.0 | 7.0 |", "word, 1: 커피", "sentence, 1: 차, 천 원"},
	} {
		for _, want := range wants {
			if !strings.Contains(part, want) {
				t.Errorf("%q is not in\n%s", want, part)
			}
		}
	}
}

func TestBeginsWithVowel(t *testing.T) {
	for text, want := range map[string]bool{"아메리카노": true, "얼음": true, "커피": false, "힘": false, "": false, "A": false} {
		if beginsWithVowel(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
