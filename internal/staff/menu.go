package staff

import (
	"encoding/json"
	"errors"
	"net/http"

	"modu/accessibility/input"
	"modu/internal/backend"
	"modu/internal/money"
	"modu/internal/service"
)

// Menu is the menu of the kiosk as it is now (backend.Menu).
type Menu interface {
	Items() []service.Item
	Loaded(item string) (service.Item, bool)
	Changes() map[string]input.ItemChange
	Set(item string, c input.ItemChange) error
	Undo() (item string, err error)
	Undoable() bool
	Service() *service.Service // with all of that

	Adds() bool
	Add(item input.NewItem, price int64, photo []byte) (id string, err error)
	Remove(item string) error
	Added(item string) *input.NewItem // nil: the files of the service have it
	File() backend.File
}

// menuState is what the page is told of the menu.
type menuState struct {
	Currency string      `json:"currency"`
	Digits   int         `json:"digits"` // of its minor units
	Items    []itemState `json:"items"`
	Undo     bool        `json:"undo"`    // there is something to take back
	Changed  int         `json:"changed"` // so many items differ from the files
	Add      *addState   `json:"add,omitempty"`
}

// itemState is one item. Prices are in minor units.
type itemState struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Price   int64  `json:"price"`
	Loaded  int64  `json:"loaded"` // as the files have it
	SoldOut bool   `json:"sold_out"`
	Left    *int64 `json:"left,omitempty"` // how many there are, where they are counted

	Category string   `json:"category,omitempty"`
	Asks     bool     `json:"asks"`            // something is asked about it
	Added    bool     `json:"added,omitempty"` // by staff
	Gaps     []gapped `json:"gaps,omitempty"`  // what its names lack
}

func (h *handler) menu(w http.ResponseWriter, _ *http.Request) {
	m := h.cfg.Menu
	s := menuState{Currency: h.cfg.Currency, Digits: money.Digits(h.cfg.Currency), Items: []itemState{}, Undo: m.Undoable(), Changed: len(m.Changes())}
	for _, it := range m.Items() {
		loaded, filed := m.Loaded(it.ID)
		if !filed { // a program has it, or staff
			loaded.Price = it.Price
		}
		one := itemState{ID: it.ID, Name: h.cfg.Name(it), Price: it.Price, Loaded: loaded.Price, SoldOut: it.SoldOut, Left: it.Left, Category: it.Category, Asks: len(it.Options) > 0}
		if n := m.Added(it.ID); n != nil {
			one.Added, one.Gaps = true, h.gaps(*n)
		}
		s.Items = append(s.Items, one)
	}
	s.Add = h.adding()
	answer(w, s)
}

func (h *handler) setItem(w http.ResponseWriter, r *http.Request) {
	var a struct {
		Item    string `json:"item"`
		SoldOut *bool  `json:"sold_out"`
		Price   *int64 `json:"price"`
	}
	if json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&a) != nil || a.SoldOut == nil && a.Price == nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	h.changed(w, h.cfg.Menu.Set(a.Item, input.ItemChange{SoldOut: a.SoldOut, Price: a.Price}))
}

func (h *handler) undo(w http.ResponseWriter, _ *http.Request) {
	_, err := h.cfg.Menu.Undo()
	h.changed(w, err)
}

// changed tells how a change went. The words are the page's.
func (h *handler) changed(w http.ResponseWriter, err error) {
	switch {
	case err == nil:
		w.WriteHeader(http.StatusNoContent)
	case errors.Is(err, backend.ErrFull):
		w.WriteHeader(http.StatusInsufficientStorage)
	case errors.Is(err, backend.ErrNothing):
		w.WriteHeader(http.StatusConflict)
	case errors.Is(err, backend.ErrNotKept):
		w.WriteHeader(http.StatusServiceUnavailable)
	default:
		w.WriteHeader(http.StatusBadRequest)
	}
}

// changes is the file for who keeps the service: kioskctl service apply writes it into the
// menu.
func (h *handler) changes(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Disposition", `attachment; filename="menu-changes.json"`)
	answer(w, h.cfg.Menu.File())
}
