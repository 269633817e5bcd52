package walk_test

import (
	"slices"
	"strings"
	"testing"

	"modu/internal/assemble"
	"modu/internal/walk"
)

// mostScreens bounds what a walk by coverage prints of a shipped service: what a person can
// still read through.
const mostScreens = 120

// neverTaken is, by service, a way that no person can take, and that must be there so that no
// guard is without one.
func neverTaken() map[string]string {
	return map[string]string{"cafe": `the way from step "basket" to "category"`}
}

// A walk by coverage reaches each step, branch and end of every shipped service, in both forms
// and in practice, and meets no screen twice.
func TestCoverReachesEverything(t *testing.T) {
	for _, name := range assemble.Services() {
		p := parts(t, name)
		for _, o := range []walk.Options{{Lang: p.Languages[0]}, {Lang: p.Languages[len(p.Languages)-1], Easy: true}, {Lang: "ko", Practice: true}} {
			c, err := walk.Cover(p, walk.CoverOptions{Options: o})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range c.Findings {
				t.Errorf("%s %+v: %s", name, o, f)
			}
			for _, m := range c.Missed {
				if !o.Practice && m.What != neverTaken()[name] { // in practice the first sample that fits answers, and others are never met
					t.Errorf("%s %+v: %s", name, o, m)
				}
			}
			if c.Steps.Reached != c.Steps.Of || c.Ends.Reached == 0 || c.Branches.Of == 0 {
				t.Errorf("%s %+v: steps %+v, branches %+v, ends %+v", name, o, c.Steps, c.Branches, c.Ends)
			}
			most := mostScreens
			if o.Practice { // and then for real
				most += mostScreens / 2
			}
			if n := len(c.Screens); n > most || n < c.Steps.Of {
				t.Errorf("%s %+v: %d screens for %d steps", name, o, n, c.Steps.Of)
			}
		}
	}
}

// What cannot be reached is named with its guard and with what was tried; what comes after it
// is named, too.
func TestCoverNamesWhatItMissed(t *testing.T) {
	p := parts(t, "testdata/unreached")
	c, err := walk.Cover(p, walk.CoverOptions{Options: walk.Options{Lang: "ko"}})
	if err != nil {
		t.Fatal(err)
	}
	var missed []string
	for _, m := range c.Missed {
		missed = append(missed, m.String())
	}
	got := strings.Join(missed, "\n")
	for _, want := range []string{
		`the way from step "ask" to "late" was not reached: its guard "answers.fee > 0" was never true (answers.fee was 0); give sample.yaml an answer for which it is`,
		`step "late" was not reached: no way that was walked leads to it`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s\nin\n%s", want, got)
		}
	}
	if len(c.Missed) != 2 {
		t.Errorf("%d were missed:\n%s", len(c.Missed), got)
	}
}

// Many questions do not multiply: a guard that asks for two answers together is reached all
// the same.
func TestCoverDoesNotMultiply(t *testing.T) {
	p := parts(t, "testdata/questions")
	c, err := walk.Cover(p, walk.CoverOptions{Options: walk.Options{Lang: "ko"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Missed) > 0 || len(c.Findings) > 0 {
		t.Errorf("missed %v, found %v", c.Missed, c.Findings)
	}
	if n := len(c.Screens); n != c.Steps.Of+1 { // the last one is the next person's
		t.Errorf("%d screens for %d steps", n, c.Steps.Of)
	}
}

// A walk can begin at a step, and end after some screens; it says what it left.
func TestCoverFromAndMax(t *testing.T) {
	p := parts(t, assemble.Services()[0])
	st, _ := p.Service.StepOf("pay")
	c, err := walk.Cover(p, walk.CoverOptions{Options: walk.Options{Lang: "ko"}, From: st.ID})
	if err != nil || len(c.Screens) == 0 || c.Screens[0].Step != st.ID || len(c.Screens[0].Way) > 0 {
		t.Fatalf("%v, %d screens", err, len(c.Screens))
	}
	if slices.ContainsFunc(c.Screens, func(s walk.Screen) bool { return s.Step == p.Service.Start }) || c.Steps.Reached != c.Steps.Of {
		t.Errorf("it begins before %q, or reaches only %+v", st.ID, c.Steps)
	}
	c, err = walk.Cover(p, walk.CoverOptions{Options: walk.Options{Lang: "ko"}, Max: 3})
	if err != nil || len(c.Screens) != 3 || len(c.Missed) == 0 || !strings.Contains(c.Missed[0].Why, "ended after 3 screens") {
		t.Errorf("%v, %d screens, missed %v", err, len(c.Screens), c.Missed)
	}
	if _, err := walk.Cover(p, walk.CoverOptions{Options: walk.Options{Lang: "ko"}, From: "nowhere"}); err == nil || !strings.Contains(err.Error(), st.ID) {
		t.Errorf("%v", err)
	}
}
