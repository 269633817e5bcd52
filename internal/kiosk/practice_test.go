package kiosk_test

import (
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
)

// What practice means stands on its first screen only; the mark is on every one, a call for
// staff and the warning included, and none of them says it in the title.
func TestPracticeIsMarkedOnceAndEverywhere(t *testing.T) {
	d := start(t)
	d.touch("practice.open")
	if d.m.Scene.Find("practice.nothing") == nil {
		t.Error("the first screen does not say what practice is")
	}
	first := d.m.Scene.FocusOrder()[0]
	d.touch(first)
	for _, id := range []scene.NodeID{"", "bar.help", "bar.home", "bar.call", "bar.call"} {
		if id != "" {
			d.touch(id)
		}
		n := d.m.Scene.Root.Children[0]
		if n.Role != scene.RoleMark || n.Label.String() != "연습" {
			t.Errorf("%s %q: the first node is %v %q", d.m.Scene.Kind, d.m.Scene.Root.Label, n.Role, n.Label)
		}
		if d.m.Scene.Find("practice.nothing") != nil {
			t.Errorf("%s: it is said again", d.m.Scene.Kind)
		}
		if title := d.m.Scene.Root.Label; strings.Contains(title.String(), "연습") {
			t.Errorf("%s: the title repeats the mark: %q", d.m.Scene.Kind, title)
		}
	}
}

// Where money would move, practice asks for none, and at the end nobody waits for anything:
// neither title is that of the real thing.
func TestPracticeNeverAsksForMoney(t *testing.T) {
	d := shipped(t, "clinic")
	d.touch("practice.open", "choice.bill", "choice.card", "practice.presented")
	d.do(input.TimePassed{}, input.TimePassed{})
	d.touch("review.pay")
	n := d.m.Scene.Find("practice.pay")
	if n == nil || n.Picture != "pay-none" || d.m.Scene.Root.Label.String() != "연습에서는 결제하지 않습니다" || d.m.Scene.Find("pay.amount") == nil {
		t.Errorf("%q: %+v", d.m.Scene.Root.Label, n)
	}
	if n := d.m.Scene.Find("pay.stage"); n != nil {
		t.Errorf("it asks for a card: %q", n.Label)
	}
	d.touch("practice.paid", "choice.no")
	if d.m.Scene.Kind != scene.KindDone || d.m.Scene.Root.Label.String() != "실제로도 여기까지 하시면 끝납니다" {
		t.Errorf("%s: %q", d.m.Scene.Kind, d.m.Scene.Root.Label)
	}
	d.touch("practice.end")
	if got := d.m.Scene.Root; got.Picture != "practised" || got.Label.String() != "연습을 마쳤습니다" {
		t.Errorf("at the end: %q with %q", got.Label, got.Picture)
	}
	for id, picture := range map[scene.NodeID]string{"practice.real": "act-next", "practice.again": "act-again", "practice.leave": "act-stop"} {
		if n := d.m.Scene.Find(id); n == nil || n.Picture != picture {
			t.Errorf("%s: %+v", id, n)
		}
	}
}

// The key that was pressed is drawn, and its name written; a digit never is: it may be part
// of a number.
func TestPressedKeyIsDrawn(t *testing.T) {
	d := start(t)
	d.press("select", "help")
	d.seek("help.more")
	d.press("select")
	d.seek("help.keys")
	d.press("select")
	d.want(scene.KindKeys, "keys.end")
	for _, tc := range []struct {
		key       input.Key
		lit, name string
	}{
		{"up", "key-up", "위 단추"},
		{"call", "key-call", "직원 부르기 단추"},
		{"pause", "", "멈춤 단추"}, // this keypad has none that is drawn
		{"7", "key-up key-down key-left key-right key-select key-back key-help key-home key-call", ""},
	} {
		d.press(tc.key)
		d.want(scene.KindKeys, "")
		n := d.m.Scene.Find("keys.pressed")
		switch {
		case litKeys(&d.m.Scene) != tc.lit:
			t.Errorf("%s: lit is %q", tc.key, litKeys(&d.m.Scene))
		case (n == nil) != (tc.name == ""), n != nil && n.Label.String() != tc.name:
			t.Errorf("%s: %+v is written", tc.key, n)
		case n != nil && !n.Quiet:
			t.Errorf("%s: it is said twice", tc.key)
		}
	}
}

// litKeys are the pictures of the keys that are meant.
func litKeys(s *scene.Scene) string {
	var out []string
	s.Walk(func(n *scene.Node, _ int) bool {
		if n.Role == scene.RolePicture && n.Selected {
			out = append(out, n.Picture)
		}
		return true
	})
	return strings.Join(out, " ")
}

// A keypad is drawn with the keys that it has, digits as one picture, and it
// is said where it is.
func TestKeypadIsDrawnAsItIs(t *testing.T) {
	d := start(t)
	d.c.Keys = map[input.Key]bool{"up": true, "select": true, "pause": true, "1": true, "2": true, "hash": true}
	d.c.Places = map[scene.Place]kiosk.Place{scene.Keypad: {Direction: scene.Down}}
	d.press("select", "help")
	d.seek("help.more")
	d.press("select")
	d.seek("help.keys")
	d.press("select")
	d.want(scene.KindKeys, "keys.end")
	if got := litKeys(&d.m.Scene); got != "key-up key-select key-pause key-digits" {
		t.Errorf("drawn are %q", got)
	}
	if n := d.m.Scene.Find("keys.where"); n == nil || n.Label.String() != "키패드는 화면 아래에 있습니다" {
		t.Errorf("where it is: %+v", n)
	}
	d.press("1")
	if got := litKeys(&d.m.Scene); got != "key-up key-select key-pause key-digits" {
		t.Errorf("a digit is shown: %q", got)
	}
}

// What would be lost is shown: the basket, where there is something in it.
func TestLossHasItsPicture(t *testing.T) {
	d := start(t)
	d.press(input.KeyDown)
	d.press("home")
	if n := d.m.Scene.Find("home.alert"); n != nil {
		t.Errorf("nothing can be lost, and it is asked: %+v", n)
	}
	d = start(t)
	d.press(input.KeyDown)
	d.seek("choice.stay")
	d.press(input.KeySelect, input.KeySelect)
	d.seek("item.soup")
	d.press(input.KeySelect)
	d.press("home")
	n := d.m.Scene.Find("home.alert")
	if n == nil || n.Picture != "basket-emptied" {
		t.Fatalf("with a basket: %+v", n)
	}
	lost := n.Children[0]
	if lost.ID != "lost.0" || lost.Role != scene.RoleSummary || len(lost.Details) == 0 {
		t.Errorf("what is lost is not shown: %+v", lost)
	}
	d.want(scene.KindQuestion, "home.keep") // the answer that loses nothing
}
