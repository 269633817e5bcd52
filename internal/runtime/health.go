package runtime

import (
	"slices"
	"strings"
	"sync"
	"time"

	"modu/accessibility/input"
)

// Item is one thing that is wrong: a code that has text in every language, never
// an error string.
type Item struct {
	Subject string // device id, message id, "screen"
	Code    string // id in the catalogue
	Since   time.Duration
}

// Health is what is wrong now. Any goroutine may use it.
type Health struct {
	mu    sync.Mutex
	items map[string]Item
	told  func(Item, bool)
}

// NewHealth makes a health list; told is called, outside any lock, when an item
// appears (true) or is mended (false).
func NewHealth(told func(Item, bool)) *Health {
	return &Health{items: map[string]Item{}, told: told}
}

// Set records that something is wrong.
func (h *Health) Set(subject, code string, now time.Duration) {
	h.mu.Lock()
	old, had := h.items[subject]
	it := Item{subject, code, now}
	if had && old.Code == code {
		h.mu.Unlock()
		return
	}
	h.items[subject] = it
	h.mu.Unlock()
	h.told(it, true)
}

// Clear records that it is right again.
func (h *Health) Clear(subject string) {
	h.mu.Lock()
	it, had := h.items[subject]
	delete(h.items, subject)
	h.mu.Unlock()
	if had {
		h.told(it, false)
	}
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
	for _, it := range h.items {
		if now-it.Since >= minAge {
			out = append(out, it)
		}
	}
	slices.SortFunc(out, func(a, b Item) int { return strings.Compare(a.Subject, b.Subject) })
	return out
}
