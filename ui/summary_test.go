package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"modu/accessibility/scene"
)

// begins is where some words begin, as a share of the width.
func (r *rig) begins(words string) float32 {
	for _, p := range r.s.plan.prims {
		if p.kind == primText && p.text == words {
			return p.r.x / r.s.size.Width
		}
	}
	r.t.Fatalf("%q is not on the screen", words)
	return 0
}

// Only an amount has a column of its own, at the right; an option stands under its line,
// although it comes last.
func TestOnlyAnAmountHasItsColumn(t *testing.T) {
	line := func(amount bool, details ...scene.Text) made {
		return made{"print", func(int) scene.Scene {
			return screenOf(scene.KindPrint, "인쇄", "b", scene.Node{ID: "paper", Role: scene.RoleSummary, Label: ko("등본"), Details: details, Amount: amount}, actionsOf(btn("b", "다음")))
		}}
	}
	r := newRig(t, fyne.NewSize(1080, 1920), rigPanel("32"))
	r.view(line(false, ko("주소없음")), scene.Look{Size: 100})
	if x := r.begins("주소없음"); x > 0.5 {
		t.Errorf("an option begins at %.2f of the width", x)
	}
	r.view(line(true, ko("무료")), scene.Look{Size: 100})
	if x := r.begins("무료"); x < 0.5 {
		t.Errorf("an amount begins at %.2f of the width", x)
	}
}

// What is left of a time is a bar of that share.
func TestTimeThatIsLeftIsABar(t *testing.T) {
	r := newRig(t, fyne.NewSize(1080, 1920), rigPanel("32"))
	widths := map[int]float32{}
	for _, left := range []int{60, 15, 0} {
		r.view(made{"pulled", func(int) scene.Scene {
			return screenOf(scene.KindHeadsetOut, "이어폰", "b", scene.Node{ID: "left", Role: scene.RoleProgress, Label: ko("15초"), Remaining: left, Span: 60}, actionsOf(btn("b", "다음")))
		}}, scene.Look{Size: 100})
		var whole, part float32
		for _, p := range r.s.plan.prims {
			switch bar := p.kind == primRect && p.col == r.s.layout.look("").Point && p.r.w > p.r.h; {
			case bar && p.width > 0:
				whole = p.r.w
			case bar:
				part = p.r.w
			}
		}
		widths[left] = part / whole
	}
	if widths[60] < 0.99 || widths[15] < 0.24 || widths[15] > 0.26 || widths[0] != 0 {
		t.Errorf("%v", widths)
	}
}

// Where something is to be done is told beside what is to be done, under a picture of it; what
// is quiet is a line, with a picture no higher than two lines.
func TestWhatIsToBeDoneBesideTheScreen(t *testing.T) {
	r := newRig(t, fyne.NewSize(1080, 1920), rigPanel("32"))
	high := map[bool]float32{}
	for _, quiet := range []bool{false, true} {
		r.view(made{"pay", func(int) scene.Scene {
			return screenOf(scene.KindPay, "결제", "b", scene.Node{ID: "task", Role: scene.RoleProgress, Label: ko("카드를 대 주세요"), Picture: "pay-card",
				Toward: scene.Down, Details: []scene.Text{ko("화면 아래")}, Quiet: quiet}, actionsOf(btn("b", "다음")))
		}}, scene.Look{Size: 100})
		r.begins("화면 아래")
		if at := r.imagesOf("pay-card"); len(at) == 1 {
			high[quiet] = at[0].h
		}
	}
	px := float32(rigPanel("32").PxPerMM())
	if high[false] < 100*px || high[true] <= 0 || high[true] > 30*px {
		t.Errorf("the pictures are %.0f and, of what is quiet, %.0f mm high", high[false]/px, high[true]/px)
	}
}
