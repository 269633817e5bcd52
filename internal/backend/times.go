package backend

import (
	"context"
	"maps"
	"time"

	"modu/accessibility/input"
	"modu/internal/service"
	"modu/internal/task"
)

// timed are changes with what else they, and the time that has passed, change about whether
// things are sold now. The lock is held; what it returns must be emitted.
func (m *Menu) timed(changes map[string]input.ItemChange, svc *service.Service) map[string]input.ItemChange {
	out, sales, now := maps.Clone(changes), map[string]input.Sale{}, m.cfg.Now()
	if out == nil {
		out = map[string]input.ItemChange{}
	}
	for _, it := range svc.Menu() {
		sale, was := it.SaleAt(now), m.sales[it.ID]
		c := out[it.ID]
		if c.Added != nil {
			was = input.Sale{} // it begins anew
		}
		if sale != was {
			c.Sale = &sale
			out[it.ID] = c
		}
		if sale.Closed {
			sales[it.ID] = sale
		}
	}
	m.sales = sales
	return out
}

// tick emits what is sold now and was not, and the other way round; the lock is held.
func (m *Menu) tick() {
	if items := m.timed(nil, m.svc); len(items) > 0 {
		m.cfg.Emit(input.MenuChanged{Items: items})
	}
}

// retell emits what is not sold now, and what was not before, to a kiosk that may know other times,
// or none; the lock is held.
func (m *Menu) retell() {
	was := m.sales
	m.sales = nil
	items := m.timed(nil, m.svc)
	for id := range was {
		if _, there := m.svc.Item(id); there && m.sales[id] == (input.Sale{}) {
			items[id] = input.ItemChange{Sale: &input.Sale{}}
		}
	}
	if len(items) > 0 {
		m.cfg.Emit(input.MenuChanged{Items: items})
	}
}

// everyTick is how often the time of the place is looked at: times of day are minutes. It is not
// waited for the next bound, since clocks are set.
const everyTick = time.Minute

// KeepTime has the menu follow the time of the place until stop is called. wait is time.After if
// it is nil.
func (m *Menu) KeepTime(wait func(time.Duration) <-chan time.Time) (stop func()) {
	if wait == nil {
		wait = time.After
	}
	return task.Start(func(ctx context.Context) {
		for {
			into := m.cfg.Now()
			select {
			case <-ctx.Done():
				return
			case <-wait(everyTick - into.Sub(into.Truncate(everyTick))):
			}
			m.mu.Lock()
			m.tick()
			m.mu.Unlock()
		}
	}).Stop
}
