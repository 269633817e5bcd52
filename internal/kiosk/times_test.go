package kiosk_test

import (
	"strings"
	"testing"

	"modu/accessibility/input"
)

// What is not sold at this time is on its card, with when it is, and cannot be chosen. Who has it
// in the basket, or is choosing how they want it, keeps it: slow hands lose nothing to a clock.
func TestWhatIsNotSoldNow(t *testing.T) {
	d := start(t)
	sale := func(id string, s input.Sale) {
		d.send(input.MenuChanged{Items: map[string]input.ItemChange{id: {Sale: &s}}})
	}
	later := input.Sale{Closed: true, Opens: input.OpensTomorrow, From: 7 * 60, To: 10*60 + 30, Day: 20788}
	d.hot()
	d.touch("item.soup")
	sale("soup", later)
	if d.m.Order.Len() != 1 || d.m.Scene.Find("news.ok") != nil {
		t.Fatalf("what was in the basket is gone, or there is news: %v on %s", d.m.Order, d.m.Scene.Kind)
	}
	d.touch("basket.more")
	d.hot()
	d.touch("item.tea") // which asks for its size
	sale("tea", later)
	if d.m.Scene.Find("news.ok") != nil || d.m.Scene.Find("options.add") == nil {
		t.Fatalf("what was being chosen is taken away: %s", d.m.Scene.Kind)
	}
	d.touch("options.add")
	if d.m.Order.Len() != 2 {
		t.Errorf("%v", d.m.Order)
	}
	d.touch("basket.more")
	d.hot()
	n := d.m.Scene.Find("item.tea")
	if n == nil || !n.Disabled || !strings.HasPrefix(n.Reason.String(), "내일 오전 7:00부터 오전 10:30까지") {
		t.Fatalf("%+v", n)
	}
	d.touch("item.tea")
	if d.m.Order.Len() != 2 || d.m.Scene.Find("item.tea") == nil {
		t.Errorf("it can be chosen: %v", d.m.Order)
	}
	for want, s := range map[string]input.Sale{
		"오전 7:00부터 오전 10:30까지 팝니다":     {Closed: true, Opens: input.OpensToday, From: 7 * 60, To: 10*60 + 30},
		"월요일 오전 7:00부터 오전 10:30까지 팝니다": {Closed: true, Opens: input.OpensThisWeek, From: 7 * 60, To: 10*60 + 30, Day: 20787},
		"내일 팝니다":        {Closed: true, Opens: input.OpensTomorrow, Day: 20787},
		"월요일에 팝니다":      {Closed: true, Opens: input.OpensThisWeek, Day: 20787},
		"11월 30일부터 팝니다": {Closed: true, Opens: input.OpensLater, Day: 20787},
		"지금은 팔지 않습니다":   {Closed: true},
	} {
		if sale("tea", s); d.m.Scene.Find("item.tea").Reason.String() != want {
			t.Errorf("%q, want %q", d.m.Scene.Find("item.tea").Reason, want)
		}
	}
	// It opens under the finger, at once.
	sale("tea", input.Sale{})
	if d.m.Scene.Find("item.tea").Disabled {
		t.Error("it does not open")
	}
	// What is sold out says that, whatever the time.
	out := true
	d.send(input.MenuChanged{Items: map[string]input.ItemChange{"i1": {SoldOut: &out, Sale: &later}}})
	d.leave()
	d.hot()
	if n := d.m.Scene.Find("item.soup"); !n.Disabled {
		t.Error("the next person can choose it")
	}
}

// What is added is closed or open as it comes, also what waits for the next person.
func TestWhatIsAddedHasItsTime(t *testing.T) {
	d := start(t)
	d.hot()
	items := added()
	c := items["shop-1"]
	c.Sale, c.Times = &input.Sale{Closed: true}, &[]input.Times{{From: "07:00", To: "10:30"}}
	items["shop-1"] = c
	d.send(input.MenuChanged{Items: items, Patient: true})
	d.leave()
	d.hot()
	if n := d.m.Scene.Find("item.shop-1"); n == nil || !n.Disabled {
		t.Fatalf("%+v", n)
	}
	d.send(input.MenuChanged{Items: map[string]input.ItemChange{"shop-1": {Removed: true}}, Patient: true})
	d.leave()
	d.hot()
	d.send(input.MenuChanged{Items: items, Patient: true})
	d.send(input.MenuChanged{Items: map[string]input.ItemChange{"shop-1": {Sale: &input.Sale{}}}}) // while it waits
	d.leave()
	d.hot()
	if n := d.m.Scene.Find("item.shop-1"); n == nil || n.Disabled {
		t.Errorf("%+v", n)
	}
}
