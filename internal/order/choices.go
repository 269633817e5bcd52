package order

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Choice is one picked option: a Value for "one" and "many", a Count for "count".
type Choice struct {
	Option string `json:"option"`
	Value  string `json:"value,omitempty"`
	Count  int    `json:"count,omitempty"`
}

// Choices are the options picked for one item, sorted and without repeats, so
// that equal picks are equal values whatever the order they were made in. Its
// methods return new slices.
type Choices []Choice

func compareChoice(a, b Choice) int {
	return cmp.Or(strings.Compare(a.Option, b.Option), strings.Compare(a.Value, b.Value))
}

// Value is what is picked for a "one" option, "" for nothing.
func (c Choices) Value(option string) string {
	for _, x := range c {
		if x.Option == option {
			return x.Value
		}
	}
	return ""
}

// Values is what is picked for a "many" option.
func (c Choices) Values(option string) []string {
	var out []string
	for _, x := range c {
		if x.Option == option {
			out = append(out, x.Value)
		}
	}
	return out
}

// Count is how often a "count" option is picked.
func (c Choices) Count(option string) int {
	for _, x := range c {
		if x.Option == option {
			return x.Count
		}
	}
	return 0
}

// Has reports whether the value is picked.
func (c Choices) Has(option, value string) bool {
	return slices.ContainsFunc(c, func(x Choice) bool { return x.Option == option && x.Value == value })
}

// Pick sets a "one" option; "" clears it.
func (c Choices) Pick(option, value string) Choices {
	out := c.without(option)
	if value == "" {
		return out
	}
	return out.with(Choice{Option: option, Value: value})
}

// Toggle adds or removes one value of a "many" option.
func (c Choices) Toggle(option, value string) Choices {
	same := func(x Choice) bool { return x.Option == option && x.Value == value }
	if slices.ContainsFunc(c, same) {
		return none(slices.DeleteFunc(slices.Clone(c), same))
	}
	return slices.Clone(c).with(Choice{Option: option, Value: value})
}

// SetCount sets a "count" option; 0 clears it.
func (c Choices) SetCount(option string, n int) Choices {
	out := c.without(option)
	if n == 0 {
		return out
	}
	return out.with(Choice{Option: option, Count: n})
}

// Equal reports whether the same things are picked.
func (c Choices) Equal(d Choices) bool { return slices.Equal(c, d) }

// String is the form for transcripts: "shots=2 size=large".
func (c Choices) String() string {
	parts := make([]string, len(c))
	for i, x := range c {
		v := x.Value
		if v == "" {
			v = strconv.Itoa(x.Count)
		}
		parts[i] = x.Option + "=" + v
	}
	return strings.Join(parts, " ")
}

func (c Choices) without(option string) Choices {
	return none(slices.DeleteFunc(slices.Clone(c), func(x Choice) bool { return x.Option == option }))
}

// with inserts into a slice that the caller owns.
func (c Choices) with(x Choice) Choices {
	i, _ := slices.BinarySearchFunc(c, x, compareChoice)
	return slices.Insert(c, i, x)
}

// canonical is a sorted copy without repeats.
func (c Choices) canonical() Choices {
	if len(c) == 0 {
		return nil
	}
	out := slices.Clone(c)
	slices.SortStableFunc(out, compareChoice)
	return slices.CompactFunc(out, func(a, b Choice) bool { return compareChoice(a, b) == 0 })
}
