package service_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"modu/internal/service"
)

// What is missed by who only listens is named with its line, and keeps nobody from running the
// service: an answer that a review tells without its question, and languages beside a keyboard.
func TestUnheard(t *testing.T) {
	const svc = `version: 1
id: desk
name: n
currency: KRW
languages: [ko, en]
start: FIRST
fields: {why: {type: choice, values: [a, b]}, after: {type: choice, values: [a, b]}, number: {type: entry}}
steps:
  ask: {kind: enter, title: t, field: number, next: why}
  why: {kind: choose, title: t, NAME field: why, next: fee, choices: [{value: a, label: t}, {value: b, label: t}]}
  fee: {kind: call, title: t, path: /fee, answer: {due: {type: price}}, next: review}
  review: {kind: review, title: t, charge: {item: bill, from: due}, next: pay}
  pay: {kind: pay, title: t, next: after}
  after: {kind: choose, title: t, field: after, next: done, choices: [{value: a, label: t}, {value: b, label: t}]}
  done: {kind: done, title: t}
`
	const hello = "  hello: {kind: show, title: t, says: [t], next: ask}\n"
	for name, c := range map[string]struct {
		svc  string
		want []string
	}{
		"neither":             {strings.NewReplacer("FIRST", "hello", "NAME", "name: n,", "steps:\n", "steps:\n"+hello).Replace(svc), nil},
		"an unnamed answer":   {strings.NewReplacer("FIRST", "hello", "NAME", "", "steps:\n", "steps:\n"+hello).Replace(svc), []string{`desk/service.yaml:11:8: a review tells what was answered at step "why", but not what was asked`}},
		"a keyboard first":    {strings.NewReplacer("FIRST", "ask", "NAME", "name: n,").Replace(svc), []string{`desk/service.yaml:6`}},
		"one language is all": {strings.NewReplacer("FIRST", "ask", "NAME", "name: n,", "[ko, en]", "[ko]").Replace(svc), nil},
	} {
		dir := fstest.MapFS{"service.yaml": {Data: []byte(c.svc)}, "menu.yaml": {Data: []byte("version: 1\nitems: [{id: bill, label: t, price: 0}]\n")}}
		s, issues := service.Load(dir, "desk", nil)
		if issues.Err() != nil {
			t.Fatalf("%s: %v", name, issues)
		}
		got := s.Unheard()
		if len(got) != len(c.want) {
			t.Errorf("%s: %v", name, got)
			continue
		}
		for i, want := range c.want {
			if !strings.HasPrefix(got[i].Error(), want) || got[i].Remedy == "" {
				t.Errorf("%s: %q, want %q", name, got[i].Error(), want)
			}
		}
	}
}
