package tryout_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/assemble"
	"modu/internal/tryout"
)

// owed is what is misheard today, a line a screen: service, kind of screen, rule and why,
// separated by tabs. A line that nothing needs any more fails the test.
const owed = "testdata/owed.tsv"

// hearers are those whose stays are judged: every hand that hears in both forms, and every
// language.
func hearers(p *assemble.Parts) (out []tryout.Options) {
	for _, hand := range tryout.Hands() {
		for _, easy := range []bool{false, true} {
			out = append(out, tryout.Options{Hand: hand, Lang: p.Languages[0], Easy: easy, Aloud: true})
		}
	}
	for _, lang := range p.Languages[1:] {
		out = append(out, tryout.Options{Hand: tryout.Ear, Lang: lang, Aloud: true})
	}
	return out
}

// What is heard on the commonest way of every service, and by three keys on every way, keeps the rules of a whole stay.
func TestNobodyMishears(t *testing.T) {
	why := map[string]bool{}
	data, err := os.ReadFile(owed)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 || f[3] == "" {
			t.Fatalf("%s:%d: write service, kind of screen, rule and why, separated by tabs", owed, i+1)
		}
		why[strings.Join(f[:3], "\t")] = false
	}
	stays := 0
	for _, name := range assemble.Services() {
		p := parts(t, name)
		wishes, issues := tryout.Load(p)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		for _, o := range hearers(p) {
			for i, w := range wishes {
				if i > 0 && (o.Hand != tryout.Keys || o.Easy) {
					continue // the other ways once
				}
				r := tryout.Run(p, w, o)
				if stays++; len(r.Turns) < 5 {
					t.Errorf("%s, %+v: only %d utterances: %v", name, o, len(r.Turns), r.Findings)
				}
				for _, f := range r.Misheard() {
					kind, _, _ := strings.Cut(f.Screen, " ")
					key := fmt.Sprintf("%s\t%s\t%s", name, kind, f.Rule)
					if _, known := why[key]; !known {
						t.Errorf("%s, %s, %s, easy %v: %s\nmend it, or write into %s: %s\tWHY", name, o.Hand, o.Lang, o.Easy, f, owed, key)
					}
					why[key] = true
				}
			}
		}
	}
	if stays < 4*(3*2+3) {
		t.Errorf("only %d stays", stays)
	}
	for key, met := range why {
		if !met {
			t.Errorf("%s: nothing is misheard there any more; remove the line: %s", owed, key)
		}
	}
}

// Each rule of what is heard finds the fault that it is meant for.
func TestMishearing(t *testing.T) {
	p := parts(t, "cafe")
	wishes, issues := tryout.Load(p)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	stay := tryout.Run(p, wishes[0], tryout.Options{Hand: tryout.Ear, Lang: "ko"})
	at := func(kind scene.Kind) int {
		return slices.IndexFunc(stay.Turns, func(t tryout.Turn) bool { return t.After.Kind == kind })
	}
	card := slices.IndexFunc(stay.Turns, func(t tryout.Turn) bool { return slices.Contains(t.Did, "taps card") })
	stay.Turns[card].Said.Clauses = append([]speech.Clause{{Text: "결제가 끝났습니다"}}, stay.Turns[card].Said.Clauses...)
	if found := stay.Misheard(); len(found) > 0 {
		t.Fatalf("without a fault: %v", found)
	}
	drop := func(f func(speech.Clause) bool) func(*tryout.Turn) {
		return func(u *tryout.Turn) { u.Said.Clauses = slices.DeleteFunc(slices.Clone(u.Said.Clauses), f) }
	}
	stage := func(c speech.Clause) bool { return c.Node == "pay.stage" }
	for _, c := range []struct {
		fault  string
		turn   int
		change func(*tryout.Turn)
		want   tryout.Rule
		msg    string
	}{
		{"a title is silent", at(scene.KindReview), func(u *tryout.Turn) {
			root := u.After.Root.ID
			drop(func(c speech.Clause) bool { return c.Node == root })(u)
		}, tryout.Asks, "is not heard when it opens"},
		{"an instruction is silent", at(scene.KindPay), drop(stage), tryout.Asks, `"pay.stage" is not heard`},
		{"a title is said a second time", at(scene.KindReview), func(u *tryout.Turn) {
			u.Said.Clauses = append(slices.Clone(u.Said.Clauses), speech.Clause{Node: "other", Message: u.After.Root.Label.ID, Text: u.Said.Clauses[0].Text})
		}, tryout.Once, "is said again"},
		{"nothing is said of the payment", card, drop(func(c speech.Clause) bool { return strings.Contains(c.Text, "결제") }), tryout.Confirmed, "nothing says that pay is done"},
		{"the place is silent", card - 1, drop(func(c speech.Clause) bool { return stage(c) && c.Message == "" }), tryout.Where, "is not said to be where it is"},
		{"the welcome is told again", card, func(u *tryout.Turn) {
			u.Said.Clauses = append(slices.Clone(u.Said.Clauses), stay.Turns[0].Said.Clauses...)
		}, tryout.OnceAStay, "is told again"},
		{"help is heard while waiting", card - 1, func(u *tryout.Turn) {
			u.Said.Clauses = append(slices.Clone(u.Said.Clauses), speech.Clause{Node: "bar.help", Text: "도움"})
		}, tryout.Called, `"bar.help" is said`},
		{"there is no arrow", card - 1, func(u *tryout.Turn) {
			u.After.Root = *clone(&u.After.Root)
			u.After.Find("pay.stage").Toward = ""
		}, tryout.Where, "points nowhere"},
	} {
		broken := tryout.Report{Turns: slices.Clone(stay.Turns)}
		c.change(&broken.Turns[c.turn])
		if !slices.ContainsFunc(broken.Misheard(), func(f tryout.Finding) bool { return f.Rule == c.want && strings.Contains(f.Msg, c.msg) }) {
			t.Errorf("%s: found %v", c.fault, broken.Misheard())
		}
	}
}

// Whoever types a private number hears which key is which, or what they can do instead.
func TestKeysThatSoundAlikeAreFound(t *testing.T) {
	p := parts(t, "clinic")
	wishes, issues := tryout.Load(p)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	for _, c := range []struct {
		hand   tryout.Hand
		change func(tryout.Turn, *speech.Clause) bool // reports whether the clause stays
		msg    string
	}{
		{tryout.Keys, func(_ tryout.Turn, c *speech.Clause) bool { return c.Message != "typing.plug-in" }, "no other way"},
		{tryout.Ear, func(_ tryout.Turn, c *speech.Clause) bool { return c.Message != "typing.number-keys" }, "no other way"},
		{tryout.Headset, func(t tryout.Turn, c *speech.Clause) bool {
			if strings.HasPrefix(string(c.Node), "key.") {
				c.Text = "글자"
			}
			return true
		}, "both called"},
	} {
		r := tryout.Run(p, wishes[0], tryout.Options{Hand: c.hand, Lang: "ko"})
		if found := r.Misheard(); len(found) > 0 {
			t.Fatalf("%s, without a fault: %v", c.hand, found)
		}
		for i := range r.Turns {
			turn := &r.Turns[i]
			var stay []speech.Clause
			for _, clause := range turn.Said.Clauses {
				if c.change(*turn, &clause) {
					stay = append(stay, clause)
				}
			}
			turn.Said.Clauses = stay
		}
		if !slices.ContainsFunc(r.Misheard(), func(f tryout.Finding) bool { return f.Rule == tryout.Apart && strings.Contains(f.Msg, c.msg) }) {
			t.Errorf("%s: found %v", c.hand, r.Misheard())
		}
	}
}
