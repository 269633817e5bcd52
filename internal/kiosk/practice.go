package kiosk

import (
	"slices"
	"time"

	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
	"modu/internal/order"
	"modu/internal/service"
)

// In practice a person goes through the whole service, and nothing of it has a
// consequence. That holds because the core itself plays the world: no effect of a desk, a
// terminal or a printer leaves it. Samples of the service answer calls, what is typed or
// held to a reader is nobody's and is not kept, and nothing is paid, printed or numbered.

// How long the world seems to take in practice.
const (
	pretendCall  = time.Second
	pretendPrint = 2 * time.Second
)

// beginPractice starts a stay, or the steps of one, in which nothing has a consequence: an
// order can be gone through with nobody waiting for its result (peers ask for it: a
// class at a welfare centre, a grandchild showing how).
func (u *update) beginPractice() {
	u.m.Practice = true // before the first step, which may be a call
	if u.m.Idle() {
		u.enter(u.m.Prefs.Speech)
	} else {
		u.closeOverlay()
		u.effect(ForgetEntries{})
	}
	u.restart()
	u.say(scene.Assertive, "practice.begun")
}

// restart goes back to the first step with an empty order, within the stay.
func (u *update) restart() {
	m := u.m
	m.Order, m.Facts, m.Trail, m.Here, m.Entry = order.Order{}, nil, nil, model.Place{}, m.Entry.Clear()
	m.Number, m.Papered = 0, false
	u.goTo(u.at().Service().Start)
}

// rehearsal is what a call would answer in practice; false where no sample does.
func (u *update) rehearsal(st service.Step) bool {
	_, ok := u.at().Service().Rehearse(st, u.at().Sent(st))
	return ok
}

// practiceOver reports whether practice ends before this step, for want of a sample, and
// shows so.
func (u *update) practiceOver(st service.Step) bool {
	if !u.m.Practice || st.Kind != service.Call || u.rehearsal(st) {
		return false
	}
	u.endPractice()
	return true
}

// endPractice shows where practice has come to. "Back" leads back into it.
func (u *update) endPractice() {
	if !u.at().Passing() {
		u.m.Trail = append(slices.Clone(u.m.Trail), u.m.Here)
	}
	u.m.Here.Over, u.m.Here.Focus = true, ""
}

// pretend lets something of the world seem to go on.
func (u *update) pretend(d time.Duration) { u.m.Task = model.Task{Due: u.now + d} }

// pretended ends what has seemed to go on.
func (u *update) pretended() {
	if due := u.m.Task.Due; due == 0 || u.now < due {
		return
	}
	u.m.Task = model.Task{Failed: true} // until another step is met
	st, _ := u.at().Service().Step(u.m.Here.Step)
	switch st.Kind {
	case service.Call:
		values, ok := u.at().Service().Rehearse(st, u.at().Sent(st))
		if !ok { // what was chosen has not changed since it was asked for
			u.failed()
			return
		}
		u.takeAnswer(st, values)
	case service.Print:
		u.m.Papered = true
		u.goOn(st)
	}
}

// practised goes on with an entry that is neither checked nor kept: nobody needs to give a
// true number to practise, and who did so has it forgotten at once.
func (u *update) practised(step service.Step) {
	u.effect(ForgetEntries{})
	u.m.Order = u.m.Order.WithAnswer(step.Field, service.Given)
	u.m.Entry = u.m.Entry.Clear()
	u.proceed(step)
}

// practisePaid goes on as after a payment. The number is the one that would come next, and
// is not taken.
func (u *update) practisePaid() {
	u.m.Number = u.m.NextNumber
	u.afterPaying()
}

// beginForReal turns what was practised into the real thing: what was chosen stays, what
// came from samples or was made up is gone.
func (u *update) beginForReal() {
	places, ok := u.at().ForReal()
	told := "practice.real.now"
	if u.at().AsksAgain() {
		told = "practice.real.ask"
	}
	u.effect(ForgetEntries{})
	m := u.m
	m.Practice, m.Number, m.Papered, m.Facts, m.Task = false, 0, false, nil, model.Task{}
	m.Entry = m.Entry.Clear()
	m.Order = u.carried(m.Order)
	if ok {
		last := len(places) - 1
		m.Here, m.Trail = places[last], places[:last:last]
		m.Here.Focus, m.Here.Anchors = "", nil
		u.arrive() // a secret begins anew, in a field of its own
		u.reconcile()
	} else {
		m.Trail, m.Here = nil, model.Place{}
		u.goTo(u.at().Service().Start)
	}
	u.say(scene.Assertive, told)
}

// carried is an order without what was made up in practice: entries, and a charge whose
// amount a sample told.
func (u *update) carried(o order.Order) order.Order {
	for _, id := range u.at().Service().Steps() {
		st, _ := u.at().Service().Step(id)
		if st.Kind == service.Enter || st.Kind == service.Present {
			o = o.WithAnswer(st.Field, "")
		}
		if st.Charge == nil {
			continue
		}
		for i := o.Len() - 1; i >= 0; i-- {
			if o.Lines()[i].Item == st.Charge.Item {
				o = must(o.Remove(i))
			}
		}
	}
	return o
}
