package course

import (
	"modu/internal/kiosk/act"
	"modu/internal/service"
)

// zone opens the seats of a part of the plan: a place of its own, from which "back" leads to
// the parts again.
func zone(w *walk, a act.Act, step service.Step) {
	plan := w.at.Service.SeatPlan(step, w.Order, w.Facts)
	if a.N >= len(plan.Zones) || !plan.Zones[a.N].Fits {
		w.say("seats.gone")
		return
	}
	w.goTo(w.Here.Step)
	w.Here.Zone = a.N + 1
}

// seats chooses what is proposed.
func seats(w *walk, a act.Act, step service.Step) {
	plan := w.at.Service.SeatPlan(step, w.Order, w.Facts)
	at, _ := w.Here.ZoneOf(plan)
	proposed := plan.Proposals(at, a.N+1)
	if a.N >= len(proposed) {
		w.say("seats.gone")
		return
	}
	w.Here.Zone = at + 1 // where there is only one, nobody was asked
	w.Facts = w.Facts.WithSeats(step, proposed[a.N])
	w.Order = w.Order.WithAnswer(step.Field, service.Given)
	w.proceed(step)
}

// ZoneOf is the part of a plan whose seats are proposed at a place, from 0; false where the
// person is asked for it. Nobody is asked where there is only one.
func (p Place) ZoneOf(plan service.SeatPlan) (int, bool) {
	if len(plan.Zones) == 1 {
		return 0, plan.Zones[0].Fits
	}
	return p.Zone - 1, p.Zone > 0 && p.Zone <= len(plan.Zones) && plan.Zones[p.Zone-1].Fits
}

// reseat opens the step again for somebody whom calls have led back from the seats that they
// chose: in the part that they were in, if there is still room for them, with the others one
// step back. Seats that the program has refused are told to be gone, whatever its plan says.
func reseat(w *walk, st service.Step) {
	at := w.Here.Zone
	w.Here.Zone = 0
	if at == 0 {
		return
	}
	if w.Order.Answer(st.Field) != "" {
		forgetChosen(w, st)
		w.say("seats.gone")
	}
	plan := w.at.Service.SeatPlan(st, w.Order, w.Facts)
	if _, fits := (Place{Zone: at}).ZoneOf(plan); fits && len(plan.Zones) > 1 {
		w.Trail = append(w.Trail[:len(w.Trail):len(w.Trail)], left(w.Course))
		w.Here.Zone = at
	}
}

// replanned brings seats that were chosen in line with a plan that a call has answered anew:
// where one of them is taken, they are chosen no more, and the person is told.
func replanned(w *walk, st service.Step) {
	if facts, stand := w.at.Service.Retaken(st, w.Order, w.Facts, w.Facts); stand {
		w.Facts = facts
		return
	}
	forgetChosen(w, st)
	w.say("seats.gone")
}
