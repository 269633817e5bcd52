package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// smallPanels are ten inches upright and across.
func smallPanels() []theme.Panel {
	upright := rigPanel("small")
	across := upright
	across.WidthPx, across.HeightPx, across.WidthMM, across.HeightMM = upright.HeightPx, upright.WidthPx, upright.HeightMM, upright.WidthMM
	return []theme.Panel{upright, across}
}

func (r *rig) shown(id scene.NodeID) rect {
	r.t.Helper()
	n, ok := r.s.plan.find(id)
	if !ok {
		r.t.Fatalf("%s is not on the screen", id)
	}
	return n.r
}

// madeSettings is a list of preferences that needs pages, with one act.
func madeSettings(per int) scene.Scene {
	var cs []scene.Node
	for i, name := range []string{"지금 항목 아주 크게 보기", "말 빠르기", "소리 크기", "읽는 양", "단추 소리", "글자 크기"} {
		c := choice("pref."+string(rune('a'+i)), name, "")
		c.Details = []scene.Text{ko("보통")}
		cs = append(cs, c)
	}
	return screenOf(scene.KindSettings, "다른 설정 보기", "pref.a", append(pagedOf(scene.Node{ID: "prefs", Arrange: scene.ArrangeGrid}, cs, per, 0),
		actionsOf(btn("close", "설정 닫기")))...)
}

// TestTwoThingsAPage: at 200 % on ten inches a person sees at least two things to choose from,
// whole words of them, and the bar takes no more than a fifth of the window.
func TestTwoThingsAPage(t *testing.T) {
	for _, panel := range smallPanels() {
		r := newRig(t, fyne.NewSize(float32(panel.WidthPx), float32(panel.HeightPx)), panel)
		for _, m := range append(madeUp()[1:4], made{"settings", madeSettings}) {
			r.view(m, scene.Look{Theme: theme.Default, Size: 200})
			r.noFault(m.name)
			n := 0
			for _, q := range r.s.plan.nodes {
				if q.role == scene.RoleChoice {
					n++
				}
			}
			if n < 2 {
				t.Errorf("%.0f mm wide, %s: %d things on a page", panel.WidthMM, m.name, n)
			}
			if bar := r.shown("bar"); bar.h*bar.w > 0.2*float32(panel.HeightPx*panel.WidthPx) {
				t.Errorf("%.0f mm wide, %s: the bar takes %.0f %% of the window", panel.WidthMM, m.name, bar.h*bar.w*100/float32(panel.HeightPx*panel.WidthPx))
			}
			for _, q := range r.s.plan.prims {
				if words := strings.Fields(q.text); q.kind == primText && len(words) > 0 && strings.HasPrefix(string(q.node), "item.") {
					label := r.s.cur.Find(q.node).Label.String()
					if whole := strings.Fields(label); !strings.HasSuffix(q.text, "원") && !slices.Contains(whole, words[len(words)-1]) {
						t.Errorf("%.0f mm wide: %q of %q is a part of a word", panel.WidthMM, q.text, label)
					}
				}
			}
		}
	}
}

// TestPagesAreTurnedBesideTheNextAct: both have one row where letters are large on a small
// panel, and the title is no larger than the bar's words there.
func TestPagesAreTurnedBesideTheNextAct(t *testing.T) {
	for _, panel := range smallPanels() {
		r := newRig(t, fyne.NewSize(float32(panel.WidthPx), float32(panel.HeightPx)), panel)
		r.view(made{"settings", madeSettings}, scene.Look{Theme: theme.Default, Size: 200})
		next, last := r.shown("prefs.next"), r.shown("close")
		if next.y > last.y+last.h/2 || last.y > next.y+next.h/2 {
			t.Errorf("%.0f mm wide: pages are turned at %.0f, the way on is at %.0f", panel.WidthMM, next.y, last.y)
		}
		for _, q := range r.s.plan.prims {
			if q.kind == primText && q.node == r.s.cur.Root.ID {
				if mm := float64(q.size) * theme.InkPerEm / panel.PxPerMM(); mm > theme.Types(panel).Name*theme.BarGrowth*1.01 {
					t.Errorf("%.0f mm wide: the title is %.1f mm high", panel.WidthMM, mm)
				}
			}
		}
	}
	panel := rigPanel("32") // there is room for a row of its own
	r := newRig(t, fyne.NewSize(float32(panel.WidthPx), float32(panel.HeightPx)), panel)
	r.view(made{"three a page", func(int) scene.Scene { return madeSettings(3) }}, scene.Look{Theme: theme.Default, Size: 100})
	if next, last := r.shown("prefs.next"), r.shown("close"); next.y+next.h > last.y {
		t.Error("on a large panel they have one row")
	}
}

// TestCaretFollowsWhatIsTyped: a field shows where the next letter will stand.
func TestCaretFollowsWhatIsTyped(t *testing.T) {
	panel := rigPanel("small")
	r := newRig(t, fyne.NewSize(float32(panel.WidthPx), float32(panel.HeightPx)), panel)
	caret := func(typed ...scene.Text) (x float32) {
		r.view(made{"entry", func(int) scene.Scene {
			return screenOf(scene.KindSearch, "이름으로 찾기", "field", scene.Node{ID: "field", Role: scene.RoleTextEntry, Label: ko("이름"), Details: typed}, actionsOf(btn("done", "찾기")))
		}}, scene.Look{Theme: theme.Default, Size: 100})
		field := r.shown("field")
		for _, q := range r.s.plan.prims {
			if q.kind == primRect && q.width == 0 && field.has(q.r.x, q.r.y) && q.r.h > 8*q.r.w {
				x = q.r.x
			}
		}
		return x
	}
	empty, one, two := caret(), caret(ko("가")), caret(ko("가나"))
	if empty <= 0 || one <= empty || two <= one {
		t.Errorf("the caret stands at %.0f, %.0f and %.0f", empty, one, two)
	}
}
