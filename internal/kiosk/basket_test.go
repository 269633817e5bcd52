package kiosk_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
	"modu/internal/order"
	"modu/internal/service"
)

// till is a shop with a program beside it.
func till(t *testing.T) *driver {
	t.Helper()
	c := kiosktest.Till()
	c.Kiosk = "lobby-1"
	return &driver{t: t, c: c, m: c.New(7, 101)}
}

// ask is the newest call.
func (d *driver) ask() kiosk.AskService {
	d.t.Helper()
	for _, e := range slices.Backward(d.effects) {
		if a, ok := e.(kiosk.AskService); ok {
			return a
		}
	}
	d.t.Fatal("no program was asked")
	return kiosk.AskService{}
}

// toCoupon orders two teas and a soup up to the call.
func toCoupon(d *driver) {
	d.t.Helper()
	orderSoup(d)
	d.touch("basket.more")
	d.touch("item.tea")
	d.touch("option.size.large")
	d.touch("options.add")
	d.touch("line.tea:size=large@3500.plus")
	d.touch("basket.next")
	d.want(scene.KindCall, "")
}

// orderSoup has one soup in the basket.
func orderSoup(d *driver) {
	d.t.Helper()
	d.touch("attract.start")
	d.touch("choice.stay")
	d.touch("item.soup")
	d.want(scene.KindBasket, "")
}

// A call is sent the basket, and the report holds the same one with what was taken off.
func TestBasketIsSent(t *testing.T) {
	d := till(t)
	toCoupon(d)
	ask := d.ask()
	b := ask.Basket
	if b == nil || b.Kiosk != "lobby-1" || b.Seq != 0 || b.Total != 12500 || len(b.Lines) != 2 || b.Lines[1].Item != "tea" || b.Lines[1].Name != "녹차" || b.Lines[1].Options[0].Values[0].Value != "large" || len(b.Discounts) != 0 ||
		len(b.Notes) != 1 || b.Notes[0].Value != "stay" || ask.Fields["way"] != "stay" || len(ask.Fields) != 1 {
		t.Fatalf("sent %+v, fields %v", b, ask.Fields)
	}
	d.send(input.ServiceAnswered{Effect: ask.ID, Values: map[string]input.Value{"off": {Number: 2000}}})
	d.want(scene.KindReview, "")
	n, total := d.m.Scene.Find("discount.0"), d.m.Scene.Find("total")
	if n == nil || n.Details[0].String() != "-2,000원" || n.Details[0].SpokenSpans()[0].Text == "-" || total.Details[0].String() != "10,500원" {
		t.Fatalf("the review shows %+v, total %v", n, total.Details)
	}
	// Back, the answer lies behind, and on again it is the same call: nothing was taken off what
	// the program is to see.
	d.touch("bar.back")
	d.want(scene.KindBasket, "")
	if d.m.Scene.Find("discount.0") != nil || d.m.Scene.Find("total").Details[0].String() != "12,500원" {
		t.Errorf("the basket shows %v", d.m.Scene.Find("total"))
	}
	d.touch("basket.next")
	if again := d.ask(); again.ID == ask.ID || again.Turn != ask.Turn || !reflect.DeepEqual(again.Basket, b) {
		t.Errorf("asked again with %+v", again.Basket)
	}
	d.send(input.ServiceAnswered{Effect: d.ask().ID}) // and nobody answers
	d.touch("task.otherwise")
	d.want(scene.KindReview, "")
	if d.m.Scene.Find("discount.0") != nil || d.m.Scene.Find("total").Details[0].String() != "12,500원" {
		t.Errorf("an old answer counts: %s", d.m.Order)
	}
	d.touch("bar.back")
	d.touch("basket.next")
	d.send(input.ServiceAnswered{Effect: d.ask().ID, Values: map[string]input.Value{"off": {Number: 2000}}})
	d.touch("review.pay")
	pay := d.payment()
	told := pay.Report.Basket
	if pay.Amount.Minor != 10500 || told == nil || told.Total != 10500 || len(told.Discounts) != 1 || told.Discounts[0] != (order.BasketDiscount{Reason: "review.coupon", Name: "생일 쿠폰", Amount: 2000}) || !told.Same(*b) {
		t.Errorf("paid %s, told %+v", pay.Amount, told)
	}
	d.send(input.PaymentEnded{Effect: pay.ID, Outcome: input.Approved})
	for _, e := range d.effects {
		if done, ok := e.(kiosk.CompleteOrder); ok && (done.Report != nil || done.Number != 101) {
			t.Errorf("told twice: %+v", done)
		}
	}
	receipt := screen.Sheets(model.Moment{S: d.c.Setup, M: &d.m}, service.Step{Kind: service.Print, Paper: service.Receipt})[0]
	if got := receipt.String(); got != "국집\n국  1잔  5,500원\n녹차  2개  큰 것  7,000원\n생일 쿠폰  -2,000원\n합계  10,500원\n" {
		t.Errorf("the receipt says\n%s", got)
	}
}

// What a discount makes free is not paid, and the program that is to have the basket is told
// all the same. A larger one does not make it less than nothing.
func TestDiscountedToNothing(t *testing.T) {
	for _, off := range []int64{12500, 99000} {
		d := till(t)
		d.c.Numbers = order.Numbers{From: 100, To: 101}
		toCoupon(d)
		d.send(input.ServiceAnswered{Effect: d.ask().ID, Values: map[string]input.Value{"off": {Number: off}}})
		d.touch("review.pay")
		d.want(scene.KindDone, "")
		var done kiosk.CompleteOrder
		for _, e := range d.effects {
			switch e := e.(type) {
			case kiosk.CompleteOrder:
				done = e
			case kiosk.StartPayment:
				t.Error("nothing was charged")
			}
		}
		if r := done.Report; r == nil || r.Basket.Total != 0 || r.Basket.Discounts[0].Amount != 12500 || done.ID == (input.EffectID{}) || done.Number != 101 || r.Path != "/orders" {
			t.Errorf("%d off: %+v", off, done)
		}
		if d.m.NextNumber != 100 { // round again
			t.Errorf("the next number is %d", d.m.NextNumber)
		}
	}
}

// The last number of a range is that of the person who paid for it, and the first comes next.
func TestNumberOfTheRange(t *testing.T) {
	d := start(t)
	d.c.Numbers = order.Numbers{From: 100, To: 101}
	orderTeaByKeys(d)
	pay := d.payment()
	d.send(input.PaymentEnded{Effect: pay.ID, Outcome: input.Approved})
	if pay.Number != 101 || d.m.Number != 101 || d.m.NextNumber != 100 {
		t.Errorf("paid for %d, called by %d, next %d", pay.Number, d.m.Number, d.m.NextNumber)
	}
	if m := d.c.New(8, 102); m.NextNumber != 100 {
		t.Errorf("after a restart the next is %d", m.NextNumber)
	}
}

// Whoever has as many as one order may hold sees and hears why there are no more, on the menu
// and in the basket, and nothing is taken from them.
func TestLimit(t *testing.T) {
	d := till(t)
	orderSoup(d)
	plus := scene.NodeID("line.soup:@5500.plus")
	if n := d.m.Scene.Find(plus); n.Disabled {
		t.Fatalf("one of two, and %s", n.Reason)
	}
	d.touch(plus)
	n := d.m.Scene.Find(plus)
	if !n.Disabled || n.Reason.ID != "reason.limit" || n.Reason.String() != "한 번에 2잔까지 주문할 수 있습니다" {
		t.Errorf("in the basket: %v %s", n.Disabled, n.Reason)
	}
	d.touch("basket.more")
	if n := d.m.Scene.Find("item.soup"); !n.Disabled || n.Reason.ID != "reason.limit" {
		t.Errorf("on the menu: %v %s", n.Disabled, n.Reason)
	}
	d.touch("item.soup")
	d.want(scene.KindItems, "")
	if !strings.Contains(d.noticed(), "refuse.disabled") || d.m.Order.CountOf("soup") != 2 {
		t.Errorf("said %q, in the basket %s", d.noticed(), d.m.Order)
	}
	if n := d.m.Scene.Find("item.tea"); n.Disabled {
		t.Error("of something else there can be more")
	}
}

// What is left is never exceeded, whatever is pushed while somebody orders: what is more is
// taken out, and told; nothing left is sold out.
func TestLeft(t *testing.T) {
	d := till(t)
	orderSoup(d)
	d.touch("line.soup:@5500.plus")
	push := func(left int64) {
		d.t.Helper()
		d.send(input.MenuChanged{Items: map[string]input.ItemChange{"soup": {Left: &left}}})
	}
	push(2)
	d.want(scene.KindBasket, "")
	if n := d.m.Scene.Find("line.soup:@5500.plus"); !n.Disabled || n.Reason.ID != "reason.limit" {
		t.Errorf("two left, two in the order, two allowed: %s", n.Reason)
	}
	push(1)
	d.want(scene.KindQuestion, "news.ok")
	if n := d.m.Scene.Find("news.0"); n.Label.ID != "news.left" || !strings.Contains(n.Label.String(), "1잔만 남아서") || d.m.Order.CountOf("soup") != 1 {
		t.Errorf("told %q, in the basket %s", n.Label, d.m.Order)
	}
	d.touch("news.ok")
	d.want(scene.KindBasket, "")
	if n := d.m.Scene.Find("line.soup:@5500.plus"); !n.Disabled || n.Reason.ID != "reason.left" || n.Reason.String() != "남은 1잔을 다 담았습니다" {
		t.Errorf("one left, one in the order: %s", n.Reason)
	}
	push(0)
	d.want(scene.KindQuestion, "news.ok")
	if n := d.m.Scene.Find("news.0"); n.Label.ID != "news.gone" || d.m.Order.Len() != 0 {
		t.Errorf("told %q, in the basket %s", n.Label, d.m.Order)
	}
	push(-1)
	if it, _ := d.c.Service.Item("soup"); it.Left != nil {
		t.Error("the service as it was loaded was written to")
	}
}
