package kiosk_test

import (
	"io/fs"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/assets"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/kiosktest"
)

// quick is the café as it comes: it begins with its short way.
func quick(t *testing.T) *desk {
	t.Helper()
	dir, err := fs.Sub(assets.Files, "services/cafe")
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t: t, core: kiosktest.Over(dir), now: time.Second}
	d.m = d.core.New(1, 101)
	d.touch("attract.start")
	return d
}

func (d *desk) ordered(want string) {
	d.t.Helper()
	if got := d.m.Order.String(); got != want {
		d.t.Errorf("ordered %q, want %q", got, want)
	}
}

// at checks which question is asked.
func (d *desk) at(step string, q course.Question) {
	d.t.Helper()
	if d.m.Here.Step != step || d.m.Here.Question != q {
		d.t.Fatalf("at %q, question %q; want %q, %q", d.m.Here.Step, d.m.Here.Question, step, q)
	}
}

const oneLatte = "dine=here; 1 × latte (size=regular temperature=iced) 5500 KRW; total 5500 KRW"

// Four questions lead to the review, which reads back what was not asked, too.
func TestFourQuestions(t *testing.T) {
	d := quick(t)
	d.touch("item.latte")
	d.at("usual", course.How)
	d.touch("option.temperature.iced")
	d.at("usual", course.Many)
	if p := d.m.Scene.Root.Picture; p != "latte-iced" {
		t.Errorf("the question is about %q", p)
	}
	d.touch("many.1")
	d.at("where", course.What)
	d.touch("choice.here")
	d.ordered(oneLatte)
	if d.m.Scene.Kind != scene.KindReview || d.m.Scene.Focus != "review.pay" {
		t.Errorf("it leads to %q, focus %q", d.m.Scene.Kind, d.m.Scene.Focus)
	}
	if n := d.m.Scene.Find("review.0"); n == nil || len(n.Details) != 4 || n.Details[2].String() != "크기 보통" {
		t.Errorf("%+v", n)
	}
	// A thing of which nothing has to be asked is asked for in three.
	d = quick(t)
	d.touch("item.einspanner")
	d.at("usual", course.Many)
	if got := d.m.Scene.Root.Label.String(); got != "아인슈페너, 몇 잔 드릴까요?" {
		t.Errorf("the question is %q", got)
	}
}

// Back returns by question, and what was taken into the basket is not there twice.
func TestBackByQuestion(t *testing.T) {
	d := quick(t)
	d.touch("item.latte", "option.temperature.iced", "many.2", "choice.here")
	d.ordered("dine=here; 2 × latte (size=regular temperature=iced) 5500 KRW; total 11000 KRW")
	d.touch("bar.back")
	d.at("where", course.What)
	d.ordered("dine=here; 2 × latte (size=regular temperature=iced) 5500 KRW; total 11000 KRW") // proposed
	d.touch("bar.back")
	d.at("usual", course.Many)
	d.ordered("empty")
	if n := d.m.Scene.Find("many.2"); n == nil || !n.Selected {
		t.Error("what was chosen is not marked")
	}
	d.touch("bar.back")
	d.at("usual", course.How)
	d.touch("option.temperature.hot", "many.1", "choice.togo")
	d.ordered("dine=togo; 1 × latte (size=regular temperature=hot) 5000 KRW; total 5000 KRW")
	d.touch("bar.back", "bar.back", "bar.back", "bar.back")
	d.at("usual", course.What)
	d.ordered("empty")
	d.touch("bar.back")
	if d.m.Scene.Kind != scene.KindAttract {
		t.Errorf("back from the first question leads to %q", d.m.Scene.Kind)
	}
}

// Another thing is added from the review, and what was answered is not asked again; back from
// the second review takes the second thing back, and no more.
func TestAnotherThing(t *testing.T) {
	d := quick(t)
	d.touch("item.latte", "option.temperature.iced", "many.1", "choice.here", "review.more", "item.yuja-tea", "option.temperature.hot", "many.2")
	const both = "dine=here; 1 × latte (size=regular temperature=iced) 5500 KRW; 2 × yuja-tea (temperature=hot) 5500 KRW; total 16500 KRW"
	d.ordered(both)
	if d.m.Scene.Kind != scene.KindReview || d.m.Scene.Find("answer.dine") == nil {
		t.Fatalf("it leads to %q", d.m.Scene.Kind)
	}
	d.touch("bar.back")
	d.at("usual", course.Many)
	d.ordered(oneLatte)
	d.touch("many.2")
	d.ordered(both)
	// More of the same is one line, and going back leaves what was there before.
	d.touch("review.more", "item.latte", "option.temperature.iced", "many.3")
	d.ordered("dine=here; 4 × latte (size=regular temperature=iced) 5500 KRW; 2 × yuja-tea (temperature=hot) 5500 KRW; total 33000 KRW")
	d.touch("bar.back")
	d.ordered(both)
	// From there, the whole menu goes on where it is not asked again, either.
	d.touch("bar.back", "bar.back", "short.full")
	if d.m.Scene.Kind != scene.KindCategories {
		t.Errorf("the whole menu begins with %q", d.m.Scene.Kind)
	}
}

// What was not asked is changed at the review; who then goes back finds it so.
func TestUsualIsChanged(t *testing.T) {
	d := quick(t)
	d.touch("item.latte", "option.temperature.iced", "many.1", "choice.here", "review.0.change", "option.size.large", "options.add", "basket.next")
	const large = "dine=here; 1 × latte (size=large temperature=iced) 6500 KRW; total 6500 KRW"
	d.ordered(large)
	if d.m.Scene.Kind != scene.KindReview {
		t.Fatalf("it leads to %q", d.m.Scene.Kind)
	}
	d.touch("answer.dine.change", "choice.togo")
	d.ordered("dine=togo; 1 × latte (size=large temperature=iced) 6500 KRW; total 6500 KRW")
	d.touch("bar.back", "bar.back")
	d.at("usual", course.Many)
	d.ordered("empty")
	d.touch("many.1", "choice.here")
	d.ordered(large)
}

// The commonest order of all is one press from the review, and each of its questions is on the
// way back.
func TestAlways(t *testing.T) {
	d := quick(t)
	d.touch("short.always")
	d.ordered("dine=here; 1 × americano (size=regular temperature=hot) 4500 KRW; total 4500 KRW")
	if d.m.Scene.Kind != scene.KindReview {
		t.Fatalf("it leads to %q", d.m.Scene.Kind)
	}
	d.touch("bar.back")
	d.at("where", course.What)
	d.touch("bar.back")
	d.at("usual", course.Many)
	d.ordered("empty")
	d.touch("bar.back")
	d.at("usual", course.How)
}

// What is sold out falls away; who is being asked about it is told, and chooses anew.
func TestShortWithoutSome(t *testing.T) {
	d := quick(t)
	gone := true
	out := func(id string) {
		d.do(input.MenuChanged{Items: map[string]input.ItemChange{id: {SoldOut: &gone}}})
	}
	out("americano")
	if d.m.Scene.Find("item.americano") != nil || d.m.Scene.Find("short.always") != nil || d.m.Scene.Find("item.latte") == nil {
		t.Error("what is sold out is offered")
	}
	d.touch("item.latte", "option.temperature.iced")
	out("latte")
	d.touch("news.ok")
	d.at("usual", course.What)
	d.touch("item.green-tea", "option.temperature.hot", "many.1", "choice.here")
	out("green-tea")
	d.ordered("dine=here")
	d.touch("news.ok")
	d.at("usual", course.What)
	for _, id := range []string{"vanilla-latte", "yuja-tea", "einspanner"} {
		out(id)
	}
	if n := d.m.Scene.Find("short.full"); n == nil || !n.Primary || d.m.Scene.Find("short.none") == nil {
		t.Error("nothing is left, and the whole menu is not what comes next")
	}
	d.touch("short.full", "choice.togo", "category.tea")
}

// Somebody else's answers are not known, and the whole menu is as it is without the short way.
func TestWholeMenuFromTheShortWay(t *testing.T) {
	d := quick(t)
	d.touch("short.full", "choice.here", "category.coffee", "item.latte", "option.temperature.iced", "options.add", "basket.next")
	d.ordered(oneLatte)
	if d.m.Scene.Find("review.more") != nil { // the basket has offered it
		t.Error("another thing is offered twice")
	}
	d.touch("bar.back", "bar.back", "bar.back", "bar.back", "bar.back")
	d.at("usual", course.What)
}
