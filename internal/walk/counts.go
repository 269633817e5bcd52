package walk

import (
	"fmt"

	"modu/internal/service"
)

// countsKey tells moments apart by what has been counted: whether there is any of a thing, and
// while too few are chosen how many. Each number of each thing would multiply the moments.
func (w *walker) countsKey(s state) string {
	svc := w.parts.Service
	key := ""
	for _, id := range svc.Steps() {
		st, _ := svc.Step(id)
		if st.Kind != service.Count {
			continue
		}
		for _, f := range st.Fields() {
			if s.m.Order.Answer(f) != "" {
				key += fmt.Sprintf("%s=%v;", f, service.CountOf(s.m.Order, f) > 0)
			}
		}
		if id == s.m.Here.Step {
			key += tallyKey(svc, st, s)
		}
	}
	return key
}

// tallyKey is how far a person is from enough on the screen that counts, and whether they have
// too many.
func tallyKey(svc *service.Service, st service.Step, s state) string {
	t, _ := svc.Counts(st, s.m.Order, s.m.Facts) // a guard that fails is told where it is met
	return fmt.Sprintf("%d of %d, %v, %d;", min(t.N, t.Least), t.Least, t.Enough(), s.m.Here.Asked)
}
