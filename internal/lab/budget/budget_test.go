package budget

import (
	"strings"
	"testing"

	"modu/accessibility/speech"
)

// A budget is broken by its limit, and by a rise of more than 5 % below it.
func TestBudgetIsBroken(t *testing.T) {
	b := budget{Limits: seconds{90, 22, 25, 1.5}, Measured: seconds{80, 18, 20, 1.2}, Menu: seconds{100, 30, 30, 1.2}}
	for _, c := range []struct {
		now  seconds
		want string // in every complaint, in order
	}{
		{seconds{80, 18, 20, 1.2}, ""},
		{seconds{83.9, 18.8, 20.9, 1.25}, ""},
		{seconds{84.1, 18, 20, 1.2}, "default: 84.10 s of speech, 5.1 % more"},
		{seconds{80, 18, 21.1, 1.2}, "expert: 21.10 s of speech, 5.5 % more"},
		{seconds{80, 18, 20, 1.27}, "focus phrase: 1.27 s of speech, 5.8 % more"},
		{seconds{80, 22.5, 20, 1.2}, "told once a stay: 22.50 s of speech, at most 22.00 s|25.0 % more"},
		{seconds{91, 18, 20, 1.2}, "at most 90.00 s|13.7 % more"},
	} {
		got := b.over(shortOrder, c.now)
		want := strings.Split(c.want, "|")
		if c.want == "" {
			want = nil
		}
		if len(got) != len(want) {
			t.Errorf("%+v: %q", c.now, got)
			continue
		}
		for i := range got {
			if !strings.Contains(got[i], want[i]) {
				t.Errorf("%q, want %q", got[i], want[i])
			}
		}
	}
}

func TestBudgetFileIsSound(t *testing.T) {
	b, err := read()
	if err != nil {
		t.Fatal(err)
	}
	if b.Limits != (seconds{80, 20, 24, 1.5}) {
		t.Errorf("the limits are the project's, not the wording's: %+v", b.Limits)
	}
	for order, was := range map[string]seconds{shortOrder: b.Measured, menuOrder: b.Menu} {
		if broken := b.over(order, was); broken != nil {
			t.Error(broken)
		}
	}
	if b.Measured.Default > 0.9*b.Menu.Default {
		t.Errorf("the short way takes %.1f s, the whole menu %.1f s", b.Measured.Default, b.Menu.Default)
	}
}

// What is told once a stay is known by its mark, not by its words.
func TestToldOnceIsMarked(t *testing.T) {
	u, told := untold(speech.Utterance{Clauses: []speech.Clause{{Text: "a"}, {Text: "b", OnceAStay: true}, {Text: "b"}}})
	if !told || len(u.Clauses) != 2 || u.Clauses[1].OnceAStay {
		t.Errorf("%v %+v", told, u.Clauses)
	}
	if _, told := untold(u); told {
		t.Error("what is left is told once as well")
	}
}

func TestOnlyTheNecessaryCounts(t *testing.T) {
	u := necessary(speech.Utterance{Clauses: []speech.Clause{{Text: "a"}, {Text: "b", Optional: true}}})
	if len(u.Clauses) != 1 || u.Clauses[0].Text != "a" {
		t.Errorf("%+v", u.Clauses)
	}
}
