package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/backend"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/service"
)

// theatre is a program that holds a seat for each key it has not seen, until it is released.
type theatre struct {
	mu       sync.Mutex
	held     map[string]string // seats by key
	arrives  func()            // when a call has come, and is not answered
	released chan string       // the body of each cancellation
}

func (p *theatre) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(r.Body)
	key := strings.Trim(r.Header.Get("Idempotency-Key"), `"`)
	p.mu.Lock()
	defer p.mu.Unlock()
	if r.URL.Path == "/book" {
		p.held[key] = "S-12"
		p.arrives()
		_, _ = io.WriteString(w, `{"seat":"S-12"}`)
		return
	}
	var said struct{ Cancels string }
	_ = json.Unmarshal(data, &said)
	if key == said.Cancels+"-cancel" {
		delete(p.held, said.Cancels)
	}
	w.WriteHeader(http.StatusNoContent)
	p.released <- string(data)
}

const theatreService = `version: 1
id: theatre
name: n
currency: KRW
languages: [ko]
start: book
steps:
  book: {kind: call, title: t, path: /book, answer: {seat: {type: code, hold: true}}, cancel: {path: /release, send: [seat]}, next: done}
  done: {kind: done, title: t}
`

// The power goes at every moment between a call and what follows from it. After the start the
// program holds nothing for somebody who has gone, and everything that was paid, or may have
// been.
func TestNothingStaysHeldAfterAPowerCut(t *testing.T) {
	svc, issues := service.Load(fstest.MapFS{"service.yaml": {Data: []byte(theatreService)}}, "theatre", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	step, _ := svc.Step("book")
	dir := t.TempDir()
	type moment struct {
		name   string
		record []byte
		keeps  bool
	}
	var moments []moment
	cut := func(name string, keeps bool) {
		data, err := os.ReadFile(filepath.Join(dir, "orders.jsonl"))
		if err != nil {
			t.Error(err)
		}
		moments = append(moments, moment{name, data, keeps})
	}

	book := record(t, dir)
	program := &theatre{held: map[string]string{}, arrives: func() { cut("the call has come", false) }, released: make(chan string, 10)}
	srv := httptest.NewServer(program)
	defer srv.Close()
	answered := make(chan struct{})
	client := backend.New(backend.Config{URL: srv.URL, Holds: ledger{book, func() { cut("the answer is recorded", false) }}, Emit: func(input.Event) {
		cut("the answer is acted on", false)
		close(answered)
	}})
	call, payment := input.EffectID{Boot: 1, Counter: 1}, input.EffectID{Boot: 1, Counter: 2}
	client.Ask(call, "K1", step, nil, nil, scene.SessionID{}, "ko")
	<-answered
	client.Close()
	err := book.HoldsKept(payment, []input.EffectID{call})
	cut("it is about to be paid", false)
	err = errors.Join(err, book.PaymentStarted(payment, scene.SessionID{Boot: 1, Counter: 1}, 1, money.Amount{Minor: 100, Currency: "KRW"}, order.Order{}, nil))
	cut("money was asked for", true)
	err = errors.Join(err, book.PaymentEnded(payment, input.Approved))
	cut("it is paid", true)
	err = errors.Join(err, book.HoldsKept(input.EffectID{}, []input.EffectID{call}))
	book.HoldsLeft()
	cut("they have gone with their seat", true)
	if err = errors.Join(err, book.Close()); err != nil || len(moments) != 7 {
		t.Fatal(err, len(moments))
	}

	for _, m := range moments {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "orders.jsonl"), m.record, 0o600); err != nil {
			t.Fatal(err)
		}
		program.mu.Lock()
		program.held = map[string]string{"K1": "S-12"}
		program.mu.Unlock()
		again := record(t, dir)
		health := make(chan string, 100)
		r, _ := teller(again, srv.URL, health)
		if !m.keeps {
			said := <-program.released
			if withSeat := strings.Contains(said, `"seat":"S-12"`); withSeat != (m.name != "the call has come") {
				t.Errorf("%s: told %s", m.name, said)
			}
		}
		<-health // all that was owed has been gone through
		r.Close()
		program.mu.Lock()
		if kept := len(program.held) > 0; kept != m.keeps || len(program.released) > 0 {
			t.Errorf("%s: the program holds %v, and was told %d times more", m.name, program.held, len(program.released))
		}
		program.mu.Unlock()
		if left := owed(again); len(left) > 0 {
			t.Errorf("%s: still owed: %v", m.name, left)
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Who leaves is let go at once, and a late answer to somebody who has left as well.
func TestHoldsAreLetGoAtOnce(t *testing.T) {
	program := &theatre{held: map[string]string{}, arrives: func() {}, released: make(chan string, 10)}
	srv := httptest.NewServer(program)
	defer srv.Close()
	book := record(t, t.TempDir())
	defer book.Close()
	health := make(chan string, 100)
	r, _ := teller(book, srv.URL, health)
	defer r.Close()
	l := ledger{book, r.Wake}
	hold := func(n uint32, key string) error {
		return l.HoldBegun(input.EffectID{Boot: 1, Counter: n}, key, order.Report{Path: "/release"})
	}
	answer := func(n uint32, seat string) error {
		return l.HoldAnswered(input.EffectID{Boot: 1, Counter: n}, map[string]string{"seat": seat})
	}
	if err := errors.Join(hold(1, "K1"), answer(1, "S-1"), hold(2, "K2")); err != nil {
		t.Fatal(err)
	}
	l.HoldsLeft()
	if said := <-program.released; !strings.Contains(said, `"cancels":"K1"`) {
		t.Errorf("told %s", said)
	}
	if err := answer(2, "S-2"); err != nil {
		t.Fatal(err)
	}
	if said := <-program.released; !strings.Contains(said, `"seat":"S-2"`) {
		t.Errorf("told %s", said)
	}
}
