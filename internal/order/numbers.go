package order

// Numbers is the range of pick-up numbers that a kiosk gives out, both ends with it: kiosks
// of one site have ranges apart, so that no two people wait for one number. To 0: no end.
type Numbers struct{ From, To int }

// First is the number to begin with where next would be: the first of the range where that
// does not hold it.
func (r Numbers) First(next int) int {
	if next < r.From || r.To > 0 && next > r.To {
		return r.From
	}
	return next
}

// After is the number behind n; behind the last comes the first.
func (r Numbers) After(n int) int {
	if r.To > 0 && n >= r.To {
		return r.From
	}
	return n + 1
}

// Before is the number before n, which is not the first that was ever given.
func (r Numbers) Before(n int) int {
	if r.To > 0 && n <= r.From {
		return r.To
	}
	return n - 1
}
