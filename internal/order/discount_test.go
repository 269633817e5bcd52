package order

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"modu/internal/money"
)

// priced is an order of so many things at 1000 won.
func priced(t *testing.T, n int) Order {
	t.Helper()
	var o Order
	if n == 0 {
		return o
	}
	o, _, err := o.Add(Line{Item: "tea", Quantity: n, UnitPrice: won(1000)})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// Discounts take off what there is, in their order, and never more.
func TestDiscounts(t *testing.T) {
	for name, c := range map[string]struct {
		things int
		off    []int64 // for "a", "b", …
		want   string
	}{
		"none":                 {2, nil, "2 × tea 1000 KRW; total 2000 KRW"},
		"one":                  {2, []int64{500}, "2 × tea 1000 KRW; a -500 KRW; total 1500 KRW"},
		"two":                  {2, []int64{500, 300}, "2 × tea 1000 KRW; a -500 KRW; b -300 KRW; total 1200 KRW"},
		"all of it":            {2, []int64{2000}, "2 × tea 1000 KRW; a -2000 KRW; total 0 KRW"},
		"more than all":        {2, []int64{1500, 900}, "2 × tea 1000 KRW; a -1500 KRW; b -500 KRW; total 0 KRW"},
		"nothing is left":      {1, []int64{5000, 900}, "1 × tea 1000 KRW; a -1000 KRW; total 0 KRW"},
		"the largest there is": {1, []int64{math.MaxInt64, math.MaxInt64}, "1 × tea 1000 KRW; a -1000 KRW; total 0 KRW"},
		"off an empty basket":  {0, []int64{500}, "empty"},
	} {
		o := priced(t, c.things)
		for i, n := range c.off {
			var err error
			if o, err = o.WithDiscount(string(rune('a'+i)), won(n)); err != nil {
				t.Fatal(name, err)
			}
		}
		if got := o.String(); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		data, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		var back Order
		if err := json.Unmarshal(data, &back); err != nil || !back.Equal(o) {
			t.Errorf("%s: came back as %s, %v", name, back, err)
		}
		sum := int64(c.things) * 1000
		for _, d := range o.Discounts() {
			sum -= d.Amount.Minor
		}
		if total, err := o.Total(); err != nil || total.Minor != sum || sum < 0 {
			t.Errorf("%s: total %s, the lines come to %d, %v", name, total, sum, err)
		}
	}
}

// A discount is one for each reason, goes on with the basket, and can be taken back.
func TestDiscountChanges(t *testing.T) {
	o, err := priced(t, 3).WithDiscount("coupon", won(2500))
	if err != nil {
		t.Fatal(err)
	}
	less, err := o.SetQuantity(0, 2)
	if total, _ := less.Total(); err != nil || total != won(0) {
		t.Errorf("with less in the basket: %s, %v", less, err)
	}
	more, err := less.SetQuantity(0, 4)
	if total, _ := more.Total(); err != nil || total != won(1500) {
		t.Errorf("with more again the whole discount holds: %s, %v", more, err)
	}
	for name, change := range map[string]func(Order) (Order, error){
		"removed":  func(o Order) (Order, error) { return o.Remove(0) },
		"repriced": func(o Order) (Order, error) { return o.Reprice(0, won(900)) },
		"replaced": func(o Order) (Order, error) { return o.Replace(0, Line{Item: "soup", UnitPrice: won(5000)}) },
		"added to": func(o Order) (Order, error) {
			n, _, err := o.Add(Line{Item: "soup", Quantity: 1, UnitPrice: won(5)})
			return n, err
		},
		"answered":  func(o Order) (Order, error) { return o.WithAnswer("dine", "here"), nil },
		"set again": func(o Order) (Order, error) { return o.WithDiscount("coupon", won(2500)) },
	} {
		next, err := change(o)
		if err != nil || len(next.discounts) != 1 || next.discounts[0] != (Discount{"coupon", won(2500)}) {
			t.Errorf("%s: %v, %v", name, next.discounts, err)
		}
	}
	none, err := o.WithDiscount("coupon", won(0))
	if err != nil || !none.Equal(priced(t, 3)) {
		t.Errorf("taken back: %s, %v", none, err)
	}
	if same, err := o.WithDiscount("x", won(-1)); !errors.Is(err, ErrDiscount) || !same.Equal(o) {
		t.Errorf("below zero: %s, %v", same, err)
	}
	if same, err := o.WithDiscount("x", money.Amount{Minor: 5, Currency: "USD"}); !errors.Is(err, money.ErrCurrency) || !same.Equal(o) {
		t.Errorf("in another currency: %s, %v", same, err)
	}
	if r := o.Redacted(); r.discounts[0].Amount.Minor != 0 || o.discounts[0].Amount.Minor != 2500 {
		t.Errorf("redacted: %v, of %v", r.discounts, o.discounts)
	}
	if o.IsZero() || o.Equal(priced(t, 3)) {
		t.Error("a discount is nothing")
	}
	if o, err = (Order{}).WithDiscount("coupon", won(1)); err != nil || o.IsZero() {
		t.Error("an order with a discount alone is not an empty one")
	}
}

// Numbers go round in their range, and forth and back.
func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		r     Numbers
		next  int
		first int
	}{{Numbers{1, 0}, 1, 1}, {Numbers{1, 0}, 5000, 5000}, {Numbers{100, 0}, 7, 100}, {Numbers{100, 199}, 1, 100}, {Numbers{100, 199}, 150, 150},
		{Numbers{100, 199}, 200, 100}, {Numbers{100, 199}, 199, 199}, {Numbers{}, 101, 101}} {
		if got := c.r.First(c.next); got != c.first {
			t.Errorf("%v: begins at %d for %d, want %d", c.r, got, c.next, c.first)
		}
	}
	r := Numbers{100, 199}
	seen := map[int]bool{}
	for n, i := r.From, 0; i < 100; i++ {
		seen[n] = true
		next := r.After(n)
		if r.Before(next) != n || next < r.From || next > r.To {
			t.Fatalf("after %d comes %d, before which is %d", n, next, r.Before(next))
		}
		n = next
	}
	if len(seen) != 100 || r.After(199) != 100 || (Numbers{1, 0}).After(999_999) != 1_000_000 {
		t.Errorf("%d numbers of 100", len(seen))
	}
}
