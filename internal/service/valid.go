package service

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"modu/accessibility/input"
	"modu/internal/datafile"
)

// Valid is a stretch of time in which an item is sold: on some days, for some hours of each. It
// belongs to the day on which it begins, also where it ends after midnight.
type Valid struct {
	From  string   `yaml:"from" doc:"Time of day from which it is sold, 07:00. Without it, from midnight." pattern:"^([01][0-9]|2[0-3]):[0-5][0-9]$"`
	To    string   `yaml:"to" doc:"Time of day until which it is sold, 10:30; one that is not behind from is that of the next day. Without it, until midnight." pattern:"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"`
	Days  []string `yaml:"days" doc:"Days of the week. Without them, every day." one:"monday,tuesday,wednesday,thursday,friday,saturday,sunday" unique:"true"`
	Since string   `yaml:"since" doc:"The first day, 2026-12-01." pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"`
	Until string   `yaml:"until" doc:"The last day, 2027-02-28." pattern:"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"`
}

const (
	maxValid = 10 // stretches of one item
	endOfDay = "24:00"
)

// stretch is a Valid that is understood: days counted from 1970-01-01, both in it, and minutes
// since midnight; a to beyond a day is in the next.
type stretch struct {
	from, to     int64
	days         [weekDays]bool // by time.Weekday
	since, until int64
}

// farDay is a day that no kiosk will see.
const farDay = 1 << 40

// stretch understands it. Of what is wrong, in is the key, and wrong what about it.
func (v Valid) stretch() (out stretch, in string, wrong Wrong) {
	out = stretch{to: dayMinutes, since: -farDay, until: farDay}
	for _, part := range []struct {
		name string
		kind ValueType
		text string
		into *int64
	}{{"from", ResultTime, v.From, &out.from}, {"to", ResultTime, v.To, &out.to}, {"since", ResultDate, v.Since, &out.since}, {"until", ResultDate, v.Until, &out.until}} {
		if part.text == "" || part.name == "to" && part.text == endOfDay {
			continue
		}
		when, bad := readWhen(part.kind, part.text)
		if bad != "" {
			return out, part.name, bad
		}
		*part.into = when.Number
	}
	for i, d := range v.Days {
		on, known := weekday(d)
		switch {
		case !known:
			return out, "days", WrongValue
		case slices.Contains(v.Days[:i], d):
			return out, "days", WrongTwice
		}
		out.days[on] = true
	}
	if len(v.Days) == 0 {
		out.days = [weekDays]bool{true, true, true, true, true, true, true}
	}
	switch {
	case out.to == out.from:
		return out, "to", WrongRange
	case out.until < out.since, !out.has(out.since, out.until):
		return out, "until", WrongRange
	case out.to < out.from:
		out.to += dayMinutes
	}
	return out, "", ""
}

// has reports whether one of some days is among those of the week.
func (s stretch) has(first, last int64) bool {
	for day := first; day <= last && day < first+weekDays; day++ {
		if s.days[weekdayOf(Slot(day))] {
			return true
		}
	}
	return false
}

// on reports whether it begins on a day.
func (s stretch) on(day int64) bool {
	return s.since <= day && day <= s.until && s.days[weekdayOf(Slot(day))]
}

// covers reports whether it holds at a minute of a day.
func (s stretch) covers(day, minute int64) bool {
	return s.on(day) && s.from <= minute && minute < s.to || s.on(day-1) && minute+dayMinutes < s.to
}

// next is the day on which it begins next, from a minute of a day on; false for never again.
func (s stretch) next(day, minute int64) (int64, bool) {
	if minute >= s.from {
		day++
	}
	for first := max(day, s.since); day < first+weekDays; day++ {
		day = max(day, first)
		if s.on(day) {
			return day, true
		}
	}
	return 0, false
}

// SaleAt is whether an item is sold at a time of the place, and if not, when it is next: a
// function of the two alone.
func (it Item) SaleAt(now time.Time) (next input.Sale) {
	if len(it.Valid) == 0 {
		return input.Sale{}
	}
	day, minute := ClockOf(now).Day(), ClockOf(now).Minute()
	next.Closed = true
	for _, v := range it.Valid {
		s, _, wrong := v.stretch()
		if wrong != "" {
			continue // refused before
		}
		if s.covers(day, minute) {
			return input.Sale{}
		}
		begins, ever := s.next(day, minute)
		if ever && (next.Opens == input.OpensNever || cmp.Or(cmp.Compare(begins, next.Day), cmp.Compare(s.from, next.From)) < 0) {
			next.Day, next.From, next.To, next.Opens = begins, s.from, s.to%dayMinutes, opens(begins-day)
		}
	}
	return next
}

// opens is how a day is spoken of that comes so many days after this one.
func opens(after int64) input.Opens {
	switch {
	case after == 0:
		return input.OpensToday
	case after == 1:
		return input.OpensTomorrow
	case after < weekDays:
		return input.OpensThisWeek
	}
	return input.OpensLater
}

// OnSale reports whether who has not chosen it yet may: it is not sold out, and this is the time
// for it.
func (it Item) OnSale() bool { return !it.SoldOut && !it.Sale.Closed }

// Timed reports whether anything is sold at some times only.
func (s *Service) Timed() bool {
	return slices.ContainsFunc(s.items, func(it Item) bool { return len(it.Valid) > 0 })
}

// timesOf are the times of an item that names none: those of its category.
func (s *Service) timesOf(category string) []Valid {
	c, _ := s.Category(category)
	return c.Valid
}

// inherit gives items the times of their categories.
func (s *Service) inherit() {
	for i := range s.items {
		if it := &s.items[i]; it.Valid == nil {
			it.Valid = s.timesOf(it.Category)
		}
	}
	s.index() // has copies of them
}

// timesFrom and validFrom put what files call Valid into what events call Times, and back.
func timesFrom(valid []Valid) *[]input.Times {
	out := make([]input.Times, len(valid))
	for i, v := range valid {
		out[i] = input.Times(v)
	}
	return &out
}

func validFrom(times []input.Times) []Valid {
	out := make([]Valid, len(times))
	for i, t := range times {
		out[i] = Valid(t)
	}
	return out
}

func (l *loader) lintValid(at string, valid []Valid) {
	if len(valid) > maxValid {
		l.add(l.menuDoc, at, fmt.Sprintf("write at most %d", maxValid), "there are %d stretches of time", len(valid))
	}
	for i, v := range valid {
		at := fmt.Sprintf("%s[%d]", at, i)
		if v.From == "" && v.To == "" && len(v.Days) == 0 && v.Since == "" && v.Until == "" {
			l.add(l.menuDoc, at, `write {from: "07:00", to: "10:30"}, or remove it`, "this stretch of time is always")
			continue
		}
		l.lintStretch(at, v)
	}
}

func (l *loader) lintStretch(at string, v Valid) {
	_, in, wrong := v.stretch()
	switch at += "." + in; {
	case wrong == "":
	case in == "days":
		l.lintWeekdays(at, v.Days)
	case wrong == WrongTime:
		l.add(l.menuDoc, at, `write a time of day such as "07:00"`, "%q is no time of day", cmp.Or(map[string]string{"from": v.From}[in], v.To))
	case wrong == WrongDate:
		l.add(l.menuDoc, at, "write a day such as 2026-12-01", "%q is no day", cmp.Or(map[string]string{"since": v.Since}[in], v.Until))
	case in == "to":
		l.add(l.menuDoc, at, "write a later one, or leave both out for the whole day", "it ends when it begins, at %s", cmp.Or(v.From, "00:00"))
	default:
		l.add(l.menuDoc, at, "write a later day, or other days of the week", "no day is from %s to %s", cmp.Or(v.Since, "the beginning"), v.Until)
	}
}

func (l *loader) lintWeekdays(at string, days []string) {
	l.duplicates(l.menuDoc, at, days)
	for i, d := range days {
		if !slices.Contains(Weekdays(), d) {
			l.add(l.menuDoc, fmt.Sprintf("%s[%d]", at, i), datafile.Suggest(d, Weekdays()), "%q is no day of the week", d)
		}
	}
}
