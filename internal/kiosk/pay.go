package kiosk

import (
	"strings"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/order"
	"modu/internal/service"
)

// startPayment takes an order number and asks the terminal. The number is taken
// even if the payment fails: a number is never given out twice.
func (u *update) startPayment() {
	m := u.m
	if m.Order.Len() == 0 { // a key that does nothing says why
		u.notice(scene.Assertive, u.text("basket.empty"))
		return
	}
	total, err := m.Order.Total()
	if err != nil || m.paying() || m.spent() {
		return
	}
	if m.Practice {
		if total.Minor == 0 {
			u.practisePaid()
		}
		return // the screen offers to go on
	}
	if total.Minor == 0 {
		u.settleFree()
		return
	}
	m.Pay = payment{Effect: u.newEffect(), Stage: "contact"}
	number := m.NextNumber
	m.NextNumber++
	pay := StartPayment{ID: m.Pay.Effect, Stamp: u.stamp(), Amount: total, Number: number, Order: m.Order}
	if st, _ := u.svc().Step(m.Here.Step); st.Report != nil {
		pay.Report = &order.Report{Path: st.Report.Path, Language: string(m.Prefs.Language), Fields: st.Report.Told(m.Order, m.Facts)}
	}
	u.effects = append(u.effects, pay)
}

func (u *update) paymentWaiting(ev input.PaymentWaiting) {
	if ev.Effect == u.m.Pay.Effect && u.m.paying() {
		u.m.Pay.Stage = ev.For
	}
}

func (u *update) paymentEnded(ev input.PaymentEnded) {
	m := u.m
	if ev.Effect != m.Pay.Effect || !m.paying() {
		return // a late answer to a payment of somebody who has left
	}
	m.Pay = payment{Effect: ev.Effect, Outcome: ev.Outcome}
	if m.Talk.Kind != "" { // help is open: what became of the money comes first
		u.closeTalk()
	}
	m.Here.Focus = ""
	if m.Pulled.held() {
		m.Pulled.Since = u.now // nor while the headset is out
	}
	m.Clock, _ = m.Clock.Act(u.now) // the terminal's time does not count as idling
	switch ev.Outcome {
	case input.Approved:
		m.Number = m.NextNumber - 1
		u.effects = append(u.effects, CompleteOrder{Stamp: u.stamp(), Number: m.Number, Order: m.Order})
		u.afterPaying()
		if m.Pulled.held() { // the headset is out: what became of the money is no secret
			u.forAll(u.pulledText())
		}
	case input.Declined, input.Cancelled:
		u.reconcile() // prices may have changed while the terminal was busy
	case input.Unknown:
		// Neither paid nor unpaid may be assumed: a person must sort this out.
		u.callStaff()
	}
}

// afterPaying leads on from the pay step; what is paid cannot be changed, so nothing
// leads back.
func (u *update) afterPaying() {
	m := u.m
	next, err := u.svc().Next(m.Here.Step, m.Order, m.Facts)
	if done, ok := u.svc().StepOf(service.Done); err != nil && ok {
		next = done.ID // a guard that fails must not come between a person and their number
	}
	if _, ok := u.svc().Step(next); ok {
		u.goTo(next)
	}
	if !m.Practice { // there, nothing is paid, and what is to be real begins on the way
		m.Trail = nil
	}
}

// settleFree ends an order that costs nothing: there is no reason to ask for a card.
func (u *update) settleFree() {
	m := u.m
	m.Number = m.NextNumber
	m.NextNumber++
	u.effects = append(u.effects, CompleteOrder{Stamp: u.stamp(), Number: m.Number, Order: m.Order})
	u.afterPaying()
}

// unpaid says that no money was taken.
var unpaid = map[input.Outcome]string{input.Declined: "pay.declined", input.Cancelled: "pay.cancelled"}

var payStages = map[string]string{"contact": "pay.contact", "card": "pay.card", "pin": "pay.card", "remove-card": "pay.remove-card"}

func (b *builder) payStep(service.Step) {
	b.add(scene.Node{ID: "pay.amount", Role: scene.RoleSummary, Label: b.text("pay.amount"), Details: []scene.Text{b.price(b.total())}})
	if b.m.paying() {
		stage, ok := payStages[b.m.Pay.Stage]
		if !ok {
			stage = "pay.contact"
		}
		b.add(scene.Node{ID: "pay.stage", Role: scene.RoleProgress, Label: b.text(stage), Picture: strings.Replace(stage, ".", "-", 1)})
		b.actions(b.button("pay.cancel", b.text("pay.cancel"), Act{Kind: ActStopPaying}))
		return
	}
	if b.m.Practice {
		b.practisePaying()
		return
	}
	if b.m.Pay.Outcome == input.Unknown {
		b.title = b.text("pay.unknown.title") // not "please pay"
		b.first = idCall
		b.add(scene.Node{ID: "pay.alert", Role: scene.RoleAlert, Label: b.text("pay.unknown")})
		return
	}
	outcome, over := unpaid[b.m.Pay.Outcome]
	if !over { // nothing was asked for yet
		b.actions(primary(b.button("pay.start", b.text("review.pay"), Act{Kind: ActPay})))
		return
	}
	b.first = "pay.retry"
	b.add(scene.Node{ID: "pay.alert", Role: scene.RoleAlert, Label: b.text(outcome), Children: []scene.Node{
		primary(b.button("pay.retry", b.text("pay.retry"), Act{Kind: ActPay})),
	}})
}
