package service

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"modu/accessibility/input"
	"modu/internal/order"
)

// A desk with every kind of step that a shop has no use for.
const deskService = `version: 1
id: desk
name: desk.name
currency: KRW
languages: [ko]
start: why
fields:
  why: {type: choice, values: [visit, pay]}
  how: {type: choice, values: [number, card, finger]}
  number: {type: entry}
  card: {type: entry}
steps:
  why:    {kind: choose, title: t, field: why, choices: [{value: visit, label: v, go: who}, {value: pay, label: p, go: who}]}
  who:    {kind: identify, title: t, field: how, choices: [{value: number, label: n, go: number}, {value: card, label: c, go: card}, {value: finger, label: f, go: finger}]}
  number: {kind: enter, title: t, field: number, alphabet: digits, secret: true, min: 13, max: 13, groups: [6, 7], pattern: '[0-9]{6}[1-8][0-9]{6}', wrong: w, confirm: ok, next: look}
  card:   {kind: present, title: t, field: card, reader: card, next: look}
  finger: {kind: present, title: t, field: card, reader: fingerprint, next: look}
  look:
    kind: call
    title: t
    path: /look
    timeout: 3s
    send: [number, card]
    answer:
      status: {type: choice, values: [known, unknown], public: true}
      queue:  {type: code, public: true}
      due:    {type: price}
      ahead:  {type: count, counter: person, public: true}
    failed: f
    otherwise: done
    next:
      - {when: 'answers.status == "unknown"', go: sorry}
      - {when: 'fields.why == "pay" && answers.due > 0', go: review}
      - {go: ticket}
  sorry:  {kind: show, title: t, says: [s], next: who}
  review: {kind: review, title: t, charge: {item: bill, from: due}, discount: {from: due, label: o}, next: pay}
  pay:    {kind: pay, title: t, report: {path: /paid, send: [queue]}, next: slip}
  slip:   {kind: print, title: t, paper: receipt, otherwise: done, next: done}
  ticket: {kind: print, title: t, paper: receipt, show: [{label: q, from: queue, big: true}], otherwise: done, next: done}
  done:   {kind: done, title: t, show: [{label: q, from: queue, big: true, when: 'fields.why == "visit"'}, {label: a, from: ahead}]}
`

// heldService is the desk with a queue number that the program holds.
func heldService() string {
	return strings.NewReplacer("queue:  {type: code, public: true}", "queue:  {type: code, hold: true}",
		"    failed: f", "    cancel: {path: /release, send: [queue]}\n    failed: f").Replace(deskService)
}

const deskMenu = "version: 1\nitems: [{id: bill, label: b, price: 0}]\n"

func deskFiles(svc string) fstest.MapFS {
	return fstest.MapFS{"service.yaml": {Data: []byte(svc)}, "menu.yaml": {Data: []byte(deskMenu)}}
}

// Two calls that declare an answer of one name declare it alike, also whether it is held.
func TestAnswersAreDeclaredAlike(t *testing.T) {
	first := Result{Type: ResultCode, Public: true, Hold: true, Counter: "cup", ID: "id", Max: 3, Values: []string{"v"}, Of: map[string]Column{"c": {Type: ResultText}}}
	if !first.equal(first) {
		t.Error("a declaration differs from itself")
	}
	for name, change := range map[string]func(*Result){
		"type": func(r *Result) { r.Type = ResultText }, "public": func(r *Result) { r.Public = false }, "hold": func(r *Result) { r.Hold = false },
		"counter": func(r *Result) { r.Counter = "" }, "id": func(r *Result) { r.ID = "" }, "max": func(r *Result) { r.Max = 4 },
		"values": func(r *Result) { r.Values = nil }, "columns": func(r *Result) { r.Of = map[string]Column{"c": {Type: ResultCode}} },
	} {
		other := first
		if change(&other); first.equal(other) {
			t.Errorf("another %s is the same declaration", name)
		}
	}
}

func desk(t testing.TB) *Service {
	t.Helper()
	s, issues := Load(deskFiles(deskService), "desk", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return s
}

// Every mistake in the newer kinds of step, with what to do; each case changes one
// thing in a sound service.
func TestLintDesk(t *testing.T) {
	desk(t)
	for _, c := range []struct{ old, new, want string }{
		// identity
		{", {value: card, label: c, go: card}, {value: finger, label: f, go: finger}]", "]", "offer at least two ways without when"},
		{"{value: number, label: n, go: number}, {value: card, label: c, go: card}, {value: finger", "{value: number, label: n, go: finger}, {value: finger", "one of them other than a fingerprint (PRV-5)"},
		{"label: c, go: card", "label: c, go: look", `leads to "look" of kind call, which identifies nobody`},
		{"label: c, go: card", "label: c", `choice "card" of step "who" leads nowhere`},
		{"label: c, go: card", "label: c, go: crad", `step "crad" does not exist; did you mean "card"?`},
		// typing
		{"alphabet: digits", "alphabet: digit", `alphabet "digit" is not known; did you mean "digits"?`},
		{"min: 13, max: 13", "min: 14, max: 13", "takes 14 to 13 characters"},
		{"min: 13, max: 13", "min: 13, max: 99", "takes 13 to 99 characters"},
		{"groups: [6, 7]", "groups: [6, 6]", `step "number" groups [6 6], and takes 13 to 13`},
		{"groups: [6, 7]", "groups: [14, -1]", `step "number" groups [14 -1]`},
		{"min: 13, max: 13", "min: 12, max: 13", `step "number" groups [6 7], and takes 12 to 13`},
		{"'[0-9]{6}[", "'([0-9]{6}[", "is no regular expression"},
		{"wrong: w, ", "", `step "number" refuses what is typed without a word`},
		{"field: number, alph", "field: why, alph", `field "why" is of type choice, which a step of kind enter cannot fill`},
		{"field: why, choices", "field: number, choices", `field "number" is of type entry, which a step of kind choose cannot fill`},
		{"{type: entry}", "{type: entry, values: [a]}", `field "number" is an entry and has no values`},
		{"{type: entry}", "{type: entri}", `field type "entri" is not known; did you mean "entry"?`},
		{"reader: card,", "reader: cart,", `reader "cart" of step "card" is not known; did you mean "card"?`},
		// keys that mean nothing
		{"kind: enter,", "kind: enter, reader: card,", `a step of kind enter has no use for "reader"; keep it for a step of kind present`},
		{"kind: show,", "kind: show, path: /x,", `a step of kind show has no use for "path"; keep it for a step of kind call`},
		// calls
		{"path: /look", "path: look", "asks nobody"},
		{"timeout: 3s", "timeout: 3m", "waits 3m0s; write 1s to 20s"},
		{"timeout: 3s", "timeout: 3", `"3" is not a length of time`},
		{"send: [number, card]", "send: [number, crad]", `field "crad" does not exist; did you mean "card"?`},
		{"type: code", "type: coed", `answer type "coed" is not known; did you mean "code"?`},
		{"values: [known, unknown], public", "public", `answer "status" of type choice has 0 values`},
		{"type: price}", "type: price, counter: cup}", "is not counted"},
		{"counter: person", "counter: persons", `counter "persons" is not known; did you mean "person"?`},
		{`answers.status == "unknown"`, `answers.status == "unknwon"`, `answers.status is never "unknwon"; did you mean "unknown"?`},
		{`answers.due > 0`, `answers.deu > 0`, `unknown name "answers.deu" in an expression; did you mean "answers.due"?`},
		{`fields.why == "pay"`, `fields.number == "900101"`, `fields.number is never "900101"; known: given`},
		// what is held
		{"queue:  {type: code, public: true}", "queue:  {type: code, hold: true}", `nothing tells the program that what "queue" names is wanted no more; add "cancel: {path: …, send: [queue]}" to the step`},
		{"    failed: f", "    cancel: {path: /release}\n    failed: f", `step "look" cancels something, and no answer of it is a hold; mark the id`},
		{"    failed: f", "    cancel: {path: /release, send: [queue]}\n    failed: f", `"queue" is no hold, and nothing else may be kept on the disk`},
		{"    failed: f", "    cancel: {path: /release, send: [quue]}\n    failed: f", `"quue" is no answer of step "look"; did you mean "queue"?`},
		{"queue:  {type: code, public: true}\n      due:    {type: price}\n      ahead:  {type: count, counter: person, public: true}\n", "queue:  {type: code, hold: true}\n      due:    {type: price}\n      ahead:  {type: count, counter: person, public: true}\n    cancel: {path: release, send: [queue]}\n", `cancels nowhere: path "release"`},
		{"queue:  {type: code, public: true}\n      due:    {type: price}\n      ahead:  {type: count, counter: person, public: true}\n", "queue:  {type: code, hold: true}\n      due:    {type: price}\n      ahead:  {type: count, counter: person, public: true}\n    cancel: {path: /release}\n", `"queue" is held and never sent; add it to cancel.send`},
		{"due:    {type: price}", "due:    {type: price, hold: true}", `"due" of type price may be personal, and a hold is kept on the disk`},
		{"queue:  {type: code, public: true}", "queue:  {type: text, hold: true}", `"queue" of type text may be personal`},
		{"kind: show,", "kind: show, cancel: {path: /x},", `a step of kind show has no use for "cancel"`},
		// names
		{"queue:  {type: code, public: true}", "why:  {type: code, public: true}", `answer and field are both called "why"; give one of them another name, such as why_told`},
		{"queue:  {type: code, public: true}", "queue: {type: code, public: true}\n      a-b: {type: count}\n      a_b: {type: count}", `"a-b" and "a_b" are both written a_b in expressions and messages`},
		{"from: due}", "from: queue}", `charge "queue" is no answer of type price`},
		{"item: bill,", "item: bil,", `item "bil" does not exist; did you mean "bill"?`},
		// what is shown
		{"{label: a, from: ahead}", "{label: a, place: trya}", `"trya" is no place of a kiosk; did you mean "tray"?`},
		{"{label: a, from: ahead}", "{label: a, from: ahead, place: tray}", "a line that shows a value is done nowhere; write them as two lines"},
		{"from: ahead", "from: ahed", `"ahed" is neither an answer nor a field; did you mean "ahead"?`},
		{"from: ahead", "from: number", `field "number" is an entry, which nobody is shown`},
		{"says: [s], ", "", `step "sorry" shows nothing`},
		{"paper: receipt, otherwise", "paper: recipt, otherwise", `paper "recipt" of step "slip" is not known; did you mean "receipt"?`},
		// the way
		{"says: [s], next: who", "says: [s], next: sorry", `from step "sorry" there is no way to the end`},
		{"{go: ticket}", "{go: look}", `step "look" leads back to itself without anybody being asked: an endless loop`},
		{"{go: ticket}", "{go: done}", `step "ticket" can never be reached from "why"`},
		{"otherwise: done\n", "otherwise: pay\n", "of kind pay without a review"},
		{"charge: {item: bill, from: due}, ", "", `step "review" of kind review can be reached without a step of kind items`},
	} {
		svc := strings.Replace(deskService, c.old, c.new, 1)
		if svc == deskService {
			t.Fatalf("%q is not in the file", c.old)
		}
		s, issues := Load(deskFiles(svc), "desk", nil)
		if s != nil || !strings.Contains(issues.Error(), c.want) {
			t.Errorf("%s → %s\nwant %s\ngot  %v", c.old, c.new, c.want, issues)
		}
	}
}

// A choice leads where it says; guards see what was answered, and before there is an
// answer see nothing rather than fail.
func TestBranches(t *testing.T) {
	s := desk(t)
	way := func(step string, o order.Order, f Facts, want string) {
		t.Helper()
		if got, err := s.Next(step, o, f); got != want || err != nil {
			t.Errorf("from %s to %q, %v; want %q", step, got, err, want)
		}
	}
	var o order.Order
	visit, pay := o.WithAnswer("why", "visit"), o.WithAnswer("why", "pay")
	way("why", visit, nil, "who")
	way("who", visit.WithAnswer("how", "number"), nil, "number")
	way("who", visit.WithAnswer("how", "card"), nil, "card")
	look, _ := s.Step("look")
	answered := func(body string) Facts {
		t.Helper()
		v, err := look.Read([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		return Facts(nil).With(look, input.EffectID{}, v)
	}
	unknown := answered(`{"status":"unknown","queue":"-","due":0,"ahead":0}`)
	known := answered(`{"status":"known","queue":"A-12","due":8500,"ahead":3,"more":"is ignored"}`)
	way("look", pay, nil, "ticket")
	way("look", pay, unknown, "sorry")
	way("look", visit, known, "ticket")
	way("look", pay, known, "review")
	review, _ := s.Step("review")
	billed, err := s.Bill(review, known, pay)
	if err != nil || billed.String() != "why=pay; 1 × bill 8500 KRW; total 8500 KRW" {
		t.Errorf("bill %v, %v", billed, err)
	}
	if again, err := s.Bill(review, known, billed); err != nil || !again.Equal(billed) {
		t.Errorf("coming back doubles the bill: %v, %v", again, err)
	}
	if _, err := s.Bill(review, nil, pay); !errors.Is(err, ErrUnknown) {
		t.Errorf("a bill without an answer: %v", err)
	}
	done, _ := s.Step("done")
	if got := len(s.Shown(done, visit, known)); got != 2 {
		t.Errorf("%d lines shown, want 2", got)
	}
	if got := len(s.Shown(done, pay, known)); got != 1 {
		t.Errorf("%d lines shown to who only paid, want 1", got)
	}
}

// Nonsense from outside is refused as a whole, and named for staff without quoting it.
func TestAnswersAreNotTrusted(t *testing.T) {
	look, _ := desk(t).Step("look")
	for body, want := range map[string]string{
		``:            "no JSON object",
		`[]`:          "no JSON object",
		`<html>`:      "no JSON object",
		`{}`:          `"ahead" is missing`,
		`{"ahead":1}`: `"due" is missing`,
		`{"ahead":1,"due":"8500","queue":"A","status":"known"}`:         `"due" is no whole number`,
		`{"ahead":1,"due":85.5,"queue":"A","status":"known"}`:           `"due" is no whole number`,
		`{"ahead":1,"due":-1,"queue":"A","status":"known"}`:             `"due" is out of range`,
		`{"ahead":1,"due":9e18,"queue":"A","status":"known"}`:           `"due"`,
		`{"ahead":1,"due":1000000000,"queue":"A","status":"known"}`:     `"due" is out of range`,
		`{"ahead":1,"due":1,"queue":7,"status":"known"}`:                `"queue" is no text`,
		`{"ahead":1,"due":1,"queue":"","status":"known"}`:               `"queue" has not 1 to 80 characters`,
		`{"ahead":1,"due":1,"queue":"A\u0007","status":"known"}`:        `"queue" holds characters that cannot be shown`,
		`{"ahead":1,"due":1,"queue":"A\u202e","status":"known"}`:        `"queue" holds characters that cannot be shown`,
		`{"ahead":1,"due":1,"queue":"A","status":"perhaps"}`:            `"status" is none of its values`,
		`{"ahead":1,"due":1,"queue":null,"status":"known"}`:             `"queue" is missing`,
		strings.Repeat(" ", look.MaxAnswer()) + `{"ahead":1}`:           "longer",
		`{"ahead":1,"due":1,"queue":"` + strings.Repeat("가", 81) + `"}`: `"queue" has not`,
	} {
		got, err := look.Read([]byte(body))
		if got != nil || !errors.Is(err, ErrAnswer) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: %v, %v; want %s", body, got, err, want)
		}
	}
}

func FuzzAnswer(f *testing.F) {
	look, _ := desk(f).Step("look")
	f.Add([]byte(`{"status":"known","queue":"A-12","due":8500,"ahead":3}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		v, err := look.Read(body)
		if (err == nil) == (v == nil) {
			t.Fatal(v, err)
		}
		if err == nil && (v["due"].Number < 0 || v["due"].Number > maxAnswerNumber || v["queue"].Text == "") {
			t.Fatal("an answer outside its bounds came through")
		}
	})
}

// A value from outside never prints itself.
func TestValuesDoNotPrint(t *testing.T) {
	look, _ := desk(t).Step("look")
	v, err := look.Read([]byte(`{"status":"known","queue":"SECRET","due":8500,"ahead":3}`))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
		out.WriteString(fmt.Sprintf(format, input.ServiceAnswered{Values: v}))
	}
	if strings.Contains(out.String(), "SECRET") || strings.Contains(out.String(), "8500") {
		t.Error("a value printed itself: " + out.String())
	}
}

// Prices and what is sold out may change while people order; a change that cannot be
// right is refused and changes nothing.
func TestWith(t *testing.T) {
	s := shop(t)
	yes, no, price, minus, huge := true, false, int64(5000), int64(-1), int64(1)<<62
	out, err := s.With(map[string]input.ItemChange{"soup": {SoldOut: &yes, Price: &price}, "stew": {SoldOut: &no}})
	if err != nil {
		t.Fatal(err)
	}
	soup, _ := out.Item("soup")
	stew, _ := out.Item("stew")
	if !soup.SoldOut || soup.Price != 5000 || stew.SoldOut || stew.Price != 9000 || out.Items("hot")[0].Price != 5000 {
		t.Errorf("%+v %+v", soup, stew)
	}
	if was, _ := s.Item("soup"); was.SoldOut || was.Price != 4500 || s.Items("hot")[0].Price != 4500 {
		t.Error("the service itself changed")
	}
	for name, c := range map[string]struct {
		change map[string]input.ItemChange
		want   error
	}{
		"unknown":  {map[string]input.ItemChange{"cake": {SoldOut: &yes}}, ErrUnknown},
		"negative": {map[string]input.ItemChange{"soup": {Price: &minus}}, ErrPrice},
		"overflow": {map[string]input.ItemChange{"soup": {Price: &huge}}, ErrTooDear},
	} {
		if _, err := s.With(c.change); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
