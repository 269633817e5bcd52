package tryout_test

import (
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/runtime"
	"modu/internal/tryout"
)

const checkup = "testdata/services/checkup"

// hands are the ways of using a kiosk, each in some language and form.
var hands = map[string]tryout.Options{
	"touch":         {Hand: tryout.Touch, Lang: "ko", Mishaps: true},
	"touch, en":     {Hand: tryout.Touch, Lang: "en"},
	"touch, easy":   {Hand: tryout.Touch, Lang: "ja", Easy: true},
	"ear":           {Hand: tryout.Ear, Lang: "ko", Mishaps: true},
	"ear, ja":       {Hand: tryout.Ear, Lang: "ja"},
	"ear, easy":     {Hand: tryout.Ear, Lang: "zh-Hans", Easy: true},
	"ear, easy, ko": {Hand: tryout.Ear, Lang: "ko", Easy: true},
	"headset":       {Hand: tryout.Headset, Lang: "en"},
	"keys":          {Hand: tryout.Keys, Lang: "ko", Easy: true},
	"practice":      {Hand: tryout.Touch, Lang: "ko", Practice: true},
}

// A day and a time are chosen in every hand, soon and late, and are told as people say them.
func TestDaysAndTimes(t *testing.T) {
	p := parts(t, checkup)
	wishes, issues := tryout.Load(p)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	for name, o := range hands {
		for _, w := range wishes {
			for _, f := range tryout.Run(p, w, o).Findings {
				t.Errorf("%s, %s: %v", name, w.Name, f)
			}
		}
	}
	heard := func(w int, o tryout.Options) string {
		o.Aloud = true
		return strings.Join(tryout.Run(p, wishes[w], o).Aloud(), "\n")
	}
	for _, c := range []struct {
		wish int
		o    tryout.Options
		want []string
	}{
		{0, tryout.Options{Hand: tryout.Ear, Lang: "ko"}, []string{"이번 주", "십이월 칠일부터 십이월 십이일까지", "오전", "오후"}},
		{1, tryout.Options{Hand: tryout.Ear, Lang: "ko"}, []string{"오늘", "내일", "십이월 팔일 화요일에 뵙겠습니다"}},
		{1, tryout.Options{Hand: tryout.Ear, Lang: "ja"}, []string{"あした"}},
		{1, tryout.Options{Hand: tryout.Ear, Lang: "en"}, []string{"Tomorrow", "Tuesday"}},
	} {
		got := heard(c.wish, c.o)
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s, wish %d: %q is not heard in\n%s", c.o.Lang, c.wish, want, got)
			}
		}
	}
}

// A day outside its bounds that is offered, and one that is called by the name of another, are
// found.
func TestWrongDays(t *testing.T) {
	p := parts(t, checkup)
	wishes, _ := tryout.Load(p)
	touch := tryout.Options{Hand: tryout.Touch, Lang: "ko"}
	touch.Tamper = on(scene.KindChoose, node("choice.2026-12-08", func(n *scene.Node) { n.ID = "choice.2026-12-13" }))
	must(t, tryout.Run(p, wishes[1], touch), tryout.Offered, "outside its bounds")
	touch.Tamper = on(scene.KindChoose, node("choice.2026-12-09", func(n *scene.Node) { n.Label = scene.Literal("ko", "글피", scene.Public) }))
	must(t, tryout.Run(p, wishes[1], touch), tryout.Offered, "is called")
	touch.Tamper = func(out *runtime.Output) {}
	for _, f := range tryout.Run(p, wishes[1], touch).Findings {
		t.Error(f)
	}
}

// A choice of several that is dropped, where it is made or where it is reviewed, is found.
func TestDroppedChoices(t *testing.T) {
	p := parts(t, checkup)
	wishes, _ := tryout.Load(p)
	unmarked := on(scene.KindChoose, node("choice.fever", func(n *scene.Node) { n.Selected = false }))
	must(t, tryout.Run(p, wishes[0], tryout.Options{Hand: tryout.Touch, Lang: "ko", Tamper: unmarked}), tryout.Marked, "is not marked")
	untold := on(scene.KindReview, node("answer.pain", func(n *scene.Node) { n.Details = n.Details[:1] }))
	must(t, tryout.Run(p, wishes[0], tryout.Options{Hand: tryout.Touch, Lang: "ko", Tamper: untold}), tryout.Marked, "is not reviewed")
	must(t, tryout.Run(p, wishes[0], tryout.Options{Hand: tryout.Ear, Lang: "ko", Tamper: func(out *runtime.Output) {
		if u := out.Utterance; u != nil {
			for i, c := range u.Clauses {
				if c.Message == "speech.selected" {
					u.Clauses = append(u.Clauses[:i:i], u.Clauses[i+1:]...)
					return
				}
			}
		}
	}}), tryout.Marked, "is not marked")
}
