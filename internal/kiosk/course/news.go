package course

import (
	"errors"
	"slices"

	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/service"
)

// News is one thing that changed about the menu.
type News struct {
	Item  string
	Gone  bool         // it is sold out
	Had   bool         // and was in the basket
	Left  int          // so many are left, which is less than was in the basket; 0: that is not the news
	Price money.Amount // otherwise, what one now costs
}

// Reconcile brings the basket in line with the menu, and says what has changed for the
// person. shown is the price that the screen shows of what is being chosen; nil: none.
func (c Course) Reconcile(at Situation, shown func(money.Amount) bool) (Course, []News) {
	var changed []News
	for i := c.Order.Len() - 1; i >= 0; i-- {
		l, _ := c.Order.Line(i)
		if at.Service.Charged(l.Item) {
			continue
		}
		n, next, err := reconciled(c, at.Service, i, l)
		if err != nil || n == nil {
			continue
		}
		c.Order = next
		changed = append(changed, *n)
	}
	slices.Reverse(changed)
	c, less := fewer(c, at.Service)
	changed = append(changed, less...)
	if n, ok := chosenNow(c, at.Service, shown); ok && !slices.ContainsFunc(changed, func(m News) bool { return n.Gone && m.Gone && m.Item == n.Item }) {
		changed = append(changed, n)
	}
	return c, changed
}

// reconciled is one line as it now is.
func reconciled(c Course, s *service.Service, i int, l order.Line) (*News, order.Order, error) {
	line, err := s.Line(l.Item, l.Options, l.Quantity, c.Order)
	switch {
	case errors.Is(err, service.ErrSoldOut):
		next, err := c.Order.Remove(i)
		return &News{Item: l.Item, Gone: true, Had: true}, next, err
	case err != nil || line.UnitPrice == l.UnitPrice:
		return nil, c.Order, err
	}
	next, err := c.Order.Reprice(i, line.UnitPrice)
	return &News{Item: l.Item, Price: line.UnitPrice}, next, err
}

// fewer takes out of the basket what is more than there are of a thing, the last first.
func fewer(c Course, s *service.Service) (Course, []News) {
	var told []News
	for i := c.Order.Len() - 1; i >= 0; i-- {
		l, _ := c.Order.Line(i)
		most, left := s.Most(l.Item)
		over := c.Order.CountOf(l.Item) - most
		if !left || over <= 0 || s.Charged(l.Item) {
			continue
		}
		if over >= l.Quantity {
			c.Order = must(c.Order.Remove(i))
		} else {
			c.Order = must(c.Order.SetQuantity(i, l.Quantity-over))
		}
		if !slices.ContainsFunc(told, func(n News) bool { return n.Item == l.Item }) {
			told = append(told, News{Item: l.Item, Left: most})
		}
	}
	return c, told
}

// chosenNow is what has changed about the item whose options are being chosen.
func chosenNow(c Course, s *service.Service, shown func(money.Amount) bool) (News, bool) {
	if c.StepIn(s).Kind != service.Options && c.Here.Question == What {
		return News{}, false
	}
	item, ok := s.Item(c.Here.Item)
	if !ok {
		return News{}, false
	}
	if item.SoldOut {
		return News{Item: item.ID, Gone: true}, true
	}
	unit, err := s.UnitPrice(item.ID, c.Here.Picked, c.Order)
	return News{Item: item.ID, Price: s.Amount(item.Price)}, err == nil && !shown(unit)
}

// TookNote goes back to where what the person was at is still there. It reports whether
// the last step is to be undone.
func (c Course) TookNote(told []News, s *service.Service) (next Course, undo bool) {
	st := c.StepIn(s)
	gone := func(item string) bool {
		return slices.ContainsFunc(told, func(n News) bool { return n.Gone && (item == "" || n.Item == item) })
	}
	switch {
	case st.Kind == service.Options && gone(c.Here.Item):
		return c, true
	case c.Here.Question != What && gone(c.Here.Item):
		c.Here.Question, c.Here.Take = What, Take{}
		return c.Reopen(), false
	case c.Order.Len() == 0 && gone(""):
		// Whatever comes after choosing leads nowhere with nothing chosen.
		switch st.Kind {
		case service.Categories, service.Items, service.Basket, service.Options, service.Short:
		default:
			return c.backToMenu(s), false
		}
	}
	return c, false
}

// backToMenu goes back to the last list of things to choose.
func (c Course) backToMenu(s *service.Service) Course {
	for {
		prev, ok := c.back(s)
		if !ok {
			return c
		}
		c = prev
		switch c.StepIn(s).Kind {
		case service.Items, service.Basket:
			return c
		case service.Short:
			c.Here.Question, c.Here.Take = What, Take{}
			return c.Reopen()
		}
	}
}
