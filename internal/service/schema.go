package service

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/internal/datafile"
)

// docKey is one key of the file format, as the tags of the types tell it.
type docKey struct {
	path     string
	typ      reflect.Type
	required bool
	tag      reflect.StructTag
}

func docKeys(t reflect.Type) []docKey {
	var out []docKey
	for i := range t.NumField() {
		f := t.Field(i)
		name, opt, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if name == "" {
			continue
		}
		typ := f.Type
		if typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		out = append(out, docKey{name, typ, opt == "required", f.Tag})
	}
	return out
}

type object = map[string]any

// Schemas are the JSON Schemas (draft 2020-12) of service.yaml, menu.yaml and sample.yaml, for
// editors. They know less than Load: what they refuse, Load refuses too, with a better
// sentence.
func Schemas() map[string][]byte {
	out := map[string][]byte{}
	for name, t := range map[string]reflect.Type{"service": reflect.TypeFor[serviceFile](), "menu": reflect.TypeFor[menuFile](), "sample": reflect.TypeFor[sampleFile]()} {
		top := structSchema(t)
		top["$schema"] = "https://json-schema.org/draft/2020-12/schema"
		top["title"] = "A " + name + " of the Modu kiosk"
		top["properties"].(object)["version"] = object{"const": datafile.Version, "description": "The version of the file format."}
		top["required"] = append(top["required"].([]string), "version")
		b, err := json.MarshalIndent(top, "", "  ")
		if err != nil {
			panic(err) // plain maps, texts and numbers can always be written
		}
		out[name+".schema.json"] = append(b, '\n')
	}
	return out
}

func structSchema(t reflect.Type) object {
	properties, required := object{}, []string{}
	for _, k := range docKeys(t) {
		properties[k.path] = k.schema()
		if k.required {
			required = append(required, k.path)
		}
	}
	out := object{"type": "object", "additionalProperties": false, "properties": properties, "required": required}
	if t == reflect.TypeFor[Step]() {
		out["allOf"] = kindSchemas()
		properties["kind"] = object{"enum": kindNames(), "description": properties["kind"].(object)["description"]}
	}
	return out
}

func kindNames() []string {
	return slices.Sorted(slices.Values(idsOf(slices.Collect(maps.Keys(kindRules())), func(k Kind) string { return string(k) })))
}

// kindSchemas say which keys a kind of step may not have.
func kindSchemas() []any {
	var rules []any
	for _, kind := range kindNames() {
		not := object{}
		for _, k := range docKeys(reflect.TypeFor[Step]()) {
			if only := k.tag.Get("kinds"); only != "" && !slices.Contains(strings.Split(only, ","), kind) {
				not[k.path] = false
			}
		}
		rules = append(rules, object{"if": object{"properties": object{"kind": object{"const": kind}}, "required": []string{"kind"}}, "then": object{"properties": not}})
	}
	return rules
}

func (k docKey) schema() object {
	out := typeSchema(k.typ)
	if list := k.tag.Get("one"); list != "" {
		out = object{"enum": strings.Split(list, ",")}
	}
	if p := k.tag.Get("pattern"); p != "" {
		out["pattern"] = p
	}
	for tag, name := range map[string]string{"min": "minimum", "max": "maximum"} {
		if n, err := strconv.Atoi(k.tag.Get(tag)); err == nil {
			out[name] = n
		}
	}
	out["description"] = k.tag.Get("doc")
	return out
}

func typeSchema(t reflect.Type) object {
	switch {
	case t == reflect.TypeFor[ways]():
		return object{"oneOf": []any{object{"type": "string"}, object{"type": "array", "items": structSchema(reflect.TypeFor[way]())}}}
	case t == reflect.TypeFor[scalar]():
		return object{"type": []string{"string", "number", "boolean"}}
	case t == reflect.TypeFor[Price]():
		return object{"type": []string{"integer", "string"}}
	case t == reflect.TypeFor[Pattern]():
		return object{"type": []string{"string", "number", "boolean"}, "maxLength": maxPattern}
	case t == reflect.TypeFor[time.Duration]():
		return object{"type": "string", "pattern": `^(([0-9]*[.])?[0-9]+(ns|us|µs|ms|s|m|h))+$`}
	}
	switch t.Kind() {
	case reflect.Struct:
		return structSchema(t)
	case reflect.Slice:
		return object{"type": "array", "items": typeSchema(t.Elem())}
	case reflect.Map:
		return object{"type": "object", "additionalProperties": typeSchema(t.Elem())}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return object{"type": "integer"}
	}
	return object{"type": []string{"string", "number", "boolean"}} // YAML takes 12 and true without quotes for something else
}

// Reference is the reference page of the file formats.
func Reference() []byte {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("# Services: reference\n")
	p("Made from the loader by its test; do not edit. README.md is the guide; `kioskctl service lint DIR`")
	p("names every mistake. All files begin with `version: 1`.\n")
	section := func(title string, t reflect.Type) {
		p("## %s\n", title)
		p("| Key | Value | Kinds of step | Meaning |")
		p("|---|---|---|---|")
		for _, k := range docKeys(t) {
			name := "`" + k.path + "`"
			if k.required {
				name += " (needed)"
			}
			p("| %s | %s | %s | %s |", name, k.words(), cmp.Or(strings.ReplaceAll(k.tag.Get("kinds"), ",", ", "), "all"), strings.ReplaceAll(k.tag.Get("doc"), "|", `\|`))
		}
		p("")
	}
	for _, s := range []struct {
		title string
		typ   reflect.Type
	}{{"service.yaml", reflect.TypeFor[serviceFile]()}, {"fields: NAME", reflect.TypeFor[Field]()}, {"steps: ID", reflect.TypeFor[Step]()}, {"next: [way, …]", reflect.TypeFor[way]()},
		{"choices: [choice, …]", reflect.TypeFor[Choice]()}, {"answer: NAME", reflect.TypeFor[Result]()}, {"charge", reflect.TypeFor[Charge]()}, {"report", reflect.TypeFor[Report]()}, {"show: [line, …]", reflect.TypeFor[Shown]()},
		{"menu.yaml", reflect.TypeFor[menuFile]()}, {"categories: [category, …]", reflect.TypeFor[Category]()}, {"items: [item, …]", reflect.TypeFor[Item]()},
		{"options: [option, …]", reflect.TypeFor[Option]()}, {"values: [value, …]", reflect.TypeFor[Value]()}, {"sample.yaml", reflect.TypeFor[sampleFile]()}, {"answers: [answer, …]", reflect.TypeFor[sampleAnswer]()}} {
		section(s.title, s.typ)
	}
	p("## Kinds of step\n\n`%s`", strings.Join(kindNames(), "` `"))
	return []byte(b.String())
}

// words says what may stand at a key.
func (k docKey) words() string {
	if list := k.tag.Get("one"); list != "" {
		return "one of `" + strings.ReplaceAll(list, ",", "` `") + "`"
	}
	switch {
	case k.typ == reflect.TypeFor[ways]():
		return "a step or a list"
	case k.typ == reflect.TypeFor[Price]():
		return "a whole number or an expression"
	case k.typ == reflect.TypeFor[Pattern]():
		return "a regular expression"
	case k.typ == reflect.TypeFor[time.Duration]():
		return "a time, such as `5s`"
	}
	switch k.typ.Kind() {
	case reflect.Struct:
		return "keys and values"
	case reflect.Map:
		return "names, each with keys and values"
	case reflect.Slice:
		return "a list"
	case reflect.Bool:
		return "`true` or `false`"
	case reflect.Int, reflect.Int64:
		return "a whole number"
	}
	return "text"
}
