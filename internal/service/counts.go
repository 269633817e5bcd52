package service

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"modu/internal/datafile"
	"modu/internal/money"
	"modu/internal/order"
)

// Fields are the fields that a step fills, in its order.
func (st Step) Fields() []string {
	if st.Field != "" {
		return []string{st.Field}
	}
	return idsOf(st.Counts, func(c Counted) string { return c.Field })
}

// CountOf is how many were counted for a field; 0 before it was asked.
func CountOf(o order.Order, field string) int {
	n, _ := strconv.Atoi(o.Answer(field)) // only counts are written there
	return n
}

// WithCount answers a field of type count. It returns a new order.
func WithCount(o order.Order, field string, n int) order.Order {
	return o.WithAnswer(field, strconv.Itoa(n))
}

// CounterOf is how what a field of type count takes is counted; false for a field of another
// type.
func (s *Service) CounterOf(field string) (Counter, bool) {
	f := s.fields[field]
	return cmp.Or(f.Counter, Thing), f.Type == CountField
}

// CountOffer is one thing that a step has counted, as it is offered now.
type CountOffer struct {
	Counted
	N           int // as many as there are now
	Least, Most int
	Counter     Counter
	Priced      bool
	Each        money.Amount // with Priced: what one costs
}

// Amount is what all of it costs. It never overflows: Counts has found that it fits.
func (c CountOffer) Amount() money.Amount {
	sum, err := c.Each.Times(c.N)
	if err != nil {
		panic(err)
	}
	return sum
}

// Tally is what a step of kind count offers, for one order.
type Tally struct {
	Offers      []CountOffer
	N           int // all of them together
	Least, Most int
	Bounded     bool // there may be Most in total, by the step itself or by what a call has answered
	Counter     Counter
	Priced      bool
	Sum         money.Amount // with Priced
}

// Counts is what a step of kind count offers, for this order and what is known. What was not
// asked yet stands at its default. A guard that fails closes nothing, and a price that fails is
// none: beside the rest then stands a *FailedGuard, the first one.
func (s *Service) Counts(st Step, o order.Order, f Facts) (Tally, error) {
	in := s.orderInput(o, f)
	t := Tally{Least: st.Min, Most: order.MaxQuantity, Sum: s.Amount(0)}
	var failed error
	fail := func(at string, err error) {
		if err != nil && failed == nil {
			failed = &FailedGuard{st.ID, at, err}
		}
	}
	for i, c := range st.Counts {
		open, err := s.guard(c.When, in)
		fail(fmt.Sprintf("counts[%d].when", i), err)
		if !open && err == nil {
			continue
		}
		offer := CountOffer{Counted: c, N: max(c.Default, c.Min), Least: c.Min, Most: cmp.Or(c.Max, order.MaxQuantity), Counter: cmp.Or(s.fields[c.Field].Counter, Thing)}
		if o.Answer(c.Field) != "" {
			offer.N = CountOf(o, c.Field)
		}
		offer.N = min(max(offer.N, offer.Least), offer.Most)
		offer.Each, offer.Priced, err = s.eachOf(c, in)
		fail(fmt.Sprintf("counts[%d].price", i), err)
		t.Offers = append(t.Offers, offer)
	}
	s.bound(&t, st, f)
	fail("counts", t.add())
	return t, failed
}

// eachOf is what one of a counted thing costs; false where it has no price.
func (s *Service) eachOf(c Counted, in seen) (money.Amount, bool, error) {
	if c.Price != nil {
		each, err := s.price(*c.Price, in)
		return each, err == nil, err
	}
	it, ok := s.Item(c.Item)
	return s.Amount(it.Price), ok, nil
}

// bound finds how many there may be in total.
func (s *Service) bound(t *Tally, st Step, f Facts) {
	if st.Max > 0 {
		t.Most, t.Bounded = st.Max, true
	}
	if fact, ok := f[st.MaxFrom]; ok && fact.Number < int64(t.Most) {
		t.Most, t.Bounded = int(fact.Number), true
	}
}

// add adds up what is there. A sum that is too large is none.
func (t *Tally) add() error {
	for i, c := range t.Offers {
		t.N += c.N
		if i == 0 {
			t.Counter = c.Counter
		} else if t.Counter != c.Counter {
			t.Counter = Thing // people and bicycles are things together
		}
		if !c.Priced {
			continue
		}
		part, err := c.Each.Times(c.N)
		if err == nil {
			t.Sum, err = t.Sum.Add(part)
		}
		if err != nil {
			for j := range t.Offers {
				t.Offers[j].Priced = false
			}
			t.Priced = false
			return fmt.Errorf("%w: %w", ErrExpression, err)
		}
		t.Priced = true
	}
	return nil
}

// Offer is what is offered for a field; false for nothing.
func (t Tally) Offer(field string) (CountOffer, bool) {
	i := slices.IndexFunc(t.Offers, func(c CountOffer) bool { return c.Field == field })
	if i < 0 {
		return CountOffer{}, false
	}
	return t.Offers[i], true
}

// Full reports whether there can be no more in total.
func (t Tally) Full() bool { return t.N >= t.Most }

// Enough reports whether so many may go on: neither too few nor, where fewer are left than
// before, too many.
func (t Tally) Enough() bool { return t.N >= t.Least && t.N <= t.Most }

// CountsItem reports whether a review charges an item as many times as it was counted.
func (s *Service) CountsItem(item string) bool {
	for _, st := range s.steps {
		if st.Charge != nil && st.Charge.Counts != "" && slices.Contains(s.ChargedBy(st), item) {
			return true
		}
	}
	return false
}

// billCounts makes what was counted at a step the basket.
func (s *Service) billCounts(st Step, f Facts, o order.Order) (order.Order, error) {
	t, err := s.Counts(st, o, f)
	if err != nil {
		return o, err
	}
	next := o.WithoutLines()
	for _, c := range t.Offers {
		n := CountOf(o, c.Field)
		if n == 0 {
			continue
		}
		if next, _, err = next.Add(order.Line{Item: c.Item, Quantity: n, UnitPrice: c.Each}); err != nil {
			return o, err
		}
	}
	return next, nil
}

// lintCounts checks a step that has things counted.
func (l *loader) lintCounts(at string, st Step) {
	doc := l.svcDoc
	if len(st.Counts) == 0 {
		l.add(doc, at, "list what is counted: counts: [{field: adults, label: who.adult}]", "step %q counts nothing", st.ID)
	}
	l.duplicates(doc, at+".counts", idsOf(st.Counts, func(c Counted) string { return c.Field }))
	least, most := 0, 0
	for i, c := range st.Counts {
		cat := fmt.Sprintf("%s.counts[%d]", at, i)
		l.lintCountedThing(cat, st, c)
		least, most = least+c.Min, most+cmp.Or(c.Max, order.MaxQuantity)
	}
	total := cmp.Or(st.Max, order.MaxQuantity)
	switch {
	case st.Min < 0 || st.Max < 0 || st.Max > order.MaxQuantity || st.Min > total:
		l.add(doc, at, fmt.Sprintf("0 ≤ min ≤ max ≤ %d", order.MaxQuantity), "step %q counts %d to %d in total", st.ID, st.Min, st.Max)
	case least > total:
		l.add(doc, at+".max", "allow more in total, or fewer of each at least", "step %q allows %d in total, and its counts are at least %d together", st.ID, total, least)
	case len(st.Counts) > 0 && st.Min > most:
		l.add(doc, at+".min", "ask for fewer in total, or allow more of each", "step %q asks for %d in total, and its counts are at most %d together", st.ID, st.Min, most)
	}
	if st.MaxFrom == "" {
		return
	}
	switch r := l.svc.results[st.MaxFrom]; {
	case r.Type == ResultCount && !r.Public:
		l.add(doc, at+".max_from", "declare it, or its list, with public: true", "%q is personal, and why there can be no more is said aloud", st.MaxFrom)
	case r.Type != ResultCount:
		l.add(doc, at+".max_from", datafile.Suggest(st.MaxFrom, l.svc.ofType(ResultCount)), "%q is no answer of type count, and no such column of a chosen row", st.MaxFrom)
	}
}

// lintCountedThing checks one thing that is counted.
func (l *loader) lintCountedThing(at string, st Step, c Counted) {
	doc := l.svcDoc
	l.text(doc, at+".label", c.Label)
	f, ok := l.svc.fields[c.Field]
	switch {
	case !ok && c.Field != "":
		l.add(doc, at+".field", datafile.Suggest(c.Field, slices.Sorted(maps.Keys(l.svc.fields))), "field %q of step %q does not exist", c.Field, st.ID)
	case ok && f.Type != CountField && slices.Contains(fieldTypes(), f.Type):
		l.add(doc, at+".field", "name a field of type count", "field %q is of type %s, which a step of kind %s cannot fill", c.Field, f.Type, st.Kind)
	}
	if _, ok := l.svc.Item(c.Item); !ok && c.Item != "" {
		l.add(doc, at+".item", datafile.Suggest(c.Item, slices.Sorted(maps.Keys(l.svc.itemAt))), "item %q does not exist", c.Item)
	}
	l.lintNumbersOf(at, c)
}

// lintNumbersOf checks the bounds and the price of one thing that is counted.
func (l *loader) lintNumbersOf(at string, c Counted) {
	doc := l.svcDoc
	most := cmp.Or(c.Max, order.MaxQuantity)
	switch {
	case c.Min < 0 || c.Max < 0 || most > order.MaxQuantity || c.Min > most:
		l.add(doc, at, fmt.Sprintf("0 ≤ min ≤ max ≤ %d", order.MaxQuantity), "%q is counted from %d to %d", c.Field, c.Min, most)
	case c.Default != 0 && (c.Default < c.Min || c.Default > most):
		l.add(doc, at+".default", fmt.Sprintf("write %d to %d, or leave it out", c.Min, most), "there are %d of %q at first, which may be %d to %d", c.Default, c.Field, c.Min, most)
	}
	if c.Price != nil {
		l.saidAloud(at+".price", c.Price.Expr)
	}
	if c.Price != nil && c.Price.Minor < 0 {
		l.add(doc, at+".price", "write 0 or more", "price %d is negative", c.Price.Minor)
	}
}

// outside finds answers and columns of rows in an expression.
var outside = regexp.MustCompile(`\b(?:answers|fields)\.([A-Za-z0-9_.]+)`)

// saidAloud checks that everybody may hear what a price is made of.
func (l *loader) saidAloud(at, expr string) {
	for _, m := range outside.FindAllStringSubmatch(expr, -1) {
		for name, r := range l.svc.results {
			if celName(name) == m[1] && !r.Public {
				l.add(l.svcDoc, at, "declare it, or its list, with public: true", "%q is personal, and the price that is made of it is said aloud", name)
			}
		}
	}
}

// lintChargedCounts checks what a review charges, where that is not an answered amount.
func (l *loader) lintChargedCounts(at string, review Step) {
	doc, ch := l.svcDoc, review.Charge
	switch {
	case ch.Counts == "":
		l.add(doc, at, "write item and from for an answered amount, or counts for what was counted", "step %q does not say what it charges", review.ID)
		return
	case ch.Item != "" || ch.From != "":
		l.add(doc, at, "keep either counts, or item and from", "step %q charges what was counted and an answered amount", review.ID)
	}
	st, ok := l.svc.steps[ch.Counts]
	if !ok || st.Kind != Count {
		l.add(doc, at+".counts", datafile.Suggest(ch.Counts, l.svc.stepsOf(Count)), "%q is no step of kind count", ch.Counts)
		return
	}
	for i, c := range st.Counts {
		if c.Item == "" {
			l.add(doc, fmt.Sprintf("steps.%s.counts[%d]", st.ID, i), `add "item: …", the item of the menu that stands for one of it`, "step %q charges %q, and no item stands for it", review.ID, c.Field)
		}
	}
	if st.Min < 1 && !slices.ContainsFunc(st.Counts, func(c Counted) bool { return c.Min > 0 }) {
		l.add(doc, "steps."+st.ID, `add "min: 1"`, "step %q charges what step %q has counted, which may be nothing", review.ID, st.ID)
	}
}

// ofType are the names of answers, and of columns of chosen rows, of some types.
func (s *Service) ofType(types ...ValueType) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(s.results)), func(name string) bool { return !slices.Contains(types, s.results[name].Type) })
}
