package kiosk

import (
	"cmp"
	"slices"
	"time"

	"modu/accessibility/scene"
	"modu/internal/order"
	"modu/internal/service"
	"modu/internal/session"
	"modu/locales"
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
	if u.m.Clock.Phase == session.Attract {
		u.begin(u.m.Prefs.Speech)
	} else {
		u.closeTalk()
		u.effects = append(u.effects, ForgetEntries{})
	}
	u.restart()
	u.notice(scene.Assertive, u.text("practice.begun"))
}

// restart goes back to the first step with an empty order, within the stay.
func (u *update) restart() {
	m := u.m
	m.Order, m.Facts, m.Trail, m.Here, m.Writing = order.Order{}, nil, nil, place{}, writing{Sideways: m.Writing.Sideways}
	m.Number, m.Papered = 0, false
	u.goTo(u.svc().Start)
}

// rehearsal is what a call would answer in practice; false where no sample does.
func (u *update) rehearsal(st service.Step) bool {
	_, ok := u.svc().Rehearse(st, u.sent(st))
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
	if !u.passing() {
		u.m.Trail = append(slices.Clone(u.m.Trail), u.m.Here)
	}
	u.m.Here.Over, u.m.Here.Focus = true, ""
}

// pretend lets something of the world seem to go on.
func (u *update) pretend(d time.Duration) { u.m.Task = task{Due: u.now + d} }

// pretended ends what has seemed to go on.
func (u *update) pretended() {
	if due := u.m.Task.Due; due == 0 || u.now < due {
		return
	}
	u.m.Task = task{Failed: true} // until another step is met
	st, _ := u.svc().Step(u.m.Here.Step)
	switch st.Kind {
	case service.Call:
		values, ok := u.svc().Rehearse(st, u.sent(st))
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
	u.effects = append(u.effects, ForgetEntries{})
	u.m.Order = u.m.Order.WithAnswer(step.Field, service.Given)
	u.m.Writing = writing{Sideways: u.m.Writing.Sideways}
	u.proceed(step)
}

// practisePresenting lets people go on who have no card or book at hand.
func (b *builder) practisePresenting(step service.Step) scene.Node {
	b.says("practice.present", scene.RoleText, b.text("practice.present"))
	b.first = "practice.presented"
	return primary(b.button("practice.presented", b.text("practice.presented"), Act{Kind: ActPractised, Step: step.ID}))
}

// practisePaying stands in for the terminal, which is not asked: a card that somebody
// holds to it now must not be charged.
func (b *builder) practisePaying() {
	b.says("practice.pay", scene.RoleText, b.text("practice.pay"))
	b.first = "practice.paid"
	b.actions(primary(b.button("practice.paid", b.text("practice.paid"), Act{Kind: ActPractisePay})))
}

// practisePaid goes on as after a payment. The number is the one that would come next, and
// is not taken.
func (u *update) practisePaid() {
	u.m.Number = u.m.NextNumber
	u.afterPaying()
}

// forReal is where the service goes on when practice becomes real: the places on the way
// there, the last one being it. It is the last screen on which nothing yet depended on a sample, on a made-up
// entry or on a payment: for an order the screen that reads it back, at a desk the one that
// asks who one is. Without such a screen it reports false.
func (u *update) forReal() ([]place, bool) {
	places := slices.Clone(u.m.Trail)
	for i, p := range places {
		st, _ := u.svc().Step(p.Step)
		switch {
		case st.Kind == service.Enter, st.Kind == service.Present:
			return places[:i+1], true
		case p.Calls > 0, st.Kind == service.Pay, st.Kind == service.Done:
			return places[:i], i > 0
		}
	}
	return places, len(places) > 0
}

// asksAgain reports whether something must be typed or presented again for real.
func (u *update) asksAgain() bool {
	places, ok := u.forReal()
	if !ok {
		return false
	}
	st, _ := u.svc().Step(places[len(places)-1].Step)
	return st.Kind == service.Enter || st.Kind == service.Present
}

// beginForReal turns what was practised into the real thing: what was chosen stays, what
// came from samples or was made up is gone.
func (u *update) beginForReal() {
	places, ok := u.forReal()
	told := "practice.real.now"
	if u.asksAgain() {
		told = "practice.real.ask"
	}
	u.effects = append(u.effects, ForgetEntries{})
	m := u.m
	m.Practice, m.Number, m.Papered, m.Facts, m.Task = false, 0, false, nil, task{}
	m.Writing = writing{Sideways: m.Writing.Sideways}
	m.Order = u.carried(m.Order)
	if ok {
		last := len(places) - 1
		m.Here, m.Trail = places[last], places[:last:last]
		m.Here.Focus, m.Here.Anchors = "", nil
		u.arrive() // a secret begins anew, in a field of its own
		u.reconcile()
	} else {
		m.Trail, m.Here = nil, place{}
		u.goTo(u.svc().Start)
	}
	u.notice(scene.Assertive, u.text(told))
}

// carried is an order without what was made up in practice: entries, and a charge whose
// amount a sample told.
func (u *update) carried(o order.Order) order.Order {
	for _, id := range u.svc().Steps() {
		st, _ := u.svc().Step(id)
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

// practiceEnd says that nothing has been done yet, in words of the service, and offers to
// do it now.
func (b *builder) practiceEnd() {
	b.kind = "practice"
	st, _ := b.svc().Step(b.m.Here.Step)
	b.title = b.text(cmp.Or(st.Undone, "practice.over"))
	if st.Kind != service.Done {
		b.says("practice.short", scene.RoleText, b.text("practice.short"))
	}
	b.says("practice.lead", scene.RoleText, b.text("practice.lead"))
	if places, _ := b.forReal(); b.asksAgain() {
		words := "practice.ask"
		if n := len(places); n > 1 {
			if from, _ := b.svc().Step(places[n-2].Step); from.Kind == service.Identify {
				words = "practice.carry"
			}
		}
		b.says("practice.ask", scene.RoleText, b.text(words))
	}
	b.first = "practice.real"
	b.actions(
		b.button("practice.leave", b.text("practice.leave"), Act{Kind: ActLeave}),
		b.button("practice.again", b.text("practice.again"), Act{Kind: ActPractiseAgain}),
		primary(b.button("practice.real", b.text(cmp.Or(st.Real, "practice.real")), Act{Kind: ActForReal})),
	)
}

// mark names the screen as practice, for every sense: its title begins with the word. A
// call for staff is real, and says so.
func (b *builder) mark() {
	if !b.m.Practice || b.m.Here.Over && b.kind == "practice" {
		return
	}
	words := "practice.mark"
	if b.m.Talk.Kind == talkCall || b.m.Talk.Kind == talkWrite {
		words = "practice.call"
	} else {
		b.title = b.text("practice.title", locales.Words("Title", b.title))
	}
	if b.m.Clock.Phase == session.Warned {
		return // its title says so; it has room for one question only
	}
	b.nodes = append([]scene.Node{{ID: "practice.mark", Role: scene.RoleText, Label: b.text(words), Quiet: words == "practice.mark"}}, b.nodes...)
}

// practiceDoor offers practice where nothing has been begun.
func (b *builder) practiceDoor() []scene.Node {
	if b.m.Practice || b.m.Order.Len() > 0 || b.m.paying() || b.m.spent() {
		return nil
	}
	n := b.button(idPractice, b.text("practice.open"), Act{Kind: ActPractise})
	n.Hint = b.text("practice.open.hint")
	return []scene.Node{n}
}
