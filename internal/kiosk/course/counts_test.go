package course_test

import (
	"os"
	"testing"

	"modu/accessibility/input"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/kiosktest"
)

// counting is a person at the screen that counts, with so many tickets left.
func counting(t *testing.T, left int64) *stay {
	t.Helper()
	d := begin(t, kiosktest.Over(os.DirFS("../../tryout/testdata/services/museum")).Service)
	d.do(answer("all"))
	d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: map[string]input.Value{"left": {Number: left}, "fare": {Number: 8000}}})
	d.is("who", "Waited")
	return d
}

func count(field string, n int) act.Act { return act.Act{Kind: act.CountTo, ID: field, N: n} }

func ordered(t *testing.T, d *stay, want string) {
	t.Helper()
	if got := d.c.Order.String(); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestCountedAndCharged(t *testing.T) {
	d := counting(t, 40)
	d.do(count("adults", 2))
	d.is("who", "options.total")
	d.do(count("children", 1), goOn)
	d.is("review")
	ordered(t, d, "adults=2; children=1; room=all; seniors=0; 2 × adult 8000 KRW; 1 × child 4000 KRW; total 20000 KRW")

	// Back takes the charge out of the basket, and offers as many again.
	goBack(d, 1)
	ordered(t, d, "adults=2; children=1; room=all; seniors=0")
	goBack(d, 1)
	ordered(t, d, "room=all")
	d.do(answer("all"))
	d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: map[string]input.Value{"left": {Number: 40}, "fare": {Number: 8000}}})
	ordered(t, d, "adults=2; children=1; room=all; seniors=0")
}

// Who changes a number from the review comes back to it, with what that costs.
func TestCountIsChanged(t *testing.T) {
	d := counting(t, 40)
	d.do(goOn) // one adult, as it stands
	d.is("review")
	d.do(act.Act{Kind: act.Change, Step: "who"})
	d.is("who")
	d.do(count("adults", 3), goOn)
	d.is("review")
	ordered(t, d, "adults=3; children=0; room=all; seniors=0; 3 × adult 8000 KRW; total 24000 KRW")
	d.do(act.Act{Kind: act.Change, Step: "room"}, answer("all"))
	d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: map[string]input.Value{"left": {Number: 40}, "fare": {Number: 8000}}})
	d.is("review", "Waited")
	ordered(t, d, "adults=3; children=0; room=all; seniors=0; 3 × adult 8000 KRW; total 24000 KRW")
}

// Fewer are left than were counted: the number is asked anew.
func TestFewerAreLeftThanWereCounted(t *testing.T) {
	d := counting(t, 40)
	d.do(count("adults", 3), goOn)
	d.is("review")
	d.do(act.Act{Kind: act.Change, Step: "room"}, answer("all"))
	if d.c.Here.Step == "look" {
		d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: map[string]input.Value{"left": {Number: 2}, "fare": {Number: 8000}}})
		d.is("who", "Waited")
		d.do(goOn)
		d.is("who", "count.most")
		d.do(count("adults", 2), goOn)
	}
	d.is("review")
}

// Nothing that the screen does not offer can be counted.
func TestCountsStayInBounds(t *testing.T) {
	d := counting(t, 3)
	for _, c := range []struct {
		act  act.Act
		want string
	}{
		{count("adults", -1), "reason.least"},
		{count("children", 5), "reason.most"},
		{count("nobody", 1), "refuse.cannot"},
	} {
		before := d.c.Order.String()
		d.do(c.act)
		d.is("who", c.want)
		ordered(t, d, before)
	}
	d.do(count("adults", 3))
	d.do(count("children", 1))
	d.is("who", "count.most")
	d.do(count("adults", 0))
	d.do(goOn)
	d.is("who", "count.least")
}
