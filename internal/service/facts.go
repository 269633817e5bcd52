package service

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/order"
)

// ValueType is what a value is: an answered one, a column of a list, or a field. Each of them
// takes some of the types.
type ValueType string

// The types of a result.
const (
	ResultText   ValueType = "text"
	ResultCode   ValueType = "code"
	ResultPrice  ValueType = "price"
	ResultCount  ValueType = "count"
	ResultChoice ValueType = "choice"
	ResultDate   ValueType = "date" // as in ISO 8601: 2026-11-28
	ResultTime   ValueType = "time" // a time of day: 14:30
	ResultRows   ValueType = "rows"
)

// Facts is what calls have answered so far, by name.
type Facts map[string]Fact

// Fact is one answered value with what the service says about it.
type Fact struct {
	Result
	input.Value
	Step string         // that gave it
	Call input.EffectID // whose answer it was; zero in practice
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

// seen is what an expression sees of a value: of a list, how many rows it has, and of a
// plan, how many seats are free.
func (r Result) seen(v input.Value) any {
	if r.Many {
		return Fact{Result: r, Value: v}.list()
	}
	switch r.Type {
	case ResultPrice, ResultCount:
		return v.Number
	case ResultRows:
		return int64(len(v.Rows))
	case ResultSeats:
		return int64(freeIn(v.Seats))
	}
	return v.Text
}

// With adds what the call of a step answered. It returns a new value.
func (f Facts) With(st Step, call input.EffectID, values map[string]input.Value) Facts {
	more := Facts{}
	for id, r := range st.Answer {
		more[id] = Fact{r, values[id], st.ID, call}
	}
	return f.and(more)
}

// WithStep adds what one step gave in others. It returns a new value.
func (f Facts) WithStep(step string, others Facts) Facts {
	more := maps.Clone(others)
	maps.DeleteFunc(more, func(_ string, x Fact) bool { return x.Step != step })
	return f.and(more)
}

// and is f with more; none are nil, so that equal facts are deeply equal.
func (f Facts) and(more Facts) Facts {
	if len(more) == 0 {
		return f
	}
	out := maps.Clone(f)
	if out == nil {
		out = Facts{}
	}
	maps.Copy(out, more)
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
	// listSize bounds one list, in bytes: ten thousand rows of three plain values are a third.
	listSize = 3 << 20
)

// MaxAnswer bounds the body of the answer to a call, in bytes. It grows with the lists
// that the step declares.
func (st Step) MaxAnswer() int {
	most := plainAnswer
	for _, r := range st.Answer {
		columns := min(len(r.Of), maxColumns)
		if r.Type == ResultSeats {
			columns = 2 // the zone, and all places of a row
		}
		most += min(min(r.Most(), r.rowsAllowed())*columns*cellSize, listSize)
	}
	return most
}

// ErrAnswer: what a call got back does not have the shape that the service declares.
var ErrAnswer = errors.New("service: the answer has another shape than declared")

// Wrong is what is wrong with an answer.
type Wrong string

// What can be wrong; people are told in the message "health.service." with it.
const (
	WrongSize    Wrong = "size"    // it is longer than Step.MaxAnswer
	WrongObject  Wrong = "object"  // it is no JSON object
	WrongMissing Wrong = "missing" // a value is not there
	WrongNumber  Wrong = "number"  // it is no whole number
	WrongRange   Wrong = "range"   // it is below zero, or too large
	WrongText    Wrong = "text"    // it is no text
	WrongLength  Wrong = "length"  // it is empty, or too long
	WrongSigns   Wrong = "signs"   // it holds characters that cannot be shown
	WrongValue   Wrong = "value"   // it is none of the values that were declared
	WrongForms   Wrong = "forms"   // it is no object of a text and its forms, or may not have forms
	WrongList    Wrong = "list"    // it is no list
	WrongMany    Wrong = "many"    // it has more rows than it may have
	WrongTwice   Wrong = "twice"   // another row has the same id
	WrongPlaces  Wrong = "places"  // it does not name places of a row of seats
	WrongDate    Wrong = "date"    // it is no date
	WrongTime    Wrong = "time"    // it is no time of day
)

// Wrongs are all of them.
func Wrongs() []Wrong {
	return []Wrong{WrongSize, WrongObject, WrongMissing, WrongNumber, WrongRange, WrongText, WrongLength, WrongSigns, WrongValue, WrongForms, WrongList, WrongMany, WrongTwice, WrongPlaces, WrongDate, WrongTime}
}

// inEnglish is what each says of a value.
var inEnglish = map[Wrong]string{
	WrongSize:    "is longer than it may be",
	WrongObject:  "is no JSON object",
	WrongMissing: "is missing",
	WrongNumber:  "is no whole number",
	WrongRange:   "is out of range",
	WrongText:    "is no text",
	WrongLength:  fmt.Sprintf("has not 1 to %d characters", maxAnswerText),
	WrongSigns:   "holds characters that cannot be shown",
	WrongValue:   "is none of its values",
	WrongForms:   `is no object of the texts "text", "lang", "spoken" and "easy", which only a text may be`,
	WrongList:    "is no list",
	WrongMany:    "has more rows than it may have",
	WrongTwice:   "is that of another row",
	WrongPlaces:  `does not name a row by 1 to 16 letters, digits and -, or each of its places once, as in "A B | C D"`,
	WrongDate:    `is no date such as "2026-11-28"`,
	WrongTime:    `is no time of day such as "14:30"`,
}

// Error is Wrong in English.
func (w Wrong) Error() string { return inEnglish[w] }

// AnswerError says what is wrong with an answer, and never what it holds. It is an ErrAnswer.
type AnswerError struct {
	Name string // of the value, such as "cars", or "cars[2].plate" in the second row; "" for the answer as a whole
	Wrong
}

func (e *AnswerError) Error() string {
	if e.Name == "" {
		return fmt.Sprintf("%s: it %s", ErrAnswer, e.Wrong)
	}
	return fmt.Sprintf("%s: %q %s", ErrAnswer, e.Name, e.Wrong)
}

// Unwrap is ErrAnswer.
func (e *AnswerError) Unwrap() error { return ErrAnswer }

// Read takes the answer of a call apart: a JSON object with every declared name. Anything
// else is an *AnswerError. It never trusts what comes from outside: sizes, ranges and
// control characters are checked.
func (st Step) Read(body []byte) (map[string]input.Value, error) {
	if len(body) > st.MaxAnswer() {
		return nil, &AnswerError{"", WrongSize}
	}
	var got map[string]json.RawMessage
	if err := json.Unmarshal(body, &got); err != nil {
		return nil, &AnswerError{"", WrongObject}
	}
	out := map[string]input.Value{}
	for _, name := range slices.Sorted(maps.Keys(st.Answer)) {
		v, in, wrong := st.Answer[name].readAny(got[name])
		if wrong != "" {
			return nil, &AnswerError{name + in, wrong}
		}
		out[name] = v
	}
	return out, nil
}

// readAny takes one declared value apart. Of a list, in says where in it something is wrong.
func (r Result) readAny(raw json.RawMessage) (v input.Value, in string, wrong Wrong) {
	switch r.Type {
	case ResultRows:
		v.Rows, in, wrong = r.readRows(raw)
	case ResultSeats:
		v.Seats, in, wrong = r.readSeats(raw)
	default:
		v, wrong = r.read(raw)
	}
	return v, in, wrong
}

// read takes one value apart that is no list.
func (r Result) read(raw json.RawMessage) (input.Value, Wrong) {
	switch {
	case len(raw) == 0 || bytes.Equal(raw, []byte("null")):
		return input.Value{}, WrongMissing
	case r.Type == ResultPrice || r.Type == ResultCount:
		return readNumber(raw)
	}
	v, wrong := readText(raw)
	switch {
	case wrong != "":
		return input.Value{}, wrong
	case r.Type != ResultText && v != (said{Text: v.Text}):
		return input.Value{}, WrongForms
	case r.Type == ResultChoice && !slices.Contains(r.Values, v.Text):
		return input.Value{}, WrongValue
	case r.Type == ResultDate || r.Type == ResultTime:
		return readWhen(r.Type, v.Text)
	}
	return input.Value{Text: v.Text, Lang: v.Lang, Spoken: v.Spoken, Easy: v.Easy}, ""
}

// Layouts of what programs write; both compare as texts, in guards too.
const (
	dateLayout = "2006-01-02"
	timeLayout = "15:04"
)

// readWhen reads a date as days since 1970-01-01, or a time of day as minutes since midnight. The
// text stays as it was written: it is what is sent on, and what guards compare.
func readWhen(kind ValueType, text string) (input.Value, Wrong) {
	if kind == ResultDate {
		d, err := time.Parse(dateLayout, text)
		if err != nil || d.Year() < 1000 {
			return input.Value{}, WrongDate
		}
		return input.Value{Text: text, Number: d.Unix() / int64(24*time.Hour/time.Second)}, ""
	}
	t, err := time.Parse(timeLayout, text)
	if err != nil || len(text) != len(timeLayout) { // 9:05 would come behind 14:30 as a text
		return input.Value{}, WrongTime
	}
	return input.Value{Text: text, Number: int64(t.Hour()*60 + t.Minute())}, ""
}

func readNumber(raw json.RawMessage) (input.Value, Wrong) {
	var n int64
	if json.Unmarshal(raw, &n) != nil {
		return input.Value{}, WrongNumber
	}
	if n < 0 || n > maxAnswerNumber {
		return input.Value{}, WrongRange
	}
	return input.Value{Number: n}, ""
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
func readText(raw json.RawMessage) (said, Wrong) {
	var s said
	if raw[0] != '{' {
		if json.Unmarshal(raw, &s.Text) != nil {
			return said{}, WrongText
		}
	} else {
		d := json.NewDecoder(bytes.NewReader(raw))
		d.DisallowUnknownFields()
		if d.Decode(&s) != nil {
			return said{}, WrongForms
		}
	}
	if s.Text == "" {
		return said{}, WrongLength
	}
	for _, form := range [...]string{s.Text, s.Spoken, s.Easy} {
		if wrong := printable(form, maxAnswerText); wrong != "" {
			return said{}, wrong
		}
	}
	if s.Lang != "" && (len(s.Lang) > maxLanguage || !language.MatchString(string(s.Lang))) {
		return said{}, WrongForms
	}
	return s, ""
}

// printable is what is wrong with a text that may have so many code points.
func printable(text string, most int) Wrong {
	switch {
	case utf8.RuneCountInString(text) > most:
		return WrongLength
	case !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) }):
		return WrongSigns
	}
	return ""
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
		if name != BasketName { // that is no value
			out[name] = f.Sent(name, o)
		}
	}
	return out
}

// Sent is a field, an answer or a column of a chosen row as it is sent: "" where it is not
// known.
func (f Facts) Sent(name string, o order.Order) string {
	switch fact, ok := f[name]; {
	case !ok:
		return o.Answer(name)
	case fact.Many:
		return order.JoinList(fact.list())
	case fact.Type == ResultPrice || fact.Type == ResultCount:
		return strconv.FormatInt(fact.Number, 10)
	default:
		return fact.Text
	}
}

// Cancellation is how the program is told that nobody wants any more what a call has made it
// keep, and the ids among the values that name it; false for a call that keeps nothing.
func (st Step) Cancellation(lang scene.Lang, values map[string]input.Value) (order.Report, bool) {
	if st.Cancel == nil {
		return order.Report{}, false
	}
	said := order.Report{Path: st.Cancel.Path, Language: string(lang)}
	for _, name := range st.Cancel.Send {
		v, there := values[name]
		if there && st.Answer[name].Hold {
			if said.Fields == nil {
				said.Fields = map[string]string{}
			}
			said.Fields[name] = v.Text
		}
	}
	return said, true
}

// Bill makes the basket of a charge: one of its item, at what was answered, or what was
// counted. Errors: ErrUnknown, money.ErrOverflow, those of Counts.
func (s *Service) Bill(st Step, f Facts, o order.Order) (order.Order, error) {
	if st.Charge.Counts != "" {
		return s.billCounts(s.steps[st.Charge.Counts], f, o)
	}
	fact, ok := f[st.Charge.From]
	if _, known := s.Item(st.Charge.Item); !known || !ok || fact.Number < 0 {
		return o, fmt.Errorf("%w: charge of step %s", ErrUnknown, st.ID)
	}
	next, _, err := o.WithoutLines().Add(order.Line{Item: st.Charge.Item, Quantity: 1, UnitPrice: s.Amount(fact.Number)})
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
	out, _ := s.shown(st, o, f)
	return out
}

// shown is Shown, and the first guard that failed.
func (s *Service) shown(st Step, o order.Order, f Facts) (out []Shown, failed error) {
	in := s.orderInput(o, f)
	for i, sh := range st.Show {
		open, err := s.guard(sh.When, in)
		if err != nil && failed == nil {
			failed = &FailedGuard{st.ID, fmt.Sprintf("show[%d].when", i), err}
		}
		if open || err != nil {
			out = append(out, sh)
		}
	}
	return out, failed
}

// Tellable is nil where every guard of what a step offers and shows can be told, for this
// order and what is known; else the first *FailedGuard.
func (s *Service) Tellable(st Step, o order.Order, f Facts) error {
	if _, err := s.Choices(st.ID, o, f); err != nil {
		return err
	}
	if _, err := s.Counts(st, o, f); err != nil {
		return err
	}
	_, err := s.shown(st, o, f)
	return err
}

// ChoiceLabel is the message that names a value of a field, "" where there is none.
func (s *Service) ChoiceLabel(field, value string) string { return s.choice(field, value).Label }

// ChoiceName is what a value of a field is called behind what was asked, "" where there is none.
func (s *Service) ChoiceName(field, value string) string {
	c := s.choice(field, value)
	return cmp.Or(c.Name, c.Label)
}

// ChoicePicture is the picture of a value of a field, "" where it has none.
func (s *Service) ChoicePicture(field, value string) string { return s.choice(field, value).Picture }

// choice is the first that gives a field a value.
func (s *Service) choice(field, value string) Choice {
	for _, id := range slices.Sorted(maps.Keys(s.steps)) {
		for _, c := range s.steps[id].Choices {
			if s.steps[id].Field == field && c.Value == value {
				return c
			}
		}
	}
	return Choice{}
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
