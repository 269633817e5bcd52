package money

import (
	"fmt"
	"slices"
	"strings"
)

// Piece is a note or a coin: so many minor units of its currency.
type Piece Amount

// Amount is what the piece is worth.
func (p Piece) Amount() Amount { return Amount(p) }

// ID names the piece, e.g. "krw-5000": its currency and its worth in minor units.
func (p Piece) ID() string {
	return fmt.Sprintf("%s-%d", strings.ToLower(p.Currency), p.Minor)
}

// AllPieces are the notes and coins in use of every currency that has a table of them, the
// most valuable of each first.
func AllPieces() (all []Piece) {
	for _, code := range KnownCodes() {
		c, _ := currencies(code)
		for _, worth := range c.pieces {
			all = append(all, Piece{worth, code})
		}
	}
	return all
}

// Pieces is the amount in notes and coins, as few as possible, the most valuable first. It
// is nil where nothing is to be paid, where the currency has no table, where a rest is left
// that no coin pays, and where it takes more than most pieces: so many cannot be counted at
// a glance.
func (a Amount) Pieces(most int) []Piece {
	c, _ := currencies(a.Currency)
	var out []Piece
	rest := a.Minor
	for _, worth := range c.pieces {
		n := rest / worth
		if rest < 0 || n > int64(most-len(out)) {
			return nil
		}
		out = append(out, slices.Repeat([]Piece{{worth, a.Currency}}, int(n))...)
		rest -= n * worth
	}
	if rest != 0 {
		return nil
	}
	return out
}
