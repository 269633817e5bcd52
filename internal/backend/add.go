package backend

import (
	"fmt"
	"maps"

	"modu/accessibility/input"
	"modu/internal/service"
)

// Adds reports whether things can be added to the menu.
func (m *Menu) Adds() bool { return m.cfg.Photos != nil }

// Add puts a thing on the menu that its files do not have, from the next person on. photo is a
// JPEG file; id is what programs know the thing by. Errors: ErrFull, ErrNotKept, and those of
// service.With, which say what does not fit.
func (m *Menu) Add(item input.NewItem, price int64, photo []byte) (id string, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	added := 0
	for id, c := range m.changed {
		if c.Added != nil && service.OwnID(id) {
			added++
		}
	}
	if m.cfg.Photos == nil || added >= service.MaxAdded {
		return "", ErrFull
	}
	now := m.cfg.Now()
	// When they did, so that no id is ever given twice: programs and reports know things by them.
	id = m.free(service.OwnPrefix + now.Format("060102-150405"))
	item.Date, item.Photo = now.Format("2006-01-02"), id
	c := map[string]input.ItemChange{id: {Price: &price, Added: &item}}
	if _, err := m.cfg.Service.With(c); err != nil {
		return "", err
	}
	if err := m.cfg.Photos.KeepPhoto(item.Photo, photo); err != nil {
		return "", ErrNotKept
	}
	if err := m.take(c, true, ""); err != nil {
		m.sweep()
		return "", err
	}
	m.remember(id, input.ItemChange{Removed: true})
	return id, nil
}

// free is an id, or one made of it that was not given: two things may be added in one second.
func (m *Menu) free(id string) string {
	try := id
	for n := 2; ; n++ {
		if _, there := m.svc.Item(try); !there && !m.given[try] {
			m.given[try] = true
			return try
		}
		try = fmt.Sprintf("%s-%d", id, n)
	}
}

// Remove takes a thing off the menu that staff have added: it is sold out at once, and gone for
// the next person. It can be undone.
func (m *Menu) Remove(item string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	was := m.changed[item]
	if was.Added == nil || !service.OwnID(item) {
		return fmt.Errorf("%w: item %q is none that staff have added", service.ErrUnknown, item)
	}
	if err := m.take(map[string]input.ItemChange{item: {Removed: true}}, true, ""); err != nil {
		return err
	}
	m.remember(item, was)
	return nil
}

// remember notes how an item was before staff changed it; the lock is held.
func (m *Menu) remember(item string, was input.ItemChange) {
	m.undo = append(m.undo, undo{item, was})
	if len(m.undo) > maxUndo {
		m.undo = m.undo[1:]
	}
}

// sweep removes the photographs of what is not on the menu, and cannot come back by an undo.
// What cannot be removed now is at the next start.
func (m *Menu) sweep() {
	if m.cfg.Photos == nil {
		return
	}
	wanted := map[string]bool{}
	note := func(c input.ItemChange) {
		if c.Added != nil {
			wanted[c.Added.Photo] = true
		}
	}
	for _, c := range m.changed {
		note(c)
	}
	for _, u := range m.undo {
		note(u.was)
	}
	_ = m.cfg.Photos.DropPhotos(func(name string) bool { return wanted[name] })
}

// Photo is the photograph of a thing that staff have added.
func (m *Menu) Photo(name string) ([]byte, bool) {
	if m == nil || m.cfg.Photos == nil {
		return nil, false
	}
	return m.cfg.Photos.Photo(name)
}

// File is all that was changed since the service was loaded, for a file, but for what a program
// has added: it goes on telling that.
func (m *Menu) File() File {
	out := File{m.Changes(), map[string][]byte{}}
	maps.DeleteFunc(out.Items, func(id string, c input.ItemChange) bool { return c.Added != nil && !service.OwnID(id) })
	for _, c := range out.Items {
		if c.Added != nil {
			out.Photos[c.Added.Photo], _ = m.Photo(c.Added.Photo)
		}
	}
	return out
}

// Added is what an item is that staff have added; nil where somebody else has.
func (m *Menu) Added(item string) *input.NewItem {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !service.OwnID(item) {
		return nil
	}
	return m.changed[item].Added
}

// Service is the service as it is now, with all that was changed.
func (m *Menu) Service() *service.Service {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.svc
}
