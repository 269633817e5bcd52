package model

import (
	"fmt"
	"strconv"
	"testing"

	"modu/accessibility/input"
	"modu/internal/search"
)

// An index serves one list only, and is made once for it.
func TestSought(t *testing.T) {
	made := 0
	var s Sought
	find := func(rows []input.Row, query string) string {
		s = s.indexed(list{listKey{first: &rows[0], n: len(rows), column: "name", lang: "ko"}, func(i int) search.Thing {
			made++
			return search.Thing{ID: strconv.Itoa(i), Name: rows[i]["name"].Text}
		}})
		ids, more := s.index.Find(query)
		return fmt.Sprint(ids, more)
	}
	towns := []input.Row{{"name": {Text: "대전"}}, {"name": {Text: "부산"}}}
	films := []input.Row{{"name": {Text: "봄날"}}, {"name": {Text: "가을"}}}
	for _, c := range []struct {
		rows        []input.Row
		query, want string
		made        int
	}{{towns, "ㅂ", "[1] false", 2}, {towns, "대", "[0] false", 2}, {films, "ㅂ", "[0] false", 4}, {towns, "ㅂ", "[1] false", 6}} {
		if got := find(c.rows, c.query); got != c.want || made != c.made {
			t.Errorf("%q finds %s after reading %d names, want %s after %d", c.query, got, made, c.want, c.made)
		}
	}
}
