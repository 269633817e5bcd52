package service

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/datafile"
	"modu/internal/order"
)

// sampleFileName is the file with the answers of a program that is not there.
const sampleFileName = "sample.yaml"

// Samples are the answers of the program beside the kiosk as the service declares them:
// for development, walks and tests, and for everybody who practises. They never change
// after Load. A nil Samples answers nothing.
type Samples struct{ answers []sampleAnswer }

type sampleFile struct {
	Answers []sampleAnswer `yaml:"answers,required" doc:"The answers; of those that fit a call, the first is taken."`
}

type sampleAnswer struct {
	Path string            `yaml:"path,required" doc:"The path of the call that it answers." pattern:"^/"`
	When map[string]string `yaml:"when" doc:"Only where these fields were sent with these values. In practice nothing that is typed or presented has one."`
	Body map[string]answer `yaml:"body,required" doc:"What is answered, by name: a text, a whole number, a text with its forms as in {text: Parasite, lang: en}, or a list of rows, each with its values by column."`
}

// answer is a value or a list of rows.
type answer struct {
	scalar
	rows []map[string]scalar // of a list
	list bool
}

// DecodeValue reads it.
func (a *answer) DecodeValue(v datafile.Value) error {
	if a.list = v.IsList(); !a.list {
		return a.scalar.DecodeValue(v)
	}
	a.rows = []map[string]scalar{}
	v.Into(&a.rows)
	return nil
}

// JSONSchema is what an answer may be.
func (*answer) JSONSchema() datafile.Object {
	rows := datafile.Object{"type": "array", "items": datafile.Object{"type": "object", "additionalProperties": (*scalar)(nil).JSONSchema()}}
	return datafile.Object{"anyOf": []any{(*scalar)(nil).JSONSchema(), rows}}
}

// Words says it to people.
func (*answer) Words() string { return "text, a whole number or a list of rows" }

// told is the answer as the program would write it in JSON.
func (a answer) told() any {
	if !a.list {
		return a.v
	}
	rows := make([]map[string]any, len(a.rows))
	for i, row := range a.rows {
		rows[i] = map[string]any{}
		for name, v := range row {
			rows[i][name] = v.v
		}
	}
	return rows
}

// scalar is a text or a whole number; a text of digits is written in quotes ("12"). A text
// with its forms is a mapping.
type scalar struct{ v any }

// forms is a text with its forms.
type forms struct {
	Text   string     `yaml:"text,required" doc:"What is shown."`
	Lang   scene.Lang `yaml:"lang" doc:"BCP 47 tag of the language whose voice says it; that of the screen if it is left out."`
	Spoken string     `yaml:"spoken" doc:"How it is said, where that is not how it is written."`
	Easy   string     `yaml:"easy" doc:"The same in plain words, in the easy form."`
}

var errScalar = errors.New("a value is a text, a whole number or a text with its forms")

// DecodeValue reads it.
func (s *scalar) DecodeValue(v datafile.Value) error {
	text, ok := v.Scalar()
	switch {
	case !ok && v.IsList():
		return errScalar
	case !ok:
		var f forms
		v.Into(&f)
		s.v = said(f)
		return nil
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && !v.Quoted() {
		s.v = n
	} else {
		s.v = text
	}
	return nil
}

// JSONSchema is what a value may be.
func (*scalar) JSONSchema() datafile.Object {
	return datafile.Object{"anyOf": []any{datafile.Object{"type": datafile.AnyScalar()}, datafile.TypeSchema(reflect.TypeFor[forms]())}}
}

// Words says it to people.
func (*scalar) Words() string { return "text or a whole number" }

// Answer is the body for a call, as JSON; the first whose fields all match. It reports
// false where there is none.
func (s *Samples) Answer(path string, fields map[string]string) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
next:
	for _, a := range s.answers {
		if a.Path != path {
			continue
		}
		for name, want := range a.When {
			if order.PlainList(fields[name]) != want {
				continue next
			}
		}
		return a.body(), true
	}
	return nil, false
}

// All are the bodies for a path, in the file's order.
func (s *Samples) All(path string) [][]byte {
	var out [][]byte
	if s == nil {
		return nil
	}
	for _, a := range s.answers {
		if a.Path == path {
			out = append(out, a.body())
		}
	}
	return out
}

// Sent is a value that some sample expects to be sent for a field, in the file's order.
func (s *Samples) Sent(field string) (string, bool) {
	if s == nil {
		return "", false
	}
	for _, a := range s.answers {
		if v, ok := a.When[field]; ok {
			return v, true
		}
	}
	return "", false
}

func (a sampleAnswer) body() []byte {
	body := map[string]any{}
	for name, v := range a.Body {
		body[name] = v.told()
	}
	out, err := json.Marshal(body)
	if err != nil {
		return nil // texts and whole numbers can always be written
	}
	return out
}

// Samples of the service; nil where it brings none.
func (s *Service) Samples() *Samples { return s.samples }

// Rehearse is what a call would answer, for somebody who practises: the first sample that
// fits. fields holds choices; what is typed or presented in practice belongs to no one, and
// stands there as Given. It reports false where there is no such sample.
func (s *Service) Rehearse(st Step, fields map[string]string) (map[string]input.Value, bool) {
	body, ok := s.samples.Answer(st.Path, fields)
	if !ok {
		return nil, false
	}
	values, err := st.Read(body)
	return values, err == nil
}

// Unrehearsed names every call without a sample that answers whatever is sent: practice
// ends there, and the screen says so. None of it keeps a service from being run.
func (s *Service) Unrehearsed() datafile.Issues { return s.unrehearsed }

// samples reads and checks the samples, if the service brings any.
func (l *loader) loadSamples() {
	shown := path.Join(l.dir, sampleFileName)
	data, err := datafile.Read(l.fsys, sampleFileName, datafile.MaxBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		l.issues = append(l.issues, datafile.Issue{Pos: datafile.Pos{File: shown}, Msg: "cannot read the file: " + reason(err), Remedy: datafile.Remedy(err, "check its permissions")})
		return
	default:
		var f sampleFile
		doc, issues := datafile.Decode(shown, data, &f)
		if l.issues = append(l.issues, issues...); issues.Err() != nil {
			return
		}
		l.svc.samples = &Samples{f.Answers}
		l.lintSamples(doc)
	}
	for _, id := range slices.Sorted(maps.Keys(l.svc.steps)) {
		st := l.svc.steps[id]
		if st.Kind == Call && !l.svc.samples.always(st.Path) {
			l.svc.unrehearsed = append(l.svc.unrehearsed, l.svcDoc.Issue("steps."+id+".path",
				fmt.Sprintf("add {path: %s, body: {…}} without when to %s", st.Path, shown), "no sample answers %s of step %q, so practice ends before it", st.Path, id))
		}
	}
}

// always reports whether something answers a path whatever is sent.
func (s *Samples) always(path string) bool {
	return s != nil && slices.ContainsFunc(s.answers, func(a sampleAnswer) bool { return a.Path == path && len(a.When) == 0 })
}

// lintSamples checks that each sample is an answer that the kiosk would take.
func (l *loader) lintSamples(doc *datafile.Doc) {
	calls := map[string][]Step{}
	for _, id := range slices.Sorted(maps.Keys(l.svc.steps)) {
		if st := l.svc.steps[id]; st.Kind == Call {
			calls[st.Path] = append(calls[st.Path], st)
		}
	}
	for i, a := range l.svc.samples.answers {
		at := fmt.Sprintf("answers[%d]", i)
		asking := calls[a.Path]
		if len(asking) == 0 {
			l.add(doc, at+".path", datafile.Suggest(a.Path, slices.Sorted(maps.Keys(calls))), "no step calls %q", a.Path)
			continue
		}
		for _, st := range asking {
			if _, err := st.Read(a.body()); err != nil {
				l.add(doc, at+".body", fmt.Sprintf("give every value that step %q declares under answer, in its shape; digits that are a text or a code stand in quotes: \"7\"", st.ID), "%s", err)
			}
			l.lintCalled(doc, at, a, st)
		}
		for _, name := range slices.Sorted(maps.Keys(a.When)) {
			if !slices.ContainsFunc(asking, func(st Step) bool { return slices.Contains(st.Send, name) }) {
				l.add(doc, at+".when."+name, datafile.Suggest(name, asking[0].Send), "%q is not sent to %s", name, a.Path)
			}
		}
	}
}

// alikeCode finds a letter beside digits that sounds or looks like one: by ear the E of E-7
// is a Korean two and the O a five, by sight I and L are ones and the O is a zero.
var alikeCode = regexp.MustCompile(`(?:^|[^A-Za-z])([EILOeilo])-?\d|\d-?([EILOeilo])(?:[^A-Za-z]|$)`)

// lintCalled refuses numbers to be called by that cannot be told apart by ear.
func (l *loader) lintCalled(doc *datafile.Doc, at string, a sampleAnswer, st Step) {
	check := func(at string, r Result, v scalar) {
		code, _ := v.v.(string)
		if m := alikeCode.FindStringSubmatch(code); m != nil && r.Type == ResultCode {
			l.add(doc, at, "let the program give out other letters, such as A, B, C or K", "the %s of %q is taken for a digit when the number is called", m[1]+m[2], code)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(st.Answer)) {
		r, at := st.Answer[name], at+".body."+name
		check(at, r, a.Body[name].scalar)
		for i, row := range a.Body[name].rows {
			for _, column := range slices.Sorted(maps.Keys(row)) {
				c, _ := r.column(column)
				check(fmt.Sprintf("%s[%d].%s", at, i, column), c, row[column])
			}
		}
	}
}
