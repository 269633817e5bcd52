package course_test

import (
	"fmt"
	"io/fs"
	"reflect"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/assets"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/money"
	"modu/internal/service"
)

// shipped is a service that comes with the program.
func shipped(t testing.TB, name string) *service.Service {
	t.Helper()
	dir, err := fs.Sub(assets.Files, "services/"+name)
	if err != nil {
		t.Fatal(err)
	}
	return kiosktest.Over(dir).Service
}

// unrehearsed is the same service without answers for practice.
func unrehearsed(t testing.TB, name string) *service.Service {
	t.Helper()
	dir, err := fs.Sub(assets.Files, "services/"+name)
	if err != nil {
		t.Fatal(err)
	}
	return kiosktest.Over(without{dir}).Service
}

type without struct{ fs.FS }

func (w without) Open(name string) (fs.File, error) {
	if name == "sample.yaml" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return w.FS.Open(name)
}

// stay is a course with what is around it: effects get their ids as the kiosk gives them.
type stay struct {
	t   testing.TB
	c   course.Course
	at  course.Situation
	now time.Duration
	out []course.Outcome // of the newest step
}

func begin(t testing.TB, s *service.Service) *stay {
	d := &stay{t: t, at: course.Situation{Service: s, Effect: input.EffectID{Boot: 1, Counter: 1}, Number: 101}}
	d.take(d.c.Begin(d.now, d.at))
	return d
}

func (d *stay) take(c course.Course, out []course.Outcome) {
	d.c, d.out = c, out
	for _, o := range out {
		switch o := o.(type) {
		case course.Check:
			d.at.Effect.Counter = o.ID.Counter + 1
		case course.Ask:
			d.at.Effect.Counter = o.ID.Counter + 1
		case course.Print:
			d.at.Effect.Counter = o.ID.Counter + 1
		}
	}
}

// do carries out acts of the step that the person is at.
func (d *stay) do(acts ...act.Act) {
	d.t.Helper()
	for _, a := range acts {
		if a.Step == "" {
			a.Step = d.c.Here.Step
		}
		next, out, ok := d.c.Do(a, d.now, d.at)
		if !ok {
			d.t.Fatalf("%+v is not the course's", a)
		}
		d.take(next, out)
	}
}

func (d *stay) tell(ev input.Event) { d.take(d.c.Step(ev, d.now, d.at)) }

func (d *stay) submit(typed string) {
	d.take(d.c.Submit(d.c.StepIn(d.at.Service), typed, d.now, d.at))
}

// is checks where the person is and what the newest step has led to, by type.
func (d *stay) is(step string, outcomes ...string) {
	d.t.Helper()
	if got := kinds(d.out); d.c.Here.Step != step || fmt.Sprint(got) != fmt.Sprint(outcomes) {
		d.t.Fatalf("at %q after %v, want %q after %v", d.c.Here.Step, got, step, outcomes)
	}
}

// kinds are outcomes by their type, and what is said by its message.
func kinds(out []course.Outcome) []string {
	names := []string{}
	for _, o := range out {
		if say, ok := o.(course.Say); ok {
			names = append(names, say.Message)
			continue
		}
		names = append(names, reflect.TypeOf(o).Name())
	}
	return names
}

var (
	item     = func(id string) act.Act { return act.Act{Kind: act.Item, ID: id} }
	answer   = func(v string) act.Act { return act.Act{Kind: act.Answer, Value: v} }
	option   = func(id, v string) act.Act { return act.Act{Kind: act.Option, ID: id, Value: v} }
	goOn     = act.Act{Kind: act.Continue}
	add      = act.Act{Kind: act.Add}
	reviewed = act.Act{Kind: act.Reviewed}
	pay      = act.Act{Kind: act.Pay}
	hot      = act.Act{Kind: act.Category, ID: "hot"}
	approved = func(d *stay) { d.take(d.c.Paid(101, d.now, d.at)) }
)

// shopping is a person at the basket with one tea in it.
func shopping(t testing.TB) *stay {
	d := begin(t, kiosktest.Core().Service)
	d.is("way")
	d.do(answer("go"))
	d.is("category")
	d.do(hot)
	d.is("item")
	d.do(item("tea"))
	d.is("options")
	d.do(option("size", "large"))
	d.is("options", "options.total")
	d.do(add)
	d.is("basket", "basket.added")
	return d
}

func line(d *stay) string {
	l, _ := d.c.Order.Line(0)
	return course.LineID(l)
}

func TestOrder(t *testing.T) {
	d := shopping(t)
	d.do(act.Act{Kind: act.Quantity, ID: line(d), N: 3})
	d.is("basket")
	if l, _ := d.c.Order.Line(0); l.Quantity != 3 || l.UnitPrice.Minor != 3500 {
		t.Fatalf("in the basket: %+v", l)
	}
	d.do(goOn)
	d.is("review")
	d.do(reviewed)
	d.is("pay", "Charge")
	if charge := d.out[0].(course.Charge); charge.Total.Minor != 3*3500 {
		t.Errorf("asked for %+v", charge.Total)
	}
	approved(d)
	d.is("done", "Completed")
	if done := d.out[0].(course.Completed); done.Number != 101 || done.Free || !done.Order.Equal(d.c.Order) {
		t.Errorf("%+v", done)
	}
	if !d.c.Spent() || len(d.c.Trail) != 0 {
		t.Errorf("what is paid can be gone back to: %+v", d.c.Trail)
	}
	d.do(pay)
	d.is("done") // once
}

func TestRefusals(t *testing.T) {
	d := begin(t, kiosktest.Core().Service)
	d.do(pay)
	d.is("way", "basket.empty")
	d.do(answer("go"), hot, item("gone"))
	d.is("item", "refuse.cannot")
	d.do(item("nothing-of-the-kind"))
	d.is("item", "refuse.cannot")

	d = shopping(t)
	id := line(d)
	for _, n := range []int{0, -1, 1000} {
		d.do(act.Act{Kind: act.Quantity, ID: id, N: n})
		d.is("basket", "reason.most")
	}
	d.do(act.Act{Kind: act.Quantity, ID: "line.of.yesterday", N: 2})
	d.is("basket", "reason.most")
	d.do(act.Act{Kind: act.Remove, ID: id})
	d.is("basket", "basket.removed")
	d.do(act.Act{Kind: act.Remove, ID: id})
	d.is("basket") // it is gone already

	d = shopping(t)
	d.do(goOn)
	d.at.Closed = true
	d.do(reviewed)
	d.is("pay") // money is in the balance already
	if _, _, ok := d.c.Do(act.Act{Kind: act.Help}, 0, d.at); ok {
		t.Error("help is about the way through the service")
	}
	if next, out, ok := (course.Course{}).Do(act.Act{}, 0, d.at); ok || out != nil || !reflect.DeepEqual(next, course.Course{}) {
		t.Error("no act does something")
	}
}

// Without a basket there is one thing at a time.
func TestOneThingAtATime(t *testing.T) {
	s := shipped(t, "certificate")
	items := s.Items("")
	d := begin(t, s)
	for range 2 {
		d.do(item(items[0].ID))
		for d.c.Here.Step == "options" {
			d.do(add)
		}
		if d.c.Order.Len() != 1 || kinds(d.out)[0] != "basket.chosen" {
			t.Fatalf("%v: %v", kinds(d.out), d.c.Order)
		}
		for d.c.Here.Step != "document" {
			d.c, _ = d.c.Back(d.at)
		}
	}
}

func TestFreeOrder(t *testing.T) {
	zero := int64(0)
	free, err := kiosktest.Core().Service.With(map[string]input.ItemChange{"soup": {Price: &zero}})
	if err != nil {
		t.Fatal(err)
	}
	d := begin(t, free)
	d.do(answer("go"), hot, item("soup"))
	d.is("basket", "basket.added")
	d.do(goOn, reviewed)
	d.is("done", "Completed")
	if done := d.out[0].(course.Completed); !done.Free || done.Number != 101 || d.c.Number != 101 {
		t.Errorf("%+v", done)
	}
	d = begin(t, free)
	d.c = d.c.Practise()
	d.do(answer("go"), hot, item("soup"), goOn, reviewed)
	d.is("done") // and nothing is numbered or completed
}

func TestBack(t *testing.T) {
	d := shopping(t)
	var steps []string
	for {
		steps = append(steps, d.c.Here.Step)
		next, ok := d.c.Back(d.at)
		if !ok {
			if !reflect.DeepEqual(next, d.c) {
				t.Error("there is nothing to undo, and something changed")
			}
			break
		}
		d.c = next
	}
	// The options of what is in the basket are not gone back to.
	if got := fmt.Sprint(steps); got != "[basket item category way]" {
		t.Errorf("back leads over %v", got)
	}
	if d.c.Order.Len() != 1 {
		t.Error("going back empties the basket")
	}
}

func TestBackOneByOne(t *testing.T) {
	d := begin(t, kiosktest.Core().Service)
	d.at.OneByOne = true
	d.do(answer("go"), hot, item("tea"), act.Act{Kind: act.NextOption})
	if d.c.Here.Asked != 1 {
		t.Fatalf("asked: %d", d.c.Here.Asked)
	}
	next, ok := d.c.Back(d.at)
	if !ok || next.Here.Asked != 0 || next.Here.Step != "options" {
		t.Errorf("back leads to %+v", next.Here)
	}
	if next, _ = next.Back(d.at); next.Here.Step != "item" {
		t.Errorf("and then to %+v", next.Here)
	}
	together := d.at
	together.OneByOne = false // changed meanwhile
	if next, _ = d.c.Back(together); next.Here.Step != "item" {
		t.Errorf("asked together, back leads to %+v", next.Here)
	}
}

func TestSearch(t *testing.T) {
	d := begin(t, kiosktest.Core().Service)
	d.do(answer("go"), act.Act{Kind: act.Search})
	d.is("category", "ClearField")
	if d.c.Here.Search != course.SearchTyping {
		t.Fatalf("%+v", d.c.Here)
	}
	d.take(d.c.Found("차", d.now, d.at))
	if d.c.Here.Search != course.SearchFound || d.c.Here.Query != "차" {
		t.Fatalf("%+v", d.c.Here)
	}
	if got := d.c.Retype().Here; got.Search != course.SearchTyping || got.Query != "차" {
		t.Errorf("typed anew: %+v", got)
	}
	found := d.c
	d.do(item("soup"))
	d.is("basket", "basket.added")
	if d.c.Here.Search != "" || d.c.Here.Category != "hot" {
		t.Errorf("what follows is no search: %+v", d.c.Here)
	}
	d.c, _ = d.c.Back(d.at)
	if !reflect.DeepEqual(d.c.Here, found.Here) && d.c.Here.Search != course.SearchFound {
		t.Errorf("back leads to %+v", d.c.Here)
	}
	d.c, _ = d.c.Back(d.at)
	d.c, _ = d.c.Back(d.at)
	if d.c.Here.Search != "" || d.c.Here.Step != "category" {
		t.Errorf("and to %+v", d.c.Here)
	}
}

// What was typed is checked once, and goes on only with the answer to that check.
func TestEnter(t *testing.T) {
	d := begin(t, kiosktest.Parcel().Service)
	d.submit("12")
	d.is("phone", "Check") // there is no pattern: how much is needed, the check says
	id := d.c.Checking
	d.submit("1234")
	d.is("phone") // a second press means the same
	d.tell(input.EntryKept{OK: true})
	d.is("phone")
	d.tell(input.EntryKept{Effect: input.EffectID{Boot: 1, Counter: 99}, OK: true})
	d.is("phone")
	d.tell(input.EntryKept{Effect: id})
	d.is("phone", "phone.wrong")
	if say := d.out[0].(course.Say); !say.Wrong {
		t.Error("that is no mistake?")
	}
	d.tell(input.EntryKept{Effect: id, OK: true})
	d.is("phone") // it has been answered
	d.submit("1234")
	late := d.c.Checking
	if late == id {
		t.Fatal("two checks have one id")
	}
	d.tell(input.EntryKept{Effect: late, OK: true})
	d.is("pin")
	if d.c.Order.Answer("phone") != service.Given || d.c.Visits != 2 {
		t.Errorf("%v, visits %d", d.c.Order, d.c.Visits)
	}
	d.submit("")
	secret := d.c.Checking
	gone, _ := d.c.Back(d.at)
	if next, out := gone.Step(input.EntryKept{Effect: secret, OK: true}, d.now, d.at); out != nil || !reflect.DeepEqual(next, gone) {
		t.Errorf("the answer to somebody who has gone back: %v", kinds(out))
	}
	d.tell(input.EntryKept{Effect: secret, OK: true})
	d.is("find", "ForgetSecret", "Ask")
}

func TestPattern(t *testing.T) {
	s := shipped(t, "certificate")
	number, _ := s.Step("number")
	number.Secret = false
	d := begin(t, s)
	for typed, want := range map[string]string{"123": "number.wrong", "9001011234567": "Check", "9001019234567": "number.wrong", "90010112345678": "number.wrong"} {
		if _, out := d.c.Submit(number, typed, 0, d.at); fmt.Sprint(kinds(out)) != "["+want+"]" {
			t.Errorf("%s: %v, want %s", typed, kinds(out), want)
		}
	}
	number.Secret = true
	if _, out := d.c.Submit(number, "", 0, d.at); fmt.Sprint(kinds(out)) != "[Check]" {
		t.Errorf("what is in the vault is checked there: %v", kinds(out))
	}
}

func TestCall(t *testing.T) {
	at := func() *stay {
		d := begin(t, kiosktest.Parcel().Service)
		d.submit("1234")
		d.tell(input.EntryKept{Effect: d.c.Checking, OK: true})
		d.submit("")
		d.tell(input.EntryKept{Effect: d.c.Checking, OK: true})
		d.is("find", "ForgetSecret", "Ask")
		return d
	}
	values := map[string]input.Value{"name": {Text: "kim"}, "box": {Text: "1"}, "count": {Number: 2}}
	d := at()
	ask := d.out[1].(course.Ask)
	if ask.Turn != 0 || ask.ID != d.c.Task.Effect || !reflect.DeepEqual(ask.Fields, map[string]string{"phone": service.Given, "pin": service.Given}) {
		t.Errorf("%+v", ask)
	}
	before := d.c
	for name, ev := range map[string]input.Event{
		"an answer to another call": input.ServiceAnswered{Effect: input.EffectID{Boot: 1, Counter: 99}, Values: values},
		"an answer to none":         input.ServiceAnswered{Values: values},
		"paper of something else":   input.PaperPrinted{Effect: input.EffectID{Boot: 1, Counter: 99}, OK: true},
		"a check that is over":      input.EntryKept{Effect: ask.ID, OK: true},
		"time":                      input.TimePassed{},
		"a card":                    input.Presented{Reader: "card", OK: true},
	} {
		if d.tell(ev); d.out != nil || !reflect.DeepEqual(d.c, before) {
			t.Errorf("%s leads to %v", name, kinds(d.out))
		}
	}
	d.tell(input.ServiceAnswered{Effect: ask.ID})
	d.is("find", "Failed")
	if !d.c.Task.Failed || d.c.Task.Running() {
		t.Errorf("%+v", d.c.Task)
	}
	d.tell(input.ServiceAnswered{Effect: ask.ID, Values: values})
	d.is("find") // it has failed: the person is being told so
	d.do(act.Act{Kind: act.CallAgain})
	d.is("find", "Ask")
	again := d.out[0].(course.Ask)
	if again.ID == ask.ID || again.Turn != ask.Turn {
		t.Errorf("the same call again: %+v, before %+v", again, ask)
	}
	d.tell(input.ServiceAnswered{Effect: ask.ID, Values: values})
	d.is("find") // late
	d.tell(input.ServiceAnswered{Effect: again.ID, Values: values})
	d.is("parcels", "Waited")
	if d.c.Here.Calls != 1 || d.c.Facts["name"].Text != "kim" || d.c.Task.Running() {
		t.Errorf("%+v, %v", d.c.Here, d.c.Facts)
	}
	// Back does not lead into a call, which would only lead forward again.
	if d.c, _ = d.c.Back(d.at); d.c.Here.Step != "pin" {
		t.Errorf("back leads to %q", d.c.Here.Step)
	}

	d = at()
	ask = d.out[1].(course.Ask)
	gone, _ := d.c.Back(d.at)
	if next, out := gone.Step(input.ServiceAnswered{Effect: ask.ID, Values: values}, 0, d.at); out != nil || !reflect.DeepEqual(next, gone) {
		t.Errorf("the answer to somebody who has gone back: %v", kinds(out))
	}
}

// atPrinter is a person who has paid for paper that is coming out.
func atPrinter(t *testing.T) *stay {
	s := shipped(t, "certificate")
	d := begin(t, s)
	priced := -1
	for i, it := range s.Items("") {
		if p, err := s.UnitPrice(it.ID, nil, d.c.Order); err == nil && p.Minor > 0 {
			priced = i
		}
	}
	d.do(item(s.Items("")[priced].ID))
	for d.c.Here.Step == "options" {
		d.do(add)
	}
	d.is("who", "basket.chosen")
	d.do(answer("card"))
	d.is("card")
	d.tell(input.Presented{Reader: "code", OK: true})
	d.is("card") // another reader
	d.tell(input.Presented{Reader: "card"})
	d.is("card", "present.unreadable")
	d.tell(input.Presented{Reader: "card", OK: true})
	d.is("check", "Keep", "Ask")
	d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: map[string]input.Value{"status": {Text: "known"}}})
	d.is("review", "Waited")
	d.do(reviewed)
	d.is("pay", "Charge")
	approved(d)
	d.is("print", "Completed", "Print")
	return d
}

func TestPrint(t *testing.T) {
	d := atPrinter(t)
	id := d.c.Task.Effect
	d.tell(input.PaperPrinted{Effect: id})
	d.is("print", "Failed")
	d.tell(input.PaperPrinted{Effect: id, OK: true})
	d.is("print")
	d.do(act.Act{Kind: act.PrintAgain})
	d.is("print", "Print")
	d.tell(input.PaperPrinted{Effect: id, OK: true})
	d.is("print") // late
	d.tell(input.PaperPrinted{Effect: d.c.Task.Effect, OK: true})
	d.is("done", "Waited")
	if !d.c.Papered || d.c.Here.Prints != 1 {
		t.Errorf("papered %v, %+v", d.c.Papered, d.c.Here)
	}
	if _, ok := d.c.Back(d.at); ok {
		t.Error("paid, printed, and there is something to undo")
	}
}

// Who turns from their number to their card is not known by both.
func TestOtherWaysAreForgotten(t *testing.T) {
	d := begin(t, shipped(t, "certificate"))
	d.do(item(d.at.Service.Items("")[0].ID))
	for d.c.Here.Step == "options" {
		d.do(add)
	}
	d.do(answer("pin"))
	d.submit("")
	d.tell(input.EntryKept{Effect: d.c.Checking, OK: true})
	d.is("check", "ForgetSecret", "Ask")
	for d.c.Here.Step != "who" {
		d.c, _ = d.c.Back(d.at)
	}
	d.do(answer("card"))
	if d.c.Order.Answer("pin") != "" || d.c.Order.Answer("how") != "card" {
		t.Errorf("%v", d.c.Order)
	}
}

func TestTurnAndFocus(t *testing.T) {
	var c course.Course
	shown := c.Turn(course.Pages{}.Show("lines", 4)).Focus("a").Await(course.PendingFocus{Container: "lines", Last: true})
	if shown.Here.Pages.Anchors["lines"] != 4 || shown.Here.Focus != "a" || !shown.Here.Pending.Last {
		t.Errorf("%+v", shown.Here)
	}
	if top := shown.Top(); top.Here.Focus != "" || top.Here.Pages.Anchors != nil {
		t.Errorf("%+v", top.Here)
	}
	met := shown.Meet("lines", scene.Page{Count: 2, Total: 4}, 2)
	if top := met.Top(); !top.Here.Met.Has("lines", scene.Page{Count: 2, Total: 4}, 0, 2, top.Order) {
		t.Error("who goes back to the top has met nothing any more")
	}
	if other := met.Reopen(); other.Here.Met.Has("lines", scene.Page{Count: 2, Total: 4}, 0, 2, other.Order) || other.Here.Focus != "" || other.Here.Pages.Anchors != nil {
		t.Errorf("%+v", other.Here)
	}
}

func change(t testing.TB, s *service.Service, items map[string]input.ItemChange) *service.Service {
	t.Helper()
	next, err := s.With(items)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

func TestReconcile(t *testing.T) {
	out, price := true, int64(4000)
	soldOut := map[string]input.ItemChange{"tea": {SoldOut: &out}}
	dearer := map[string]input.ItemChange{"tea": {Price: &price}}
	shown := func(money.Amount) bool { return true }
	stale := func(money.Amount) bool { return false }
	d := shopping(t)
	krw := d.at.Service.Amount
	for _, tc := range []struct {
		name  string
		items map[string]input.ItemChange
		news  []course.News
		lines int
		unit  int64 // of the first line
	}{
		{"nothing has changed", nil, nil, 1, 3500},
		{"something else has", map[string]input.ItemChange{"soup": {SoldOut: &out}}, nil, 1, 3500},
		{"it is sold out", soldOut, []course.News{{Item: "tea", Gone: true, Had: true}}, 0, 0},
		{"it costs more", dearer, []course.News{{Item: "tea", Price: krw(4500)}}, 1, 4500},
	} {
		at := d.at
		at.Service = change(t, d.at.Service, tc.items)
		next, news := d.c.Reconcile(at, shown)
		if !reflect.DeepEqual(news, tc.news) || next.Order.Len() != tc.lines {
			t.Errorf("%s: %+v, %v", tc.name, news, next.Order)
			continue
		}
		if l, _ := next.Order.Line(0); tc.lines > 0 && l.UnitPrice.Minor != tc.unit {
			t.Errorf("%s: %+v", tc.name, l)
		}
		if again, more := next.Reconcile(at, shown); len(more) != 0 || !again.Order.Equal(next.Order) {
			t.Errorf("%s: told twice: %+v", tc.name, more)
		}
	}

	// Several are told in the order in which they stand in the basket.
	two := shopping(t)
	two.do(act.Act{Kind: act.More}, hot, item("soup"))
	at := two.at
	at.Service = change(t, at.Service, map[string]input.ItemChange{"tea": {SoldOut: &out}, "soup": {SoldOut: &out}})
	if next, news := two.c.Reconcile(at, shown); len(news) != 2 || news[0].Item != "tea" || news[1].Item != "soup" || next.Order.Len() != 0 {
		t.Errorf("two are sold out: %+v, %v", news, next.Order)
	}

	// While its options are being chosen.
	d = begin(t, d.at.Service)
	d.do(answer("go"), hot, item("tea"))
	at = d.at
	at.Service = change(t, d.at.Service, soldOut)
	next, news := d.c.Reconcile(at, shown)
	if !reflect.DeepEqual(news, []course.News{{Item: "tea", Gone: true}}) {
		t.Errorf("%+v", news)
	}
	if _, undo := next.TookNote(news, at.Service); !undo {
		t.Error("the options of what is gone are still asked")
	}
	at.Service = change(t, d.at.Service, dearer)
	if _, news = d.c.Reconcile(at, stale); !reflect.DeepEqual(news, []course.News{{Item: "tea", Price: krw(4000)}}) {
		t.Errorf("%+v", news)
	}
	if _, news = d.c.Reconcile(at, shown); len(news) != 0 {
		t.Errorf("the screen shows it: %+v", news)
	}
}

func TestTookNote(t *testing.T) {
	out := true
	d := shopping(t)
	d.do(goOn)
	d.is("review")
	at := d.at
	at.Service = change(t, d.at.Service, map[string]input.ItemChange{"tea": {SoldOut: &out}})
	next, news := d.c.Reconcile(at, func(money.Amount) bool { return true })
	next, undo := next.TookNote(news, at.Service)
	if undo || next.Here.Step != "basket" {
		t.Errorf("with nothing left to review: at %q, undo %v", next.Here.Step, undo)
	}
	// A price alone leads nowhere.
	if same, undo := d.c.TookNote([]course.News{{Item: "tea"}}, d.at.Service); undo || same.Here.Step != "review" {
		t.Errorf("at %q, undo %v", same.Here.Step, undo)
	}
	if same, undo := d.c.TookNote(nil, d.at.Service); undo || same.Here.Step != "review" {
		t.Errorf("no news: at %q, undo %v", same.Here.Step, undo)
	}
}
