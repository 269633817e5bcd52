package service

import (
	"fmt"
	"maps"
	"slices"

	"modu/internal/datafile"
)

// kindRule says which keys a kind of step needs, and which kind must have come
// before it, since it shows what was chosen there.
type kindRule struct {
	choices, next, more bool
	after               Kind
}

func kindRules() map[Kind]kindRule {
	return map[Kind]kindRule{
		Choose:     {choices: true, next: true},
		Categories: {next: true},
		Items:      {next: true, after: Categories},
		Options:    {next: true, after: Items},
		Basket:     {next: true, more: true, after: Items},
		Review:     {next: true, after: Items},
		Pay:        {next: true, after: Items},
		Done:       {},
	}
}

func (l *loader) lintSteps() {
	s, doc := l.svc, l.svcDoc
	rules := kindRules()
	kinds := idsOf(slices.Collect(maps.Keys(rules)), func(k Kind) string { return string(k) })
	ids := slices.Sorted(maps.Keys(s.steps))
	for _, id := range ids {
		st, at := s.steps[id], "steps."+id
		l.checkID(doc, at, id)
		l.text(doc, at+".title", st.Title)
		rule, known := rules[st.Kind]
		if !known {
			if st.Kind != "" {
				l.add(doc, at+".kind", datafile.Suggest(string(st.Kind), kinds), "kind %q is not known", st.Kind)
			}
			rule = kindRule{choices: true, next: true, more: true} // judge the rest leniently
		}
		l.lintWays(at, st, rule, ids)
		l.lintChoices(at, st, rule, known)
		if st.More != "" && !rule.more {
			l.add(doc, at+".more", `keep "more" for a step of kind basket`, "a step of kind %s has no use for %q", st.Kind, "more")
		} else if st.More != "" {
			l.goesTo(at+".more", st.More, ids)
		}
	}
	l.lintPaying(ids)
	l.lintGraph(ids)
}

func (l *loader) goesTo(at, id string, ids []string) {
	if id != "" && !slices.Contains(ids, id) {
		l.add(l.svcDoc, at, datafile.Suggest(id, ids), "step %q does not exist", id)
	}
}

func (l *loader) lintWays(at string, st Step, rule kindRule, ids []string) {
	switch {
	case !rule.next && len(st.Next) > 0:
		l.add(l.svcDoc, at+".next", "remove it", "a step of kind %s is the end and has no way on", st.Kind)
	case rule.next && len(st.Next) == 0:
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

func (l *loader) lintChoices(at string, st Step, rule kindRule, known bool) {
	doc := l.svcDoc
	if !rule.choices {
		if st.Field != "" || len(st.Choices) > 0 {
			l.add(doc, at, "keep them for a step of kind choose", "a step of kind %s has no use for field and choices", st.Kind)
		}
		return
	}
	if !known {
		return
	}
	if len(st.Choices) == 0 {
		l.add(doc, at, "list at least one of {value: …, label: …}", "step %q has no choices", st.ID)
	}
	field, ok := l.svc.fields[st.Field]
	if !ok {
		l.add(doc, at+".field", datafile.Suggest(st.Field, slices.Collect(maps.Keys(l.svc.fields))), "field %q of step %q does not exist", st.Field, st.ID)
	}
	l.duplicates(doc, at+".choices", idsOf(st.Choices, func(c Choice) string { return c.Value }))
	guarded := 0
	for i, c := range st.Choices {
		cat := fmt.Sprintf("%s.choices[%d]", at, i)
		l.checkID(doc, cat+".value", c.Value)
		l.text(doc, cat+".label", c.Label)
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

// lintGraph checks that every step can be met, and that from every step there is
// a way to an end. It waits until all names of steps are right: one wrong name
// would make half of the service unreachable and bury the real mistake.
func (l *loader) lintGraph(ids []string) {
	s, doc := l.svc, l.svcDoc
	if s.Start != "" && !slices.Contains(ids, s.Start) {
		l.add(doc, "start", datafile.Suggest(s.Start, ids), "start step %q does not exist", s.Start)
		return // every step would be unreachable
	}
	edges, back := map[string][]string{}, map[string][]string{}
	var ends []string
	for _, id := range ids {
		st := s.steps[id]
		if st.Kind == Done {
			ends = append(ends, id)
		}
		to := idsOf(st.Next, func(w way) string { return w.Go })
		if st.More != "" {
			to = append(to, st.More)
		}
		for _, next := range to {
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
	met := reach(edges, nil, s.Start)
	canEnd := reach(back, nil, ends...)
	for _, id := range ids {
		at := "steps." + id
		switch {
		case !met[id] && s.Start != "":
			l.add(doc, at, "lead to it with next, or remove it", "step %q can never be reached from %q", id, s.Start)
		case !canEnd[id] && len(ends) > 0 && len(s.steps[id].Next) > 0:
			l.add(doc, at+".next", "lead on to a step of kind done", "from step %q there is no way to the end", id)
		}
		if before := kindRules()[s.steps[id].Kind].after; before != "" && met[id] {
			without := reach(edges, func(x string) bool { return s.steps[x].Kind == before }, s.Start)
			if without[id] {
				l.add(doc, at, fmt.Sprintf("put a step of kind %s on every way to it", before), "step %q of kind %s can be reached without a step of kind %s", id, s.steps[id].Kind, before)
			}
		}
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
