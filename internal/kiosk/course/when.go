package course

import (
	"modu/internal/kiosk/act"
	"modu/internal/service"
)

// within opens a part of the days or times of a step: a place of its own, from which "back" leads
// to the parts again.
func within(w *walk, a act.Act, step service.Step) {
	slots, err := w.at.Service.Slots(step, w.Order, w.Facts, w.at.Clock)
	guarded(w, err)
	part, there := step.PartWithin(slots, a.ID, a.Value)
	if !there {
		w.say("rows.gone")
		return
	}
	w.goTo(w.Here.Step)
	w.Here.Within = part
}

// lapsed leads back to the step at which a day or a time was chosen that is offered no more, where
// what follows would make something of it: midnight has come meanwhile, or the day was changed
// after the time. The answer is taken back, and the person is told. Otherwise it changes nothing
// about where to go with what is known from there on.
func lapsed(w *walk, next string, then Known) (string, Known) {
	switch st, _ := w.at.Service.Step(next); st.Kind {
	case service.Call, service.Review, service.Pay, service.Done:
	default:
		return next, then
	}
	if w.Spent() {
		return next, then
	}
	for _, p := range append(w.Trail[:len(w.Trail):len(w.Trail)], w.Here) {
		st, _ := w.at.Service.Step(p.Step)
		if chosen := then.Answers.Answer(st.Field); st.IsWhen() && chosen != "" && !offers(w.at, st, then, chosen) {
			then.Answers = then.Answers.WithAnswer(st.Field, "")
			w.say("when.over")
			return st.ID, then
		}
	}
	return next, then
}

// turned tells a person who is choosing a day that it is another one since the last event: what
// was called tomorrow is called today.
func turned(w *walk) {
	if st := w.here(); st.Days != nil && w.at.Clock.Known() && w.at.Clock.Day() != w.at.Before.Day() && w.at.Before.Known() {
		w.say("when.midnight")
	}
}
