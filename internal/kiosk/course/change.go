package course

import (
	"modu/accessibility/input"
	"slices"
	"strings"

	"modu/internal/kiosk/act"
	"modu/internal/order"
	"modu/internal/service"
)

// Change is something being changed that a review has read back. It stands in the places on
// the way from the review and back to it; the zero value is none.
type Change struct {
	Review string   // the step to return to; "" where nothing is being changed
	Line   string   // the basket line that is being changed, whatever it costs; "" for none
	Fields []string // what has been answered anew
	Past   []string // steps that come before what is being changed, and those met or passed over since
}

// Under reports whether something is being changed.
func (c Change) Under() bool { return c.Review != "" }

// Of reports whether it is this line that is being changed.
func (c Change) Of(l order.Line) bool { return c.Line != "" && lineKey(l) == c.Line }

// change leads from a review back to where one of its lines was made: to the options of a
// thing, to the basket for one that has none, or to the step that an answer was given at.
// The review stays on the trail, so that "back" leaves everything as it was.
func change(w *walk, a act.Act, step service.Step) {
	c := Change{Review: w.Here.Step}
	if a.ID == "" {
		c.Past = before(w.Trail, step.ID)
		goToKnowing(w, step.ID, upTo(w, step.ID))
		w.Here.Change = c
		return
	}
	l, ok := w.Order.Line(line(w, a.ID))
	if !ok {
		return // it is gone already
	}
	item, _ := w.at.Service.Item(l.Item)
	to, has := w.at.Service.StepOf(service.Options)
	if has = has && len(item.Options) > 0; has {
		c.Line = lineKey(l)
	} else if to, has = w.at.Service.StepOf(service.Basket); !has {
		to, has = w.at.Service.StepOf(service.Items)
	}
	if !has {
		w.cannot(nil)
		return
	}
	c.Past = before(w.Trail, to.ID)
	goToKnowing(w, to.ID, upTo(w, to.ID))
	w.Here.Item, w.Here.Category, w.Here.Picked, w.Here.Change = item.ID, item.Category, l.Options, c
}

// upTo is what was known when a step was left. What was answered after it counts again once
// the way has led past there; until then it is proposed.
func upTo(w *walk, step string) Known {
	i := indexOf(w.Trail, step)
	if i < 0 {
		return known(w.Course) // a thing of the basket is on no trail
	}
	for _, p := range w.Trail[i+1:] {
		st, _ := w.at.Service.Step(p.Step)
		w.Course = proposing(w.Course, st)
	}
	return w.Trail[i].Known
}

// before are the steps on a trail before a step was first met; none if it never was.
func before(trail []Place, step string) []string {
	var steps []string
	for _, p := range trail {
		if p.Step == step {
			return steps
		}
		steps = append(steps, p.Step)
	}
	return nil
}

// replaced is the order with what was picked in the place of the line that is being changed,
// as many of it; false where that line is there no more.
func replaced(w *walk, l order.Line) (order.Order, bool, error) {
	i := slices.IndexFunc(w.Order.Lines(), w.Here.Change.Of)
	if i < 0 {
		return w.Order, false, nil
	}
	next, err := w.Order.Replace(i, l)
	return next, true, err
}

// at is where on a trail the review stands that a change began at; -1 for nowhere.
func (c Change) at(trail []Place) int { return indexOf(trail, c.Review) }

// Onward is the step that follows one for a person who has done what it asks. Who changes
// something does not meet again what they have answered on their way to the review. Steps and
// errors are those of service.Next.
func (c Course) Onward(step service.Step, at Situation) (string, error) {
	_, next, err := onward(c, step, at)
	return next, err
}

// onward is Course.Onward, and the course with what is known once that step is reached, and
// the change as it then stands.
func onward(c Course, step service.Step, at Situation) (Course, string, error) {
	next, err := at.Service.Next(step.ID, c.Order, c.Facts)
	change := &c.Here.Change
	if !change.Under() {
		return c, next, err
	}
	change.Past = append(slices.Clone(change.Past), step.ID)
	change.Fields = append(slices.Clone(change.Fields), step.Fields()...)
	if step.Kind == service.Categories || step.Kind == service.Items {
		return c, next, err // who chooses another thing is asked how they would like it
	}
	i := change.at(c.Trail)
	if i < 0 {
		return c, next, err
	}
	before := answers{at: at, way: c.Trail[:i], known: c.Trail[i].Known, last: step.ID}
	for range at.Service.Steps() { // a way that only turns in circles ends somewhere in it
		st, _ := at.Service.Step(next)
		if err != nil || !before.hold(c, st) {
			break
		}
		c = before.taken(c, st)
		before.last = next
		c.Here.Change.Past = append(c.Here.Change.Past, next)
		next, err = at.Service.Next(next, c.Order, c.Facts)
	}
	return c, next, err
}

// answers are what a person has answered on their way to a review.
type answers struct {
	at    Situation
	way   []Place // to the review
	known Known   // when the change began
	last  string  // the step on the way that was met or passed over last
}

// hold reports whether what a step asks was answered on the way and still holds. What was
// met or passed over since the change began, and what comes before it, is asked: who was not
// recognised must be able to say anew who they are.
func (a answers) hold(c Course, st service.Step) bool {
	change := c.Here.Change
	switch {
	case st.Kind == service.Call:
		return a.told(c, st)
	case st.Kind == service.Options: // of what is in the basket, they are not on the trail
		return c.Order.Len() > 0
	case indexOf(a.way, st.ID) < 0, slices.Contains(change.Past, st.ID):
		return false
	case slices.ContainsFunc(st.Fields(), func(f string) bool { return slices.Contains(change.Fields, f) }):
		return false // another step has taken another answer
	}
	given := a.known.Answers.Answer(st.Field)
	switch st.Kind {
	case service.Seats:
		_, stand := a.at.Service.Retaken(st, c.Order, c.Facts, a.known.Facts)
		return given != "" && stand
	case service.Choose, service.Identify:
		if st.IsMany() {
			return given != "" && severalHold(a, c, st)
		}
		if st.From != "" { // a list that was answered anew may lack what was chosen of it
			_, there := a.row(c, st)
			return given != "" && there
		}
		return offers(a.at, st, known(c), given)
	case service.Enter, service.Present:
		return given != ""
	case service.Count:
		return countsHold(a, c, st)
	case service.Categories, service.Items, service.Basket:
		return c.Order.Len() > 0
	}
	return st.Kind == service.Show
}

// countsHold reports whether as many as were counted may still be had.
func countsHold(a answers, c Course, st service.Step) bool {
	then := c.Order
	for _, f := range st.Fields() {
		then = then.WithAnswer(f, a.known.Answers.Answer(f))
	}
	t, err := a.at.Service.Counts(st, then, c.Facts)
	for _, offer := range t.Offers {
		if n := then.Answer(offer.Field); n == "" || service.CountOf(then, offer.Field) != offer.N {
			return false
		}
	}
	return err == nil && t.Enough()
}

// taken is the course with what a step that is passed over has given.
func (a answers) taken(c Course, st service.Step) Course {
	for _, f := range st.Fields() {
		if given := a.known.Answers.Answer(f); given != "" {
			c.Order = c.Order.WithAnswer(f, given)
		}
	}
	if row, there := a.row(c, st); there { // as it is now
		c.Facts = c.Facts.WithRow(st, row)
		return c
	}
	c.Facts = c.Facts.WithStep(st.ID, a.known.Facts)
	if st.IsMany() { // rows as they are now
		m := a.at.Service.Several(st, c.Order, c.Facts)
		c.Order, c.Facts = a.at.Service.WithSeveral(st, c.Order, c.Facts, m.Chosen, c.Order.Answer(st.Field) == service.NoneGiven)
	}
	return c
}

// row is what was chosen of a list, as the list now has it; false where it is there no more,
// or cannot be chosen, or nothing was.
func (a answers) row(c Course, st service.Step) (input.Row, bool) {
	then := c.Facts.WithStep(st.ID, a.known.Facts)
	i := then.ChosenRow(st)
	if st.From == "" || i < 0 || st.IsMany() {
		return nil, false
	}
	row := then.Rows(st)[i]
	return row, !a.at.Service.Closed(st, row, c.Order, c.Facts)
}

// told reports whether a call has been answered, and would be sent the same again: what was
// typed anew is something else, though it looks alike here.
func (a answers) told(c Course, st service.Step) bool {
	for name := range st.Answer {
		if f, ok := a.known.Facts[name]; !ok || f.Step != st.ID {
			return false
		}
	}
	if st.SendsBasket() {
		return false // it may be another basket now; the same one is known by its key
	}
	then := a.known
	if i := indexOf(a.way, a.last); i >= 0 {
		then = a.way[i].Known
	}
	return len(st.Answer) > 0 && !slices.ContainsFunc(st.Send, func(f string) bool {
		field, _, _ := strings.Cut(f, ".") // of which a column is sent
		return slices.Contains(c.Here.Change.Fields, field) || c.Facts.Sent(f, c.Order) != then.Facts.Sent(f, then.Answers)
	})
}

// indexOf is the last place of a step; -1 for none.
func indexOf(places []Place, step string) int {
	for i := len(places) - 1; i >= 0; i-- {
		if places[i].Step == step {
			return i
		}
	}
	return -1
}

// toReview returns to the review that a change began at. The trail is then the way that
// leads there now.
func toReview(w *walk) {
	i := w.Here.Change.at(w.Trail)
	if i < 0 {
		step := w.Here.Change.Review
		w.Here.Change = Change{}
		w.goTo(step)
		return
	}
	met := slices.Clone(w.Trail[i+1:])
	if !w.passing() {
		met = append(met, left(w.Course))
	}
	here := w.Trail[i]
	here.Calls, here.Focus, here.Pending, here.Known = w.Here.Calls, "", PendingFocus{}, Known{} // the next act is at hand
	w.Trail = rewalked(w, w.Trail[:i], met, here.Step)
	w.Here = here
	w.arrive()
}

// rewalked is the trail to a review after what was met again: from there on as the way now
// leads, by the places that were met last.
func rewalked(w *walk, old, met []Place, review string) []Place {
	at := -1
	if len(met) > 0 {
		at = indexOf(old, met[0].Step)
	}
	if at < 0 {
		return retold(w, old) // a thing of the basket is on no trail
	}
	trail := retold(w, old[:at])
	var k Known
	if at > 0 {
		k = trail[at-1].Known
	}
	for step := met[0].Step; step != review && len(trail) <= len(old)+len(met); {
		k = learnt(w, k, step)
		for _, places := range [][]Place{met, old} {
			if i := indexOf(places, step); i >= 0 {
				p := places[i]
				p.Change, p.Known = Change{}, k
				trail = append(trail, p)
				break
			}
		}
		step, _ = w.at.Service.Next(step, w.Order, w.Facts) // whoever leads on tells staff of a guard that fails
		if step == "" {
			break
		}
	}
	return trail
}
