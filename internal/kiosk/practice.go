package kiosk

import (
	"modu/accessibility/scene"
	"modu/internal/order"
	"modu/internal/service"
	"modu/internal/session"
	"modu/locales"
)

// talkPractice stands where a practised order would have become a real one.
const talkPractice = "practice"

// beginPractice starts a stay, or the steps of one, in which nothing has a consequence: an
// order can be gone through with nobody waiting for its result (peers ask for it: a
// class at a welfare centre, a grandchild showing how).
func (u *update) beginPractice() {
	if u.m.Clock.Phase == session.Attract {
		u.begin(u.m.Prefs.Speech)
	} else {
		u.closeTalk()
		u.restart()
	}
	u.m.Practice = true
	u.notice(scene.Assertive, u.text("practice.begun"))
}

// restart goes back to the first step with an empty order, within the stay.
func (u *update) restart() {
	u.m.Order, u.m.Trail, u.m.Here, u.m.Writing = order.Order{}, nil, place{}, writing{}
	u.goTo(u.svc().Start)
}

// consequence reports whether a step does something that cannot be undone, or asks
// somebody outside who would take it for real.
func consequence(k service.Kind) bool {
	switch k {
	case service.Pay, service.Call, service.Print, service.Done:
		return true
	}
	return false
}

// practiceOver reports whether practice ends before this step, and shows so.
func (u *update) practiceOver(step service.Step) bool {
	if !u.m.Practice || !consequence(step.Kind) {
		return false
	}
	u.openTalk(talkPractice)
	return true
}

// practised goes on with an entry that is neither checked nor kept: nobody needs to give a
// true number to practise.
func (u *update) practised(step service.Step) {
	u.m.Order = u.m.Order.WithAnswer(step.Field, service.Given)
	u.m.Writing = writing{Sideways: u.m.Writing.Sideways}
	u.proceed(step)
}

// backToRealEntries leads to the first step that took an entry in practice, and forgets
// every such entry: for real it has to be a true one.
func (u *update) backToRealEntries() {
	u.m.Writing = writing{Sideways: u.m.Writing.Sideways}
	places := append(append([]place(nil), u.m.Trail...), u.m.Here)
	first := -1
	for i := len(places) - 1; i >= 0; i-- {
		st, _ := u.svc().Step(places[i].Step)
		if st.Kind == service.Enter || st.Kind == service.Present {
			first = i
			u.m.Order = u.m.Order.WithAnswer(st.Field, "")
		}
	}
	if first < 0 {
		return
	}
	u.m.Here, u.m.Trail = places[first], places[:first:first]
	u.m.Here.Focus = ""
	u.arrive() // a secret begins anew, in a field of its own
}

// practiceEnd says that nothing was ordered, and offers to order it now.
func (b *builder) practiceEnd() {
	b.kind = "practice"
	b.title = b.text("practice.over")
	b.says("practice.lead", scene.RoleText, b.text("practice.lead"))
	b.first = "practice.real"
	b.actions(
		b.button("practice.leave", b.text("practice.leave"), func(u *update) { u.leave() }),
		b.button("practice.again", b.text("practice.again"), func(u *update) {
			u.closeTalk()
			u.restart()
			u.notice(scene.Assertive, u.text("practice.begun"))
		}),
		primary(b.button("practice.real", b.text("practice.real"), func(u *update) {
			u.closeTalk() // to the step before the consequence, where everything is read back
			u.m.Practice = false
			u.m.Here.Focus = ""
			u.backToRealEntries()
			u.notice(scene.Assertive, u.text("practice.real.now"))
		})),
	)
}

// mark names the screen as practice, for every sense: its title begins with the word.
func (b *builder) mark() {
	if !b.m.Practice || b.m.Talk.Kind != "" || b.m.Clock.Phase == session.Warned {
		return
	}
	b.title = b.text("practice.title", locales.Words("Title", b.title))
	b.nodes = append([]scene.Node{{ID: "practice.mark", Role: scene.RoleText, Label: b.text("practice.mark"), Quiet: true}}, b.nodes...)
}

// practiceDoor offers practice where nothing has been begun.
func (b *builder) practiceDoor() []scene.Node {
	if b.m.Practice || b.m.Order.Len() > 0 || b.m.paying() || b.m.spent() {
		return nil
	}
	n := b.button(idPractice, b.text("practice.open"), func(u *update) { u.beginPractice() })
	n.Hint = b.text("practice.open.hint")
	return []scene.Node{n}
}
