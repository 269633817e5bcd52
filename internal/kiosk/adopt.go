package kiosk

import (
	"errors"
	"maps"
	"slices"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/service"
)

// ErrBusy: money is in the balance, or an answer is awaited; what is edited has to wait.
var ErrBusy = errors.New("a payment, a call or a print is under way")

// Adopt makes a model of another core one of this core: that of a service whose files were
// edited while somebody stood in it. Where the person can, they go on where they were, with
// what they have answered, and hear what has changed about what they chose; otherwise their
// stay ends, and the error says why. With ErrBusy, nothing was done.
func (c *Core) Adopt(m Model, was *Core, now time.Duration) (Model, scene.Change, []Effect, error) {
	if m.Paying() || m.Task.Running() || m.Checking != (course.Course{}).Checking {
		return m, scene.Change{}, nil, ErrBusy
	}
	before, old := m.Scene, model.Moment{S: was.Setup, M: &m}.Service()
	u := c.begin(&m, scene.ByDevice, now)
	keepMenu(&m, c.Service)
	if !slices.Contains(c.Languages, m.Prefs.Language) {
		m.Prefs.Language = c.Languages[0]
	}
	why := course.Fits(m.Course, old, u.at().Service())
	if why != nil {
		u.leave()
	} else {
		keepNews(u)
		reconcile(u)
	}
	u.draw(u.cause)
	return m, scene.Change{From: before.Revision, To: m.Scene.Revision, Cause: u.cause, Before: before, After: m.Scene, Notices: u.notices}, u.effects, why
}

// keepMenu puts what was pushed about the menu over the service as it is now. What that does
// not have any more, or refuses, is dropped.
func keepMenu(m *Model, base *service.Service) {
	pushed := m.Menu.Pushed
	m.Menu = model.Menu{}
	for _, id := range slices.Sorted(maps.Keys(pushed)) {
		if next, err := m.Menu.With(base, map[string]input.ItemChange{id: pushed[id]}); err == nil {
			m.Menu = next
		}
	}
	if m.Waiting != nil {
		m.Waiting = clone(m.Waiting)
		maps.DeleteFunc(m.Waiting, func(id string, c input.ItemChange) bool {
			_, err := m.Menu.With(base, map[string]input.ItemChange{id: c})
			return err != nil
		})
	}
}

// keepNews drops what is not to be had at all any more from the news that the person has not
// read yet.
func keepNews(u *update) {
	if u.m.Overlay.Kind != model.OverlayNews {
		return
	}
	u.m.Overlay.News = slices.DeleteFunc(slices.Clone(u.m.Overlay.News), func(n course.News) bool {
		_, there := u.at().Service().Item(n.Item)
		return !there
	})
	if len(u.m.Overlay.News) == 0 {
		closeOverlay(u)
	}
}
