package course

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"modu/accessibility/input"
	"modu/internal/money"
	"modu/internal/service"
)

// Submit has what was typed on an enter step checked and kept, then goes on. Of a secret,
// typed is empty.
func (c Course) Submit(step service.Step, typed string, now time.Duration, at Situation) (Course, []Outcome) {
	w := c.walk(now, at)
	switch {
	case c.Checking != (input.EffectID{}): // a check is under way: a second press means the same
	case c.Practice:
		w.practised(step)
	case !step.Secret && !step.Pattern.Match([]byte(typed)):
		w.wrong(step)
	default:
		w.Checking = w.effect()
		w.add(Check{ID: w.Checking, Step: step})
	}
	return w.done()
}

// wrong says what is wrong and how to mend it (ERR-3); what was typed stays.
func (w *walk) wrong(step service.Step) {
	w.add(Say{Message: cmp.Or(step.Wrong, "enter.wrong"), Wrong: true})
}

// Step takes what the world reports, or the passing of time. A late answer to somebody who
// has left or gone back changes nothing.
func (c Course) Step(ev input.Event, now time.Duration, at Situation) (Course, []Outcome) {
	w := c.walk(now, at)
	switch ev := ev.(type) {
	case input.EntryKept:
		w.kept(ev)
	case input.Presented:
		w.presented(ev)
	case input.ServiceAnswered:
		w.answered(ev)
	case input.PaperPrinted:
		w.printed(ev)
	case input.TimePassed:
		turned(w)
		w.pretended()
	}
	return w.done()
}

func (w *walk) kept(ev input.EntryKept) {
	if ev.Effect != w.Checking || ev.Effect == (input.EffectID{}) {
		return
	}
	w.Checking = input.EffectID{}
	st := w.here()
	if !ev.OK {
		w.wrong(st)
		return
	}
	w.Order = w.Order.WithAnswer(st.Field, service.Given)
	if st.Secret { // who comes back begins anew
		w.add(ForgetSecret{})
	}
	w.proceed(st)
}

// Awaits reports whether the screen asks for what was held to a reader.
func (c Course) Awaits(ev input.Presented, s *service.Service) bool {
	st := c.StepIn(s)
	return st.Kind == service.Present && string(st.Reader) == ev.Reader && !c.Here.Over
}

// presented goes on with what was held to a reader. What it is stays with the runtime,
// under the name of the field.
func (w *walk) presented(ev input.Presented) {
	st := w.here()
	switch {
	case !w.Awaits(ev, w.at.Service):
	case !ev.OK:
		w.say("present.unreadable")
	case w.Practice:
		w.practised(st)
	default:
		w.add(Keep{Field: st.Field})
		w.Order = w.Order.WithAnswer(st.Field, service.Given)
		w.proceed(st)
	}
}

// ask sends a call.
func (w *walk) ask(st service.Step) {
	forgetDiscounts(w, st)
	if w.Practice {
		w.Task = Task{Due: w.now + pretendCall}
		return
	}
	w.Task = Task{Effect: w.effect(), Since: w.now}
	w.add(Ask{ID: w.Task.Effect, Step: st, Turn: w.Here.Calls, Fields: w.Sent(st)})
}

// forgetDiscounts takes back what a call has answered to be taken off: it was an answer to
// another basket, and the program is to see this one as it was chosen.
func forgetDiscounts(w *walk, call service.Step) {
	for _, id := range w.at.Service.Steps() {
		st, _ := w.at.Service.Step(id)
		if st.Discount == nil {
			continue
		}
		if _, its := call.Answer[st.Discount.From]; its {
			w.Facts = maps.Clone(w.Facts)
			delete(w.Facts, st.Discount.From)
			w.Order = must(w.Order.WithDiscount(st.Discount.Label, money.Amount{}))
		}
	}
}

func (w *walk) answered(ev input.ServiceAnswered) {
	switch {
	case !w.Task.awaits(ev.Effect):
	case ev.Values == nil:
		w.failed()
	default:
		w.takeAnswer(w.here(), ev.Effect, ev.Values)
	}
}

// takeAnswer goes on with what a call has answered.
func (w *walk) takeAnswer(st service.Step, call input.EffectID, values map[string]input.Value) {
	w.Facts = w.Facts.With(st, call, values)
	listed(w, st)
	w.Here.Calls++
	w.goOn(st)
}

// listed brings what was chosen in line with lists that a call has answered anew: a row that
// is still there is as it is now, and one that is gone or closed is chosen no more.
func listed(w *walk, call service.Step) {
	gone := false
	for _, id := range w.at.Service.Steps() {
		st, _ := w.at.Service.Step(id)
		if _, answered := call.Answer[st.From]; !answered || w.Order.Answer(st.Field) == "" {
			continue
		}
		if st.Kind == service.Seats {
			replanned(w, st)
			continue
		}
		if st.IsMany() {
			gone = relisted(w, st) || gone
			continue
		}
		i, rows := w.Facts.ChosenRow(st), w.Facts.Rows(st)
		if i >= 0 && !w.at.Service.Closed(st, rows[i], w.Order, w.Facts) {
			w.Facts = w.Facts.WithRow(st, rows[i])
			continue
		}
		forgetChosen(w, st)
		gone = true
	}
	if gone {
		w.say("rows.gone")
	}
}

// forgetChosen takes back what was chosen of a list, and the way that followed: it was about
// what is gone.
func forgetChosen(w *walk, st service.Step) {
	w.Facts, w.Order = w.Facts.WithoutRow(st.Field), w.Order.WithAnswer(st.Field, "")
	if at := slices.IndexFunc(w.Trail, func(p Place) bool { return p.Step == st.ID }); at >= 0 {
		w.Trail = slices.Clone(w.Trail[:at])
	}
}

// goOn leads on from a step that goes on by itself.
func (w *walk) goOn(st service.Step) {
	w.add(Waited{})
	w.proceed(st)
}

func (w *walk) failed() {
	w.Task.Failed = true
	w.Here.Focus = ""
	w.add(Failed{})
}

// print has paper printed.
func (w *walk) print(st service.Step) {
	if w.Practice {
		w.Task = Task{Due: w.now + pretendPrint}
		return
	}
	w.Task = Task{Effect: w.effect(), Since: w.now}
	w.add(Print{ID: w.Task.Effect, Step: st, Turn: w.Here.Prints})
}

func (w *walk) printed(ev input.PaperPrinted) {
	switch {
	case !w.Task.awaits(ev.Effect):
	case !ev.OK:
		w.failed()
	default:
		w.Papered = true
		w.Here.Prints++
		w.goOn(w.here())
	}
}

// pay asks for what the order costs. An order that costs nothing is complete: there is no
// reason to ask for a card.
func (w *walk) pay() {
	total, err := w.Order.Total()
	switch {
	case w.Order.Len() == 0: // a key that does nothing says why
		w.say("basket.empty")
	case err != nil || w.at.Closed && !w.Practice || w.Spent():
	case w.Practice:
		if total.Minor == 0 {
			w.practisePaid()
		} // else the screen offers to go on
	case total.Minor == 0:
		w.Number = w.at.Number
		w.add(Completed{Number: w.Number, Order: w.Order, Free: true, Step: w.here()})
		w.afterPaying()
	default:
		w.add(Charge{Total: total})
	}
}

// Paid goes on with an order that the terminal says is paid.
func (c Course) Paid(number int, now time.Duration, at Situation) (Course, []Outcome) {
	w := c.walk(now, at)
	w.Number = number
	w.add(Completed{Number: number, Order: w.Order})
	w.afterPaying()
	return w.done()
}

// afterPaying leads on from the pay step; what is paid cannot be changed, so nothing
// leads back.
func (w *walk) afterPaying() {
	next, err := w.at.Service.Next(w.Here.Step, w.Order, w.Facts)
	guarded(w, err)
	if _, ok := w.at.Service.Step(next); ok {
		w.goTo(next)
	}
	if !w.Practice { // there, nothing is paid, and what is to be real begins on the way
		w.Trail = nil
	}
}
