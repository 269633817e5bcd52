package service

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/input"
	"modu/internal/order"
)

// The types of a result.
const (
	ResultText   = "text"
	ResultCode   = "code"
	ResultPrice  = "price"
	ResultCount  = "count"
	ResultChoice = "choice"
)

// Facts is what calls have answered so far, by name.
type Facts map[string]Fact

// Fact is one answered value with what the service says about it.
type Fact struct {
	Result
	input.Value
}

// Redacted is the fact without its value, unless anybody may hear it.
func (f Fact) Redacted() Fact {
	if !f.Public {
		f.Value = input.Value{Text: "<personal>"}
	}
	return f
}

// answered is what an expression sees of an answer: "" or 0 before there is one, so
// that no guard fails for want of an answer.
func (in seen) answered(name string) (any, bool) {
	for id, r := range in.results {
		if celName(id) != name {
			continue
		}
		v := in.facts[id]
		if r.Type == ResultPrice || r.Type == ResultCount {
			return v.Number, true
		}
		return v.Text, true
	}
	return nil, false
}

// With adds what a call answered. It returns a new value.
func (f Facts) With(st Step, values map[string]input.Value) Facts {
	out := maps.Clone(f)
	if out == nil {
		out = Facts{}
	}
	for id, r := range st.Answer {
		out[id] = Fact{r, values[id]}
	}
	return out
}

const (
	// maxAnswerText bounds a text from outside, in code points: it must fit a screen
	// and be over soon when read aloud.
	maxAnswerText = 80
	// MaxAnswer bounds the body of an answer, in bytes.
	MaxAnswer = 64 << 10
	// maxAnswerNumber bounds a number from outside: nine digits are read in one breath,
	// and no basket of them overflows.
	maxAnswerNumber = 999_999_999
)

// ErrAnswer: what a call got back does not have the shape that the service declares.
var ErrAnswer = errors.New("service: the answer has another shape than declared")

// Read takes the answer of a call apart: a JSON object with every declared name.
// Anything else is ErrAnswer, in words for staff. It never trusts what comes from
// outside: sizes, ranges and control characters are checked.
func (st Step) Read(body []byte) (map[string]input.Value, error) {
	if len(body) > MaxAnswer {
		return nil, fmt.Errorf("%w: %d bytes", ErrAnswer, len(body))
	}
	var got map[string]json.RawMessage
	if err := json.Unmarshal(body, &got); err != nil {
		return nil, fmt.Errorf("%w: it is no JSON object", ErrAnswer)
	}
	out := map[string]input.Value{}
	for _, name := range slices.Sorted(maps.Keys(st.Answer)) {
		v, err := st.Answer[name].read(got[name])
		if err != nil {
			return nil, fmt.Errorf("%w: %q %s", ErrAnswer, name, err)
		}
		out[name] = v
	}
	return out, nil
}

func (r Result) read(raw json.RawMessage) (input.Value, error) {
	if len(raw) == 0 || bytes.Equal(raw, []byte("null")) {
		return input.Value{}, errors.New("is missing")
	}
	if r.Type == ResultPrice || r.Type == ResultCount {
		var n int64
		if json.Unmarshal(raw, &n) != nil {
			return input.Value{}, errors.New("is no whole number")
		}
		if n < 0 || n > maxAnswerNumber {
			return input.Value{}, errors.New("is out of range")
		}
		return input.Value{Number: n}, nil
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return input.Value{}, errors.New("is no text")
	}
	switch {
	case s == "" || utf8.RuneCountInString(s) > maxAnswerText:
		return input.Value{}, fmt.Errorf("has not 1 to %d characters", maxAnswerText)
	case !utf8.ValidString(s) || bytes.ContainsFunc([]byte(s), func(r rune) bool { return !unicode.IsPrint(r) }):
		return input.Value{}, errors.New("holds characters that cannot be shown")
	case r.Type == ResultChoice && !slices.Contains(r.Values, s):
		return input.Value{}, errors.New("is none of its values")
	}
	return input.Value{Text: s}, nil
}

// results collects what all calls answer. Of two declarations of one name the loader
// refuses the second if it differs.
func results(steps map[string]Step) map[string]Result {
	out := map[string]Result{}
	for _, id := range slices.Sorted(maps.Keys(steps)) {
		for name, r := range steps[id].Answer {
			if _, have := out[name]; !have {
				out[name] = r
			}
		}
	}
	return out
}

// Result is the declaration of an answer.
func (s *Service) Result(name string) (Result, bool) {
	r, ok := s.results[name]
	return r, ok
}

// Told are the values of a report, as text: choices and what calls have answered.
func (r *Report) Told(o order.Order, f Facts) map[string]string {
	out := map[string]string{}
	for _, name := range r.Send {
		if name == BasketName {
			continue // it is no value
		}
		switch fact, ok := f[name]; {
		case !ok:
			out[name] = o.Answer(name)
		case fact.Type == ResultPrice || fact.Type == ResultCount:
			out[name] = strconv.FormatInt(fact.Number, 10)
		default:
			out[name] = fact.Text
		}
	}
	return out
}

// Bill makes the basket of a charge: one of its item, at what was answered. Errors:
// ErrUnknown, money.ErrOverflow.
func (s *Service) Bill(st Step, f Facts, o order.Order) (order.Order, error) {
	fact, ok := f[st.Charge.From]
	if _, known := s.Item(st.Charge.Item); !known || !ok || fact.Number < 0 {
		return o, fmt.Errorf("%w: charge of step %s", ErrUnknown, st.ID)
	}
	for o.Len() > 0 {
		var err error
		if o, err = o.Remove(0); err != nil {
			return o, err
		}
	}
	next, _, err := o.Add(order.Line{Item: st.Charge.Item, Quantity: 1, UnitPrice: s.Amount(fact.Number)})
	return next, err
}

// ApplyDiscount takes an answered discount off an order, in the place of the one that was taken off
// for the same reason. Errors are those of order.WithDiscount.
func (s *Service) ApplyDiscount(st Step, f Facts, o order.Order) (order.Order, error) {
	return o.WithDiscount(st.Discount.Label, s.Amount(f[st.Discount.From].Number))
}

// Shown are the lines of a step that are shown now. A guard that cannot be told
// hides nothing.
func (s *Service) Shown(st Step, o order.Order, f Facts) []Shown {
	in := s.orderInput(o, f)
	var out []Shown
	for _, sh := range st.Show {
		if open, err := s.guard(sh.When, in); open || err != nil {
			out = append(out, sh)
		}
	}
	return out
}

// ChoiceLabel is the message that names a value of a field, "" where there is none.
func (s *Service) ChoiceLabel(field, value string) string {
	for _, id := range slices.Sorted(maps.Keys(s.steps)) {
		for _, c := range s.steps[id].Choices {
			if s.steps[id].Field == field && c.Value == value {
				return c.Label
			}
		}
	}
	return ""
}

// PrintsLarge reports whether something picked asks for large type.
func (s *Service) PrintsLarge(item string, picked order.Choices) bool {
	it, _ := s.Item(item)
	for _, id := range it.Options {
		o, _ := s.Option(id)
		for _, v := range o.Values {
			if v.Large && picked.Has(id, v.ID) {
				return true
			}
		}
	}
	return false
}
