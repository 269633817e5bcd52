package service

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/internal/order"
)

// The lines of a basket say what was picked, what each of it adds, and add up.
func TestBasket(t *testing.T) {
	s := shop(t)
	o := order.Order{}.WithAnswer("dine", "togo")
	var err error
	for _, picked := range []order.Choices{
		order.Choices{}.Pick("size", "large").Toggle("extra", "rice").Toggle("extra", "egg").SetCount("shots", 2),
		order.Choices{}.Pick("size", "small"),
	} {
		l, e := s.Line("soup", picked, 2, o)
		if e != nil {
			t.Fatal(e)
		}
		if o, _, err = o.Add(l); err != nil {
			t.Fatal(err)
		}
	}
	if o, err = o.WithDiscount("coupon", won(1000)); err != nil {
		t.Fatal(err)
	}
	got := s.Basket(o, []string{"dine", BasketName}, func(m string) string { return "«" + m + "»" })
	want := order.Basket{Version: 1, Service: order.BasketService{ID: "shop", Revision: revision([]byte(shopService))}, Catalogue: order.BasketCatalogue{Revision: revision([]byte(shopMenu))}, Currency: "KRW",
		Lines: []order.BasketLine{
			{Item: "soup", Name: "«item.soup»", Quantity: 2, Unit: 7700, Amount: 15400, Options: []order.BasketOption{
				{Option: "size", Name: "«option.size»", Amount: 500, Values: []order.BasketValue{{Value: "large", Name: "«size.large»", Amount: 500}}},
				{Option: "extra", Name: "«option.extra»", Amount: 1700, Values: []order.BasketValue{{Value: "egg", Name: "«extra.egg»", Amount: 700}, {Value: "rice", Name: "«extra.rice»", Amount: 1000}}},
				{Option: "shots", Name: "«option.shots»", Count: 2, Amount: 1000},
			}},
			{Item: "soup", Name: "«item.soup»", Quantity: 2, Unit: 4500, Amount: 9000, Options: []order.BasketOption{
				{Option: "size", Name: "«option.size»", Values: []order.BasketValue{{Value: "small", Name: "«size.small»"}}},
			}},
		},
		Discounts: []order.BasketDiscount{{Reason: "coupon", Name: "«coupon»", Amount: 1000}}, Total: 23400,
		Notes: []order.BasketNote{{Field: "dine", Value: "togo", Name: "«dine.togo»"}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if b := s.Basket(o, []string{BasketName}, strings.ToUpper); len(b.Notes) != 0 {
		t.Errorf("a choice that nobody asked to send: %v", b.Notes)
	}
	first := got.Lines[0]
	if unit := int64(4500) + first.Options[0].Amount + first.Options[1].Amount + first.Options[2].Amount; unit != first.Unit {
		t.Errorf("the parts of a thing come to %d, not %d", unit, first.Unit)
	}
}

// What a person typed or presented is in no basket, whatever is sent beside it.
func TestBasketHoldsNoEntries(t *testing.T) {
	svc := strings.NewReplacer("fields:\n", "fields:\n  member: {type: entry}\n", "start: dine", "start: who",
		"steps:\n", "steps:\n  who: {kind: enter, title: w, field: member, next: dine}\n").Replace(shopService)
	s, issues := Load(files(svc, shopMenu), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	o := order.Order{}.WithAnswer("member", Given).WithAnswer("dine", "here")
	if b := s.Basket(o, []string{"member", "dine", BasketName}, strings.ToLower); len(b.Notes) != 1 || b.Notes[0].Field != "dine" {
		t.Errorf("notes %v", b.Notes)
	}
}

// The revision of the menu follows prices and the file, and comes back with them; the same
// prices in another order of pushing are the same menu.
func TestCatalogueRevision(t *testing.T) {
	s := shop(t)
	price, more, out, left, again := int64(4600), int64(9100), true, int64(3), int64(4500)
	push := func(changes map[string]input.ItemChange) *Service {
		next, err := s.With(changes)
		if err != nil {
			t.Fatal(err)
		}
		return next
	}
	dearer := push(map[string]input.ItemChange{"soup": {Price: &price}})
	if dearer.CatalogueRevision() == s.CatalogueRevision() || len(dearer.CatalogueRevision()) != len(s.CatalogueRevision()) {
		t.Errorf("dearer: %q, before %q", dearer.CatalogueRevision(), s.CatalogueRevision())
	}
	for name, same := range map[string]*Service{"sold out": push(map[string]input.ItemChange{"soup": {SoldOut: &out, Left: &left}}), "as before": push(map[string]input.ItemChange{"soup": {Price: &again}})} {
		if same.CatalogueRevision() != s.CatalogueRevision() {
			t.Errorf("%s: another revision", name)
		}
	}
	both := push(map[string]input.ItemChange{"soup": {Price: &price}, "stew": {Price: &more}})
	if both.CatalogueRevision() == dearer.CatalogueRevision() {
		t.Error("another price, the same revision")
	}
	other, issues := Load(files(shopService, shopMenu+"# changed\n"), "shop", nil)
	if issues.Err() != nil || other.CatalogueRevision() == s.CatalogueRevision() || other.revision != s.revision {
		t.Errorf("another file: %v", issues)
	}
}

// Most follows the limit and what is left, whichever is smaller, and 0 left is sold out.
func TestLimitAndLeft(t *testing.T) {
	s, issues := Load(files(shopService, strings.Replace(shopMenu, "price: 4500,", "price: 4500, limit: 3,", 1)), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	for _, c := range []struct {
		left int64
		most int
		by   bool
		gone bool
	}{{-1, 3, false, false}, {0, 0, true, true}, {1, 1, true, false}, {3, 3, false, false}, {1 << 40, 3, false, false}} {
		now, err := s.With(map[string]input.ItemChange{"soup": {Left: &c.left}})
		if err != nil {
			t.Fatal(err)
		}
		it, _ := now.Item("soup")
		most, by := now.Most("soup")
		if most != c.most || by != c.by || it.SoldOut != c.gone {
			t.Errorf("%d left: most %d (left %v), sold out %v", c.left, most, by, it.SoldOut)
		}
		if _, err := now.Line("soup", order.Choices{}.Pick("size", "small"), 1, order.Order{}); errors.Is(err, ErrSoldOut) != c.gone {
			t.Errorf("%d left: %v", c.left, err)
		}
	}
	if most, _ := s.Most("stew"); most < order.MaxQuantity*order.MaxLines {
		t.Errorf("without a limit at most %d", most)
	}
}

// A discount is what was answered, and nothing where nothing was.
func TestApplyDiscount(t *testing.T) {
	s := shop(t)
	st := Step{Discount: &Discount{From: "coupon", Label: "coupon.label"}}
	o, _, err := order.Order{}.Add(order.Line{Item: "soup", Quantity: 1, UnitPrice: won(4500)})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		facts Facts
		total int64
	}{{nil, 4500}, {Facts{"coupon": {Value: input.Value{Number: 500}}}, 4000}, {Facts{"coupon": {Value: input.Value{Number: 9000}}}, 0}, {Facts{"other": {Value: input.Value{Number: 500}}}, 4500}} {
		if o, err = s.ApplyDiscount(st, c.facts, o); err != nil {
			t.Fatal(err)
		}
		if total, err := o.Total(); err != nil || total != won(c.total) {
			t.Errorf("%v: %s, %v", c.facts, o, err)
		}
	}
}

// What is wrong about baskets, limits and discounts in a file is named.
func TestLintBasket(t *testing.T) {
	call := func(edit string) string {
		return strings.Replace(shopService, "  done:     {kind", "  ask: {kind: call, title: t, path: /ask, "+edit+", next: review}\n  done:     {kind", 1)
	}
	basketTo := func(svc, to string) string { return strings.Replace(svc, "{go: review}", "{go: "+to+"}", 1) }
	for name, c := range map[string]struct{ svc, menu, says string }{
		"sent by a call":   {basketTo(call("send: [dine, basket]"), "ask"), shopMenu, ""},
		"sent by a report": {strings.Replace(shopService, "kind: pay,", "kind: pay, report: {path: /paid, send: [basket, dine]},", 1), shopMenu, ""},
		"a field of that name": {strings.NewReplacer("dine: {type", "basket: {type", "field: dine", "field: basket").Replace(
			strings.Replace(shopService, "kind: pay,", "kind: pay, report: {path: /paid, send: [basket]},", 1)), strings.ReplaceAll(shopMenu, "fields.dine", "fields.basket"), `"basket" is what was ordered`},
		"an answer of that name": {basketTo(call("send: [basket], answer: {basket: {type: price}}"), "ask"), shopMenu, `"basket" is what was ordered`},
		"discount of a text": {strings.Replace(basketTo(call("answer: {off: {type: text}}"), "ask"), "kind: review,", "kind: review, discount: {from: off, label: off.label},", 1),
			shopMenu, `discount "off" is no answer of type price`},
		"discount of a price": {strings.Replace(basketTo(call("answer: {off: {type: price}}"), "ask"), "kind: review,", "kind: review, discount: {from: off, label: off.label},", 1), shopMenu, ""},
		"limit too high":      {shopService, strings.Replace(shopMenu, "price: 4500,", "price: 4500, limit: 100,", 1), `nobody can order 100 of item "soup"`},
		"limit below one":     {shopService, strings.Replace(shopMenu, "price: 4500,", "price: 4500, limit: -1,", 1), `nobody can order -1 of item "soup"`},
	} {
		_, issues := Load(files(c.svc, c.menu), "shop", nil)
		if c.says == "" && issues.Err() != nil || c.says != "" && (issues.Err() == nil || !strings.Contains(issues.Error(), c.says)) {
			t.Errorf("%s: %v, want %q", name, issues, c.says)
		}
	}
	noMenu := strings.Replace(deskService, "send: [number, card]", "send: [number, card, basket]", 1)
	noMenu = strings.NewReplacer("  review: {kind: review, title: t, charge: {item: bill, from: due}, discount: {from: due, label: o}, next: pay}\n", "", "  pay:    {kind: pay, title: t, report: {path: /paid, send: [queue]}, next: slip}\n", "",
		"      - {when: 'fields.why == \"pay\" && answers.due > 0', go: review}\n", "", "  slip:   {kind: print, title: t, paper: receipt, otherwise: done, next: done}\n", "").Replace(noMenu)
	if _, issues := Load(deskFiles(noMenu), "desk", nil); issues.Err() == nil || !strings.Contains(issues.Error(), "nobody has a basket") {
		t.Errorf("without a menu: %v", issues)
	}
}
