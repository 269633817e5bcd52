package service

import "fmt"

// adviseSteps notes what is missed by who only listens; back are the ways of the service,
// against their direction.
func (l *loader) adviseSteps(ids []string, back map[string][]string) {
	steps := l.svc.steps
	note := func(at, remedy, format string, args ...any) {
		l.svc.unheard = append(l.svc.unheard, l.svcDoc.Issue(at, remedy, format, args...))
	}
	var reviews []string
	for _, id := range ids {
		if steps[id].Kind == Review {
			reviews = append(reviews, id)
		}
	}
	reviewed := reach(back, nil, reviews...)
	charged := map[string]bool{} // lines of the order, each behind the name of its item
	for _, id := range reviews {
		if c := steps[id].Charge; c != nil {
			charged[c.Counts] = true
		}
	}
	for _, id := range ids {
		if st := steps[id]; (st.Kind == Choose || st.Kind == Count && !charged[id]) && st.Name == "" && reviewed[id] {
			note("steps."+id, "add name: …, a message with what is asked in one or two words", "a review tells what was answered at step %q, but not what was asked", id)
		}
	}
	if first := steps[l.svc.Start]; first.Kind == Enter && len(l.svc.Languages) > 1 {
		note("start", fmt.Sprintf("begin with a question or with what is to be presented, and lead to %s from there", first.ID),
			"the service begins with a keyboard, beside which who listens is not offered its %d languages", len(l.svc.Languages))
	}
}
