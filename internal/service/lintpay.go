package service

import (
	"fmt"

	"modu/internal/datafile"
)

// lintPaying keeps the end of an order whole: what is paid was shown and agreed to
// just before, nobody meets the end with an order that was not paid, and what is
// paid can no longer be changed. Each wrong way is one mistake. A service that shows
// no menu and charges nothing may end as it likes.
func (l *loader) lintPaying(ids []string) {
	if !needsMenu(l.svc.steps) {
		return
	}
	edges := map[string][]string{}
	for _, id := range ids {
		for _, w := range l.waysOf(id) {
			edges[id] = append(edges[id], w.to)
		}
	}
	var paying, filling []string
	for _, id := range ids {
		switch st := l.svc.steps[id]; {
		case st.Kind == Pay:
			paying = append(paying, id)
		case st.Kind == Items || st.Kind == Short || st.Charge != nil:
			filling = append(filling, id)
		}
	}
	changes := func(id string) bool {
		st := l.svc.steps[id]
		return showsMenu(st.Kind) && st.Kind != Pay
	}
	paid := reach(edges, changes, paying...)
	unpaid := reach(edges, func(id string) bool { return l.svc.steps[id].Kind == Pay }, filling...)
	for _, id := range ids {
		for _, w := range l.waysOf(id) {
			l.lintPayingWay(w, l.svc.steps[id], paid[id], unpaid[id])
		}
	}
}

// edge is one way from a step, and where in the file it stands.
type edge struct {
	at, to string
	again  bool // it begins another round
}

// waysOf are all ways from a step, also those that do not exist.
func (l *loader) waysOf(id string) []edge {
	st, at := l.svc.steps[id], "steps."+id
	var out []edge
	add := func(at, to string) {
		if to != "" {
			out = append(out, edge{at: at, to: to})
		}
	}
	for i, w := range st.Next {
		add(fmt.Sprintf("%s.next[%d].go", at, i), w.Go)
	}
	for i, c := range st.Choices {
		if c.Go != "" {
			out = append(out, edge{fmt.Sprintf("%s.choices[%d].go", at, i), c.Go, c.Again})
		}
	}
	if st.More != "" { // from a review another thing is another round
		out = append(out, edge{at + ".more", st.More, st.Kind == Review})
	}
	add(at+".full", st.Full)
	add(at+".otherwise", st.Otherwise)
	return out
}

func (l *loader) lintPayingWay(w edge, from Step, paid, unpaid bool) {
	to, ok := l.svc.steps[w.to]
	if !ok || !knownKind(from.Kind) || !knownKind(to.Kind) {
		return // named already
	}
	switch {
	case from.Kind == Review && to.Kind != Pay && !w.again:
		l.add(l.svcDoc, w.at, "lead every way of a review to a step of kind pay: people pay right after they agreed", "step %q of kind review leads to %q of kind %s", from.ID, w.to, to.Kind)
	case from.Kind != Review && to.Kind == Pay:
		l.add(l.svcDoc, w.at, "lead to a step of kind review, and from there to it: nobody pays for what was not shown", "step %q of kind %s leads to %q of kind pay without a review", from.ID, from.Kind, w.to)
	case paid && showsMenu(to.Kind):
		l.add(l.svcDoc, w.at, "lead every way of it to a step of kind done, with nothing but call, show and print between: what is paid cannot be changed", "step %q of kind %s leads to %q of kind %s after paying", from.ID, from.Kind, w.to, to.Kind)
	case unpaid && from.Kind != Pay && to.Kind == Done && !paid:
		l.add(l.svcDoc, w.at, "lead to a step of kind review, from there to one of kind pay, and from there to it", "step %q of kind %s leads to %q of kind done without a payment", from.ID, from.Kind, w.to)
	}
}

// lintValueID refuses what the buttons of a quantity are called: a node of a value
// and such a button must never have one name.
func (l *loader) lintValueID(doc *datafile.Doc, at, id string) {
	if id == "minus" || id == "plus" {
		l.add(doc, at, `give it another id, for instance "less" or "more"`, "%q is the id of a quantity's button", id)
	}
}
