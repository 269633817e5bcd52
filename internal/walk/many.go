package walk

import (
	"fmt"
	"slices"
	"strings"

	"modu/internal/kiosk/act"
	"modu/internal/service"
)

// someTicked is how many of several a walk chooses together where no more must be and no guard
// asks: one alone, and one beside another.
const someTicked = 2

// tickKind is where choosing one more of several leads. Of the choices each is chosen by itself;
// of rows, and beside others, those that lead alike are of one kind, and one of a kind is enough:
// all combinations would double with every choice. Without a kind it reports whether the walk
// chooses no more.
func (w *walker) tickKind(s state, a act.Act) (kind string, ok bool) {
	svc := w.parts.Service
	st, _ := svc.Step(a.Step)
	m := svc.Several(st, s.m.Order, s.m.Facts)
	if len(m.Chosen) >= w.mostTicked(st, m) {
		return "", true
	}
	value := a.Value
	if rows := s.m.Facts.Rows(st); st.From != "" && a.N < len(rows) {
		value = s.m.Facts.RowID(st, rows[a.N])
	} else if len(m.Chosen) == 0 {
		return "", false
	}
	return string(a.Kind) + w.leading(svc.WithSeveral(st, s.m.Order, s.m.Facts, append(slices.Clone(m.Chosen), value), false)), true
}

// mostTicked is how many of several a walk chooses together: as many as may be where a guard asks
// about them, which may ask how many there are.
func (w *walker) mostTicked(st service.Step, m service.Several) int {
	if w.reads == nil {
		w.reads = append([]string{}, readByGuards(w.parts.Service)...)
	}
	if slices.Contains(w.reads, "fields."+st.Field) {
		return m.Most
	}
	return min(m.Most, max(m.Least, someTicked))
}

// severalKey tells moments apart by what was chosen of several: on the screen where it is, by each
// of them, and behind it by whether there are none, one or more, and by where that has led. Each
// combination would multiply every screen that follows.
func (w *walker) severalKey(s state) (key string) {
	for _, id := range w.parts.Service.Steps() {
		st, _ := w.parts.Service.Step(id)
		given := s.m.Order.Answer(st.Field)
		if !st.IsMany() || given == "" {
			continue
		}
		chosen := s.m.Facts.ChosenAt(st, s.m.Order)
		if key += fmt.Sprintf("%s:%d;", id, min(len(chosen), someTicked)); id == s.m.Here.Step {
			key += strings.Join(chosen, " ") + ";"
		}
	}
	if key != "" {
		key += w.leading(s.m.Order, s.m.Facts)
	}
	return key
}

// tickedSoFar is how far a person is on a screen where several are chosen.
func (w *walker) tickedSoFar(st service.Step, s state) string {
	m := w.parts.Service.Several(st, s.m.Order, s.m.Facts)
	return fmt.Sprintf("%d, %v", min(len(m.Chosen), w.mostTicked(st, m)), m.Enough())
}
