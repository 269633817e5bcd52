package service

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"modu/accessibility/input"
	"modu/internal/order"
)

// severalService uses every key of choosing several.
const severalService = `version: 1
id: s
name: n
currency: KRW
languages: [ko]
start: look
fields: {pain: {type: many, values: [head, back, fever]}, some: {type: rows}, who: {type: choice, values: [a, b]}}
steps:
  look: {kind: call, title: t, path: /look, answer: {list: {type: rows, id: id, max: 9, of: {id: {type: text}, due: {type: price}, kind: {type: choice, values: [x, y]}}}}, next: pain}
  pain: {kind: choose, title: t, field: pain, pick: many, max: 2, none: t, choices: [{value: head, label: t}, {value: back, label: t}, {value: fever, label: t, when: 'fields.who != "b"'}], next: [{when: '"fever" in fields.pain && size(fields.pain) > 1', go: done}, {go: some}]}
  some: {kind: choose, title: t, field: some, pick: many, min: 1, from: list, row: {label: id, closed: 'row.due == 9', why: w}, next: [{when: 'fields.some.due > 100 && "x" in fields.some.kind', go: who}, {go: send}]}
  who: {kind: choose, title: t, field: who, choices: [{value: a, label: t}, {value: b, label: t}], next: send}
  send: {kind: call, title: t, path: /send, send: [pain, some.id, some.due], answer: {ok: {type: count}}, next: done}
  done: {kind: done, title: t, show: [{label: t, from: pain}, {label: t, from: some.id}]}
`

func severalOf(old, new string) (*Service, string) {
	text := strings.Replace(severalService, old, new, 1)
	svc, issues := Load(fstest.MapFS{"service.yaml": {Data: []byte(text)}}, "s", nil)
	if issues.Err() != nil {
		return nil, issues.Error()
	}
	return svc, ""
}

func TestSeveral(t *testing.T) {
	svc, wrong := severalOf("", "")
	if wrong != "" {
		t.Fatal(wrong)
	}
	st, _ := svc.Step("pain")
	o, f := order.Order{}, Facts{}
	choose := func(none bool, values ...string) string {
		o, f = svc.WithSeveral(st, o, f, values, none)
		m := svc.Several(st, o, f)
		return fmt.Sprint(order.PlainList(o.Answer("pain")), m.Chosen, m.Of, m.Least, m.Most, m.Full(), m.Enough(), m.Lost)
	}
	for _, c := range []struct {
		got, want string
	}{
		{choose(false), "[] 3 0 2 false false 0"},
		{choose(true), "-[] 3 0 2 false false 0"},
		{choose(false, "head"), "head[head] 3 0 2 false true 0"},
		{choose(false, "head", "fever"), "head fever[head fever] 3 0 2 true true 0"},
	} {
		if c.got != c.want {
			t.Errorf("%s, not %s", c.got, c.want)
		}
	}
	if next, err := svc.Next("pain", o, f); next != "done" || err != nil {
		t.Errorf("with fever and more: %q, %v", next, err)
	}
	o = o.WithAnswer("who", "b") // fever is offered no more
	if m := svc.Several(st, o, f); m.Lost != 1 || fmt.Sprint(m.Chosen) != "[head]" {
		t.Errorf("%+v", m)
	}
	for answer, want := range map[string]string{"": "some", NoneGiven: "some"} {
		if next, err := svc.Next("pain", o.WithAnswer("pain", answer), f); next != want || err != nil {
			t.Errorf("%q: %q, %v", answer, next, err)
		}
	}
}

// Of several rows amounts add up, and of anything else there are several.
func TestSeveralRows(t *testing.T) {
	svc, wrong := severalOf("", "")
	if wrong != "" {
		t.Fatal(wrong)
	}
	look, _ := svc.Step("look")
	st, _ := svc.Step("some")
	row := func(id string, due int64, kind string) input.Row {
		return input.Row{"id": {Text: id}, "due": {Number: due}, "kind": {Text: kind}}
	}
	f := Facts(nil).With(look, input.EffectID{}, map[string]input.Value{"list": {Rows: []input.Row{row("a 1", 70, "x"), row("b", 9, "y"), row("c", 60, "y")}}})
	o := order.Order{}
	if got := fmt.Sprint(svc.Offered(st, o, f)); got != "[a 1 c]" {
		t.Errorf("offered are %s", got)
	}
	o, f = svc.WithSeveral(st, o, f, []string{"a 1", "c"}, false)
	if m := svc.Several(st, o, f); len(m.Chosen) != 2 || m.Least != 1 {
		t.Errorf("%+v", m)
	}
	if got := f["some.due"].Number; got != 130 {
		t.Errorf("they cost %d", got)
	}
	if list, is := order.SplitList(f.Sent("some.id", o)); !is || fmt.Sprintf("%q", list) != `["a 1" "c"]` {
		t.Errorf("sent are %q, %v", list, is)
	}
	if got := f.Sent("some.due", o); got != "130" {
		t.Errorf("sent is %q", got)
	}
	if next, err := svc.Next("some", o, f); next != "who" || err != nil {
		t.Errorf("%q, %v", next, err)
	}
	o, f = svc.WithSeveral(st, o, f, nil, true)
	if list, is := order.SplitList(f.Sent("some.id", o)); !is || len(list) != 0 || f.Sent("some.due", o) != "0" {
		t.Errorf("of none are sent %q, %v", list, is)
	}
	if next, err := svc.Next("some", o, f); next != "send" || err != nil {
		t.Errorf("%q, %v", next, err)
	}
}

func TestWrongSeveral(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"pick: many, max: 2, none: t, ", "max: 2, none: t, ", `of step "pain" one is chosen, and "max" is about several; add "pick: many", or remove it`},
		{"pick: many, max: 2", "pick: some, max: 2", `pick "some" is not known`},
		{"max: 2", "max: 4", `of step "pain" 0 to 4 are chosen, of 3`},
		{"max: 2", "min: 3, max: 2", `of step "pain" 3 to 2 are chosen`},
		{"max: 2", "min: 1", "so that nobody can choose none; remove min, or this"},
		{"pain: {type: many", "pain: {type: choice", `field "pain" is of type choice`},
		{"some: {type: rows}", "some: {type: row}", `field "some" is of type row`},
		{"some: {type: rows}", "some: {type: rows, values: [a]}", `field "some" is rows and has no values`},
		{"values: [head, back, fever]", "values: []", `field "pain" has no values`},
		{"{value: head, label: t}", "{value: head, label: t, go: done}", `choice "head" leads somewhere, and several may be chosen`},
		{`"fever" in fields.pain`, `"fevr" in fields.pain`, `fields.pain is never "fevr"; did you mean "fever"?`},
		{`"x" in fields.some.kind`, `"z" in fields.some.kind`, `fields.some.kind is never "z"`},
		{`"fever" in fields.pain`, `fields.pain == "fever"`, "found no matching overload"},
		{"max: 9", "max: 90", "cannot be looked through by who may choose several of them; let the program be asked for less: max: 50"},
		{"send: [pain, some.id", "send: [pain, some", `field "some" is a row, which is not sent as a whole`},
	} {
		if _, got := severalOf(c.old, c.new); !strings.Contains(got, c.want) {
			t.Errorf("%s → %s: %s, not %q", c.old, c.new, got, c.want)
		}
	}
}
