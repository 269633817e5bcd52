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
