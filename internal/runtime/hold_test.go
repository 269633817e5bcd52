package runtime_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"modu/accessibility/input"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/runtime"
	"modu/internal/service"
)

// seats holds a seat and has it paid.
const seats = `version: 1
id: seats
name: m.name
currency: KRW
languages: [ko, en]
start: row
fields:
  row: {type: choice, values: [front, back]}
steps:
  row: {kind: choose, title: m.title, field: row, choices: [{value: front, label: m.a}, {value: back, label: m.b}], next: hold}
  hold: {kind: call, title: m.title, path: /hold, send: [row], answer: {seat: {type: code, hold: true}, due: {type: price}}, cancel: {path: /release, send: [seat]}, next: [{when: "answers.due + 9223372036854775807 > 0", go: row}, {go: review}]}
  review: {kind: review, title: m.title, charge: {item: ticket, from: due}, next: pay}
  pay: {kind: pay, title: m.title, next: done}
  done: {kind: done, title: m.title}
`

func theatre() *kiosk.Core {
	words := func(lang string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("version: 1\nlanguage: " + lang + "\nreviewed_by: \"\"\nmessages: {m.name: N, m.title: T, m.a: A, m.b: B}\n")}
	}
	return kiosktest.Over(fstest.MapFS{
		"service.yaml": {Data: []byte(seats)}, "menu.yaml": {Data: []byte("version: 1\nitems: [{id: ticket, label: m.a, price: 0}]\n")},
		"locales/ko.yaml": words("ko"), "locales/en.yaml": words("en"),
	})
}

// inOrder checks that lines of a log come one after the other.
func inOrder(t *testing.T, log string, lines ...string) {
	t.Helper()
	rest := log
	for _, want := range lines {
		_, after, found := strings.Cut(rest, want)
		if !found {
			t.Fatalf("%q is missing or out of order in\n%s", want, log)
		}
		rest = after
	}
}

// What a call holds is recorded as being paid for before the terminal hears of it, as kept at
// the end, and let go when the person leaves without.
func TestHoldsReachTheRecord(t *testing.T) {
	program := func(service.Step) map[string]input.Value {
		return map[string]input.Value{"seat": {Text: "S-12"}, "due": {Number: 9000}}
	}
	w := &world{answers: true, core: theatre(), program: program}
	health := runtime.NewHealth(0, func(runtime.Item, bool) {})
	run(t, w, health, "down", "select", "select", "select")
	inOrder(t, w.all(), "ask /hold", "ledger: kept [{7 1}] for {7 2}", "ledger: started 101 9000 KRW", "pay 9000 KRW for 101", "ledger: approved", "ledger: kept [{7 1}] for {0 0}", "ledger: left")

	items := health.Items(time.Hour, 0)
	if len(items) != 1 || items[0].Code != "health.guard" || len(items[0].Args) != 3 || items[0].Subject != "guard hold next[0].when" {
		t.Errorf("of the guard that failed staff see %+v", items)
	}

	w = &world{core: theatre(), program: program}
	run(t, w, health, "down", "select", "home", "down", "select")
	log := w.all()
	inOrder(t, log, "ask /hold", "ledger: left")
	if strings.Contains(log, "ledger: kept") {
		t.Errorf("nobody has it:\n%s", log)
	}
}
