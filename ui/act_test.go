package ui

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"modu/accessibility/audit/screen"
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// acting is a screen on which a card is to be put in somewhere.
func acting(toward scene.Direction) scene.Scene {
	sum := scene.Node{ID: "sum", Role: scene.RoleSummary, Label: ko("결제할 금액"), Amount: true, Details: []scene.Text{won(5500)}}
	task := scene.Node{ID: "task", Role: scene.RoleProgress, Label: ko("카드를 넣거나 대 주세요"), Picture: "pay", Toward: toward,
		Details:  []scene.Text{ko("카드 넣는 곳은 화면 오른쪽 아래, 키패드 옆에 있습니다")},
		Children: []scene.Node{{ID: "task.way", Role: scene.RoleText, Label: ko("오른쪽 아래"), Quiet: true}}}
	cancel := scene.Node{ID: "actions", Role: scene.RoleGroup, Arrange: scene.ArrangeRow, Children: []scene.Node{btn("b", "결제 취소하기")}}
	return screenOf(scene.KindPay, "카드를 넣거나 대 주세요", "b", sum, task, cancel)
}

// An act has its picture and its arrow on every panel, at every size, in both forms and
// whatever stands beside it; the arrow is at the edge of its panel to which it points.
func TestActsKeepPictureAndArrow(t *testing.T) {
	for _, panel := range []string{"32", "21", "land", "small"} {
		p := rigPanel(panel)
		d := NewDraft(Config{Panel: p, Pictures: testPictures})
		for _, size := range []int{100, 133, 167, 200} {
			for _, easy := range []bool{false, true} {
				for _, toward := range scene.Directions() {
					sc := acting(toward)
					if easy {
						sc.Root.Children = append([]scene.Node{{ID: "late", Role: scene.RoleText, Label: ko("맞는지 봤어요. 그다음에는 끝나요."), Late: true}}, sc.Root.Children...)
					}
					sc.Look, sc.Lang = scene.Look{Theme: theme.Default, Size: size, Easy: easy}, "ko"
					f, _ := d.Lay(&sc)
					name := fmt.Sprintf("%s %d easy %v %s", panel, size, easy, toward)
					for _, q := range append(screen.Acts(f), screen.Words(f)...) {
						t.Errorf("%s: %s", name, q)
					}
					at := f.Nodes[0].Rect
					for _, n := range f.Nodes {
						if n.ID == "task" {
							at = n.Rect
						}
					}
					dx, dy := toward2(toward)
					if side := f.Arrow.X + f.Arrow.W/2 - at.X - at.W/2; dx*side < 0 || f.Arrow.X < at.X || f.Arrow.Y < at.Y || f.Arrow.X+f.Arrow.W > at.X+at.W || f.Arrow.Y+f.Arrow.H > at.Y+at.H {
						t.Errorf("%s (%v): the arrow at %+v of %+v", name, dy, f.Arrow, at)
					}
				}
			}
		}
	}
}

func toward2(d scene.Direction) (dx, dy float64) {
	x, y := toward(d)
	return float64(x), float64(y)
}

// On 32 inches picture and arrow are as large as a hand, and where the arrow points is written
// as large as what is to be done.
func TestActsAreLarge(t *testing.T) {
	p := rigPanel("32")
	d := NewDraft(Config{Panel: p, Pictures: testPictures})
	sc := acting(scene.DownRight)
	sc.Look, sc.Lang = scene.Look{Theme: theme.Default, Size: 100}, "ko"
	f, _ := d.Lay(&sc)
	mm := f.PxPerMM()
	var picture, way, title float64
	for _, q := range f.Pictures {
		if q.Node == "task" {
			picture = max(picture, q.H/mm)
		}
	}
	for _, w := range f.Texts {
		switch w.Node {
		case "task.way":
			way = w.EmPX
		case "root":
			title = w.EmPX
		}
	}
	if picture < 100 || f.Arrow.W/mm < 80 || way < title*0.99 {
		t.Errorf("the picture is %.0f mm high, the arrow %.0f; the words beside it are %.0f px, the title %.0f", picture, f.Arrow.W/mm, way, title)
	}
}

// An arrow reaches out a few times when something new is to be done, and not for those for
// whom nothing moves; in the end it is where it was, in less than five seconds (TIM-7).
func TestArrowsReachOut(t *testing.T) {
	before := madeOptions(0)
	before.Look = scene.Look{Theme: theme.Default, Size: 100}
	after := acting(scene.DownRight)
	after.Look = before.Look
	r := slowRig(t, fyne.NewSize(1080, 1920))
	r.follow(before)
	r.now = time.Minute
	r.follow(after)
	if n := len(r.s.motion.things); n != 1 || r.s.motion.things[0].lasts >= 5*time.Second {
		t.Fatalf("%d things move", n)
	}
	at := r.s.plan.point
	far := float32(0)
	for share := float32(0); share <= 1; share += 0.01 {
		for _, q := range r.s.motion.things[0].over(share)[:1] {
			far = max(far, q.r.x-r.s.motion.things[0].over(0)[0].r.x)
		}
	}
	if far <= 0 || far > at.r.w*lookReach {
		t.Errorf("it reaches out by %.1f of %.1f", far, at.r.w)
	}
	same := after
	r.follow(same)
	if n := len(r.s.motion.things); n != 0 {
		t.Errorf("it reaches out again for nothing new: %d", n)
	}
	r.follow(before)
	after.Look.Still, before.Look.Still = true, true
	r.follow(before)
	r.follow(after)
	if n := len(r.s.motion.things); n != 0 {
		t.Errorf("%d things move though the person turned it off", n)
	}
}
