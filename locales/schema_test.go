package locales

import (
	"os"
	"path/filepath"
	"testing"

	"modu/internal/datafile/datafiletest"
)

const wholeLocale = `version: 1
language: en
reviewed_by: somebody
messages:
  a: plain
  b: {text: "{{.N}} cups", one: "{{.N}} cup", spoken: cups, easy: ""}
  c: {text: x, reading: y}
`

// Schema and loader of message files agree; all that are shipped pass both.
func TestSchema(t *testing.T) {
	f := datafiletest.New(t, Schema(), func(data []byte) error { return New("en").Add("en.yaml", data).Err() })
	for _, pattern := range []string{"*.yaml", "../assets/services/*/locales/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) < 4 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			f.Sound(t, file, data)
		}
	}
	f.BreakEveryRule(t, wholeLocale)
	f.Break(t, "whole", []byte(wholeLocale))
	f.BothRefuse(t, wholeLocale, []datafiletest.Edit{
		{Old: "language: en", New: "lang: en"}, {Old: "text: x,", New: ""}, {Old: "text: x,", New: "text: x, eazy: x,"}, {Old: "a: plain", New: "a: [plain]"}, {Old: "a: plain", New: "a:"}, {Old: "messages:", New: "mesages:"},
	})
	f.BothAccept(t, wholeLocale, []datafiletest.Edit{{Old: "a: plain", New: "a: 12"}, {Old: "a: plain", New: "a: yes"}, {Old: `easy: ""`, New: "easy: null"}, {Old: "somebody", New: `""`}, {Old: "reading: y", New: "reading: 3"}})
}

const wholePlain = `version: 1
words: {a: b}
never: {c: d}
apart:
  - {first: e, second: f, remedy: g}
longest: {text: 9, spoken: 9, easy: 9}
particles:
  written: {h: i}
  words: [j]
`

// So do lists of plain words.
func TestPlainSchema(t *testing.T) {
	f := datafiletest.New(t, PlainSchema(), func(data []byte) error {
		_, issues := parsePlain("ko.yaml", data)
		return issues.Err()
	})
	files, err := filepath.Glob("plain/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		f.Sound(t, file, data)
	}
	f.BreakEveryRule(t, wholePlain)
}
