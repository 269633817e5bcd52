package service

import (
	"fmt"
	"strings"
	"testing"

	"modu/internal/datafile/datafiletest"
)

// The bounds in the tags of the catalogue are those that it is read by.
func TestCatalogueBounds(t *testing.T) {
	schema := datafiletest.New(t, CatalogueSchema(), nil)
	text := func(n int) string { return `"` + strings.Repeat("가", n) + `"` }
	list := func(of string, n int) string { return "[" + strings.TrimSuffix(strings.Repeat(of+",", n), ",") + "]" }
	item := func(key, value string) string {
		return fmt.Sprintf(`{"revision": "7", "items": [{"id": "tea", %q: %s}]}`, key, value)
	}
	for name, c := range map[string]struct {
		body func(n int) string
		most int
	}{
		"revision": {func(n int) string { return `{"revision": ` + text(n) + `, "items": []}` }, maxRevision},
		"items":    {func(n int) string { return `{"revision": "7", "items": ` + list(`{"id": "x"}`, n) + `}` }, maxCatalogue},
		"id":       {func(n int) string { return `{"revision": "7", "items": [{"id": ` + text(n) + `}]}` }, maxRevision},
		"price":    {func(n int) string { return item("price", fmt.Sprint(n)) }, maxAnswerNumber},
		"left":     {func(n int) string { return item("left", fmt.Sprint(n)) }, maxAnswerNumber},
		"valid":    {func(n int) string { return item("valid", list("{}", n)) }, maxValid},
		"category": {func(n int) string { return item("category", text(n)) }, maxRevision},
		"counter":  {func(n int) string { return item("counter", text(n)) }, maxRevision},
		"picture":  {func(n int) string { return item("picture", text(n)) }, maxRevision},
		"photo":    {func(n int) string { return item("photo", text(n)) }, maxRevision},
		"option":   {func(n int) string { return item("options", "["+text(n)+"]") }, maxRevision},
		"name":     {func(n int) string { return item("names", `{"ko": `+text(n)+`}`) }, MaxName},
		"text":     {func(n int) string { return item("names", `{"ko": {"text": `+text(n)+`}}`) }, MaxName},
		"spoken":   {func(n int) string { return item("names", `{"ko": {"text": "x", "spoken": `+text(n)+`}}`) }, MaxName},
		"easy":     {func(n int) string { return item("names", `{"ko": {"text": "x", "easy": `+text(n)+`}}`) }, MaxName},
		"lang":     {func(n int) string { return item("names", `{"ko": {"text": "x", "lang": `+text(n)+`}}`) }, maxLanguage},
	} {
		if err := schema.Validate([]byte(c.body(c.most))); err != nil {
			t.Errorf("%s: the schema refuses what is read: %v", name, err)
		}
		if schema.Validate([]byte(c.body(c.most+1))) == nil {
			t.Errorf("%s: the schema takes more than %d", name, c.most)
		}
	}
	for _, body := range []string{item("options", `["size", "size"]`), item("names", `{"ko": {"text": "x", "more": 1}}`), item("valid", `[{"days": ["monday", "monday"]}]`), item("valid", `[{"from": null}]`), item("photo", "7")} {
		if schema.Validate([]byte(body)) == nil {
			t.Errorf("the schema takes %s", body)
		}
	}
}
