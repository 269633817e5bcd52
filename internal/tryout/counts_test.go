package tryout_test

import (
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/runtime"
	"modu/internal/tryout"
)

const museum = "testdata/services/museum"

// Two adults and a child buy tickets, in every hand: what they count is seen and heard, and
// sent as they wished it.
func TestCounting(t *testing.T) {
	p := parts(t, museum)
	wishes, issues := tryout.Load(p)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	for name, o := range map[string]tryout.Options{
		"touch":       {Hand: tryout.Touch, Lang: "ko", Mishaps: true},
		"touch, easy": {Hand: tryout.Touch, Lang: "ja", Easy: true},
		"ear":         {Hand: tryout.Ear, Lang: "ko", Mishaps: true},
		"ear, easy":   {Hand: tryout.Ear, Lang: "zh-Hans", Easy: true},
		"headset":     {Hand: tryout.Headset, Lang: "en"},
		"keys":        {Hand: tryout.Keys, Lang: "ko", Easy: true},
		"pictures":    {Hand: tryout.Pictures, Lang: "ko"},
		"practice":    {Hand: tryout.Touch, Lang: "ko", Practice: true},
	} {
		for _, f := range tryout.Run(p, wishes[0], o).Findings {
			t.Errorf("%s: %v", name, f)
		}
	}
	heard := strings.Join(tryout.Run(p, wishes[0], tryout.Options{Hand: tryout.Ear, Lang: "ko", Aloud: true}).Aloud(), "\n")
	for _, want := range []string{
		"어른, 한 명, 한 명에 팔천 원. 하나 더",
		"(select) 두 명. 만 육천 원입니다",
		"어린이, 없음, 한 명에 사천 원. 하나 더",
		"어른, 두 명, 만 육천 원. 어린이, 한 명, 사천 원. 합계, 이만 원",
	} {
		if !strings.Contains(heard, want) {
			t.Errorf("%q is not heard in\n%s", want, heard)
		}
	}
}

// A number that changes and is not said, or not shown, is found.
func TestCountThatIsNotTold(t *testing.T) {
	p := parts(t, museum)
	wishes, _ := tryout.Load(p)
	must(t, tryout.Run(p, wishes[0], tryout.Options{Hand: tryout.Ear, Lang: "ko", Tamper: on(scene.KindCount, func(out *runtime.Output) {
		if u := out.Utterance; u != nil && len(u.Clauses) > 0 && u.Clauses[0].Text == "두 명" {
			out.Utterance = &speech.Utterance{Clauses: u.Clauses[1:], Focus: u.Focus}
		}
	})}), tryout.Counted, "neither seen nor heard")
	must(t, tryout.Run(p, wishes[0], tryout.Options{Hand: tryout.Touch, Lang: "ko", Tamper: on(scene.KindCount, node("count.adults", func(n *scene.Node) {
		n.Details = n.Details[1:]
	}))}), tryout.Counted, "neither seen nor heard")
}
