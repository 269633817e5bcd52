package walk

import (
	"fmt"
	"testing"
	"testing/fstest"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/kiosk/act"
	"modu/internal/service"
)

const listed = `version: 1
id: lists
name: n
currency: KRW
languages: [ko]
start: look
fields: {thing: {type: row}}
steps:
  look: {kind: call, title: t, path: /look, answer: {list: {type: rows, id: id, of: {id: {type: text}, due: {type: price}, kind: {type: choice, values: [a, b]}}}}, next: which}
  which: {kind: choose, title: t, from: list, field: thing, row: {label: id, closed: 'row.due == 9', why: w}, next: done}
  done: {kind: done, title: t}
`

// Of a long list a walk chooses one row of each kind: what it is, whether it costs something,
// and whether it is closed.
func TestOneRowOfEachKindIsChosen(t *testing.T) {
	svc, issues := service.Load(fstest.MapFS{"service.yaml": {Data: []byte(listed)}}, "lists", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	look, _ := svc.Step("look")
	w := &walker{parts: &assemble.Parts{Service: svc}}
	var s state
	var rows []input.Row
	s.m.Acts = map[scene.NodeID]act.Act{"other": {Kind: act.Back}}
	s.m.Scene.Root.Children = []scene.Node{{ID: "other"}}
	add := func(due int64, kind string) {
		i := len(rows)
		id := scene.NodeID(fmt.Sprint("row.", i))
		rows = append(rows, input.Row{"id": {Text: string(id)}, "due": {Number: due}, "kind": {Text: kind}})
		s.m.Scene.Root.Children = append(s.m.Scene.Root.Children, scene.Node{ID: id})
		s.m.Acts[id] = act.Act{Kind: act.Row, Step: "which", N: i}
	}
	for range 50 {
		add(0, "a")
		add(1000, "a")
		add(2000, "a")
		add(0, "b")
		add(9, "a")
	}
	s.m.Facts = service.Facts(nil).With(look, input.EffectID{}, map[string]input.Value{"list": {Rows: rows}})
	var chosen []scene.NodeID
	again := w.alikeRows(s)
	for _, n := range s.m.Scene.Root.Children {
		if !again[n.ID] {
			chosen = append(chosen, n.ID)
		}
	}
	if got := fmt.Sprint(chosen); got != "[other row.0 row.1 row.3 row.4]" {
		t.Errorf("chosen: %s", got)
	}
	s.chose = "before"
	if a, b := w.chosen(s, "row.0"), w.chosen(s, "row.3"); a == b || a == "before" || w.chosen(s, "other") != "before" {
		t.Errorf("%q and %q do not tell apart what was chosen", a, b)
	}
}
