package order

import (
	"errors"
	"slices"

	"modu/internal/money"
)

// ErrDiscount: a discount would make something dearer.
var ErrDiscount = errors.New("order: discount below zero")

// Discount is an amount that is taken off the whole basket, and why.
type Discount struct {
	Reason string       // message that names it; an order has one discount for each
	Amount money.Amount // above zero
}

// String is the form for transcripts: "discount.member -1000 KRW".
func (d Discount) String() string {
	d.Amount.Minor = -d.Amount.Minor
	return d.Reason + " " + d.Amount.String()
}

// WithDiscount takes an amount off for a reason, in the place of what was taken off for it
// before; zero takes the discount back. A discount may be larger than what the basket costs
// today: of it, only so much is taken. On error the order is unchanged: ErrDiscount,
// money.ErrCurrency.
func (o Order) WithDiscount(reason string, a money.Amount) (Order, error) {
	if a.Minor < 0 {
		return o, ErrDiscount
	}
	discounts := slices.Clone(o.discounts)
	i := slices.IndexFunc(discounts, func(d Discount) bool { return d.Reason == reason })
	switch {
	case i >= 0 && a.Minor == 0:
		discounts = slices.Delete(discounts, i, i+1)
	case i >= 0:
		discounts[i].Amount = a
	case a.Minor != 0:
		discounts = append(discounts, Discount{reason, a})
	}
	next := Order{answers: o.answers, lines: o.lines, discounts: none(discounts)}
	if _, err := next.Total(); err != nil {
		return o, err
	}
	return next, nil
}

// Discounts are what is really taken off, in the order in which it was given: a discount
// that is larger than what is left to pay takes that, and one behind it nothing, and is not
// listed. Lines less discounts are the total.
func (o Order) Discounts() []Discount {
	sum, err := o.before()
	if err != nil {
		return nil // an order that cannot be added up is never made
	}
	return o.taken(sum)
}

// taken is what the discounts take off a sum.
func (o Order) taken(sum money.Amount) []Discount {
	var out []Discount
	for _, d := range o.discounts {
		if d.Amount.Minor = min(d.Amount.Minor, sum.Minor); d.Amount.Minor > 0 {
			out = append(out, d)
			sum.Minor -= d.Amount.Minor
		}
	}
	return out
}
