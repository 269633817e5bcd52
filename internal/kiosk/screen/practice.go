package screen

import (
	"cmp"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/service"
	"modu/locales"
)

// practisePresenting lets people go on who have no card or book at hand.
func practisePresenting(b *builder, step service.Step) scene.Node {
	b.says("practice.present", scene.RoleText, b.Text("practice.present"))
	b.first = "practice.presented"
	return primary(b.button("practice.presented", b.Text("practice.presented"), act.Act{Kind: act.Practised, Step: step.ID}))
}

// practisePaying stands in for the terminal, which is not asked: a card that somebody
// holds to it now must not be charged.
func practisePaying(b *builder) {
	b.title = b.Text("practice.pay") // not "please pay"
	b.add(b.outside("practice.pay", b.title, "pay-none"))
	b.first = "practice.paid"
	b.actions(primary(b.button("practice.paid", b.Text("practice.paid"), act.Act{Kind: act.PractisePay})))
}

// practiceEnd says that practice went well, that nothing has been done yet, in words of the
// service, and offers to practise again and to do it now.
func practiceEnd(b *builder) {
	b.kind, b.picture = scene.KindPractice, "practised" // no tick, which would say that something was done
	st, _ := b.Service().Step(b.M.Here.Step)
	b.title = b.Text("practice.lead")
	b.says("practice.over", scene.RoleText, model.Said(b.Moment, cmp.Or(st.Undone, "practice.over")))
	if st.Kind != service.Done {
		b.says("practice.short", scene.RoleText, b.Text("practice.short"))
	}
	if places := b.M.RealFrom(b.Service()); b.M.AsksAgain(b.Service()) {
		words := "practice.ask"
		if n := len(places); n > 1 {
			if from, _ := b.Service().Step(places[n-2].Step); from.Kind == service.Identify {
				words = "practice.carry"
			}
		}
		b.says("practice.ask", scene.RoleText, b.Text(words))
	}
	b.first = ForReal
	leave := b.button("practice.leave", b.Text("practice.leave"), act.Act{Kind: act.Leave})
	again := b.button("practice.again", b.Text("practice.again"), act.Act{Kind: act.PractiseAgain})
	real := primary(b.button(ForReal, b.Text(cmp.Or(st.Real, "practice.real")), act.Act{Kind: act.ForReal}))
	leave.Picture, again.Picture, real.Picture = "act-stop", "act-again", "act-next"
	b.actions(leave, again, real)
}

// practiceDone is the last screen of a service in practice: nobody waits for what is not
// made, and nobody takes it for done.
func practiceDone(b *builder, step service.Step) {
	b.title = b.Text("practice.done.title")
	if len(step.Show) > 0 {
		for i, sh := range b.Service().Shown(step, b.M.Order, b.M.Facts) {
			if sh.From != "" { // what else there is says where to go and what to take
				b.add(shownLine(b, i, sh))
			}
		}
		b.says("practice.done", scene.RoleText, model.Said(b.Moment, cmp.Or(step.Undone, "practice.over")))
	} else {
		b.says("done.number", scene.RoleHeading, orderNumber(b))
		b.add(scene.Node{ID: "practice.done", Role: scene.RoleText, Label: b.Text("practice.done"), Picture: "handed"})
	}
	b.saysNext, b.first = true, "practice.end"
	b.actions(primary(b.button("practice.end", b.Text("practice.end"), act.Act{Kind: act.EndPractice})))
}

// practising reports whether the screen is one of practice, of which nothing comes.
func practising(b *builder) bool {
	return b.M.Practice && !(b.M.Here.Over && b.kind == scene.KindPractice)
}

// namePractice tells practice from the real thing: by ear each title begins with the word, to
// the eyes a mark says it (addMark). What it means stands on the first screen only. A call for
// staff is real, and says so.
func namePractice(b *builder) {
	if !practising(b) {
		return
	}
	if b.M.Overlay.Kind == model.OverlayStaff || b.M.Overlay.Kind == model.OverlayMessage {
		b.nodes = append([]scene.Node{{ID: "practice.call", Role: scene.RoleText, Label: b.Text("practice.call")}}, b.nodes...)
		return
	}
	if b.title.ID != "practice.pay" { // that one says it itself
		b.title = b.Text("practice.title", locales.Words("Title", b.title))
	}
	if b.M.Showing() == model.ShowStep && len(b.M.Trail) == 0 && b.M.Crowded() == 0 { // the notice that began practice has said it; it is worth no page
		b.nodes = append([]scene.Node{{ID: PracticeNothing, Role: scene.RoleText, Label: b.Text("practice.nothing"), Quiet: true}}, b.nodes...)
	}
}

// addMark puts the mark of practice above everything else on the screen, on every page.
func addMark(b *builder) {
	if practising(b) {
		b.nodes = append([]scene.Node{{ID: PracticeMark, Role: scene.RoleMark, Label: b.Text("practice.mark"), Quiet: true}}, b.nodes...)
	}
}

// practiceButton offers practice where nothing has been begun.
func practiceButton(b *builder) []scene.Node {
	if b.M.Practice || b.M.Order.Len() > 0 || b.M.Paying() || b.M.Spent() {
		return nil
	}
	n := b.button(Practice, b.Text("practice.open"), act.Act{Kind: act.Practise})
	n.Hint = b.Text("practice.open.hint")
	return []scene.Node{n}
}
