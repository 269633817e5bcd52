package kiosk

import (
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
	"modu/internal/order"
	"modu/internal/payment"
	"modu/internal/service"
)

// startPayment takes an order number and asks the terminal. The number is taken
// even if the payment fails: a number is never given out twice.
func (u *update) startPayment() {
	m := u.m
	if m.Order.Len() == 0 { // a key that does nothing says why
		u.say(scene.Assertive, "basket.empty")
		return
	}
	total, err := m.Order.Total()
	if err != nil || m.Paying() || m.Spent() {
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
	m.Pay = m.Pay.Start(u.newEffect())
	number := m.NextNumber
	m.NextNumber++
	pay := StartPayment{ID: m.Pay.Effect, Stamp: u.stamp(), Amount: total, Number: number, Order: m.Order}
	if st, _ := u.at().Service().Step(m.Here.Step); st.Report != nil {
		pay.Report = &order.Report{Path: st.Report.Path, Language: string(m.Prefs.Language), Fields: st.Report.Told(m.Order, m.Facts)}
	}
	u.effect(pay)
}

// paid takes up what the terminal has told.
func (u *update) paid(next payment.State, ended payment.Ended) {
	m := u.m
	m.Pay = next
	if ended == 0 {
		return
	}
	if m.Overlay.Kind != model.NoOverlay { // help is open: what became of the money comes first
		u.closeOverlay()
	}
	m.Here.Focus = ""
	m.Headset = m.Headset.Extend(u.now) // the terminal's time does not count as idling,
	m.Clock = m.Clock.Restart(u.now)    // nor while the headset is out
	switch ended {
	case input.Approved:
		m.Number = m.NextNumber - 1
		u.effect(CompleteOrder{Stamp: u.stamp(), Number: m.Number, Order: m.Order})
		u.afterPaying()
		if m.Headset.Held() { // the headset is out: what became of the money is no secret
			u.forAll(u.at().HeadsetOut())
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
	next, err := u.at().Service().Next(m.Here.Step, m.Order, m.Facts)
	if done, ok := u.at().Service().StepOf(service.Done); err != nil && ok {
		next = done.ID // a guard that fails must not come between a person and their number
	}
	if _, ok := u.at().Service().Step(next); ok {
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
	u.effect(CompleteOrder{Stamp: u.stamp(), Number: m.Number, Order: m.Order})
	u.afterPaying()
}
