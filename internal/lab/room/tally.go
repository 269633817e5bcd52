package room

import (
	"cmp"
	"fmt"
	"slices"

	"modu/accessibility/audit/screen"
	"modu/internal/lab/verdict"
)

// tally counts what a survey sees.
type tally struct {
	pictures, normal, high int // of all pictures: those in the normal position, those of them that hands do not reach wholly
	lacks                  map[lack]*shortage
	highest                string // a picture that hands do not reach wholly
}

// lack is a size and position.
type lack struct {
	size int
	low  bool
}

func newTally() *tally { return &tally{lacks: map[lack]*shortage{}} }

// see counts a picture.
func (t *tally) see(s sight) {
	t.pictures++
	if !s.choice.Low {
		t.normal++
		if screen.OnlyLow(s.frame) {
			t.high++
			t.highest = cmp.Or(t.highest, s.where())
		}
	}
	mm := screen.Shortfall(s.frame)
	if mm == 0 {
		return
	}
	l := lack{s.choice.Size, s.choice.Low}
	if t.lacks[l] == nil {
		t.lacks[l] = &shortage{lack: l}
	}
	if t.lacks[l].count++; mm > t.lacks[l].mm {
		t.lacks[l].mm, t.lacks[l].where = mm, fmt.Sprintf("%s, %s", s.place.Name, s.choice.Lang)
	}
}

// report notes what is missing.
func (t *tally) report(r *verdict.Report) {
	for _, s := range t.shortages() {
		text := fmt.Sprintf("%d pictures have no room and are drawn smaller; the most is missing in %s: %.0f mm of height", s.count, s.where, s.mm)
		r.Note(verdict.Finding{Where: s.choice(), Rule: "TXT-6", Message: text}, "%s: %s", s.choice(), text)
	}
	t.onlyLow(r)
}

// onlyLow notes that hands reach everything in the low position only.
func (t *tally) onlyLow(r *verdict.Report) {
	if t.high == 0 {
		return
	}
	text := fmt.Sprintf("RCH-1 is met only in the low position: in the normal one, %d of %d pictures have something to press that hands do not reach, such as %s", t.high, t.normal, t.highest)
	r.Note(verdict.Finding{Where: "normal position", Rule: "RCH-1", Message: text}, "note: %s", text)
}

func (t *tally) shortages() []shortage {
	var out []shortage
	for _, s := range t.lacks {
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b shortage) int {
		if a.low != b.low {
			return map[bool]int{false: -1, true: 1}[a.low]
		}
		return cmp.Compare(a.size, b.size)
	})
	return out
}

// shortage is how much height is missing at one size and position.
type shortage struct {
	lack
	count int     // pictures that lack it
	mm    float64 // the most that one of them lacks
	where string  // which one
}

func (s shortage) choice() string {
	return fmt.Sprintf("size %d %%%s", s.size, map[bool]string{true: ", low position"}[s.low])
}
