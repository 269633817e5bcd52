package walk_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"modu/accessibility/scene"
)

// In the easy form a pictogram stands beside every choice and every act.
func TestEasyFormHasPictograms(t *testing.T) {
	told := map[string]bool{}
	everyWalk(t, func(t *testing.T, w walked) {
		if !w.o.Easy {
			return
		}
		for _, s := range w.screens {
			if s.Kind == scene.KindAttract {
				continue
			}
			s.Scene.Walk(func(n *scene.Node, _ int) bool {
				if n.ID == "keyboard" {
					return false
				}
				if n.Role == scene.RoleChoice || n.Role == scene.RoleButton {
					_, file := w.p.Picture(n.Picture)
					_, plan := scene.PlanOf(n.Picture)
					if !file && !plan && !told[string(n.ID)] {
						told[string(n.ID)] = true
						t.Errorf("screen %q, %q: no pictogram %q", s.Step, n.ID, n.Picture)
					}
				}
				return true
			})
		}
	})
}

// wentWrong reports whether a screen is about a payment that did not go through, or of which
// nobody knows. What comes next depends on what the person does about that, and "then you are
// done" would tell them that all is well: such a screen says what happened, and nothing else.
func wentWrong(sc *scene.Scene) bool {
	return sc.Kind == scene.KindPay && sc.Find("pay.alert") != nil
}

// Only what went wrong on a screen to pay on is such a screen.
func TestWentWrong(t *testing.T) {
	alert := scene.Node{ID: "pay.alert", Role: scene.RoleAlert}
	for _, tc := range []struct {
		kind     scene.Kind
		children []scene.Node
		want     bool
	}{{scene.KindPay, []scene.Node{alert}, true}, {scene.KindPay, nil, false}, {scene.KindReview, []scene.Node{alert}, false}} {
		sc := scene.Scene{Kind: tc.kind, Root: scene.Node{ID: "root", Role: scene.RoleScreen, Children: tc.children}}
		if got := wentWrong(&sc); got != tc.want {
			t.Errorf("%s with %d nodes: %v", tc.kind, len(tc.children), got)
		}
	}
}

// Screens of the easy form say what has been done and, where it is known before the person or a
// program has answered, what comes next: with the button that leads on, or in the line, never
// both. Who listens hears the line last, after everything that must be heard, and nobody else has
// it. That what is promised comes is seen in whole stays (package tryout).
func TestEasyFormSaysWhereOneIs(t *testing.T) {
	screens, told := 0, 0
	everyWalk(t, func(t *testing.T, w walked) {
		for _, s := range w.screens {
			line := s.Scene.Find("course")
			if !w.o.Easy || s.Step == "" {
				if line != nil {
					t.Errorf("screen %d, %q: %s", s.Number, s.Step, line.Label)
				}
				continue
			}
			next := s.Scene.Root.Find(func(n *scene.Node) bool { return n.Primary })
			named := next != nil && (strings.HasPrefix(next.Label.ID, "go.") || slices.Contains([]scene.NodeID{"review.pay", "done.finish", "practice.end"}, next.ID))
			promises := line != nil && slices.Contains([]string{"course", "course.next", "course.first"}, line.Label.ID)
			if screens++; named || promises || s.Kind == scene.KindQuestion || wentWrong(&s.Scene) {
				told++
			}
			if line == nil {
				continue
			}
			if wentWrong(&s.Scene) {
				t.Errorf("screen %d, %q: nobody knows what comes next, and it says %q", s.Number, s.Step, line.Label)
			}
			if named && promises {
				t.Errorf("screen %d, %q: the line %q, and a button that says what comes next", s.Number, s.Step, line.Label)
			}
			if !promises {
				continue
			}
			if said := beforeRepeats(&s.Scene, s.Opens); s.Scene.Lang == "ko" && strings.Contains(s.Opens, "이다음에는") && !strings.Contains(said[strings.LastIndex(said, "|")+1:], "이다음에는") {
				t.Errorf("screen %d, %q: it is not said last: %s", s.Number, s.Step, s.Opens)
			}
		}
	})
	if told < screens*2/3 {
		t.Errorf("of %d screens only %d say what comes next", screens, told)
	}
}

// beforeRepeats is what is heard before the amounts that were heard when they were reviewed, and
// before the second half of the welcome: they are optional, and come behind what must be heard.
func beforeRepeats(sc *scene.Scene, opens string) string {
	cut := len(opens)
	for _, more := range []string{" | 도움 단추는 ", " | 다음 질문으로 가려면 ", " | 위아래 단추를 "} {
		if at := strings.Index(opens, more); at >= 0 {
			cut = min(cut, at)
		}
	}
	sc.Walk(func(n *scene.Node, _ int) bool {
		if n.Role == scene.RoleSummary && n.Late {
			for _, t := range append([]scene.Text{n.Label}, n.Details...) {
				word, _, _ := strings.Cut(t.String(), " ")
				whole := regexp.MustCompile(` \| ` + regexp.QuoteMeta(word) + `( |,|$)`) // not "서류가" for "서류 수"
				if at := whole.FindStringIndex(opens); at != nil {
					cut = min(cut, at[0])
				}
			}
		}
		return true
	})
	return opens[:cut]
}

// Who is told what comes next and then something that is no repeat is told it too early.
func TestBeforeRepeats(t *testing.T) {
	sum := scene.Node{ID: "total", Role: scene.RoleSummary, Label: scene.Literal("ko", "낼 돈", scene.Public), Late: true}
	welcomed := "어디로 가세요? | 이 다음에는 끝나요. | 도움 단추는 화면 맨 아래에 있어요."
	if got := beforeRepeats(&scene.Scene{}, welcomed); got != "어디로 가세요? | 이 다음에는 끝나요." {
		t.Errorf("%q", got)
	}
	for _, tc := range []struct {
		late bool
		want string
	}{{true, "기다려 주세요 | 이 다음에는 끝나요."}, {false, "기다려 주세요 | 이 다음에는 끝나요. | 낼 돈 | 오천 원"}} {
		sum.Late = tc.late
		sc := scene.Scene{Root: scene.Node{ID: "root", Role: scene.RoleScreen, Children: []scene.Node{sum}}}
		if got := beforeRepeats(&sc, "기다려 주세요 | 이 다음에는 끝나요. | 낼 돈 | 오천 원"); got != tc.want {
			t.Errorf("late %v: %q", tc.late, got)
		}
	}
}

// What was done is undone from every screen of the easy form: by going back, or where that
// would be untrue by a word that says why.
func TestEasyFormUndo(t *testing.T) {
	everyWalk(t, func(t *testing.T, w walked) {
		if !w.o.Easy {
			return
		}
		for _, s := range w.screens {
			back := s.Scene.Find("bar.back")
			switch {
			case s.Kind == scene.KindAttract:
			case back == nil:
				t.Errorf("screen %d, %q: nothing leads back", s.Number, s.Step)
			case back.Disabled && back.Reason.IsZero():
				t.Errorf("screen %d, %q: it is not said why nothing leads back", s.Number, s.Step)
			case back.Disabled && back.Reason.ID != "reason.paid" && back.Reason.ID != "reason.paying":
				t.Errorf("screen %d, %q: nothing leads back: %s", s.Number, s.Step, back.Reason)
			}
		}
	})
}

// Before anything costs money everything is read back: no screen on which one pays is
// reached but from one that reads the order back with its amount.
func TestEasyFormReadsBackBeforeMoney(t *testing.T) {
	everyWalk(t, func(t *testing.T, w walked) {
		if !w.o.Easy {
			return
		}
		read := map[string]bool{}
		for _, s := range w.screens {
			if s.Kind == scene.KindReview && s.Scene.Find("total") != nil && s.Scene.Find("review.0") != nil {
				read[strings.Join(s.Way, " ")] = true
			}
		}
		paid := 0
		for _, s := range w.screens {
			if n := len(s.Way); s.Kind == scene.KindPay && n > 0 && s.Way[n-1] == "review.pay" {
				paid++
				if !read[strings.Join(s.Way[:n-1], " ")] {
					t.Errorf("screen %d: %v pays for what was not read back", s.Number, s.Way)
				}
			} else if s.Kind == scene.KindPay && n > 0 && !strings.HasPrefix(s.Way[n-1], "payment ") && s.Way[n-1] != "pay.retry" && s.Way[n-1] != "pay.cancel" {
				t.Errorf("screen %d: one pays after %v", s.Number, s.Way)
			}
		}
		if _, pays := w.p.Service.StepOf("pay"); pays && paid == 0 {
			t.Error("nobody pays")
		}
	})
}
