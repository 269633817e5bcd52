package ui

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// composed are the panels on which the composition is looked at, upright ones.
var composed = []string{"32", "21"}

func composedRig(t *testing.T, name string) (*rig, theme.Panel) {
	panel := rigPanel(name)
	return newRig(t, fyne.NewSize(float32(panel.WidthPx), float32(panel.HeightPx)), panel), panel
}

// TestTypeScale: every step is the one below it times the ratio, and on 32 inches what is
// to be done is written 30 mm high.
func TestTypeScale(t *testing.T) {
	for _, name := range []string{"32", "21", "small"} {
		ty := theme.Types(rigPanel(name))
		steps := []float64{ty.Body, ty.Name, ty.Title, ty.Verb, ty.Amount, ty.Hero}
		for i := range steps[1:] {
			k := steps[i+1] / steps[i]
			if (i > 0 || k != 1) && (k < theme.Ratio-0.001 || k > theme.Ratio+0.001) {
				t.Errorf("%s: step %d is %.3f times the one below it", name, i+1, k)
			}
		}
	}
	r, panel := composedRig(t, "32")
	r.view(made{"act", func(int) scene.Scene {
		return screenOf(scene.KindPay, "결제", "bar.help", scene.Node{ID: "act", Role: scene.RoleProgress, Label: ko("카드를 대 주세요"), Picture: "pay-card"})
	}}, scene.Look{Theme: theme.Default, Size: 100})
	img := r.win.Canvas().Capture()
	high, wide := 0.0, 0.0
	for _, q := range r.s.plan.prims {
		mm := panel.PxPerMM()
		if q.kind == primText && q.node == "act" {
			high = max(high, float64(inkRows(img, q.r))/mm)
		}
		if q.kind == primImage && strings.HasSuffix(q.name, "pay-card") {
			wide = float64(q.r.h) / mm
		}
	}
	if high < 29.5 {
		t.Errorf("the verb is %.1f mm high", high)
	}
	if wide < 100 {
		t.Errorf("the picture of what is to be done is %.0f mm high", wide)
	}
}

// inkRows is the number of rows of a part of a picture that are not of one colour.
func inkRows(img image.Image, r rect) (n int) {
	for y := int(r.y); y < int(r.y+r.h); y++ {
		first := img.At(int(r.x), y)
		for x := int(r.x); x < int(r.x+r.w); x++ {
			if img.At(x, y) != first {
				n++
				break
			}
		}
	}
	return n
}

// TestContentIsLow: nothing that can be touched hangs above what could hang lower: between
// the lowest thing of the content and what is below it there is a gap and no more.
func TestContentIsLow(t *testing.T) {
	for _, name := range composed {
		r, panel := composedRig(t, name)
		for _, m := range madeUp() {
			if m.name == "attract" {
				continue
			}
			r.view(m, scene.Look{Theme: theme.Default, Size: 100})
			q := sortParts(&r.s.cur.Root)
			var low, floor float32
			for _, n := range append(append([]*scene.Node(nil), q.alerts...), q.body...) {
				if at, ok := r.s.plan.find(n.ID); ok {
					low = max(low, at.r.y+at.r.h)
				}
			}
			bar, _ := r.s.plan.find(q.bar.ID)
			floor = bar.r.y
			if q.actions != nil {
				at, _ := r.s.plan.find(q.actions.ID)
				floor = at.r.y
			}
			for _, f := range r.s.plan.prims { // what is only read stands in the middle of its sheet
				if f.kind == primRect && f.col == r.s.layout.look("").Card && f.r.y+f.r.h <= floor {
					low = max(low, f.r.y+f.r.h)
				}
			}
			if mm := float64(floor-low) / panel.PxPerMM(); mm > 2*theme.Gap+theme.Pad*sheetPad {
				t.Errorf("%s %s: %.0f mm are free below the content", name, m.name, mm)
			}
		}
	}
}

// TestLastRowIsFull: cards of a row that is not full share its width.
func TestLastRowIsFull(t *testing.T) {
	r, _ := composedRig(t, "32")
	r.view(made{"five", func(int) scene.Scene {
		g := scene.Node{ID: "group", Role: scene.RoleGroup, Arrange: scene.ArrangeGrid, Page: scene.Page{Count: 1, Total: 5}}
		for _, id := range []scene.NodeID{"a", "b", "c", "d", "e"} {
			g.Children = append(g.Children, scene.Node{ID: id, Role: scene.RoleChoice, Label: ko("빵"), Picture: "bread"})
		}
		return screenOf(scene.KindCategories, "고르기", "a", g)
	}}, scene.Look{Theme: theme.Default, Size: 100})
	group, _ := r.s.plan.find("group")
	last, _ := r.s.plan.find("e")
	if right := group.r.x + group.r.w; last.r.x+last.r.w < right-1 || last.r.x+last.r.w > right+1 {
		t.Errorf("the last card ends at %.0f, its row at %.0f", last.r.x+last.r.w, right)
	}
	first, _ := r.s.plan.find("a")
	if last.r.w <= first.r.w {
		t.Errorf("the last card is %.0f wide, one of a full row %.0f", last.r.w, first.r.w)
	}
}

// TestOnlyThoseWhoGoByItSeeTheRing: to a finger, a ring on something that it has not touched
// looks like a choice.
func TestOnlyThoseWhoGoByItSeeTheRing(t *testing.T) {
	r, _ := composedRig(t, "21")
	rings := func(marked bool) (n int) {
		sc := madeItems(6)
		r.rev++
		sc.Revision, sc.Look, sc.Lang, sc.Marked, sc.Focus = r.rev, scene.Look{Theme: theme.Default, Size: 100}, "ko", marked, "item.latte"
		r.s.Render(scene.Change{To: r.rev, After: sc})
		for _, q := range r.s.plan.prims {
			if q.width > 0 && q.col == theme.Look(theme.Default).RingOuter {
				n++
			}
		}
		return n
	}
	if rings(true) != 1 || rings(false) != 0 {
		t.Errorf("rings: %d for keys, %d for a finger", rings(true), rings(false))
	}
}

// TestStatesInGrey: what is pressed has a wide edge of another light, and what cannot be used has an edge of
// dashes and no ground, so that both are seen without colour (CON-7).
func TestStatesInGrey(t *testing.T) {
	r, _ := composedRig(t, "21")
	for _, id := range theme.IDs() {
		at := func(node scene.NodeID) color.NRGBA {
			img := r.win.Canvas().Capture()
			n, ok := r.s.plan.find(node)
			if !ok {
				t.Fatalf("%s is not on the screen", node)
			}
			// Just inside its upper side.
			return color.NRGBAModel.Convert(img.At(int(n.r.x+n.r.w/2), int(n.r.y+r.s.plan.px*theme.PressedEdge/2))).(color.NRGBA)
		}
		r.view(named("review"), scene.Look{Theme: id, Size: 100})
		rest := at("review.pay")
		n, _ := r.s.plan.find("review.pay")
		r.s.touch.began(fyne.NewPos(n.r.x+n.r.w/2, n.r.y+n.r.h/2), 1)
		if k := theme.Contrast(rest, at("review.pay")); k < 3 {
			t.Errorf("%s: pressed, the next act changes by %.2f:1", id, k)
		}
		r.s.touch.ended(fyne.NewPos(0, 0), 1)
		dashed := false
		r.view(named("items"), scene.Look{Theme: id, Size: 100})
		for _, q := range r.s.plan.prims {
			dashed = dashed || q.dash > 0
		}
		if !dashed {
			t.Errorf("%s: nothing shows by its form that it cannot be used", id)
		}
	}
}

// TestLeansToTheHand: in the low position everything moves to the side of a wide panel on
// which the person rests a finger.
func TestLeansToTheHand(t *testing.T) {
	r, _ := composedRig(t, "32")
	spread := func(side scene.Side, low bool) (from, to float32) {
		r.view(named("items"), scene.Look{Theme: theme.Default, Size: 100, Low: low, Side: side})
		from = r.s.size.Width
		for _, n := range r.s.plan.nodes {
			if n.role == scene.RoleButton || n.role == scene.RoleChoice {
				from, to = min(from, n.r.x), max(to, n.r.x+n.r.w)
			}
		}
		return from, to
	}
	w := r.s.size.Width
	if from, to := spread(scene.LeftSide, true); from > w*0.1 || to > w*0.75 {
		t.Errorf("left: from %.0f to %.0f of %.0f", from, to, w)
	}
	if from, to := spread(scene.RightSide, true); from < w*0.25 || to < w*0.9 {
		t.Errorf("right: from %.0f to %.0f of %.0f", from, to, w)
	}
	for _, low := range []bool{true, false} {
		side := scene.AnySide
		if !low {
			side = scene.LeftSide // asked for in the low position only
		}
		if from, to := spread(side, low); from > w*0.1 || to < w*0.9 {
			t.Errorf("low %v, side %q: from %.0f to %.0f of %.0f", low, side, from, to, w)
		}
	}
}

// TestEasyFormIsLarger: by one step, where there is room.
func TestEasyFormIsLarger(t *testing.T) {
	r, _ := composedRig(t, "32")
	size := func(easy bool) (most float32) {
		r.view(named("place"), scene.Look{Theme: theme.Default, Size: 100, Easy: easy})
		for _, q := range r.s.plan.prims {
			if q.kind == primText && q.node != "" {
				most = max(most, q.size)
			}
		}
		return most
	}
	if k := size(true) / size(false); k < theme.Ratio-0.02 {
		t.Errorf("the easy form is %.2f times the normal one", k)
	}
}
