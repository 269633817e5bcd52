package money

import (
	"errors"
	"math"
	"math/big"
	"testing"
)

func krw(n int64) Amount { return Amount{n, "KRW"} }

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		a                 Amount
		lang, want, short string
	}{
		{krw(8500), "ko", "8,500원", "₩8,500"},
		{krw(8500), "ko-KR", "8,500원", "₩8,500"},
		{krw(8500), "en", "8,500 won", "₩8,500"},
		{krw(8500), "zh-Hans", "₩8,500", "₩8,500"},
		{krw(0), "ko", "0원", "₩0"},
		{krw(999), "en", "999 won", "₩999"},
		{krw(1000), "en", "1,000 won", "₩1,000"},
		{krw(-1234567), "ko", "-1,234,567원", "-₩1,234,567"},
		{krw(math.MinInt64), "ko", "-9,223,372,036,854,775,808원", "-₩9,223,372,036,854,775,808"},
		{Amount{850, "USD"}, "en", "$8.50", "$8.50"},
		{Amount{5, "USD"}, "en", "$0.05", "$0.05"},
		{Amount{-5, "USD"}, "en", "-$0.05", "-$0.05"},
		{Amount{123456789, "USD"}, "ko", "1,234,567.89달러", "$1,234,567.89"},
		{Amount{1200, "JPY"}, "ja", "1,200円", "¥1,200"},
		{Amount{1200, "XTS"}, "en", "12.00 XTS", "XTS 12.00"},
		{Amount{}, "en", "0.00", "0.00"},
	} {
		if got := c.a.Format(c.lang); got != c.want {
			t.Errorf("%v in %s: %q, want %q", c.a, c.lang, got, c.want)
		}
		if got := c.a.Short(); got != c.short {
			t.Errorf("%v short: %q, want %q", c.a, got, c.short)
		}
	}
	if got := krw(8500).String(); got != "8500 KRW" {
		t.Errorf("String: %q", got)
	}
}

func TestCurrencies(t *testing.T) {
	usd := Amount{1, "USD"}
	if _, err := krw(1).Add(usd); !errors.Is(err, ErrCurrency) {
		t.Errorf("won and dollars were added: %v", err)
	}
	if _, err := krw(1).Sub(usd); !errors.Is(err, ErrCurrency) {
		t.Errorf("dollars were taken from won: %v", err)
	}
	if got, err := (Amount{}).Add(krw(5)); err != nil || got != krw(5) {
		t.Errorf("nothing and 5 won: %v, %v", got, err)
	}
	for _, code := range KnownCodes() {
		if !Known(code) {
			t.Errorf("%s is listed but not known", code)
		}
	}
	if Known("WON") || Digits("KRW") != 0 || Digits("USD") != 2 {
		t.Error("currency table")
	}
}

// Every result is the true one, or an error: compared with integers of any size.
func FuzzArithmetic(f *testing.F) {
	for _, n := range []int64{0, 1, -1, 99, math.MaxInt64, math.MinInt64, math.MaxInt64 / 2, math.MinInt64 / 2, 1 << 32} {
		for _, m := range []int64{0, 1, -1, 2, math.MaxInt64, math.MinInt64, 1 << 31} {
			f.Add(n, m)
		}
	}
	f.Fuzz(func(t *testing.T, a, b int64) {
		x, y := big.NewInt(a), big.NewInt(b)
		check := func(op string, got Amount, err error, want *big.Int) {
			if want.IsInt64() {
				if err != nil || got != krw(want.Int64()) {
					t.Errorf("%d %s %d = %v, %v; want %d", a, op, b, got, err, want)
				}
			} else if !errors.Is(err, ErrOverflow) || got != (Amount{}) {
				t.Errorf("%d %s %d = %v, %v; want an overflow", a, op, b, got, err)
			}
		}
		sum, err := krw(a).Add(krw(b))
		check("+", sum, err, new(big.Int).Add(x, y))
		diff, err := krw(a).Sub(krw(b))
		check("-", diff, err, new(big.Int).Sub(x, y))
		prod, err := krw(a).Times(int(b))
		check("×", prod, err, new(big.Int).Mul(x, y))
	})
}
