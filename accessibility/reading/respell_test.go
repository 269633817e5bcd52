package reading

import (
	"strings"
	"testing"
)

// golden are the words with their standard pronunciation.
func golden(t *testing.T) [][2]string {
	t.Helper()
	table := append(rows(t, "testdata/respell.txt"), rows(t, "testdata/respell-kiosk.txt")...)
	table = append(table, rows(t, "testdata/respell-held-out-1.txt")...)
	seen := map[string]bool{}
	for _, row := range table {
		if seen[row[0]] {
			t.Errorf("%s is listed twice", row[0])
		}
		seen[row[0]] = true
	}
	return table
}

func TestRespell(t *testing.T) {
	table := golden(t)
	if len(table) < 300 {
		t.Errorf("only %d words", len(table))
	}
	for _, row := range table {
		want, why, ok := strings.Cut(row[1], " ; ")
		if !ok {
			t.Errorf("%s: no reason given", row[0])
		}
		if got := Respell("ko", row[0]); got != want {
			t.Errorf("%s is said %s, want %s (%s)", row[0], got, want, why)
		}
	}
}

func TestRespellLeavesOtherLanguages(t *testing.T) {
	if got := Respell("en", "합니다 two"); got != "합니다 two" {
		t.Error(got)
	}
}

// The word lists match the beginning of words, so that 회원가입 does not
// contain 원가.
func TestWordListStaysAtTheBeginning(t *testing.T) {
	for in, want := range map[string]string{"회원가입": "회원가입", "무인기기": "무인기기", "이백칠십 원": "이백칠씹 원", "확인, 결제.": "화긴, 결쩨."} {
		if got := Respell("ko", in); got != want {
			t.Errorf("%s is said %s, want %s", in, got, want)
		}
	}
}

// TestHeldOut measures the rules by words that they were not made for.
func TestHeldOut(t *testing.T) {
	table := rows(t, "testdata/respell-held-out-2.txt")
	if len(table) != 50 {
		t.Errorf("%d words", len(table))
	}
	wrong := 0
	for _, row := range table {
		want, _, _ := strings.Cut(row[1], " ; ")
		if got := Respell("ko", row[0]); got != want {
			wrong++
			t.Logf("%s is said %s, want %s", row[0], got, want)
		}
	}
	t.Logf("%d of %d words are wrong", wrong, len(table))
	if wrong > 5 { // 10 %: more than that were no rules but a list
		t.Errorf("%d of %d words are wrong", wrong, len(table))
	}
}

// TestStructure holds what the rules of word structure reach.
func TestStructure(t *testing.T) {
	for _, row := range rows(t, "testdata/respell-structure.txt") {
		if got := Respell("ko", row[0]); got != row[1] {
			t.Errorf("%s is said %s, want %s", row[0], got, row[1])
		}
	}
}

// A part, a pair of syllables and a stem change a sound where their lists say so and
// nowhere else.
func TestPartsKeepTheirPlace(t *testing.T) {
	for in, want := range map[string]string{
		"방법을":   "방버블",   // a word that the list leaves out
		"잔소리":   "잔소리",   // not said as 말쏘리 is
		"생일":    "생일",    // 日, and no work
		"활용":    "화룡",    // one syllable before it is too few
		"재활용":   "재화룡",   // the end of a word that is left out
		"맛있는":   "마신는",   // 15, both are right
		"감자":    "감자",    // a noun with the letters of a verb
		"참고":    "참고",    // the same
		"의사의":   "의사에",   // a particle
		"만들지":   "만들지",   // an ending after ㄹ of the stem
		"생일선물을": "생일선무를", // two words of two syllables: no pair across them
	} {
		if got := Respell("ko", in); got != want {
			t.Errorf("%s is said %s, want %s", in, got, want)
		}
	}
}
