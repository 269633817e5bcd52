package service

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"modu/internal/datafile"
)

// Schemas are the JSON Schemas of service.yaml, menu.yaml and sample.yaml, for editors, by
// the names of their files.
func Schemas() map[string][]byte {
	out := map[string][]byte{}
	for name, t := range map[string]reflect.Type{"service": reflect.TypeFor[serviceFile](), "menu": reflect.TypeFor[menuFile](), "sample": reflect.TypeFor[sampleFile]()} {
		out[name+".schema.json"] = datafile.Format{Name: name, Title: "A " + name + " of the Modu kiosk", Type: t}.Schema()
	}
	return out
}

func kindNames() []string {
	return slices.Sorted(slices.Values(idsOf(slices.Collect(maps.Keys(kindRules())), func(k Kind) string { return string(k) })))
}

// Reference is the reference page of the file formats.
func Reference() []byte {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("# Services: reference\n")
	p("Made from the loader by `go generate ./internal/formats`; do not edit. README.md is the guide; `kioskctl service lint DIR`")
	p("names every mistake. All files begin with `version: 1`.\n")
	section := func(title string, t reflect.Type) {
		p("## %s\n", title)
		p("| Key | Value | Kinds of step | Meaning |")
		p("|---|---|---|---|")
		for _, k := range datafile.Keys(t) {
			name := "`" + k.Name + "`"
			if k.Required {
				name += " (needed)"
			}
			p("| %s | %s | %s | %s |", name, k.Words(), cmp.Or(strings.Join(k.Kinds(), ", "), "all"), strings.ReplaceAll(k.Doc(), "|", `\|`))
		}
		p("")
	}
	for _, s := range []struct {
		title string
		typ   reflect.Type
	}{{"service.yaml", reflect.TypeFor[serviceFile]()}, {"stages: [stage, …]", reflect.TypeFor[Stage]()}, {"fields: NAME", reflect.TypeFor[Field]()}, {"steps: ID", reflect.TypeFor[Step]()}, {"next: [way, …]", reflect.TypeFor[way]()},
		{"choices: [choice, …]", reflect.TypeFor[Choice]()}, {"answer: NAME", reflect.TypeFor[Result]()}, {"charge", reflect.TypeFor[Charge]()}, {"discount", reflect.TypeFor[Discount]()}, {"report", reflect.TypeFor[Report]()}, {"show: [line, …]", reflect.TypeFor[Shown]()},
		{"menu.yaml", reflect.TypeFor[menuFile]()}, {"categories: [category, …]", reflect.TypeFor[Category]()}, {"items: [item, …]", reflect.TypeFor[Item]()},
		{"options: [option, …]", reflect.TypeFor[Option]()}, {"values: [value, …]", reflect.TypeFor[Value]()}, {"sample.yaml", reflect.TypeFor[sampleFile]()}, {"answers: [answer, …]", reflect.TypeFor[sampleAnswer]()}} {
		section(s.title, s.typ)
	}
	p("## Kinds of step\n\n`%s`", strings.Join(kindNames(), "` `"))
	return []byte(b.String())
}
