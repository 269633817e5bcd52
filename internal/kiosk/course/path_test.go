package course_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"modu/accessibility/input"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/service"
)

// museum asks who comes, which parts into two ways, and lets a program tell the price.
const museum = `version: 1
id: museum
name: m.name
currency: KRW
languages: [ko, en]
start: who
fields:
  who: {type: choice, values: [adults, mixed]}
  children: {type: choice, values: [one, two]}
  seat: {type: choice, values: [front, back]}
steps:
  who:
    kind: choose
    title: m.title
    field: who
    choices: [{value: adults, label: m.a, go: seat}, {value: mixed, label: m.b, go: children}]
  children: {kind: choose, title: m.title, field: children, choices: [{value: one, label: m.a}, {value: two, label: m.b}], next: tour}
  tour: {kind: call, title: m.title, path: /tour, send: [children], answer: {guide: {type: text}}, next: seat}
  seat: {kind: choose, title: m.title, field: seat, choices: [{value: front, label: m.a}, {value: back, label: m.b}], next: price}
  price: {kind: call, title: m.title, path: /price, send: [who, children, seat], answer: {due: {type: price}}, next: review}
  review: {kind: review, title: m.title, charge: {item: ticket, from: due}, next: pay}
  pay: {kind: pay, title: m.title, next: done, report: {path: /paid, send: [who, children, due]}}
  done: {kind: done, title: m.title, show: [{label: m.a, from: guide, when: 'fields.children == "two"'}]}
`

// over is a service made of its files, each of whose messages is there.
func over(t testing.TB, file string) *service.Service {
	t.Helper()
	words := func(lang string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("version: 1\nlanguage: " + lang + "\nreviewed_by: \"\"\nmessages: {m.name: N, m.title: T, m.a: A, m.b: B}\n")}
	}
	return kiosktest.Over(fstest.MapFS{
		"service.yaml":    {Data: []byte(file)},
		"menu.yaml":       {Data: []byte("version: 1\nitems: [{id: ticket, label: m.a, price: 0}]\n")},
		"locales/ko.yaml": words("ko"), "locales/en.yaml": words("en"),
	}).Service
}

// asked takes the call that the newest step has sent, answers it, and tells what was sent.
func asked(d *stay, values map[string]input.Value) string {
	d.t.Helper()
	for _, o := range d.out {
		if ask, ok := o.(course.Ask); ok {
			d.tell(input.ServiceAnswered{Effect: ask.ID, Values: values})
			var sent []string
			for _, name := range slices.Sorted(maps.Keys(ask.Fields)) {
				sent = append(sent, name+"="+ask.Fields[name])
			}
			return ask.Step.Path + " " + strings.Join(sent, " ")
		}
	}
	d.t.Fatalf("nothing was asked: %v", kinds(d.out))
	return ""
}

var (
	guided = map[string]input.Value{"guide": {Text: "Kim"}}
	due    = map[string]input.Value{"due": {Number: 9000}}
	goBack = func(d *stay, times int) {
		d.t.Helper()
		for range times {
			c, ok := d.c.Back(d.at)
			if !ok {
				d.t.Fatal("nothing leads back")
			}
			d.c, d.out = c, nil
		}
	}
)

// family is a person who comes with children, at the review.
func family(t testing.TB) *stay {
	d := begin(t, over(t, museum))
	d.do(answer("mixed"), answer("two"))
	if sent := asked(d, guided); sent != "/tour children=two" {
		t.Fatal(sent)
	}
	d.do(answer("front"))
	if sent := asked(d, due); sent != "/price children=two seat=front who=mixed" {
		t.Fatal(sent)
	}
	d.is("review", "Waited")
	return d
}

// withoutChildren checks that nothing of the children is known: neither sent nor reported nor shown.
func withoutChildren(d *stay) {
	d.t.Helper()
	if got := d.c.Order.Answer("children"); got != "" {
		d.t.Errorf("children: %q", got)
	}
	if _, told := d.c.Facts["guide"]; told {
		d.t.Error("the guide is still known")
	}
	pay, _ := d.at.Service.Step("pay")
	if told := pay.Report.Told(d.c.Order, d.c.Facts); told["children"] != "" || told["who"] != "adults" {
		d.t.Errorf("reported: %v", told)
	}
	done, _ := d.at.Service.Step("done")
	if shown := d.at.Service.Shown(done, d.c.Order, d.c.Facts); len(shown) > 0 {
		d.t.Errorf("shown: %v", shown)
	}
}

func TestWhatAnAbandonedWayCollectedIsGone(t *testing.T) {
	d := family(t)
	goBack(d, 3)
	d.is("who")
	if d.c.Order.Answer("who") != "mixed" || d.c.Order.Len() != 0 || d.c.Facts != nil {
		t.Errorf("back at the first question: %v, %v", d.c.Order, d.c.Facts)
	}
	d.do(answer("adults"))
	d.is("seat")
	withoutChildren(d)
	if got := d.c.Order.Answer("seat"); got != "front" {
		t.Errorf("at the question that was answered before, %q is proposed", got)
	}
	d.do(answer("front"))
	if sent := asked(d, due); sent != "/price seat=front who=adults" {
		t.Error(sent)
	}
	withoutChildren(d)
	d.do(reviewed)
	approved(d)
	d.is("done", "Completed")
	withoutChildren(d)

	d = family(t)
	goBack(d, 3)
	d.do(answer("mixed"))
	if got := d.c.Order.Answer("children"); got != "two" {
		t.Errorf("who comes back to the question finds %q", got)
	}
}

// Who changes an answer that has been read back leaves the way that it had led to.
func TestChangeLeavesAWay(t *testing.T) {
	d := family(t)
	before := d.c
	d.do(changeAnswer("who"))
	if d.c.Order.Answer("who") != "mixed" || d.c.Order.Answer("children") != "" || d.c.Facts != nil {
		t.Errorf("at the question: %v, %v", d.c.Order, d.c.Facts)
	}
	if back, _ := d.c.Back(d.at); !back.Order.Equal(before.Order) || len(back.Facts) != len(before.Facts) {
		t.Errorf("back leads to %v, %v", back.Order, back.Facts)
	}
	d.do(answer("adults"))
	if sent := asked(d, due); sent != "/price seat=front who=adults" { // the seat holds, the price is asked anew
		t.Error(sent)
	}
	d.is("review", "Waited")
	withoutChildren(d)
	if trail(d) != "[seat who]" {
		t.Errorf("back leads over %s", trail(d))
	}
	goBack(d, 1)
	withoutChildren(d)
	if d.c.Order.Answer("seat") != "front" || d.c.Order.Len() != 0 {
		t.Errorf("back at the seat: %v", d.c.Order)
	}

	// The other way round, the way that is new is gone, and stays known on the way back.
	d = begin(t, over(t, museum))
	d.do(answer("adults"), answer("back"))
	asked(d, due)
	d.do(changeAnswer("who"), answer("mixed"))
	d.is("children")
	d.do(answer("one"))
	d.is("tour", "Ask")
	asked(d, guided)
	if sent := asked(d, due); sent != "/price children=one seat=back who=mixed" {
		t.Error(sent)
	}
	d.is("review", "Waited")
	goBack(d, 1)
	if d.c.Here.Step != "seat" || d.c.Order.Answer("children") != "one" || d.c.Facts["guide"].Text != "Kim" {
		t.Errorf("back at %q: %v, %v", d.c.Here.Step, d.c.Order, d.c.Facts)
	}
}

// A change that changes nothing of what a call was sent does not ask it again.
func TestChangeKeepsWhatWasTold(t *testing.T) {
	d := family(t)
	d.do(changeAnswer("who"), answer("mixed"))
	d.is("price", "Ask") // it is sent what was answered anew; the tour is not
	if d.c.Order.Answer("children") != "two" || d.c.Facts["guide"].Text != "Kim" {
		t.Errorf("passed over: %v, %v", d.c.Order, d.c.Facts)
	}
}

// Practice that becomes real takes along what was chosen, as a proposal.
func TestPracticeProposes(t *testing.T) {
	d := family(t)
	d.c.Practice = true
	d.do(act.Act{Kind: act.ForReal})
	if got := fmt.Sprintf("%s %v %v %v", d.c.Here.Step, d.c.Order, d.c.Facts, d.c.Proposed); got != "children children=two; who=mixed map[] map[children:two seat:front who:mixed]" {
		t.Error(got)
	}
}

// booking holds a seat, for money or for none.
const booking = `version: 1
id: booking
name: m.name
currency: KRW
languages: [ko, en]
start: row
fields:
  row: {type: choice, values: [front, back]}
steps:
  row: {kind: choose, title: m.title, field: row, choices: [{value: front, label: m.a}, {value: back, label: m.b}], next: hold}
  hold: {kind: call, title: m.title, path: /hold, send: [row], answer: {seat: {type: code, hold: true}, due: {type: price}}, cancel: {path: /release, send: [seat]}, next: free}
  free: {kind: show, title: m.title, says: [m.a], next: [{when: "answers.due == 0", go: done}, {go: review}]}
  review: {kind: review, title: m.title, charge: {item: ticket, from: due}, next: pay}
  pay: {kind: pay, title: m.title, next: done}
  done: {kind: done, title: m.title}
`

// What is held by a way that was left is not the person's, whichever way they then come to
// the end by, and practice holds nothing.
func TestHoldsBelongToAPath(t *testing.T) {
	seat := func(id string, due int64) map[string]input.Value {
		return map[string]input.Value{"seat": {Text: id}, "due": {Number: due}}
	}
	s := over(t, booking)
	d := begin(t, s)
	d.do(answer("front"))
	asked(d, seat("S-1", 9000))
	d.is("free", "Waited")
	first := course.Holds(d.c)
	goBack(d, 1)
	if got := course.Holds(d.c); len(got) != 0 {
		t.Errorf("back at the question %v is held", got)
	}
	d.do(answer("back"))
	asked(d, seat("S-2", 9000))
	second := course.Holds(d.c)
	if len(first) != 1 || len(second) != 1 || first[0] == second[0] {
		t.Fatalf("held: %v, then %v", first, second)
	}
	d.do(goOn, reviewed)
	d.is("pay", "Charge")
	approved(d)
	d.is("done", "Completed", "Kept")
	if kept := d.out[1].(course.Kept).Calls; fmt.Sprint(kept) != fmt.Sprint(second) {
		t.Errorf("kept: %v", kept)
	}

	d = begin(t, s)
	d.do(answer("front"))
	asked(d, seat("S-1", 0))
	d.do(goOn)
	d.is("done", "Kept")

	d = begin(t, s)
	d.c.Practice = true
	d.c.Facts = d.c.Facts.With(service.Step{ID: "hold", Answer: map[string]service.Result{"seat": {Type: service.ResultCode, Hold: true}}}, input.EffectID{}, seat("S-1", 0))
	if got := course.Holds(d.c); len(got) != 0 {
		t.Errorf("practice holds %v", got)
	}
}

// A guard that cannot be told has a way: otherwise where the step has one, else the way
// without a guard; what it would close stays open, and staff are told.
func TestGuardsThatFailHaveAWay(t *testing.T) {
	const tooLarge = "answers.due - 9223372036854775807 - 2 == 0"
	for name, c := range map[string]struct {
		old, new string
		step     string
		key      string
	}{
		"a way on":        {`when: "answers.due == 0"`, `when: "` + tooLarge + `"`, "review", "next[0].when"},
		"a way otherwise": {`send: [seat]}, next: free}`, `send: [seat]}, otherwise: row, next: [{when: "` + tooLarge + `", go: done}, {go: free}]}`, "row", "next[0].when"},
		"a choice":        {`{value: back, label: m.b}`, `{value: back, label: m.b, when: "` + tooLarge + `"}`, "free", "choices[1].when"},
		"a line":          {`says: [m.a], next`, `show: [{label: m.a, when: "` + tooLarge + `"}], next`, "free", "show[0].when"},
	} {
		file := strings.Replace(booking, c.old, c.new, 1)
		if file == booking {
			t.Fatalf("%s: there is no %q", name, c.old)
		}
		d := begin(t, over(t, file))
		told := d.out
		d.do(answer("back"))
		asked(d, map[string]input.Value{"seat": {Text: "S-1"}, "due": {Number: 0}})
		told = append(told, d.out...)
		if d.c.Here.Step == "free" && c.step != "free" {
			d.do(goOn)
			told = append(told, d.out...)
		}
		if d.c.Here.Step != c.step {
			t.Errorf("%s: it leads to %q, want %q", name, d.c.Here.Step, c.step)
		}
		found := slices.ContainsFunc(told, func(o course.Outcome) bool {
			failed, is := o.(course.GuardFailed)
			return is && failed.Key == c.key && failed.Step != ""
		})
		if !found {
			t.Errorf("%s: staff are not told: %v", name, kinds(told))
		}
	}
}
