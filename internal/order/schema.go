package order

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// BasketSchema is the JSON Schema (draft 2020-12) of baskets, for those who write a program
// that takes them. It is made of the types and their tags:
//
//	json:"name,omitempty"  its name, and that it may be missing
//	doc:"…"                what it means
//	min:"0"                bound of a number
//
// It lets further keys pass: the form grows by them.
func BasketSchema() []byte {
	top := schemaOf(reflect.TypeFor[Basket]())
	top["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	top["$id"] = fmt.Sprintf("urn:modu:schema:basket:%d", BasketVersion)
	top["title"] = "A basket that a Modu kiosk sends"
	top["properties"].(object)["version"].(object)["const"] = BasketVersion
	b, err := json.MarshalIndent(top, "", "  ")
	if err != nil {
		panic(err) // plain maps, texts and numbers can always be written
	}
	return append(b, '\n')
}

type object = map[string]any

// schemaOf is what a value of a type must satisfy.
func schemaOf(t reflect.Type) object {
	switch t.Kind() {
	case reflect.Slice:
		return object{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.String:
		return object{"type": "string"}
	case reflect.Struct:
	default:
		return object{"type": "integer"}
	}
	properties, required := object{}, []string{}
	for f := range fieldsOf(t) {
		p := schemaOf(f.typ)
		p["description"] = f.doc
		if f.min != "" {
			p["minimum"], _ = strconv.Atoi(f.min)
		}
		properties[f.name] = p
		if !f.optional {
			required = append(required, f.name)
		}
	}
	return object{"type": "object", "properties": properties, "required": required}
}

// field is a key of the JSON form.
type field struct {
	name, doc, min string
	optional       bool
	typ            reflect.Type
}

// fieldsOf are the keys of a type, in their order.
func fieldsOf(t reflect.Type) func(func(field) bool) {
	return func(yield func(field) bool) {
		for i := range t.NumField() {
			f := t.Field(i)
			name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
			if !yield(field{name, f.Tag.Get("doc"), f.Tag.Get("min"), rest == "omitempty", f.Type}) {
				return
			}
		}
	}
}

// BasketReference is the reference page of baskets.
func BasketReference() []byte {
	var out strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	p("# Baskets: reference\n")
	p("Made from the types by `go generate ./internal/formats`; do not edit. README.md tells when a basket is sent;")
	p("`basket.schema.json` is the same for programs. Keys that a reader does not know are to be passed over; another `version`")
	p("is not to be read. All amounts are whole minor units (won, cents). [An example](../../internal/order/testdata/basket.json).")
	seen := []reflect.Type{reflect.TypeFor[Basket]()}
	for i := 0; i < len(seen); i++ {
		p("\n## %s\n\n| Key | Value | Meaning |\n|---|---|---|", seen[i].Name())
		for f := range fieldsOf(seen[i]) {
			of, value := f.typ, "a whole number"
			if of.Kind() == reflect.Slice {
				of = of.Elem()
			}
			switch {
			case of.Kind() == reflect.Struct:
				value = fmt.Sprintf("[%s](#%s)", of.Name(), strings.ToLower(of.Name()))
				if f.typ.Kind() == reflect.Slice {
					value = "list of " + value
				}
				if !slices.Contains(seen, of) {
					seen = append(seen, of)
				}
			case of.Kind() == reflect.String:
				value = "text"
			}
			name := "`" + f.name + "`"
			if !f.optional {
				name += " (always)"
			}
			p("| %s | %s | %s |", name, value, f.doc)
		}
	}
	return []byte(out.String())
}
