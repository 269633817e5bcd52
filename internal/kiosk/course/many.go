package course

import (
	"slices"

	"modu/internal/kiosk/act"
	"modu/internal/service"
)

// tick chooses one of several, or takes it back. What is there no more, or one too many, since the
// screen was shown is told.
func tick(w *walk, a act.Act, step service.Step) {
	value, there := ticked(w, a, step)
	if !there {
		w.say("rows.gone")
		return
	}
	m := w.at.Service.Several(step, w.Order, w.Facts)
	i := slices.Index(m.Chosen, value)
	switch {
	case i >= 0:
		m.Chosen = slices.Delete(slices.Clone(m.Chosen), i, i+1)
	case m.Full():
		w.add(TooManyOf(m))
		return
	default:
		m.Chosen = append(slices.Clone(m.Chosen), value)
	}
	several(w, step, m.Chosen, false)
}

// ticked is the value of a choice, or the id of a row, that an act is about; false where it can be
// chosen no more.
func ticked(w *walk, a act.Act, step service.Step) (string, bool) {
	if step.From == "" {
		return a.Value, offers(w.at, step, known(w.Course), a.Value)
	}
	rows := w.Facts.Rows(step)
	if a.N >= len(rows) {
		return "", false
	}
	return w.Facts.RowID(step, rows[a.N]), !w.at.Service.Closed(step, rows[a.N], w.Order, w.Facts)
}

// several takes what is chosen now as the answer, in the order in which the step offers it: the
// same choice is the same answer, however it came about.
func several(w *walk, step service.Step, chosen []string, none bool) {
	var ordered []string
	for _, v := range w.at.Service.Offered(step, w.Order, w.Facts) {
		if slices.Contains(chosen, v) {
			ordered = append(ordered, v)
		}
	}
	w.Order, w.Facts = w.at.Service.WithSeveral(step, w.Order, w.Facts, ordered, none)
}

// none goes on for who has chosen none of several on purpose.
func none(w *walk, step service.Step) {
	if m := w.at.Service.Several(step, w.Order, w.Facts); m.Least > 0 || len(m.Chosen) > 0 {
		w.say("refuse.cannot")
		return
	}
	several(w, step, nil, true)
	w.proceed(step)
}

// enough reports whether as many are chosen as must be, and tells the person where they are not.
func enough(w *walk, step service.Step) bool {
	switch m := w.at.Service.Several(step, w.Order, w.Facts); {
	case len(m.Chosen) > m.Most:
		w.add(TooManyOf(m))
	case !m.Enough():
		w.add(TooFewOf(m))
	default:
		return true
	}
	return false
}

// TooManyOf says how many of several may be chosen.
func TooManyOf(m service.Several) Say {
	return Say{Message: "many.full", Count: m.Most, Counter: service.Thing}
}

// TooFewOf says how many of several must be chosen.
func TooFewOf(m service.Several) Say {
	return Say{Message: "many.few", Count: max(m.Least, 1), Counter: service.Thing}
}

// proposeSeveral answers a question that was answered before with as much of that answer as is
// still to be had. What is not is told.
func proposeSeveral(w *walk, step service.Step, chosen string) {
	several(w, step, service.ChosenOf(chosen), chosen == service.NoneGiven)
	if m := w.at.Service.Several(step, w.Order, w.Facts); len(m.Chosen) < len(service.ChosenOf(chosen)) {
		w.say("many.lost")
	}
}

// lost takes back what was chosen of several and is offered no more, and tells the person: a
// choice is never dropped in silence.
func lost(w *walk, step service.Step) {
	m := w.at.Service.Several(step, w.Order, w.Facts)
	if m.Lost == 0 {
		return
	}
	several(w, step, m.Chosen, false)
	w.say("many.lost")
}

// severalHold reports whether what was chosen of several may still be had, all of it.
func severalHold(a answers, c Course, st service.Step) bool {
	then := c.Order.WithAnswer(st.Field, a.known.Answers.Answer(st.Field))
	m := a.at.Service.Several(st, then, c.Facts.WithStep(st.ID, a.known.Facts))
	if then.Answer(st.Field) == service.NoneGiven {
		return m.Least == 0
	}
	return m.Lost == 0 && m.Enough()
}

// relisted brings what was chosen of several rows in line with a list that was answered anew. It
// reports whether some of it is gone; the person then chooses anew.
func relisted(w *walk, st service.Step) bool {
	m := w.at.Service.Several(st, w.Order, w.Facts)
	if m.Lost == 0 {
		several(w, st, m.Chosen, w.Order.Answer(st.Field) == service.NoneGiven) // as the rows are now
		return false
	}
	forgetChosen(w, st)
	return true
}
