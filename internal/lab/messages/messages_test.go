package messages

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"modu/internal/datafile"
)

// shop is a service with texts missing in English.
func shop(t *testing.T) fstest.MapFS {
	t.Helper()
	files := map[string]string{
		"service.yaml": "version: 1\nid: shop\nname: shop.name\ncurrency: KRW\nlanguages: [ko, en, ja]\nstart: a\nfields:\n  f: {type: choice, values: [x, y]}\nsteps:\n" +
			"  a: {kind: choose, title: a.title, field: f, choices: [{value: x, label: a.x}, {value: y, label: a.y}], next: b}\n  b: {kind: done, title: shop.name}\n",
		"locales/ko.yaml": "version: 1\nlanguage: ko\nreviewed_by: \"\"\nmessages:\n  # the shop\n  shop.name: 가게 # short\n  a.title: {text: \"무엇을, 드릴까요?\", easy: 골라요}\n  a.x: 하나\n  a.y: {text: 둘, spoken: \"\"}\n  go.done: 마치기\n",
		"locales/en.yaml": "version: 1\nlanguage: en\nreviewed_by: \"\"\nmessages:\n  shop.name: Shop\n  a.x: One\n  go.done: Finish\n",
		"locales/ja.yaml": "version: 1\nlanguage: ja\nreviewed_by: \"\"\nmessages:\n  shop.name: {text: 店, reading: みせ}\n  a.title: どれ\n  a.x: 一\n  a.y: 二\n  go.done: 終\n",
	}
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func read(t *testing.T, fsys fstest.MapFS) *Texts {
	t.Helper()
	texts, issues := Read(fsys, "shop")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return texts
}

// What is missing is listed by language and form, with where it is named, in the order of the
// service; the forms that the first language has are asked for with a text that is missing.
func TestMissing(t *testing.T) {
	var got []string
	for _, m := range read(t, shop(t)).Missing() {
		got = append(got, m.String())
	}
	want := []string{
		"ko  spoken  a.y  (service.yaml: steps.a.choices[1].label)",
		"en  text    a.title  (service.yaml: steps.a.title)", "en  easy    a.title  (service.yaml: steps.a.title)",
		"en  text    a.y  (service.yaml: steps.a.choices[1].label)",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

// What is missing is begun once; a file that is not there is begun with its head.
func TestBegin(t *testing.T) {
	fsys := shop(t)
	delete(fsys, "locales/ja.yaml")
	texts := read(t, fsys)
	n, issues := texts.Begin()
	if issues.Err() != nil || n != 3+6 {
		t.Fatalf("%d begun, %v", n, issues)
	}
	changed := texts.Changed()
	if en := string(changed["locales/en.yaml"]); !strings.Contains(en, "go.done: Finish\n  a.title: {text: \"\", easy: \"\"}\n  a.y: \"\"\n") {
		t.Errorf("en:\n%s", en)
	}
	if ja := string(changed["locales/ja.yaml"]); !strings.Contains(ja, "language: ja\n") || !strings.Contains(ja, "  shop.name: \"\"\n") {
		t.Errorf("ja:\n%s", ja)
	}
	if changed["locales/ko.yaml"] != nil {
		t.Error("ko has nothing to be begun")
	}
	for name, data := range changed {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	again := read(t, fsys)
	if n, issues := again.Begin(); n != 0 || issues.Err() != nil || len(again.Changed()) > 0 {
		t.Errorf("%d are begun again, %v", n, issues)
	}
	if len(again.Missing()) != 1+9 {
		t.Errorf("what is begun is still missing: %v", again.Missing())
	}
}

func table(t *testing.T, texts *Texts, comma rune) string {
	t.Helper()
	var b bytes.Buffer
	if err := texts.Export(&b, comma); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A table that nobody has changed changes nothing; what is changed is taken, and only that.
func TestRoundTrip(t *testing.T) {
	for _, ending := range []string{".csv", ".tsv"} {
		comma, ok := Separator(ending)
		if !ok {
			t.Fatal(ending)
		}
		texts := read(t, shop(t))
		out := table(t, texts, comma)
		if n, issues := texts.Import("t"+ending, []byte(out), comma); n != 0 || issues.Err() != nil || len(texts.Changed()) > 0 {
			t.Fatalf("%d taken, %v", n, issues)
		}
		lines := strings.Split(out, "\n")
		for i, l := range lines {
			cells := strings.Split(l, string(comma))
			if cells[0] == "a.y" && comma == '\t' {
				cells[6], cells[12] = "Two, please", "ふたつ" // en, ja spoken
				lines[i] = strings.Join(cells, "\t")
			}
			if cells[0] == "shop.name" && comma == '\t' {
				cells[12] = "おみせ"
				lines[i] = strings.Join(cells, "\t")
			}
		}
		if comma != '\t' {
			continue
		}
		n, issues := texts.Import("t.tsv", []byte(strings.Join(lines, "\n")), comma)
		if issues.Err() != nil || n != 3 {
			t.Fatalf("%d taken, %v", n, issues)
		}
		changed := texts.Changed()
		if en, ja := string(changed["locales/en.yaml"]), string(changed["locales/ja.yaml"]); !strings.Contains(en, "  a.y: Two, please\n") || !strings.Contains(ja, "a.y: {text: 二, spoken: ふたつ}") || !strings.Contains(ja, "shop.name: {text: 店, reading: おみせ}") {
			t.Errorf("%s\n%s", en, ja)
		}
		if changed["locales/ko.yaml"] != nil {
			t.Error("ko has changed")
		}
	}
	if _, ok := Separator(".xlsx"); ok {
		t.Error("a workbook is no table")
	}
}

// What is wrong with a table is named by its row, and then nothing is taken.
func TestImportNamesRows(t *testing.T) {
	for name, c := range map[string]struct{ table, want string }{
		"a column":       {"id,fr\na.x,Un\n", `t.csv:1: column "fr" is not known`},
		"no id":          {"ko,en\na,b\n", `t.csv:1: there is no column "id"`},
		"an id":          {"id,en\na.x,One\na.z,Z\n", `t.csv:3: the service has no message "a.z"; did you mean "a.x"?`},
		"twice":          {"id,en\na.x,One\na.x,Uno\n", `t.csv:3: message "a.x" is in line 2 too; keep one of the two rows`},
		"a placeholder":  {"id,en\n\na.x,One {{.N\n", "t.csv:3: "},
		"in one only":    {"id,en\na.x,{{.N}} one\n", `t.csv:2: message "a.x" in `},
		"a form alone":   {"id,en easy\na.y,Two\n", `t.csv:2: message "a.y" has a form in en and no text; write the text in column "en" first`},
		"too many cells": {"id,en\na.x,One,more\n", "t.csv:2: the row has more cells than there are columns"},
		"a quote":        {"id,en\na.x,\"One\n", "t.csv:"},
		"nothing":        {"", "t.csv:1: the table has no row"},
		"another code":   {"id,en\na.x,\xb0\xa1\n", `t.csv: the table is too large, or is not in UTF-8; save it again as "CSV UTF-8"`},
		"endless":        {"id,en\na.x," + strings.Repeat("a", 500) + "\n", "t.csv:2: en: message \"a.x\" has 500 characters"},
	} {
		texts := read(t, shop(t))
		n, issues := texts.Import("t.csv", []byte(c.table), ',')
		if n != 0 || len(issues) != 1 || !strings.Contains(issues.Error(), c.want) || issues[0].Remedy == "" || len(texts.Changed()) > 0 {
			t.Errorf("%s: %d taken, %v", name, n, issues)
		}
	}
}

// A file that cannot be read, or changed in place, is named.
func TestFilesThatCannotBeChanged(t *testing.T) {
	for name, text := range map[string]string{
		"braces": "version: 1\nlanguage: en\nmessages: {a.x: One}\n", "broken": "version: 1\nlanguage: en\nmessages:\n  a: b\n c: d\n", "no language": "version: 1\nmessages:\n  a: b\n",
	} {
		fsys := shop(t)
		fsys["locales/en.yaml"] = &fstest.MapFile{Data: []byte(text)}
		var issues datafile.Issues
		if _, issues = Read(fsys, "shop"); issues.Err() == nil || !strings.Contains(issues.Error(), "shop/locales/en.yaml") || issues[0].Remedy == "" {
			t.Errorf("%s: %v", name, issues)
		}
	}
	if _, issues := Read(fstest.MapFS{}, "shop"); issues.Err() == nil {
		t.Error("no service is read")
	}
}
