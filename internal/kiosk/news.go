package kiosk

import (
	"errors"
	"slices"

	"modu/accessibility/input"
	"modu/internal/kiosk/model"
	"modu/internal/order"
	"modu/internal/service"
)

// menuChanged takes new prices and what is sold out. Screens show it at once; who has
// such a thing in the basket is told, and nothing goes on until they have answered.
func (u *update) menuChanged(ev input.MenuChanged) {
	next, err := u.m.Menu.With(u.c.Service, ev.Items)
	if err != nil {
		return // it was checked when it was handed in; a wrong one changes nothing
	}
	u.m.Menu = next
	u.reconcile()
}

// reconcile brings the basket in line with the menu. While money is in the balance,
// and after it was paid, what was agreed to stands.
func (u *update) reconcile() {
	m := u.m
	if m.Idle() || m.Paying() || m.Spent() {
		return
	}
	var changed []model.News
	svc := u.at().Service()
	for i := m.Order.Len() - 1; i >= 0; i-- {
		l, _ := m.Order.Line(i)
		if svc.Charged(l.Item) {
			continue
		}
		n, next, err := u.reconciled(svc, i, l)
		if err != nil || n == nil {
			continue
		}
		m.Order = next
		changed = append(changed, *n)
	}
	slices.Reverse(changed)
	if st, _ := svc.Step(m.Here.Step); st.Kind == service.Options {
		if item, ok := svc.Item(m.Here.Item); ok && item.SoldOut {
			if !slices.ContainsFunc(changed, func(n model.News) bool { return n.Gone && n.Item == item.ID }) {
				changed = append(changed, model.News{Item: item.ID, Gone: true})
			}
		} else if ok && u.priceDiffers(item.ID) {
			changed = append(changed, model.News{Item: item.ID, Price: svc.Amount(item.Price)})
		}
	}
	if len(changed) == 0 {
		return
	}
	if m.Overlay.Kind == model.OverlayNews { // not yet read: tell all of it together
		changed = append(m.Overlay.News, changed...)
	} else if m.Overlay.Kind != model.NoOverlay {
		u.closeOverlay()
	}
	if m.Overlay.Kind != model.OverlayNews {
		u.openOverlay(model.OverlayNews)
	}
	m.Overlay.News = changed
}

// priceDiffers reports whether what is on the screen costs other than it says.
func (u *update) priceDiffers(item string) bool {
	n := u.m.Scene.Find("options.add")
	unit, err := u.at().Service().UnitPrice(item, u.m.Here.Picked, u.m.Order)
	return n != nil && err == nil && len(n.Details) > 0 && !n.Details[0].Equal(u.at().Price(unit))
}

// reconciled is one line as it now is.
func (u *update) reconciled(svc *service.Service, i int, l order.Line) (*model.News, order.Order, error) {
	line, err := svc.Line(l.Item, l.Options, l.Quantity, u.m.Order)
	switch {
	case errors.Is(err, service.ErrSoldOut):
		next, err := u.m.Order.Remove(i)
		return &model.News{Item: l.Item, Gone: true, Had: true}, next, err
	case err != nil || line.UnitPrice == l.UnitPrice:
		return nil, u.m.Order, err
	}
	next, err := u.m.Order.Reprice(i, line.UnitPrice)
	return &model.News{Item: l.Item, Price: line.UnitPrice}, next, err
}

// tookNote goes back to where the person was, or to the menu where what they were at is
// no longer there.
func (u *update) tookNote() {
	told := u.m.Overlay.News
	u.closeOverlay()
	st, _ := u.at().Service().Step(u.m.Here.Step)
	switch {
	case st.Kind == service.Options && slices.ContainsFunc(told, func(n model.News) bool { return n.Gone && n.Item == u.m.Here.Item }):
		u.back()
	case u.m.Order.Len() == 0 && slices.ContainsFunc(told, func(n model.News) bool { return n.Gone }):
		// Whatever comes after choosing leads nowhere with nothing chosen.
		switch st.Kind {
		case service.Categories, service.Items, service.Basket, service.Options:
		default:
			u.backToMenu()
		}
	}
}

// backToMenu goes back to the last list of things to choose.
func (u *update) backToMenu() {
	for {
		prev, rest, ok := last(u.m.Trail)
		if !ok {
			return
		}
		u.m.Here, u.m.Trail = prev, rest
		u.m.Task, u.m.Checking = model.Task{}, input.EffectID{} // a late answer finds nobody waiting
		if st, _ := u.at().Service().Step(prev.Step); st.Kind == service.Items || st.Kind == service.Basket {
			return
		}
	}
}
