package money

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

var (
	// ErrOverflow: the result does not fit. The order is refused, never wrapped.
	ErrOverflow = errors.New("money: amount does not fit")
	// ErrCurrency: two amounts of different currencies were combined.
	ErrCurrency = errors.New("money: different currencies")
)

// Amount is Minor units of Currency (ISO 4217): 8500 KRW is 8,500 won, 850 USD is
// 8.50 dollars. The zero value is zero of no currency and may be added to anything.
type Amount struct {
	Minor    int64
	Currency string
}

// Add is a + b.
func (a Amount) Add(b Amount) (Amount, error) {
	cur, err := common(a, b)
	if err != nil {
		return Amount{}, err
	}
	sum := a.Minor + b.Minor
	if (b.Minor > 0) != (sum > a.Minor) && b.Minor != 0 {
		return Amount{}, ErrOverflow
	}
	return Amount{sum, cur}, nil
}

// Sub is a - b.
func (a Amount) Sub(b Amount) (Amount, error) {
	cur, err := common(a, b)
	if err != nil {
		return Amount{}, err
	}
	diff := a.Minor - b.Minor
	if (b.Minor > 0) != (diff < a.Minor) && b.Minor != 0 {
		return Amount{}, ErrOverflow
	}
	return Amount{diff, cur}, nil
}

// Times is a × n.
func (a Amount) Times(n int) (Amount, error) {
	hi, lo := bits.Mul64(magnitude(a.Minor), magnitude(int64(n)))
	negative := (a.Minor < 0) != (n < 0)
	switch {
	case hi != 0, !negative && lo > math.MaxInt64, negative && lo > 1<<63:
		return Amount{}, ErrOverflow
	case negative:
		return Amount{int64(-lo), a.Currency}, nil
	}
	return Amount{int64(lo), a.Currency}, nil
}

// IsZero reports whether nothing is to pay, whatever the currency.
func (a Amount) IsZero() bool { return a.Minor == 0 }

// String is the form for logs and transcripts, "8500 KRW" in minor units, the
// same in every language.
func (a Amount) String() string {
	return strings.TrimSpace(strconv.FormatInt(a.Minor, 10) + " " + a.Currency)
}

// currency is how an amount is written. Digits are the minor digits of ISO 4217
// (list one). Sign is what stands before the number; word is what a language
// writes behind it instead, where that is the custom. Pieces are the notes and coins that
// people carry, in minor units, the most valuable first; taking the most valuable that fits
// must lead to the fewest. Nil: they are not listed.
type currency struct {
	digits int
	sign   string
	word   map[string]string
	pieces []int64
}

func currencies(code string) (currency, bool) {
	switch code {
	case "KRW":
		return currency{0, "₩", map[string]string{"ko": "원", "en": " won"}, []int64{50_000, 10_000, 5_000, 1_000, 500, 100, 50, 10}}, true
	case "JPY":
		return currency{0, "¥", map[string]string{"ja": "円", "ko": "엔", "en": " yen"}, nil}, true
	case "USD":
		return currency{2, "$", map[string]string{"ko": "달러"}, nil}, true
	case "EUR":
		return currency{2, "€", map[string]string{"ko": "유로"}, nil}, true
	case "CNY":
		return currency{2, "¥", map[string]string{"zh": "元", "ko": "위안"}, nil}, true
	}
	return currency{}, false
}

// Known reports whether the currency is one that this package can write.
func Known(code string) bool { _, ok := currencies(code); return ok }

// KnownCodes are the currencies that this package can write.
func KnownCodes() []string { return []string{"CNY", "EUR", "JPY", "KRW", "USD"} }

// Digits is the number of minor digits of a currency: 0 for KRW, 2 for USD and for
// a currency that is not known.
func Digits(code string) int {
	if c, ok := currencies(code); ok {
		return c.digits
	}
	return 2
}

// Format writes the amount as readers of the language (a BCP 47 tag) expect it:
// "8,500원" in Korean, "8,500 won" in English. A language without a word of its
// own for the currency gets the sign: "₩8,500".
func (a Amount) Format(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	c, ok := currencies(a.Currency)
	if !ok {
		return strings.TrimSpace(a.number(2) + " " + a.Currency)
	}
	if w, ok := c.word[base]; ok {
		return a.number(c.digits) + w
	}
	return a.signed(c)
}

// Short writes the amount with the currency's sign, for narrow places: "₩8,500".
func (a Amount) Short() string {
	c, ok := currencies(a.Currency)
	if !ok {
		return strings.TrimSpace(a.Currency + " " + a.number(2))
	}
	return a.signed(c)
}

func (a Amount) signed(c currency) string {
	n := a.number(c.digits)
	if rest, neg := strings.CutPrefix(n, "-"); neg {
		return "-" + c.sign + rest
	}
	return c.sign + n
}

// number groups by thousands, as all languages of the table do.
func (a Amount) number(digits int) string {
	s := strconv.FormatUint(magnitude(a.Minor), 10)
	frac := ""
	if digits > 0 {
		s = strings.Repeat("0", max(0, digits+1-len(s))) + s
		frac = "." + s[len(s)-digits:]
		s = s[:len(s)-digits]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if a.Minor < 0 {
		s = "-" + s
	}
	return s + frac
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func common(a, b Amount) (string, error) {
	switch {
	case a.Currency == b.Currency, b.Currency == "" && b.Minor == 0:
		return a.Currency, nil
	case a.Currency == "" && a.Minor == 0:
		return b.Currency, nil
	}
	return "", fmt.Errorf("%w: %s and %s", ErrCurrency, a, b)
}
