package service_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"modu/internal/service"
)

const askingService = `version: 1
id: desk
name: n
currency: KRW
languages: [ko]
start: why
fields: {why: {type: choice, values: [a, b]}, number: {type: entry}}
steps:
  why: {kind: choose, title: t, field: why, next: ask, choices: [{value: a, label: t}, {value: b, label: t}]}
  ask: {kind: enter, title: t, field: number, secret: true, next: look}
  look: {kind: call, title: t, path: /look, send: [why, number], answer: {ticket: {type: code}, ahead: {type: count}}, next: done}
  done: {kind: done, title: t}
`

func asking(samples string) (*service.Service, string) {
	dir := fstest.MapFS{"service.yaml": {Data: []byte(askingService)}}
	if samples != "" {
		dir["sample.yaml"] = &fstest.MapFile{Data: []byte(samples)}
	}
	svc, issues := service.Load(dir, "desk", nil)
	return svc, issues.Error()
}

// A call that no sample answers is named with file and line, and keeps nobody from running
// the service; one that a sample answers only sometimes is named too.
func TestUnrehearsed(t *testing.T) {
	for samples, want := range map[string]string{
		"": "desk/service.yaml:11",
		"version: 1\nanswers:\n  - {path: /look, when: {number: \"9\"}, body: {ticket: A, ahead: 1}}\n": "desk/service.yaml:11",
		"version: 1\nanswers:\n  - {path: /look, body: {ticket: A, ahead: 1}}\n":                        "",
	} {
		svc, msg := asking(samples)
		if svc == nil {
			t.Fatal(msg)
		}
		got := svc.Unrehearsed()
		if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || !strings.HasPrefix(got[0].Error(), want) || !strings.Contains(got[0].Error(), "/look")) {
			t.Errorf("%q: %v", samples, got)
		}
	}
}

// A sample that the kiosk would refuse from a program is a mistake, with file and line.
func TestSamplesAreChecked(t *testing.T) {
	for answer, want := range map[string]string{
		"{path: /lok, body: {ticket: A, ahead: 1}}":                         "no step calls",
		"{path: /look, body: {ticket: A}}":                                  `"ahead" is missing`,
		"{path: /look, body: {ticket: A, ahead: -1}}":                       "out of range",
		"{path: /look, body: {ticket: [A], ahead: 1}}":                      `ticket[0] must be a mapping`,
		"{path: /look, body: {ticket: [], ahead: 1}}":                       `"ticket" is no text`,
		"{path: /look, body: {ticket: [{id: [A]}], ahead: 1}}":              "a value is a text, a whole number or a text with its forms",
		"{path: /look, body: {ticket: {txet: A}, ahead: 1}}":                `did you mean "text"?`,
		"{path: /look, body: {ticket: E-7, ahead: 1}}":                      `the E of "E-7" is taken for a digit`,
		"{path: /look, body: {ticket: 12O, ahead: 1}}":                      `the O of "12O" is taken for a digit`,
		"{path: /look, when: {nunber: \"1\"}, body: {ticket: A, ahead: 1}}": `"nunber" is not sent`,
	} {
		svc, msg := asking("version: 1\nanswers:\n  - " + answer + "\n")
		if svc != nil || !strings.Contains(msg, want) || !strings.Contains(msg, "desk/sample.yaml:3") {
			t.Errorf("%s: %s", answer, msg)
		}
	}
}

// In practice the first sample that fits what was chosen answers; what is typed is nobody's.
func TestRehearse(t *testing.T) {
	svc, _ := asking("version: 1\nanswers:\n  - {path: /look, when: {number: \"9\"}, body: {ticket: X, ahead: 1}}\n" +
		"  - {path: /look, when: {why: b}, body: {ticket: B, ahead: 2}}\n  - {path: /look, body: {ticket: A, ahead: 3}}\n")
	st, _ := svc.Step("look")
	for why, want := range map[string]string{"a": "A", "b": "B"} {
		got, ok := svc.Rehearse(st, map[string]string{"why": why, "number": service.Given})
		if !ok || got["ticket"].Text != want {
			t.Errorf("%s: ticket %q", why, got["ticket"].Text)
		}
	}
	svc, _ = asking("")
	if _, ok := svc.Rehearse(st, nil); ok {
		t.Error("an answer from nowhere")
	}
}

// What is reported of a payment waits on the disk: nothing that a person typed is in it.
func TestReportsHoldNoEntries(t *testing.T) {
	const paying = `version: 1
id: desk
name: n
currency: KRW
languages: [ko]
start: ask
fields: {number: {type: entry}}
steps:
  ask: {kind: enter, title: t, field: number, secret: true, next: look}
  look: {kind: call, title: t, path: /look, send: [number], answer: {due: {type: price}, bill: {type: text}}, next: review}
  review: {kind: review, title: t, charge: {item: bill, from: due}, next: pay}
  pay: {kind: pay, title: t, report: REPORT, next: done}
  done: {kind: done, title: t}
`
	const menu = "version: 1\nitems:\n  - {id: bill, label: t, price: 0}\n"
	for report, want := range map[string]string{
		"{path: /paid, send: [bill, due]}": "",
		"{path: /paid, send: [number]}":    `field "number" is an entry: what a person types or presents is kept nowhere`,
		"{path: /paid, send: [bil]}":       `did you mean "bill"`,
		"{path: paid}":                     "tells nobody",
	} {
		dir := fstest.MapFS{"service.yaml": {Data: []byte(strings.Replace(paying, "REPORT", report, 1))}, "menu.yaml": {Data: []byte(menu)}}
		svc, issues := service.Load(dir, "desk", nil)
		if want == "" && svc == nil || want != "" && (svc != nil || !strings.Contains(issues.Error(), want) || !strings.Contains(issues.Error(), "service.yaml:12")) {
			t.Errorf("%s: %v", report, issues)
		}
	}
}
