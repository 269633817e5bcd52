package kiosk_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"modu/accessibility/input"
	"modu/accessibility/reading"
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
	kept := func() bool {
		return !reflect.ValueOf(d.m.Sought).IsZero()
	}
	if !kept() {
		t.Error("nothing was searched")
	}
	defer func() {
		d.press("home", "down", "select")
		if !d.m.Idle() || kept() {
			t.Errorf("on %s, after the stay the names of its list are kept: %v", d.m.Scene.Kind, kept())
		}
	}()
	if title := d.m.Scene.Root.Label.Redacted(); d.m.Scene.Kind != scene.KindFound || strings.Contains(title, "ㄷ") {
		t.Errorf("on %s a log says %q", d.m.Scene.Kind, title)
	}
}

// Days and times of rows are written and said as people of each language do.
func TestRowsTellDaysAndTimes(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	messages := func(lang string) *fstest.MapFile {
		return file("version: 1\nlanguage: " + lang + "\nreviewed_by: \"\"\nmessages:\n  t: T\n")
	}
	c := kiosktest.Over(fstest.MapFS{
		"service.yaml": file("version: 1\nid: desk\nname: t\ncurrency: KRW\nlanguages: [ko, en]\nstart: ask\nfields:\n  visit: {type: row}\nsteps:\n" +
			"  ask: {kind: call, title: t, path: /visits, answer: {visits: {type: rows, id: id, of: {id: {type: code}, day: {type: date}, at: {type: time}}}}, next: visit}\n" +
			"  visit: {kind: choose, title: t, from: visits, field: visit, row: {label: day, second: at, closed: 'row.day < \"2026-12-01\"', why: t}, next: end}\n  end: {kind: done, title: t}\n"),
		"menu.yaml":       file("version: 1\ncategories: []\nitems: []\n"),
		"locales/ko.yaml": messages("ko"), "locales/en.yaml": messages("en"),
	})
	d := &driver{t: t, c: c, m: c.New(7, 101)}
	d.press("down")
	day := func(text string, days int64) input.Value { return input.Value{Text: text, Number: days} }
	d.send(input.ServiceAnswered{Effect: d.ask().ID, Values: map[string]input.Value{"visits": {Rows: []input.Row{
		{"id": {Text: "1"}, "day": day("2026-11-28", 20785), "at": day("00:05", 5)},
		{"id": {Text: "2"}, "day": day("2026-12-07", 20794), "at": day("14:30", 870)},
	}}}})
	for lang, want := range map[scene.Lang][4]string{
		"ko": {"12월 7일 월요일", "오후 2:30", "십이월 칠일 월요일", "오후 두 시 삼십 분"},
		"en": {"Monday, December 7", "2:30 PM", "Monday, the seventh of December", "two thirty P M"},
	} {
		d.m.Prefs.Language = lang
		d.send(input.TimePassed{})
		n := d.m.Scene.Find("row.1")
		read := func(t scene.Text) string { return reading.Read(lang, t.SpokenSpans()).Text }
		if got := [4]string{n.Label.String(), n.Details[0].String(), read(n.Label), read(n.Details[0])}; got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
		if n.Privacy != scene.Personal || strings.Contains(n.Label.Redacted(), "7") {
			t.Errorf("%s: a visit of one's own is disclosed: %s", lang, n.Label.Redacted())
		}
	}
	if first, second := d.m.Scene.Find("row.0"), d.m.Scene.Find("row.1"); !first.Disabled || second.Disabled {
		t.Error("a guard does not compare days")
	}
}
