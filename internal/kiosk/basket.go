package kiosk

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
	"modu/internal/order"
	"modu/internal/service"
	"modu/locales"
	"slices"
)

// proceed follows the step's way on, whose guards look at the order.
func (u *update) proceed(step service.Step) {
	next, err := u.at().Service().Next(step.ID, u.m.Order, u.m.Facts)
	if err != nil {
		// A guard that fails at run time (its cost limit) must not trap a person.
		u.cannot()
		return
	}
	u.goTo(next)
}

// onePageSize is the largest size at which the options of a long item fit together
// on the usual panel.
const onePageSize = 133

// pick takes another choice of options, and what follows from it.
func (u *update) pick(picked order.Choices) {
	settled, err := u.at().Service().Settle(u.m.Here.Item, picked, u.m.Order)
	if err != nil {
		u.cannot()
		return
	}
	before, errBefore := u.at().Service().UnitPrice(u.m.Here.Item, u.m.Here.Picked, u.m.Order)
	u.m.Here.Picked = settled
	if after, err := u.at().Service().UnitPrice(u.m.Here.Item, settled, u.m.Order); err == nil && errBefore == nil && after != before {
		u.say(scene.Polite, "options.total", model.PriceArg("Price", after))
	}
}

// addToBasket puts what was picked into the basket; it reports whether it could.
func (u *update) addToBasket() bool {
	here := u.m.Here
	line, err := u.at().Service().Line(here.Item, here.Picked, 1, u.m.Order)
	if err != nil {
		u.cannot()
		return false
	}
	o, told := u.m.Order, "basket.added"
	if _, has := u.at().Service().StepOf(service.Basket); !has {
		// Without a basket there is one thing at a time: choosing again replaces it.
		told = "basket.chosen"
		for o.Len() > 0 {
			o = must(o.Remove(0))
		}
	}
	next, _, err := o.Add(line)
	if err != nil {
		u.say(scene.Assertive, "reason.most")
		return false
	}
	u.m.Order = next
	u.notice(scene.Assertive, u.at().Text(told, locales.Words("Name", u.at().ItemName(here.Item))))
	return true
}

// goToBasket leads to the basket; a service without one goes on from the step.
func (u *update) goToBasket(from service.Step) {
	if st, ok := u.at().Service().StepOf(service.Basket); ok {
		u.goTo(st.ID)
		return
	}
	// What follows the options of a thing follows the thing that has none.
	if st, ok := u.at().Service().StepOf(service.Options); ok {
		from = st
	}
	u.proceed(from)
}

// forgetOptionTrail takes the options screen of something already in the basket
// off the trail: "back" from the basket leads to the menu, not to a second copy.
func (u *update) forgetOptionTrail() {
	if prev, rest, ok := last(u.m.Trail); ok {
		if st, _ := u.at().Service().Step(prev.Step); st.Kind == service.Options {
			u.m.Trail = rest
		}
	}
}

// lineAt finds a line again.
func (u *update) lineAt(id string) int {
	return slices.IndexFunc(u.m.Order.Lines(), func(l order.Line) bool { return model.LineID(l) == id })
}
