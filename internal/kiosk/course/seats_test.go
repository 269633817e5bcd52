package course_test

import (
	"testing"

	"modu/accessibility/input"
	"modu/internal/kiosk/act"
	"modu/internal/order"
)

var (
	inZone = func(n int) act.Act { return act.Act{Kind: act.Zone, N: n} }
	sits   = func(n int) act.Act { return act.Act{Kind: act.Seats, N: n} }
)

// car is a car of the plan with two rows of two and two; taken are places of the first row.
func car(name string, taken ...string) (rows []input.SeatRow) {
	for _, row := range []string{"1", "2"} {
		r := input.SeatRow{ID: name + "-" + row, Zone: input.Value{Text: name}, Name: row}
		for _, place := range []string{"A", "B", "", "C", "D"} {
			s := input.Seat{Name: place}
			if place != "" {
				s.Kind = input.Ordinary
			}
			for _, t := range taken {
				s.Taken = s.Taken || row+t == row+place && (row == "1" || len(taken) == 4)
			}
			r.Places = append(r.Places, s)
		}
		rows = append(rows, r)
	}
	return rows
}

// planned answers the call for the plan.
func planned(d *stay, cars ...[]input.SeatRow) {
	d.t.Helper()
	var rows []input.SeatRow
	for _, c := range cars {
		rows = append(rows, c...)
	}
	d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: map[string]input.Value{"plan": {Seats: rows}}})
}

// answered answers the call that holds seats.
func answered(d *stay, held string) {
	d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: map[string]input.Value{"held": {Text: held}, "hold": {Text: "K-1"}, "fare": {Number: 9000}}})
}

// aboard is a person who travels with another, before the cars of their train.
func aboard(t testing.TB, cars ...[]input.SeatRow) *stay {
	d := begin(t, shipped(t, "train"))
	d.do(answer("buy"))
	d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: map[string]input.Value{"stations": {Rows: []input.Row{{"id": {Text: "S"}, "name": {Text: "대전"}}}}}})
	d.do(row("to", 0))
	d.tell(input.ServiceAnswered{Effect: d.c.Task.Effect, Values: map[string]input.Value{"trains": {Rows: []input.Row{
		{"id": {Text: "T"}, "departs": {Text: "9:00"}, "arrives": {Text: "10:00"}, "price": {Number: 9000}, "free": {Number: 8}}}}}})
	d.do(row("train", 0), count("adults", 2), goOn)
	d.is("plan", "Ask")
	planned(d, cars...)
	d.is("seats", "Waited")
	return d
}

// Seats are chosen in two screens, sent by their ids, and found chosen no more one step back.
func TestSeatsAreChosen(t *testing.T) {
	d := aboard(t, car("1"), car("2", "A"))
	d.do(inZone(1))
	d.is("seats")
	if d.c.Here.Zone != 2 {
		t.Fatalf("in zone %d", d.c.Here.Zone)
	}
	d.do(sits(0))
	d.is("hold", "Ask")
	if sent := d.c.Sent(step(d, "hold")); sent["seat.ids"] != "2-1-C 2-1-D" || sent["adults"] != "2" || sent["train.id"] != "T" {
		t.Errorf("sent %v", sent)
	}
	if got := d.c.Order.Answer("seat"); got != "given" {
		t.Errorf("%q goes into logs", got)
	}
	answered(d, "held")
	d.is("review", "Waited")
	if total, err := d.c.Order.Total(); err != nil || total.Minor != 9000 {
		t.Errorf("%v %v is to be paid", total, err)
	}
	for _, want := range []struct {
		zone int
		seat string
	}{{2, "given"}, {0, ""}} { // the choice is seen, and then that there was none
		if goBack(d, 1); d.c.Here.Step != "seats" || d.c.Here.Zone != want.zone || d.c.Order.Answer("seat") != want.seat {
			t.Errorf("back leads to %q, zone %d, seat %q", d.c.Here.Step, d.c.Here.Zone, d.c.Order.Answer("seat"))
		}
	}
	if goBack(d, 1); d.c.Here.Step != "who" {
		t.Errorf("back leads to %q", d.c.Here.Step)
	}
}

// Nobody is asked for a part of the room where there is only one.
func TestOneZoneIsNotAskedFor(t *testing.T) {
	d := aboard(t, car("1"))
	d.do(sits(0))
	d.is("hold", "Ask")
}

// What cannot be had is refused in words, and nothing is chosen.
func TestSeatsThatCannotBeHad(t *testing.T) {
	d := aboard(t, car("1"), car("2", "A", "B", "C", "D"))
	for _, a := range []act.Act{inZone(1), inZone(2), inZone(99), sits(0)} {
		d.do(a)
		d.is("seats", "seats.gone")
	}
	d.do(inZone(0), sits(99))
	d.is("seats", "seats.gone")
	if d.c.Order.Answer("seat") != "" {
		t.Error("something was chosen")
	}
}

// Seats that somebody else was faster with are told, and the person is proposed others where
// they were, with everything else as it was.
func TestSeatsAreTakenMeanwhile(t *testing.T) {
	for _, c := range []struct {
		name string
		cars [][]input.SeatRow
		zone int
		says []string
		seat string
	}{
		{"others in the same car", [][]input.SeatRow{car("1"), car("2", "A")}, 2, []string{"seats.gone", "Waited"}, ""},
		{"the car is full", [][]input.SeatRow{car("1"), car("2", "A", "B", "C", "D")}, 0, []string{"seats.gone", "Waited"}, ""},
		{"the plan has them free all the same", [][]input.SeatRow{car("1"), car("2")}, 2, []string{"Waited", "seats.gone"}, ""},
		{"there is one car only", [][]input.SeatRow{car("2", "A")}, 0, []string{"seats.gone", "Waited"}, ""},
	} {
		d := aboard(t, car("1"), car("2"))
		d.do(inZone(1), sits(0))
		answered(d, "taken")
		d.is("plan", "Waited", "Ask")
		planned(d, c.cars...)
		d.is("seats", c.says...)
		if d.c.Here.Zone != c.zone || d.c.Order.Answer("seat") != c.seat || d.c.Order.Answer("adults") != "2" {
			t.Errorf("%s: zone %d, seat %q", c.name, d.c.Here.Zone, d.c.Order.Answer("seat"))
		}
		if _, there := d.c.Facts["seat.ids"]; there != (c.seat != "") || d.c.Facts["train.id"].Text != "T" {
			t.Errorf("%s: %v", c.name, d.c.Facts)
		}
		if c.zone > 0 {
			if goBack(d, 1); d.c.Here.Step != "seats" || d.c.Here.Zone != 0 {
				t.Errorf("%s: back leads to %q, zone %d", c.name, d.c.Here.Step, d.c.Here.Zone)
			}
		}
		if goBack(d, 1); d.c.Here.Step != "who" && c.seat == "" {
			t.Errorf("%s: back leads to %q", c.name, d.c.Here.Step)
		}
	}
}

// Who changes how many travel is asked for seats again; who changes the train, too, since its
// plan is another one.
func TestChangeBeforeSeats(t *testing.T) {
	d := aboard(t, car("1"), car("2"))
	d.do(inZone(0), sits(0))
	answered(d, "held")
	d.is("review", "Waited")
	d.do(act.Act{Kind: act.Change, Step: "who"}, count("adults", 1), goOn)
	if d.c.Here.Step != "seats" || d.c.Order.Answer("seat") != "" {
		t.Fatalf("one person is at %q with the seats of two", d.c.Here.Step)
	}
	d.do(inZone(0), sits(0))
	d.is("hold", "Ask")
	answered(d, "held")
	d.is("review", "Waited")
	if got := (order.Order{}).WithAnswersOf(d.c.Order).Answer("adults"); got != "1" {
		t.Errorf("%q travels", got)
	}
	d.do(act.Act{Kind: act.Change, Step: "seats"}, inZone(1), sits(0))
	d.is("hold", "Ask")
	if ids := d.c.Sent(step(d, "hold"))["seat.ids"]; ids != "2-1-A" {
		t.Errorf("sent %q", ids)
	}
}
