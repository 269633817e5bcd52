package screen

import (
	"strings"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
)

// unpaid says that no money was taken.
var unpaid = map[input.Outcome]string{input.Declined: "pay.declined", input.Cancelled: "pay.cancelled"}

// payStages say what the terminal waits for.
var payStages = map[input.PaymentStage]string{input.PaymentContact: "pay.contact", input.PaymentCard: "pay.card", input.PaymentPIN: "pay.card", input.PaymentRemoveCard: "pay.remove-card"}

func payStep(b *builder) {
	b.add(scene.Node{ID: "pay.amount", Role: scene.RoleSummary, Label: b.Text("pay.amount"), Details: []scene.Text{b.Price(b.Total())}})
	if b.M.Paying() {
		stage, ok := payStages[b.M.Pay.Stage]
		if !ok {
			stage = "pay.contact"
		}
		b.add(scene.Node{ID: "pay.stage", Role: scene.RoleProgress, Label: b.Text(stage), Picture: strings.Replace(stage, ".", "-", 1)})
		b.actions(b.button("pay.cancel", b.Text("pay.cancel"), act.Act{Kind: act.StopPaying}))
		return
	}
	if b.M.Practice {
		practisePaying(b)
		return
	}
	if b.M.Pay.Unknown() {
		b.title = b.Text("pay.unknown.title") // not "please pay"
		b.first = Call
		b.add(scene.Node{ID: "pay.alert", Role: scene.RoleAlert, Label: b.Text("pay.unknown")})
		return
	}
	outcome, over := unpaid[b.M.Pay.Outcome]
	if !over { // nothing was asked for yet
		b.actions(primary(b.button("pay.start", b.Text("review.pay"), act.Act{Kind: act.Pay})))
		return
	}
	b.first = "pay.retry"
	b.add(scene.Node{ID: "pay.alert", Role: scene.RoleAlert, Label: b.Text(outcome), Children: []scene.Node{
		primary(b.button("pay.retry", b.Text("pay.retry"), act.Act{Kind: act.Pay})),
	}})
}
