package course

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/internal/kiosk/act"
	"modu/internal/order"
	"modu/internal/service"
)

// doer carries out the acts of one kind, which belong to a step of the service.
type doer func(w *walk, a act.Act, step service.Step)

// plain does what needs nothing of the act but its kind.
func plain(f func(w *walk)) doer { return func(w *walk, _ act.Act, _ service.Step) { f(w) } }

// atStep does what only needs the step that the act is about.
func atStep(f func(w *walk, step service.Step)) doer {
	return func(w *walk, _ act.Act, step service.Step) { f(w, step) }
}

// doers has one row for every kind of act that is about the way through a service.
func doers() map[act.Kind]doer {
	return map[act.Kind]doer{
		act.Continue:   atStep(goOn),
		act.CallAgain:  atStep((*walk).ask),
		act.PrintAgain: atStep((*walk).print),
		act.Otherwise:  atStep(func(w *walk, step service.Step) { w.goTo(step.Otherwise) }),
		act.More:       atStep(more),
		act.Answer:     answer,
		act.Row:        row,
		act.Tick:       tick,
		act.None:       atStep(none),
		act.Zone:       zone,
		act.Within:     within,
		act.Seats:      seats,
		act.CountTo:    countTo,
		act.Category:   category,

		act.Item:        item,
		act.How:         how,
		act.Many:        many,
		act.Always:      atStep(always),
		act.FullMenu:    atStep(whole),
		act.Option:      option,
		act.OptionCount: func(w *walk, a act.Act, _ service.Step) { pick(w, w.Here.Picked.SetCount(a.ID, a.N)) },
		act.NextOption:  plain(nextOption),
		act.Add:         atStep(addChosen),
		act.OpenBasket:  plain(func(w *walk) { goToBasket(w, service.Step{}) }),
		act.Quantity:    quantity,
		act.Remove:      remove,
		act.Reviewed:    atStep(reviewed),
		act.Change:      change,
		act.Pay:         plain((*walk).pay),
		act.Search:      plain(search),

		act.Practised:     atStep((*walk).practised),
		act.PractisePay:   plain((*walk).practisePaid),
		act.PractiseAgain: plain(func(w *walk) { w.restart(); w.say("practice.begun") }),
		act.EndPractice:   plain(func(w *walk) { w.endPractice(left(w.Course)) }),
		act.ForReal:       plain((*walk).forReal),
	}
}

// Do carries out an act. It reports false for one that is not about the way through the
// service.
func (c Course) Do(a act.Act, now time.Duration, at Situation) (Course, []Outcome, bool) {
	do, ok := doers()[a.Kind]
	if !ok {
		return c, nil, false
	}
	step, _ := at.Service.Step(a.Step)
	w := c.walk(now, at)
	do(w, a, step)
	return w.Course, w.out, true
}

// goOn leads on from a step that is left as it is.
func goOn(w *walk, step service.Step) {
	if (step.Kind != service.Count || counted(w, step)) && (!step.IsMany() || enough(w, step)) {
		w.proceed(step)
	}
}

// more chooses another thing, which is no change of what was chosen.
func more(w *walk, step service.Step) {
	w.goTo(step.More)
	w.Here.Change = Change{}
}

func answer(w *walk, a act.Act, step service.Step) {
	if step.IsWhen() && !offers(w.at, step, known(w.Course), a.Value) {
		w.say("rows.gone")
		return
	}
	w.Order = w.Order.WithAnswer(step.Field, a.Value)
	forgetOtherWays(w, step)
	w.proceed(step)
}

// forgetOtherWays takes back what was given another way: who turns from their number to
// their card is not known by both.
func forgetOtherWays(w *walk, step service.Step) {
	if step.Kind != service.Identify {
		return
	}
	for _, c := range step.Choices {
		if to, ok := w.at.Service.Step(c.Go); ok && to.Field != "" {
			w.Order = w.Order.WithAnswer(to.Field, "")
		}
	}
}

// row chooses a row of a list, which may have gone since it was shown.
func row(w *walk, a act.Act, step service.Step) {
	rows := w.Facts.Rows(step)
	if a.N >= len(rows) || w.at.Service.Closed(step, rows[a.N], w.Order, w.Facts) {
		w.say("rows.gone")
		return
	}
	w.Facts = w.Facts.WithRow(step, rows[a.N])
	w.Order = w.Order.WithAnswer(step.Field, service.Given)
	w.proceed(step)
}

func category(w *walk, a act.Act, step service.Step) {
	w.Here.Category = a.ID
	w.proceed(step)
}

func item(w *walk, a act.Act, step service.Step) {
	if step.Kind == service.Short {
		chooseUsual(w, a.ID, step)
		return
	}
	item, _ := w.at.Service.Item(a.ID)
	picked, err := w.at.Service.Settle(item.ID, nil, w.Order)
	if err != nil {
		w.cannot(err)
		return
	}
	w.Here.Item, w.Here.Picked = item.ID, picked
	if w.Here.Search != "" { // found by its name: "more" leads to its like; else to the list it was in
		w.Here.Category = item.Category
	}
	if len(item.Options) == 0 {
		if addToBasket(w) {
			goToBasket(w, step)
		}
		return
	}
	w.proceed(step)
}

// nextOption asks for the next of the options that are asked one by one.
func nextOption(w *walk) {
	w.Here.Asked++
	w.Course = w.Reopen()
}

func option(w *walk, a act.Act, _ service.Step) {
	o, _ := w.at.Service.Option(a.ID)
	if o.Pick == service.PickMany {
		pick(w, w.Here.Picked.Toggle(a.ID, a.Value))
		return
	}
	pick(w, w.Here.Picked.Pick(a.ID, a.Value))
}

// pick takes another choice of options, and what follows from it.
func pick(w *walk, picked order.Choices) {
	settled, err := w.at.Service.Settle(w.Here.Item, picked, w.Order)
	if err != nil {
		w.cannot(err)
		return
	}
	before, errBefore := w.at.Service.UnitPrice(w.Here.Item, w.Here.Picked, w.Order)
	w.Here.Picked = settled
	if after, err := w.at.Service.UnitPrice(w.Here.Item, settled, w.Order); err == nil && errBefore == nil && after != before {
		w.add(Say{Message: "options.total", Price: &after, Polite: true})
	}
}

func addChosen(w *walk, step service.Step) {
	if !addToBasket(w) {
		return
	}
	w.proceed(step)
	if w.has(service.Basket) {
		forgetOptionTrail(w)
	}
}

// addToBasket puts what was picked into the basket; it reports whether it could.
func addToBasket(w *walk) bool {
	line, err := w.at.Service.Line(w.Here.Item, w.Here.Picked, 1, w.Order)
	if err != nil {
		w.cannot(err)
		return false
	}
	if next, there, err := replaced(w, line); there {
		if err != nil {
			w.say("reason.most")
			return false
		}
		w.Order = next // the review reads it back
		w.Trail = retaken(w.Trail, w.Here.Change, line)
		return true
	}
	if full(w, w.Here.Item, 1) {
		return false
	}
	o, told := w.Order, "basket.added"
	if !w.has(service.Basket) {
		// Without a basket there is one thing at a time: choosing again replaces it.
		told, o = "basket.chosen", o.WithoutLines()
	}
	next, _, err := o.Add(line)
	if err != nil {
		w.say("reason.most")
		return false
	}
	w.Order = next
	w.add(Say{Message: told, Item: w.Here.Item, MoreHow: w.has(service.Basket)})
	return true
}

// Full reports whether so many more of an item are more than one order may hold, and how many
// it may; left says that no more are there. Without a basket there is one thing at a time, and
// choosing another replaces it.
func Full(o order.Order, item string, more int, s *service.Service) (most int, left, full bool) {
	_, collects := s.StepOf(service.Basket)
	most, left = s.Most(item)
	return most, left, collects && o.CountOf(item) > most-more
}

// full says why so many more of an item cannot be had, where that is so.
func full(w *walk, item string, more int) bool {
	most, left, is := Full(w.Order, item, more, w.at.Service)
	if is {
		w.add(Say{Message: MostReason(left), Item: item, Count: most})
	}
	return is
}

// MostReason is the message that says that there can be no more than N of a thing: so many are
// left, or so many may be in one order.
func MostReason(left bool) string {
	if left {
		return "reason.left"
	}
	return "reason.limit"
}

// goToBasket leads to the basket; a service without one goes on from the step.
func goToBasket(w *walk, from service.Step) {
	if st, ok := w.at.Service.StepOf(service.Basket); ok {
		w.goTo(st.ID)
		w.Here.Change.Line = "" // what was being changed stays as it is
		return
	}
	// What follows the options of a thing follows the thing that has none.
	if st, ok := w.at.Service.StepOf(service.Options); ok {
		from = st
	}
	w.proceed(from)
}

// forgetOptionTrail takes the options screen of something already in the basket off the
// trail: "back" from the basket leads to the menu, not to a second copy.
func forgetOptionTrail(w *walk) {
	last := len(w.Trail) - 1
	if last < 0 {
		return
	}
	if st, _ := w.at.Service.Step(w.Trail[last].Step); st.Kind == service.Options {
		w.Trail = slices.Clone(w.Trail[:last])
	}
}

// LinePrefix stands before what names a basket line.
const LinePrefix = "line."

// LineID names a basket line by what it is, not by where it stands: taking one away must
// not give its name to the next.
func LineID(l order.Line) string {
	return LinePrefix + lineKey(l) + "@" + strconv.FormatInt(l.UnitPrice.Minor, 10)
}

// lineKey is what a basket line is, whatever it costs today.
func lineKey(l order.Line) string {
	return l.Item + ":" + strings.ReplaceAll(l.Options.String(), " ", ",")
}

// line finds a line again.
func line(w *walk, id string) int {
	return slices.IndexFunc(w.Order.Lines(), func(l order.Line) bool { return LineID(l) == id })
}

func quantity(w *walk, a act.Act, _ service.Step) {
	if l, ok := w.Order.Line(line(w, a.ID)); ok && a.N > l.Quantity && full(w, l.Item, a.N-l.Quantity) {
		return
	}
	next, err := w.Order.SetQuantity(line(w, a.ID), a.N)
	if err != nil {
		w.say("reason.most")
		return
	}
	w.Order = next
}

func remove(w *walk, a act.Act, _ service.Step) {
	i := line(w, a.ID)
	line, ok := w.Order.Line(i)
	if !ok {
		return // it is gone already
	}
	w.Order = must(w.Order.Remove(i))
	w.Here.Focus = "" // what it was on is gone: the next act is at hand again
	w.add(Say{Message: "basket.removed", Item: line.Item})
}

func reviewed(w *walk, step service.Step) {
	w.proceed(step)
	if w.here().Kind == service.Pay {
		w.pay()
	}
}

// search opens the place where a name is typed.
func search(w *walk) {
	w.goTo(w.Here.Step)
	w.Here.Search = SearchTyping
	w.add(ClearField{})
}

// Found shows what bears a name.
func (c Course) Found(query string, now time.Duration, at Situation) (Course, []Outcome) {
	w := c.walk(now, at)
	w.goTo(w.Here.Step)
	w.Here.Search, w.Here.Query = SearchFound, query
	return w.done()
}
