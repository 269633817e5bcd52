package screen

import (
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/service"
)

// unpaid says that no money was taken; its title is a message of the same name.
var unpaid = map[input.Outcome]string{input.Declined: "pay.declined", input.Cancelled: "pay.cancelled"}

// payStages say what the terminal waits for.
var payStages = map[input.PaymentStage]struct{ message, picture string }{
	input.PaymentContact:    {"pay.contact", "pay-contact"},
	input.PaymentCard:       {"pay.card", "pay-card"},
	input.PaymentPIN:        {"pay.pin", "pay-pin"},
	input.PaymentRemoveCard: {"pay.remove-card", "pay-remove-card"},
}

func payStep(b *builder) {
	amount := amountNode(b)
	if unpaid[b.M.Pay.Outcome] == "" && !b.M.Pay.Unknown() {
		amount = inPieces(b, amount, b.Total())
	}
	b.add(amount)
	switch {
	case b.M.Paying():
		paying(b)
	case b.M.Practice:
		practisePaying(b)
	case b.M.Pay.Unknown():
		b.title = b.Text("pay.unknown.title") // not "please pay"
		b.first = Call
		b.add(scene.Node{ID: "pay.alert", Role: scene.RoleAlert, Label: b.Text("pay.unknown"), Picture: "unknown"})
	case unpaid[b.M.Pay.Outcome] != "":
		notPaid(b, unpaid[b.M.Pay.Outcome])
	default: // nothing was asked for yet
		b.actions(primary(b.button("pay.start", b.Text("review.pay"), act.Act{Kind: act.Pay})))
	}
}

func amountNode(b *builder) scene.Node {
	return scene.Node{ID: "pay.amount", Role: scene.RoleSummary, Label: b.Text("pay.amount"), Amount: true, Details: []scene.Text{b.Price(b.Total())}}
}

// paying says what the terminal waits for. Where it is, is said when it can be used.
func paying(b *builder) {
	stage, ok := payStages[b.M.Pay.Stage]
	if !ok {
		stage = payStages[input.PaymentContact]
	}
	var places []scene.Place
	if stage != payStages[input.PaymentContact] {
		places = []scene.Place{scene.Terminal}
	}
	b.addTask(b.outside("pay.stage", b.Text(stage.message), stage.picture, places...))
	b.actions(b.button("pay.cancel", b.Text("pay.cancel"), act.Act{Kind: act.AskStop}))
}

// notPaid says that no money was taken, and offers every way on: staff are called from the
// bar.
func notPaid(b *builder, outcome string) {
	b.title, b.first = b.Text(outcome+".title"), "pay.retry"
	b.nodes[0].Quiet = true // the amount was heard before
	buttons := []scene.Node{b.button("pay.quit", b.Text("pay.quit"), act.Act{Kind: act.Home})}
	if _, has := b.Service().StepOf(service.Basket); has {
		buttons = append(buttons, b.button("pay.change", b.Text("pay.change"), act.Act{Kind: act.OpenBasket}))
	}
	buttons = append(buttons, primary(b.button("pay.retry", b.Text("pay.retry"), act.Act{Kind: act.Pay})))
	b.add(scene.Node{ID: "pay.alert", Role: scene.RoleAlert, Label: b.Text(outcome), Picture: "pay-declined", Children: buttons})
}

// stopQuestion asks before paying is stopped: one press never does (ERR-2). The terminal
// goes on waiting behind it.
func stopQuestion(b *builder) {
	b.kind, b.picture = scene.KindQuestion, "pay-none"
	b.title = b.Text("stop.title")
	amount := amountNode(b)
	amount.Quiet = true // it was heard on the screen behind
	b.add(amount)
	b.first = "stop.keep"
	b.actions(
		b.button("stop.pay", b.Text("stop.pay"), act.Act{Kind: act.StopPaying}),
		primary(b.button("stop.keep", b.Text("stop.keep"), act.Act{Kind: act.Close})),
	)
}
