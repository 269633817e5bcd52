package service

import (
	"cmp"
	"fmt"
	"slices"

	"modu/accessibility/input"
	"modu/internal/datafile"
	"modu/internal/order"
)

// NoneGiven is the answer of somebody who has chosen none of several on purpose. As long as they
// have not, there is no answer.
var NoneGiven = order.JoinList(nil)

// mostSeveral is of how many rows several can be chosen: people have to come by each of them.
const mostSeveral = 50

// IsMany reports whether several are chosen at a step.
func (st Step) IsMany() bool { return st.Kind == Choose && st.Pick == PickMany }

// ChosenOf are the values of an answer to a field of type many; none where there is no answer.
func ChosenOf(answer string) []string {
	values, _ := order.SplitList(answer)
	return values
}

// Several is what a step of which several are chosen offers now.
type Several struct {
	Chosen      []string // values of choices, or ids of rows, in the order of the screen
	Of          int      // how many can be chosen at all
	Least, Most int      // how many must be and may be; Most never exceeds Of
	Lost        int      // how many were chosen that are offered no more
}

// Full reports whether no more may be chosen.
func (m Several) Full() bool { return len(m.Chosen) >= m.Most }

// Enough reports whether so many may go on.
func (m Several) Enough() bool { return len(m.Chosen) >= max(m.Least, 1) && len(m.Chosen) <= m.Most }

// Several is what a step offers of which several are chosen, for this order and what is known.
// Where fewer are offered than must be chosen, all of them are enough.
func (s *Service) Several(st Step, o order.Order, f Facts) Several {
	offered, chosen := s.Offered(st, o, f), f.ChosenAt(st, o)
	m := Several{Of: len(offered), Most: min(cmp.Or(st.Max, len(offered)), len(offered))}
	m.Least = min(st.Min, m.Most)
	for _, v := range offered {
		if slices.Contains(chosen, v) {
			m.Chosen = append(m.Chosen, v)
		}
	}
	m.Lost = len(chosen) - len(m.Chosen)
	return m
}

// ChosenAt are the values of the choices, or the ids of the rows, that were chosen at a step of
// which several are.
func (f Facts) ChosenAt(st Step, o order.Order) []string {
	if st.From != "" && o.Answer(st.Field) != "" {
		return f[columnOf(st.Field, f[st.From].ID)].list()
	}
	return ChosenOf(o.Answer(st.Field))
}

// RowID is the id by which the program knows a row of the list that a step shows.
func (f Facts) RowID(st Step, row input.Row) string { return row[f[st.From].ID].Text }

// SentAsList reports whether what is sent under a name is a list of texts: a field of which several
// are chosen, or a column of several rows.
func (s *Service) SentAsList(name string) bool {
	return s.fields[name].Type == ManyField || s.results[name].Many
}

// Offered are the values of the choices, or the ids of the rows, that can be chosen at a step now.
func (s *Service) Offered(st Step, o order.Order, f Facts) (out []string) {
	if st.From == "" {
		choices, _ := s.Choices(st.ID, o, f) // a guard that fails closes nothing
		return idsOf(choices, func(c Choice) string { return c.Value })
	}
	for _, row := range f.Rows(st) {
		if !s.Closed(st, row, o, f) {
			out = append(out, f.RowID(st, row))
		}
	}
	return out
}

// WithSeveral answers a step with values of its choices, or ids of rows that it offers; nothing
// chosen is no answer, unless none is one. It returns a new order and new facts.
func (s *Service) WithSeveral(st Step, o order.Order, f Facts, chosen []string, none bool) (order.Order, Facts) {
	answer := ""
	switch {
	case len(chosen) == 0 && none:
		answer = NoneGiven
	case len(chosen) > 0 && st.From != "":
		answer = Given
	case len(chosen) > 0:
		answer = order.JoinList(chosen)
	}
	if st.From == "" {
		return o.WithAnswer(st.Field, answer), f
	}
	if answer == "" {
		return o.WithAnswer(st.Field, ""), f.WithoutRow(st.Field)
	}
	var rows []input.Row
	for _, row := range f.Rows(st) {
		if slices.Contains(chosen, f.RowID(st, row)) {
			rows = append(rows, row)
		}
	}
	return o.WithAnswer(st.Field, answer), f.withRows(st, rows)
}

// withRows chooses rows for the field of a step: of each column all values, or their sum.
func (f Facts) withRows(st Step, rows []input.Row) Facts {
	out := f.WithoutRow(st.Field)
	for name := range f[st.From].Of {
		c, _ := f[st.From].column(name)
		fact := Fact{c.several(), input.Value{}, st.ID, input.EffectID{}}
		for _, row := range rows {
			if !fact.Many {
				fact.Number += row[name].Number
				continue
			}
			fact.Rows = append(fact.Rows, input.Row{name: row[name]})
		}
		out[columnOf(st.Field, name)] = fact
	}
	return out
}

// several is what a column is where several rows are chosen: amounts and counts add up, of
// anything else there are several.
func (r Result) several() Result {
	r.Many = r.Type != ResultPrice && r.Type != ResultCount
	return r
}

// list are the texts of a fact with several values.
func (f Fact) list() []string {
	out := []string{}
	for _, v := range f.Cells() {
		out = append(out, v.Text)
	}
	return out
}

// Cells are the values of a fact with several.
func (f Fact) Cells() (out []input.Value) {
	for _, row := range f.Rows {
		for _, v := range row {
			out = append(out, v)
		}
	}
	return out
}

// lintOne checks a step of which one is chosen.
func (l *loader) lintOne(at string, st Step) {
	if picks := []string{string(PickOne), string(PickMany)}; st.Pick != "" && st.Pick != PickOne {
		l.add(l.svcDoc, at+".pick", datafile.Suggest(string(st.Pick), picks), "pick %q is not known", st.Pick)
		return
	}
	for _, key := range []string{"min", "max", "none"} {
		if l.svcDoc.Given(at + "." + key) {
			l.add(l.svcDoc, at+"."+key, `add "pick: many", or remove it`, "of step %q one is chosen, and %q is about several", st.ID, key)
		}
	}
}

// lintMany checks a step of which several are chosen.
func (l *loader) lintMany(at string, st Step) {
	doc := l.svcDoc
	l.text(doc, at+".none", st.None)
	if !st.IsMany() {
		l.lintOne(at, st)
		return
	}
	n := len(st.Choices)
	if st.From != "" {
		n = l.svc.results[st.From].Most()
	}
	switch {
	case n > mostSeveral:
		l.add(doc, "steps."+st.ID+".from", fmt.Sprintf("let the program be asked for less: max: %d", mostSeveral), "%d rows cannot be looked through by who may choose several of them", n)
	case st.IsWhen():
		l.add(doc, at+".pick", "keep it for choices and rows", "of days and times one is chosen")
	case st.Min < 0 || st.Max < 0 || st.Max > n || st.Min > cmp.Or(st.Max, n):
		key := map[bool]string{true: ".max", false: ".min"}[l.svcDoc.Given(at+".max")]
		l.add(doc, at+key, "0 ≤ min ≤ max, and no more than there are", "of step %q %d to %d are chosen, of %d", st.ID, st.Min, cmp.Or(st.Max, n), n)
	case st.None != "" && st.Min > 0:
		l.add(doc, at+".none", "remove min, or this", "step %q wants at least %d, so that nobody can choose none", st.ID, st.Min)
	}
	for i, c := range st.Choices {
		if c.Go != "" || c.Again {
			l.add(doc, at+".choices["+fmt.Sprint(i)+"]", "lead on by next, whose guards can ask "+`"x" in fields.`+celName(st.Field), "choice %q leads somewhere, and several may be chosen", c.Value)
		}
	}
}
