package datafile

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Object is a JSON object of a schema.
type Object = map[string]any

// Described is implemented by Custom types, which alone know what they take.
type Described interface {
	// JSONSchema is what a value must satisfy. It refuses nothing that DecodeValue takes.
	JSONSchema() Object
	// Words says the same to people: "a whole number or an expression".
	Words() string
}

// Enumerated is implemented by text types of which every value is known.
type Enumerated interface{ Values() []string }

// Key is one key of a file format, as the tags of the type that Decode fills tell it, or of a
// Message, as those of the type that encoding/json reads or writes do:
//
//	yaml:"name,required"   its name
//	json:"name,omitempty"  its name in a message; without omitempty or omitzero it is always there
//	doc:"…"                what it means
//	one:"a,b"              all that may stand there
//	pattern:"^/"           regular expression that a text must match
//	min:"0" max:"40"       bounds of a number, or of how many characters a text has
//	least:"1"              fewest entries of a map
//	most:"10"              most entries of a list
//	unique:"true"          a list has nothing twice
//	blank:"true"           an empty text stands for none of the values
//	step:"true"            it names a step, of a file with groups of steps (DecodeGroups)
//	kinds:"a,b"            which values of the key "kind" beside or above it allow it
//
// The tags one, pattern, min and max of a list or a map are about its values.
type Key struct {
	Name     string
	Type     reflect.Type // without pointers
	Required bool
	field    int // of the struct
	tag      reflect.StructTag
	form     form
}

// form is what a key is a key of.
type form int

const (
	inFile    form = iota // YAML that people write: 12 and nothing at all may stand for texts, and a key that is not known is a mistake
	inMessage             // JSON between programs: a key that is not known is passed over
)

// Keys lists the keys of a struct in their order, as a file has them.
func Keys(t reflect.Type) []Key { return keysOf(t, inFile) }

func keysOf(t reflect.Type, as form) (keys []Key) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, opt, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		required := opt == "required"
		if tag, ok := f.Tag.Lookup("json"); ok && as == inMessage {
			name, opt, _ = strings.Cut(tag, ",")
			required = !strings.Contains(opt, "omit")
		}
		if name == "" || name == "-" {
			continue
		}
		keys = append(keys, Key{name, held(f.Type), required, i, f.Tag, as})
	}
	return keys
}

// Doc says what the key means.
func (k Key) Doc() string { return k.tag.Get("doc") }

// Kinds are the kinds that have the key; nil: all.
func (k Key) Kinds() []string { return split(k.tag.Get("kinds")) }

// Values are all that may stand at the key, or in its list or map; nil: not listed.
func (k Key) Values() []string {
	if one := split(k.tag.Get("one")); one != nil {
		return one
	}
	t := k.Type
	for t.Kind() == reflect.Map || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return valuesOf(t)
}

func valuesOf(t reflect.Type) []string {
	if e, ok := reflect.New(t).Interface().(Enumerated); ok {
		return e.Values()
	}
	return nil
}

func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

// Words says what may stand at the key.
func (k Key) Words() string {
	if d, ok := reflect.New(k.Type).Interface().(Described); ok {
		return d.Words()
	}
	list := k.Type.Kind() == reflect.Map || k.Type.Kind() == reflect.Slice
	if values := k.Values(); values != nil && !list {
		return "one of `" + strings.Join(values, "` `") + "`"
	}
	switch {
	case k.Type == durationType:
		return "a time, such as `5s` or `20ms`"
	case k.Type.Kind() == reflect.Map && held(k.Type.Elem()).Kind() == reflect.Struct:
		return "names, each with keys and values"
	}
	switch k.Type.Kind() {
	case reflect.Struct:
		return "keys and values"
	case reflect.Map:
		return "names and values"
	case reflect.Slice:
		return "a list"
	case reflect.Bool:
		return "`true` or `false`"
	case reflect.Float64:
		return "a number"
	case reflect.String:
		return "text"
	}
	return "a whole number"
}

// Format is a file format: what a schema and a reference page are made of.
type Format struct {
	Name  string       // "menu"; the $id is urn:modu:schema:menu:1
	Title string       // for people
	Type  reflect.Type // the struct that Decode fills
	Rules []any        // further schemas that the whole file must satisfy
}

// Schema is the JSON Schema (draft 2020-12) of a format, for editors. It knows less than
// the loader of the format: what it refuses, the loader refuses too, with a better
// sentence. Package datafiletest holds both to that.
func (f Format) Schema() []byte {
	top := structSchema(f.Type, inFile)
	top["properties"].(Object)["version"] = Object{"const": Version, "description": "The version of the file format."}
	required, _ := top["required"].([]string)
	top["required"] = append(required, "version")
	if len(f.Rules) > 0 {
		rules, _ := top["allOf"].([]any)
		top["allOf"] = append(rules, f.Rules...)
	}
	return written(top, f.Name, f.Title, Version)
}

// written is a schema as it stands in a file, with its id. Every schema is written here.
func written(top Object, name, title string, version int) []byte {
	top["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	top["$id"] = fmt.Sprintf("urn:modu:schema:%s:%d", name, version)
	top["title"] = title
	b, err := json.MarshalIndent(top, "", "  ")
	if err != nil {
		panic(err) // plain maps, texts and numbers can always be written
	}
	return append(b, '\n')
}

// TypeSchema is what a value of a type must satisfy, for types that describe themselves.
func TypeSchema(t reflect.Type) Object { return Key{}.value(t) }

func structSchema(t reflect.Type, as form) Object {
	properties, required := Object{}, []string(nil)
	for _, k := range keysOf(t, as) {
		properties[k.Name] = k.schema()
		if k.Required {
			required = append(required, k.Name)
		}
	}
	out := Object{"type": "object", "properties": properties}
	if len(required) > 0 {
		out["required"] = required
	}
	if as == inMessage {
		return out
	}
	out["additionalProperties"] = false
	if rules := kindRules(t); len(rules) > 0 {
		out["allOf"] = rules
	}
	return out
}

// kindRules say which keys a kind may not have.
func kindRules(t reflect.Type) (rules []any) {
	for _, kind := range kindsOf(t) {
		if not := excluded(t, kind); len(not) > 0 {
			rules = append(rules, WhenKind(kind, Object{"properties": not}))
		}
	}
	return rules
}

// WhenKind is a rule for files, or parts of one, whose key "kind" has a value.
func WhenKind(kind string, then Object) Object {
	return Object{"if": Object{"properties": Object{"kind": Object{"const": kind}}, "required": []string{"kind"}}, "then": then}
}

func kindsOf(t reflect.Type) []string {
	for _, k := range Keys(t) {
		if k.Name == "kind" {
			return k.Values()
		}
	}
	return nil
}

// excluded are the keys that a kind has not, also inside what it has.
func excluded(t reflect.Type, kind string) Object {
	not := Object{}
	for _, k := range Keys(t) {
		switch kinds := k.Kinds(); {
		case kinds != nil && !slices.Contains(kinds, kind):
			not[k.Name] = false
		case k.Type.Kind() == reflect.Struct && kindsOf(k.Type) == nil:
			if inner := excluded(k.Type, kind); len(inner) > 0 {
				not[k.Name] = Object{"properties": inner}
			}
		}
	}
	return not
}

// schema is what may stand at a key, with its meaning.
func (k Key) schema() Object {
	out := k.value(k.Type)
	if n, err := strconv.Atoi(k.tag.Get("least")); err == nil {
		out["minProperties"] = n
	}
	if n, err := strconv.Atoi(k.tag.Get("most")); err == nil {
		out["maxItems"] = n
	}
	if k.tag.Get("unique") == "true" {
		out["uniqueItems"] = true
	}
	if !k.Required && k.form == inFile {
		orNull(out) // "key:" with nothing behind it leaves the default
	}
	if d := k.Doc(); d != "" {
		out["description"] = d
	}
	return out
}

// orNull lets a schema take null, too.
func orNull(s Object) {
	if values, ok := s["enum"].([]any); ok {
		s["enum"] = append(values, nil)
	}
	switch t := s["type"].(type) {
	case string:
		s["type"] = []string{t, "null"}
	case []string:
		if !slices.Contains(t, "null") {
			s["type"] = append(slices.Clone(t), "null")
		}
	}
	if choices, ok := s["anyOf"].([]any); ok {
		s["anyOf"] = append(choices, Object{"type": "null"})
	}
}

// value is what a value of a type must satisfy, under the tags of the key.
func (k Key) value(t reflect.Type) Object {
	t = held(t)
	if d, ok := reflect.New(t).Interface().(Described); ok {
		return d.JSONSchema()
	}
	switch {
	case t == durationType:
		return Object{"type": "string", "pattern": durationPattern}
	case t.Kind() == reflect.Struct:
		return structSchema(t, k.form)
	case t.Kind() == reflect.Map:
		out := Object{"type": "object", "additionalProperties": k.value(t.Elem())}
		if names := valuesOf(t.Key()); names != nil {
			out["propertyNames"] = Object{"enum": names}
		}
		return out
	case t.Kind() == reflect.Slice:
		return Object{"type": "array", "items": k.value(t.Elem())}
	}
	if values := k.Values(); values != nil {
		if k.tag.Get("blank") == "true" {
			values = append([]string{""}, values...)
		}
		return Object{"enum": enum(values, t.Kind() == reflect.String)}
	}
	return k.scalar(t)
}

// scalar is what a number, a text or a yes must satisfy.
func (k Key) scalar(t reflect.Type) Object {
	out := Object{"type": scalarType(t.Kind())}
	bounds := map[string]string{"min": "minimum", "max": "maximum"}
	if t.Kind() == reflect.String {
		bounds = map[string]string{"min": "minLength", "max": "maxLength"}
		if k.form == inMessage {
			out["type"] = "string"
		}
	}
	if p := k.tag.Get("pattern"); p != "" {
		out["pattern"] = p
	}
	for tag, name := range bounds {
		if n, err := strconv.Atoi(k.tag.Get(tag)); err == nil {
			out[name] = n
		}
	}
	return out
}

// enum lists what may stand there; a text of digits may be written without quotes.
func enum(values []string, text bool) (out []any) {
	for _, v := range values {
		n, err := strconv.Atoi(v)
		if text {
			out = append(out, v)
		}
		if err == nil {
			out = append(out, n)
		}
	}
	return out
}

// AnyScalar are the JSON types of a text: YAML takes 12 and true without quotes for
// something else.
func AnyScalar() []string { return []string{"string", "number", "boolean"} }

func scalarType(k reflect.Kind) any {
	switch k {
	case reflect.String:
		return AnyScalar()
	case reflect.Bool:
		return "boolean"
	case reflect.Float64:
		return "number"
	}
	return "integer"
}
