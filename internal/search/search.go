// Package search finds things by the beginning or the middle of their names, by whole
// syllables, by the letters of a syllable that is still being typed, and by Korean
// initial consonants alone: "아이스 라떼" is found by 라, 랃, ㅇㅇㅅ and ㄹㄸ.
//
// What it hides: how names are laid out so that a catalogue of ten thousand answers
// as fast as one of forty. Every place in every name where a match may begin is kept
// in one sorted list, with syllables reduced to their initial consonants; a query,
// reduced in the same way, is one stretch of that list, and only there are syllables
// compared. Looking stops at Limit, so that a query of one letter is no slower.
//
// An Index is immutable; any goroutine may use it.
package search

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"modu/accessibility/typing"
)

// Limit bounds what a search finds: people do not page through more.
const Limit = 60

// Thing is something to be found.
type Thing struct {
	ID   string
	Name string
}

// Index answers queries over a fixed list of things.
type Index struct {
	ids    []string
	names  [][]rune // folded
	places []place
}

// place is where in a name a match may begin.
type place struct {
	key   string // the name from there on, syllables reduced to initials
	thing int32
	at    int32
}

// New makes an index. Things are found in the order of how well they match, then in
// the order given.
func New(things []Thing) *Index {
	x := &Index{}
	for i, t := range things {
		name := fold(t.Name)
		x.ids = append(x.ids, t.ID)
		x.names = append(x.names, name)
		reduced := make([]rune, len(name))
		for j, r := range name {
			reduced[j] = typing.Initial(r)
		}
		for j := range name {
			x.places = append(x.places, place{key: string(reduced[j:]), thing: int32(i), at: int32(j)})
		}
	}
	slices.SortFunc(x.places, func(a, b place) int {
		if c := cmp.Compare(a.key, b.key); c != 0 {
			return c
		}
		if c := cmp.Compare(a.at, b.at); c != 0 {
			return c
		}
		return cmp.Compare(a.thing, b.thing)
	})
	return x
}

// Find returns the ids of what matches, at most Limit. more reports that there would
// have been others. An empty query finds nothing.
func (x *Index) Find(query string) (ids []string, more bool) {
	q := fold(query)
	if len(q) == 0 {
		return nil, false
	}
	reduced := make([]rune, len(q))
	for i, r := range q {
		reduced[i] = typing.Initial(r)
	}
	key := string(reduced)
	type hit struct{ thing, at int32 }
	var hits []hit
	seen := map[int32]int{}
	from := sort.Search(len(x.places), func(i int) bool { return x.places[i].key >= key })
	for _, p := range x.places[from:] {
		if !strings.HasPrefix(p.key, key) {
			break
		}
		if !matches(x.names[p.thing][p.at:], q) {
			continue
		}
		if i, ok := seen[p.thing]; ok {
			hits[i].at = min(hits[i].at, p.at)
			continue
		}
		if len(hits) == Limit {
			more = true
			break
		}
		seen[p.thing] = len(hits)
		hits = append(hits, hit{p.thing, p.at})
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		if c := cmp.Compare(min(a.at, 1), min(b.at, 1)); c != 0 {
			return c
		}
		return cmp.Compare(a.thing, b.thing)
	})
	for _, h := range hits {
		ids = append(ids, x.ids[h.thing])
	}
	return ids, more
}

// matches compares what the reduced keys cannot tell apart.
func matches(name, q []rune) bool {
	for i, want := range q {
		if !matchesRune(name[i], want, i == len(q)-1) {
			return false
		}
	}
	return true
}

func matchesRune(have, want rune, last bool) bool {
	if have == want {
		return true
	}
	wl, wv, wt, ok := typing.Letters(want)
	if !ok {
		return typing.Initial(have) == want // a consonant alone stands for its syllables
	}
	hl, hv, _, ok := typing.Letters(have)
	return ok && last && wt == 0 && hl == wl && hv == wv // 라 is on its way to 란
}

// fold makes small letters of capital ones and leaves out what people do not type: spaces,
// hyphens, brackets.
func fold(s string) []rune {
	var out []rune
	for _, r := range norm.NFC.String(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, unicode.ToLower(r))
		}
	}
	return out
}
