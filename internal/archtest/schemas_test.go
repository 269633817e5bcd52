package archtest

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestOneGeneratorOfSchemas(t *testing.T) {
	found, err := ForeignSchemas(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range found {
		t.Error(v)
	}
}

func TestForeignSchemas(t *testing.T) {
	file := func(body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("package x\nfunc f() { " + body + " }")}
	}
	found, err := ForeignSchemas(fstest.MapFS{
		"a/a.go":                 file(`g(map[string]any{"$schema": x})`),
		"b/b.go":                 file(`g("https://json-schema.org/draft/2020-12/schema")`),
		"c/c.go":                 file(`s["$id"] = 1`),
		"d/d.go":                 file(`g("# yaml-language-server: $schema=../locale.schema.json")`),
		"e/e_test.go":            file(`g("$id")`),
		"internal/datafile/a.go": file(`g("$id")`),
	})
	if err != nil {
		t.Fatal(err)
	}
	var at []string
	for _, v := range found {
		at = append(at, strings.SplitN(v.Pos, ":", 2)[0])
	}
	if got := strings.Join(at, " "); got != "a/a.go b/b.go c/c.go" {
		t.Errorf("found in %s", got)
	}
}
