package screen

import (
	"cmp"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/payment"
	"modu/internal/service"
)

// unpaid says that no money was taken; its title is a message of the same name.
var unpaid = map[input.Outcome]string{input.Declined: "pay.declined", input.Cancelled: "pay.cancelled"}

// moment is what a payment waits for: the title says it, and a picture shows it.
type moment struct {
	title, picture string
	waiting        string // what is said beside the title while nothing can be done: to wait, or what goes on
}

// payMoments are the stages of a terminal that the kiosk knows.
var payMoments = map[input.PaymentStage]moment{
	input.PaymentContact:    {"pay.contact", "pay-contact", "pay.wait"},
	input.PaymentCard:       {"pay.card", "pay-card", ""},
	input.PaymentPIN:        {"pay.pin", "pay-pin", ""},
	input.PaymentChecking:   {"pay.wait", "pay-contact", "pay.checking"},
	input.PaymentRemoveCard: {"pay.remove-card", "pay-remove-card", ""},
}

var (
	payElsewhere = moment{"pay.follow", "pay-contact", ""} // a stage of a newer terminal
	payStopping  = moment{"pay.stopping", "pay-contact", ""}
)

func payMoment(p payment.State) moment {
	if p.Stopping {
		return payStopping
	}
	if m, known := payMoments[p.Stage]; known {
		return m
	}
	return payElsewhere
}

func payStep(b *builder) {
	amount := amountNode(b, amountWords(b))
	switch {
	case b.M.Paying():
		amount.Quiet = b.M.Pay.Stage != input.PaymentCard || b.M.Pay.Stopping // it is said with what is asked for: a card
		amount.Late = true                                                    // after what is asked for, and where
		b.add(inPieces(b, amount, b.Total()))
		paying(b, payMoment(b.M.Pay))
	case b.M.Practice:
		b.add(inPieces(b, amount, b.Total()))
		practisePaying(b)
	case b.M.Pay.Unknown():
		b.add(amount)
		payUnknown(b)
	case unpaid[b.M.Pay.Outcome] != "":
		amount.Quiet = true // it was heard before
		b.add(amount)
		notPaid(b, unpaid[b.M.Pay.Outcome])
	default: // nothing was asked for yet
		b.add(inPieces(b, amount, b.Total()))
		b.actions(primary(b.button("pay.start", b.Text("review.pay"), act.Act{Kind: act.Pay})))
	}
}

// amountWords is what the sum is called: it is not "to be paid" where it may have been paid,
// is not paid any more, or never will be.
func amountWords(b *builder) string {
	if b.M.Practice || b.M.Pay.Unknown() || b.M.Paying() && (b.M.Pay.Stopping || b.M.Pay.Stage == input.PaymentRemoveCard) {
		return "pay.amount.unknown"
	}
	return "pay.amount"
}

func amountNode(b *builder, words string) scene.Node {
	return scene.Node{ID: PayAmount, Role: scene.RoleSummary, Label: b.Text(words), Amount: true, Details: []scene.Text{b.Price(b.Total())}}
}

// paying says what the terminal waits for. Where it is, is said when it can be used.
func paying(b *builder, m moment) {
	b.title = b.Text(m.title)
	var places []scene.Place
	if m.waiting == "" && !b.M.Pay.Stopping {
		places = []scene.Place{scene.Terminal}
	}
	task := b.outside("pay.stage", b.Text(cmp.Or(m.waiting, m.title)), m.picture, places...)
	if b.M.Pay.Stage == input.PaymentRemoveCard {
		task = back(task)
	}
	b.addTask(task)
	if !b.M.Pay.Stopping {
		b.actions(b.button(CancelPay, b.Text("pay.cancel"), act.Act{Kind: act.AskStop}))
	}
}

// payUnknown says that a person must sort it out. That staff come is said only while they are
// called; else the button that calls them stands where that is said.
func payUnknown(b *builder) {
	b.title = b.Text("pay.unknown.title")
	alert := scene.Node{ID: "pay.alert", Role: scene.RoleAlert, Label: b.Text("pay.unknown"), Picture: callPicture(b), Stop: true}
	b.first = alert.ID
	if !b.M.Call.Open() {
		alert.Label, alert.Picture, b.first = b.Text("pay.unknown.alone"), "staff-called", payStaff
		alert.Children = []scene.Node{primary(b.button(payStaff, b.Text("pay.staff"), act.Act{Kind: act.CallStaff}))}
	}
	b.add(b.node(alert, act.Act{Kind: act.ReadAloud}))
}

// payStaff is the button that calls staff for a payment of which nobody knows.
const payStaff = "pay.staff"

// wentWrong reports whether the screen is about a payment that did not go through, or of which
// nobody knows: it does not go on from there.
func wentWrong(b *builder) bool {
	return b.Step().Kind == service.Pay && !b.M.Paying() && !b.M.Practice && (b.M.Pay.Unknown() || unpaid[b.M.Pay.Outcome] != "")
}

// notPaid says that no money was taken, and offers every way on: staff are called from the
// bar.
func notPaid(b *builder, outcome string) {
	b.title, b.first = b.Text(outcome+".title"), "pay.retry"
	buttons := []scene.Node{b.button("pay.quit", b.Text("pay.quit"), act.Act{Kind: act.Home})}
	if _, has := b.Service().StepOf(service.Basket); has {
		buttons = append(buttons, b.button("pay.change", b.Text("pay.change"), act.Act{Kind: act.OpenBasket}))
	}
	alert := scene.Node{ID: "pay.alert", Role: scene.RoleAlert, Label: b.Text(outcome), Picture: "pay-declined"}
	retry := "pay.retry"
	if b.M.Pay.Outcome == input.Declined {
		retry = "pay.retry.card"
		alert.Details = []scene.Text{b.Text("pay.declined.ways")}
	}
	alert.Children = append(buttons, primary(b.button("pay.retry", b.Text(retry), act.Act{Kind: act.Pay})))
	b.add(alert)
}

// stopQuestion asks before paying is stopped: one press never does (ERR-2). The terminal
// goes on waiting behind it.
func stopQuestion(b *builder) {
	b.kind, b.picture = scene.KindQuestion, "pay-none"
	b.title = b.Text("stop.title")
	if s := b.M.Pay.Stage; payment.Waits(s) || s == input.PaymentPIN { // later it may have been
		b.says("stop.unpaid", scene.RoleText, b.Text("stop.unpaid"))
	}
	b.first = "stop.keep"
	b.actions( // what stops nothing is met first (ERR-2)
		primary(b.button("stop.keep", b.Text("stop.keep"), act.Act{Kind: act.Close})),
		b.button(StopPay, b.Text("stop.pay"), act.Act{Kind: act.StopPaying}),
	)
}

// addPaid confirms on the first screen after a payment that it is complete: in the title
// where that is the number by which the order is called. A notice has said it.
func addPaid(b *builder, step service.Step) {
	switch {
	case b.M.Pay.Outcome != input.Approved || len(b.M.Trail) > 0:
	case step.Kind == service.Done && len(step.Show) == 0:
		b.title = b.Text("pay.approved")
	default:
		b.add(scene.Node{ID: Paid, Role: scene.RoleText, Label: b.Text("pay.approved"), Quiet: true})
	}
}
