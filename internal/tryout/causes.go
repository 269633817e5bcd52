package tryout

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"modu/accessibility/scene"
)

// Cause is one mistake with everybody who has met it: what is wrong in one place of a service
// is met by each hand in each language.
type Cause struct {
	Finding      // as it was met first
	First   Stay // in which it was met first
	Stays   int  // how many have met it
	Wishes  []string
	Hands   []Hand
	Langs   []scene.Lang
	Hows    []string // "arrives", "with mishaps", "practises"
	InEasy  int      // how many of the stays were in the easy form
}

// Causes groups what stays have met. The zero value has met nothing.
type Causes struct {
	all []*Cause
	at  map[string]*Cause
	n   int
}

// quoted is what a finding quotes.
var quoted = regexp.MustCompile(`"[^"]*"`)

// cause is the same for a mistake that is met in several languages: of what is quoted, ids
// tell causes apart, and words, which are in the language of the stay, do not.
func cause(f Finding) string {
	return string(f.Rule) + "\x00" + quoted.ReplaceAllStringFunc(f.Msg, func(q string) string {
		if strings.ContainsFunc(q, func(r rune) bool { return r <= ' ' || r > '~' }) {
			return ""
		}
		return q
	})
}

// Add takes what one stay has met.
func (c *Causes) Add(s Stay) {
	if c.at == nil {
		c.at = map[string]*Cause{}
	}
	c.n++
	met := map[*Cause]bool{}
	for _, f := range s.Findings {
		one, known := c.at[cause(f)]
		if !known {
			one = &Cause{Finding: f, First: s}
			c.at[cause(f)], c.all = one, append(c.all, one)
		}
		if met[one] {
			continue
		}
		met[one] = true
		one.Stays++
		if s.Options.Easy {
			one.InEasy++
		}
		one.Wishes, one.Hands = add(one.Wishes, s.Wish.Name), add(one.Hands, s.Options.Hand)
		one.Langs, one.Hows = add(one.Langs, s.Options.Lang), add(one.Hows, s.How)
	}
}

func add[T comparable](list []T, v T) []T {
	if slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}

// All are the causes, that which most have met first.
func (c *Causes) All() []Cause {
	var out []Cause
	for _, one := range c.all {
		out = append(out, *one)
	}
	slices.SortStableFunc(out, func(a, b Cause) int { return b.Stays - a.Stays })
	return out
}

// Stays is how many stays were added.
func (c *Causes) Stays() int { return c.n }

// Who says in one line who has met it.
func (c Cause) Who() string {
	forms := "in both forms"
	switch c.InEasy {
	case 0:
		forms = "in the ordinary form"
	case c.Stays:
		forms = "in the easy form"
	}
	return fmt.Sprintf("%d stays: %s; %s; %s; %s; %s", c.Stays, strings.Join(c.Wishes, ", "), list(c.Hands), list(c.Langs), forms, strings.Join(c.Hows, ", "))
}

func list[T any](all []T) string {
	var out []string
	for _, v := range all {
		out = append(out, fmt.Sprint(v))
	}
	return strings.Join(out, ", ")
}
