package service

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"modu/accessibility/input"
	"modu/internal/order"
)

const (
	// maxRows bounds a list. Nobody turns two thousand pages, but a name is found among as many.
	maxRows = 10_000
	// maxSeatRows bounds a plan of seats: the largest halls have a hundred rows.
	maxSeatRows = 200
	// usualRows is how many rows a list has at most that does not say.
	usualRows = 50
	// maxColumns bounds a row: what a screen shows of it, what the next calls send, and
	// what guards ask.
	maxColumns = 16
)

// rowsAllowed is how many rows a service may let a list have.
func (r Result) rowsAllowed() int {
	if r.Type == ResultSeats {
		return maxSeatRows
	}
	return maxRows
}

// Most is how many rows a list may have; 0 for what is no list.
func (r Result) Most() int {
	switch {
	case !r.listed():
		return 0
	case r.Max == 0:
		return usualRows
	}
	return r.Max
}

// listed reports whether it is a list: of rows, or of rows of seats.
func (r Result) listed() bool { return r.Type == ResultRows || r.Type == ResultSeats }

// column is what the service says of a value of each row: anybody may hear it where anybody
// may hear the list.
func (r Result) column(name string) (Result, bool) {
	c, ok := r.Of[name]
	return Result{Type: c.Type, Values: c.Values, Counter: c.Counter, Public: r.Public}, ok
}

// entries opens an answer that is a list of objects.
func (r Result) entries(raw json.RawMessage) (list []json.RawMessage, wrong Wrong) {
	switch {
	case len(raw) == 0 || bytes.Equal(raw, []byte("null")):
		return nil, WrongMissing
	case json.Unmarshal(raw, &list) != nil:
		return nil, WrongList
	case len(list) > r.Most():
		return nil, WrongMany
	}
	return list, ""
}

// cellsOf opens one object of such a list; false where it is none.
func cellsOf(one json.RawMessage) (cells map[string]json.RawMessage, ok bool) {
	ok = !bytes.Equal(one, []byte("null")) && json.Unmarshal(one, &cells) == nil
	return cells, ok
}

// readRows takes a list apart. in says in which row and column the answer goes wrong, counted
// from 1, and never what stands there.
func (r Result) readRows(raw json.RawMessage) (rows []input.Row, in string, wrong Wrong) {
	list, wrong := r.entries(raw)
	if wrong != "" {
		return nil, "", wrong
	}
	columns := slices.Sorted(maps.Keys(r.Of))
	met := map[string]bool{} // ids
	rows = make([]input.Row, len(list))
	for i, one := range list {
		cells, ok := cellsOf(one)
		if !ok {
			return nil, fmt.Sprintf("[%d]", i+1), WrongObject
		}
		rows[i] = input.Row{}
		for _, name := range columns {
			c, _ := r.column(name)
			v, wrong := c.read(cells[name])
			if wrong != "" {
				return nil, fmt.Sprintf("[%d].%s", i+1, name), wrong
			}
			rows[i][name] = v
		}
		id := rows[i][r.ID].Text
		if met[id] {
			return nil, fmt.Sprintf("[%d].%s", i+1, r.ID), WrongTwice
		}
		met[id] = true
	}
	return rows, "", ""
}

// columnOf names a column of the row that was chosen for a field.
func columnOf(field, column string) string { return field + "." + column }

// addColumns adds to the results of all calls those of the rows that can be chosen, by the
// names of field and column.
func addColumns(out map[string]Result, steps map[string]Step) {
	for _, id := range slices.Sorted(maps.Keys(steps)) {
		st := steps[id]
		list := out[st.From]
		if st.Field == "" {
			continue
		}
		if st.Kind == Seats && list.Type == ResultSeats {
			for name, r := range list.seatColumns() {
				out[columnOf(st.Field, name)] = r
			}
		}
		if st.Kind != Choose {
			continue
		}
		for name := range list.Of {
			c, _ := list.column(name)
			if st.IsMany() {
				c = c.several()
			}
			out[columnOf(st.Field, name)] = c
		}
	}
}

// lists are the answers whose rows are chosen, by the field that takes the row.
func lists(steps map[string]Step) map[string]string {
	out := map[string]string{}
	for _, id := range slices.Sorted(maps.Keys(steps)) {
		if st := steps[id]; (st.Kind == Choose || st.Kind == Seats) && st.From != "" && st.Field != "" {
			out[st.Field] = st.From
		}
	}
	return out
}

// Rows are the rows that a step offers, as the program answered them last. The slice is
// shared: it must not be written to.
func (f Facts) Rows(st Step) []input.Row { return f[st.From].Rows }

// Chosen is a value of the row that was chosen for the field of a step; false where none was.
func (f Facts) Chosen(st Step, column string) (Fact, bool) {
	fact, ok := f[columnOf(st.Field, column)]
	return fact, ok && column != ""
}

// Cell is a value of a row that a step offers, with what the service says about it.
func (f Facts) Cell(st Step, row input.Row, column string) Fact {
	r, _ := f[st.From].column(column)
	return Fact{r, row[column], st.ID, input.EffectID{}}
}

// WithRow chooses a row for the field of a step. It returns a new value.
func (f Facts) WithRow(st Step, row input.Row) Facts {
	out := f.WithoutRow(st.Field)
	for name := range f[st.From].Of {
		out[columnOf(st.Field, name)] = f.Cell(st, row, name)
	}
	return out
}

// WithoutRow takes back which row was chosen for a field. It returns a new value.
func (f Facts) WithoutRow(field string) Facts {
	out := Facts{}
	for name, fact := range f {
		if !strings.HasPrefix(name, columnOf(field, "")) {
			out[name] = fact
		}
	}
	return out
}

// ChosenRow is the place of the row that was chosen for the field of a step among those
// that the program answered last; -1 where none was, or it is there no more.
func (f Facts) ChosenRow(st Step) int {
	id := f[st.From].ID
	chosen, ok := f[columnOf(st.Field, id)]
	if !ok {
		return -1
	}
	return slices.IndexFunc(f.Rows(st), func(row input.Row) bool { return row[id].Text == chosen.Text })
}

// Closed reports whether a row that a step offers cannot be chosen now. A guard that cannot
// be told closes nothing.
func (s *Service) Closed(st Step, row input.Row, o order.Order, f Facts) bool {
	if st.Row == nil || st.Row.Closed == "" {
		return false
	}
	in := s.orderInput(o, f)
	in.scope, in.row, in.columns = rowScope(st.From), row, s.results[st.From].Of
	closed, err := s.guard(st.Row.Closed, in)
	return closed && err == nil
}

// RowKind tells apart rows that may lead different ways: by what they are chosen from, and
// by whether they are closed and which of their numbers are none.
func (s *Service) RowKind(st Step, row input.Row, o order.Order, f Facts) string {
	kind := fmt.Sprint(s.Closed(st, row, o, f))
	of := s.results[st.From].Of
	for _, name := range slices.Sorted(maps.Keys(of)) {
		switch of[name].Type {
		case ResultChoice:
			kind += " " + name + "=" + row[name].Text
		case ResultPrice, ResultCount:
			kind += fmt.Sprintf(" %s=%v", name, row[name].Number != 0)
		}
	}
	return kind
}

// ListOf is the answer whose rows are chosen for a field; "" for a field of another type.
func (s *Service) ListOf(field string) string { return s.listOf[field] }

// ValueLabel is the message that names a value of an answer of type choice, or of such a
// column of a chosen row, whose values go by the name of the list.
func (s *Service) ValueLabel(name, value string) string {
	if field, column, ok := strings.Cut(name, "."); ok {
		name = columnOf(cmp.Or(s.listOf[field], field), column)
	}
	return AnswerLabel(name, value)
}
