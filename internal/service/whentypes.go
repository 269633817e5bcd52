package service

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/internal/datafile"
)

// Today is the day that it is, where a day is named.
const Today = "today"

// Days are days to choose from, made from bounds.
type Days struct {
	First  DayBound  `yaml:"first,required" doc:"The first day: today, today+1, a day such as 2026-12-07, or an answer or a field of type date, as in trip.day or arrival+1. Days that are over are never offered."`
	Last   DayBound  `yaml:"last,required" doc:"The last day, which is offered too: written like the first, at most 366 days with it."`
	Except []DaySpan `yaml:"except" doc:"Days that are not offered: sunday, 2026-12-25, or 2026-12-24..2026-12-26 with both ends."`
	Empty  string    `yaml:"empty" doc:"Message: the title of the screen where no day is left; the runtime's own if it is left out."`
}

// Times are times of day to choose from, made from bounds.
type Times struct {
	On     string        `yaml:"on" doc:"The day on which it is: a field of type date that is asked before, or today. On the day that it is what has passed is not offered. Left out, it is on no day, and nothing passes."`
	Ahead  time.Duration `yaml:"ahead" doc:"With on: how long before a time it must be chosen, as in 30m or 2h."`
	First  TimeBound     `yaml:"first,required" doc:"The first time, such as \"09:00\", or an answer or a field of type time."`
	Last   TimeBound     `yaml:"last,required" doc:"The last time, which is offered too, written like the first."`
	Every  time.Duration `yaml:"every,required" doc:"How far apart they are: 5m to 12h, in whole minutes."`
	Except []TimeSpan    `yaml:"except" doc:"Times that are not offered: \"12:30\", \"12:00..13:00\" from the first to just before the second, and with on \"saturday 13:00..18:00\"."`
	Empty  string        `yaml:"empty" doc:"Message: the title of the screen where no time is left; the runtime's own if it is left out."`
}

// DayBound is a day, by itself or counted from another.
type DayBound struct {
	Today bool
	Name  string // of a field or an answer
	Plus  Slot   // days behind it; of neither, the day itself
}

// on is the day that it is; named is that of its name.
func (b DayBound) on(named Slot, now Clock) Slot {
	if b.Today {
		return Slot(now.Day()) + b.Plus
	}
	return named + b.Plus
}

// fixed reports whether it is a day of the calendar.
func (b DayBound) fixed() bool { return !b.Today && b.Name == "" }

const named = `[a-z][A-Za-z0-9_.-]*?`

var (
	dayBound  = regexp.MustCompile(`^(` + named + `)(?:\+([0-9]{1,3}))?$`)
	before    = regexp.MustCompile(`^today-[0-9]+$`) // nobody comes yesterday, and it is no name
	timeBound = regexp.MustCompile(`^` + named + `$`)
	errDay    = &datafile.Mistake{Msg: "a day is today, today+1, 2026-12-07, or an answer or field of type date", Remedy: `write "first: today+1", for instance`}
	errTime   = &datafile.Mistake{Msg: `a time is one such as "09:00", or an answer or field of type time`, Remedy: `write "first: \"09:00\"", for instance, with two digits each`}
	errDays   = &datafile.Mistake{Msg: "what is left out is a weekday, a day, or two days with .. between them", Remedy: "write sunday, 2026-12-25 or 2026-12-24..2026-12-26"}
	errTimes  = &datafile.Mistake{Msg: "what is left out is a time, or two times with .. between them, behind a weekday or not", Remedy: `write "12:00..13:00" or "saturday 13:00..18:00"`}
)

// DecodeValue reads it.
func (b *DayBound) DecodeValue(v datafile.Value) error {
	text, _ := v.Scalar()
	if day, ok := ReadSlot(ResultDate, text); ok {
		*b = DayBound{Plus: day}
		return nil
	}
	m := dayBound.FindStringSubmatch(text)
	if m == nil || before.MatchString(text) {
		return errDay
	}
	plus, _ := strconv.Atoi("0" + m[2])
	*b = DayBound{Today: m[1] == Today, Name: m[1], Plus: Slot(plus)}
	if b.Today {
		b.Name = ""
	}
	return nil
}

// JSONSchema is what it may be.
func (*DayBound) JSONSchema() datafile.Object { return datafile.Object{"type": "string"} }

// Words says it to people.
func (*DayBound) Words() string { return "a day" }

// TimeBound is a time of day.
type TimeBound struct {
	Name string // of a field or an answer
	At   Slot   // without a name
}

// DecodeValue reads it.
func (b *TimeBound) DecodeValue(v datafile.Value) error {
	text, _ := v.Scalar()
	if at, ok := ReadSlot(ResultTime, text); ok {
		*b = TimeBound{At: at}
		return nil
	}
	if !timeBound.MatchString(text) {
		return errTime
	}
	*b = TimeBound{Name: text}
	return nil
}

// JSONSchema is what it may be.
func (*TimeBound) JSONSchema() datafile.Object { return datafile.Object{"type": "string"} }

// Words says it to people.
func (*TimeBound) Words() string { return "a time of day" }

// DaySpan is a weekday, or some days.
type DaySpan struct {
	Weekly bool
	On     time.Weekday // with Weekly
	Within              // without it
}

func (d DaySpan) holds(day Slot) bool {
	if d.Weekly {
		return weekdayOf(day) == d.On
	}
	return day >= d.From && day <= d.To
}

// weekdayOf is the day of the week of a day, also of one before 1970-01-01, which was a Thursday.
func weekdayOf(day Slot) time.Weekday {
	return time.Weekday((day%weekDays + weekDays + Slot(time.Thursday)) % weekDays)
}

// Weekdays are the names of the days of the week in files, beginning with Monday.
func Weekdays() []string {
	return []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
}

// weekday reads the name of a weekday.
func weekday(name string) (on time.Weekday, ok bool) {
	i := slices.Index(Weekdays(), name)
	return time.Weekday((i + 1) % weekDays), i >= 0
}

// DecodeValue reads it.
func (d *DaySpan) DecodeValue(v datafile.Value) error {
	text, _ := v.Scalar()
	if on, ok := weekday(text); ok {
		*d = DaySpan{Weekly: true, On: on}
		return nil
	}
	w, _, ok := readSpan(ResultDate, text)
	if !ok {
		return errDays
	}
	*d = DaySpan{Within: w}
	return nil
}

// readSpan reads one day or time, or two with .. between them.
func readSpan(kind ValueType, text string) (w Within, two, ok bool) {
	from, to, two := strings.Cut(text, "..")
	if !two {
		to = from
	}
	a, ok := ReadSlot(kind, from)
	b, known := ReadSlot(kind, to)
	return Within{a, b}, two, ok && known && a <= b
}

// JSONSchema is what it may be.
func (*DaySpan) JSONSchema() datafile.Object { return datafile.Object{"type": "string"} }

// Words says it to people.
func (*DaySpan) Words() string { return "a weekday, a day or two days" }

// TimeSpan are some times, on each day or on one of the week.
type TimeSpan struct {
	Weekly bool
	On     time.Weekday // with Weekly
	Within
}

func (t TimeSpan) holds(at, day Slot, dated bool) bool {
	return at >= t.From && at <= t.To && (!t.Weekly || dated && weekdayOf(day) == t.On)
}

// DecodeValue reads it.
func (t *TimeSpan) DecodeValue(v datafile.Value) error {
	text, _ := v.Scalar()
	*t = TimeSpan{}
	if name, rest, ok := strings.Cut(text, " "); ok {
		if t.On, t.Weekly = weekday(name); !t.Weekly {
			return errTimes
		}
		text = rest
	}
	w, two, ok := readSpan(ResultTime, text)
	if !ok || two && w.From == w.To {
		return errTimes
	}
	if t.Within = w; two {
		t.To-- // at its end it is over
	}
	return nil
}

// JSONSchema is what it may be.
func (*TimeSpan) JSONSchema() datafile.Object { return datafile.Object{"type": "string"} }

// Words says it to people.
func (*TimeSpan) Words() string { return "a time or two times" }

// lintWhen checks a step that offers days or times.
func (l *loader) lintWhen(at string, st Step) {
	doc := l.svcDoc
	if len(st.Choices) > 0 || st.From != "" || st.Row != nil || st.Days != nil && st.Times != nil {
		l.add(doc, at, "keep one of choices, from, days and times", "step %q has answers of several kinds", st.ID)
		return
	}
	if st.Days != nil {
		l.fieldOf(at, st, DateField)
		l.lintDays(at+".days", st)
		return
	}
	l.fieldOf(at, st, TimeField)
	l.lintTimes(at+".times", st)
}

func (l *loader) lintDays(at string, st Step) {
	doc, d := l.svcDoc, st.Days
	l.text(doc, at+".empty", d.Empty)
	l.lintBound(at+".first", d.First.Name, ResultDate)
	l.lintBound(at+".last", d.Last.Name, ResultDate)
	if d.First.Today != d.Last.Today || d.First.Name != d.Last.Name {
		return // how they lie is known on the day
	}
	switch n := d.Last.Plus - d.First.Plus; {
	case n < 0:
		l.add(doc, at+".last", "write the later day there", "the last day comes before the first")
	case n >= maxDays:
		l.add(doc, at+".last", fmt.Sprintf("offer at most %d days", maxDays), "step %q offers %d days", st.ID, n+1)
	case !l.anyDay(d):
		l.add(doc, at+".except", "leave some day", "step %q offers no day at all", st.ID)
	}
}

// anyDay reports whether any day can be left of those between two bounds of one kind. Of days
// that are counted from another day it is certain only where they hold all weekdays.
func (l *loader) anyDay(d *Days) bool {
	n := d.Last.Plus - d.First.Plus
	for day := d.First.Plus; day <= d.First.Plus+n; day++ {
		if !slices.ContainsFunc(d.Except, func(e DaySpan) bool { return (e.Weekly || d.First.fixed()) && e.holds(day) }) {
			return true
		}
	}
	return n < 6 && !d.First.fixed()
}

func (l *loader) lintTimes(at string, st Step) {
	doc, t := l.svcDoc, st.Times
	l.text(doc, at+".empty", t.Empty)
	l.lintBound(at+".first", t.First.Name, ResultTime)
	l.lintBound(at+".last", t.Last.Name, ResultTime)
	if f, ok := l.svc.fields[t.On]; t.On != "" && t.On != Today && (!ok || f.Type != DateField) {
		l.add(doc, at+".on", "name a field of type date, or today", "%q is no field of type date", t.On)
	}
	if !l.lintEvery(at, t) {
		return
	}
	if t.First.Name != "" || t.Last.Name != "" {
		return
	}
	if t.Last.At < t.First.At {
		l.add(doc, at+".last", "write the later time there", "the last time comes before the first")
		return
	}
	for x := t.First.At; x <= t.Last.At; x += Slot(t.Every / time.Minute) {
		if !slices.ContainsFunc(t.Except, func(e TimeSpan) bool { return !e.Weekly && e.holds(x, 0, false) }) {
			return
		}
	}
	l.add(doc, at+".except", "leave some time", "step %q offers no time at all", st.ID)
}

// lintEvery checks how far apart times lie, and on which days; false where they cannot be counted.
func (l *loader) lintEvery(at string, t *Times) bool {
	doc := l.svcDoc
	if t.Every < minApart*time.Minute || t.Every > 12*time.Hour || t.Every%time.Minute != 0 {
		l.add(doc, at+".every", fmt.Sprintf("write %dm to 12h, in whole minutes", minApart), "times %s apart cannot be offered", t.Every)
		return false
	}
	if t.Ahead < 0 || t.Ahead > 24*time.Hour || t.Ahead%time.Minute != 0 || t.Ahead > 0 && t.On == "" {
		l.add(doc, at+".ahead", `write 1m to 24h in whole minutes, with "on: …", the day on which it is`, "ahead of a time by %s cannot be told", t.Ahead)
	}
	for i, e := range t.Except {
		if e.Weekly && t.On == "" {
			l.add(doc, fmt.Sprintf("%s.except[%d]", at, i), `add "on: …", the day on which it is, or leave the weekday out`, "which weekday it is is not known")
		}
	}
	return true
}

// lintBound checks a bound that has a name: what everybody sees is made of it.
func (l *loader) lintBound(at, name string, kind ValueType) {
	r, isResult := l.svc.results[name]
	f, isField := l.svc.fields[name]
	switch {
	case name == "":
	case isResult && r.Type == kind && !r.Public:
		l.add(l.svcDoc, at, "declare it, or its list, with public: true", "%q is personal, and what is offered because of it is said aloud", name)
	case isResult && r.Type == kind, isField && f.Type == kind:
	default:
		remedy := map[ValueType]string{ResultDate: "write today, today+7 or 2026-12-07, or declare it", ResultTime: `write "09:00", or declare it`}[kind]
		if known := l.svc.ofType(kind); len(known) > 0 {
			remedy = datafile.Suggest(name, known)
		}
		l.add(l.svcDoc, at, remedy, "%q is neither an answer nor a field of type %s", name, kind)
	}
}
