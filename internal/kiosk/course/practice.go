package course

import (
	"slices"
	"time"

	"modu/accessibility/input"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/service"
)

// In practice a person goes through the whole service, and nothing of it has a
// consequence. That holds because the course itself plays the world: no outcome for a desk,
// a terminal or a printer leaves it. Samples of the service answer calls, what is typed or
// held to a reader is made up and not kept, and nothing is paid, printed or numbered.

// How long the world seems to take in practice.
const (
	pretendCall  = time.Second
	pretendPrint = 2 * time.Second
)

// Practise makes what follows practice. It comes before the first step, which may be a
// call.
func (c Course) Practise() Course { c.Practice = true; return c }

// Restart goes back to the first step with an empty order.
func (c Course) Restart(now time.Duration, at Situation) (Course, []Outcome) {
	w := c.walk(now, at)
	w.restart()
	return w.done()
}

func (w *walk) restart() {
	w.Order, w.Facts, w.Proposed, w.Trail, w.Here = order.Order{}, nil, nil, nil, Place{}
	w.Number, w.Papered = 0, false
	w.add(ClearField{})
	w.goTo(w.at.Service.Start)
}

// practiceOver reports whether practice ends before this step, for want of a sample, and
// shows so.
func (w *walk) practiceOver(st service.Step, left Place) bool {
	if !w.Practice || st.Kind != service.Call {
		return false
	}
	if _, ok := w.at.Service.Rehearse(st, w.Sent(st)); ok {
		return false
	}
	w.endPractice(left)
	return true
}

// endPractice shows where practice has come to. "Back" leads back into it.
func (w *walk) endPractice(left Place) {
	if !w.passing() {
		w.Trail = append(slices.Clone(w.Trail), left)
	}
	w.Here.Over, w.Here.Focus = true, ""
}

// Deadline is when what seems to go on in practice ends.
func (c Course) Deadline() (time.Duration, bool) { return c.Task.Due, c.Task.Due != 0 }

// pretended ends what has seemed to go on.
func (w *walk) pretended() {
	if due := w.Task.Due; due == 0 || w.now < due {
		return
	}
	w.Task = Task{Failed: true} // until another step is met
	st := w.here()
	switch st.Kind {
	case service.Call:
		values, ok := w.at.Service.Rehearse(st, w.Sent(st))
		if !ok { // what was chosen has not changed since it was asked for
			w.failed()
			return
		}
		w.takeAnswer(st, input.EffectID{}, values)
	case service.Print:
		w.Papered = true
		w.goOn(st)
	}
}

// practised goes on with an entry that is neither checked nor kept: practising must not
// take a true number, and one that was given is forgotten at once.
func (w *walk) practised(step service.Step) {
	w.add(Forget{})
	w.Order = w.Order.WithAnswer(step.Field, service.Given)
	w.add(ClearField{})
	w.proceed(step)
}

// practisePaid goes on as after a payment. The number is the one that would come next, and
// is not taken.
func (w *walk) practisePaid() {
	w.Number = w.at.Number
	w.afterPaying()
}

// RealFrom is where the service goes on when practice becomes real: the places on the way
// there, the last one being it. It is the last screen on which nothing yet depended on a
// sample, on a made-up entry or on a payment: for an order the screen that reads it back,
// at a desk the one that asks who one is. Without such a screen it is empty.
func (c Course) RealFrom(s *service.Service) []Place {
	for i, p := range c.Trail {
		st, _ := s.Step(p.Step)
		switch {
		case st.Kind == service.Enter, st.Kind == service.Present:
			return slices.Clone(c.Trail[:i+1])
		case p.Calls > 0, st.Kind == service.Pay, st.Kind == service.Done:
			return slices.Clone(c.Trail[:i])
		}
	}
	return slices.Clone(c.Trail)
}

// AsksAgain reports whether something must be typed or presented again for real.
func (c Course) AsksAgain(s *service.Service) bool {
	places := c.RealFrom(s)
	if len(places) == 0 {
		return false
	}
	st, _ := s.Step(places[len(places)-1].Step)
	return st.Kind == service.Enter || st.Kind == service.Present
}

// forReal turns what was practised into the real thing: what was chosen stays, what came
// from samples or was made up is gone.
func (w *walk) forReal() {
	places, told := w.RealFrom(w.at.Service), "practice.real.now"
	if w.AsksAgain(w.at.Service) {
		told = "practice.real.ask"
	}
	w.add(Forget{})
	w.add(ClearField{})
	then := Known{}
	for _, p := range append(slices.Clone(w.Trail), w.Here) { // what was chosen stays, to be proposed
		st, _ := w.at.Service.Step(p.Step)
		w.Course = proposing(w.Course, st)
	}
	if last := len(places) - 1; last >= 0 {
		then = places[last].Known
	}
	w.Course = knowing(w.Course, Known{Answers: then.Answers})
	w.Practice, w.Number, w.Papered, w.Task = false, 0, false, Task{}
	w.Order = w.withoutMadeUp(w.Order)
	if last := len(places) - 1; last >= 0 {
		w.Here, w.Trail = places[last], places[:last:last]
		w.Here.Known = Known{}
		w.Course = w.Reopen()
		w.arrive() // a secret begins anew, in a field of its own
		w.add(Real{})
	} else {
		w.Trail, w.Here = nil, Place{}
		w.goTo(w.at.Service.Start)
	}
	w.say(told)
}

// withoutMadeUp is an order without what was made up in practice: entries, rows of a list, and a
// charge or a discount whose amount a sample told.
func (w *walk) withoutMadeUp(o order.Order) order.Order {
	for _, id := range w.at.Service.Steps() {
		st, _ := w.at.Service.Step(id)
		if st.Kind == service.Enter || st.Kind == service.Present || st.From != "" {
			o = o.WithAnswer(st.Field, "")
		}
		if st.Discount != nil {
			o = must(o.WithDiscount(st.Discount.Label, money.Amount{}))
		}
		o = without(o, w.at.Service.ChargedBy(st))
	}
	return o
}
