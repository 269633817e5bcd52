package looks

// Pairs chooses combinations of levels, one for each factor, so that any two levels of
// any two factors meet in at least one of them: of all combinations, few that together
// show what one setting does to another. levels is how many each factor has; a
// combination is one level a factor.
func Pairs(levels []int) [][]int {
	type pair struct{ f, a, g, b int }
	open := map[pair]bool{}
	for f := range levels {
		for g := f + 1; g < len(levels); g++ {
			for a := range levels[f] {
				for b := range levels[g] {
					open[pair{f, a, g, b}] = true
				}
			}
		}
	}
	met := func(c []int, f, a int) int { // pairs that a level of f would settle
		n := 0
		for g, b := range c {
			if b < 0 || g == f {
				continue
			}
			p := pair{f, a, g, b}
			if g < f {
				p = pair{g, b, f, a}
			}
			if open[p] {
				n++
			}
		}
		return n
	}
	var out [][]int
	for len(open) > 0 {
		// Begin with a pair that is still open, the first in order, so that the result
		// is always the same.
		var first pair
		found := false
		for f := 0; f < len(levels) && !found; f++ {
			for g := f + 1; g < len(levels) && !found; g++ {
				for a := 0; a < levels[f] && !found; a++ {
					for b := 0; b < levels[g] && !found; b++ {
						if p := (pair{f, a, g, b}); open[p] {
							first, found = p, true
						}
					}
				}
			}
		}
		c := make([]int, len(levels))
		for i := range c {
			c[i] = -1
		}
		c[first.f], c[first.g] = first.a, first.b
		for f := range c {
			if c[f] >= 0 {
				continue
			}
			best, most := 0, -1
			for k := range levels[f] {
				a := (k + len(out)) % levels[f] // where nothing decides, all get a turn
				if n := met(c, f, a); n > most {
					best, most = a, n
				}
			}
			c[f] = best
		}
		for f := range c {
			for g := f + 1; g < len(c); g++ {
				delete(open, pair{f, c[f], g, c[g]})
			}
		}
		out = append(out, c)
	}
	return out
}
