package service

import (
	"errors"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"modu/accessibility/input"
	"modu/internal/order"
)

const museumDir = "../tryout/testdata/services/museum"

func museumFiles(t testing.TB, old, by string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"all", "special", "adult", "child", "senior"} {
		files["pictures/"+name+".svg"] = &fstest.MapFile{}
	}
	met := old == ""
	for _, name := range []string{"service.yaml", "menu.yaml"} {
		data, err := os.ReadFile(museumDir + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		met = met || strings.Contains(string(data), old)
		text := string(data)
		if old != "" {
			text = strings.Replace(text, old, by, 1)
		}
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if !met {
		t.Fatalf("%q is in no file", old)
	}
	return files
}

func museum(t testing.TB) *Service {
	t.Helper()
	s, issues := Load(museumFiles(t, "", ""), "museum", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return s
}

// Every mistake about counts, with what to do; each case changes one thing in a sound service.
func TestLintCounts(t *testing.T) {
	museum(t)
	for _, c := range []struct{ old, new, want string }{
		{"adults: {type: count, counter: person}", "adults: {type: count, counter: persn}", `counter "persn" is not known; did you mean "person"?`},
		{"adults: {type: count, counter: person}", "adults: {type: count, values: [a]}", `field "adults" is a count and has no values; remove them`},
		{"room: {type: choice,", "room: {type: choice, counter: cup,", `field "room" of type choice is not counted`},
		{"field: adults, label", "field: adult, label", `field "adult" of step "who" does not exist; did you mean "adults"?`},
		{"field: adults, label", "field: room, label", `field "room" is of type choice, which a step of kind count cannot fill; name a field of type count`},
		{"field: children, label", "field: adults, label", `"adults" is there twice`},
		{"field: room\n", "field: adults\n", `field "adults" is of type count, which a step of kind choose cannot fill`},
		{"label: who.child, ", "", `has no "label"`},
		{"picture: adult, item", "picture: adlt, item", `picture "adlt" has no file`},
		{"item: adult,", "item: adlut,", `item "adlut" does not exist; did you mean "adult"?`},
		{"item: adult,", "", `step "review" charges "adults", and no item stands for it; add "item: …"`},
		{"max: 4}", "max: 100}", `100`},
		{"max: 4}", "min: 5, max: 4}", `"children" is counted from 5 to 4; 0 ≤ min ≤ max ≤ 99`},
		{"default: 1}", "default: 3, max: 2}", `there are 3 of "adults" at first, which may be 0 to 2; write 0 to 2`},
		{"min: 1\n    max: 8", "min: 9\n    max: 8", `step "who" counts 9 to 8 in total`},
		{"max: 4}", "min: 9}", `step "who" allows 8 in total, and its counts are at least 9 together`},
		{"min: 1\n    max: 8", "max: 8", `step "review" charges what step "who" has counted, which may be nothing; add "min: 1"`},
		{"max_from: left", "max_from: fare", `"fare" is no answer of type count, and no such column of a chosen row; known: left`},
		{"left: {type: count, counter: person, public: true}", "left: {type: count, counter: person}", `"left" is personal, and why there can be no more is said aloud`},
		{"fare: {type: price, public: true}", "fare: {type: price}", `"fare" is personal, and the price that is made of it is said aloud`},
		{"price: answers.fare / 2", "price: answers.fare / fields.adults", "what it divides by may be 0"},
		{"price: answers.fare / 2", "price: answers.fair / 2", `unknown name "answers.fair" in an expression; did you mean "answers.fare"?`},
		{"price: 0}", "price: -1}", "-1"},
		{"charge: {counts: who}", "charge: {counts: wo}", `"wo" is no step of kind count; did you mean "who"?`},
		{"charge: {counts: who}", "charge: {}", `step "review" does not say what it charges; write item and from`},
		{"charge: {counts: who}", "charge: {counts: who, item: adult}", `step "review" charges what was counted and an answered amount`},
		{"fields.adults + fields.seniors == 0", `fields.adults == '0'`, "no matching overload"},
		{"fields.adults + fields.seniors == 0", "fields.adults * 9223372036854775807 > 0", `can fail while it is used: fields.adults * 9223372036854775807 may be as large as 913113831648622804893, and no number is larger than 9223372036854775807; compare the parts one by one`},
		{"fields.adults + fields.seniors == 0", "1 + answers.fare * answers.fare * fields.adults == 0", "answers.fare * answers.fare * fields.adults may be as large as 98999999802000000099"},
		{"fields.adults + fields.seniors == 0", "-9223372036854775807 - fields.adults - 9 < 0", "-9223372036854775807 - fields.adults may be as large as -9223372036854775906"},
		{"fields.children > 3 *", "fields.children > 9223372036854775807 *", "9223372036854775807 * (fields.adults + fields.seniors) may be as large as"},
		{"price: answers.fare / 2", "price: answers.fare * answers.fare * fields.adults", "can fail while it is used"},
		{"fields.adults + fields.seniors == 0", "fields.adlts == 0", `unknown name "fields.adlts" in an expression; did you mean "fields.adults"?`},
		{"kind: show, title: full.title", "kind: show, max_from: left, title: full.title", `a step of kind show has no use for "max_from"; keep it for a step of kind count`},
	} {
		s, issues := Load(museumFiles(t, c.old, c.new), "museum", nil)
		if s != nil || !strings.Contains(issues.Error(), c.want) {
			t.Errorf("%s → %s\nwant %s\ngot  %v", c.old, c.new, c.want, issues)
		}
	}
}

// tally is what is offered after some were counted.
func tally(t testing.TB, s *Service, left, fare int64, counted map[string]int) (Tally, order.Order, Facts) {
	t.Helper()
	look, _ := s.Step("look")
	f := Facts(nil).With(look, input.EffectID{}, map[string]input.Value{"left": {Number: left}, "fare": {Number: fare}})
	var o order.Order
	for field, n := range counted {
		o = WithCount(o, field, n)
	}
	who, _ := s.Step("who")
	got, err := s.Counts(who, o, f)
	if err != nil {
		t.Fatal(err)
	}
	return got, o, f
}

func TestCounts(t *testing.T) {
	s := museum(t)
	for _, c := range []struct {
		name         string
		left         int64
		counted      map[string]int
		n            int
		sum          int64
		full, enough bool
	}{
		{"at first", 40, nil, 1, 8000, false, true},
		{"nobody", 40, map[string]int{"adults": 0}, 0, 0, false, false},
		{"a family", 40, map[string]int{"adults": 2, "children": 1}, 3, 20000, false, true},
		{"as many as go", 40, map[string]int{"adults": 4, "children": 4}, 8, 48000, true, true},
		{"more of one than it may be", 40, map[string]int{"children": 9}, 5, 24000, false, true},
		{"as many as are left", 2, map[string]int{"adults": 2}, 2, 16000, true, true},
		{"fewer are left than were chosen", 2, map[string]int{"adults": 3}, 3, 24000, true, false},
	} {
		got, _, _ := tally(t, s, c.left, 8000, c.counted)
		if got.N != c.n || got.Sum.Minor != c.sum || got.Full() != c.full || got.Enough() != c.enough {
			t.Errorf("%s: %d people, %s, full %v, enough %v", c.name, got.N, got.Sum, got.Full(), got.Enough())
		}
	}
}

// What was counted is charged, and nothing else.
func TestCountsAreCharged(t *testing.T) {
	s := museum(t)
	_, o, f := tally(t, s, 40, 8000, map[string]int{"adults": 2, "children": 1, "seniors": 0})
	review, _ := s.Step("review")
	billed, err := s.Bill(review, f, o)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := billed.String(), "adults=2; children=1; seniors=0; 2 × adult 8000 KRW; 1 × child 4000 KRW; total 20000 KRW"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	again, err := s.Bill(review, f, billed)
	if err != nil || !again.Equal(billed) {
		t.Errorf("charged twice: %s, %v", again, err)
	}
}

// Guards add and compare counts; before they are asked they are 0.
func TestCountsInGuards(t *testing.T) {
	s := museum(t)
	for _, c := range []struct {
		counted map[string]int
		want    string
	}{
		{nil, "review"},
		{map[string]int{"adults": 2, "children": 1}, "review"},
		{map[string]int{"children": 2}, "alone"},
		{map[string]int{"adults": 1, "children": 4}, "few"},
		{map[string]int{"adults": 1, "seniors": 1, "children": 4}, "review"},
	} {
		_, o, f := tally(t, s, 40, 8000, c.counted)
		if got, err := s.Next("who", o, f); got != c.want || err != nil {
			t.Errorf("%v leads to %q (%v), not %q", c.counted, got, err, c.want)
		}
	}
}

// A price that comes out wrong is none, and nobody is charged for it.
func TestCountsWithoutAPrice(t *testing.T) {
	s, issues := Load(museumFiles(t, "price: answers.fare / 2", "price: answers.fare - 9000"), "museum", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	look, _ := s.Step("look")
	f := Facts(nil).With(look, input.EffectID{}, map[string]input.Value{"left": {Number: 9}, "fare": {Number: 8000}})
	who, _ := s.Step("who")
	got, err := s.Counts(who, order.Order{}, f)
	var failed *FailedGuard
	if !errors.As(err, &failed) || failed.Key != "counts[1].price" || !errors.Is(err, ErrPrice) {
		t.Errorf("%v", err)
	}
	if c, ok := got.Offer("children"); !ok || c.Priced {
		t.Errorf("%+v", c)
	}
	review, _ := s.Step("review")
	if o, err := s.Bill(review, f, WithCount(order.Order{}, "children", 1)); err == nil || o.Len() != 0 {
		t.Errorf("%s is charged", o)
	}
}
