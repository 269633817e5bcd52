package service

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/order"
)

// The types of a result.
const (
	ResultText   = "text"
	ResultCode   = "code"
	ResultPrice  = "price"
	ResultCount  = "count"
	ResultChoice = "choice"
	ResultRows   = "rows"
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
		return r.seen(in.facts[id].Value), true
	}
	return nil, false
}

// cell is what an expression sees of a value of the row that it is about.
func (in seen) cell(name string) (any, bool) {
	for id, c := range in.columns {
		if celName(id) == name {
			return Result{Type: c.Type}.seen(in.row[id]), true
		}
	}
	return nil, false
}

// seen is what an expression sees of a value: of a list, how many rows it has.
func (r Result) seen(v input.Value) any {
	switch r.Type {
	case ResultPrice, ResultCount:
		return v.Number
	case ResultRows:
		return int64(len(v.Rows))
	}
	return v.Text
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
	// maxAnswerNumber bounds a number from outside: nine digits are read in one breath,
	// and no basket of them overflows.
	maxAnswerNumber = 999_999_999
	// plainAnswer is how large an answer without lists may be, in bytes.
	plainAnswer = 64 << 10
	// cellSize is how large one value of a row may be, in bytes: a text in three forms,
	// each of maxAnswerText code points of four bytes, and the names around them.
	cellSize = 3*maxAnswerText*4 + 128
)

// MaxAnswer bounds the body of the answer to a call, in bytes. It grows with the lists
// that the step declares.
func (st Step) MaxAnswer() int {
	most := plainAnswer
	for _, r := range st.Answer {
		most += min(r.Most(), maxRows) * min(len(r.Of), maxColumns) * cellSize
	}
	return most
}

// ErrAnswer: what a call got back does not have the shape that the service declares.
var ErrAnswer = errors.New("service: the answer has another shape than declared")

// Read takes the answer of a call apart: a JSON object with every declared name.
// Anything else is ErrAnswer, in words for staff, which never hold what was answered. It
// never trusts what comes from outside: sizes, ranges and control characters are checked.
func (st Step) Read(body []byte) (map[string]input.Value, error) {
	if len(body) > st.MaxAnswer() {
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
			return nil, fmt.Errorf("%w: %q %w", ErrAnswer, name, err)
		}
		out[name] = v
	}
	return out, nil
}

var errMissing = errors.New("is missing")

// read takes one declared value apart.
func (r Result) read(raw json.RawMessage) (input.Value, error) {
	switch {
	case len(raw) == 0 || bytes.Equal(raw, []byte("null")):
		return input.Value{}, errMissing
	case r.Type == ResultRows:
		rows, err := r.readRows(raw)
		return input.Value{Rows: rows}, err
	case r.Type == ResultPrice || r.Type == ResultCount:
		return readNumber(raw)
	}
	v, err := readText(raw)
	switch {
	case err != nil:
		return input.Value{}, err
	case r.Type != ResultText && v != (said{Text: v.Text}):
		return input.Value{}, errors.New("has forms, which only a text may have")
	case r.Type == ResultChoice && !slices.Contains(r.Values, v.Text):
		return input.Value{}, errors.New("is none of its values")
	}
	return input.Value{Text: v.Text, Lang: v.Lang, Spoken: v.Spoken, Easy: v.Easy}, nil
}

func readNumber(raw json.RawMessage) (input.Value, error) {
	var n int64
	if json.Unmarshal(raw, &n) != nil {
		return input.Value{}, errors.New("is no whole number")
	}
	if n < 0 || n > maxAnswerNumber {
		return input.Value{}, errors.New("is out of range")
	}
	return input.Value{Number: n}, nil
}

// said is a text from outside with its forms.
type said struct {
	Text   string     `json:"text"`
	Lang   scene.Lang `json:"lang,omitempty"`
	Spoken string     `json:"spoken,omitempty"`
	Easy   string     `json:"easy,omitempty"`
}

// language is how a language is named: the tags that BCP 47 gives to languages, with a
// script or a region.
var language = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// readText reads a text, or an object with the text and its forms.
func readText(raw json.RawMessage) (said, error) {
	var s said
	if raw[0] != '{' {
		if json.Unmarshal(raw, &s.Text) != nil {
			return said{}, errors.New("is no text")
		}
	} else {
		d := json.NewDecoder(bytes.NewReader(raw))
		d.DisallowUnknownFields()
		if d.Decode(&s) != nil {
			return said{}, errors.New(`is no object of the texts "text", "lang", "spoken" and "easy"`)
		}
	}
	if s.Text == "" {
		return said{}, fmt.Errorf("has not 1 to %d characters", maxAnswerText)
	}
	for _, form := range [...]string{s.Text, s.Spoken, s.Easy} {
		switch {
		case utf8.RuneCountInString(form) > maxAnswerText:
			return said{}, fmt.Errorf("has not 1 to %d characters", maxAnswerText)
		case !utf8.ValidString(form) || strings.ContainsFunc(form, func(r rune) bool { return !unicode.IsPrint(r) }):
			return said{}, errors.New("holds characters that cannot be shown")
		}
	}
	if s.Lang != "" && (len(s.Lang) > maxLanguage || !language.MatchString(string(s.Lang))) {
		return said{}, errors.New("names no language")
	}
	return s, nil
}

// maxLanguage bounds the name of a language, in bytes: zh-Hans-CN and the like.
const maxLanguage = 20

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
	addColumns(out, steps)
	return out
}

// Result is the declaration of an answer.
func (s *Service) Result(name string) (Result, bool) {
	r, ok := s.results[name]
	return r, ok
}

// Told are the values of a report, as text: choices, what calls have answered and columns
// of chosen rows.
func (r *Report) Told(o order.Order, f Facts) map[string]string {
	out := map[string]string{}
	for _, name := range r.Send {
		out[name] = f.Sent(name, o)
	}
	return out
}

// Sent is a field, an answer or a column of a chosen row as it is sent: "" where it is not
// known.
func (f Facts) Sent(name string, o order.Order) string {
	switch fact, ok := f[name]; {
	case !ok:
		return o.Answer(name)
	case fact.Type == ResultPrice || fact.Type == ResultCount:
		return strconv.FormatInt(fact.Number, 10)
	default:
		return fact.Text
	}
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
