package walk_test

import (
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/walk"
)

// Everything that is seen on a screen is heard on it, but for what is spared by name; each of
// those names is needed somewhere.
func TestExceptionsAreNeeded(t *testing.T) {
	needed := map[string]bool{}
	everyWalk(t, func(_ *testing.T, w walked) {
		for _, s := range w.screens {
			s.Scene.Walk(func(n *scene.Node, _ int) bool {
				if name, spared := walk.Spared(n); spared && !n.Label.IsZero() {
					needed[name] = true
				}
				return true
			})
		}
	})
	site, issues := assemble.SampleSite("library") // which says where things are
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	p, issues := assemble.Load(site)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	placed, _ := walk.Walk(p, walk.Options{Lang: "ko"})
	practice, _ := walk.Walk(p, walk.Options{Lang: "ko", Practice: true})
	for _, s := range append(placed, practice...) {
		s.Scene.Walk(func(n *scene.Node, _ int) bool {
			if name, spared := walk.Spared(n); spared {
				needed[name] = true
			}
			return true
		})
	}
	for _, e := range walk.Exceptions() {
		if !needed[e.Name] || e.Why == "" {
			t.Errorf("the exception %q is needed nowhere, or says no reason", e.Name)
		}
	}
}

func word(s string) scene.Text { return scene.Literal("ko", s, scene.Public) }

// A text that is only seen is found: a name, a detail, why something cannot be used; what is
// spared is not.
func TestUnsaid(t *testing.T) {
	sc := scene.Scene{Root: scene.Node{ID: "screen", Label: word("제목"), Children: []scene.Node{
		{ID: "line", Role: scene.RoleText, Label: word("글")},
		{ID: "item", Role: scene.RoleChoice, Label: word("커피"), Details: []scene.Text{word("품절")}, Disabled: true, Reason: word("오늘은 없음")},
		{ID: "task.left", Role: scene.RoleProgress, Label: word("남은 시간"), Quiet: true},
	}}}
	sound := func(t scene.Text) string { return t.String() }
	whole := []string{"제목 | 글", "커피 | 품절 | 오늘은 없음"}
	if got := walk.Unsaid(&sc, whole, sound, sound); len(got) > 0 {
		t.Errorf("%v", got)
	}
	for missing, node := range map[string]scene.NodeID{"제목": "screen", "글": "line", "커피": "item", "품절": "item", "오늘은 없음": "item"} {
		heard := []string{strings.ReplaceAll(whole[0], missing, ""), strings.ReplaceAll(whole[1], missing, "")}
		if got := walk.Unsaid(&sc, heard, sound, sound); len(got) != 1 || got[0].Node != node || got[0].Text.String() != missing {
			t.Errorf("%s: %v", missing, got)
		}
	}
}

// What stands behind a name is sought as it sounds there: a value that is withheld is said not to
// be read, and is missed where that is not said.
func TestUnsaidBehindAName(t *testing.T) {
	sc := scene.Scene{Root: scene.Node{ID: "screen", Label: word("제목"), Children: []scene.Node{
		{ID: "line", Role: scene.RoleText, Privacy: scene.Personal, Label: word("이름"), Details: []scene.Text{word("김다운")}}}}}
	sound := func(t scene.Text) string { return t.String() }
	withheld := func(scene.Text) string { return "읽지 않습니다" }
	if got := walk.Unsaid(&sc, []string{"제목 | 이름 | 읽지 않습니다"}, sound, withheld); len(got) > 0 {
		t.Errorf("%v", got)
	}
	if got := walk.Unsaid(&sc, []string{"제목 | 이름"}, sound, withheld); len(got) != 1 || got[0].Node != "line" {
		t.Errorf("nothing is said of it, and %v is missed", got)
	}
}

// What the loudspeaker keeps back is read aloud on request, where keys come to it; the name of
// a field is said whatever is typed there.
func TestUnsaidOnRequest(t *testing.T) {
	private := func(s string) scene.Text { return scene.Literal("ko", s, scene.Personal) }
	sound := func(t scene.Text) string { return t.Redacted() }
	for _, c := range []struct {
		node scene.Node
		want int
	}{
		{scene.Node{ID: "row.0", Role: scene.RoleChoice, Privacy: scene.Personal, Label: private("12가"), Details: []scene.Text{private("4000")}}, 0},
		{scene.Node{ID: "line", Role: scene.RoleSummary, Privacy: scene.Personal, Label: private("12가")}, 1},
		{scene.Node{ID: "enter", Role: scene.RoleTextEntry, Privacy: scene.Personal, Label: word("입력 칸")}, 0},
		{scene.Node{ID: "enter", Role: scene.RoleTextEntry, Privacy: scene.Personal, Label: word("번호 칸")}, 1},
	} {
		sc := scene.Scene{Root: scene.Node{ID: "screen", Label: word("제목"), Children: []scene.Node{c.node}}}
		if got := walk.Unsaid(&sc, []string{"제목 | 입력 칸"}, sound, sound); len(got) != c.want {
			t.Errorf("%s %q: %v", c.node.ID, c.node.Label.String(), got)
		}
	}
}

// What is seen and what is said of one text have the same numbers and amounts.
func TestDisagreement(t *testing.T) {
	won := func(n int64) scene.Span {
		return scene.Span{Kind: scene.Price, Text: "x", Value: scene.Value{Number: n, Currency: "KRW"}}
	}
	plain := func(s string) scene.Span { return scene.Span{Text: s} }
	for _, c := range []struct {
		lang        scene.Lang
		shown, said []scene.Span
		want        string
	}{
		{"ko", []scene.Span{plain("1번에 "), won(500)}, nil, ""},
		{"ko", []scene.Span{plain("1번에 "), won(500)}, []scene.Span{plain("한 샷에 "), won(500)}, ""},
		{"ko", []scene.Span{plain("1번에 "), won(500)}, []scene.Span{plain("두 샷에 "), won(500)}, "it shows 1 and does not say it"},
		{"ko", []scene.Span{plain("1번에 "), won(500)}, []scene.Span{plain("한 샷에 "), won(700)}, "it shows the values [price 500KRW] and says [price 700KRW]"},
		{"ko", []scene.Span{plain("2층")}, []scene.Span{plain("2층 4번")}, "it says 4 and does not show it"},
		{"ko", []scene.Span{plain("바꾸기")}, []scene.Span{plain("4번 바꾸기")}, ""},
		{"ko", []scene.Span{plain("13자리")}, []scene.Span{plain("열세 자리")}, ""},
		{"en", []scene.Span{plain("2 cups")}, []scene.Span{plain("two cups")}, ""},
		{"en", []scene.Span{plain("2 cups")}, []scene.Span{plain("three cups")}, "it shows 2 and does not say it"},
	} {
		if got := walk.Disagreement(scene.Text{Lang: c.lang, Spans: c.shown, Spoken: c.said}, c.lang); got != c.want {
			t.Errorf("%v, %v: %q, want %q", c.shown, c.said, got, c.want)
		}
	}
}
