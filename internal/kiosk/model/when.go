package model

import (
	"modu/accessibility/scene"
	"modu/internal/service"
	"modu/locales"
)

// dayWords are a day with its weekday.
func dayWords(n Moment, day service.Slot) scene.Text {
	return n.Text("value.date", locales.Date("Date", int64(day)), locales.Words("Weekday", n.Text(locales.Weekday(int64(day)))))
}

func timeWords(n Moment, at service.Slot) scene.Text {
	return n.Text("value.plain", locales.TimeOfDay("Value", int64(at)))
}

// Told is what was answered to a field of type date or time, in words.
func Told(n Moment, field string) scene.Text {
	f, _ := n.Service().Field(field)
	s, ok := service.ReadSlot(f.Type, n.M.Order.Answer(field))
	switch {
	case !ok:
		return n.Text("value.none")
	case f.Type == service.DateField:
		return dayWords(n, s)
	}
	return timeWords(n, s)
}

// near are the days that have names of their own, by how far they are from today.
var near = []string{"day.today", "day.tomorrow", "day.after"}

// SlotWords name a day or a time that a step offers. The next days have their own names, and
// beside it which day that is: who only knows one of both finds it.
func SlotWords(n Moment, st service.Step, s service.Slot) (label scene.Text, details []scene.Text) {
	if st.Times != nil {
		return timeWords(n, s), nil
	}
	return dayCalled(n, s)
}

// dayCalled is a day by the name that it has of its own, if any, with which day that is beside it.
func dayCalled(n Moment, s service.Slot) (label scene.Text, details []scene.Text) {
	if in := int64(s) - Clock(n).Day(); in >= 0 && in < int64(len(near)) {
		return n.Text(near[in]), []scene.Text{dayWords(n, s)}
	}
	return dayWords(n, s), nil
}

// PartWords name a part of the days or times that a step offers.
func PartWords(n Moment, p service.Part) (label scene.Text, details []scene.Text) {
	between := func() scene.Text {
		switch one := p.First == p.Last; {
		case one && p.Kind == service.SpanHour:
			return timeWords(n, p.First)
		case one:
			label, _ := dayCalled(n, p.First)
			return label
		case p.Kind == service.SpanWeek:
			return n.Text("when.between", locales.Date("First", int64(p.First)), locales.Date("Last", int64(p.Last)))
		}
		return n.Text("when.between", locales.TimeOfDay("First", int64(p.First)), locales.TimeOfDay("Last", int64(p.Last)))
	}
	switch weeks := service.WeeksAhead(p.First, Clock(n)); {
	case p.Kind == service.SpanMonth:
		return n.Text(locales.Month(int64(p.First))), nil
	case p.Kind == service.SpanHalf && p.From == 0:
		return n.Text("when.morning"), nil
	case p.Kind == service.SpanHalf:
		return n.Text("when.afternoon"), nil
	case p.Kind == service.SpanWeek && weeks == 0:
		return n.Text("when.this-week"), []scene.Text{between()}
	case p.Kind == service.SpanWeek && weeks == 1:
		return n.Text("when.next-week"), []scene.Text{between()}
	}
	return between(), nil
}

// ChosenPart is the part of the days or times of a step within which one is chosen now; false
// where all of them are offered, or the parts.
func ChosenPart(n Moment) (scene.Text, bool) {
	in := n.M.Here.Within
	if in == (service.Within{}) {
		return scene.Text{}, false
	}
	slots, _ := n.Service().Slots(n.Step(), n.M.Order, n.M.Facts, Clock(n))
	for _, kind := range service.Spans() {
		for _, p := range service.PartsOf(kind, slots) {
			if p.Within == in {
				label, _ := PartWords(n, p)
				return label, true
			}
		}
	}
	return scene.Text{}, false
}
