package course

import (
	"slices"

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
		w.goTo(step.ID)
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
		w.cannot()
		return
	}
	c.Past = before(w.Trail, to.ID)
	w.goTo(to.ID)
	w.Here.Item, w.Here.Category, w.Here.Picked, w.Here.Change = item.ID, item.Category, l.Options, c
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
// something does not meet again what they have answered on their way to the review. Errors
// are those of service.Next.
func (c Course) Onward(step service.Step, at Situation) (string, error) {
	next, _, err := onward(c, step, at)
	return next, err
}

// onward is Course.Onward, and the change as it then stands.
func onward(c Course, step service.Step, at Situation) (string, Change, error) {
	next, err := at.Service.Next(step.ID, c.Order, c.Facts)
	change := c.Here.Change
	if !change.Under() {
		return next, change, err
	}
	change.Past = append(slices.Clone(change.Past), step.ID)
	if step.Field != "" {
		change.Fields = append(slices.Clone(change.Fields), step.Field)
	}
	if step.Kind == service.Categories || step.Kind == service.Items {
		return next, change, err // who chooses another thing is asked how they would like it
	}
	known := answers{c, at, c.Trail[:max(change.at(c.Trail), 0)]}
	for range at.Service.Steps() { // a way that only turns in circles ends somewhere in it
		st, _ := at.Service.Step(next)
		if err != nil || !known.hold(st, change) {
			break
		}
		change.Past = append(change.Past, next)
		next, err = at.Service.Next(next, c.Order, c.Facts)
	}
	return next, change, err
}

// answers are what a person has answered on their way to a review.
type answers struct {
	of  Course
	at  Situation
	way []Place // to the review
}

// hold reports whether what a step asks was answered on the way and still holds. What was
// met or passed over since the change began, and what comes before it, is asked: who was not
// recognised must be able to say anew who they are.
func (a answers) hold(st service.Step, change Change) bool {
	switch {
	case st.Kind == service.Call:
		return a.told(st, change)
	case st.Kind == service.Options: // of what is in the basket, they are not on the trail
		return a.of.Order.Len() > 0
	case indexOf(a.way, st.ID) < 0, slices.Contains(change.Past, st.ID):
		return false
	}
	switch st.Kind {
	case service.Choose, service.Identify:
		choices, err := a.at.Service.Choices(st.ID, a.of.Order, a.of.Facts)
		return err == nil && slices.ContainsFunc(choices, func(ch service.Choice) bool { return ch.Value == a.of.Order.Answer(st.Field) })
	case service.Enter, service.Present:
		return a.of.Order.Answer(st.Field) != ""
	case service.Categories, service.Items, service.Basket:
		return a.of.Order.Len() > 0
	}
	return st.Kind == service.Show
}

// told reports whether a call has been answered, and would be sent the same again.
func (a answers) told(st service.Step, change Change) bool {
	for name := range st.Answer {
		if _, ok := a.of.Facts[name]; !ok {
			return false
		}
	}
	if st.SendsBasket() {
		return false // it may be another basket now; the same one is known by its key
	}
	return len(st.Answer) > 0 && !slices.ContainsFunc(st.Send, func(f string) bool { return slices.Contains(change.Fields, f) })
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
		met = append(met, w.Here)
	}
	here := w.Trail[i]
	here.Calls, here.Focus, here.Pending = w.Here.Calls, "", PendingFocus{} // the next act is at hand
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
		return slices.Clone(old) // a thing of the basket is on no trail
	}
	trail := slices.Clone(old[:at])
	for step := met[0].Step; step != review && len(trail) <= len(old)+len(met); {
		for _, places := range [][]Place{met, old} {
			if i := indexOf(places, step); i >= 0 {
				p := places[i]
				p.Change = Change{}
				trail = append(trail, p)
				break
			}
		}
		next, err := w.at.Service.Next(step, w.Order, w.Facts)
		if err != nil {
			break
		}
		step = next
	}
	return trail
}
