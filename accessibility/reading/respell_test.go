package reading

import (
	"strings"
	"testing"
)

func TestRespell(t *testing.T) {
	table := rows(t, "testdata/respell.txt")
	if len(table) < 120 {
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
