package order

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"testing"

	"modu/internal/money"
)

func won(n int64) money.Amount { return money.Amount{Minor: n, Currency: "KRW"} }

func must(t *testing.T) func(Order, error) Order {
	return func(o Order, err error) Order {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
}

func add(t *testing.T, o Order, l Line) Order {
	t.Helper()
	o, _, err := o.Add(l)
	return must(t)(o, err)
}

// The same order is the same value, whatever the way to it.
func TestSameOrderSameValue(t *testing.T) {
	latte := func(c Choices, n int) Line { return Line{Item: "latte", Options: c, Quantity: n, UnitPrice: won(5500)} }
	tea := Line{Item: "tea", Quantity: 1, UnitPrice: won(3000)}

	a := add(t, Order{}.WithAnswer("dine", "here"), latte(Choices{}.Pick("size", "large").Toggle("extra", "milk").Toggle("extra", "foam").SetCount("shots", 2), 2))

	b := Order{}.WithAnswer("time", "now").WithAnswer("dine", "togo")
	b = add(t, b, tea)
	b = add(t, b, latte(Choices{{Option: "shots", Count: 2}, {Option: "size", Value: "large"}, {Option: "extra", Value: "milk"}, {Option: "extra", Value: "foam"}}, 1))
	b = add(t, b, latte(Choices{}.SetCount("shots", 2).Pick("size", "small").Pick("size", "large").Toggle("extra", "foam").Toggle("extra", "nuts").Toggle("extra", "milk").Toggle("extra", "nuts"), 5))
	b = must(t)(b.SetQuantity(1, 2))
	b = must(t)(b.Remove(0))
	b = b.WithAnswer("dine", "here").WithAnswer("time", "")

	if !a.Equal(b) || !reflect.DeepEqual(a, b) || a.String() != b.String() {
		t.Errorf("two ways to one order:\n%v\n%v", a, b)
	}
	if want := "dine=here; 2 × latte (extra=foam extra=milk shots=2 size=large) 5500 KRW; total 11000 KRW"; a.String() != want {
		t.Errorf("got  %s\nwant %s", a, want)
	}
	if total, err := a.Total(); err != nil || total != won(11000) || a.Count() != 2 || a.Len() != 1 {
		t.Errorf("total %v, %v", total, err)
	}
	for name, other := range map[string]Order{
		"another answer":   a.WithAnswer("dine", "togo"),
		"another quantity": must(t)(a.SetQuantity(0, 3)),
		"another line":     add(t, a, tea),
		"nothing":          {},
	} {
		if a.Equal(other) {
			t.Errorf("%s makes no difference", name)
		}
	}
}

// No method changes the order it is called on, or lets a caller do so.
func TestImmutable(t *testing.T) {
	o := add(t, Order{}.WithAnswer("dine", "here"), Line{Item: "latte", Options: Choices{}.Pick("size", "large"), Quantity: 1, UnitPrice: won(1)})
	before := o.String()
	add(t, o, Line{Item: "tea", Quantity: 1, UnitPrice: won(1)})
	add(t, o, Line{Item: "latte", Options: Choices{}.Pick("size", "large"), Quantity: 1, UnitPrice: won(1)})
	must(t)(o.SetQuantity(0, 9))
	must(t)(o.Remove(0))
	o.WithAnswer("dine", "togo").WithAnswer("a", "b")
	o.Lines()[0].Quantity = 7
	o.Lines()[0].Options[0].Value = "small"
	o.Answers()[0].Value = "togo"
	l, _ := o.Line(0)
	l.Options[0].Value = "small"
	l.Options.Pick("size", "small")
	if o.String() != before {
		t.Errorf("changed from %s to %s", before, o)
	}
	c := Choices{}.Pick("a", "1").Pick("c", "1")
	d := c.Pick("b", "1")
	e := c.Toggle("d", "1")
	if c.String() != "a=1 c=1" || d.String() != "a=1 b=1 c=1" || e.String() != "a=1 c=1 d=1" {
		t.Errorf("choices share memory: %v, %v, %v", c, d, e)
	}
}

func TestRefused(t *testing.T) {
	one := Line{Item: "tea", Quantity: 1, UnitPrice: won(1)}
	o := add(t, Order{}, one)
	full := Order{}
	for n := range MaxLines {
		full = add(t, full, Line{Item: "tea", Quantity: 1, UnitPrice: won(int64(n))})
	}
	line := func(n int, price money.Amount) Line { return Line{Item: "tea", Quantity: n, UnitPrice: price} }
	for name, c := range map[string]struct {
		act  func(Order) (Order, error)
		from Order
		want error
	}{
		"none":             {func(o Order) (Order, error) { o, _, err := o.Add(line(0, won(1))); return o, err }, o, ErrQuantity},
		"too many":         {func(o Order) (Order, error) { o, _, err := o.Add(line(100, won(1))); return o, err }, o, ErrQuantity},
		"too many merged":  {func(o Order) (Order, error) { o, _, err := o.Add(line(99, won(1))); return o, err }, o, ErrQuantity},
		"full":             {func(o Order) (Order, error) { o, _, err := o.Add(line(1, won(-1))); return o, err }, full, ErrFull},
		"overflow of line": {func(o Order) (Order, error) { o, _, err := o.Add(line(2, won(math.MaxInt64))); return o, err }, o, money.ErrOverflow},
		"overflow of sum":  {func(o Order) (Order, error) { o, _, err := o.Add(line(1, won(math.MaxInt64))); return o, err }, o, money.ErrOverflow},
		"two currencies": {func(o Order) (Order, error) {
			o, _, err := o.Add(line(1, money.Amount{Minor: 1, Currency: "USD"}))
			return o, err
		}, o, money.ErrCurrency},
		"quantity 0":     {func(o Order) (Order, error) { return o.SetQuantity(0, 0) }, o, ErrQuantity},
		"quantity 100":   {func(o Order) (Order, error) { return o.SetQuantity(0, 100) }, o, ErrQuantity},
		"no such line":   {func(o Order) (Order, error) { return o.SetQuantity(1, 1) }, o, ErrNoLine},
		"line -1":        {func(o Order) (Order, error) { return o.Remove(-1) }, o, ErrNoLine},
		"remove too far": {func(o Order) (Order, error) { return o.Remove(1) }, o, ErrNoLine},
	} {
		got, err := c.act(c.from)
		if !errors.Is(err, c.want) || !got.Equal(c.from) {
			t.Errorf("%s: %v (want %v), order %v", name, err, c.want, got)
		}
	}
}

func TestJSON(t *testing.T) {
	o := add(t, Order{}.WithAnswer("dine", "here"), Line{Item: "latte", Options: Choices{}.Pick("size", "large").SetCount("shots", 2), Quantity: 2, UnitPrice: won(5500)})
	data, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"answers":[{"field":"dine","value":"here"}],"lines":[{"item":"latte","options":[{"option":"shots","count":2},{"option":"size","value":"large"}],"quantity":2,"unit_minor":5500,"currency":"KRW"}]}`
	if string(data) != want {
		t.Errorf("got  %s\nwant %s", data, want)
	}
	var back Order
	if err := json.Unmarshal(data, &back); err != nil || !reflect.DeepEqual(back, o) {
		t.Errorf("came back as %v, %v", back, err)
	}
	for _, bad := range []string{`{"lines":[{"item":"x","quantity":0}]}`, `{"lines":[{"quantity":1.5}]}`, `[]`} {
		if err := json.Unmarshal([]byte(bad), &back); err == nil || !back.Equal(o) {
			t.Errorf("%s was read as %v", bad, back)
		}
	}
}

// Whatever is pressed, the basket stays within its limits and its total is the sum
// of its lines.
func FuzzActs(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 200, 17, 65, 99})
	f.Fuzz(func(t *testing.T, acts []byte) {
		var o Order
		for _, a := range acts {
			arg := int(a >> 2)
			switch a & 3 {
			case 0:
				o, _, _ = o.Add(Line{Item: "a", Quantity: arg, UnitPrice: won(int64(arg % 5))})
			case 1:
				o, _ = o.SetQuantity(arg%7, arg*3)
			case 2:
				o, _ = o.Remove(arg % 9)
			case 3:
				o = o.WithAnswer("f", string(rune('a'+arg%3)))
			}
		}
		sum := int64(0)
		for i, l := range o.Lines() {
			if l.Quantity < 1 || l.Quantity > MaxQuantity {
				t.Fatalf("quantity %d", l.Quantity)
			}
			for _, m := range o.Lines()[:i] {
				if l.Same(m) {
					t.Fatalf("line %v is there twice", l)
				}
			}
			sum += int64(l.Quantity) * l.UnitPrice.Minor
		}
		if total, err := o.Total(); err != nil || total.Minor != sum || o.Len() > MaxLines {
			t.Fatalf("total %v, %v; sum of lines %d", total, err, sum)
		}
	})
}
