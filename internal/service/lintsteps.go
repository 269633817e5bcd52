package service

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"modu/internal/datafile"
)

// kindRule says what a kind of step needs beyond its title.
type kindRule struct {
	choices, next bool
	filled        bool // it shows the basket: something must have filled it
	menu          bool // it shows the menu
	waits         bool // it goes on only when a person acts
}

func kindRules() map[Kind]kindRule {
	return map[Kind]kindRule{
		Choose:     {choices: true, next: true, waits: true},
		Short:      {next: true, menu: true, waits: true},
		Categories: {next: true, menu: true, waits: true},
		Items:      {next: true, menu: true, waits: true},
		Options:    {next: true, menu: true, waits: true},
		Basket:     {next: true, filled: true, waits: true},
		Review:     {next: true, filled: true, waits: true},
		Pay:        {next: true, filled: true, waits: true},
		Done:       {waits: true},
		Identify:   {choices: true, waits: true},
		Count:      {next: true, waits: true},
		Enter:      {next: true, waits: true},
		Present:    {next: true, waits: true},
		Call:       {next: true},
		Show:       {next: true, waits: true},
		Print:      {next: true},
		Seats:      {next: true, waits: true},
	}
}

// showsMenu reports whether a kind of step needs a menu.
func showsMenu(k Kind) bool { r := kindRules()[k]; return r.menu || r.filled }

func knownKind(k Kind) bool { _, ok := kindRules()[k]; return ok }

func (l *loader) lintSteps() {
	s, doc := l.svc, l.svcDoc
	rules := kindRules()
	kinds := idsOf(slices.Collect(maps.Keys(rules)), func(k Kind) string { return string(k) })
	ids := slices.Sorted(maps.Keys(s.steps))
	for _, id := range ids {
		st, at := s.steps[id], "steps."+id
		l.checkID(doc, at, id)
		l.telling(doc, at+".title", st.Title, "")
		for i, m := range st.Says {
			l.telling(doc, fmt.Sprintf("%s.says[%d]", at, i), m, "")
		}
		l.text(doc, at+".name", st.Name)
		rule, known := rules[st.Kind]
		if !known {
			if st.Kind != "" {
				l.add(doc, at+".kind", datafile.Suggest(string(st.Kind), kinds), "kind %q is not known", st.Kind)
			}
			rule = kindRule{choices: true, next: true} // judge the rest leniently
		} else {
			l.lintKeys(at, st)
		}
		l.lintWays(at, st, rule, ids)
		if known {
			l.lintChoices(at, st, rule, ids)
			l.lintKind(at, st)
		}
		l.goesTo(at+".more", st.More, ids)
		l.goesTo(at+".otherwise", st.Otherwise, ids)
		l.goesTo(at+".full", st.Full, ids)
	}
	l.lintResults(ids)
	l.lintNames(ids)
	l.lintPaying(ids)
	l.lintGraph(ids)
}

// lintKeys refuses keys that mean nothing for the kind of a step.
func (l *loader) lintKeys(at string, st Step) {
	for _, k := range datafile.Keys(reflect.TypeFor[Step]()) {
		kinds := k.Kinds()
		if kinds == nil || slices.Contains(kinds, string(st.Kind)) || !l.svcDoc.Given(at+"."+k.Name) {
			continue
		}
		if k.Name == "next" && st.Kind == Done && len(st.Next) > 0 {
			continue // a way on from the end has a sentence of its own
		}
		l.add(l.svcDoc, at+"."+k.Name, "keep it for a step of kind "+strings.Join(kinds, ", "), "a step of kind %s has no use for %q", st.Kind, k.Name)
	}
}

func (l *loader) goesTo(at, id string, ids []string) {
	if id != "" && !slices.Contains(ids, id) {
		l.add(l.svcDoc, at, datafile.Suggest(id, ids), "step %q does not exist", id)
	}
}

func (l *loader) lintWays(at string, st Step, rule kindRule, ids []string) {
	leads := len(st.Choices) > 0 && !slices.ContainsFunc(st.Choices, func(c Choice) bool { return c.Go == "" })
	switch {
	case st.Kind == Done && len(st.Next) > 0:
		l.add(l.svcDoc, at+".next", "remove it", "a step of kind %s is the end and has no way on", st.Kind)
	case rule.next && len(st.Next) == 0 && !leads:
		l.add(l.svcDoc, at, fmt.Sprintf(`add "next: …" to step %s`, st.ID), "step %q has no way on", st.ID)
	}
	for i, w := range st.Next {
		wat := fmt.Sprintf("%s.next[%d]", at, i)
		l.goesTo(wat+".go", w.Go, ids)
		if last := i == len(st.Next)-1; last && w.When != "" {
			l.add(l.svcDoc, wat, "end the list with a way without when", "step %q has no way on where no guard is true", st.ID)
		} else if !last && w.When == "" {
			l.add(l.svcDoc, wat, "give it a guard, or move it to the end", "the ways after this one are never taken")
		}
	}
}

func (l *loader) lintChoices(at string, st Step, rule kindRule, ids []string) {
	if !rule.choices {
		return
	}
	if st.Kind == Choose {
		l.lintMany(at, st)
	}
	switch {
	case st.Kind == Choose && st.IsWhen():
		l.lintWhen(at, st)
		return
	case st.Kind == Choose && (st.From != "" || st.Row != nil):
		l.lintRows(at, st)
		return
	}
	l.lintOwnChoices(at, st, ids)
}

// lintOwnChoices checks the answers that a step has in the file.
func (l *loader) lintOwnChoices(at string, st Step, ids []string) {
	doc := l.svcDoc
	if len(st.Choices) == 0 {
		l.add(doc, at, "list at least one of {value: …, label: …}", "step %q has no choices", st.ID)
	}
	field, ok := l.fieldOf(at, st, map[bool]ValueType{true: ManyField, false: ChoiceField}[st.IsMany()])
	l.duplicates(doc, at+".choices", idsOf(st.Choices, func(c Choice) string { return c.Value }))
	guarded := 0
	for i, c := range st.Choices {
		cat := fmt.Sprintf("%s.choices[%d]", at, i)
		l.checkID(doc, cat+".value", c.Value)
		l.text(doc, cat+".label", c.Label)
		l.text(doc, cat+".name", c.Name)
		if c.Name != "" && st.Name == "" {
			l.add(doc, cat+".name", fmt.Sprintf("add a name to step %s too, or remove this one", st.ID), "this name stands behind that of step %q, which has none", st.ID)
		}
		l.goesTo(cat+".go", c.Go, ids)
		if ok && !slices.Contains(field.Values, c.Value) {
			l.add(doc, cat+".value", datafile.Suggest(c.Value, field.Values), "%q is not a value of field %q", c.Value, st.Field)
		}
		if c.When != "" {
			guarded++
		}
	}
	if guarded > 0 && guarded == len(st.Choices) {
		l.add(doc, at+".choices", "leave one without when", "step %q may have nothing to choose", st.ID)
	}
}

// fieldOf is the field that a step fills, which must be of that type.
func (l *loader) fieldOf(at string, st Step, typ ValueType) (Field, bool) {
	field, ok := l.svc.fields[st.Field]
	switch {
	case !ok:
		l.add(l.svcDoc, at+".field", datafile.Suggest(st.Field, slices.Collect(maps.Keys(l.svc.fields))), "field %q of step %q does not exist", st.Field, st.ID)
	case field.Type != typ && slices.Contains(fieldTypes(), field.Type):
		l.add(l.svcDoc, at+".field", fmt.Sprintf("name a field of type %s", typ), "field %q is of type %s, which a step of kind %s cannot fill", st.Field, field.Type, st.Kind)
		ok = false
	}
	return field, ok
}

// lintGraph checks that every step can be met, and that from every step there is
// a way to an end. It waits until all names of steps are right: one wrong name
// would make half of the service unreachable and bury the real mistake.
func (l *loader) lintGraph(ids []string) {
	s, doc := l.svc, l.svcDoc
	if !l.lintStarts(ids) {
		return // every step would be unreachable
	}
	edges, back := map[string][]string{}, map[string][]string{}
	var ends []string
	for _, id := range ids {
		st := s.steps[id]
		if st.Kind == Done {
			ends = append(ends, id)
		}
		for _, w := range l.waysOf(id) {
			next := w.to
			if _, ok := s.steps[next]; !ok {
				return
			}
			edges[id] = append(edges[id], next)
			back[next] = append(back[next], id)
		}
	}
	if len(ends) == 0 {
		l.add(doc, "steps", "add a step of kind done and lead to it", "no step ends the service")
	}
	met := reach(edges, nil, s.starts()...)
	canEnd := reach(back, nil, ends...)
	stuck := l.stuck(met, edges)
	for _, id := range ids {
		at := "steps." + id
		switch {
		case !met[id] && s.wholeStart != "" && !stuck: // a step without a way on is named already
			l.add(doc, at, "lead to it with next, or remove it", "step %q can never be reached from %q", id, s.Start)
		case !canEnd[id] && len(ends) > 0 && len(edges[id]) > 0:
			l.add(doc, at+".next", "lead on to a step of kind done", "from step %q there is no way to the end", id)
		}
		l.lintBefore(at, s.steps[id], edges, met)
	}
	l.lintLoops(ids, edges, met)
	l.adviseSteps(ids, back)
}

// stuck reports whether a step that can be met has no way on although it is no end: that is
// named already, and what is not reached for it is not to be named, too.
func (l *loader) stuck(met map[string]bool, edges map[string][]string) bool {
	for id := range met {
		if len(edges[id]) == 0 && l.svc.steps[id].Kind != Done {
			return true
		}
	}
	return false
}

// lintBefore checks that a step which shows something comes after what was chosen
// for it.
func (l *loader) lintBefore(at string, st Step, edges map[string][]string, met map[string]bool) {
	if !met[st.ID] {
		return
	}
	steps := l.svc.steps
	if list := st.From; l.svc.results[list].listed() && reach(edges, func(x string) bool { return answersList(steps[x], list) }, l.svc.starts()...)[st.ID] {
		l.add(l.svcDoc, at+".from", fmt.Sprintf("put a call that answers %q on every way to it", list), "step %q can be reached before %q is answered", st.ID, list)
	}
	var before func(Step) bool
	words := ""
	switch rule := kindRules()[st.Kind]; {
	case st.Kind == Items && !st.All:
		before, words = func(x Step) bool { return x.Kind == Categories }, string(Categories)
	case st.Kind == Options:
		before, words = func(x Step) bool { return x.Kind == Items }, string(Items)
	case rule.filled:
		before, words = func(x Step) bool { return x.Kind == Items || x.Kind == Short || x.Charge != nil }, string(Items)
	default:
		return
	}
	if reach(edges, func(x string) bool { return before(steps[x]) }, l.svc.starts()...)[st.ID] {
		remedy := fmt.Sprintf("put a step of kind %s on every way to it", words)
		if st.Kind == Items {
			remedy += `, or write "all: true"`
		}
		l.add(l.svcDoc, at, remedy, "step %q of kind %s can be reached without a step of kind %s", st.ID, st.Kind, words)
	}
}

// lintLoops names circles without a question to the person: they would turn for
// ever.
func (l *loader) lintLoops(ids []string, edges map[string][]string, met map[string]bool) {
	alone := map[string][]string{}
	for _, id := range ids {
		if !kindRules()[l.svc.steps[id].Kind].waits {
			alone[id] = slices.DeleteFunc(slices.Clone(edges[id]), func(to string) bool { return kindRules()[l.svc.steps[to].Kind].waits })
		}
	}
	named := map[string]bool{}
	for _, id := range ids {
		turns := reach(alone, nil, alone[id]...)
		if !met[id] || named[id] || !turns[id] {
			continue
		}
		for other := range turns {
			named[other] = true
		}
		l.add(l.svcDoc, "steps."+id, "put a step at which a person acts into the circle", "step %q leads back to itself without anybody being asked: an endless loop", id)
	}
}

// reach is every step that can be reached from the given ones without entering a
// closed one.
func reach(edges map[string][]string, closed func(string) bool, from ...string) map[string]bool {
	seen := map[string]bool{}
	for todo := from; len(todo) > 0; {
		id := todo[len(todo)-1]
		todo = todo[: len(todo)-1 : len(todo)-1]
		if seen[id] || closed != nil && closed(id) {
			continue
		}
		seen[id] = true
		todo = append(todo, edges[id]...)
	}
	return seen
}
