package locales

import (
	"fmt"
	"strconv"
	"time"

	"modu/accessibility/scene"
)

const (
	daySeconds  = 24 * 60 * 60
	hourMinutes = 60
	noon        = 12 // of a clock with twelve hours
)

// Date is a day, counted from 1970-01-01, without its year: people are told of days that are near.
func Date(name string, days int64) Arg {
	return Arg{name: name, kind: scene.Date, value: scene.Value{Number: days}}
}

// TimeOfDay is a time of day, in minutes since midnight.
func TimeOfDay(name string, minutes int64) Arg {
	return Arg{name: name, kind: scene.Time, value: scene.Value{Number: minutes}}
}

// Weekday is the message that names the day of the week of a day counted from 1970-01-01.
func Weekday(days int64) string {
	return fmt.Sprintf("weekday.%d", dayOf(days).Weekday())
}

// Month is the message that names the month of a day counted from 1970-01-01.
func Month(days int64) string { return fmt.Sprintf("month.%d", dayOf(days).Month()) }

func dayOf(days int64) time.Time { return time.Unix(days*daySeconds, 0).UTC() }

// dateText writes a date as people write it: the messages "date.day" and "month.1" to "month.12".
func (l *Localizer) dateText(v scene.Value) string {
	d := dayOf(v.Number)
	month := l.put(Month(v.Number), nil, nil)
	return l.put("date.day", map[string]string{"Month": month, "Day": strconv.Itoa(d.Day())}, nil)
}

// timeText writes a time of day on a clock of twelve hours, as it is said: "time.am", "time.pm".
func (l *Localizer) timeText(v scene.Value) string {
	hour, id := v.Number/hourMinutes, "time.am"
	if hour >= noon {
		hour, id = hour-noon, "time.pm"
	}
	if hour == 0 {
		hour = noon
	}
	return l.put(id, map[string]string{"Clock": fmt.Sprintf("%d:%02d", hour, v.Number%hourMinutes)}, nil)
}

// put writes plain values into a message, in the form for a count where it has some; "" where there
// is no such message.
func (l *Localizer) put(id string, values map[string]string, count any) (out string) {
	data := map[string]placed{}
	for name, text := range values {
		data[name] = placed{mark: markBase + rune(len(data)), spans: []scene.Span{{Text: text}}}
	}
	s, _, _ := l.localize(id, data, count)
	for _, span := range split(s, data) {
		out += span.Text
	}
	return out
}
