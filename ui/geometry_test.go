package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// boundsSlack is what rounding may move an edge, in canvas units.
const boundsSlack = 0.6

// noFault fails for everything on the screen that is cut, covered or missing.
func (r *rig) noFault(name string) {
	r.t.Helper()
	if r.s.plan == nil {
		r.t.Fatalf("%s: nothing was laid out", name)
	}
	here := r.allNodesShown(name)
	r.nodesApart(name)
	texts := r.primsInside(name, here)
	for i, a := range texts {
		for _, b := range texts[i+1:] {
			// Lines of one text may share the empty part of their line boxes.
			if a.r.x+1 < b.r.x+b.r.w && b.r.x+1 < a.r.x+a.r.w && inkCross(a, b) {
				r.t.Errorf("%s: text %.20q %v lies on %.20q %v", name, a.text, a.r, b.text, b.r)
			}
		}
		if need := r.s.measure(a.text, a.face, a.size); need > a.r.w+2 {
			r.t.Errorf("%s: text %.20q needs %.1f and was given %.1f", name, a.text, need, a.r.w)
		}
	}
}

// inWindow fails for what has no size or leaves the window.
func (r *rig) inWindow(name, what string, q rect) {
	r.t.Helper()
	w, h := r.s.size.Width, r.s.size.Height
	if q.x < -boundsSlack || q.y < -boundsSlack || q.x+q.w > w+boundsSlack || q.y+q.h > h+boundsSlack {
		r.t.Errorf("%s: %s at %.0f,%.0f %.0fx%.0f leaves the window %.0fx%.0f", name, what, q.x, q.y, q.w, q.h, w, h)
	}
	if q.w <= 0 || q.h <= 0 {
		r.t.Errorf("%s: %s has no size", name, what)
	}
}

// allNodesShown fails where a node of the scene is not on the screen once, and is where
// they are.
func (r *rig) allNodesShown(name string) map[scene.NodeID]placed {
	r.t.Helper()
	here := map[scene.NodeID]placed{}
	for _, n := range r.s.plan.nodes {
		if _, twice := here[n.id]; !twice {
			here[n.id] = n
		} else if n.role != scene.RoleAlert && n.role != scene.RoleGroup {
			r.t.Errorf("%s: node %s is on the screen twice", name, n.id)
		}
		r.inWindow(name, "node "+string(n.id), n.r)
	}
	r.s.cur.Walk(func(n *scene.Node, _ int) bool {
		if _, ok := here[n.ID]; !ok {
			r.t.Errorf("%s: node %s is not on the screen", name, n.ID)
		}
		return true
	})
	return here
}

// nodesApart fails where nodes lie on each other that are not each other's parents.
func (r *rig) nodesApart(name string) {
	r.t.Helper()
	parent := map[scene.NodeID]scene.NodeID{}
	r.s.cur.Walk(func(n *scene.Node, _ int) bool {
		for i := range n.Children {
			parent[n.Children[i].ID] = n.ID
		}
		return true
	})
	above := func(a, b scene.NodeID) bool {
		for ; b != "" && b != a; b = parent[b] {
		}
		return b != ""
	}
	for _, a := range r.s.plan.nodes {
		for _, b := range r.s.plan.nodes {
			if a.id >= b.id || above(a.id, b.id) || above(b.id, a.id) {
				continue
			}
			if cross(a.r.inset(boundsSlack), b.r.inset(boundsSlack)) {
				r.t.Errorf("%s: %s %v covers %s %v", name, a.id, a.r, b.id, b.r)
			}
		}
	}
}

// primsInside fails for what is painted out of the window or out of its node, and returns
// the texts.
func (r *rig) primsInside(name string, here map[scene.NodeID]placed) (texts []prim) {
	r.t.Helper()
	for _, q := range r.s.plan.prims {
		r.inWindow(name, "a thing to paint", q.area(r.s.size.Height))
		if q.kind != primText {
			continue
		}
		texts = append(texts, q)
		if n, ok := here[q.node]; ok && q.node != "" && n.role != scene.RoleScreen && !holds(n.r.inset(-boundsSlack-1), q.r) {
			r.t.Errorf("%s: text %.20q %v leaves its node %s %v", name, q.text, q.r, q.node, n.r)
		}
	}
	return texts
}

// area is where a prim is painted in a window of height h. Of a line, whose box may have no
// width and point upwards, it is a plain box.
func (q prim) area(h float32) rect {
	r := rect{q.r.x, q.r.y, max(q.r.w, 1), q.r.h}
	if q.kind == primLine {
		r.h = max(1, min(r.h, h-r.y))
	}
	return r
}

func cross(a, b rect) bool {
	return a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h
}

func holds(a, b rect) bool {
	return b.x >= a.x && b.y >= a.y && b.x+b.w <= a.x+a.w && b.y+b.h <= a.y+a.h
}

// inkCross compares the parts of two line boxes that hold ink: 0.1 to 1.1 em.
func inkCross(a, b prim) bool {
	ink := func(q prim) (float32, float32) { return q.r.y + q.size*0.12, q.r.y + q.size*1.08 }
	a1, a2 := ink(a)
	b1, b2 := ink(b)
	return a1 < b2 && b1 < a2
}

var long = strings.Repeat("달콤하고 시원한 국내산 유기농 ", 6)

// extremes are screens that no sane service makes.
func extremes() []made {
	return []made{
		{"long-names", func(per int) scene.Scene {
			var cs []scene.Node
			for i := range 23 {
				c := choice(fmt.Sprint("c", i), fmt.Sprintf("%d번 수제 바닐라빈 크림 콜드브루 라지 사이즈", i), "pic", won(5800+i))
				c.Disabled, c.Reason = i%3 == 1, ko("지금은 다 팔렸습니다. 다른 것을 골라 주세요")
				c.Selected = i%3 == 2
				cs = append(cs, c)
			}
			return screenOf(scene.KindItems, "아주 길고 긴 이름을 가진 마실 것의 목록을 보여 주는 화면", "c0", append(pagedOf(scene.Node{ID: "items", Arrange: scene.ArrangeGrid, Label: ko("마실 것")}, cs, per, 0),
				actionsOf(btn("a", "더 고르기"), btn("b", "장바구니 보기", ko("12개"), won(999999))))...)
		}},
		{"one-word", func(per int) scene.Scene {
			cs := []scene.Node{choice("c0", strings.Repeat("가", 60), "pic", won(1)), choice("c1", "Donaudampfschifffahrtsgesellschaftskapitän", "", won(1))}
			return screenOf(scene.KindItems, strings.Repeat("나", 40), "c1", pagedOf(scene.Node{ID: "items", Arrange: scene.ArrangeGrid}, cs, per, 0)...)
		}},
		{"ten-thousand", func(per int) scene.Scene {
			return screenOf(scene.KindItems, "긴 글", "ok", scene.Node{ID: "text", Role: scene.RoleText, Label: ko(strings.Repeat("긴글 ", 3333))}, actionsOf(btn("ok", "다음")))
		}},
		{"ten-thousand-word", func(per int) scene.Scene {
			return screenOf(scene.KindItems, "긴 말", "c0", pagedOf(scene.Node{ID: "items", Arrange: scene.ArrangeGrid}, []scene.Node{choice("c0", strings.Repeat("긴", 10000), "pic")}, per, 0)...)
		}},
		{"many-options", func(int) scene.Scene {
			var nodes []scene.Node
			for g := range 5 {
				n := scene.Node{ID: scene.NodeID(fmt.Sprint("g", g)), Role: scene.RoleGroup, Arrange: scene.ArrangeGrid, Label: ko("고르세요")}
				for v := range 5 {
					n.Children = append(n.Children, choice(fmt.Sprint("g", g, ".", v), long[:45], "", won(500)))
				}
				nodes = append(nodes, n)
			}
			return screenOf(scene.KindOptions, "고르기", "g0.0", append(nodes, actionsOf(btn("ok", "담기", won(500))))...)
		}},
		{"alert-and-grid", func(per int) scene.Scene {
			a := scene.Node{ID: "alert", Role: scene.RoleAlert, Label: ko("카드를 읽지 못했습니다. 다시 넣어 주세요."), Children: []scene.Node{btn("alert.no", "그만하기"), btn("alert.again", "다시 하기")}}
			return screenOf(scene.KindItems, "커피", "alert.again", append([]scene.Node{a}, pagedOf(scene.Node{ID: "items", Arrange: scene.ArrangeGrid}, itemNodes(), per, 0)...)...)
		}},
		{"entries", func(int) scene.Scene {
			return screenOf(scene.KindEnter, "번호를 눌러 주세요", "pin", scene.Node{ID: "h", Role: scene.RoleHeading, Label: ko("적립")},
				scene.Node{ID: "pin", Role: scene.RoleSecretEntry, Label: ko("비밀번호"), Count: 40, Privacy: scene.Secret},
				scene.Node{ID: "tel", Role: scene.RoleTextEntry, Label: ko("전화번호"), Details: []scene.Text{ko("010-1234-5678")}},
				scene.Node{ID: "pic", Role: scene.RolePicture, Label: ko("카드 넣는 곳"), Picture: "pic"})
		}},
		{"unpaged-list", func(int) scene.Scene { // a group that is never cut
			g := scene.Node{ID: "g", Role: scene.RoleGroup, Arrange: scene.ArrangeList}
			for i := range 9 {
				g.Children = append(g.Children, choice(fmt.Sprint("c", i), "고를 것", "", won(1000)))
			}
			return screenOf(scene.KindHelp, "도움", "c0", g)
		}},
		{"empty", func(int) scene.Scene { return screenOf(scene.KindItems, "빈 화면", "bar.help") }},
	}
}

type window struct {
	name  string
	size  fyne.Size
	panel theme.Panel
}

func windows() []window {
	full := theme.DefaultPanel()
	return []window{
		{"portrait", fyne.NewSize(1080, 1920), full},
		{"landscape", fyne.NewSize(1920, 1080), theme.Panel{WidthPx: 1920, HeightPx: 1080, WidthMM: 476, HeightMM: 268}},
		{"10-inch", fyne.NewSize(800, 1280), theme.Panel{WidthPx: 800, HeightPx: 1280, WidthMM: 136, HeightMM: 218}},
		{"10-inch-wide", fyne.NewSize(1280, 800), theme.Panel{WidthPx: 1280, HeightPx: 800, WidthMM: 218, HeightMM: 136}},
		{"4k", fyne.NewSize(2160, 3840), theme.Panel{WidthPx: 2160, HeightPx: 3840, WidthMM: 398, HeightMM: 708}},
		{"desktop", fyne.NewSize(1366, 768), full},
		{"tiny", fyne.NewSize(480, 320), full},
	}
}

func TestNothingIsCutOrCovered(t *testing.T) {
	for _, win := range windows() {
		t.Run(win.name, func(t *testing.T) {
			r := newRig(t, win.size, win.panel)
			for _, m := range append(madeUp(), extremes()...) {
				for _, look := range []scene.Look{{Theme: "default", Size: 100}, {Theme: "high-contrast", Size: 200}, {Theme: "default", Size: 133, Low: true}} {
					r.view(m, look)
					r.render()
					r.render() // what is not cut by then must fit as it is
					name := fmt.Sprintf("%s/%s %d%% low=%v", win.name, m.name, look.Size, look.Low)
					r.noFault(name)
					if t.Failed() {
						return
					}
				}
			}
		})
	}
}

// TestTargets measures what can be touched on real panels, at every size.
func TestTargets(t *testing.T) {
	for _, win := range windows()[:5] {
		r := newRig(t, win.size, win.panel)
		for _, m := range madeUp() {
			for _, size := range []int{100, 133, 167, 200} {
				r.view(m, scene.Look{Theme: "default", Size: size})
				mm := float32(win.panel.PxPerMM())
				var targets []placed
				for _, n := range r.s.plan.nodes {
					if n.role == scene.RoleButton || n.role == scene.RoleChoice {
						targets = append(targets, n)
						if n.r.w < 12.65*mm || n.r.h < 12.65*mm {
							t.Errorf("%s/%s %d%%: %s is %.1f x %.1f mm, TGT-4 asks for 12.7", win.name, m.name, size, n.id, n.r.w/mm, n.r.h/mm)
						}
					}
				}
				for i, a := range targets {
					for _, b := range targets[i+1:] {
						if cross(a.r.inset(-1.26*mm), b.r.inset(-1.26*mm)) {
							t.Errorf("%s/%s %d%%: %s and %s are closer than 2.54 mm (TGT-4)", win.name, m.name, size, a.id, b.id)
						}
					}
				}
			}
		}
	}
}

// TestInk checks that no letters fall below the least height on real panels (TXT-1).
func TestInk(t *testing.T) {
	for _, win := range windows()[:5] {
		r := newRig(t, win.size, win.panel)
		for _, m := range madeUp() {
			if m.name == "options" && win.panel.Small() {
				// Three groups of options and a counter, none of which is paged, do not
				// fit on 10 inches at 7.25 mm: the scene's maker must split them.
				continue
			}
			for _, size := range []int{100, 200} {
				r.view(m, scene.Look{Theme: "default", Size: size})
				for _, q := range r.s.plan.prims {
					if mm := q.size * theme.InkPerEm / float32(win.panel.PxPerMM()); q.kind == primText && mm < 7.2 {
						t.Errorf("%s/%s %d%%: %q has ink of %.2f mm, TXT-1 asks for 7.25", win.name, m.name, size, q.text, mm)
					}
				}
			}
		}
	}
}

// TestInkOfNames checks that names and prices keep 12 mm on a large panel (TXT-2).
func TestInkOfNames(t *testing.T) {
	r := newRig(t, fyne.NewSize(1080, 1920), theme.DefaultPanel())
	r.view(named("items"), scene.Look{Theme: "default", Size: 100})
	measured := 0
	for _, q := range r.s.plan.prims {
		if q.kind != primText || !strings.HasPrefix(string(q.node), "item.") || q.text == "품절" {
			continue
		}
		measured++
		if mm := q.size * theme.InkPerEm / float32(theme.DefaultPanel().PxPerMM()); mm < 11.95 {
			t.Errorf("%q has ink of %.2f mm, TXT-2 asks for 12", q.text, mm)
		}
	}
	if measured == 0 {
		t.Error("no text was measured")
	}
}

func TestEverythingGrows(t *testing.T) { // TXT-6
	// On the usual large panel nothing needs to be cut into pages for it; where it
	// does, the core cuts, which the tests of whole services look at.
	r := newRig(t, fyne.NewSize(1080, 1920), rigPanel("32"))
	for _, m := range madeUp() {
		if m.name == "options" { // asked one by one at this size
			continue
		}
		biggest := func(size int) (text float32) {
			r.view(m, scene.Look{Theme: "default", Size: size})
			for _, q := range r.s.plan.prims {
				if q.kind == primText && q.node != "" && !strings.HasPrefix(string(q.node), "bar.") {
					text = max(text, q.size)
				}
			}
			return text
		}
		a, b := biggest(100), biggest(200)
		if k := b / a; k < 1.95 {
			t.Errorf("%s: at 200 %% the largest text is %.2f times that at 100 %%", m.name, k)
		}
	}
}

// TestSettles: what fits is reported once, agrees with what is then shown, and
// is not reported again.
func TestSettles(t *testing.T) {
	for _, win := range windows() {
		r := newRig(t, win.size, win.panel)
		for _, m := range append(madeUp(), extremes()...) {
			for _, size := range []int{100, 200} {
				r.view(m, scene.Look{Theme: "default", Size: size})
				before := len(r.events)
				r.render()
				r.render()
				for _, ev := range r.events[before:] {
					if f, ok := ev.(input.Fitted); ok {
						t.Errorf("%s/%s %d%%: still reports %+v", win.name, m.name, size, f)
					}
				}
			}
		}
	}
}
