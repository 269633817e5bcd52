package kiosk_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/kiosktest"
)

// platform is a service that asks a program where trains go, and shows nothing else; public says
// whether anybody may hear the list.
func platform(t *testing.T, public bool) *driver {
	t.Helper()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	words := func(lang, one, title, done string) *fstest.MapFile {
		return file(fmt.Sprintf("version: 1\nlanguage: %s\nreviewed_by: \"\"\nmessages:\n  t: %s\n  where: %s\n  end: %s\n", lang, one, title, done))
	}
	c := kiosktest.Over(fstest.MapFS{
		"service.yaml": file("version: 1\nid: platform\nname: t\ncurrency: KRW\nlanguages: [ko, en]\nstart: ask\nfields:\n  to: {type: row}\nsteps:\n" +
			"  ask: {kind: call, title: t, path: /towns, answer: {towns: {type: rows, id: id, max: 10000, public: " + fmt.Sprint(public) + ", of: {id: {type: code}, name: {type: text}}}}, next: to}\n" +
			"  to: {kind: choose, title: where, from: towns, field: to, row: {label: name}, next: end}\n  end: {kind: done, title: end}\n"),
		"menu.yaml":       file("version: 1\ncategories: []\nitems: []\n"),
		"locales/ko.yaml": words("ko", "기차", "어디로 가십니까?", "끝났습니다"),
		"locales/en.yaml": words("en", "Trains", "Where to?", "Done"),
	})
	return &driver{t: t, c: c, m: c.New(7, 101)}
}

// answer hands the program's list over.
func (d *driver) answer(names ...string) {
	d.t.Helper()
	var rows []input.Row
	for i, name := range names {
		rows = append(rows, input.Row{"id": {Text: fmt.Sprint("T", i)}, "name": {Text: name, Lang: "ko"}})
	}
	d.send(input.ServiceAnswered{Effect: d.ask().ID, Values: map[string]input.Value{"towns": {Rows: rows}}})
}

func towns(n int) []string {
	out := []string{"대전", "부산", "강릉", "여수", "대구"}
	for len(out) < n {
		out = append(out, fmt.Sprintf("역 %d", len(out)))
	}
	return out[:n]
}

// A long list can be searched by the names of its rows, and a row that was found is chosen as if
// its page had been turned to.
func TestRowsAreFoundByTheirNames(t *testing.T) {
	d := platform(t, true)
	d.press("down")
	d.answer(towns(40)...)
	d.want(scene.KindChoose, "row.0")
	d.seek("find.open")
	d.press("select")
	d.want(scene.KindSearch, "find.name")
	if hint := words(&d.m.Scene); !strings.Contains(hint, "대전을 찾으려면 ㄷㅈ을 누르세요") || strings.Contains(hint, "녹차") {
		t.Errorf("the example is none of the list: %s", hint)
	}
	d.m.Prefs.Speech = false
	d.typeOn("ㄷ")
	if got := d.m.Scene.Find("typing.done").Details[0].String(); got != "2개" {
		t.Errorf("found so far: %q", got)
	}
	d.touch("typing.done")
	d.want(scene.KindFound, "row.0")
	if d.m.Scene.Find("row.4") == nil || d.m.Scene.Find("row.1") != nil {
		t.Errorf("found are %v", d.m.Scene.FocusOrder())
	}
	d.touch("row.4")
	d.want(scene.KindDone, d.m.Scene.Focus)
	if f := d.m.Facts["to.name"]; f.Text != "대구" {
		t.Errorf("chosen is %q", f.Text)
	}
}

// words is everything that can be read on a screen.
func words(sc *scene.Scene) string {
	var all []string
	sc.Walk(func(n *scene.Node, _ int) bool {
		for _, w := range append([]scene.Text{n.Label}, n.Details...) {
			all = append(all, w.String())
		}
		return true
	})
	return strings.Join(all, " | ")
}

// What is short is seen at once; who reads little is not asked to type; and of a list that is
// somebody's own no name is given away, nor what was typed of one.
func TestWhereRowsAreNotSearched(t *testing.T) {
	d := platform(t, true)
	d.press("down")
	d.answer(towns(12)...)
	if d.m.Scene.Find("find.open") != nil {
		t.Error("twelve rows are searched")
	}
	d = platform(t, true)
	d.press("down")
	d.m.Prefs.Easy = true
	d.answer(towns(40)...)
	if d.m.Scene.Find("find.open") != nil {
		t.Error("the easy form asks somebody to type")
	}
	d = platform(t, false)
	d.press("down")
	d.answer(towns(40)...)
	d.seek("find.open")
	d.press("select")
	if hint := words(&d.m.Scene); strings.Contains(hint, "대전") {
		t.Errorf("the waiting room is told: %s", hint)
	}
	d.m.Prefs.Speech = false
	d.typeOn("ㄷ")
	d.touch("typing.done")
	if title := d.m.Scene.Root.Label.Redacted(); d.m.Scene.Kind != scene.KindFound || strings.Contains(title, "ㄷ") {
		t.Errorf("on %s a log says %q", d.m.Scene.Kind, title)
	}
}
