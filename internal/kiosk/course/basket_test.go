package course_test

import (
	"testing"

	"modu/accessibility/input"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/money"
)

// coupon answers the call with an amount.
func coupon(d *stay, amount int64) {
	d.t.Helper()
	ask, ok := d.out[len(d.out)-1].(course.Ask)
	if !ok {
		d.t.Fatalf("nobody is asked: %v", kinds(d.out))
	}
	d.tell(input.ServiceAnswered{Effect: ask.ID, Values: map[string]input.Value{"off": {Number: amount}}})
}

// atTill has a large tea in the basket, and the coupon asked for.
func atTill(t *testing.T) *stay {
	d := begin(t, kiosktest.Till().Service)
	d.do(answer("go"), item("tea"), option("size", "large"), add, goOn)
	d.is("coupon", "Ask")
	return d
}

func total(d *stay) int64 {
	sum, err := d.c.Order.Total()
	if err != nil {
		d.t.Fatal(err)
	}
	return sum.Minor
}

// A coupon is taken off when the review opens, in the place of the one before, and never more
// than there is to pay. A basket that is changed is sent again.
func TestDiscount(t *testing.T) {
	d := atTill(t)
	coupon(d, 1000)
	d.is("review", "Waited")
	if total(d) != 2500 || len(d.c.Order.Discounts()) != 1 {
		t.Errorf("%s", d.c.Order)
	}
	d.do(act.Act{Kind: act.Change, ID: line(d)})
	d.is("options")
	d.do(option("size", "small"), add)
	d.is("coupon", "Ask") // the program has seen another basket
	coupon(d, 99_000)
	d.is("review", "Waited")
	if total(d) != 0 || d.c.Order.Discounts()[0].Amount.Minor != 3000 {
		t.Errorf("%s", d.c.Order)
	}
	d.do(reviewed)
	if done, ok := d.out[0].(course.Completed); !ok || !done.Free || done.Step.ID != "pay" {
		t.Errorf("%+v", d.out)
	}

	d = atTill(t)
	coupon(d, 0)
	if total(d) != 3500 || len(d.c.Order.Discounts()) != 0 {
		t.Errorf("without a coupon: %s", d.c.Order)
	}
}

// What a sample took off in practice is not taken off for real.
func TestPractisedDiscount(t *testing.T) {
	d := &stay{t: t, at: course.Situation{Service: kiosktest.Till().Service, Effect: input.EffectID{Boot: 1, Counter: 1}, Number: 101}}
	d.c = d.c.Practise()
	d.take(d.c.Restart(d.now, d.at))
	d.do(answer("go"), item("tea"), option("size", "large"), add, goOn)
	d.now = d.c.Task.Due
	d.tell(input.TimePassed{})
	d.is("review", "Waited")
	if total(d) != 1500 {
		t.Fatalf("in practice: %s", d.c.Order)
	}
	d.do(act.Act{Kind: act.ForReal})
	if total(d) != 3500 || len(d.c.Order.Discounts()) != 0 || d.c.Here.Step != "basket" {
		t.Errorf("for real, at %s: %s", d.c.Here.Step, d.c.Order)
	}
}

// Nobody gets more of a thing than one order may hold, whichever way they ask for it.
func TestFull(t *testing.T) {
	d := begin(t, kiosktest.Till().Service)
	d.do(answer("go"), item("soup"))
	d.is("basket", "basket.added")
	d.do(act.Act{Kind: act.Quantity, ID: line(d), N: 3})
	d.is("basket", "reason.limit")
	d.do(act.Act{Kind: act.Quantity, ID: line(d), N: 2})
	d.is("basket")
	d.do(act.Act{Kind: act.More}, item("soup"))
	d.is("item", "reason.limit")
	if say := d.out[0].(course.Say); say.Count != 2 || say.Item != "soup" || d.c.Order.CountOf("soup") != 2 {
		t.Errorf("said %+v, in the basket %s", say, d.c.Order)
	}
	left := int64(1)
	d.at.Service = change(t, d.at.Service, map[string]input.ItemChange{"tea": {Left: &left}})
	d.do(item("tea"), option("size", "large"), add)
	d.is("basket", "basket.added")
	d.do(act.Act{Kind: act.More}, item("tea"), option("size", "small"), add)
	d.is("options", "reason.left") // another kind of the same thing
	one := int64(0)
	d.at.Service = change(t, kiosktest.Till().Service, map[string]input.ItemChange{"soup": {Left: &one}, "tea": {Left: &left}})
	next, news := d.c.Reconcile(d.at, func(money.Amount) bool { return true })
	if len(news) != 1 || !news[0].Gone || next.Order.CountOf("tea") != 1 {
		t.Errorf("%+v, %s", news, next.Order)
	}
}

// Of several lines of one thing the last gives way first, and it is told once.
func TestFewerThanOrdered(t *testing.T) {
	d := begin(t, kiosktest.Till().Service)
	d.do(answer("go"), item("tea"), option("size", "large"), add, act.Act{Kind: act.More}, item("tea"), add)
	d.do(act.Act{Kind: act.Quantity, ID: line(d), N: 3})
	if d.c.Order.CountOf("tea") != 4 {
		t.Fatal(d.c.Order)
	}
	for _, left := range []int64{3, 2, 1} {
		at := d.at
		at.Service = change(t, d.at.Service, map[string]input.ItemChange{"tea": {Left: &left}})
		next, news := d.c.Reconcile(at, func(money.Amount) bool { return true })
		l, _ := next.Order.Line(0)
		if len(news) != 1 || news[0] != (course.News{Item: "tea", Left: int(left)}) || next.Order.Len() != 1 || int64(l.Quantity) != left || l.Options.Value("size") != "large" {
			t.Errorf("%d left: %+v, %s", left, news, next.Order)
		}
		if _, again := next.Reconcile(at, func(money.Amount) bool { return true }); len(again) != 0 {
			t.Errorf("%d left: told twice: %+v", left, again)
		}
	}
}
