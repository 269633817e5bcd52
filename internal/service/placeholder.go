package service

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"modu/internal/datafile"
)

// Placeholder is a value inside a message: what is written between the braces, and the field
// or the answer that it stands for.
type Placeholder struct{ Written, Name string }

// Placeholders are the values that a message of the service holds, beside what the place
// where it stands puts into it.
func (s *Service) Placeholders(message string) []Placeholder { return s.placeholders[message] }

// ownValue is what a large line of a step puts into its message.
const ownValue = "Value"

// holds is what the label of a line must hold; "" for nothing.
func (sh Shown) holds() string {
	if sh.Big && sh.From != "" {
		return ownValue
	}
	return ""
}

// written is how a name is written in a message, where "-" would be no name.
func written(name string) string { return strings.NewReplacer("-", "_", ".", "_").Replace(name) }

// sayable are the names of what a message can say, by how they are written: answers of calls,
// and fields of which a choice is kept. Nobody is shown an entry.
func (s *Service) sayable() map[string]string {
	out := map[string]string{}
	for name, f := range s.fields {
		if f.Type != EntryField && !f.columned() {
			out[written(name)] = name
		}
	}
	for name, r := range s.results {
		if !r.listed() {
			out[written(name)] = name
		}
	}
	return out
}

// lintNames: an answer and a field of one name would hide one another, wherever the name is
// written, and so would two that are written alike.
func (l *loader) lintNames(ids []string) {
	at := map[string]string{}
	for name := range l.svc.fields {
		at[name] = "fields." + name
	}
	for _, id := range ids {
		for _, name := range slices.Sorted(maps.Keys(l.svc.steps[id].Answer)) {
			answer := "steps." + id + ".answer." + name
			if _, clash := l.svc.fields[name]; clash {
				l.add(l.svcDoc, answer, "give one of them another name, such as "+name+"_told", "answer and field are both called %q", name)
			} else if at[name] == "" {
				at[name] = answer
			}
		}
	}
	first := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(at)) {
		if other := first[written(name)]; other != "" {
			l.add(l.svcDoc, at[name], "give one of them another name", "%q and %q are both written %s in expressions and messages", other, name, written(name))
			continue
		}
		first[written(name)] = name
	}
}

// lintPlaceholders checks that whatever stands in the messages of the service is filled, and
// notes by what.
func (l *loader) lintPlaceholders() {
	l.svc.placeholders = map[string][]Placeholder{}
	if l.messages == nil {
		return
	}
	sayable := l.svc.sayable()
	for _, t := range l.texts {
		held := l.held(t.id)
		if t.holds != "" && !slices.Contains(held, t.holds) {
			l.add(t.doc, t.at, fmt.Sprintf("write {{.%s}} where it is to stand", t.holds), "message %q does not hold {{.%s}}, so that nobody sees it", t.id, t.holds)
		}
		var values []Placeholder
		for _, w := range held {
			switch name, known := sayable[w]; {
			case w == t.holds:
			case !t.tells:
				l.add(t.doc, t.at, "write the words themselves: values stand in titles, says, show, busy, failed and undone", "message %q holds {{.%s}}, and here nothing is put into it", t.id, w)
			case known:
				values = append(values, Placeholder{w, name})
			case l.entry(w):
				l.add(t.doc, t.at, "show an answer of a call instead", "message %q holds {{.%s}}, an entry, which nobody is shown", t.id, w)
			default:
				l.add(t.doc, t.at, datafile.Suggest(w, slices.Sorted(maps.Keys(sayable))), "message %q holds {{.%s}}, which is neither an answer nor a field", t.id, w)
			}
		}
		if len(values) > 0 {
			l.svc.placeholders[t.id] = values
		}
	}
}

// held is what a message holds, in the first language that has it.
func (l *loader) held(id string) []string {
	for _, lang := range l.svc.Languages {
		if l.messages.Has(id, lang) {
			return l.messages.Placeholders(id, lang)
		}
	}
	return nil
}

// entry reports whether an entry is written so.
func (l *loader) entry(w string) bool {
	for name, f := range l.svc.fields {
		if f.Type == EntryField && written(name) == w {
			return true
		}
	}
	return false
}
