package kiosk_test

import (
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/kiosk/screen"
)

// spoken is a text as it is said.
func spoken(t scene.Text) string {
	var b strings.Builder
	for _, s := range t.SpokenSpans() {
		b.WriteString(s.Text)
	}
	return b.String()
}

// The bar of stages stands first on every step of a service that has stages, and nowhere
// else; nothing of it is in the way of a key.
func TestTheBarOfStages(t *testing.T) {
	d := shipped(t, "cafe")
	at := func(want int) {
		t.Helper()
		n := d.m.Scene.Find(screen.Steps)
		switch {
		case want == 0 && n != nil:
			t.Fatalf("screen %q has %+v", d.m.Scene.Kind, n)
		case want == 0:
		case n == nil || d.m.Scene.Root.Children[0].ID != n.ID || n.Page.Index+1 != want || n.Page.Count != 4 || !n.Quiet || n.Focusable():
			t.Fatalf("screen %q has %+v, want stage %d", d.m.Scene.Kind, n, want)
		}
	}
	at(0)
	for _, step := range []struct {
		touch scene.NodeID
		want  int
	}{{"attract.start", 1}, {"choice.here", 1}, {"bar.help", 0}, {"help.more", 0}, {"help.close", 1}, {"find.open", 0}, {"bar.back", 1}, {"category.coffee", 1},
		{"item.latte", 1}, {"bar.home", 0}, {"home.keep", 1}, {"options.add", 1}, {"basket.more", 1}, {"basket.open", 1}, {"basket.next", 2}, {"answer.dine.change", 1},
		{"choice.togo", 2}, {"review.pay", 3}} {
		d.touch(step.touch)
		at(step.want)
	}
	shop := start(t)
	for _, id := range []scene.NodeID{"attract.start", "choice.stay"} {
		shop.touch(id)
		if n := shop.m.Scene.Find(screen.Steps); n != nil {
			t.Errorf("a service without stages has %+v", n)
		}
	}
}

// An empty basket takes no place; as soon as something is in it, it is on every screen that
// offers things.
func TestTheBasketIsThereWhenItHoldsSomething(t *testing.T) {
	d := shipped(t, "cafe")
	none := func() {
		t.Helper()
		if n := d.m.Scene.Find("basket.open"); n != nil {
			t.Errorf("screen %q: %+v", d.m.Scene.Kind, n)
		}
	}
	basket := func() {
		t.Helper()
		n := d.m.Scene.Find("basket.open")
		if n == nil {
			t.Fatalf("screen %q has no basket", d.m.Scene.Kind)
		}
		got := n.Label.String()
		for _, x := range n.Details {
			got += " " + x.String()
		}
		if got != "장바구니 보기 1개 5,500원" || n.Disabled || !n.Focusable() {
			t.Errorf("screen %q: %q, %+v", d.m.Scene.Kind, got, n)
		}
	}
	d.touch("attract.start", "choice.here")
	none()
	d.touch("category.coffee")
	none()
	d.touch("item.latte")
	none()
	d.touch("option.temperature.iced", "options.add", "basket.more")
	basket()
	d.touch("category.coffee")
	basket()
	d.touch("item.mocha")
	basket()
	if n := d.m.Scene.Find(screen.Actions); n.Children[len(n.Children)-1].ID != screen.Add || !n.Children[len(n.Children)-1].Primary {
		t.Errorf("the next act is not the last: %+v", n)
	}
	d.touch("basket.open")
	if d.m.Scene.Kind != scene.KindBasket || d.m.Order.Len() != 1 {
		t.Errorf("it leads to %q with %v", d.m.Scene.Kind, d.m.Order)
	}
	d = shipped(t, "certificate")
	d.touch("attract.start")
	if n := d.m.Scene.Find("basket.open"); n != nil {
		t.Error("a service without a basket has one")
	}
}

// What a screen is about is to be seen on it, from the options to the review.
func TestTheThingIsSeenOnItsWay(t *testing.T) {
	d := shipped(t, "cafe")
	d.touch("attract.start", "choice.here", "category.coffee")
	if p := d.m.Scene.Root.Picture; p != "category-coffee" {
		t.Errorf("a list is about %q", p)
	}
	d.touch("item.latte")
	if p := d.m.Scene.Root.Picture; p != "latte" {
		t.Errorf("the options show %q", p)
	}
	d.touch("options.add", "basket.next")
	for id, want := range map[scene.NodeID]string{"review.0": "latte", "answer.dine": "dine-here"} {
		if n := d.m.Scene.Find(id); n == nil || n.Picture != want {
			t.Errorf("%s: %+v", id, n)
		}
	}
}

// A review tells what was asked before what was answered, and a sentence holds no sentence:
// "no, I have none" is called "discount ticket: none".
func TestAnAnswerStandsBehindItsQuestion(t *testing.T) {
	d := shipped(t, "cafe")
	d.touch("attract.start", "choice.here", "category.coffee", "item.latte", "options.add", "basket.next")
	if n := d.m.Scene.Find("answer.dine"); n == nil || n.Label.String() != "드실 곳" || len(n.Details) != 1 || n.Details[0].String() != "먹고 가기" {
		t.Errorf("the review shows %+v", n)
	}
	d = shipped(t, "parking")
	d.m.Prefs.Easy = true
	d.touch("attract.start", "choice.no")
	n := d.m.Scene.Find("course")
	if n == nil {
		t.Fatal("nothing tells what was chosen")
	}
	if got := spoken(n.Label); !strings.HasPrefix(got, "할인권 없음을 골랐어요.") {
		t.Errorf("%q", got)
	}
}

// Beside each line of the review is the button that changes it: to the eye a word, to the ear
// with the name of the line, and keys meet it after the line.
func TestLinesOfTheReviewCanBeChanged(t *testing.T) {
	d := shipped(t, "cafe")
	d.touch("attract.start", "choice.here", "category.coffee", "item.latte", "options.add", "basket.more", "category.tea", "item.ginger-tea", "basket.next")
	if d.m.Scene.Focus != "review.pay" {
		t.Errorf("focus begins on %q", d.m.Scene.Focus)
	}
	for id, words := range map[scene.NodeID]string{"answer.dine.change": "드실 곳 바꾸기", "review.0.change": "카페라떼 바꾸기", "review.1.change": "생강차 바꾸기"} {
		n := d.m.Scene.Find(id)
		if n == nil || n.Label.String() != "바꾸기" || spoken(n.Label) != words {
			t.Errorf("%s: %+v", id, n)
		}
	}
	order := d.m.Scene.FocusOrder()
	if got := order[:4]; got[0] != "answer.dine.change" || got[1] != "review.0.change" || got[2] != "review.1.change" || got[3] != "review.pay" {
		t.Errorf("keys meet %v", order)
	}
	d.touch("review.0.change")
	if n := d.m.Scene.Find(screen.Add); n == nil || n.Label.ID != "options.change" {
		t.Errorf("%+v", n)
	}
	d.touch("option.temperature.iced", "options.add")
	if d.m.Scene.Kind != scene.KindReview || d.m.Scene.Focus != "review.pay" {
		t.Errorf("it leads to %q, focus %q", d.m.Scene.Kind, d.m.Scene.Focus)
	}
	if got := d.m.Order.String(); got != "dine=here; 1 × latte (size=regular temperature=iced) 5500 KRW; 1 × ginger-tea 5500 KRW; total 11000 KRW" {
		t.Error(got)
	}
	d.touch("review.1.change")
	if d.m.Scene.Kind != scene.KindBasket {
		t.Errorf("a thing without options leads to %q", d.m.Scene.Kind)
	}
	d.touch("bar.back")
	if d.m.Scene.Kind != scene.KindReview {
		t.Errorf("back from it leads to %q", d.m.Scene.Kind)
	}
}

// A button that leads on says where; where that is not known yet it does not pretend to.
func TestButtonsSayWhatHappens(t *testing.T) {
	d := shipped(t, "certificate")
	label := func(id scene.NodeID, want string) {
		t.Helper()
		if n := d.m.Scene.Find(id); n == nil || n.Label.ID != want {
			t.Errorf("%s on %q: %+v, want %q", id, d.m.Scene.Kind, n, want)
		}
	}
	d.touch("attract.start", "item.resident")
	label("options.add", "go.identify")
	d = shipped(t, "cafe")
	d.touch("attract.start", "choice.here", "category.coffee", "item.latte")
	label("options.add", "options.add")
	d.touch("options.add")
	label("basket.next", "go.review")
	d.touch("bar.help", "need.easy", "help.close", "basket.more", "category.coffee", "item.latte")
	label("options.next", "go.more")
}
