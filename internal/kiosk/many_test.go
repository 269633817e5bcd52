package kiosk_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/order"
)

// symptoms asks what hurts, and which tests somebody would like, and reviews both.
func symptoms(t *testing.T, bounds string) *driver {
	t.Helper()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	c := kiosktest.Over(fstest.MapFS{
		"service.yaml": file("version: 1\nid: pains\nname: n\ncurrency: KRW\nlanguages: [ko]\nstart: pain\nfields:\n  pain: {type: many, values: [head, back, fever]}\n  tests: {type: rows}\nsteps:\n" +
			"  pain: {kind: choose, title: where, field: pain, name: n, pick: many" + bounds + ", choices: [{value: head, label: head}, {value: back, label: back}, {value: fever, label: fever}], next: find}\n" +
			"  find: {kind: call, title: n, path: /tests, send: [pain], answer: {offers: {type: rows, id: id, public: true, of: {id: {type: code}, name: {type: text}, due: {type: price}}}}, next: tests}\n" +
			"  tests: {kind: choose, title: which, field: tests, name: tests, pick: many, min: 1, from: offers, row: {label: name, price: due}, next: review}\n" +
			"  review: {kind: review, title: review, charge: {item: tests, from: tests.due}, next: pay}\n  pay: {kind: pay, title: n, next: end}\n" +
			"  end: {kind: done, title: end}\n"),
		"menu.yaml": file("version: 1\nitems: [{id: tests, label: tests, price: 0}]\n"),
		"locales/ko.yaml": file("version: 1\nlanguage: ko\nreviewed_by: \"\"\nmessages:\n  n: 증상\n  where: 어디가 아프십니까?\n  which: 무엇을 검사할까요?\n  head: 두통\n  back: 요통\n  fever: 열\n" +
			"  tests: 검사\n  review: 맞습니까?\n  end: 끝났습니다\n"),
	})
	d := &driver{t: t, c: c, m: c.New(7, 101)}
	d.touch("attract.start")
	return d
}

func (d *driver) offer(names ...string) {
	d.t.Helper()
	var rows []input.Row
	for i, name := range names {
		rows = append(rows, input.Row{"id": {Text: "T-" + name}, "name": {Text: name}, "due": {Number: int64(1000 * (i + 1))}})
	}
	d.send(input.ServiceAnswered{Effect: d.ask().ID, Values: map[string]input.Value{"offers": {Rows: rows}}})
}

func chosen(d *driver) string {
	var on []string
	d.m.Scene.Walk(func(n *scene.Node, _ int) bool {
		if n.Selected {
			on = append(on, n.Label.String())
		}
		return true
	})
	return strings.Join(on, ", ")
}

func TestSeveralAreChosen(t *testing.T) {
	d := symptoms(t, "")
	if got := words(&d.m.Scene); !strings.Contains(got, "여러 개를 고를 수 있습니다") {
		t.Errorf("that several can be chosen is not told: %s", got)
	}
	if n := d.m.Scene.Find("many.none"); n == nil || n.Label.String() != "이 중에 없습니다" || d.m.Scene.Find("many.next") != nil {
		t.Errorf("%v", d.m.Scene.FocusOrder())
	}
	d.touch("choice.fever")
	d.touch("choice.head")
	d.touch("choice.back")
	d.touch("choice.back") // and not after all
	if got := chosen(d); got != "두통, 열" {
		t.Errorf("chosen are %s", got)
	}
	if n := d.m.Scene.Find("many.next"); n == nil || n.Details[0].String() != "2개 골랐습니다" || d.m.Scene.Find("many.none") != nil {
		t.Errorf("%v", d.m.Scene.FocusOrder())
	}
	d.touch("many.next")
	if got := order.PlainList(d.ask().Fields["pain"]); got != "head fever" {
		t.Errorf("sent are %q", got)
	}
	d.offer("피", "뼈", "눈")
	if n := d.m.Scene.Find("many.next"); n == nil || !n.Disabled || !strings.Contains(n.Reason.String(), "먼저 1개 이상") {
		t.Errorf("%+v", n)
	}
	d.touch("row.0")
	d.touch("row.2")
	d.touch("many.next")
	if got := words(&d.m.Scene); !strings.Contains(got, "증상 | 두통 | 열") || !strings.Contains(got, "검사 | 피 | 눈") || !strings.Contains(got, "4,000원") {
		t.Errorf("reviewed is %s", got)
	}
	// "change" leads back with what was chosen, and what is changed there is reviewed.
	d.touch("answer.pain.change")
	if got := chosen(d); got != "두통, 열" {
		t.Errorf("to be changed are %s", got)
	}
	d.touch("choice.fever")
	d.touch("many.next")
	d.offer("피", "뼈", "눈")
	if got := d.m.Here.Step; got != "review" {
		t.Errorf("the change leads to %q", got)
	}
	if got := words(&d.m.Scene); strings.Contains(got, "열") || !strings.Contains(got, "두통") || !strings.Contains(got, "4,000원") {
		t.Errorf("reviewed is %s", got)
	}
}

// "Back" keeps what was chosen, and so does a list that still has it; what is gone is told.
func TestWhatWasChosenOfSeveralIsKept(t *testing.T) {
	d := symptoms(t, "")
	d.touch("choice.head")
	d.touch("choice.back")
	d.touch("many.next")
	d.offer("피", "뼈")
	d.touch("row.1")
	d.touch("bar.back")
	if got := chosen(d); d.m.Here.Step != "pain" || got != "두통, 요통" {
		t.Errorf("at %q are chosen %s", d.m.Here.Step, got)
	}
	d.touch("many.next")
	d.offer("피", "뼈")
	if got := chosen(d); got != "뼈" {
		t.Errorf("of the list are chosen %s", got)
	}
	d.touch("many.next")
	d.touch("answer.pain.change")
	d.touch("choice.head")
	d.touch("many.next")
	d.offer("피")
	if !strings.Contains(d.noticed(), "rows.gone") && !strings.Contains(d.noticed(), "many.lost") || d.m.Here.Step != "tests" {
		t.Errorf("at %q is told %q", d.m.Here.Step, d.noticed())
	}
}

// None is an answer of its own, which is sent as an empty list.
func TestNoneOfSeveral(t *testing.T) {
	d := symptoms(t, "")
	d.touch("many.none")
	if got := d.ask().Fields["pain"]; order.PlainList(got) != "-" {
		t.Errorf("sent is %q", got)
	}
	d.offer("피")
	d.touch("row.0")
	d.touch("many.next")
	if got := words(&d.m.Scene); !strings.Contains(got, "증상 | 이 중에 없습니다") {
		t.Errorf("reviewed is %s", got)
	}
	d.touch("answer.pain.change")
	if got := chosen(d); got != "" {
		t.Errorf("chosen are %s", got)
	}
}

// How many there may be is told first, and what to do at the limit.
func TestBoundsOfSeveral(t *testing.T) {
	for bounds, want := range map[string]string{", max: 2": "2개까지 고를 수 있습니다", ", min: 2": "2개 이상 골라 주세요", ", min: 1, max: 2": "1개부터 2개까지 골라 주세요", ", min: 2, max: 2": "2개 골라 주세요"} {
		d := symptoms(t, bounds)
		if got := words(&d.m.Scene); !strings.Contains(got, want) {
			t.Errorf("%s: %q is not told: %s", bounds, want, got)
		}
	}
	d := symptoms(t, ", max: 2")
	d.touch("choice.head")
	d.touch("choice.back")
	n := d.m.Scene.Find("choice.fever")
	if n == nil || !n.Disabled || !strings.Contains(n.Reason.String(), "2개까지 고를 수 있습니다. 다른 것을 고르시려면 먼저 하나를 빼 주세요") {
		t.Errorf("%+v", n)
	}
	d.touch("choice.fever")
	if got := chosen(d); got != "두통, 요통" || len(d.change.Notices) == 0 {
		t.Errorf("chosen are %s, told %q", got, d.noticed())
	}
	d.touch("choice.head")
	d.touch("choice.fever")
	if got := fmt.Sprint(chosen(d), d.m.Scene.Find("many.next").Disabled); got != "요통, 열false" {
		t.Error(got)
	}
}

// What was chosen belongs to the stay: whoever comes next begins with nothing, and nothing of it
// is left in the model.
func TestSeveralEndWithTheStay(t *testing.T) {
	d := symptoms(t, "")
	d.touch("choice.fever")
	d.touch("choice.head")
	d.touch("bar.home")
	d.touch("home.discard")
	if left := fmt.Sprintf("%+v %+v", d.m.Order, d.m.Facts); strings.Contains(left, "fever") || strings.Contains(left, "head") {
		t.Errorf("of the stay before is left %s", left)
	}
	d.touch("attract.start")
	if got := chosen(d); got != "" || d.m.Scene.Find("many.none") == nil {
		t.Errorf("chosen are %q", got)
	}
}
