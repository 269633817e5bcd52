package money

import (
	"math"
	"slices"
	"testing"
)

func TestPieces(t *testing.T) {
	for _, c := range []struct {
		a    Amount
		most int
		want []int64
	}{
		{krw(0), 12, nil},
		{krw(-1000), 12, nil},
		{krw(math.MinInt64), 12, nil},
		{krw(10), 12, []int64{10}},
		{krw(40), 12, []int64{10, 10, 10, 10}},
		{krw(5), 12, nil}, // there is no such coin
		{krw(6_015), 12, nil},
		{krw(4_500), 12, []int64{1_000, 1_000, 1_000, 1_000, 500}},
		{krw(6_000), 12, []int64{5_000, 1_000}},
		{krw(88_660), 14, []int64{50_000, 10_000, 10_000, 10_000, 5_000, 1_000, 1_000, 1_000, 500, 100, 50, 10}},
		{krw(99_990), 20, []int64{50_000, 10_000, 10_000, 10_000, 10_000, 5_000, 1_000, 1_000, 1_000, 1_000, 500, 100, 100, 100, 100, 50, 10, 10, 10, 10}},
		{krw(99_990), 19, nil},
		{krw(600_000), 12, slices.Repeat([]int64{50_000}, 12)},
		{krw(650_000), 12, nil},
		{krw(math.MaxInt64), 12, nil},
		{krw(1_000), 0, nil},
		{Amount{1000, "JPY"}, 12, nil}, // not listed
		{Amount{1000, "XTS"}, 12, nil},
		{Amount{}, 12, nil},
	} {
		var got []int64
		for _, p := range c.a.Pieces(c.most) {
			if p.Currency != c.a.Currency {
				t.Errorf("%v: a piece of %s", c.a, p.Currency)
			}
			got = append(got, p.Minor)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v in at most %d pieces: %v, want %v", c.a, c.most, got, c.want)
		}
	}
}

// fewest is the least number of pieces that make each sum below n, -1 where none do: of all
// ways there are, and not of the one that Pieces takes.
func fewest(worth []int64, n int) []int {
	least := make([]int, n)
	for sum := 1; sum < n; sum++ {
		least[sum] = -1
		for _, w := range worth {
			if rest := sum - int(w); rest >= 0 && least[rest] >= 0 && (least[sum] < 0 || least[rest]+1 < least[sum]) {
				least[sum] = least[rest] + 1
			}
		}
	}
	return least
}

// Every currency with a table pays each sum with the fewest pieces that can.
func TestPiecesAreTheFewest(t *testing.T) {
	const sums = 120_000
	for _, code := range KnownCodes() {
		c, _ := currencies(code)
		if len(c.pieces) == 0 {
			continue
		}
		for sum, least := range fewest(c.pieces, sums) {
			if got := len(Amount{int64(sum), code}.Pieces(sums)); got != max(0, least) {
				t.Fatalf("%d %s in %d pieces, %d are enough", sum, code, got, least)
			}
		}
	}
	// The measure finds a table with which taking the most valuable piece first is not the
	// best: 30 is three tens, and not a 25 and five ones.
	if got := fewest([]int64{25, 10, 1}, 31)[30]; got != 3 {
		t.Errorf("30 of 25, 10 and 1 in %d pieces, 3 are enough", got)
	}
}

func TestPieceID(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range AllPieces() {
		if seen[p.ID()] || p.Minor <= 0 {
			t.Errorf("%v is listed twice, or worth nothing", p)
		}
		seen[p.ID()] = true
	}
	if !seen["krw-5000"] || !seen["krw-10"] || len(seen) != 8 {
		t.Errorf("the pieces are %v", seen)
	}
}
