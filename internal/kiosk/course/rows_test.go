package course_test

import (
	"testing"

	"modu/accessibility/input"
	"modu/internal/kiosk/act"
	"modu/internal/order"
	"modu/internal/service"
)

// row chooses the nth row of a list.
func row(step string, n int) act.Act { return act.Act{Kind: act.Row, Step: step, N: n} }

// found answers the call that lists cars, each with its id and state.
func found(d *stay, cars ...string) {
	d.t.Helper()
	var rows []input.Row
	for i := 0; i < len(cars); i += 2 {
		rows = append(rows, input.Row{"id": {Text: cars[i]}, "plate": {Text: "plate of " + cars[i]}, "since": {Text: "9:40"},
			"due": {Number: int64(1000 * i)}, "kind": {Text: "car"}, "state": {Text: cars[i+1]}})
	}
	d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: map[string]input.Value{"cars": {Rows: rows}}})
}

// parked is a person with or without a voucher at the list of three cars, the last of which
// is paid.
func parked(t testing.TB, voucher string) *stay {
	d := begin(t, shipped(t, "parking"))
	d.do(answer(voucher))
	d.is("digits")
	d.submit("1234")
	d.tell(input.EntryKept{Effect: d.c.Checking, OK: true})
	d.is("look", "Ask")
	found(d, "A", "parked", "B", "parked", "C", "paid")
	d.is("which", "Waited")
	return d
}

func TestRowIsChosen(t *testing.T) {
	d := parked(t, "no")
	d.do(row("which", 1))
	d.is("whole")
	if got := (order.Order{}).WithAnswer("car", d.c.Order.Answer("car")).String(); got != "car=given" {
		t.Errorf("%s: an order goes into logs, and names no car", got)
	}
	if sent := d.c.Sent(step(d, "discount")); sent["car.id"] != "B" || len(sent) != 1 {
		t.Errorf("sent %v", sent)
	}
	if total, err := d.c.Order.Total(); err != nil || total.Minor != 2000 {
		t.Errorf("%v %v is to be paid", total, err)
	}
	goBack(d, 1)
	if d.c.Here.Step != "which" {
		t.Fatalf("back leads to %q", d.c.Here.Step)
	}
	d.do(row("which", 0)) // it costs nothing
	d.is("free")
}

// step is a step of the service.
func step(d *stay, id string) service.Step {
	st, ok := d.at.Service.Step(id)
	if !ok {
		d.t.Fatalf("no step %q", id)
	}
	return st
}

// What is gone, or closed, since the list was shown cannot be chosen.
func TestRowGoneUnderTheFinger(t *testing.T) {
	for _, n := range []int{2, 3, 99} {
		d := parked(t, "no")
		d.do(row("which", n))
		d.is("which", "rows.gone")
		if d.c.Order.Answer("car") != "" {
			t.Errorf("row %d was chosen", n)
		}
	}
}

// A list that is asked for again takes back a row that is there no more, or closed, and says
// so; one that is still there is as the program now tells of it.
func TestListChanges(t *testing.T) {
	for _, c := range []struct {
		name string
		cars []string
		gone bool
		due  int64
	}{
		{"it is still there", []string{"A", "parked", "X", "parked", "B", "parked"}, false, 4000},
		{"it is gone", []string{"A", "parked"}, true, 0},
		{"it is closed", []string{"B", "paid"}, true, 0},
		{"all are gone", nil, true, 0},
	} {
		d := parked(t, "yes")
		d.do(row("which", 1))
		d.is("scan")
		d.tell(input.Presented{Reader: "code", OK: true})
		d.is("discount", "Keep", "Ask")
		d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: map[string]input.Value{"result": {Text: "gone"}, "rest": {}}})
		d.is("look", "Waited", "Ask")
		found(d, c.cars...)
		want := []string{"Waited"}
		if c.gone {
			want = []string{"rows.gone", "Waited"}
		}
		d.is("which", want...)
		if fact, there := d.c.Facts["car.due"]; there == c.gone || fact.Number != c.due || (d.c.Order.Answer("car") == "") != c.gone {
			t.Errorf("%s: %v %d", c.name, there, fact.Number)
		}
		if goBack(d, 1); c.gone && d.c.Here.Step != "digits" || !c.gone && d.c.Here.Step != "scan" {
			t.Errorf("%s: back leads to %q, which must not be about a car that is gone", c.name, d.c.Here.Step)
		}
	}
}

// Who changes the car from the review is asked for nothing else that still holds, and pays for
// the car that they chose then.
func TestChangeOfARow(t *testing.T) {
	d := parked(t, "no")
	d.do(row("which", 1))
	d.is("whole")
	d.do(changeAnswer("which"))
	d.is("which")
	d.do(row("which", 0))
	d.is("free")
	d = parked(t, "no")
	all := []string{"A", "parked", "B", "parked", "C", "parked"}
	goBack(d, 1)
	d.submit("1234")
	d.tell(input.EntryKept{Effect: d.c.Checking, OK: true})
	found(d, all...)
	d.do(row("which", 1), changeAnswer("which"), row("which", 2))
	d.is("whole")
	if total, err := d.c.Order.Total(); err != nil || total.Minor != 4000 {
		t.Errorf("%v %v is to be paid", total, err)
	}
}

// A row of a sample is made up: for real it is chosen again.
func TestPractisedRowIsForgotten(t *testing.T) {
	d := practise(t, shipped(t, "parking"))
	d.do(answer("no"))
	d.submit("")
	d.later()
	d.is("which", "Waited")
	d.do(row("which", 0))
	d.is("whole")
	d.do(act.Act{Kind: act.ForReal})
	if d.c.Here.Step != "digits" || d.c.Order.Answer("car") != "" || len(d.c.Facts) != 0 || d.c.Order.Len() != 0 {
		t.Errorf("at %q with %v and %d facts", d.c.Here.Step, d.c.Order, len(d.c.Facts))
	}
}
