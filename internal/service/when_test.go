package service

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"modu/accessibility/input"
	"modu/internal/order"
)

const whenService = `version: 1
id: w
name: n
currency: KRW
languages: [ko]
start: look
fields: {day: {type: date}, time: {type: time}}
steps:
  look: {kind: call, title: t, path: /look, answer: {first: {type: date, public: true}, open: {type: time, public: true}}, next: day}
  day: {kind: choose, title: t, field: day, days: %s, next: time}
  time: {kind: choose, title: t, field: time, times: %s, next: done}
  done: {kind: done, title: t}
`

const (
	someDays  = "{first: today+1, last: today+5, except: [thursday, 2026-12-11]}"
	someTimes = `{on: day, ahead: 30m, first: "09:00", last: "12:00", every: 30m, except: ["10:00..11:00", "tuesday 11:30..13:00"]}`
)

func whenOf(days, times string) (*Service, string) {
	svc, issues := Load(fstest.MapFS{"service.yaml": {Data: []byte(fmt.Sprintf(whenService, days, times))}}, "w", nil)
	if issues.Err() != nil {
		return nil, issues.Error()
	}
	return svc, ""
}

// offers are what a step offers, as it is written.
func offersOf(svc *Service, step string, o order.Order, f Facts, now Clock) string {
	st, _ := svc.Step(step)
	slots, err := svc.Slots(st, o, f, now)
	var out []string
	for _, s := range slots {
		out = append(out, st.SlotValue(s))
	}
	if err != nil {
		var failed *FailedGuard
		out = append(out, fmt.Sprint(errors.As(err, &failed), " ", failed.Key, ": ", failed.Err))
	}
	return strings.Join(out, " ")
}

func TestDaysInBounds(t *testing.T) {
	first := func(day string) Facts {
		at, _ := ReadSlot(ResultDate, day)
		return Facts{"first": {Result: Result{Type: ResultDate}, Value: input.Value{Text: day, Number: int64(at)}}}
	}
	for _, c := range []struct {
		days  string
		facts Facts
		now   Clock
		want  string
	}{
		{someDays, nil, SampleClock, "2026-12-08 2026-12-09 2026-12-12"},
		{someDays, nil, SampleClock + 15*60*60 - 1, "2026-12-08 2026-12-09 2026-12-12"},
		{someDays, nil, SampleClock + 15*60*60, "2026-12-09 2026-12-12 2026-12-13"}, // it is midnight
		{"{first: 2026-12-01, last: 2026-12-08}", nil, SampleClock, "2026-12-07 2026-12-08"},
		{"{first: 2026-11-01, last: 2026-12-01}", nil, SampleClock, "true days: " + errPast.Error()},
		{"{first: today, last: 2026-12-01}", nil, SampleClock, "true days: " + errPast.Error()},
		{"{first: today+400, last: 2029-12-01}", nil, SampleClock, "true days: " + errFar.Error()},
		{"{first: first+1, last: first+2}", first("2026-12-30"), SampleClock, "2026-12-31 2027-01-01"},
		{"{first: first, last: first+2}", nil, SampleClock, "true days: " + errUnknown.Error()},
		{"{first: today, last: today}", nil, 40, "true days: " + errClock.Error()},
		{"{first: 2028-02-28, last: 2028-03-01}", nil, SampleClock, "2028-02-28 2028-02-29 2028-03-01"},
	} {
		svc, wrong := whenOf(c.days, someTimes)
		if wrong != "" {
			t.Errorf("%s: %s", c.days, wrong)
			continue
		}
		if got := offersOf(svc, "day", order.Order{}, c.facts, c.now); got != c.want {
			t.Errorf("%s offers %s, not %s", c.days, got, c.want)
		}
	}
}

func TestTimesInBounds(t *testing.T) {
	svc, wrong := whenOf(someDays, someTimes)
	if wrong != "" {
		t.Fatal(wrong)
	}
	on := func(day string) order.Order { return order.Order{}.WithAnswer("day", day) }
	for _, c := range []struct {
		day  string
		now  Clock
		want string
	}{
		{"2026-12-09", SampleClock, "09:00 09:30 11:00 11:30 12:00"},
		{"2026-12-08", SampleClock, "09:00 09:30 11:00"}, // a Tuesday
		{"2026-12-07", SampleClock, "11:00 11:30 12:00"}, // today, in half an hour at the earliest
		{"2026-12-07", SampleClock + 3*60*60, ""},
		{"2026-12-06", SampleClock, ""},
		{"2026-12-08", SampleClock + 14*60*60 + 50*60, "09:00 09:30 11:00"}, // just before midnight
		{"", SampleClock, "true times: " + errUnknown.Error()},
	} {
		if got := offersOf(svc, "time", on(c.day), nil, c.now); got != c.want {
			t.Errorf("on %s: %s, not %s", c.day, got, c.want)
		}
	}
	anyDay, wrong := whenOf(someDays, `{first: open, last: "12:00", every: 1h}`)
	if wrong != "" {
		t.Fatal(wrong)
	}
	if got := offersOf(anyDay, "time", order.Order{}, Facts{"open": {Result: Result{Type: ResultTime}, Value: input.Value{Number: 10 * 60}}}, 0); got != "10:00 11:00 12:00" {
		t.Error(got)
	}
}

// Whoever hears a list is asked for a part of it first, where it is long.
func TestParts(t *testing.T) {
	for _, c := range []struct {
		days, times, step string
		within            [2]string
		want              string
	}{
		{"{first: today, last: today+13}", someTimes, "day", [2]string{}, "14"},
		{"{first: today, last: today+14}", someTimes, "day", [2]string{}, "week 7, week 7, week 1"},
		{"{first: today+3, last: today+20}", someTimes, "day", [2]string{}, "week 4, week 7, week 7"},
		{"{first: today, last: today+90}", someTimes, "day", [2]string{}, "month 25, month 31, month 28, month 7"},
		{"{first: today, last: today+90}", someTimes, "day", [2]string{"2027-01-01", "2027-01-31"}, "week 3, week 7, week 7, week 7, week 7"},
		{"{first: today, last: today+90}", someTimes, "day", [2]string{"2027-01-04", "2027-01-10"}, "7"},
		{someDays, `{first: "09:00", last: "12:30", every: 30m}`, "time", [2]string{}, "8"},
		{someDays, `{first: "09:00", last: "17:30", every: 30m}`, "time", [2]string{}, "half 6, half 12"},
		{someDays, `{first: "09:00", last: "17:30", every: 30m}`, "time", [2]string{"12:00", "23:59"}, "12"},
		{someDays, `{first: "09:00", last: "11:55", every: 5m}`, "time", [2]string{}, "hour 12, hour 12, hour 12"},
	} {
		svc, wrong := whenOf(c.days, c.times)
		if wrong != "" {
			t.Fatal(wrong)
		}
		st, _ := svc.Step(c.step)
		slots, _ := svc.Slots(st, order.Order{}.WithAnswer("day", "2026-12-09"), nil, SampleClock)
		var in Within
		if c.within[0] != "" {
			var ok bool
			if in, ok = st.PartWithin(slots, c.within[0], c.within[1]); !ok {
				t.Errorf("%v is no part", c.within)
			}
		}
		parts, rest := st.Parts(slots, in)
		var got []string
		for _, p := range parts {
			got = append(got, fmt.Sprint(p.Kind, " ", p.N))
		}
		if len(rest) > 0 {
			got = append(got, fmt.Sprint(len(rest)))
		}
		if all := strings.Join(got, ", "); all != c.want {
			t.Errorf("%s %s %v: %s, not %s", c.days, c.times, c.within, all, c.want)
		}
	}
	st := Step{Days: &Days{}}
	if _, ok := st.PartWithin([]Slot{10}, "2026-12-07", "2026-12-13"); ok {
		t.Error("a part with nothing in it can be chosen")
	}
}

// What is wrong with bounds is named where it stands, with what to do.
func TestWrongBounds(t *testing.T) {
	for _, c := range []struct{ days, times, want string }{
		{"{first: tomorrow+, last: today}", someTimes, "w/service.yaml:10:59: a day is today, today+1, 2026-12-07"},
		{"{first: today+5, last: today+1}", someTimes, "the last day comes before the first; write the later day there"},
		{"{first: today, last: today+400}", someTimes, "offers 401 days; offer at most 366 days"},
		{"{first: 2026-12-12, last: 2026-12-13, except: [saturday, sunday]}", someTimes, "offers no day at all; leave some day"},
		{"{first: today, last: today+9, except: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}", someTimes, "offers no day at all"},
		{"{first: today, last: fist}", someTimes, `"fist" is neither an answer nor a field of type date; did you mean "first"?`},
		{"{first: today, last: open}", someTimes, `"open" is neither`},
		{"{first: 2026-02-30, last: today}", someTimes, "a day is today"},
		{"{first: today, last: today+3, except: [holidays]}", someTimes, "what is left out is a weekday, a day"},
		{"{first: today, last: today+3, except: [2026-12-26..2026-12-24]}", someTimes, "what is left out is a weekday, a day"},
		{someDays, `{first: "9:00", last: "12:00", every: 30m}`, "with two digits each"},
		{someDays, `{first: "12:00", last: "09:00", every: 30m}`, "the last time comes before the first"},
		{someDays, `{first: "09:00", last: "12:00", every: 1m}`, "write 5m to 12h"},
		{someDays, `{first: "09:00", last: "12:00", every: 90s}`, "write 5m to 12h"},
		{someDays, `{first: "09:00", last: "12:00", every: 30m, ahead: 1h}`, `with "on: …"`},
		{someDays, `{on: time, first: "09:00", last: "12:00", every: 30m}`, `"time" is no field of type date`},
		{someDays, `{first: "09:00", last: "12:00", every: 30m, except: ["saturday 13:00..18:00"]}`, "which weekday it is is not known"},
		{someDays, `{first: "09:00", last: "12:00", every: 30m, except: ["09:00..13:00"]}`, "offers no time at all"},
		{someDays, `{first: "09:00", last: "12:00", every: 30m, except: ["lunch"]}`, "what is left out is a time"},
		{someDays, `{first: "09:00", last: "12:00", every: 30m}, choices: [{value: a, label: t}]`, "answers of several kinds"},
		{someDays, `{first: "09:00", last: "12:00", every: 30m}, days: {first: today, last: today}`, "answers of several kinds"},
	} {
		if _, got := whenOf(c.days, c.times); !strings.Contains(got, c.want) {
			t.Errorf("%s, %s: %s, not %q", c.days, c.times, got, c.want)
		}
	}
}

// Clocks show the time of the place, with summer time.
func TestClockOf(t *testing.T) {
	if got := ClockOf(time.Date(2026, 12, 7, 9, 0, 0, 0, time.FixedZone("KST", 9*60*60))); got != SampleClock {
		t.Errorf("%d, not %d", got, SampleClock)
	}
	if (Clock(0)).Known() || ClockOf(time.Time{}).Known() || !SampleClock.Known() {
		t.Error("a clock that was never set is taken for the time")
	}
}

// FuzzBounds: whatever is written as bounds is refused with a remedy, or offers what lies in them.
func FuzzBounds(f *testing.F) {
	f.Add("today+1", "today+14", "sunday", "09:00", "17:30", "12:00..13:00")
	f.Add("2026-12-07", "first+999", "2026-12-24..2026-12-26", "open", "23:59", "saturday 13:00..18:00")
	f.Add("", "-1", "..", "24:00", "٠٩:٠٠", " ")
	f.Fuzz(func(t *testing.T, first, last, except, open, end, pause string) {
		q := func(s string) string { return fmt.Sprintf("%q", s) }
		svc, wrong := whenOf("{first: "+q(first)+", last: "+q(last)+", except: ["+q(except)+"]}",
			"{on: day, first: "+q(open)+", last: "+q(end)+", every: 5m, except: ["+q(pause)+"]}")
		if wrong != "" {
			return
		}
		day, _ := svc.Step("day")
		slots, _ := svc.Slots(day, order.Order{}, nil, SampleClock)
		if len(slots) > maxDays {
			t.Fatalf("%d days", len(slots))
		}
		for _, s := range slots {
			if got, ok := ReadSlot(ResultDate, day.SlotValue(s)); !ok || got != s || int64(s) < SampleClock.Day() {
				t.Fatalf("%d is written %s", s, day.SlotValue(s))
			}
			offersOf(svc, "time", order.Order{}.WithAnswer("day", day.SlotValue(s)), nil, SampleClock)
		}
	})
}
