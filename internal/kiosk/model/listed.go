package model

import (
	"strconv"
	"sync"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/search"
	"modu/internal/service"
)

// listed is the index of the list that was searched last. To make one of ten thousand rows takes
// a tenth of a second, and one key asks three times. It can be made again from the model at any
// time: a core that has forgotten it goes on in the same way, only more slowly.
type listed struct {
	mu    sync.Mutex
	of    listKey
	index *search.Index
}

// listKey tells lists apart: rows are never written to, so that the first of them stands for all.
type listKey struct {
	menu   *service.Service // with what was added to it, instead of rows
	first  *input.Row
	n      int
	column string
	lang   scene.Lang
}

// find answers a query over the names of things.
func (l *listed) find(key listKey, thing func(i int) search.Thing, query string) (ids []string, more bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.index == nil || l.of != key {
		things := make([]search.Thing, key.n)
		for i := range things {
			things[i] = thing(i)
		}
		l.of, l.index = key, search.New(things)
	}
	return l.index.Find(query)
}

// Forget forgets what was searched: it may be somebody's own. Any goroutine may call it.
func (s *Setup) Forget() {
	s.listed.mu.Lock()
	defer s.listed.mu.Unlock()
	s.listed.of, s.listed.index = listKey{}, nil
}

// Search finds what was typed of a name, and says whether there is more: items of the menu by
// their ids, or on a step that offers rows those by their places, counted from 0.
func (n Moment) Search(text string) (ids []string, more bool) {
	st := n.Step()
	if st.Kind != service.Choose {
		return searchMenu(n, text)
	}
	rows := n.M.Facts.Rows(st)
	if len(rows) == 0 {
		return nil, false
	}
	key := listKey{first: &rows[0], n: len(rows), column: st.Row.Label, lang: n.M.Prefs.Language}
	return n.S.listed.find(key, func(i int) search.Thing {
		return search.Thing{ID: strconv.Itoa(i), Name: Cell(n, st, rows[i], st.Row.Label).String()}
	}, text)
}

// searchMenu finds items by their names: over the index of the service as it was loaded, unless
// something was added to it.
func searchMenu(n Moment, text string) (ids []string, more bool) {
	svc := n.Service()
	if !svc.Extended() {
		return n.S.indexes[n.M.Prefs.Language]().Find(text)
	}
	menu := svc.Menu()
	return n.S.listed.find(listKey{menu: svc, n: len(menu), lang: n.M.Prefs.Language}, func(i int) search.Thing {
		return search.Thing{ID: menu[i].ID, Name: n.ItemName(menu[i].ID).String()}
	}, text)
}
