package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// rig is a screen in a test window. It cuts groups by what fits, as the core does.
type rig struct {
	t      *testing.T
	win    fyne.Window
	s      *Screen
	events []input.Event
	faults []error
	rev    uint64
	per    int
	rounds int
	m      made
	look   scene.Look
	focus  scene.NodeID
	turn   sync.Mutex // holder stands for Fyne's goroutine: the test driver has none, and runs everything at once
}

// inTurn shows a change while nothing else runs on what stands for Fyne's goroutine.
func (r *rig) inTurn(c scene.Change) {
	r.turn.Lock()
	defer r.turn.Unlock()
	r.s.Render(c)
}

// made is a made-up screen whose paged group holds per children a page.
type made struct {
	name  string
	build func(per int) scene.Scene
}

func rigPanel(name string) theme.Panel {
	if strings.Contains(name, "small") {
		return theme.Panel{WidthPx: 800, HeightPx: 1280, WidthMM: 136, HeightMM: 218, BottomMM: 900}
	}
	if strings.Contains(name, "32") {
		return theme.Panel{WidthPx: 1080, HeightPx: 1920, WidthMM: 399, HeightMM: 709, BottomMM: 690}
	}
	if strings.Contains(name, "land") {
		return theme.Panel{WidthPx: 1920, HeightPx: 1080, WidthMM: 476, HeightMM: 268, BottomMM: 850}
	}
	return theme.DefaultPanel()
}

func newRig(t *testing.T, size fyne.Size, panel theme.Panel) *rig {
	t.Helper()
	test.NewTempApp(t)
	r := &rig{t: t, win: test.NewTempWindow(t, nil)}
	r.s = New(r.win, Config{Panel: panel, Pictures: testPictures, Emit: r.emit,
		Report: func(err error) { r.faults = append(r.faults, err) }})
	r.win.Resize(size)
	return r
}

func (r *rig) emit(ev input.Event) {
	r.events = append(r.events, ev)
	if f, ok := ev.(input.Fitted); ok && f.Container != scene.WholePage && f.PerPage != r.per && r.m.build != nil {
		if r.rounds++; r.rounds > 12 {
			r.t.Fatalf("%s: the screen never stops changing what fits: %+v", r.m.name, f)
		}
		r.per = f.PerPage
		r.render()
	}
}

func (r *rig) render() {
	sc := r.m.build(r.per)
	r.rev++
	sc.Revision, sc.Look, sc.Lang, sc.Marked = r.rev, r.look, "ko", true
	if r.focus != "" {
		sc.Focus = r.focus
	}
	r.s.Render(scene.Change{To: r.rev, After: sc})
}

func (r *rig) view(m made, look scene.Look) {
	r.m, r.look, r.per, r.rounds = m, look, 6, 0
	r.render()
}

// testPictures serves plain shapes, or the folder of UI_PICTURES.
func testPictures(name string) ([]byte, bool) {
	if dir := os.Getenv("UI_PICTURES"); dir != "" {
		for _, d := range strings.Split(dir, ":") {
			for _, ext := range []string{".svg", ".png"} {
				if b, err := os.ReadFile(filepath.Join(d, name+ext)); err == nil {
					return b, true
				}
			}
		}
		if name == "attract" || strings.HasPrefix(name, "bar-") {
			return nil, false
		}
	}
	if name == "" || strings.HasPrefix(name, "none") {
		return nil, false
	}
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 90"><rect x="10" y="10" width="100" height="70" fill="#7a5c3e"/><circle cx="60" cy="45" r="25" fill="#f2e3c9"/></svg>`), true
}

func ko(s string) scene.Text { return scene.Literal("ko", s, scene.Public) }

func won(n int) scene.Text {
	s := fmt.Sprint(n)
	if len(s) > 3 {
		s = s[:len(s)-3] + "," + s[len(s)-3:]
	}
	return scene.Text{Lang: "ko", Spans: []scene.Span{{Kind: scene.Price, Text: s, Value: scene.Value{Number: int64(n), Currency: "KRW"}}, {Text: "원"}}}
}

func barNode(disabled bool) scene.Node {
	b := scene.Node{ID: "bar", Role: scene.RoleGroup, Arrange: scene.ArrangeBar, Label: ko("아래 단추")}
	for _, p := range [][2]string{{"help", "도움"}, {"size", "글자"}, {"back", "뒤로"}, {"home", "처음으로"}, {"call", "직원 부르기"}} {
		n := scene.Node{ID: scene.NodeID("bar." + p[0]), Role: scene.RoleButton, Label: ko(p[1]), Picture: "bar-" + p[0]}
		if disabled && (p[0] == "back" || p[0] == "home") {
			n.Disabled, n.Reason = true, ko("첫 화면입니다")
		}
		b.Children = append(b.Children, n)
	}
	return b
}

func screenOf(kind scene.Kind, title string, focus scene.NodeID, nodes ...scene.Node) scene.Scene {
	return scene.Scene{Kind: kind, Lang: "ko", Focus: focus, Session: scene.SessionID{Boot: 1, Counter: 1},
		Root: scene.Node{ID: scene.NodeID("screen." + string(kind)), Role: scene.RoleScreen, Label: ko(title),
			Children: append(nodes, barNode(kind == scene.KindAttract))}}
}

func actionsOf(nodes ...scene.Node) scene.Node {
	nodes[len(nodes)-1].Primary = true
	return scene.Node{ID: "actions", Role: scene.RoleGroup, Arrange: scene.ArrangeRow, Children: nodes}
}

func btn(id, label string, details ...scene.Text) scene.Node {
	return scene.Node{ID: scene.NodeID(id), Role: scene.RoleButton, Label: ko(label), Details: details}
}

// pagedOf cuts children as the core does, and adds the buttons of the pager.
func pagedOf(g scene.Node, children []scene.Node, per, page int) []scene.Node {
	total := len(children)
	pages := (total + per - 1) / per
	page = min(page, max(0, pages-1))
	g.Role = scene.RoleGroup
	g.Page = scene.Page{Index: page, Count: pages, First: page * per, Total: total}
	g.Children = children[min(total, page*per):min(total, page*per+per)]
	out := []scene.Node{g}
	if pages > 1 {
		prev, next := btn(string(g.ID)+".previous", "이전 쪽"), btn(string(g.ID)+".next", "다음 쪽")
		prev.Pointer, next.Pointer = true, true
		if page == 0 {
			prev.Disabled, prev.Reason = true, ko("첫 번째입니다")
		}
		out = append(out, scene.Node{ID: g.ID + ".pager", Role: scene.RoleGroup, Arrange: scene.ArrangeRow, Children: []scene.Node{
			prev, {ID: g.ID + ".page", Role: scene.RoleText, Quiet: true, Pointer: true, Label: ko(fmt.Sprintf("%d / %d", page+1, pages))}, next}})
	}
	return out
}

func choice(id, label, pic string, details ...scene.Text) scene.Node {
	return scene.Node{ID: scene.NodeID(id), Role: scene.RoleChoice, Label: ko(label), Picture: pic, Details: details}
}

func qty(id, label, pic string, details ...scene.Text) scene.Node {
	minus, plus := btn(id+".minus", "하나 빼기"), btn(id+".plus", "하나 더")
	return scene.Node{ID: scene.NodeID(id), Role: scene.RoleQuantity, Label: ko(label), Picture: pic, Details: details,
		Children: []scene.Node{minus, plus, btn(id+".remove", "지우기")}}
}

func itemNodes() []scene.Node {
	out := []scene.Node{
		choice("item.americano", "아메리카노", "americano", won(4500)),
		choice("item.latte", "카페라떼", "latte", won(5000)),
		choice("item.vanilla", "바닐라 크림 콜드브루", "cold-brew", won(5800)),
		choice("item.mocha", "카페모카", "mocha", won(5500)),
		choice("item.cap", "카푸치노", "cappuccino", won(5000)),
		choice("item.esp", "에스프레소", "espresso", won(4000)),
		choice("item.cold", "콜드브루", "cold-brew", won(5200)),
		choice("item.dec", "디카페인 아메리카노", "green-tea", won(5000)),
		choice("item.flat", "플랫화이트", "einspanner", won(5300)),
	}
	out[3].Disabled, out[3].Reason = true, ko("품절")
	out[1].Selected = true
	return out
}

// madeUp are screens as the core makes them.
func madeUp() []made {
	return []made{
		{"attract", madeAttract},
		{"place", madePlace},
		{"categories", madeCategories},
		{"items", madeItems},
		{"options", madeOptions},
		{"basket", madeBasket},
		{"review", madeReview},
		{"pay", madePay},
		{"done", madeDone},
		{"warning", madeWarning},
	}
}

func madeAttract(int) scene.Scene {
	return screenOf(scene.KindAttract, "모두 카페", "attract.start",
		scene.Node{ID: "attract.touch", Role: scene.RoleText, Label: ko("화면을 누르면 시작합니다")},
		scene.Node{ID: "attract.speech", Role: scene.RoleText, Label: ko("소리로 들으려면 단추를 아무거나 누르거나, 화면을 3초 동안 누르세요")},
		actionsOf(btn("attract.start", "시작하기")))
}

func madePlace(per int) scene.Scene {
	return screenOf(scene.KindChoose, "어디에서 드시겠어요?", "choice.here", pagedOf(scene.Node{ID: "choices", Arrange: scene.ArrangeGrid},
		[]scene.Node{choice("choice.here", "매장에서 먹기", "dine-here"), choice("choice.out", "포장하기", "dine-togo")}, per, 0)...)
}

func madeCategories(per int) scene.Scene {
	var cs []scene.Node
	for _, c := range [][2]string{{"coffee", "커피"}, {"tea", "차"}, {"juice", "주스와 에이드"}, {"dessert", "케이크"}, {"bread", "빵"}, {"ice", "아이스크림"}} {
		cs = append(cs, choice("category."+c[0], c[1], "category-"+c[0]))
	}
	return screenOf(scene.KindCategories, "무엇을 드시겠어요?", "category.tea", append(pagedOf(scene.Node{ID: "categories", Arrange: scene.ArrangeGrid}, cs, per, 0),
		actionsOf(btn("basket.open", "장바구니 보기", ko("3개"), won(14500))))...)
}

func madeItems(per int) scene.Scene {
	return screenOf(scene.KindItems, "커피", "item.latte", append(pagedOf(scene.Node{ID: "items", Arrange: scene.ArrangeGrid}, itemNodes(), per, 0),
		actionsOf(btn("basket.open", "장바구니 보기", ko("3개"), won(14500))))...)
}

func madeOptions(int) scene.Scene {
	group := func(id, label string, selected int, values ...string) scene.Node {
		g := scene.Node{ID: scene.NodeID("option." + id), Role: scene.RoleGroup, Arrange: scene.ArrangeGrid, Label: ko(label)}
		for i, v := range values {
			c := choice(fmt.Sprintf("option.%s.%d", id, i), v, "")
			c.Selected = i == selected
			if i == 2 {
				c.Details = []scene.Text{ko("500원 추가")}
			}
			g.Children = append(g.Children, c)
		}
		return g
	}
	q := qty("option.shot", "샷 추가", "", ko("1번"), ko("500원 추가"))
	q.Children = q.Children[:2]
	add := btn("options.add", "담기", won(5000))
	add.Disabled, add.Reason = true, ko("먼저 골라 주세요")
	return screenOf(scene.KindOptions, "아메리카노", "option.size.1", group("temp", "온도", 0, "따뜻하게", "차갑게"),
		group("size", "크기", -1, "작은 것", "보통", "큰 것"), group("extra", "더하기", 1, "시럽", "휘핑크림", "두유"), q, actionsOf(add))
}

func madeBasket(per int) scene.Scene {
	lines := []scene.Node{
		qty("line.0", "아메리카노", "americano", ko("2개"), ko("따뜻하게"), ko("큰 것"), won(10000)),
		qty("line.1", "바닐라 크림 콜드브루", "vanilla-latte", ko("1개"), ko("차갑게"), won(5800)),
		qty("line.2", "딸기 생크림 케이크", "strawberry-cake", ko("1개"), won(6500)),
	}
	lines[1].Children[0].Disabled, lines[1].Children[0].Reason = true, ko("더 뺄 수 없습니다")
	nodes := pagedOf(scene.Node{ID: "lines", Arrange: scene.ArrangeList, Label: ko("담은 것")}, lines, per, 0)
	nodes = append(nodes, scene.Node{ID: "total", Role: scene.RoleSummary, Label: ko("합계"), Details: []scene.Text{won(22300)}, Amount: true},
		actionsOf(btn("basket.more", "더 고르기"), btn("basket.next", "다음")))
	return screenOf(scene.KindBasket, "장바구니", "line.0.plus", nodes...)
}

func madeReview(per int) scene.Scene {
	sum := func(id, l string, d ...scene.Text) scene.Node {
		return scene.Node{ID: scene.NodeID(id), Role: scene.RoleSummary, Label: ko(l), Details: d, Amount: len(d) > 0}
	}
	nodes := append([]scene.Node{sum("answer.here", "매장에서 먹기")}, pagedOf(scene.Node{ID: "review", Arrange: scene.ArrangeList, Label: ko("주문한 것")}, []scene.Node{
		sum("review.0", "아메리카노", ko("2개"), ko("따뜻하게"), ko("큰 것"), won(10000)),
		sum("review.1", "바닐라 크림 콜드브루", ko("1개"), ko("차갑게"), won(5800)),
		sum("review.2", "딸기 생크림 케이크", ko("1개"), won(6500))}, per, 0)...)
	return screenOf(scene.KindReview, "주문을 확인해 주세요", "review.pay", append(nodes, sum("total", "합계", won(22300)), actionsOf(btn("review.pay", "결제하기", won(22300))))...)
}

func madePay(int) scene.Scene {
	return screenOf(scene.KindPay, "결제", "pay.cancel", scene.Node{ID: "pay.state", Role: scene.RoleProgress, Label: ko("카드를 넣거나 대 주세요")},
		scene.Node{ID: "pay.amount", Role: scene.RoleSummary, Label: ko("결제할 금액"), Details: []scene.Text{won(22300)}, Amount: true}, actionsOf(btn("pay.cancel", "결제 취소하기")))
}

func madeDone(int) scene.Scene {
	return screenOf(scene.KindDone, "주문이 끝났습니다", "done.finish",
		scene.Node{ID: "done.number", Role: scene.RoleHeading, Label: scene.Text{Lang: "ko", Spans: []scene.Span{{Text: "주문 번호 "}, {Kind: scene.Code, Text: "103"}}}},
		scene.Node{ID: "done.wait", Role: scene.RoleText, Label: ko("번호를 부르면 받아 가세요")}, actionsOf(btn("done.finish", "끝내기")))
}

func madeWarning(int) scene.Scene {
	return screenOf(scene.KindWarning, "계속하시겠어요?", "warn.more", scene.Node{ID: "warn.alert", Role: scene.RoleAlert, Label: ko("아무 단추나 누르면 계속합니다"),
		Children: []scene.Node{{ID: "warn.left", Role: scene.RoleProgress, Label: ko("18초 뒤에 처음으로 돌아갑니다")}, func() scene.Node { b := btn("warn.more", "계속하기"); b.Primary = true; return b }()}})
}
