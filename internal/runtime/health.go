package runtime

import (
	"slices"
	"strings"
	"sync"
	"time"

	"modu/accessibility/input"
	"modu/locales"
)

// Item is one thing that is wrong: a code that has text in every language, never
// an error string.
type Item struct {
	Subject string // device id, message id, "screen"
	Code    string // id in the catalogue
	Since   time.Duration
	Args    []locales.Arg // of that message; nothing personal
}

// Health is what is wrong now. Any goroutine may use it.
type Health struct {
	mu     sync.Mutex
	delay  time.Duration
	items  map[string]*entry
	notify func(Item, bool)

	news    []news // not yet told
	telling bool   // a goroutine is calling notify
}

// news is a call of notify.
type news struct {
	item Item
	on   bool
}

type entry struct {
	Item
	timer *time.Timer
	shown bool
}

// ShowAfter is how long something must be wrong before anybody is told: a device that
// is still starting, or a cable being moved, is no news.
const ShowAfter = 2 * time.Second

// NewHealth makes a health list. notify is called when an item has been there for the delay
// (true) and when one that was told is mended (false): outside any lock, on any goroutine,
// one call after the other and in the order in which things happened.
func NewHealth(delay time.Duration, notify func(Item, bool)) *Health {
	return &Health{delay: delay, items: map[string]*entry{}, notify: notify}
}

// Set records that something is wrong. args are those of the message that code names, and
// nothing personal; of one thing that stays wrong, the newest.
func (h *Health) Set(subject, code string, now time.Duration, args ...locales.Arg) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if old := h.items[subject]; old != nil {
		if old.Code == code {
			old.Args = args
			return
		}
		old.timer.Stop()
	}
	e := &entry{Item: Item{subject, code, now, args}}
	h.items[subject] = e
	e.timer = time.AfterFunc(h.delay, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		if h.items[subject] == e {
			e.shown = true
			h.tell(e.Item, true)
		}
	})
}

// Clear records that it is right again.
func (h *Health) Clear(subject string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	e := h.items[subject]
	delete(h.items, subject)
	if e == nil {
		return
	}
	e.timer.Stop()
	if e.shown {
		h.tell(e.Item, false)
	}
}

// tell passes news on, unless another goroutine is at it, which then does. It is called
// with the lock, and gives it away while notify runs.
func (h *Health) tell(i Item, on bool) {
	h.news = append(h.news, news{i, on})
	if h.telling {
		return
	}
	h.telling = true
	for len(h.news) > 0 {
		n := h.news[0]
		h.news = h.news[1:]
		h.mu.Unlock()
		h.notify(n.item, n.on)
		h.mu.Lock()
	}
	h.telling, h.news = false, nil
}

// Close stops telling.
func (h *Health) Close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range h.items {
		e.timer.Stop()
	}
	clear(h.items)
	h.news = nil
}

// Device takes a device's change into account.
func (h *Health) Device(ev input.DeviceChanged, now time.Duration) {
	if ev.State == input.DeviceReady {
		h.Clear(ev.Device)
	} else {
		h.Set(ev.Device, ev.Code, now)
	}
}

// Items lists what has been wrong for at least minAge, so that a cable that is
// being moved does not raise an alarm.
func (h *Health) Items(now, minAge time.Duration) []Item {
	h.mu.Lock()
	defer h.mu.Unlock()
	var out []Item
	for _, e := range h.items {
		if now-e.Since >= minAge {
			out = append(out, e.Item)
		}
	}
	slices.SortFunc(out, func(a, b Item) int { return strings.Compare(a.Subject, b.Subject) })
	return out
}
