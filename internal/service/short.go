package service

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"modu/internal/datafile"
	"modu/internal/order"
)

// A step of kind short is the way of few questions: what, how, how many. It offers what most
// people come for, asks of it only what cannot be guessed, and leaves the rest as it usually
// is. Old people, who got through the whole menu in half of all tries, did as well as young ones
// with four such questions.

// mostUsual is how many things a step of kind short offers: two rows of three cards, which are
// taken in at a glance. Whoever wants something else opens the whole menu.
const mostUsual = 6

// shortOff is what stands in the place of a step where the short way is turned off.
const shortOff = "false"

// Usual is something that many people order, as they usually have it.
type Usual struct {
	Item    string   `yaml:"item,required" doc:"The item of the menu."`
	Options []string `yaml:"options" doc:"What is usually picked for it, as option.value; of an option that is counted option.number. What is left out is as the menu has it at first."`
}

// Always is the commonest order of all.
type Always struct {
	Item    string            `yaml:"item,required" doc:"The item of the menu."`
	Options []string          `yaml:"options" doc:"What is usually picked for it, as option.value."`
	Answers map[string]string `yaml:"answers" doc:"What is usually answered to the questions that follow, by field. A question whose answer is not here is asked."`
}

func (a *Always) usual() Usual { return Usual{a.Item, a.Options} }

// Whole is the service without its short way: it begins with the whole menu.
func (s *Service) Whole() *Service {
	out := *s
	out.Start = s.wholeStart
	return &out
}

// Usuals are the things that a step of kind short offers now: what is sold out, or not sold at this
// time, falls away.
func (s *Service) Usuals(st Step) []Usual {
	return slices.DeleteFunc(slices.Clone(st.Items), func(u Usual) bool {
		it, ok := s.Item(u.Item)
		return !ok || !it.OnSale()
	})
}

// AlwaysNow is the commonest order of a step of kind short; false where there is none, or
// where it cannot be had now.
func (s *Service) AlwaysNow(st Step) (Usual, bool) {
	if st.Always == nil {
		return Usual{}, false
	}
	it, ok := s.Item(st.Always.Item)
	return st.Always.usual(), ok && it.OnSale()
}

// UsualOf is how an item is usually had by who chooses it at a step of kind short.
func (st Step) UsualOf(item string) Usual {
	for _, u := range st.Items {
		if u.Item == item {
			return u
		}
	}
	if st.Always != nil && st.Always.Item == item {
		return st.Always.usual()
	}
	return Usual{Item: item}
}

// Picks are the options of a thing as it is usually had, in line with what is offered.
func (s *Service) Picks(u Usual, o order.Order) (order.Choices, error) {
	var picked order.Choices
	for _, name := range u.Options {
		id, value, _ := strings.Cut(name, ".")
		switch opt, _ := s.Option(id); opt.Pick {
		case PickOne:
			picked = picked.Pick(id, value)
		case PickMany:
			picked = picked.Toggle(id, value)
		case PickCount:
			n, _ := strconv.Atoi(value) // checked at load
			picked = picked.SetCount(id, n)
		}
	}
	return s.Settle(u.Item, picked, o)
}

// Asked is the option that a step of kind short asks of a thing, what is usually picked standing
// first; false where nothing is asked of it, or only one answer is left.
func (s *Service) Asked(st Step, u Usual, o order.Order) (Offer, bool) {
	picked, err := s.Picks(u, o)
	if err != nil {
		return Offer{}, false
	}
	offers, err := s.Offers(u.Item, picked, o)
	if err != nil {
		return Offer{}, false
	}
	i := slices.IndexFunc(offers, func(f Offer) bool { return slices.Contains(st.Ask, f.ID) })
	if i < 0 || len(offers[i].Values) < 2 {
		return Offer{}, false
	}
	asked := offers[i]
	last := func(v OfferedValue) int { return map[bool]int{true: 0, false: 1}[picked.Has(asked.ID, v.ID)] }
	slices.SortStableFunc(asked.Values, func(a, b OfferedValue) int { return cmp.Compare(last(a), last(b)) })
	return asked, true
}

// starts are the steps at which people may begin: where a site turns the short way off, they
// begin elsewhere.
func (s *Service) starts() []string {
	out := []string{s.wholeStart}
	switch s.short {
	case "", s.wholeStart:
	case shortOff: // what is turned off for a while is not lost
		out = append(out, s.stepsOf(Short)...)
	default:
		out = append(out, s.short)
	}
	return out
}

// lintStarts checks the names of the steps at which people begin.
func (l *loader) lintStarts(ids []string) bool {
	s := l.svc
	ok := true
	if s.wholeStart != "" && !slices.Contains(ids, s.wholeStart) {
		l.add(l.svcDoc, "start", datafile.Suggest(s.wholeStart, ids), "start step %q does not exist", s.wholeStart)
		ok = false
	}
	if s.short == "" || s.short == shortOff {
		return ok
	}
	shorts := s.stepsOf(Short)
	if !slices.Contains(shorts, s.short) {
		remedy := "add a step of kind short, or remove the line"
		if len(shorts) > 0 {
			remedy = datafile.Suggest(s.short, shorts) + `; "short: false" turns it off`
		}
		l.add(l.svcDoc, "short", remedy, "%q is no step of kind short", s.short)
		ok = false
	}
	return ok
}

// lintShort checks what a step of kind short offers: it is on the menu, and nothing about it
// stays open.
func (l *loader) lintShort(at string, st Step) {
	doc := l.svcDoc
	if n := len(st.Items); n == 0 || n > mostUsual {
		l.add(doc, at, fmt.Sprintf("list 1 to %d things that most people come for, the commonest first: items: [{item: …}]", mostUsual), "step %q offers %d things", st.ID, n)
	}
	if _, ok := l.svc.StepOf(Basket); !ok {
		l.add(doc, at, "add a step of kind basket to the way through the whole menu", "step %q asks how many, and nothing can hold them", st.ID)
	}
	l.duplicates(doc, at+".items", idsOf(st.Items, func(u Usual) string { return u.Item }))
	l.duplicates(doc, at+".ask", st.Ask)
	for i, id := range st.Ask {
		aat := fmt.Sprintf("%s.ask[%d]", at, i)
		switch o, ok := l.svc.Option(id); {
		case !ok:
			l.add(doc, aat, datafile.Suggest(id, idsOf(l.svc.options, func(o Option) string { return o.ID })), "option %q does not exist", id)
		case o.Pick != PickOne:
			l.add(doc, aat, "ask for one that is picked once (pick: one); the others are changed at the review", "option %q is no question with one answer", id)
		case !slices.ContainsFunc(st.Items, func(u Usual) bool { it, _ := l.svc.Item(u.Item); return slices.Contains(it.Options, id) }):
			l.add(doc, aat, "remove it", "nothing that step %q offers has the option %q", st.ID, id)
		}
	}
	for i, u := range st.Items {
		l.lintUsual(fmt.Sprintf("%s.items[%d]", at, i), st, u)
	}
	if st.Always != nil {
		l.lintUsual(at+".always", st, st.Always.usual())
		l.lintAnswers(at+".always.answers", st.Always.Answers)
	}
	if st.Full == "" {
		l.add(doc, at, `add "full: …", the step at which the whole menu begins`, "from step %q nobody comes to the whole menu", st.ID)
	}
	l.telling(doc, at+".how", st.How, "")
	l.telling(doc, at+".many", st.Many, "")
}

// lintUsual checks one thing of a step of kind short.
func (l *loader) lintUsual(at string, st Step, u Usual) {
	doc := l.svcDoc
	it, ok := l.svc.Item(u.Item)
	switch {
	case !ok:
		l.add(doc, at+".item", datafile.Suggest(u.Item, slices.Collect(maps.Keys(l.svc.itemAt))), "item %q does not exist", u.Item)
		return
	case l.svc.Charged(u.Item):
		l.add(doc, at+".item", "name one that people can choose", "item %q stands for an answered amount, and is on no menu", u.Item)
	}
	given := map[string]bool{}
	for i, name := range u.Options {
		id, value, _ := strings.Cut(name, ".")
		oat := fmt.Sprintf("%s.options[%d]", at, i)
		o, known := l.svc.Option(id)
		if !known || !slices.Contains(it.Options, id) {
			l.add(doc, oat, datafile.Suggest(id, it.Options), "item %q has no option %q", u.Item, id)
			continue
		}
		if given[id] && o.Pick != PickMany {
			l.add(doc, oat, "keep one of them", "option %q is picked twice", id)
		}
		given[id] = true
		l.lintUsualValue(oat, o, value)
	}
	asked := slices.DeleteFunc(slices.Clone(it.Options), func(id string) bool { return !slices.Contains(st.Ask, id) })
	if len(asked) > 1 {
		l.add(doc, at, "ask one of them, and leave the others as they usually are: at most four questions are asked in all", "of item %q %s are asked", u.Item, strings.Join(asked, " and "))
	}
	for _, id := range it.Options {
		o, _ := l.svc.Option(id)
		if o.Pick == PickOne && o.Default == "" && !given[id] && !slices.Contains(st.Ask, id) {
			l.add(doc, at, fmt.Sprintf("add options: [%s.…], give the option a default, or ask for it", id), "item %q is not whole: nobody is asked for %q", u.Item, id)
		}
	}
}

// lintUsualValue checks what is usually picked of an option.
func (l *loader) lintUsualValue(at string, o Option, value string) {
	if o.Pick == PickCount {
		if n, err := strconv.Atoi(value); err != nil || n < o.Min || n > o.Max {
			l.add(l.svcDoc, at, fmt.Sprintf("write %s.%d to %s.%d", o.ID, o.Min, o.ID, o.Max), "option %q cannot be picked %q times", o.ID, value)
		}
		return
	}
	values := idsOf(o.Values, func(v Value) string { return o.ID + "." + v.ID })
	if name := o.ID + "." + value; !slices.Contains(values, name) {
		l.add(l.svcDoc, at, datafile.Suggest(name, values), "%q is no value of option %q", value, o.ID)
	}
}

// lintAnswers checks answers that a file gives to questions.
func (l *loader) lintAnswers(at string, answers map[string]string) {
	for _, field := range slices.Sorted(maps.Keys(answers)) {
		f, ok := l.svc.fields[field]
		switch value := answers[field]; {
		case !ok:
			l.add(l.svcDoc, at+"."+field, datafile.Suggest(field, slices.Collect(maps.Keys(l.svc.fields))), "field %q does not exist", field)
		case f.Type != ChoiceField:
			l.add(l.svcDoc, at+"."+field, "remove it: only what is chosen can be foretold", "field %q is of type %s", field, f.Type)
		case !slices.Contains(f.Values, value):
			l.add(l.svcDoc, at+"."+field, datafile.Suggest(value, f.Values), "%q is not a value of field %q", value, field)
		}
	}
}
