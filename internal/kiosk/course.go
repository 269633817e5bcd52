package kiosk

import (
	"maps"
	"slices"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/kiosk/screen"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/payment"
	"modu/internal/service"
	"modu/locales"
)

// went takes up where the way through the service has led, and what it wants of the world.
func (u *update) went(next course.Course, outcomes []course.Outcome) {
	u.m.Course = next
	for _, o := range outcomes {
		switch o := o.(type) {
		case course.Say:
			told(u, o)
		case course.Charge:
			charge(u, o.Total)
		case course.Completed:
			completed(u, o)
		case course.Waited:
			waited(u)
		case course.Failed:
			u.m.Clock = u.m.Clock.Restart(u.now)
			paperFailed(u)
		case course.Real:
			reconcile(u)
		case course.ClearField:
			u.m.Entry = u.m.Entry.Clear()
		case course.ForgetSecret:
			u.m.Entry = u.m.Entry.ForgetSecret()
		default:
			wants(u, o)
		}
	}
	onTheWay(u)
}

// wants turns what the way through the service wants of the world into effects.
func wants(u *update, o course.Outcome) {
	switch o := o.(type) {
	case course.Check:
		takeEffect(u, o.ID)
		u.effect(KeepEntry{ID: o.ID, Stamp: u.stamp(), Node: u.m.Entry.Field, Step: o.Step, Typed: written(u)})
	case course.Keep:
		u.effect(KeepPresented{Stamp: u.stamp(), Field: o.Field})
	case course.Forget:
		u.effect(ForgetEntries{})
	case course.Ask:
		takeEffect(u, o.ID)
		ask := AskService{ID: o.ID, Stamp: u.stamp(), Step: o.Step, Turn: o.Turn, Fields: o.Fields, Language: u.m.Prefs.Language}
		if o.Step.SendsBasket() {
			ask.Basket = model.Basket(u.at(), o.Step.Send)
		}
		u.effect(ask)
	case course.Kept:
		u.effect(KeepHolds{Calls: o.Calls})
	case course.GuardFailed:
		u.effect(GuardFailed{Service: u.c.Service.ID, Step: o.Step, Key: o.Key})
	case course.Print:
		takeEffect(u, o.ID)
		u.effect(PrintPaper{ID: o.ID, Stamp: u.stamp(), Step: o.Step.ID, Turn: o.Turn, Sheets: screen.Sheets(u.at(), o.Step)})
	}
}

// takeEffect notes that an id has been given to an effect.
func takeEffect(u *update, id input.EffectID) { u.m.Effects = max(u.m.Effects, id.Counter) }

// told tells the person something about their way.
func told(u *update, o course.Say) {
	var args []locales.Arg
	if o.Item != "" {
		args = append(args, locales.Words("Name", u.at().ItemName(o.Item)))
	}
	if o.Counter != "" {
		args = append(args, locales.Count("N", o.Count, string(o.Counter)))
	} else if o.Count != 0 {
		args = append(args, model.CountArg(u.at(), "N", o.Count, o.Item))
	}
	if o.Price != nil {
		args = append(args, model.PriceArg("Price", *o.Price))
	}
	if o.Wrong {
		u.earcon = scene.EarconError
	}
	politeness := scene.Assertive
	if o.Polite {
		politeness = scene.Polite
	}
	u.say(politeness, o.Message, args...)
	if o.MoreHow && u.m.Hand != accessibility.Touch && u.m.Hand != accessibility.Switch {
		u.tell(scene.Polite, "basket.more.how") // it lies before what has the focus
	}
}

// waited: a machine has done what was waited for, which is no idling. Help may be open over
// the step: the person comes back from it to the new one.
func waited(u *update) {
	u.m.Clock = u.m.Clock.Restart(u.now)
	u.m.Headset = u.m.Headset.Extend(u.now)
	if u.m.Overlay.Kind != model.NoOverlay {
		u.m.Overlay.Back = ""
	}
}

// paperFailed calls staff by itself where paper was paid for and did not come: the
// screen says that they will help, so they must know.
func paperFailed(u *update) {
	if u.at().Step().Kind != service.Print || u.m.Number == 0 || u.m.Pay.Outcome != input.Approved {
		return
	}
	if u.m.Headset.Held() {
		u.forAll(u.at().HeadsetOut())
	}
	if !u.m.Call.Open() {
		callStaff(u)
	}
}

// presented takes what was held to a reader, where the screen asks for it.
func presented(u *update, ev input.Presented) {
	if !u.m.Awaits(ev, u.at().Service()) {
		return
	}
	u.awake()
	if u.m.Overlay.Kind != model.NoOverlay { // help is open: what they did with their card comes first
		closeOverlay(u)
	}
	u.went(u.m.Course.Step(ev, u.now, u.at().Way()))
}

// back undoes the last step; from the first one it leads to the start.
func back(u *update) {
	if u.m.Overlay.Kind != model.NoOverlay {
		leaveOverlay(u)
		return
	}
	prev, ok := u.m.Course.Back(u.at().Way())
	if !ok {
		home(u)
		return
	}
	u.m.Course = prev
}

// home starts again; what would be lost is asked about first.
func home(u *update) {
	m := u.m
	switch {
	case m.Overlay.Kind == model.OverlayHome:
		closeOverlay(u)
	case m.Paying(): // the stay cannot end while money is in the balance
		u.say(scene.Assertive, "reason.paying")
	case m.Loss() == "" && (!m.AtStake() || m.Spent()):
		u.leave()
	default:
		openOverlay(u, model.OverlayHome)
	}
}

// practise starts a stay, or the steps of one, in which nothing has a consequence: an
// order can be gone through without making anything of it (a class at a welfare
// centre, a grandchild showing how).
func practise(u *update) {
	u.m.Course = u.m.Course.Practise()
	if u.m.Idle() {
		u.enter(u.m.Prefs.Speech)
	} else {
		closeOverlay(u)
		u.effect(ForgetEntries{})
	}
	u.went(u.m.Course.Restart(u.now, u.at().Way()))
	u.say(scene.Assertive, "practice.begun")
}

// search shows what bears the name that was typed.
func search(u *update) {
	text := written(u)
	if ids, _ := u.at().Search(text); len(ids) == 0 {
		u.say(scene.Assertive, "find.none")
		return
	}
	u.went(u.m.Course.Found(text, u.now, u.at().Way()))
}

// menuChanged takes new prices, what is sold out and what was added. Screens show it at once;
// who has such a thing in the basket is told, and nothing goes on until they have answered.
func menuChanged(u *update, ev input.MenuChanged) {
	patient := ev.Patient && !u.m.Idle()
	svc := u.at().Service()
	items, later := parted(ev.Items, u.m.Waiting, patient, func(id string) bool { _, is := svc.Item(id); return is })
	next, err := u.m.Menu.With(u.c.Service, items)
	if err != nil {
		return // it was checked when it was handed in; a wrong one changes nothing
	}
	u.m.Menu, u.m.Waiting = next, later
	if ev.Catalogue != "" {
		u.m.NextCatalogue = ev.Catalogue
		if !patient {
			u.m.Catalogue, u.m.NextCatalogue = ev.Catalogue, ""
		}
	}
	reconcile(u)
}

// parted parts changes in what holds at once, and what waits for the stay to end, which is put to
// what waits already. Of who is patient, prices wait, and what is added or removed: that is
// sold out until then. Who is not, and names a price, knows better than who set one before.
// shown tells what is on the menu now.
func parted(items, before map[string]input.ItemChange, patient bool, shown func(id string) bool) (now, later map[string]input.ItemChange) {
	now, later = make(map[string]input.ItemChange, len(items)), clone(before)
	for id, c := range items {
		was, waits := before[id]
		part := partOf
		if patient {
			part = patiently
		}
		atOnce, then, keeps := part(c, was, waits, shown(id))
		if atOnce != (input.ItemChange{}) {
			now[id] = atOnce
		}
		if delete(later, id); keeps {
			later[id] = then
		}
	}
	if len(later) == 0 {
		later = nil
	}
	return now, later
}

// partOf parts a change that does not wait, over what waits. Where that is all of an item, as it
// is to be, the change is one of it, too.
func partOf(c, was input.ItemChange, waits, shown bool) (now, later input.ItemChange, keeps bool) {
	switch {
	case was.Added != nil && c.Removed && !shown: // nobody has seen it
		return now, later, false
	case was.Added != nil && c.Added == nil && !c.Removed:
		if shown {
			now = input.ItemChange{SoldOut: c.SoldOut, Left: c.Left, Times: c.Times, Sale: c.Sale}
		}
		return now, c.Over(was), true
	case c.Added != nil || c.Removed:
		return c, later, false
	}
	return c, was, waits && (c.Price == nil || was.Removed)
}

// patiently parts a change that waits where it can.
func patiently(c, was input.ItemChange, waits, shown bool) (now, later input.ItemChange, keeps bool) {
	switch {
	case c.Removed && shown:
		out := true
		return input.ItemChange{SoldOut: &out}, c, true
	case c.Added != nil:
		return now, c, true
	case c.Price != nil && was.Added == nil:
		later = input.ItemChange{Price: c.Price}.Over(was)
		c.Price = nil
		return c, later, true
	}
	return partOf(c, was, waits, shown)
}

// settleMenu takes what has waited for the stay to end.
func settleMenu(m *Model, base *service.Service) {
	for _, id := range slices.Sorted(maps.Keys(m.Waiting)) {
		if next, err := m.Menu.With(base, map[string]input.ItemChange{id: m.Waiting[id]}); err == nil {
			m.Menu = next
		}
	}
	m.Waiting = nil
	if m.NextCatalogue != "" {
		m.Catalogue, m.NextCatalogue = m.NextCatalogue, ""
	}
}

// reconcile brings the basket in line with the menu, and tells what has changed. While
// money is in the balance, and after it was paid, what was agreed to stands.
func reconcile(u *update) {
	m := u.m
	if m.Idle() || m.Paying() || m.Spent() {
		return
	}
	next, changed := m.Course.Reconcile(u.at().Way(), func(unit money.Amount) bool { return shows(u, unit) })
	m.Course = next
	if len(changed) == 0 {
		return
	}
	if m.Overlay.Kind == model.OverlayNews { // not yet read: tell all of it together
		changed = append(m.Overlay.News[:len(m.Overlay.News):len(m.Overlay.News)], changed...)
	} else {
		if m.Overlay.Kind != model.NoOverlay {
			closeOverlay(u)
		}
		openOverlay(u, model.OverlayNews)
	}
	m.Overlay.News = changed
}

// shows reports whether the screen shows a price for what is being chosen, or none at all.
func shows(u *update, unit money.Amount) bool {
	n := u.m.Scene.Find(screen.Add)
	return n == nil || len(n.Details) == 0 || n.Details[0].Equal(u.at().Price(unit))
}

// takeNote closes the news, and goes back to where things are still to be had.
func takeNote(u *update) {
	told := u.m.Overlay.News
	closeOverlay(u)
	next, undo := u.m.Course.TookNote(told, u.at().Service())
	u.m.Course = next
	if undo {
		back(u)
	}
}

// charge takes an order number and asks the terminal. The number is taken even if the
// payment fails: a number is never given out twice.
func charge(u *update, total money.Amount) {
	m := u.m
	m.Pay = m.Pay.Start(u.newEffect())
	m.Course = m.Course.Reopen() // another screen at the same place
	number := m.NextNumber
	m.NextNumber = u.c.Numbers.After(number)
	u.effect(StartPayment{ID: m.Pay.Effect, Stamp: u.stamp(), Amount: total, Number: number, Order: m.Order,
		Report: report(u, u.at().Step()), Holds: course.Holds(m.Course)})
}

// completed hands an order on. Of one that costs nothing no payment tells the program: where
// it is to have the basket, it is told all the same.
func completed(u *update, o course.Completed) {
	done := CompleteOrder{Stamp: u.stamp(), Number: o.Number, Order: o.Order}
	if o.Free {
		u.m.NextNumber = u.c.Numbers.After(u.m.NextNumber)
		if r := report(u, o.Step); r != nil && r.Basket != nil {
			done.ID, done.Report = u.newEffect(), r
		}
	}
	u.effect(done)
}

// report is what the program beside the kiosk is told of what a step of kind pay has paid; nil:
// nothing.
func report(u *update, st service.Step) *order.Report {
	if st.Report == nil {
		return nil
	}
	r := &order.Report{Path: st.Report.Path, Language: string(u.m.Prefs.Language), Fields: st.Report.Told(u.m.Order, u.m.Facts)}
	if st.Report.SendsBasket() {
		r.Basket = model.Basket(u.at(), st.Report.Send)
	}
	return r
}

func stopPaying(u *update) {
	closeOverlay(u)
	u.m.Pay = u.m.Pay.Stop() // the terminal takes its time to answer
	u.m.Course = u.m.Course.Focus("")
	u.effect(CancelPayment{ID: u.m.Pay.Effect, Stamp: u.stamp()})
}

// paid takes up what the terminal has told.
func (u *update) paid(next payment.State, ended payment.Ended) {
	m := u.m
	acted := next.Stage != m.Pay.Stage && !payment.Waits(next.Stage)
	m.Pay = next
	if ended == 0 {
		if acted && m.Overlay.Kind == model.OverlayStop { // a card in the terminal is an answer
			closeOverlay(u)
			m.Course = m.Course.Focus("") // and what is asked for now comes first
		}
		return
	}
	if m.Overlay.Kind != model.NoOverlay { // help is open: what became of the money comes first
		closeOverlay(u)
	}
	m.Course = m.Course.Reopen()
	m.Headset = m.Headset.Extend(u.now) // the terminal's time does not count as idling,
	m.Clock = m.Clock.Restart(u.now)    // nor while the headset is out
	switch ended {
	case input.Approved:
		u.went(m.Course.Paid(u.c.Numbers.Before(m.NextNumber), u.now, u.at().Way()))
		if m.Headset.Held() { // the headset is out: what became of the money is no secret
			u.forAll(u.at().HeadsetOut())
		} else {
			u.say(scene.Assertive, "pay.approved")
		}
	case input.Declined, input.Cancelled:
		reconcile(u) // prices may have changed while the terminal was busy
	case input.Unknown:
		// Neither paid nor unpaid may be assumed: a person must sort this out.
		callStaff(u)
	}
}
