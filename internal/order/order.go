package order

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"modu/internal/money"
)

const (
	// MaxQuantity of one line: two digits fit every display and every voice.
	MaxQuantity = 99
	// MaxLines of one basket bounds what a stuck key or a broken screen can do.
	MaxLines = 50
)

var (
	// ErrQuantity: a line would hold fewer than 1 or more than MaxQuantity.
	ErrQuantity = errors.New("order: quantity out of range")
	// ErrFull: the basket holds MaxLines lines.
	ErrFull = errors.New("order: basket is full")
	// ErrNoLine: there is no such line.
	ErrNoLine = errors.New("order: no such line")
)

// Line is a number of equal things at one price each.
type Line struct {
	Item      string       `json:"item"`
	Options   Choices      `json:"options,omitempty"`
	Quantity  int          `json:"quantity"`
	UnitPrice money.Amount `json:"-"`
}

// Same reports whether two lines are the same thing at the same price, whatever
// the quantity.
func (l Line) Same(m Line) bool {
	return l.Item == m.Item && l.UnitPrice == m.UnitPrice && l.Options.Equal(m.Options)
}

// Total is the unit price times the quantity.
func (l Line) Total() (money.Amount, error) { return l.UnitPrice.Times(l.Quantity) }

// String is the form for transcripts: "2 × latte (size=large) 5500 KRW".
func (l Line) String() string {
	opts := ""
	if len(l.Options) > 0 {
		opts = " (" + l.Options.String() + ")"
	}
	return fmt.Sprintf("%d × %s%s %s", l.Quantity, l.Item, opts, l.UnitPrice)
}

// Answer is what was answered to one question of the service.
type Answer struct {
	Field string `json:"field"`
	Value string `json:"value"`
}

// Order is one person's answers and basket. The zero value is an empty order.
type Order struct {
	answers   []Answer   // sorted by field
	lines     []Line     // in the order they were first added
	discounts []Discount // in the order they were first given
}

// Answer is the value of a field, "" for one not answered.
func (o Order) Answer(field string) string {
	for _, a := range o.answers {
		if a.Field == field {
			return a.Value
		}
	}
	return ""
}

// Answers are all answers, sorted by field.
func (o Order) Answers() []Answer { return slices.Clone(o.answers) }

// WithAnswer answers a field; "" takes the answer back.
func (o Order) WithAnswer(field, value string) Order {
	out := slices.DeleteFunc(slices.Clone(o.answers), func(a Answer) bool { return a.Field == field })
	if value != "" {
		i, _ := slices.BinarySearchFunc(out, field, func(a Answer, f string) int { return strings.Compare(a.Field, f) })
		out = slices.Insert(out, i, Answer{field, value})
	}
	o.answers = none(out)
	return o
}

// WithAnswersOf is this basket with the answers of another order.
func (o Order) WithAnswersOf(p Order) Order {
	o.answers = p.answers
	return o
}

// Len is the number of lines.
func (o Order) Len() int { return len(o.lines) }

// Line is line i, and false where there is none.
func (o Order) Line(i int) (Line, bool) {
	if i < 0 || i >= len(o.lines) {
		return Line{}, false
	}
	l := o.lines[i]
	l.Options = slices.Clone(l.Options)
	return l, true
}

// Lines is a copy of the basket.
func (o Order) Lines() []Line {
	out := make([]Line, len(o.lines))
	for i := range out {
		out[i], _ = o.Line(i)
	}
	return out
}

// Count is the number of things in the basket.
func (o Order) Count() int {
	n := 0
	for _, l := range o.lines {
		n += l.Quantity
	}
	return n
}

// CountOf is how many of an item are in the basket, whatever was picked for it.
func (o Order) CountOf(item string) int {
	n := 0
	for _, l := range o.lines {
		if l.Item == item {
			n += l.Quantity
		}
	}
	return n
}

// Total is what the basket costs after its discounts; never below zero.
func (o Order) Total() (money.Amount, error) {
	sum, err := o.before()
	if err != nil {
		return money.Amount{}, err
	}
	for _, d := range o.taken(sum) {
		if sum, err = sum.Sub(d.Amount); err != nil {
			return money.Amount{}, err
		}
	}
	return sum, nil
}

// before is what the basket costs before its discounts.
func (o Order) before() (money.Amount, error) {
	var sum money.Amount
	for _, l := range o.lines {
		t, err := l.Total()
		if err != nil {
			return money.Amount{}, err
		}
		if sum, err = sum.Add(t); err != nil {
			return money.Amount{}, err
		}
	}
	return sum, nil
}

// Add puts a line into the basket, or more of it where the same line is there
// already. It returns the index of that line. On error the order is unchanged:
// ErrQuantity, ErrFull, money.ErrOverflow, money.ErrCurrency.
func (o Order) Add(l Line) (Order, int, error) {
	l.Options = l.Options.canonical()
	if l.Quantity < 1 || l.Quantity > MaxQuantity {
		return o, 0, fmt.Errorf("%w: %d", ErrQuantity, l.Quantity)
	}
	lines := slices.Clone(o.lines)
	i := slices.IndexFunc(lines, l.Same)
	if i >= 0 {
		if lines[i].Quantity+l.Quantity > MaxQuantity {
			return o, i, fmt.Errorf("%w: %d", ErrQuantity, lines[i].Quantity+l.Quantity)
		}
		lines[i].Quantity += l.Quantity
	} else {
		if len(lines) >= MaxLines {
			return o, 0, ErrFull
		}
		i = len(lines)
		lines = append(lines, l)
	}
	next, err := o.checked(lines)
	return next, i, err
}

// SetQuantity changes how many of line i; 1 to MaxQuantity. To take a line out,
// Remove it: a quantity of 0 is refused so that no key press loses a line unsaid.
func (o Order) SetQuantity(i, n int) (Order, error) {
	if i < 0 || i >= len(o.lines) {
		return o, ErrNoLine
	}
	if n < 1 || n > MaxQuantity {
		return o, fmt.Errorf("%w: %d", ErrQuantity, n)
	}
	lines := slices.Clone(o.lines)
	lines[i].Quantity = n
	return o.checked(lines)
}

// Reprice changes what one thing of line i costs. Errors: ErrNoLine,
// money.ErrOverflow, money.ErrCurrency.
func (o Order) Reprice(i int, unit money.Amount) (Order, error) {
	if i < 0 || i >= len(o.lines) {
		return o, ErrNoLine
	}
	lines := slices.Clone(o.lines)
	lines[i].UnitPrice = unit
	return o.checked(lines)
}

// Replace puts another thing in the place of line i, as many of it; where the same thing is
// in the basket already, the two lines become one. On error the order is unchanged:
// ErrNoLine, ErrQuantity, money.ErrOverflow, money.ErrCurrency.
func (o Order) Replace(i int, l Line) (Order, error) {
	if i < 0 || i >= len(o.lines) {
		return o, ErrNoLine
	}
	lines := slices.Clone(o.lines)
	l.Options, l.Quantity = l.Options.canonical(), lines[i].Quantity
	same := slices.IndexFunc(lines, l.Same)
	switch {
	case same < 0 || same == i:
		lines[i] = l
	case lines[same].Quantity+l.Quantity > MaxQuantity:
		return o, fmt.Errorf("%w: %d", ErrQuantity, lines[same].Quantity+l.Quantity)
	default:
		lines[same].Quantity += l.Quantity
		lines = slices.Delete(lines, i, i+1)
	}
	return o.checked(lines)
}

// Remove takes line i out.
func (o Order) Remove(i int) (Order, error) {
	if i < 0 || i >= len(o.lines) {
		return o, ErrNoLine
	}
	o.lines = none(slices.Delete(slices.Clone(o.lines), i, i+1))
	return o, nil
}

// WithoutLines is the answers and discounts alone, with nothing in the basket.
func (o Order) WithoutLines() Order {
	o.lines = nil
	return o
}

// checked takes the lines where their total can be told.
func (o Order) checked(lines []Line) (Order, error) {
	next := Order{answers: o.answers, lines: lines, discounts: o.discounts}
	if _, err := next.Total(); err != nil {
		return o, err
	}
	return next, nil
}

// Redacted is the order without what was answered and what it costs, which may be what a
// program beside the kiosk told of the person.
func (o Order) Redacted() Order {
	o.answers, o.lines, o.discounts = slices.Clone(o.answers), slices.Clone(o.lines), slices.Clone(o.discounts)
	for i := range o.answers {
		o.answers[i].Value = "<personal>"
	}
	for i := range o.lines {
		o.lines[i].UnitPrice.Minor = 0
	}
	for i := range o.discounts {
		o.discounts[i].Amount.Minor = 0
	}
	return o
}

// Equal reports whether two orders ask for the same things in the same order.
func (o Order) Equal(p Order) bool {
	return slices.Equal(o.answers, p.answers) && slices.Equal(o.discounts, p.discounts) && slices.EqualFunc(o.lines, p.lines, func(a, b Line) bool {
		return a.Quantity == b.Quantity && a.Same(b)
	})
}

// IsZero reports whether nothing was answered or added.
func (o Order) IsZero() bool {
	return len(o.answers) == 0 && len(o.lines) == 0 && len(o.discounts) == 0
}

// String is the form for transcripts, one line, the same for equal orders:
// "dine=here; 2 × latte (size=large) 5500 KRW; total 11000 KRW".
func (o Order) String() string {
	var parts []string
	for _, a := range o.answers {
		parts = append(parts, a.Field+"="+PlainList(a.Value))
	}
	for _, l := range o.lines {
		parts = append(parts, l.String())
	}
	for _, d := range o.Discounts() {
		parts = append(parts, d.String())
	}
	if len(o.lines) > 0 {
		if t, err := o.Total(); err == nil {
			parts = append(parts, "total "+t.String())
		}
	}
	if len(parts) == 0 {
		return "empty"
	}
	return strings.Join(parts, "; ")
}

// The JSON form keeps money as whole minor units.
type jsonOrder struct {
	Answers   []Answer       `json:"answers,omitempty"`
	Lines     []jsonLine     `json:"lines,omitempty"`
	Discounts []jsonDiscount `json:"discounts,omitempty"`
}

type jsonDiscount struct {
	Reason   string `json:"reason"`
	Minor    int64  `json:"minor"`
	Currency string `json:"currency"`
}

type jsonLine struct {
	Line
	UnitMinor int64  `json:"unit_minor"`
	Currency  string `json:"currency"`
}

// MarshalJSON is deterministic.
func (o Order) MarshalJSON() ([]byte, error) {
	j := jsonOrder{Answers: o.answers}
	for _, l := range o.lines {
		j.Lines = append(j.Lines, jsonLine{l, l.UnitPrice.Minor, l.UnitPrice.Currency})
	}
	for _, d := range o.discounts {
		j.Discounts = append(j.Discounts, jsonDiscount{d.Reason, d.Amount.Minor, d.Amount.Currency})
	}
	return json.Marshal(j)
}

// UnmarshalJSON builds the order by the same rules as a person's acts do, so that
// a file cannot hold an order that the kiosk could not have made.
func (o *Order) UnmarshalJSON(data []byte) error {
	var j jsonOrder
	if err := json.Unmarshal(data, &j); err != nil {
		return err
	}
	var out Order
	for _, a := range j.Answers {
		out = out.WithAnswer(a.Field, a.Value)
	}
	for _, l := range j.Lines {
		l.UnitPrice = money.Amount{Minor: l.UnitMinor, Currency: l.Currency}
		var err error
		if out, _, err = out.Add(l.Line); err != nil {
			return err
		}
	}
	for _, d := range j.Discounts {
		var err error
		if out, err = out.WithDiscount(d.Reason, money.Amount{Minor: d.Minor, Currency: d.Currency}); err != nil {
			return err
		}
	}
	*o = out
	return nil
}

// none keeps one form of "empty", so that equal orders are deeply equal.
func none[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return s
}
