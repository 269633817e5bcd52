package main

import (
	"sync"
	"time"

	"modu/accessibility/input"
	"modu/internal/assemble"
	"modu/internal/backend"
	"modu/internal/config"
	"modu/internal/journal"
	"modu/internal/kiosk"
	"modu/internal/runtime"
)

// desk is what a service desk needs beside the devices: the program that it asks, the
// door for pushes, a printer.
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

// undelivered are the payments that the program has still to be told of.
func undelivered(book *journal.Journal) []backend.Report {
	var out []backend.Report
	for _, p := range book.Undelivered() {
		out = append(out, backend.Report{ID: p.ID, Key: p.Key, Said: *p.Report, Amount: p.Amount, Number: p.Number, At: p.Started})
	}
	return out
}

// openDesk connects them. Without an address the service's own samples answer, over
// real HTTP on this machine; a locked kiosk has been refused before. pushed is what was pushed
// about the menu before this run.
func openDesk(site config.Site, parts *assemble.Parts, book *journal.Journal, pushed map[string]input.ItemChange, emit func(input.Event), h *runtime.Health, now func() time.Duration) (*desk, error) {
	d := &desk{book: book}
	if parts.Service.Calls() {
		address := site.Backend.URL
		if address == "" {
			at, stop, err := backend.Stand(parts.Sample)
			if err != nil {
				return nil, err
			}
			address, d.stops = at, append(d.stops, stop)
		}
		tell := func(subject, code string) {
			if code == "" {
				h.Clear(subject)
			} else {
				h.Set(subject, code, now())
			}
		}
		d.client = backend.New(backend.Config{URL: address, Emit: emit, Health: tell, Number: book.NumberBasket})
		d.tells = backend.NewReporter(backend.ReporterConfig{URL: address, Undelivered: func() []backend.Report { return undelivered(book) }, Taken: book.ReportTaken, Health: tell})
		d.stops = append(d.stops, d.client.Close, d.tells.Close)
	}
	if site.Push.Listen != "" {
		pushes := backend.NewPushes(backend.PushConfig{Service: parts.Service, Key: site.Push.Key, Before: pushed, Emit: emit, Keep: book.MenuChanged})
		stop, err := pushes.Listen(site.Push.Listen)
		if err != nil {
			d.close()
			return nil, err
		}
		d.stops = append(d.stops, stop)
	}
	if parts.Service.Prints() && !site.Lock {
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
