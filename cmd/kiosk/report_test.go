package main

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/backend"
	"modu/internal/journal"
	"modu/internal/money"
	"modu/internal/order"
	"modu/locales"
)

// office is a program that is told of payments, and tells a repeated report by its key.
type office struct {
	mu     sync.Mutex
	manner string
	asked  []string          // keys, as often as they came
	taken  map[string]string // bodies by key
	wrong  []string          // the same key with another body
	said   chan string       // the manner in which each request was answered
}

func (o *office) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(r.Body)
	o.mu.Lock()
	manner, key := o.manner, r.Header.Get("Idempotency-Key")
	o.asked = append(o.asked, key)
	take := manner == "takes" || manner == "takes, and the answer is lost"
	if was, again := o.taken[key]; again && was != string(data) {
		o.wrong = append(o.wrong, key)
	} else if take {
		o.taken[key] = string(data)
	}
	o.mu.Unlock()
	defer func() { o.said <- manner }()
	switch manner {
	case "down":
		http.Error(w, "out of order", http.StatusServiceUnavailable)
	case "refuses":
		http.Error(w, "<html>", http.StatusBadRequest)
	case "breaks off", "takes, and the answer is lost":
		if c, _, err := w.(http.Hijacker).Hijack(); err == nil {
			_, _ = c.Write([]byte("HTTP/1.1 2"))
			_ = c.Close()
		}
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

// until waits for a request that was answered in a manner. Others may come before: a
// connection that breaks makes the client ask once more by itself.
func (o *office) until(manner string) {
	for m := range o.said {
		if m == manner {
			return
		}
	}
}

func (o *office) is(manner string) {
	o.mu.Lock()
	o.manner = manner
	o.mu.Unlock()
}

// record opens the durable record of one run.
func record(t *testing.T, dir string) *journal.Journal {
	t.Helper()
	book, _, err := journal.Open(dir, func() time.Time { return time.Unix(1_800_000_000, 0) })
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// teller tells an office what a record owes; each send on again lets it try once more.
func teller(book *journal.Journal, url string, health chan string) (r *backend.Reporter, again chan time.Time) {
	again = make(chan time.Time)
	return backend.NewReporter(backend.ReporterConfig{URL: url, Undelivered: func() []backend.Report { return undelivered(book) }, Taken: book.ReportTaken,
		Owed: func() []backend.Cancel { return owed(book) }, Released: book.CancelTaken,
		Health: func(subject, code string, _ ...locales.Arg) {
			if subject == backend.ReportSubject {
				health <- code
			}
		}, Wait: func(time.Duration) <-chan time.Time { return again }}), again
}

// A paid bill reaches the office whatever happens to it, the kiosk or the line between
// them, and is booked once: through an office that is down, refuses, breaks off half-way,
// and one that books it while its answer is lost and the kiosk crashes.
func TestPaidBillIsReportedOnce(t *testing.T) {
	o := &office{manner: "down", taken: map[string]string{}, said: make(chan string, 100)}
	srv := httptest.NewServer(o)
	defer srv.Close()
	dir := t.TempDir()
	bill := &order.Report{Path: "/paid", Language: "ko", Fields: map[string]string{"bill": "B-2041"}}
	amount := money.Amount{Minor: 8500, Currency: "KRW"}
	id := func(n uint32) input.EffectID { return input.EffectID{Boot: 1, Counter: n} }
	health := make(chan string, 100)

	book := record(t, dir)
	r, again := teller(book, srv.URL, health)
	if code := <-health; code != "" {
		t.Errorf("with nothing undelivered, health is %q", code)
	}
	l := ledger{book, r.Wake}
	for n, outcome := range []input.Outcome{input.Declined, input.Unknown, input.Approved} {
		if err := errors.Join(l.PaymentStarted(id(uint32(n)), scene.SessionID{}, n+1, amount, order.Order{}, bill), l.PaymentEnded(id(uint32(n)), outcome)); err != nil {
			t.Fatal(err)
		}
	}
	manners := []string{"down", "refuses", "breaks off", "takes, and the answer is lost"}
	for i, manner := range manners[1:] {
		o.until(manners[i])
		for code := range health {
			if code == backend.CodeUnreported {
				break
			}
		}
		o.is(manner)
		again <- time.Time{}
	}
	o.until(manners[len(manners)-1])
	r.Close() // and the kiosk is gone before it learns anything
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
	if len(o.taken) != 1 {
		t.Fatalf("the office has booked %v", o.taken)
	}

	o.is("takes")
	book = record(t, dir)
	if n := len(book.Undelivered()); n != 1 {
		t.Fatalf("after the restart %d are undelivered", n)
	}
	r, _ = teller(book, srv.URL, health)
	o.until("takes")
	for code := range health {
		if code == "" {
			break
		}
	}
	r.Close()
	if n := len(book.Undelivered()); n != 0 {
		t.Errorf("%d are still undelivered", n)
	}
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
	book = record(t, dir)
	defer book.Close()
	if n := len(book.Undelivered()); n != 0 {
		t.Errorf("after another restart %d are undelivered again", n)
	}

	for _, key := range o.asked {
		if key != o.asked[0] || len(key) < 12 || key[0] != '"' {
			t.Errorf("keys %v", o.asked)
			break
		}
	}
	want := `{"version":1,"language":"ko","fields":{"bill":"B-2041"},"payment":{"amount":8500,"currency":"KRW","number":3,"at":"2027-01-15T08:00:00Z"}}`
	if len(o.taken) != 1 || o.taken[o.asked[0]] != want || len(o.wrong) > 0 {
		t.Errorf("booked %v, with another body %v", o.taken, o.wrong)
	}
}
