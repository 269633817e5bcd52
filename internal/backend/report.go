package backend

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/task"
)

// CodeUnreported is the health code of payments that the program has not been told of yet.
const CodeUnreported = "health.report"

// ReportSubject is the subject of that health item.
const ReportSubject = "report"

// Report is one payment to tell the program of:
//
//	POST {site's url}{path}   Idempotency-Key: "…"
//	{"version": 1, "language": "ko", "fields": {"bill": "B-12"},
//	 "payment": {"amount": 8500, "currency": "KRW", "number": 17, "at": "2026-11-24T09:30:00Z"}}
//	→ any status of 2xx: taken
//
// It is sent again, word for word and with the same key, until it is taken, so a program
// must look at the key: it may have taken it and the answer was lost on the way.
type Report struct {
	ID     input.EffectID // of the payment
	Key    string
	Said   order.Report
	Amount money.Amount
	Number int       // of the order
	At     time.Time // when the payment was begun
}

// paid is the payment in the body of a report.
type paid struct {
	Amount   int64  `json:"amount"` // minor units
	Currency string `json:"currency"`
	Number   int    `json:"number"`
	At       string `json:"at"` // RFC 3339, UTC
}

// ReporterConfig is what a Reporter is made of.
type ReporterConfig struct {
	URL         string                               // CheckURL has found it right
	Undelivered func() []Report                      // what is paid and not yet taken, from the durable record
	Taken       func(input.EffectID) error           // records that it was
	Owed        func() []Cancel                      // what nobody wants any more, and is not yet taken; nil: nothing is held
	Released    func(call input.EffectID) error      // records that a cancellation was taken
	Health      Telling                              // nil: not reported
	Wait        func(time.Duration) <-chan time.Time // time.After; tests have another
}

// Reporter tells the program what was paid, and what nobody wants any more. What is still
// undelivered stands in the durable record alone, so that a crash between any two moments loses nothing: after the start it goes on.
type Reporter struct {
	cfg  ReporterConfig
	http *http.Client
	wake chan struct{}
	own  *task.Task
}

// A report that was not taken is sent again, after a wait that doubles up to a minute.
const (
	firstWait      = 2 * time.Second
	longestWait    = time.Minute
	reportPatience = 10 * time.Second // for one answer
)

// NewReporter starts telling, first what the last run left. End it with Close.
func NewReporter(cfg ReporterConfig) *Reporter {
	if cfg.Wait == nil {
		cfg.Wait = time.After
	}
	r := &Reporter{cfg: cfg, http: plainClient(), wake: make(chan struct{}, 1)}
	r.own = task.Start(r.run)
	return r
}

// Wake says that something more may have to be delivered. It does not block.
func (r *Reporter) Wake() {
	select {
	case r.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// Close ends what is under way and waits for it. What is undelivered stays in the record.
func (r *Reporter) Close() {
	r.own.Stop()
	r.http.CloseIdleConnections()
}

func (r *Reporter) run(ctx context.Context) {
	wait := firstWait
	for {
		late, held := r.reports(ctx), r.cancels(ctx)
		if ctx.Err() != nil {
			return
		}
		var again <-chan time.Time
		r.health(ReportSubject, CodeUnreported, late)
		r.health(CancelSubject, CodeUncancelled, held)
		if late || held {
			again, wait = r.cfg.Wait(wait), min(2*wait, longestWait)
		} else {
			wait = firstWait
		}
		select {
		case <-ctx.Done():
			return
		case <-r.wake:
		case <-again:
		}
	}
}

// reports tells what was paid; it reports whether something is left.
func (r *Reporter) reports(ctx context.Context) (left bool) {
	for _, p := range r.cfg.Undelivered() {
		if err := r.send(ctx, p); err != nil {
			left = true // one that is refused must not keep back the others
			continue
		}
		// Where this cannot be written, it is told once more after the next start, and
		// its key says that it was already.
		_ = r.cfg.Taken(p.ID)
	}
	return left
}

func (r *Reporter) health(subject, code string, wrong bool) {
	if r.cfg.Health == nil {
		return
	}
	if !wrong {
		code = ""
	}
	r.cfg.Health(subject, code)
}

var errNotTaken = errors.New("backend: the report was not taken")

// send sends one report; nil means that it was taken.
func (r *Reporter) send(ctx context.Context, p Report) error {
	return r.deliver(ctx, p.Said.Path, p.Key, request{Version: 1, Language: scene.Lang(p.Said.Language), Fields: p.Said.Fields, Basket: p.Said.Basket,
		Payment: &paid{p.Amount.Minor, p.Amount.Currency, p.Number, p.At.UTC().Format(time.RFC3339)}})
}

// deliver sends something that is sent until it is taken; nil means that it was.
func (r *Reporter) deliver(ctx context.Context, path, key string, what request) error {
	ctx, cancel := context.WithTimeout(ctx, reportPatience)
	defer cancel()
	// What went wrong may quote an address, which is nobody's business.
	status, _, _ := exchange(ctx, r.http, r.cfg.URL, path, key, what, maxPush)
	switch {
	case status == 0:
		return errNotTaken
	case status/100 != 2:
		return fmt.Errorf("%w: %d", errNotTaken, status)
	}
	return nil
}
