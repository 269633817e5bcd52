package service

import (
	"fmt"

	"modu/internal/datafile"
)

// lintPaying keeps the end of an order whole: what is paid was shown and agreed to
// just before, and nobody meets the end with an order that was not paid. Each wrong
// way is one mistake. A service that shows no menu sells nothing and may end as it
// likes.
func (l *loader) lintPaying(ids []string) {
	if !needsMenu(l.svc.steps) {
		return
	}
	for _, id := range ids {
		st, at := l.svc.steps[id], "steps."+id
		for i, w := range st.Next {
			l.lintPayingWay(fmt.Sprintf("%s.next[%d].go", at, i), st, w.Go)
		}
		if st.More != "" {
			l.lintPayingWay(at+".more", st, st.More)
		}
	}
}

func (l *loader) lintPayingWay(at string, from Step, next string) {
	to, ok := l.svc.steps[next]
	rules := kindRules()
	_, fromKnown := rules[from.Kind]
	_, toKnown := rules[to.Kind]
	if !ok || !fromKnown || !toKnown {
		return // named already
	}
	switch {
	case from.Kind == Review && to.Kind != Pay:
		l.add(l.svcDoc, at, "lead every way of a review to a step of kind pay: people pay right after they agreed", "step %q of kind review leads to %q of kind %s", from.ID, next, to.Kind)
	case from.Kind == Pay && to.Kind != Done:
		l.add(l.svcDoc, at, "lead every way of it to a step of kind done: who has paid must get the order number", "step %q of kind pay leads to %q of kind %s", from.ID, next, to.Kind)
	case from.Kind != Review && to.Kind == Pay:
		l.add(l.svcDoc, at, "lead to a step of kind review, and from there to it: nobody pays for what was not shown", "step %q of kind %s leads to %q of kind pay without a review", from.ID, from.Kind, next)
	case from.Kind != Pay && to.Kind == Done:
		l.add(l.svcDoc, at, "lead to a step of kind review, from there to one of kind pay, and from there to it", "step %q of kind %s leads to %q of kind done without a payment", from.ID, from.Kind, next)
	}
}

// lintValueID refuses what the buttons of a quantity are called: a node of a value
// and such a button must never have one name.
func (l *loader) lintValueID(doc *datafile.Doc, at, id string) {
	if id == "minus" || id == "plus" {
		l.add(doc, at, `give it another id, for instance "less" or "more"`, "%q is the id of a quantity's button", id)
	}
}
