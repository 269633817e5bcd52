package walk

import (
	"fmt"

	"modu/internal/service"
)

// countsKey tells moments on a screen that counts apart: of which things there is any, and while
// too few are chosen how many. Behind that screen they are told apart by where it has led: each
// number of each thing would multiply every screen that follows.
func (w *walker) countsKey(s state) string {
	st, _ := w.parts.Service.Step(s.m.Here.Step)
	if st.Kind != service.Count {
		return ""
	}
	key := ""
	for _, f := range st.Fields() {
		key += fmt.Sprintf("%s=%v;", f, service.CountOf(s.m.Order, f) > 0)
	}
	return key + tallyKey(w.parts.Service, st, s)
}

// tallyKey is how far a person is from enough on the screen that counts, and whether they have
// too many.
func tallyKey(svc *service.Service, st service.Step, s state) string {
	t, _ := svc.Counts(st, s.m.Order, s.m.Facts) // a guard that fails is told where it is met
	return fmt.Sprintf("%d of %d, %v, %d;", min(t.N, t.Least), t.Least, t.Enough(), s.m.Here.Asked)
}
