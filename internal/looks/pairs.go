package looks

// Pairs chooses combinations of levels, one for each factor, so that any two levels of
// any two factors meet in at least one of them: of all combinations, few that together
// show what one setting does to another. levels is how many each factor has; a
// combination is one level a factor. The same levels give the same combinations.
func Pairs(levels []int) [][]int {
	open := openPairs{levels, map[pair]bool{}}
	open.each(func(p pair) bool {
		open.unmet[p] = true
		return true
	})
	var out [][]int
	for len(open.unmet) > 0 {
		c := open.combination(len(out))
		for f := range c {
			for g := f + 1; g < len(c); g++ {
				delete(open.unmet, pair{f, c[f], g, c[g]})
			}
		}
		out = append(out, c)
	}
	return out
}

// pair is level a of factor f beside level b of factor g, f < g.
type pair struct{ f, a, g, b int }

// openPairs are the pairs that no combination has yet.
type openPairs struct {
	levels []int
	unmet  map[pair]bool
}

// each goes through all pairs in order, until yield is false.
func (o openPairs) each(yield func(pair) bool) {
	for f := range o.levels {
		for g := f + 1; g < len(o.levels); g++ {
			for a := range o.levels[f] {
				for b := range o.levels[g] {
					if !yield(pair{f, a, g, b}) {
						return
					}
				}
			}
		}
	}
}

// combination begins with the first open pair and takes, factor by factor, the level that
// meets most open pairs. Where nothing decides, all levels get a turn.
func (o openPairs) combination(turn int) []int {
	c := make([]int, len(o.levels))
	for i := range c {
		c[i] = -1
	}
	o.each(func(p pair) bool {
		if o.unmet[p] {
			c[p.f], c[p.g] = p.a, p.b
		}
		return !o.unmet[p]
	})
	for f := range c {
		if c[f] >= 0 {
			continue
		}
		most := -1
		for k := range o.levels[f] {
			a := (k + turn) % o.levels[f]
			if n := o.meets(c, f, a); n > most {
				c[f], most = a, n
			}
		}
	}
	return c
}

// meets is how many open pairs a level of f would settle in a combination.
func (o openPairs) meets(c []int, f, a int) int {
	n := 0
	for g, b := range c {
		if b < 0 || g == f {
			continue
		}
		p := pair{f, a, g, b}
		if g < f {
			p = pair{g, b, f, a}
		}
		if o.unmet[p] {
			n++
		}
	}
	return n
}
