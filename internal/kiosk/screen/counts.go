package screen

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/service"
	"modu/locales"
)

// countStep has several things counted: all of them on one screen, or one after the other.
func countStep(b *builder, step service.Step) {
	t, _ := b.Service().Counts(step, b.M.Order, b.M.Facts) // a guard that fails closes nothing
	asked, last := t.Offers, true
	if b.M.OneByOne() && len(t.Offers) > 1 {
		k := min(b.M.Here.Asked, len(t.Offers)-1)
		asked, last = t.Offers[k:k+1], k == len(t.Offers)-1
	}
	for _, c := range asked {
		b.add(counted(b, step, t, c))
	}
	if len(asked) > 0 {
		b.first = CountNode(asked[0].Field) + ".plus"
	}
	b.moreAsked = !last
	b.add(sumOf(b, t, last))
	next := primary(b.button("count.next", onward(b, step), act.Act{Kind: act.Continue, Step: step.ID}))
	switch {
	case !last:
		next = primary(b.button("count.next", onward(b, step), act.Act{Kind: act.NextOption}))
	case t.N < t.Least:
		next.Disabled, next.Reason = true, bounds(b, course.TooFew(t))
	case t.N > t.Most:
		next.Disabled, next.Reason = true, bounds(b, course.TooMany(t))
	}
	b.actions(next)
}

// CountNode names what counts for a field.
func CountNode(field string) scene.NodeID { return scene.NodeID("count." + field) }

// counted is one thing with how many there are of it, and minus and plus.
func counted(b *builder, step service.Step, t service.Tally, c service.CountOffer) scene.Node {
	set := func(n int) act.Act { return act.Act{Kind: act.CountTo, Step: step.ID, ID: c.Field, N: n} }
	details := []scene.Text{model.Counted(b.Moment, c.N, c.Counter)}
	if c.Priced {
		details = append(details, eachPrice(b, c))
	}
	n := quantity(b, string(CountNode(c.Field)), b.Text(c.Label), details, c.N > c.Least, c.N < c.Most && !t.Full(), set(c.N-1), set(c.N+1))
	n.Picture = c.Picture
	if t.Full() && t.Bounded && c.N < c.Most {
		n.Children[1].Reason = bounds(b, course.TooMany(t))
	}
	return n
}

// eachPrice is what one of a counted thing costs.
func eachPrice(b *builder, c service.CountOffer) scene.Text {
	if c.Each.Minor == 0 {
		return b.Text("value.free")
	}
	return b.Text("count.each", locales.Count("One", 1, string(c.Counter)), model.PriceArg("Price", c.Each))
}

// bounds tells how many there must be, or may be, in total.
func bounds(b *builder, s course.Say) scene.Text {
	return b.Text(s.Message, locales.Count("N", s.Count, string(s.Counter)))
}

// sumOf is how many there are in all, and what they cost.
func sumOf(b *builder, t service.Tally, last bool) scene.Node {
	n := scene.Node{ID: Total, Role: scene.RoleSummary, Label: b.Text("basket.total"), Amount: true, Details: []scene.Text{model.Counted(b.Moment, t.N, t.Counter)}}
	if !t.Priced {
		return n
	}
	n.Details = append(n.Details, b.Price(t.Sum))
	n.Late = true // a notice tells of each change; who waits hears it after the first thing
	if !last {
		return n
	}
	return inPieces(b, n, t.Sum)
}

// changesCounts leads from a review that charges what was counted back to where that was done.
func changesCounts(review service.Step) (act.Act, bool) {
	if review.Charge == nil || review.Charge.Counts == "" {
		return act.Act{}, false
	}
	return act.Act{Kind: act.Change, Step: review.Charge.Counts}, true
}
