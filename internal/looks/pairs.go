package looks

// Pairs chooses combinations of levels, one for each factor, so that any two levels of
// any two factors meet in at least one of them (pairwise testing): of all combinations,
// few that together show what one setting does to another. levels is how many each factor
// has; a combination is one level a factor.
func Pairs(levels []int) [][]int {
	c := newCovering(levels)
	var out [][]int
	for {
		first, found := c.first()
		if !found {
			return out
		}
		combination := c.combine(first, len(out))
		c.settle(combination)
		out = append(out, combination)
	}
}

// pair is level a of factor f together with level b of factor g; f is before g.
type pair struct{ f, a, g, b int }

// covering is the pairs of levels that have not met yet.
type covering struct {
	levels []int
	open   map[pair]bool
	order  []pair // all pairs, in order
}

func newCovering(levels []int) *covering {
	c := &covering{levels: levels, open: map[pair]bool{}}
	for f := range levels {
		for g := f + 1; g < len(levels); g++ {
			for a := range levels[f] {
				for b := range levels[g] {
					c.order = append(c.order, pair{f, a, g, b})
					c.open[pair{f, a, g, b}] = true
				}
			}
		}
	}
	return c
}

// first is a pair that is still open, the first in order, so that the result is always the
// same.
func (c *covering) first() (pair, bool) {
	for i, p := range c.order {
		if c.open[p] {
			c.order = c.order[i:]
			return p, true
		}
	}
	return pair{}, false
}

// unchosen stands for a level that is not chosen yet.
const unchosen = -1

// combine makes a combination with a pair in it: factor by factor the level that settles
// most pairs. Where nothing decides, all levels get a turn.
func (c *covering) combine(p pair, turn int) []int {
	out := make([]int, len(c.levels))
	for i := range out {
		out[i] = unchosen
	}
	out[p.f], out[p.g] = p.a, p.b
	for f := range out {
		if out[f] != unchosen {
			continue
		}
		best, most := 0, -1
		for k := range c.levels[f] {
			a := (k + turn) % c.levels[f]
			if n := c.settled(out, f, a); n > most {
				best, most = a, n
			}
		}
		out[f] = best
	}
	return out
}

// settled is how many open pairs level a of factor f would settle in a combination.
func (c *covering) settled(combination []int, f, a int) int {
	n := 0
	for g, b := range combination {
		if b == unchosen || g == f {
			continue
		}
		p := pair{f, a, g, b}
		if g < f {
			p = pair{g, b, f, a}
		}
		if c.open[p] {
			n++
		}
	}
	return n
}

// settle closes the pairs that meet in a combination.
func (c *covering) settle(combination []int) {
	for f, a := range combination {
		for g := f + 1; g < len(combination); g++ {
			delete(c.open, pair{f, a, g, combination[g]})
		}
	}
}
