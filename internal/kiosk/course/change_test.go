package course_test

import (
	"fmt"
	"testing"

	"modu/accessibility/input"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/kiosktest"
)

// changeLine changes a line of the review, changeAnswer what was answered at a step.
func changeLine(d *stay, i int) act.Act {
	l, _ := d.c.Order.Line(i)
	return act.Act{Kind: act.Change, ID: course.LineID(l)}
}

func changeAnswer(step string) act.Act { return act.Act{Kind: act.Change, Step: step} }

// trail is where "back" leads, the last first.
func trail(d *stay) string {
	steps := []string{}
	for c := d.c; ; {
		prev, ok := c.Back(course.Situation{Service: d.at.Service})
		if !ok {
			return fmt.Sprint(steps)
		}
		c = prev
		steps = append(steps, c.Here.Step)
	}
}

func TestChangeOfALine(t *testing.T) {
	d := shopping(t)
	d.do(act.Act{Kind: act.Quantity, ID: line(d), N: 3}, act.Act{Kind: act.More}, hot, item("soup"), goOn)
	d.is("review")
	before := d.c
	d.do(changeLine(d, 0))
	d.is("options")
	if d.c.Here.Item != "tea" || d.c.Here.Picked.Value("size") != "large" {
		t.Fatalf("asked about %+v", d.c.Here)
	}
	if back, _ := d.c.Back(d.at); back.Here.Step != "review" || back.Here.Change.Under() || !back.Order.Equal(before.Order) {
		t.Errorf("back leads to %+v", back.Here)
	}
	d.do(option("size", "small"), add)
	d.is("review") // nothing is said: it is read back
	if got := d.c.Order.String(); got != "way=go; 3 × tea (size=small) 3000 KRW; 1 × soup 5500 KRW; total 14500 KRW" {
		t.Errorf("it was changed to %s", got)
	}
	if d.c.Here.Change.Under() || trail(d) != "[basket item category basket item category way]" {
		t.Errorf("%+v, back leads over %s", d.c.Here, trail(d))
	}
	d.do(reviewed)
	d.is("pay", "Charge")
}

// Of two lines that have become the same thing there is one left; where there would be too
// many of it, both stay.
func TestChangeMakesTwoLinesOne(t *testing.T) {
	two := func() *stay {
		d := shopping(t)
		d.do(act.Act{Kind: act.More}, hot, item("tea"), add)
		return d
	}
	d := two()
	d.do(goOn, changeLine(d, 1), option("size", "large"), add)
	d.is("review")
	if got := d.c.Order.String(); got != "way=go; 2 × tea (size=large) 3500 KRW; total 7000 KRW" {
		t.Error(got)
	}
	d = two()
	d.do(act.Act{Kind: act.Quantity, ID: line(d), N: 99}, goOn, changeLine(d, 1), option("size", "large"), add)
	d.is("options", "reason.most")
	if d.c.Order.Len() != 2 {
		t.Error(d.c.Order)
	}
}

// A thing without options is changed in the basket, from which the way leads to the review.
func TestChangeInTheBasket(t *testing.T) {
	d := begin(t, kiosktest.Core().Service)
	d.do(answer("go"), hot, item("soup"), goOn)
	d.do(changeLine(d, 0))
	d.is("basket")
	d.do(act.Act{Kind: act.Quantity, ID: line(d), N: 2}, goOn)
	d.is("review")
	if trail(d) != "[basket item category way]" || d.c.Order.Count() != 2 {
		t.Errorf("back leads over %s; %v", trail(d), d.c.Order)
	}
	d.do(changeLine(d, 0), act.Act{Kind: act.Remove, ID: line(d)}, goOn)
	d.is("category") // nothing is left: something is chosen anew
	d.do(hot, item("soup"), goOn)
	d.is("review")
	d.do(changeLine(d, 0), act.Act{Kind: act.More}, hot, item("tea"))
	d.is("options")
	d.do(add)
	d.is("basket", "basket.added") // who adds something sees it there
}

func TestChangeOpensTheBasket(t *testing.T) {
	d := shopping(t)
	d.do(goOn, changeLine(d, 0), option("size", "small"), act.Act{Kind: act.OpenBasket})
	d.is("basket")
	if l, _ := d.c.Order.Line(0); l.Options.Value("size") != "large" {
		t.Errorf("it was changed before it was confirmed: %v", l)
	}
	d.do(goOn)
	d.is("review")
	if trail(d) != "[basket item category way]" {
		t.Errorf("back leads over %s", trail(d))
	}
}

func TestChangeOfAnAnswer(t *testing.T) {
	twice := shopping(t) // steps that were met twice are passed over as well
	twice.do(act.Act{Kind: act.More}, act.Act{Kind: act.OpenBasket}, goOn, changeAnswer("way"), answer("stay"))
	twice.is("review")
	d := shopping(t)
	d.do(goOn, changeAnswer("way"))
	d.is("way")
	d.do(answer("stay"))
	d.is("review")
	if d.c.Order.Answer("way") != "stay" || trail(d) != "[basket item category way]" {
		t.Errorf("%v, back leads over %s", d.c.Order, trail(d))
	}
}

// In the certificate machine a line is changed without saying again who one is; the document
// before it is not asked for again either.
func TestChangeDoesNotAskAgainWhoSomebodyIs(t *testing.T) {
	d := begin(t, shipped(t, "certificate"))
	d.do(item("resident"), add, answer("number"))
	d.submit("")
	d.tell(input.EntryKept{Effect: d.c.Checking, OK: true})
	known := map[string]input.Value{"status": {Text: "known"}}
	d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: known})
	d.is("review", "Waited")
	d.do(changeLine(d, 0))
	d.is("options")
	d.do(act.Act{Kind: act.OptionCount, ID: "copies", N: 2}, add)
	d.is("review")
	if trail(d) != "[number who options document]" {
		t.Errorf("back leads over %s", trail(d))
	}
}

// Who answers another way at the clinic has the call made again that was sent the old
// answer, and goes on where that leads.
func TestChangeLeadsAnotherWay(t *testing.T) {
	d := begin(t, shipped(t, "clinic"))
	d.do(answer("bill"), answer("number"))
	d.submit("")
	d.tell(input.EntryKept{Effect: d.c.Checking, OK: true})
	owes := map[string]input.Value{"status": {Text: "known"}, "due": {Number: 8500}, "bill": {Text: "B"}}
	d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: owes})
	d.is("review", "Waited")

	same := *d
	same.do(changeAnswer("task"), answer("bill"))
	same.is("patient", "Ask") // it is sent what was answered; the answer leads back to the review
	same.tell(input.ServiceAnswered{Effect: same.c.Task.Effect, Values: owes})
	same.is("review", "Waited")
	if trail(&same) != "[number who task]" {
		t.Errorf("back leads over %s", trail(&same))
	}

	unknown := *d
	unknown.do(changeAnswer("task"), answer("bill"))
	unknown.tell(input.ServiceAnswered{Effect: unknown.c.Task.Effect, Values: map[string]input.Value{"status": {Text: "unknown"}, "due": {}, "bill": {Text: "-"}}})
	unknown.is("unknown", "Waited")
	unknown.do(goOn)
	unknown.is("who") // who was not recognised is asked again
	unknown.do(answer("card"))
	unknown.is("card")
	unknown.tell(input.Presented{Reader: "card", OK: true})
	unknown.is("patient", "Keep", "Ask")
	unknown.tell(input.ServiceAnswered{Effect: unknown.c.Task.Effect, Values: owes})
	unknown.is("review", "Waited")
	if trail(&unknown) != "[card who task]" {
		t.Errorf("back leads over %s", trail(&unknown))
	}

	d.do(changeAnswer("task"), answer("visit"))
	d.is("patient", "Ask")
	d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: owes})
	d.is("department", "Waited")
}
