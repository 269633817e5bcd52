package main

import (
	"sync"
	"time"

	"modu/accessibility/input"
	"modu/internal/backend"
	"modu/internal/config"
	"modu/internal/journal"
	"modu/internal/kiosk"
	"modu/internal/runtime"
	"modu/internal/service"
	"modu/locales"
)

// desk is what a service desk needs beside the devices: the program that it asks, the
// way in for pushes, a printer.
type desk struct {
	stops  []func()
	client *backend.Client
	tells  *backend.Reporter
	book   *journal.Journal
	paper  *simPrinter
}

// ledger is the record of payments, which also lets the program beside the kiosk know.
type ledger struct {
	*journal.Journal
	notify func()
}

// PaymentEnded implements runtime.Ledger. What is on the disk is reported, and nothing else.
func (l ledger) PaymentEnded(id input.EffectID, o input.Outcome) error {
	err := l.Journal.PaymentEnded(id, o)
	l.notify()
	return err
}

// HoldsLeft implements runtime.Ledger: what nobody wants any more is told at once.
func (l ledger) HoldsLeft() {
	l.Journal.HoldsLeft()
	l.notify()
}

// HoldAnswered implements backend.Holds: an answer may come when nobody waits for it.
func (l ledger) HoldAnswered(call input.EffectID, ids map[string]string) error {
	err := l.Journal.HoldAnswered(call, ids)
	l.notify()
	return err
}

// owed are the holds of which the program has still to be told that nobody wants them.
func owed(book *journal.Journal) []backend.Cancel {
	var out []backend.Cancel
	for _, h := range book.OwedCancels() {
		out = append(out, backend.Cancel{Call: h.Call, Key: h.Key, Said: h.Said})
	}
	return out
}

// undelivered are the payments that the program has still to be told of.
func undelivered(book *journal.Journal) []backend.Report {
	var out []backend.Report
	for _, p := range book.Undelivered() {
		out = append(out, backend.Report{ID: p.ID, Key: p.Key, Said: *p.Report, Amount: p.Amount, Number: p.Number, At: p.Started})
	}
	return out
}

// changedMenu is what programs, staff and the time of day change about the menu, where the site
// lets one of them; nil where it does not: then the files alone say what there is.
func changedMenu(site config.Site, parts *live, book *journal.Journal, before journal.Recovered, emit func(input.Event)) *backend.Menu {
	svc := parts.now().Service
	if _, told := svc.Catalogue(); site.Push.Listen == "" && site.Staff.Key == "" && (site.Backend.URL == "" || !told) && !svc.Timed() && !parts.edited {
		return nil
	}
	return backend.NewMenu(backend.MenuConfig{Service: svc, Before: before.Menu, Emit: emit, Keep: book.MenuChanged, Photos: book,
		Told: backend.Kept{Told: service.Told{Revision: before.Catalogue.Revision, Items: before.Catalogue.Items}, At: before.Catalogue.At},
		KeepTold: func(k backend.Kept) error {
			return book.CatalogueTold(journal.Catalogue{Revision: k.Revision, Items: k.Items, At: k.At})
		}})
}

// catalogue asks the program for what is on the menu, where the service and the site name it.
func (d *desk) catalogue(site config.Site, svc *service.Service, menu *backend.Menu, tell backend.Telling) {
	call, ok := svc.Catalogue()
	if !ok || site.Backend.URL == "" || menu == nil {
		return
	}
	d.stops = append(d.stops, backend.Ask(backend.CatalogueConfig{URL: site.Backend.URL, Call: call, Menu: menu, Health: tell}).Close)
}

// openDesk connects them. Without an address the service's own samples answer, over
// real HTTP on this machine; a locked kiosk has been refused before.
func openDesk(site config.Site, parts *live, book *journal.Journal, menu *backend.Menu, emit func(input.Event), h *runtime.Health, now func() time.Duration) (*desk, error) {
	d, svc := &desk{book: book}, parts.now().Service
	tell := func(subject, code string, args ...locales.Arg) {
		if code == "" {
			h.Clear(subject)
		} else {
			h.Set(subject, code, now(), args...)
		}
	}
	if menu != nil {
		d.stops = append(d.stops, menu.KeepTime(nil))
	}
	d.catalogue(site, svc, menu, tell)
	if svc.Calls() || parts.edited { // after an edit it may
		address := site.Backend.URL
		if address == "" {
			at, stop, err := backend.Stand(parts.samples)
			if err != nil {
				return nil, err
			}
			address, d.stops = at, append(d.stops, stop)
		}
		d.tells = backend.NewReporter(backend.ReporterConfig{URL: address, Undelivered: func() []backend.Report { return undelivered(book) }, Taken: book.ReportTaken,
			Owed: func() []backend.Cancel { return owed(book) }, Released: book.CancelTaken, Health: tell})
		d.client = backend.New(backend.Config{URL: address, Emit: emit, Holds: ledger{book, d.tells.Wake}, Number: book.NumberBasket, Health: tell})
		d.stops = append(d.stops, d.client.Close, d.tells.Close)
	}
	if site.Push.Listen != "" {
		stop, err := backend.NewPushes(menu, site.Push.Key).Listen(site.Push.Listen)
		if err != nil {
			d.close()
			return nil, err
		}
		d.stops = append(d.stops, stop)
	}
	if (svc.Prints() || parts.edited) && !site.Lock {
		d.paper = &simPrinter{emit: emit}
		d.stops = append(d.stops, d.paper.close)
	}
	return d, nil
}

// connect gives the loop what there is. A locked kiosk has no printer yet: the driver
// is not written, and simulated paper must not be promised to anybody.
func (d *desk) connect(p *runtime.Ports) {
	if d.client != nil {
		p.Backend = d.client
		p.Ledger = ledger{d.book, d.tells.Wake}
	}
	if d.paper != nil {
		p.Printer = d.paper
	}
}

func (d *desk) close() {
	for i := len(d.stops) - 1; i >= 0; i-- {
		d.stops[i]()
	}
}

// printTime is how long a simulated page takes.
const printTime = 2 * time.Second

// simPrinter stands in for a printer on an unlocked kiosk: it takes its time and keeps
// nothing.
type simPrinter struct {
	emit func(input.Event)
	mu   sync.Mutex
	busy *time.Timer
}

// Print implements runtime.Printer.
func (s *simPrinter) Print(id input.EffectID, _ string, _ []kiosk.Sheet) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.busy = time.AfterFunc(printTime, func() { s.emit(input.PaperPrinted{Effect: id, OK: true}) })
}

func (s *simPrinter) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.busy != nil {
		s.busy.Stop()
	}
}
