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
	b.says("practice.pay", scene.RoleText, b.Text("practice.pay"))
	b.first = "practice.paid"
	b.actions(primary(b.button("practice.paid", b.Text("practice.paid"), act.Act{Kind: act.PractisePay})))
}

// practiceEnd says that nothing has been done yet, in words of the service, and offers to
// do it now.
func practiceEnd(b *builder) {
	b.kind = scene.KindPractice
	st, _ := b.Service().Step(b.M.Here.Step)
	b.title = b.Text(cmp.Or(st.Undone, "practice.over"))
	if st.Kind != service.Done {
		b.says("practice.short", scene.RoleText, b.Text("practice.short"))
	}
	b.says("practice.lead", scene.RoleText, b.Text("practice.lead"))
	if places := b.M.RealFrom(b.Service()); b.M.AsksAgain(b.Service()) {
		words := "practice.ask"
		if n := len(places); n > 1 {
			if from, _ := b.Service().Step(places[n-2].Step); from.Kind == service.Identify {
				words = "practice.carry"
			}
		}
		b.says("practice.ask", scene.RoleText, b.Text(words))
	}
	b.first = "practice.real"
	b.actions(
		b.button("practice.leave", b.Text("practice.leave"), act.Act{Kind: act.Leave}),
		b.button("practice.again", b.Text("practice.again"), act.Act{Kind: act.PractiseAgain}),
		primary(b.button("practice.real", b.Text(cmp.Or(st.Real, "practice.real")), act.Act{Kind: act.ForReal})),
	)
}

// markPractice names the screen as practice, for every sense: its title begins with the word. A
// call for staff is real, and says so.
func markPractice(b *builder) {
	if !b.M.Practice || b.M.Here.Over && b.kind == scene.KindPractice {
		return
	}
	words := "practice.mark"
	if b.M.Overlay.Kind == model.OverlayStaff || b.M.Overlay.Kind == model.OverlayMessage {
		words = "practice.call"
	} else {
		b.title = b.Text("practice.title", locales.Words("Title", b.title))
	}
	if b.kind == scene.KindWarning {
		return // its title says so; it has room for one question only
	}
	b.nodes = append([]scene.Node{{ID: "practice.mark", Role: scene.RoleText, Label: b.Text(words), Quiet: words == "practice.mark"}}, b.nodes...)
}

// practiceDoor offers practice where nothing has been begun.
func practiceDoor(b *builder) []scene.Node {
	if b.M.Practice || b.M.Order.Len() > 0 || b.M.Paying() || b.M.Spent() {
		return nil
	}
	n := b.button(Practice, b.Text("practice.open"), act.Act{Kind: act.Practise})
	n.Hint = b.Text("practice.open.hint")
	return []scene.Node{n}
}
