package kiosk

import (
	"errors"
	"slices"
	"strconv"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/service"
	"modu/internal/session"
	"modu/locales"
)

// talkNews tells what changed about things that the person has already chosen.
const talkNews = "news"

// news is one thing that changed.
type news struct {
	Item  string
	Gone  bool         // it is sold out
	Had   bool         // and was in the basket
	Price money.Amount // otherwise, what one now costs
}

// menuChanged takes new prices and what is sold out. Screens show it at once; who has
// such a thing in the basket is told, and nothing goes on until they have answered.
func (u *update) menuChanged(ev input.MenuChanged) {
	next, err := u.svc().With(ev.Items)
	if err != nil {
		return // whoever handed it in has checked it; a wrong one changes nothing
	}
	u.m.Menu = next
	u.reconcile()
}

// reconcile brings the basket in line with the menu. While money is in the balance,
// and after it was paid, what was agreed to stands.
func (u *update) reconcile() {
	m := u.m
	if m.Clock.Phase == session.Attract || m.paying() || m.spent() {
		return
	}
	var changed []news
	svc := u.svc()
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
			if !slices.ContainsFunc(changed, func(n news) bool { return n.Gone && n.Item == item.ID }) {
				changed = append(changed, news{Item: item.ID, Gone: true})
			}
		} else if ok && u.priceDiffers(item.ID) {
			changed = append(changed, news{Item: item.ID, Price: svc.Amount(item.Price)})
		}
	}
	if len(changed) == 0 {
		return
	}
	if m.Talk.Kind == talkNews { // not yet read: tell all of it together
		changed = append(m.Talk.News, changed...)
	} else if m.Talk.Kind != "" {
		u.closeTalk()
	}
	if m.Talk.Kind != talkNews {
		u.openTalk(talkNews)
	}
	m.Talk.News = changed
}

// priceDiffers reports whether what is on the screen costs other than it says.
func (u *update) priceDiffers(item string) bool {
	n := u.m.Scene.Find("options.add")
	unit, err := u.svc().UnitPrice(item, u.m.Here.Picked, u.m.Order)
	return n != nil && err == nil && len(n.Details) > 0 && !n.Details[0].Equal((&builder{update: u}).price(unit))
}

// reconciled is one line as it now is.
func (u *update) reconciled(svc *service.Service, i int, l order.Line) (*news, order.Order, error) {
	line, err := svc.Line(l.Item, l.Options, l.Quantity, u.m.Order)
	switch {
	case errors.Is(err, service.ErrSoldOut):
		next, err := u.m.Order.Remove(i)
		return &news{Item: l.Item, Gone: true, Had: true}, next, err
	case err != nil || line.UnitPrice == l.UnitPrice:
		return nil, u.m.Order, err
	}
	next, err := u.m.Order.Reprice(i, line.UnitPrice)
	return &news{Item: l.Item, Price: line.UnitPrice}, next, err
}

// menuNews shows what changed, with one thing to do: take note.
func (b *builder) menuNews() {
	b.kind = "question"
	b.title = b.text("news.title")
	if outcome := unpaid[b.m.Pay.Outcome]; outcome != "" {
		b.title = b.text(outcome) // what became of the money comes before what changed
	}
	b.first = "news.ok"
	for i, n := range b.m.Talk.News {
		name := locales.Words("Name", b.itemName(n.Item))
		t := b.text("news.price", name, price("Price", n.Price))
		switch {
		case n.Had:
			t = b.text("news.gone", name)
		case n.Gone:
			t = b.text("news.sold-out", name)
		}
		b.says(scene.NodeID("news."+strconv.Itoa(i)), scene.RoleAlert, t)
	}
	if b.m.Order.Len() > 0 {
		b.add(b.totalNode())
	}
	b.actions(primary(b.button("news.ok", b.text("news.ok"), Act{Kind: ActTakeNote})))
}

// tookNote goes back to where the person was, or to the menu where what they were at is
// no longer there.
func (u *update) tookNote() {
	told := u.m.Talk.News
	u.closeTalk()
	st, _ := u.svc().Step(u.m.Here.Step)
	switch {
	case st.Kind == service.Options && slices.ContainsFunc(told, func(n news) bool { return n.Gone && n.Item == u.m.Here.Item }):
		u.back()
	case u.m.Order.Len() == 0 && slices.ContainsFunc(told, func(n news) bool { return n.Gone }):
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
		u.m.Task, u.m.Checking = task{}, input.EffectID{} // a late answer finds nobody waiting
		if st, _ := u.svc().Step(prev.Step); st.Kind == service.Items || st.Kind == service.Basket {
			return
		}
	}
}
