package service

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"modu/internal/order"
)

// Days and times to choose from are made from bounds, not told by a program: the next two
// weeks, every half hour from nine to five. They are answers like others, written as ISO 8601
// has them, so that they are sent, compared and kept as texts.

// Clock is what the clocks of the place show: seconds since 1970-01-01 00:00 there, with neither
// a time zone nor leap seconds. Below clockFrom it is taken to be unset.
type Clock int64

const (
	weekDays   = 7
	dayMinutes = 24 * 60
	daySeconds = dayMinutes * 60
	// clockFrom is the earliest moment that a clock can show and be right, 2024-01-01: a machine
	// whose battery is empty begins in 1970.
	clockFrom Clock = 19723 * daySeconds

	// maxDays bounds how far ahead days reach: a year, of which nobody chooses a day unasked.
	maxDays = 366
	// minApart is how close times may be.
	minApart = 5
	// usualDays and usualTimes are how many days and times are offered at once; of more, first a
	// month, a week or a part of the day is chosen. Two weeks, and half a day; where half a day
	// was chosen already, a few more are better than one more question.
	usualDays, usualTimes, timesOfHalf = 14, 8, 12
	// mostWeeks is of how many weeks one is chosen; of more, first a month is.
	mostWeeks = 9
)

// ClockOf is what the clocks of the place of a moment show.
func ClockOf(t time.Time) Clock {
	_, zone := t.Zone()
	return Clock(t.Unix() + int64(zone))
}

// SampleClock is the moment in which services are tried, walked and tested: Monday, 2026-12-07,
// nine o'clock.
const SampleClock Clock = 20794*daySeconds + 9*60*60

// Where a *FailedGuard of Slots stands in its step.
const (
	DaysKey  = "days"
	TimesKey = "times"
)

// Known reports whether the clock has been set.
func (c Clock) Known() bool { return c >= clockFrom }

// Day is the day, counted from 1970-01-01.
func (c Clock) Day() int64 { return int64(c) / daySeconds }

// Minute is the minute of the day.
func (c Clock) Minute() int64 { return int64(c) % daySeconds / 60 }

// Slot is a day, counted from 1970-01-01, or a minute of a day.
type Slot int64

// SlotValue is how a slot of a step is written: 2026-12-07, or 14:30.
func (st Step) SlotValue(s Slot) string {
	if st.Days != nil {
		return time.Unix(int64(s)*daySeconds, 0).UTC().Format(dateLayout)
	}
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}

// IsWhen reports whether days or times are chosen at a step.
func (st Step) IsWhen() bool { return st.Days != nil || st.Times != nil }

// ReadSlot reads a day or a time that an answer of type date or time holds; false for another.
func ReadSlot(kind ValueType, value string) (Slot, bool) {
	v, wrong := readWhen(kind, value)
	return Slot(v.Number), wrong == ""
}

// Slots are the days or the times that a step offers, in their order: none where none is left,
// and none of a step that offers neither. With a *FailedGuard none can be told: the clock is not
// set, a bound is not known, or they are bounds of nothing.
func (s *Service) Slots(st Step, o order.Order, f Facts, now Clock) ([]Slot, error) {
	switch {
	case st.Days != nil:
		return s.days(st, o, f, now)
	case st.Times != nil:
		return s.times(st, o, f, now)
	}
	return nil, nil
}

// OffersSlot reports whether a step offers a day or a time, as it is written.
func (s *Service) OffersSlot(st Step, o order.Order, f Facts, now Clock, value string) bool {
	slots, _ := s.Slots(st, o, f, now) // whoever shows them tells of the error
	return slices.ContainsFunc(slots, func(x Slot) bool { return st.SlotValue(x) == value })
}

// What is wrong with bounds.
var (
	errClock   = errors.New("the clock of the kiosk is not set")
	errUnknown = errors.New("what it begins or ends with is not known")
	errPast    = errors.New("the last comes before the first, or is over")
	errFar     = fmt.Errorf("it offers more than %d days", maxDays)
)

func (s *Service) days(st Step, o order.Order, f Facts, now Clock) ([]Slot, error) {
	d := st.Days
	fail := func(err error) ([]Slot, error) { return nil, &FailedGuard{st.ID, DaysKey, err} }
	if !now.Known() {
		return fail(errClock)
	}
	first, ok := s.boundOf(d.First.Name, ResultDate, o, f)
	last, known := s.boundOf(d.Last.Name, ResultDate, o, f)
	if !ok || !known {
		return fail(errUnknown)
	}
	first, last = d.First.on(first, now), d.Last.on(last, now)
	switch {
	case last < first, last < Slot(now.Day()):
		return fail(errPast)
	case last-first >= maxDays:
		return fail(errFar)
	}
	var out []Slot
	for day := max(first, Slot(now.Day())); day <= last; day++ { // nobody comes yesterday
		if !slices.ContainsFunc(d.Except, func(e DaySpan) bool { return e.holds(day) }) {
			out = append(out, day)
		}
	}
	return out, nil
}

func (s *Service) times(st Step, o order.Order, f Facts, now Clock) ([]Slot, error) {
	t := st.Times
	fail := func(err error) ([]Slot, error) { return nil, &FailedGuard{st.ID, TimesKey, err} }
	first, ok := s.boundOf(t.First.Name, ResultTime, o, f)
	last, known := s.boundOf(t.Last.Name, ResultTime, o, f)
	if !ok || !known {
		return fail(errUnknown)
	}
	first, last = first+t.First.At, last+t.Last.At
	if last < first {
		return fail(errPast)
	}
	day, dated := Slot(now.Day()), t.On != ""
	if dated && !now.Known() {
		return fail(errClock)
	}
	if dated && t.On != Today {
		if day, ok = ReadSlot(ResultDate, o.Answer(t.On)); !ok {
			return fail(errUnknown)
		}
	}
	from := first
	if dated {
		from = max(first, Slot(int64(now.Minute())+int64(t.Ahead/time.Minute))+1-(day-Slot(now.Day()))*dayMinutes)
	}
	var out []Slot
	for at := first; at <= last; at += Slot(t.Every / time.Minute) {
		if at >= from && !slices.ContainsFunc(t.Except, func(e TimeSpan) bool { return e.holds(at, day, dated) }) {
			out = append(out, at)
		}
	}
	return out, nil
}

// boundOf is a named bound: an answer or a column of a type, or a field of it. 0 without a name.
func (s *Service) boundOf(name string, kind ValueType, o order.Order, f Facts) (Slot, bool) {
	if name == "" {
		return 0, true
	}
	if fact, ok := f[name]; ok {
		return Slot(fact.Number), fact.Type == kind
	}
	return ReadSlot(kind, o.Answer(name))
}

// SlotsChange is when a step offers something else although nobody does anything, at the
// earliest: at midnight, or when a time of today has passed. It is false where that is never.
func SlotsChange(st Step, now Clock) (Clock, bool) {
	switch {
	case !now.Known():
		return 0, false
	case st.Days != nil:
		return Clock((now.Day() + 1) * daySeconds), true
	case st.Times != nil && st.Times.On != "":
		return (now/60 + 1) * 60, true
	}
	return 0, false
}

// Within is a part of the days or times of a step, both ends of it included. The zero value is
// all of them.
type Within struct{ From, To Slot }

// Of are those of some days or times that lie in it.
func (w Within) Of(slots []Slot) (out []Slot) {
	for _, s := range slots {
		if w.holds(s) {
			out = append(out, s)
		}
	}
	return out
}

func (w Within) holds(s Slot) bool { return w == (Within{}) || s >= w.From && s <= w.To }

// SpanKind is a part of what is offered, from which one is chosen first.
type SpanKind string

// The parts.
const (
	SpanMonth SpanKind = "month"
	SpanWeek  SpanKind = "week" // from Monday to Sunday
	SpanHalf  SpanKind = "half" // of a day
	SpanHour  SpanKind = "hour"
)

// Spans are all of them.
func Spans() []SpanKind { return []SpanKind{SpanMonth, SpanWeek, SpanHalf, SpanHour} }

// Part is one part of what a step offers.
type Part struct {
	Kind        SpanKind
	Within      // what is chosen by it
	First, Last Slot
	N           int // how many days or times are in it
}

// Parts are the parts of which one is chosen before the days or times in it, because there are
// too many of them to be looked through, by ear above all; beside them what is left within. One
// of both is empty.
func (st Step) Parts(slots []Slot, within Within) ([]Part, []Slot) {
	rest := within.Of(slots)
	most, kinds := usualTimes, []SpanKind{SpanHalf, SpanHour}
	if st.Days != nil {
		most, kinds = usualDays, []SpanKind{SpanMonth, SpanWeek}
	}
	if st.Times != nil && within != (Within{}) {
		most = timesOfHalf
	}
	if len(rest) <= most {
		return nil, rest
	}
	for _, kind := range kinds {
		parts := PartsOf(kind, rest)
		if kind == SpanMonth && len(PartsOf(SpanWeek, rest)) <= mostWeeks {
			continue
		}
		if len(parts) > 1 {
			return parts, nil
		}
	}
	return nil, rest
}

// PartsOf are the parts of a kind that some days or times lie in, in their order.
func PartsOf(kind SpanKind, slots []Slot) (out []Part) {
	for _, s := range slots {
		w := spanOf(kind, s)
		if n := len(out) - 1; n >= 0 && out[n].Within == w {
			out[n].Last, out[n].N = s, out[n].N+1
			continue
		}
		out = append(out, Part{Kind: kind, Within: w, First: s, Last: s, N: 1})
	}
	return out
}

// spanOf is the whole part that a slot lies in.
func spanOf(kind SpanKind, s Slot) Within {
	switch kind {
	case SpanMonth:
		d := time.Unix(int64(s)*daySeconds, 0).UTC()
		from := s - Slot(d.Day()) + 1
		return Within{from, from + Slot(time.Date(d.Year(), d.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()) - 1}
	case SpanWeek:
		monday := weekOf(s)
		return Within{monday, monday + weekDays - 1}
	case SpanHalf:
		half := s / (dayMinutes / 2) * (dayMinutes / 2)
		return Within{half, half + dayMinutes/2 - 1}
	}
	return Within{s / 60 * 60, s/60*60 + 59}
}

// weekOf is the Monday of the week of a day; 1970-01-01 was a Thursday.
func weekOf(day Slot) Slot { return day - (day+3)%weekDays }

// WeeksAhead is in how many weeks a day comes, 0 being that of today.
func WeeksAhead(day Slot, now Clock) int { return int(weekOf(day)-weekOf(Slot(now.Day()))) / weekDays }

// PartWithin is the part of what a step offers that lies between two slots; false where nothing
// of it is offered any more.
func (st Step) PartWithin(slots []Slot, from, to string) (Within, bool) {
	kind := ResultTime
	if st.Days != nil {
		kind = ResultDate
	}
	a, ok := ReadSlot(kind, from)
	b, known := ReadSlot(kind, to)
	w := Within{a, b}
	return w, ok && known && slices.ContainsFunc(slots, w.holds)
}
