package course_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/service"
)

func practise(t testing.TB, s *service.Service) *stay {
	d := begin(t, s)
	d.c = d.c.Practise()
	d.take(d.c.Restart(d.now, d.at))
	return d
}

// later lets what seems to go on in practice end.
func (d *stay) later() {
	d.t.Helper()
	if d.c.Task.Due == 0 {
		d.t.Fatalf("nothing goes on at %q", d.c.Here.Step)
	}
	due := d.c.Task.Due
	d.now = due - 1
	if d.tell(input.TimePassed{}); d.out != nil {
		d.t.Fatalf("too soon: %v", kinds(d.out))
	}
	d.now = due
	d.tell(input.TimePassed{})
}

func TestPracticeEndsBeforeAnythingHappens(t *testing.T) {
	d := practise(t, shipped(t, "certificate"))
	d.is("document", "ClearField")
	d.do(item(d.at.Service.Items("")[0].ID))
	for d.c.Here.Step == "options" {
		d.do(add)
	}
	d.do(answer("number"))
	d.submit("")
	d.is("check", "Forget", "ClearField") // what was typed is neither checked nor kept
	d.later()
	d.is("review", "Waited")
	d.do(reviewed)
	if d.c.Here.Step == "pay" {
		d.do(act.Act{Kind: act.PractisePay})
	}
	d.is("print")
	d.later()
	d.is("done", "Waited")
	if d.c.Spent() {
		t.Error("practice spends the order")
	}
	d.do(act.Act{Kind: act.EndPractice})
	if !d.c.Here.Over {
		t.Fatal("it does not end")
	}
	back, _ := d.c.Back(d.at)
	if back.Here.Over || back.Here.Step != "done" {
		t.Errorf("back leads to %+v", back.Here)
	}

	// For real: what was chosen stays, what was made up is gone.
	d.do(act.Act{Kind: act.ForReal})
	d.is("number", "Forget", "ClearField", "Real", "practice.real.ask")
	if d.c.Practice || d.c.Number != 0 || d.c.Facts != nil || d.c.Papered || d.c.Order.Answer("number") != "" || d.c.Order.Len() != 1 {
		t.Errorf("%+v", d.c)
	}
	if d.c, _ = d.c.Back(d.at); d.c.Here.Step != "who" {
		t.Errorf("back leads to %q", d.c.Here.Step)
	}
}

func TestPracticeBecomesRealWhereTheOrderIsReadBack(t *testing.T) {
	d := practise(t, kiosktest.Core().Service)
	d.do(answer("go"), hot, item("soup"), goOn, reviewed)
	d.is("pay")
	d.do(pay)
	d.is("pay") // the screen offers to go on
	d.do(act.Act{Kind: act.PractisePay})
	d.is("done")
	d.do(act.Act{Kind: act.EndPractice}, act.Act{Kind: act.ForReal})
	d.is("review", "Forget", "ClearField", "Real", "practice.real.now")
	if d.c.Order.Len() != 1 || d.c.Practice {
		t.Errorf("%v", d.c.Order)
	}
	d.do(reviewed)
	d.is("pay", "Charge") // now it is real
}

// A service whose calls have no samples can be practised up to the first of them.
func TestPracticeWithoutSamples(t *testing.T) {
	d := practise(t, unrehearsed(t, "library"))
	card := input.Presented{Reader: "code", OK: true}
	d.tell(card)
	d.is("scan", "Forget", "ClearField")
	if !d.c.Here.Over || len(d.c.Trail) != 1 {
		t.Fatalf("%+v, %v", d.c.Here, d.c.Trail)
	}
	before := d.c
	if d.tell(card); d.out != nil || !reflect.DeepEqual(d.c, before) {
		t.Errorf("practice is over, and a card leads to %v, %v", kinds(d.out), d.c.Trail)
	}
	if d.c.Awaits(card, d.at.Service) {
		t.Error("the screen asks for nothing, and yet it awaits a card")
	}
	if d.c, _ = d.c.Back(d.at); !d.c.Awaits(card, d.at.Service) {
		t.Error("back leads to where it is asked for")
	}
	d.tell(card)
	d.do(act.Act{Kind: act.PractiseAgain})
	d.is("scan", "ClearField", "practice.begun")
	if d.c.Here.Over || len(d.c.Trail) != 0 || !d.c.Practice {
		t.Errorf("%+v, %v", d.c.Here, d.c.Trail)
	}
	d.tell(card)
	d.do(act.Act{Kind: act.ForReal})
	d.is("scan", "Forget", "ClearField", "Real", "practice.real.ask")
	if d.tell(card); fmt.Sprint(kinds(d.out)) != "[Keep Ask]" {
		t.Errorf("for real: %v", kinds(d.out))
	}
}

// offers are what a screen of the step offers to do, and what the world may report.
func (d *stay) offers() []func() {
	c, s := d.c, d.at.Service
	st := c.StepIn(s)
	var all []func()
	offer := func(as ...act.Act) {
		for _, a := range as {
			all = append(all, func() { d.do(a) })
		}
	}
	report := func(evs ...input.Event) {
		for _, ev := range evs {
			all = append(all, func() { d.tell(ev) })
		}
	}
	running := c.Task.Running()
	switch {
	case c.Here.Over:
		offer(act.Act{Kind: act.PractiseAgain}, act.Act{Kind: act.ForReal})
		return all
	case c.Here.Search == course.SearchTyping:
		return append(all, func() { d.take(d.c.Found("x", d.now, d.at)) })
	}
	switch st.Kind {
	case service.Choose, service.Identify:
		choices, _ := s.Choices(st.ID, c.Order, c.Facts)
		for _, ch := range choices {
			offer(answer(ch.Value))
		}
		if st.IsMany() {
			d.severalOffers(st, offer)
			break
		}
		for i := range c.Facts.Rows(st) {
			offer(row(st.ID, i))
		}
		d.whenOffers(st, offer)
	case service.Categories:
		for _, cat := range s.Categories() {
			offer(act.Act{Kind: act.Category, ID: cat.ID})
		}
		offer(act.Act{Kind: act.Search})
	case service.Items:
		for _, it := range s.Items("") {
			offer(item(it.ID))
		}
		if c.Here.Search == "" {
			offer(act.Act{Kind: act.Search})
		}
	case service.Options:
		all = d.optionOffers(all, offer)
	case service.Basket:
		offer(act.Act{Kind: act.More})
		for _, l := range c.Order.Lines() {
			offer(goOn, act.Act{Kind: act.Remove, ID: course.LineID(l)}, act.Act{Kind: act.Quantity, ID: course.LineID(l), N: l.Quantity + 1})
		}
	case service.Review:
		offer(reviewed)
		for i, l := range c.Order.Lines() {
			if !s.Charged(l.Item) {
				offer(changeLine(d, i))
			}
		}
		for _, p := range c.Trail {
			if at, _ := s.Step(p.Step); at.Kind == service.Choose {
				offer(changeAnswer(at.ID))
			}
		}
	case service.Pay:
		offer(pay)
		if c.Practice {
			offer(act.Act{Kind: act.PractisePay})
		}
	case service.Enter:
		all = append(all, func() { d.submit("1234") })
		report(input.EntryKept{Effect: c.Checking, OK: true}, input.EntryKept{Effect: c.Checking})
	case service.Present:
		report(input.Presented{Reader: string(st.Reader), OK: true}, input.Presented{Reader: string(st.Reader)})
		if c.Practice {
			offer(act.Act{Kind: act.Practised})
		}
	case service.Call:
		values, _ := s.Rehearse(st, c.Sent(st))
		report(input.ServiceAnswered{Effect: c.Task.Effect, Values: values}, input.ServiceAnswered{Effect: c.Task.Effect})
		if !running {
			offer(act.Act{Kind: act.CallAgain})
		}
	case service.Print:
		report(input.PaperPrinted{Effect: c.Task.Effect, OK: true}, input.PaperPrinted{Effect: c.Task.Effect})
		if !running {
			offer(act.Act{Kind: act.PrintAgain})
		}
	case service.Show:
		offer(goOn)
	case service.Done:
		if c.Practice {
			offer(act.Act{Kind: act.EndPractice})
		}
	}
	if st.Otherwise != "" && c.Task.Failed {
		offer(act.Act{Kind: act.Otherwise})
	}
	return all
}

// severalOffers are those where several are chosen: each thing, whether it may be or not, and the way
// on with too few of them, too.
func (d *stay) severalOffers(st service.Step, offer func(...act.Act)) {
	for _, ch := range st.Choices {
		offer(act.Act{Kind: act.Tick, Step: st.ID, Value: ch.Value})
	}
	for i := range d.c.Facts.Rows(st) {
		offer(act.Act{Kind: act.Tick, Step: st.ID, N: i})
	}
	offer(act.Act{Kind: act.None, Step: st.ID}, act.Act{Kind: act.Continue, Step: st.ID})
}

// whenOffers are days or times, and the parts they lie in, of which some are gone already.
func (d *stay) whenOffers(st service.Step, offer func(...act.Act)) {
	slots, _ := d.at.Service.Slots(st, d.c.Order, d.c.Facts, d.at.Clock)
	for _, s := range slots {
		offer(act.Act{Kind: act.Answer, Step: st.ID, Value: st.SlotValue(s)})
	}
	parts, _ := st.Parts(slots, d.c.Here.Within)
	for _, p := range parts {
		offer(act.Act{Kind: act.Within, Step: st.ID, ID: st.SlotValue(p.From), Value: st.SlotValue(p.To)})
	}
}

func (d *stay) optionOffers(all []func(), offer func(...act.Act)) []func() {
	offered, err := d.at.Service.Offers(d.c.Here.Item, d.c.Here.Picked, d.c.Order)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, o := range offered {
		for _, v := range o.Values {
			offer(option(o.ID, v.ID))
		}
		if o.Pick == service.PickCount {
			offer(act.Act{Kind: act.OptionCount, ID: o.ID, N: 1})
		}
	}
	if d.at.OneByOne && d.c.Here.Asked < len(offered)-1 {
		offer(act.Act{Kind: act.NextOption})
	} else {
		offer(add)
	}
	return all
}

// FuzzCourse lets somebody do whatever is offered, in every service, for practice and for
// real, while the world answers rightly, wrongly, late and to others.
func FuzzCourse(f *testing.F) {
	services := []*service.Service{kiosktest.Core().Service, kiosktest.Parcel().Service, shipped(f, "cafe"), shipped(f, "certificate"),
		shipped(f, "clinic"), shipped(f, "library"), shipped(f, "parking"), unrehearsed(f, "library"), unrehearsed(f, "clinic"),
		kiosktest.Over(os.DirFS("../../tryout/testdata/services/checkup")).Service}
	for seed := range uint64(200) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		d := begin(t, services[seed%uint64(len(services))])
		d.at.OneByOne, d.at.Clock = r.IntN(3) == 0, service.SampleClock
		if r.IntN(2) == 0 {
			d.c = d.c.Practise()
			d.take(d.c.Restart(d.now, d.at))
		}
		ids := map[input.EffectID]bool{}
		for range 120 {
			d.now += time.Duration(r.Int64N(int64(time.Second)))
			before := d.c
			switch n := r.IntN(10); {
			case n == 0:
				d.backUndoes()
			case n == 1:
				d.lateReportsChangeNothing()
			case n < 4 && d.c.Task.Due != 0:
				d.now = max(d.now, d.c.Task.Due)
				d.tell(input.TimePassed{})
				if due := d.c.Task.Due; due != 0 && due <= d.now {
					t.Fatalf("seed %d: at %v it waits for %v", seed, d.now, due)
				}
			default:
				if all := d.offers(); len(all) > 0 {
					all[r.IntN(len(all))]()
					d.checkUndo(before)
				}
			}
			d.checkOutcomes(before.Practice, ids)
			d.checkTrail()
			d.checkPath()
		}
	})
}

// checkOutcomes: nothing of practice leaves it, and no effect has the id of another.
func (d *stay) checkOutcomes(practice bool, ids map[input.EffectID]bool) {
	d.t.Helper()
	for _, o := range d.out {
		var id input.EffectID
		switch o := o.(type) {
		case course.Ask:
			id = o.ID
		case course.Print:
			id = o.ID
		case course.Check:
			id = o.ID
		case course.Charge, course.Keep, course.Completed:
		default:
			continue
		}
		if practice && !realBegins(d.out) {
			d.t.Fatalf("practice leads to %T: %+v", o, d.c.Here)
		}
		if id != (input.EffectID{}) && ids[id] {
			d.t.Fatalf("%T has the id %v of another", o, id)
		}
		ids[id] = true
		if charge, ok := o.(course.Charge); ok {
			if total, _ := d.c.Order.Total(); charge.Total != total {
				d.t.Fatalf("%v is asked for an order of %v", charge.Total, total)
			}
			approved(d)
			return
		}
	}
	d.out = nil
}

// realBegins reports whether practice has become real in this step.
func realBegins(out []course.Outcome) bool {
	for _, o := range out {
		if say, ok := o.(course.Say); ok && (say.Message == "practice.real.now" || say.Message == "practice.real.ask") {
			return true
		}
	}
	return false
}

// checkTrail: back leads to no place that people only pass, and to nothing that is paid.
func (d *stay) checkTrail() {
	d.t.Helper()
	for _, p := range d.c.Trail {
		st, ok := d.at.Service.Step(p.Step)
		if !ok || st.Kind == service.Call || st.Kind == service.Print || p.Over {
			d.t.Fatalf("back leads to %+v", p)
		}
		if st.Kind == service.Pay && d.c.Spent() {
			d.t.Fatalf("what is paid is gone back to: %+v", p)
		}
	}
}

// checkPath: what counts was answered at a step on the way here. What is paid is led back
// from by nothing, and keeps what it was paid with.
func (d *stay) checkPath() {
	d.t.Helper()
	if d.c.Number != 0 {
		return
	}
	way := append(slices.Clone(d.c.Trail), d.c.Here)
	for _, a := range d.c.Order.Answers() {
		if !slices.ContainsFunc(way, func(p course.Place) bool {
			st, _ := d.at.Service.Step(p.Step)
			return st.Field == a.Field
		}) {
			d.t.Fatalf("%s is known at %q, and was answered nowhere on the way here", a.Field, d.c.Here.Step)
		}
	}
	if d.c.Here.Known.Facts != nil || !d.c.Here.Known.Answers.IsZero() {
		d.t.Fatalf("at %q something is kept for a place that was left", d.c.Here.Step)
	}
}

// checkUndo: where one thing led to another place, back leads to where it was done.
func (d *stay) checkUndo(before course.Course) {
	d.t.Helper()
	if len(d.c.Trail) != len(before.Trail)+1 || before.Here.Change.Under() && !d.c.Here.Change.Under() {
		return // a change that is over has the trail of its review, however long
	}
	back, ok := d.c.Back(course.Situation{Service: d.at.Service})
	if !ok || back.Here.Step != before.Here.Step || back.Here.Search != before.Here.Search || fmt.Sprint(back.Trail) != fmt.Sprint(before.Trail) {
		d.t.Fatalf("from %+v it led to %+v, and back to %+v", before.Here, d.c.Here, back.Here)
	}
	if back.Task.Running() || back.Checking != (input.EffectID{}) {
		d.t.Fatalf("back, and an answer is still awaited: %+v", back)
	}
}

func (d *stay) backUndoes() {
	d.t.Helper()
	next, ok := d.c.Back(d.at)
	if !ok && (len(d.c.Trail) != 0 || !reflect.DeepEqual(next, d.c)) {
		d.t.Fatalf("back does nothing from %+v", d.c.Here)
	}
	if charged := d.c.StepIn(d.at.Service).Charge != nil; !charged && !next.Order.WithAnswersOf(d.c.Order).Equal(d.c.Order) || next.Number != d.c.Number {
		d.t.Fatalf("back changes the basket from %v to %v", d.c.Order, next.Order)
	}
	d.c = next
}

func (d *stay) lateReportsChangeNothing() {
	d.t.Helper()
	for _, id := range []input.EffectID{{}, {Boot: 9, Counter: 1}} {
		for _, ev := range []input.Event{input.EntryKept{Effect: id, OK: true}, input.PaperPrinted{Effect: id, OK: true},
			input.ServiceAnswered{Effect: id, Values: map[string]input.Value{"status": {Text: "known"}}}} {
			if next, out := d.c.Step(ev, d.now, d.at); out != nil || !reflect.DeepEqual(next, d.c) {
				d.t.Fatalf("%+v at %+v leads to %v", ev, d.c.Here, kinds(out))
			}
		}
	}
}
