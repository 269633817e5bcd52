package ui

import (
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// counting is a warning with so many seconds left of 60.
func counting(left int) made {
	return made{"warning", func(int) scene.Scene {
		more := btn("warn.more", "계속하기")
		more.Primary = true
		return screenOf(scene.KindWarning, "계속하시겠어요?", "warn.more", scene.Node{ID: "warn.alert", Role: scene.RoleAlert, Label: ko("화면을 누르면 계속합니다"),
			Picture: "wait", Children: []scene.Node{{ID: "warn.left", Role: scene.RoleProgress, Label: ko("뒤에 처음으로 돌아갑니다"), Remaining: left, Span: 60}, more}})
	}}
}

// TestTimeLeftIsTheLargest: on a warning nothing is written larger than the seconds that are
// left, and the marks around them go out with them, by form and not by colour.
func TestTimeLeftIsTheLargest(t *testing.T) {
	for _, name := range composed {
		r, panel := composedRig(t, name)
		for left, want := range map[int]int{60: dialMarks, 45: dialMarks * 3 / 4, 1: 1, 0: 0} {
			r.view(counting(left), scene.Look{Theme: theme.Default, Size: 100})
			var number, rest float32
			long, short := 0, 0
			for _, q := range r.s.plan.prims {
				switch {
				case q.kind == primText && len([]rune(q.text)) <= 4 && q.node == "warn.left":
					number = q.size
				case q.kind == primText:
					rest = max(rest, q.size)
				case q.kind == primLine && q.size > float32(panel.PxPerMM())*3:
					long++
				case q.kind == primLine:
					short++
				}
			}
			if number < rest*theme.Ratio {
				t.Errorf("%s, %d s: the number is set in %.0f, something else in %.0f", name, left, number, rest)
			}
			if long != want || long+short != dialMarks {
				t.Errorf("%s, %d s: %d marks are long and %d short, %d are to be long", name, left, long, short, want)
			}
		}
	}
}

// TestAnswersAreLarge: where a large panel shows a question and nothing else, an answer is
// 40 mm high; elsewhere a button is as high as ever.
func TestAnswersAreLarge(t *testing.T) {
	r, panel := composedRig(t, "32")
	high := func(kind scene.Kind) float64 {
		r.view(made{"question", func(int) scene.Scene {
			keep := btn("keep", "아니요, 계속하기")
			keep.Primary = true
			return screenOf(kind, "처음부터 다시 할까요?", "keep", scene.Node{ID: "alert", Role: scene.RoleAlert, Label: ko("지금까지 한 것이 모두 지워집니다"),
				Picture: "basket-emptied", Children: []scene.Node{btn("discard", "네, 처음부터 다시"), keep}})
		}}, scene.Look{Theme: theme.Default, Size: 100})
		least := 1e6
		for _, id := range []scene.NodeID{"keep", "discard"} {
			n, _ := r.s.plan.find(id)
			least = min(least, float64(n.r.h)/panel.PxPerMM())
		}
		return least
	}
	if mm := high(scene.KindQuestion); mm < 40-0.5 {
		t.Errorf("an answer is %.0f mm high", mm)
	}
	if mm := high(scene.KindPay); mm > 35 {
		t.Errorf("any button is %.0f mm high", mm)
	}
}

// TestNumberIsLarge: the number by which a person is called is at least 100 mm wide and 60 mm
// high on 32 inches, and what follows has its picture.
func TestNumberIsLarge(t *testing.T) {
	r, panel := composedRig(t, "32")
	number := scene.Node{ID: "done.number", Role: scene.RoleHeading, Label: scene.Text{Lang: "ko", Spans: []scene.Span{{Text: "주문 번호 "}, {Kind: scene.Code, Text: "103"}}}}
	wait := scene.Node{ID: "done.wait", Role: scene.RoleText, Label: ko("번호를 부르면 받아 가세요"), Picture: "take"}
	r.view(made{"done", func(int) scene.Scene {
		return screenOf(scene.KindDone, "주문되었습니다", "done.finish", number, wait, actionsOf(btn("done.finish", "끝내기")))
	}}, scene.Look{Theme: theme.Default, Size: 100})
	img := r.win.Canvas().Capture()
	var wide, high, picture float64
	for _, q := range r.s.plan.prims {
		if q.kind == primText && q.text == "103" {
			wide, high = float64(q.r.w)/panel.PxPerMM(), float64(inkRows(img, q.r))/panel.PxPerMM()
		}
		if q.kind == primImage && strings.HasSuffix(q.name, "take") {
			picture = float64(q.r.h) / panel.PxPerMM()
		}
	}
	if wide < 100 || high < 60 {
		t.Errorf("the number is %.0f mm wide and %.0f mm high", wide, high)
	}
	if picture < 60 {
		t.Errorf("the picture of what follows is %.0f mm high", picture)
	}
}
