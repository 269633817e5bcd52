package service

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"modu/internal/datafile"
)

// plainTypes are those of a value that is no list.
var plainTypes = []ValueType{ResultText, ResultCode, ResultPrice, ResultCount, ResultChoice, ResultDate, ResultTime}

// lintAnswer checks the declaration of what a call answers under a name.
func (l *loader) lintAnswer(at, name string, r Result) {
	l.checkID(l.svcDoc, at, name)
	l.lintShape(at, "answer", name, r, append(slices.Clone(plainTypes), ResultRows, ResultSeats))
	switch {
	case r.Type == ResultRows:
		l.lintList(at, name, r)
	case r.Type == ResultSeats:
		l.lintPlan(at, name, r)
	case r.Of != nil || r.ID != "" || r.Max != 0:
		l.add(l.svcDoc, at, "keep of, id and max for the type rows", "answer %q of type %s has no rows", name, r.Type)
	}
}

// lintShape checks the type of a value, and what only some types have.
func (l *loader) lintShape(at, what, name string, r Result, types []ValueType) {
	doc := l.svcDoc
	switch {
	case !slices.Contains(types, r.Type):
		l.add(doc, at+".type", datafile.Suggest(r.Type, types), "%s type %q is not known", what, r.Type)
	case (r.Type == ResultChoice) != (len(r.Values) > 0):
		l.add(doc, at, "values belong to the type choice, and it needs them", "%s %q of type %s has %d values", what, name, r.Type, len(r.Values))
	case r.Counter != "" && r.Type != ResultCount:
		l.add(doc, at+".counter", "keep it for the type count", "%s %q of type %s is not counted", what, name, r.Type)
	}
	l.lintCounter(doc, at, r.Counter)
}

// lintPlan checks what is declared of a plan of seats.
func (l *loader) lintPlan(at, name string, r Result) {
	if r.Of != nil || r.ID != "" {
		l.add(l.svcDoc, at, "keep of and id for the type rows", "the rows of seats of %q have columns of their own", name)
	}
	l.lintMost(at, name, r)
}

func (l *loader) lintMost(at, name string, r Result) {
	if r.Max < 0 || r.Max > r.rowsAllowed() {
		l.add(l.svcDoc, at+".max", fmt.Sprintf("write 1 to %d: let the program be asked for less", r.rowsAllowed()), "%q may have %d rows", name, r.Max)
	}
}

// lintList checks what is declared of a list.
func (l *loader) lintList(at, name string, r Result) {
	doc := l.svcDoc
	if len(r.Of) == 0 || len(r.Of) > maxColumns {
		l.add(doc, at, fmt.Sprintf("list 1 to %d columns, as in of: {id: {type: code}, name: {type: text}}", maxColumns), "the rows of %q have %d columns", name, len(r.Of))
	}
	l.lintMost(at, name, r)
	for _, column := range slices.Sorted(maps.Keys(r.Of)) {
		cat := at + ".of." + column
		l.checkID(doc, cat, column)
		c, _ := r.column(column)
		l.lintShape(cat, "column", column, c, plainTypes)
	}
	switch c, ok := r.Of[r.ID]; {
	case r.ID == "":
		l.add(doc, at, `add "id: …", the column by which the program knows a row again`, "the rows of %q have no id", name)
	case !ok:
		l.add(doc, at+".id", datafile.Suggest(r.ID, slices.Collect(maps.Keys(r.Of))), "the rows of %q have no column %q", name, r.ID)
	case c.Type != ResultText && c.Type != ResultCode:
		l.add(doc, at+".id", "name a column of type text or code", "the id of %q is of type %s", name, c.Type)
	}
}

// lintRows checks a step that offers the rows of a list.
func (l *loader) lintRows(at string, st Step) {
	doc := l.svcDoc
	if len(st.Choices) > 0 {
		l.add(doc, at+".choices", "keep either choices or from", "step %q has choices of its own and those of a list", st.ID)
	}
	if st.Row == nil {
		l.add(doc, at, `add "row: {label: …}" with the column by which people know a row`, "step %q does not say how its rows are shown", st.ID)
	}
	if st.From == "" {
		l.add(doc, at+".row", `add "from: …" with the answer that has the rows`, "step %q shows rows of no list", st.ID)
		return
	}
	l.fieldOf(at, st, map[bool]ValueType{true: RowsField, false: RowField}[st.IsMany()])
	list := l.svc.results[st.From]
	if list.Type != ResultRows {
		l.add(doc, at+".from", datafile.Suggest(st.From, l.svc.ofType(ResultRows)), "%q is no answer of type rows", st.From)
		return
	}
	if of := l.svc.listOf[st.Field]; of != st.From && of != "" {
		l.add(doc, at+".from", "give each list a field of its own", "field %q takes rows of %q and of %q", st.Field, of, st.From)
	}
	if st.Row != nil {
		l.lintRow(at+".row", st, list)
	}
}

// lintRow checks how the rows of a list are shown.
func (l *loader) lintRow(at string, st Step, list Result) {
	doc, row := l.svcDoc, *st.Row
	l.columnIs(at+".label", st, row.Label, list, []ValueType{ResultText, ResultCode, ResultChoice, ResultDate, ResultTime}, true)
	l.columnIs(at+".second", st, row.Second, list, plainTypes, true)
	l.columnIs(at+".price", st, row.Price, list, []ValueType{ResultPrice}, false)
	l.columnIs(at+".picture", st, row.Picture, list, []ValueType{ResultChoice}, false)
	for _, name := range list.Of[row.Picture].Values {
		l.picture(doc, at+".picture", name, l.svc.pictureDir)
	}
	if row.Words != "" {
		l.texts = append(l.texts, text{doc, at + ".second_label", row.Words, false, ownValue})
	}
	l.text(doc, at+".why", row.Why)
	l.text(doc, at+".empty", row.Empty)
	if row.Words != "" && row.Second == "" {
		l.add(doc, at+".second_label", `add "second: …", the column whose value it tells, or remove it`, "step %q tells a value of no column", st.ID)
	}
	switch {
	case row.Closed != "" && row.Why == "":
		l.add(doc, at, `add "why: …", a message that says it`, "step %q closes rows without saying why", st.ID)
	case row.Closed == "" && row.Why != "":
		l.add(doc, at+".why", `add "closed: …", the guard by which a row is closed, or remove it`, "step %q says why rows are closed, and closes none", st.ID)
	}
}

// either names types of which one is meant.
func either(types []ValueType) string {
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = string(t)
	}
	return strings.Join(names, " or ")
}

// columnIs checks a column that a row is shown by. Where its values are told, each has a
// message.
func (l *loader) columnIs(at string, st Step, name string, list Result, types []ValueType, told bool) {
	c, ok := list.Of[name]
	switch {
	case name == "":
	case !ok:
		l.add(l.svcDoc, at, datafile.Suggest(name, slices.Collect(maps.Keys(list.Of))), "the rows of %q have no column %q", st.From, name)
	case !slices.Contains(types, c.Type):
		l.add(l.svcDoc, at, "name a column of type "+either(types), "column %q of %q is of type %s", name, st.From, c.Type)
	case told:
		for _, v := range c.Values {
			l.text(l.svcDoc, at, AnswerLabel(columnOf(st.From, name), v))
		}
	}
}

// answersList reports whether a step is a call that answers a list.
func answersList(st Step, list string) bool {
	_, ok := st.Answer[list]
	return ok && st.Kind == Call
}

// columns are the names of the columns of all rows that can be chosen.
func (l *loader) columns() (out []string) {
	for name := range l.svc.results {
		if strings.Contains(name, ".") {
			out = append(out, name)
		}
	}
	return out
}

// oneColumn tells to name a column of a row.
func (l *loader) oneColumn(field string) string {
	column := "COLUMN"
	switch list := l.svc.results[l.svc.listOf[field]]; {
	case list.Type == ResultSeats:
		column = SeatPlaces
	case list.ID != "":
		column = list.ID
	}
	return fmt.Sprintf("name one of its columns, as in %s", columnOf(field, column))
}

// equal reports whether two declarations are alike.
func (r Result) equal(o Result) bool {
	return r.Type == o.Type && r.Public == o.Public && r.Hold == o.Hold && r.Counter == o.Counter && r.ID == o.ID && r.Max == o.Max && slices.Equal(r.Values, o.Values) &&
		maps.EqualFunc(r.Of, o.Of, func(a, b Column) bool {
			return a.Type == b.Type && a.Counter == b.Counter && slices.Equal(a.Values, b.Values)
		})
}
