package signs

import (
	"fmt"
	"strings"
	"testing"

	"modu/internal/lab/verdict"
)

// Of what is missing the first are named and the rest is counted; a dry run says what would be.
func TestTakenIsTold(t *testing.T) {
	taken := Taken{New: []string{"screen.a"}, Same: []string{"screen.b"}}
	for i := range mostNamed + 3 {
		taken.Missing = append(taken.Missing, Clip{Name: fmt.Sprintf("screen.%d", i), Text: "x"})
	}
	for dry, verb := range map[bool]string{false: "taken", true: "would be taken"} {
		var out strings.Builder
		r := verdict.New("sign import", &out)
		taken.Tell(r, 30, dry)
		if len(r.Notes) != mostNamed || r.Counts["missing"] != mostNamed+3 || r.Counts["taken"] != 1 {
			t.Errorf("%d notes, %v", len(r.Notes), r.Counts)
		}
		for _, want := range []string{"screen.a: " + verb + "\n", "screen.b: there already\n", "and 3 more\n", fmt.Sprintf("%d of 30 clips", mostNamed+3)} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("no %q in\n%s", want, out.String())
			}
		}
	}
}

// What is signed is told stay by stay, and what to film next with what it adds.
func TestCoverageIsTold(t *testing.T) {
	p, _ := shop(t, "library", "screen.scan")
	list := count(t, p)
	var out strings.Builder
	r := verdict.New("sign coverage", &out)
	list.TellCoverage(r)
	list.TellToFilm(r)
	for _, want := range []string{"library; a book to return: ", "library:  1. ", "library, ko: 1 of "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	if r.Counts["filmed"] != 2 || r.Counts["stays"] != len(list.Stays) { // told twice
		t.Errorf("%v", r.Counts)
	}
	out.Reset()
	(&List{Service: "x", Lang: "ko"}).TellCoverage(verdict.New("sign coverage", &out))
	if !strings.Contains(out.String(), "nobody knows what people come for") {
		t.Error(out.String())
	}
}
