package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"modu/accessibility/scene"
	"modu/ui/picture"
	"modu/ui/theme"
)

// illustratedBy adds to a line pictures of those names, which repeat what it says.
func illustratedBy(n scene.Node, names ...string) scene.Node {
	for i, name := range names {
		n.Children = append(n.Children, scene.Node{ID: scene.NodeID(fmt.Sprintf("%s.%d", n.ID, i)), Role: scene.RolePicture, Label: ko(name), Picture: name, Quiet: true})
	}
	return n
}

// imagesOf are where the pictures whose names begin so are painted, in order.
func (r *rig) imagesOf(begins string) (at []rect) {
	for _, q := range r.s.plan.prims {
		if q.kind == primImage && strings.HasPrefix(strings.TrimPrefix(q.name, picture.Brand), begins) {
			at = append(at, q.r)
		}
	}
	return at
}

// Notes that are alike stand closer together than others, all pieces have one height and
// stay in the window, and a sum of many is drawn lower before it takes a third line.
func TestPiecesCanBeCounted(t *testing.T) {
	r := newRig(t, fyne.NewSize(1080, 1920), rigPanel("32"))
	show := func(names ...string) []rect {
		total := illustratedBy(scene.Node{ID: "total", Role: scene.RoleSummary, Label: ko("모두"), Amount: true, Details: []scene.Text{won(8000)}}, names...)
		line := scene.Node{ID: "line", Role: scene.RoleSummary, Label: ko("라떼"), Amount: true, Details: []scene.Text{won(8000)}}
		r.view(made{"review", func(int) scene.Scene {
			return screenOf(scene.KindReview, "확인", "b", line, total, actionsOf(btn("b", "다음")))
		}}, scene.Look{Size: 100, Easy: true, Theme: theme.Default})
		return r.imagesOf("money")
	}
	at := show("money-5", "money-1", "money-1")
	if len(at) != 3 {
		t.Fatalf("%d pieces are painted, want 3", len(at))
	}
	others, alike := at[1].x-at[0].x-at[0].w, at[2].x-at[1].x-at[1].w
	if !(alike > 0 && alike < others) {
		t.Errorf("%.1f between two that are alike, %.1f between others", alike, others)
	}
	many := show(slices.Repeat([]string{"money-1"}, 12)...)
	lines := map[float32]bool{}
	for _, q := range many {
		lines[q.y] = true
		if q.h != many[0].h || q.x < 0 || q.x+q.w > 1080 {
			t.Errorf("a piece at %+v beside one of %.1f", q, many[0].h)
		}
	}
	if len(many) != 12 || len(lines) > rowLinesMost || many[0].h > at[0].h {
		t.Errorf("%d pieces on %d lines, %.1f high; three are %.1f high", len(many), len(lines), many[0].h, at[0].h)
	}
}

// What has been chosen stands in one line, in the order in which it was chosen.
func TestChoicesSoFarAreARow(t *testing.T) {
	r := newRig(t, fyne.NewSize(1080, 1920), rigPanel("32"))
	names := []string{"so-1", "so-2", "so-3", "so-4", "so-5"}
	line := illustratedBy(scene.Node{ID: "course", Role: scene.RoleText, Label: ko("다음: 하나 고르기."), Late: true}, names...)
	choice := scene.Node{ID: "g", Role: scene.RoleGroup, Arrange: scene.ArrangeGrid, Page: scene.Page{Total: 1, Count: 1},
		Children: []scene.Node{{ID: "c", Role: scene.RoleChoice, Label: ko("커피"), Picture: "coffee"}}}
	r.view(made{"items", func(int) scene.Scene { return screenOf(scene.KindItems, "고르기", "c", line, choice) }}, scene.Look{Size: 100, Easy: true, Theme: theme.Default})
	at := r.imagesOf("so-")
	if len(at) != len(names) {
		t.Fatalf("%d pictures of %d", len(at), len(names))
	}
	for i, q := range at[1:] {
		if q.y != at[0].y || q.x <= at[i].x+at[i].w {
			t.Errorf("picture %d at %+v after %+v", i+1, q, at[i])
		}
	}
	if c := r.imagesOf("coffee"); len(c) != 1 || c[0].h <= at[0].h {
		t.Errorf("what is to be chosen at %+v is not larger than what was: %+v", c, at[0])
	}
}

// A quantity that is all a screen of the easy form asks for has larger steps than others.
func TestLoneQuantityIsLarge(t *testing.T) {
	r := newRig(t, fyne.NewSize(1080, 1920), rigPanel("32"))
	side := func(easy bool) float32 {
		n := scene.Node{ID: "q", Role: scene.RoleQuantity, Label: ko("몇 장"), Details: []scene.Text{ko("1장")}, Children: []scene.Node{btn("q.minus", "빼기"), btn("q.plus", "더하기")}}
		r.view(made{"options", func(int) scene.Scene {
			return screenOf(scene.KindOptions, "등본", "q.minus", n, actionsOf(btn("b", "다음")))
		}},
			scene.Look{Size: 100, Easy: easy, Theme: theme.Default})
		p, ok := r.s.plan.find("q.plus")
		if !ok {
			t.Fatal("no plus")
		}
		return p.r.h
	}
	if easy, normal := side(true), side(false); easy < 1.5*normal {
		t.Errorf("plus is %.0f high in the easy form, %.0f in the normal one", easy, normal)
	}
}

// An act keeps its picture on a small panel of the easy form.
func TestActsKeepTheirPicture(t *testing.T) {
	r := newRig(t, fyne.NewSize(800, 1280), rigPanel("small"))
	sum := scene.Node{ID: "sum", Role: scene.RoleSummary, Label: ko("낼 돈"), Amount: true, Details: []scene.Text{won(5500)}}
	task := scene.Node{ID: "task", Role: scene.RoleProgress, Label: ko("카드를 넣거나 대 주세요"), Picture: "pay"}
	more := scene.Node{ID: "more", Role: scene.RoleText, Label: ko(strings.Repeat("카드는 천천히 넣어도 됩니다. ", 6))}
	r.view(made{"small pay", func(int) scene.Scene {
		return screenOf(scene.KindPay, "결제", "b", sum, task, more, actionsOf(btn("b", "그만두기")))
	}}, scene.Look{Size: 100, Easy: true, Theme: theme.Default})
	at := r.imagesOf("pay")
	if len(at) != 1 {
		t.Fatalf("%d pictures of what is to be done", len(at))
	}
	for _, q := range r.s.plan.prims {
		if q.kind == primText && q.node == "task" && q.r.x < at[0].x+at[0].w && q.r.y < at[0].y+at[0].h {
			t.Errorf("%q at %+v lies on the picture at %+v", q.text, q.r, at[0])
		}
	}
}
