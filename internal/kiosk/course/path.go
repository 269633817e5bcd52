package course

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"modu/accessibility/input"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/service"
)

// Answers belong to a path. What was answered, and what calls have told, counts while the
// step that it came from is on the way to where the person is; who goes back and takes
// another way takes nothing along of what they have left. Each place on the trail therefore
// keeps what was known when it was left, and "back" makes that what is known.

// Known is what a person has answered and what calls have told, at one moment.
type Known struct {
	Answers order.Order // without a basket
	Facts   service.Facts
}

func known(c Course) Known { return Known{order.Order{}.WithAnswersOf(c.Order), c.Facts} }

// knowing is the course with something else known. The basket stays.
func knowing(c Course, k Known) Course {
	c.Order, c.Facts = c.Order.WithAnswersOf(k.Answers), k.Facts
	return c
}

// left is the place where the person is, as it stands on the trail once it is left.
func left(c Course) Place {
	p := c.Here
	p.Known = known(c)
	return p
}

// Holds are the calls on the way here that have made the program keep something, in the order
// in which they were made.
func Holds(c Course) []input.EffectID {
	var out []input.EffectID
	for _, f := range c.Facts {
		if f.Hold && f.Call != (input.EffectID{}) && !slices.Contains(out, f.Call) {
			out = append(out, f.Call)
		}
	}
	slices.SortFunc(out, func(a, b input.EffectID) int { return cmp.Compare(a.Counter, b.Counter) })
	return out
}

// keep makes what the program keeps the person's, who has come to the end.
func keep(w *walk) {
	if calls := Holds(w.Course); len(calls) > 0 && !w.Practice {
		w.add(Kept{calls})
	}
}

// uncharged takes what a review has charged out of the basket, and gives back what it has taken
// off, where the way back leaves it: both were answers of calls that lie behind.
func uncharged(c Course, left service.Step, s *service.Service) Course {
	stands := func(is func(service.Step) bool) bool {
		on := func(p Place) bool { st, _ := s.Step(p.Step); return is(st) }
		return !is(left) || on(c.Here) || slices.ContainsFunc(c.Trail, on)
	}
	if left.Discount != nil && !stands(func(st service.Step) bool { return st.Discount != nil && st.Discount.Label == left.Discount.Label }) {
		c.Order = must(c.Order.WithDiscount(left.Discount.Label, money.Amount{}))
	}
	if stands(func(st service.Step) bool { return st.Charge != nil }) {
		return c
	}
	c.Order = without(c.Order, s.ChargedBy(left))
	return c
}

// without is an order without the lines of some items.
func without(o order.Order, items []string) order.Order {
	for i := o.Len() - 1; i >= 0; i-- {
		if l, _ := o.Line(i); slices.Contains(items, l.Item) {
			o = must(o.Remove(i))
		}
	}
	return o
}

// Proposals are choices made at steps from which the person has gone back, by step. They
// count for nothing until the person comes to the step again.
type Proposals map[string]string

// Redacted are the proposals without what was chosen.
func (p Proposals) Redacted() Proposals {
	p = maps.Clone(p)
	for step := range p {
		p[step] = "<personal>"
	}
	return p
}

// proposing keeps what was chosen at a step that the person leaves.
func proposing(c Course, st service.Step) Course {
	chosen := chosenAt(c, st)
	if chosen == "" || c.Proposed[st.ID] == chosen {
		return c
	}
	c.Proposed = maps.Clone(c.Proposed)
	if c.Proposed == nil {
		c.Proposed = Proposals{}
	}
	c.Proposed[st.ID] = chosen
	return c
}

// chosenAt is what was chosen at a step, as it is proposed: the numbers of a step that has
// things counted in their order. It is empty where nothing was.
func chosenAt(c Course, st service.Step) string {
	o := c.Order
	switch st.Kind {
	case service.Choose:
		if st.IsMany() && st.From != "" && o.Answer(st.Field) != "" {
			return order.JoinList(c.Facts.ChosenAt(st, o))
		}
		return o.Answer(st.Field)
	case service.Count:
		var numbers []string
		for _, f := range st.Fields() {
			numbers = append(numbers, o.Answer(f))
		}
		if all := strings.Join(numbers, ","); strings.Trim(all, ",") != "" {
			return all
		}
	}
	return ""
}

// propose answers a question that was answered before with that answer, where it is still to
// be had and nothing else on the way has answered it.
func propose(w *walk, st service.Step) {
	chosen := w.Proposed[st.ID]
	if chosen == "" || chosenAt(w.Course, st) != "" {
		return
	}
	if st.Kind == service.Count { // what is out of bounds by now the screen brings back into them
		for i, n := range strings.Split(chosen, ",") {
			w.Order = w.Order.WithAnswer(st.Counts[i].Field, n)
		}
		return
	}
	if st.IsMany() {
		proposeSeveral(w, st, chosen)
		return
	}
	if offers(w.at, st, known(w.Course), chosen) {
		w.Order = w.Order.WithAnswer(st.Field, chosen)
	}
}

// offers reports whether a step lets a value be chosen.
func offers(at Situation, st service.Step, k Known, value string) bool {
	s := at.Service
	if st.IsWhen() {
		return s.OffersSlot(st, k.Answers, k.Facts, at.Clock, value)
	}
	choices, _ := s.Choices(st.ID, k.Answers, k.Facts) // a guard that fails closes nothing
	return slices.ContainsFunc(choices, func(ch service.Choice) bool { return ch.Value == value })
}

// learnt is what is known once a step is left, of what now holds.
func learnt(w *walk, k Known, step string) Known {
	st, _ := w.at.Service.Step(step)
	for _, f := range st.Fields() {
		k.Answers = k.Answers.WithAnswer(f, w.Order.Answer(f))
	}
	k.Facts = k.Facts.WithStep(step, w.Facts)
	return k
}

// retold is a trail on which every place knows what of it still holds, and what the places
// before it know.
func retold(w *walk, trail []Place) []Place {
	out := slices.Clone(trail)
	var k Known
	for i, p := range out {
		for _, a := range p.Known.Answers.Answers() {
			k.Answers = k.Answers.WithAnswer(a.Field, w.Order.Answer(a.Field))
		}
		facts := maps.Clone(k.Facts)
		for name := range p.Known.Facts {
			if now, holds := w.Facts[name]; holds {
				if facts == nil {
					facts = service.Facts{}
				}
				facts[name] = now
			}
		}
		k.Facts = facts
		out[i].Known = k
	}
	return out
}
