package realtime

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/backend"
	"modu/internal/kiosk"
	"modu/internal/order"
	"modu/internal/scenario"
	"modu/internal/service"
)

// desk is what stands around a service desk, over real HTTP: the program beside the
// kiosk and the register that pushes changes. There is no printer on a line yet, so
// paper is counted here.
type desk struct {
	server *httptest.Server
	menu   *backend.Menu
	pushes *httptest.Server
	client *backend.Client
	emit   func(input.Event)

	mu      sync.Mutex
	behaves scenario.Behaviour
	jammed  bool
	printed []string
	baskets int64         // sent so far
	hang    chan struct{} // closed at the end: what is slow lets go
}

const pushKey = "a key for scenarios only"

func newDesk(parts *assemble.Parts, emit func(input.Event)) (*desk, error) {
	d := &desk{emit: emit, hang: make(chan struct{}), menu: backend.NewMenu(backend.MenuConfig{Service: parts.Service, Emit: emit})}
	d.pushes = httptest.NewServer(backend.NewPushes(d.menu, pushKey))
	if parts.Sample == nil {
		return d, nil
	}
	d.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.mu.Lock()
		behaves := d.behaves
		d.mu.Unlock()
		switch behaves {
		case scenario.Down:
			http.Error(w, "out of order", http.StatusServiceUnavailable)
		case scenario.Slow:
			select {
			case <-d.hang:
			case <-r.Context().Done():
			}
		case scenario.Nonsense:
			_, _ = w.Write([]byte("<html>"))
		default:
			backend.Sampled(func() *service.Samples { return parts.Sample }).ServeHTTP(w, r)
		}
	}))
	d.client = backend.New(backend.Config{URL: d.server.URL, Emit: emit, Number: d.number})
	return d, nil
}

// number stands in for the durable record: a scenario has one stay after another and no
// restart, so that counting is enough.
func (d *desk) number(_ scene.SessionID, b order.Basket) (order.Basket, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.baskets++
	b.Epoch, b.Seq = "scenario", d.baskets
	return b, nil
}

// Print implements runtime.Printer.
func (d *desk) Print(id input.EffectID, _ string, sheets []kiosk.Sheet) {
	d.mu.Lock()
	defer d.mu.Unlock()
	ok := !d.jammed
	for _, s := range sheets {
		if ok {
			d.printed = append(d.printed, s.Title.Redacted())
		}
	}
	time.AfterFunc(time.Second, func() { d.emit(input.PaperPrinted{Effect: id, OK: ok}) })
}

func (d *desk) close() {
	close(d.hang)
	if d.client != nil {
		d.client.Close()
		d.server.Close()
	}
	d.pushes.Close()
}

// Present implements scenario.World.
func (w *World) Present(what string, readable bool) error {
	at := w.seen()
	w.desk.emit(input.Presented{Device: "reader", Reader: what, OK: readable, Data: []byte("sample-" + what)})
	return w.settle(at)
}

// Neighbour implements scenario.World.
func (w *World) Neighbour(who string, b scenario.Behaviour) error {
	w.desk.mu.Lock()
	defer w.desk.mu.Unlock()
	if who == scenario.Printer {
		w.desk.jammed = b != scenario.Works
	} else {
		w.desk.behaves = b
	}
	return nil
}

// Push implements scenario.World, as a cash register would do it.
func (w *World) Push(item, change string) error {
	if change == "open" || strings.HasPrefix(change, "closed=") {
		return fmt.Errorf("%q is told by the clock of the place, which a cash register does not set: it needs a world of virtual time", change)
	}
	body := fmt.Sprintf(`{"items": {%q: {"sold_out": %t}}}`, item, change == "sold-out")
	if price, err := strconv.Atoi(change); err == nil {
		body = fmt.Sprintf(`{"items": {%q: {"price": %d}}}`, item, price)
	}
	if left, ok := strings.CutPrefix(change, "left="); ok {
		body = fmt.Sprintf(`{"items": {%q: {"left": %s}}}`, item, left)
	}
	at := w.seen()
	req, err := http.NewRequest(http.MethodPut, w.desk.pushes.URL+"/v1/menu", strings.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+pushKey)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusNoContent {
		return fmt.Errorf("the push was answered %s", resp.Status)
	}
	return w.settle(at)
}

// Tell implements scenario.World.
func (w *World) Tell(catalogue string) error {
	svc := w.desk.menu.Service()
	told, err := svc.ReadCatalogue([]byte(catalogue))
	if wrong := (*service.AnswerError)(nil); errors.As(err, &wrong) {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.worked.wrong[backend.CatalogueSubject] = backend.CodeAnswer + string(wrong.Wrong)
		return nil
	}
	at := w.seen()
	if err = w.desk.menu.Tell(told); err != nil {
		return err
	}
	w.mu.Lock()
	delete(w.worked.wrong, backend.CatalogueSubject)
	w.mu.Unlock()
	return w.settle(at)
}

// Printed implements scenario.World.
func (w *World) Printed() []string {
	w.desk.mu.Lock()
	defer w.desk.mu.Unlock()
	out := w.desk.printed
	w.desk.printed = nil
	return out
}
