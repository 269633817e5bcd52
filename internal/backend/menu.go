package backend

import (
	"errors"
	"maps"
	"sync"
	"time"

	"modu/accessibility/input"
	"modu/internal/service"
)

// maxUndo bounds how many changes of staff can be undone: a day's worth.
const maxUndo = 100

// Errors of a Menu. Any other says what is wrong with the change, in words for who wrote it.
var (
	// ErrNotKept: a change would be gone after a restart, so it is not taken.
	ErrNotKept = errors.New("it cannot be kept on the disk of the kiosk, so nothing was changed: try again")
	// ErrNothing: there is nothing to undo.
	ErrNothing = errors.New("nothing has been changed")
	// ErrFull: as much was added as there is room for.
	ErrFull = errors.New("no more can be added: apply what was added to the files of the service first")
)

// MenuConfig is what a Menu is made of.
type MenuConfig struct {
	Service *service.Service            // as it was loaded
	Before  map[string]input.ItemChange // what was changed before this run, by item; nil: nothing
	Emit    func(input.Event)           // takes the changes

	// Keep has all that was changed on the disk when it returns; nil: it is not kept.
	Keep func(map[string]input.ItemChange) error

	// Told is what the catalogue of a program said last, in an earlier run; KeepTold has what it
	// says now on the disk when it returns, and may be nil.
	Told     Kept
	KeepTold func(Kept) error

	// Photos has the photographs of what staff add; nil: nothing can be added.
	Photos Photos
	// Now names what is added, and its day; time.Now if it is nil.
	Now func() time.Time
}

// Photos keeps photographs on the disk (journal.Journal). Names are those of items.
type Photos interface {
	KeepPhoto(name string, data []byte) error
	Photo(name string) ([]byte, bool)
	DropPhotos(wanted func(name string) bool) error
}

// Menu is the one owner of what was changed about the menu since it was loaded, whoever
// changed it: the program beside the kiosk (Pushes), or staff on their page. Any goroutine may
// call it; a change waits for the disk.
type Menu struct {
	cfg MenuConfig

	mu      sync.Mutex
	changed map[string]input.ItemChange // all of it, by item
	svc     *service.Service            // with that
	undo    []undo                      // what staff changed, the last one last
	told    Kept                        // by a program
	keptAt  time.Time                   // its time on the disk
	given   map[string]bool             // ids of what staff added in this run, also of what is gone
	sales   map[string]input.Sale       // what was emitted of items that are not sold now
}

// undo is how an item was before staff changed it, in that which they changed.
type undo struct {
	item string
	was  input.ItemChange
}

// NewMenu makes the menu of a service, and emits what was changed before. Of that, what the
// service does not have any more, or refuses, is passed over.
func NewMenu(cfg MenuConfig) *Menu {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	m := &Menu{cfg: cfg, changed: holding(cfg.Service, cfg.Before), svc: cfg.Service, told: cfg.Told, keptAt: cfg.Told.At, given: map[string]bool{}}
	m.sweep()
	if now, err := cfg.Service.With(m.changed); err == nil {
		m.svc = now
	}
	if items := m.timed(m.changed, m.svc); len(items) > 0 || m.told.Revision != "" {
		cfg.Emit(input.MenuChanged{Items: items, Catalogue: m.told.Revision})
	}
	return m
}

// Reload puts what was changed over the service as it was loaded anew. What that does not have
// any more, or refuses, is passed over; nothing of it can be undone.
func (m *Menu) Reload(svc *service.Service) {
	m.mu.Lock()
	defer m.mu.Unlock()
	before := m.changed
	m.cfg.Service, m.changed, m.svc, m.undo = svc, holding(svc, before), svc, nil
	if now, err := svc.With(m.changed); err == nil {
		m.svc = now
	}
	m.retell()
}

// holding are the changes that a service takes.
func holding(svc *service.Service, changes map[string]input.ItemChange) map[string]input.ItemChange {
	out := map[string]input.ItemChange{}
	for id, c := range changes {
		if _, err := svc.With(map[string]input.ItemChange{id: c}); err == nil {
			out[id] = c
		}
	}
	return out
}

// Items are what can be ordered as it is now, in the file's order.
func (m *Menu) Items() []service.Item {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.svc.Menu()
}

// Loaded is an item as the files of the service have it.
func (m *Menu) Loaded(item string) (service.Item, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.cfg.Service.Item(item)
}

// Changes are all that was changed since the service was loaded, by item: what its files do
// not say yet.
func (m *Menu) Changes() map[string]input.ItemChange {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.changed)
}

// Push takes changes of the program beside the kiosk, as a whole or not at all.
func (m *Menu) Push(changes map[string]input.ItemChange) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.take(changes, false, "")
}

// Set takes a change of staff, which can be undone. A price waits until nobody stands at the
// kiosk; what is sold out is so at once, since nobody should pay for what is not there.
func (m *Menu) Set(item string, c input.ItemChange) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	it, ok := m.svc.Item(item)
	if ok && c.SoldOut != nil && !*c.SoldOut && it.Left != nil && *it.Left == 0 {
		uncounted := int64(-1) // there are some again, and nobody has counted them
		c.Left = &uncounted
	}
	was := before(it, c)
	if err := m.take(map[string]input.ItemChange{item: c}, true, ""); err != nil {
		return err
	}
	m.remember(item, was)
	return nil
}

// before is how an item is, in that which a change names.
func before(it service.Item, c input.ItemChange) (was input.ItemChange) {
	if c.SoldOut != nil {
		was.SoldOut = &it.SoldOut
	}
	if c.Price != nil {
		was.Price = &it.Price
	}
	if c.Left != nil {
		left := int64(-1)
		if it.Left != nil {
			left = *it.Left
		}
		was.Left = &left
	}
	return was
}

// Undo takes back the last change of staff that has not been taken back. It names the item.
// ErrNothing where there is none.
func (m *Menu) Undo() (item string, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.undo) == 0 {
		return "", ErrNothing
	}
	last := m.undo[len(m.undo)-1]
	if err := m.take(map[string]input.ItemChange{last.item: last.was}, true, ""); err != nil {
		return "", err
	}
	m.undo = m.undo[:len(m.undo)-1]
	return last.item, nil
}

// Undoable reports whether there is something to undo.
func (m *Menu) Undoable() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.undo) > 0
}

// take checks changes, keeps them and hands them on; the lock is held. catalogue is the revision
// that they make up, if they are of one.
func (m *Menu) take(changes map[string]input.ItemChange, patient bool, catalogue string) error {
	all := maps.Clone(m.changed)
	for id, c := range changes {
		if all[id] = c.Over(all[id]); c.Removed {
			delete(all, id)
		}
	}
	next, err := m.cfg.Service.With(all)
	if err != nil {
		return err
	}
	if m.cfg.Keep != nil {
		if err := m.cfg.Keep(all); err != nil {
			return ErrNotKept // what went wrong names places on this machine
		}
	}
	m.changed, m.svc = all, next
	m.cfg.Emit(input.MenuChanged{Items: m.timed(changes, next), Patient: patient, Catalogue: catalogue})
	return nil
}
