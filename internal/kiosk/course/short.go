package course

import (
	"modu/internal/kiosk/act"
	"modu/internal/order"
	"modu/internal/service"
)

// Question is a question that a step of kind short asks of a thing. They are asked at one
// place, in this order; "back" returns from each to the one before.
type Question string

// The questions.
const (
	What Question = ""     // which thing; at any other step there is no question
	How  Question = "how"  // the option that is asked of it, if there is one
	Many Question = "many" // how many
)

// Take is what a place at a step of kind short has put into the basket.
type Take struct {
	N    int  // how many were chosen; 0: none yet
	In   bool // they are in the basket
	Over int  // how many of the same were there before
}

// MostAtOnce is how many of a thing can be taken with one press: more are had by the buttons
// of the basket.
const MostAtOnce = 6

// chooseUsual begins the questions about a thing.
func chooseUsual(w *walk, item string, step service.Step) {
	if !asUsual(w, step.UsualOf(item)) {
		return
	}
	if _, asks := w.at.Service.Asked(step, step.UsualOf(item), w.Order); asks {
		ask(w, How)
		return
	}
	ask(w, Many)
}

// asUsual takes a thing as people usually have it; it reports whether that can be had.
func asUsual(w *walk, u service.Usual) bool {
	picked, err := w.at.Service.Picks(u, w.Order)
	if err != nil {
		w.cannot(err)
		return false
	}
	it, _ := w.at.Service.Item(u.Item)
	w.Here.Item, w.Here.Picked, w.Here.Category, w.Here.Take = u.Item, picked, it.Category, Take{}
	return true
}

func ask(w *walk, q Question) {
	w.Here.Question = q
	w.Course = w.Reopen()
}

// how takes the answer to the option that is asked.
func how(w *walk, a act.Act, _ service.Step) {
	picked, err := w.at.Service.Settle(w.Here.Item, w.Here.Picked.Pick(a.ID, a.Value), w.Order)
	if err != nil {
		w.cannot(err)
		return
	}
	w.Here.Picked = picked
	ask(w, Many)
}

// many takes so many of the thing into the basket.
func many(w *walk, a act.Act, step service.Step) {
	if take(w, a.N) {
		leadOn(w, step)
	}
}

// leadOn follows the way on from a step of kind short.
func leadOn(w *walk, step service.Step) {
	next, err := w.at.Service.Next(step.ID, w.Order, w.Facts)
	if next == "" {
		w.cannot(err)
		return
	}
	guarded(w, err)
	w.goTo(ahead(w, next))
}

// take puts so many of the thing into the basket. It reports whether it could.
func take(w *walk, n int) bool {
	line, err := w.at.Service.Line(w.Here.Item, w.Here.Picked, n, w.Order)
	if err != nil {
		w.cannot(err)
		return false
	}
	if full(w, w.Here.Item, n) {
		return false
	}
	over := 0
	if i := like(w.Order, line); i >= 0 {
		l, _ := w.Order.Line(i)
		over = l.Quantity
	}
	next, _, err := w.Order.Add(line)
	if err != nil {
		w.say("reason.most")
		return false
	}
	w.Order, w.Here.Take = next, Take{N: n, In: true, Over: over}
	return true
}

// like is the line of a basket that holds the same thing, whatever it costs today; -1 for none.
func like(o order.Order, thing order.Line) int {
	for i, l := range o.Lines() {
		if lineKey(l) == lineKey(thing) {
			return i
		}
	}
	return -1
}

// thing is what a place is about, as a line of a basket.
func (p Place) thing() order.Line { return order.Line{Item: p.Item, Options: p.Picked} }

// untaken takes out of the basket again what the place has put there, once a person is back
// at the question how many.
func untaken(c Course) Course {
	t := c.Here.Take
	c.Here.Take.In = false
	i := like(c.Order, c.Here.thing())
	switch {
	case !t.In || i < 0:
	case t.Over > 0:
		c.Order = must(c.Order.SetQuantity(i, t.Over))
	default:
		c.Order = must(c.Order.Remove(i))
	}
	return c
}

// retaken is a trail that knows what has become of a line of the basket: whoever goes back to
// where it was taken finds it as it now is.
func retaken(trail []Place, was Change, now order.Line) []Place {
	out := make([]Place, len(trail))
	for i, p := range trail {
		if p.Take.In && was.Of(p.thing()) {
			p.Picked = now.Options
		}
		out[i] = p
	}
	return out
}

// unasked is a course back at the question before.
func unasked(c Course, step service.Step, s *service.Service) Course {
	_, asks := s.Asked(step, step.UsualOf(c.Here.Item), c.Order)
	if c.Here.Question == Many && asks {
		c.Here.Question = How
	} else {
		c.Here.Question, c.Here.Take = What, Take{}
	}
	return c.Reopen()
}

// always orders what is ordered most, and answers what follows as it usually is. Each of the
// questions is on the way back.
func always(w *walk, step service.Step) {
	u, ok := w.at.Service.AlwaysNow(step)
	if !ok || !asUsual(w, u) {
		w.say("refuse.cannot")
		return
	}
	w.Here.Question = Many
	if !take(w, 1) {
		w.Here.Question = What
		return
	}
	leadOn(w, step)
	for range w.at.Service.Steps() {
		st := w.here()
		value := step.Always.Answers[st.Field]
		if st.Kind != service.Choose || value == "" || !offers(w.at, st, known(w.Course), value) {
			return
		}
		w.Order = w.Order.WithAnswer(st.Field, value)
		w.proceed(st)
	}
}

// whole opens the whole menu.
func whole(w *walk, step service.Step) { w.goTo(ahead(w, step.Full)) }

// ahead is the step that a way of few questions leads to: who orders another thing is not
// asked again what they have answered on their way here.
func ahead(w *walk, step string) string {
	for range w.at.Service.Steps() {
		st, _ := w.at.Service.Step(step)
		if st.Kind != service.Choose || !answeredBefore(w, st.Field) {
			break
		}
		next, err := w.at.Service.Next(step, w.Order, w.Facts)
		if next == "" {
			break
		}
		guarded(w, err)
		step = next
	}
	return step
}

// answeredBefore reports whether a question was answered on the way here.
func answeredBefore(w *walk, field string) bool {
	if w.Order.Answer(field) == "" {
		return false
	}
	for _, p := range w.Trail {
		if st, _ := w.at.Service.Step(p.Step); st.Field == field {
			return true
		}
	}
	return false
}
