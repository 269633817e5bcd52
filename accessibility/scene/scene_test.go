package scene

import (
	"strings"
	"testing"
)

func text(s string) Text { return Literal("ko", s, Public) }

func sound() Scene {
	return Scene{Revision: 3, Kind: "items", Lang: "ko", Focus: "a", Root: Node{ID: "root", Role: RoleScreen, Label: text("메뉴"), Children: []Node{
		{ID: "list", Role: RoleGroup, Children: []Node{
			{ID: "a", Role: RoleChoice, Label: text("물")},
			{ID: "b", Role: RoleChoice, Label: text("차"), Disabled: true, Reason: text("품절")},
		}},
		{ID: "page", Role: RoleButton, Label: text("다음"), Pointer: true},
		{ID: "bar", Role: RoleGroup, Arrange: ArrangeBar, Children: []Node{{ID: "help", Role: RoleButton, Label: text("도움")}}},
	}}}
}

func TestSoundScene(t *testing.T) {
	s := sound()
	if errs := Validate(&s); errs != nil {
		t.Fatal(errs)
	}
	if got := s.FocusOrder(); len(got) != 3 || got[1] != "b" || got[2] != "help" {
		t.Errorf("focus order %v: a disabled node is heard, a node for the hand only is not met", got)
	}
	if s.Parent("b").ID != "list" || s.Parent("root") != nil || s.Find("nothing") != nil {
		t.Error("Find or Parent")
	}
}

func TestValidateNamesEveryFault(t *testing.T) {
	for want, spoil := range map[string]func(*Scene){
		"id used twice":             func(s *Scene) { s.Root.Children[0].Children[1].ID = "a" },
		"has no id":                 func(s *Scene) { s.Root.Children[0].ID = "" },
		"does not exist":            func(s *Scene) { s.Focus = "zzz" },
		"cannot be acted on":        func(s *Scene) { s.Focus = "list" },
		"nothing has focus":         func(s *Scene) { s.Focus = "" },
		"is silent":                 func(s *Scene) { s.Root.Children[0].Children[0].Label = Text{} },
		"disabled without a reason": func(s *Scene) { s.Root.Children[0].Children[1].Reason = Text{} },
		"never its text":            func(s *Scene) { s.Root.Children[0].Children[0].Role = RoleSecretEntry },
		"no language":               func(s *Scene) { s.Lang = "" },
		"no voice can be chosen":    func(s *Scene) { s.Root.Children[0].Children[0].Label.Lang = "" },
		"must have role screen":     func(s *Scene) { s.Root.Role = RoleGroup },
		"at most 5": func(s *Scene) {
			bar := &s.Root.Children[2]
			for _, id := range []NodeID{"p", "q", "r", "s", "t"} {
				bar.Children = append(bar.Children, Node{ID: id, Role: RoleButton, Label: text("x")})
			}
		},
		"do not fit together":  func(s *Scene) { s.Root.Children[0].Page = Page{Index: 2, Count: 2, Total: 4} },
		"no detail says where": func(s *Scene) { s.Root.Children[0].Children[0].Toward = Down },
		"an amount without":    func(s *Scene) { s.Root.Children[0].Children[0].Amount = true },
		"9 s are left of 5 s":  func(s *Scene) { s.Root.Children[1].Remaining, s.Root.Children[1].Span = 9, 5 },
		"and is quiet": func(s *Scene) {
			s.Root.Children = append(s.Root.Children, Node{ID: "sum", Role: RoleSummary, Label: text("6,000원"), Children: []Node{{ID: "note", Role: RolePicture, Label: text("5,000원"), Picture: "note"}}})
		},
		"it needs a picture": func(s *Scene) {
			s.Root.Children = append(s.Root.Children, Node{ID: "line", Role: RoleText, Label: text("커피"), Children: []Node{{ID: "cup", Role: RolePicture, Label: text("커피"), Quiet: true}}})
		},
		"secret text":     func(s *Scene) { s.Root.Children[0].Children[0].Label = Literal("ko", "1234", Secret) },
		"a screen inside": func(s *Scene) { s.Root.Children[1].Role = RoleScreen },
		"steps are quiet": func(s *Scene) {
			s.Root.Children = append(s.Root.Children, Node{ID: "steps", Role: RoleSteps, Label: text("결제"), Quiet: true, Page: Page{Index: 5, Count: 5}})
		},
		"at least two": func(s *Scene) {
			s.Root.Children = append(s.Root.Children, Node{ID: "steps", Role: RoleSteps, Label: text("결제"), Page: Page{Index: 1, Count: 5}})
		},
	} {
		s := sound()
		s.Root.Children[0].Children = append([]Node(nil), s.Root.Children[0].Children...)
		spoil(&s)
		found := false
		for _, err := range Validate(&s) {
			found = found || strings.Contains(err.Error(), want)
		}
		if !found {
			t.Errorf("no fault says %q: %v", want, Validate(&s))
		}
	}
}

func TestMergeKeepsTheCut(t *testing.T) {
	a := Change{From: 1, To: 2, Cause: Cause{Kind: ByPerson, Seq: 7}, Before: Scene{Revision: 1}, After: Scene{Revision: 2}, Notices: []Notice{{Seq: 1}}}
	b := Change{From: 2, To: 3, Cause: Cause{Kind: ByOutput, Seq: 8}, Before: Scene{Revision: 2}, After: Scene{Revision: 3}, Notices: []Notice{{Seq: 2}}}
	m := Merge(a, b)
	if m.From != 1 || m.To != 3 || m.Before.Revision != 1 || m.After.Revision != 3 || len(m.Notices) != 2 || m.Cause.Seq != 7 {
		t.Errorf("merged %+v", m)
	}
	if len(a.Notices) != 1 {
		t.Error("merging wrote into the old change")
	}
}

func TestPrivacy(t *testing.T) {
	tx := Text{Lang: "ko", Spans: []Span{{Text: "번호 "}, {Text: "901010", Kind: Code, Privacy: Personal}}}
	if tx.Privacy() != Personal || tx.Redacted() != "번호 <personal code>" || strings.Contains(tx.Redacted(), "901010") {
		t.Errorf("%s %q", tx.Privacy(), tx.Redacted())
	}
	up := Literal("ko", "x", Public).WithPrivacy(Secret)
	if up.Privacy() != Secret {
		t.Error("WithPrivacy")
	}
}
