package model

import (
	"strconv"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/course"
	"modu/internal/search"
	"modu/internal/service"
)

// Sought is the index of the list that the person searched last. To make one of ten thousand rows
// takes a tenth of a second, and one key asks three times. It follows from the rest of the model:
// it is not stored, and a model that has been read back goes on in the same way and makes it
// anew. The rows may be the person's own, so that it goes with their stay. It is a value: an index
// is never written to once it is made.
type Sought struct {
	of    listKey
	index *search.Index
}

// Derived marks what follows from the rest of a model, and is not stored.
func (Sought) Derived() {}

// listKey tells lists apart: rows are never written to, so that the first of them stands for all.
type listKey struct {
	menu   *service.Service // with what was added to it, instead of rows
	first  *input.Row
	n      int
	column string
	lang   scene.Lang
}

// list is a list that has no index in the set-up, and how its things are called.
type list struct {
	key   listKey
	thing func(i int) search.Thing
}

// indexed is the list with its index: made already, or anew.
func (s Sought) indexed(l list) Sought {
	if s.index != nil && s.of == l.key {
		return s
	}
	things := make([]search.Thing, l.key.n)
	for i := range things {
		things[i] = l.thing(i)
	}
	return Sought{l.key, search.New(things)}
}

// Search finds what was typed of a name, and says whether there is more: items of the menu by
// their ids, or on a step that offers rows those by their places, counted from 0. It changes
// nothing: where Settle has not made the index, it is made for this answer alone.
func (n Moment) Search(text string) (ids []string, more bool) {
	l, own := listOf(n)
	switch {
	case text == "" || own && l.key.n == 0:
		return nil, false
	case own:
		return n.M.Sought.indexed(l).index.Find(text)
	}
	return n.S.indexes[n.M.Prefs.Language]().Find(text)
}

// seek keeps the index of the list that is being searched, for this screen and the next ones.
func seek(n Moment) {
	m := n.M
	if m.Showing() != ShowSearch || m.Here.Search != course.SearchFound && m.Entry.Text.Text() == "" {
		return
	}
	if l, own := listOf(n); own && l.key.n > 0 {
		m.Sought = m.Sought.indexed(l)
	}
}

// listOf is what is searched here. It reports false for the menu as the service was loaded, whose
// index every stay shares: things that were added to it, and rows, are of the moment.
func listOf(n Moment) (list, bool) {
	lang := n.M.Prefs.Language
	if st := n.Step(); st.Kind == service.Choose {
		rows := n.M.Facts.Rows(st)
		if len(rows) == 0 {
			return list{}, true
		}
		return list{listKey{first: &rows[0], n: len(rows), column: st.Row.Label, lang: lang}, func(i int) search.Thing {
			return search.Thing{ID: strconv.Itoa(i), Name: Cell(n, st, rows[i], st.Row.Label).String()}
		}}, true
	}
	svc := n.Service()
	if !svc.Extended() {
		return list{}, false
	}
	menu := svc.Menu()
	return list{listKey{menu: svc, n: len(menu), lang: lang}, func(i int) search.Thing {
		return search.Thing{ID: menu[i].ID, Name: n.ItemName(menu[i].ID).String()}
	}}, true
}
