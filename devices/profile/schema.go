package profile

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

	"modu/devices/frame"
	"modu/internal/datafile"
)

// key is one key of the file format.
type key struct {
	path     string
	typ      reflect.Type // without pointers
	required bool
	tag      reflect.StructTag
}

// doc and the rest read the tags of type file.
func (k key) doc() string { return k.tag.Get("doc") }

func (k key) kinds() []string {
	if only := k.tag.Get("kinds"); only != "" {
		return strings.Split(only, ",")
	}
	return kindNames()
}

// choices are all that may stand at a key, or in a map at its values.
func (k key) choices() []string {
	switch k.path {
	case "kind":
		return kindNames()
	case "frame.check":
		return frame.ChecksumNames()
	case "keys.names":
		return keyNames()
	}
	if one := k.tag.Get("one"); one != "" {
		return strings.Split(one, ",")
	}
	return nil
}

// keysOf lists the keys of a struct in their order.
func keysOf(t reflect.Type, path string) (keys []key) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, opt, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		typ := f.Type
		if typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if path != "" {
			name = path + "." + name
		}
		keys = append(keys, key{path: name, typ: typ, required: opt == "required", tag: f.Tag})
	}
	return keys
}

func (k key) name() string { return k.path[strings.LastIndexByte(k.path, '.')+1:] }

type object = map[string]any

// Schema is the JSON Schema (draft 2020-12) of profiles, for editors. It knows less
// than Load: what it refuses, Load refuses too, with a better sentence.
func Schema() []byte {
	top := structSchema(reflect.TypeFor[file](), "")
	top["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	top["title"] = "Device profile of the Modu kiosk"
	top["properties"].(object)["version"] = object{"const": datafile.Version, "description": "The version of the file format."}
	top["required"] = append(top["required"].([]string), "version")
	var rules []any
	for _, kind := range kindNames() {
		then := object{}
		for _, k := range keysOf(reflect.TypeFor[file](), "") {
			if !slices.Contains(k.kinds(), kind) {
				then[k.name()] = false
			}
		}
		inner := object{}
		for _, k := range keysOf(reflect.TypeFor[fileKeys](), "keys") {
			if !slices.Contains(k.kinds(), kind) {
				inner[k.name()] = false
			}
		}
		if len(inner) > 0 {
			then["keys"] = object{"properties": inner}
		}
		rule := object{"properties": then}
		switch Kind(kind) {
		case Keypad:
			rule["oneOf"] = []any{object{"required": []string{"frame"}}, object{"required": []string{"lines"}}}
		case HID:
			rule["required"] = []string{"match"}
		}
		rules = append(rules, object{"if": object{"properties": object{"kind": object{"const": kind}}, "required": []string{"kind"}}, "then": rule})
	}
	top["allOf"] = rules
	b, err := json.MarshalIndent(top, "", "  ")
	if err != nil {
		panic(err) // plain maps, texts and numbers can always be written
	}
	return append(b, '\n')
}

func structSchema(t reflect.Type, path string) object {
	properties, required := object{}, []string{}
	for _, k := range keysOf(t, path) {
		properties[k.name()] = k.schema()
		if k.required {
			required = append(required, k.name())
		}
	}
	out := object{"type": "object", "additionalProperties": false, "properties": properties}
	if len(required) > 0 {
		out["required"] = required
	}
	return out
}

func (k key) schema() (out object) {
	switch {
	case k.typ.Kind() == reflect.Struct:
		out = structSchema(k.typ, k.path)
	case k.typ.Kind() == reflect.Map:
		value := k
		value.typ, value.tag = k.typ.Elem(), reflect.StructTag(strings.Replace(string(k.tag), "doc:", "nodoc:", 1))
		out = object{"type": "object", "additionalProperties": value.schema()}
		if k.required {
			out["minProperties"] = 1
		}
	default:
		out = k.scalar()
	}
	if d := k.doc(); d != "" {
		out["description"] = d
	}
	return out
}

func (k key) scalar() object {
	if list := k.choices(); list != nil {
		var values []any
		for _, c := range list {
			n, err := strconv.Atoi(c)
			if k.typ.Kind() == reflect.String {
				values = append(values, c)
			}
			if err == nil { // a text of digits may be written without quotes
				values = append(values, n)
			}
		}
		return object{"enum": values}
	}
	out := object{}
	switch {
	case k.typ == reflect.TypeFor[time.Duration]():
		out["type"], out["pattern"] = "string", `^(([0-9]*[.])?[0-9]+(ns|us|µs|ms|s|m|h))+$`
	case k.typ.Kind() == reflect.Bool:
		out["type"] = "boolean"
	case k.typ.Kind() == reflect.Int:
		out["type"] = "integer"
	default:
		out["type"] = []string{"string", "number", "boolean"} // YAML takes 4008 and true without quotes for something else
	}
	if p := k.tag.Get("pattern"); p != "" {
		out["pattern"] = p
	}
	for tag, name := range map[string]string{"min": "minimum", "max": "maximum"} {
		if n, err := strconv.Atoi(k.tag.Get(tag)); err == nil {
			out[name] = n
		}
	}
	return out
}

// Reference is the reference page of the file format, with the profiles that are
// shipped.
func Reference(shipped []*Profile) []byte {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("# Device profiles: reference\n")
	p("Made from the loader by its test; do not edit. `kioskctl profile lint FILE` names every")
	p("mistake in a profile; `assets/profiles/profile.schema.json` is the same for editors.\n")
	p("Every profile begins with `version: 1`.\n")
	var sections func(t reflect.Type, path, kinds string)
	sections = func(t reflect.Type, path, kinds string) {
		if path == "" {
			p("## The file\n")
		} else {
			p("## %s\n", path)
		}
		p("| Key | Value | Kinds | Meaning |")
		p("|---|---|---|---|")
		for _, k := range keysOf(t, path) {
			name := "`" + k.path + "`"
			if k.required {
				name += " (needed)"
			}
			only := cmp.Or(k.tag.Get("kinds"), kinds)
			p("| %s | %s | %s | %s |", name, k.words(), strings.ReplaceAll(only, ",", ", "), strings.ReplaceAll(k.doc(), "|", `\|`))
		}
		p("")
		for _, k := range keysOf(t, path) {
			if k.typ.Kind() == reflect.Struct {
				sections(k.typ, k.path, cmp.Or(k.tag.Get("kinds"), kinds))
			}
		}
	}
	sections(reflect.TypeFor[file](), "", "all")
	p("## Names of keys\n\n`%s`\n", strings.Join(keyNames(), "` `"))
	p("## Checksums\n\n`%s`\n", strings.Join(frame.ChecksumNames(), "` `"))
	codes := keyCodes()
	names := slices.SortedFunc(maps.Keys(codes), func(a, b string) int { return codes[a] - codes[b] })
	p("## Codes of keyboards\n\nAny other key can be given by its number, 1 to %d.\n", MaxKeyCode)
	for i, n := range names {
		names[i] = fmt.Sprintf("%s = %d", n, codes[n])
	}
	p("%s\n", strings.Join(names, ", "))
	p("## Shipped profiles\n")
	for _, s := range shipped {
		p("### %s\n", s.File)
		p("%s; kind %s; port %s. Source: %s\n", s.Name, s.Kind, s.settings(), s.Source)
		p("| Code | Key |")
		p("|---|---|")
		for _, code := range slices.SortedFunc(maps.Keys(s.Keys.Names), byNumber) {
			p("| `%s` | %s |", code, s.Keys.Names[code])
		}
		p("")
	}
	return []byte(strings.TrimRight(b.String(), "\n") + "\n")
}

func byNumber(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

// words says what may stand at a key.
func (k key) words() string {
	if list := k.choices(); list != nil && k.typ.Kind() != reflect.Map {
		return "one of `" + strings.Join(list, "` `") + "`"
	}
	switch {
	case k.typ == reflect.TypeFor[time.Duration]():
		return "a time, such as `20ms`"
	case k.typ.Kind() == reflect.Struct:
		return "see below"
	case k.typ.Kind() == reflect.Map:
		return "keys and values"
	case k.typ.Kind() == reflect.Bool:
		return "`true` or `false`"
	case k.typ.Kind() == reflect.Int:
		return "a whole number"
	default:
		return "text"
	}
}

// settings names the line's settings in the short form that people know: 9600 8N1.
func (p *Profile) settings() string {
	if p.Kind == HID {
		return p.Port.String()
	}
	return fmt.Sprintf("%d baud, %d%c%s, %s", p.Port.Baud, p.Port.DataBits, strings.ToUpper(p.Port.Parity)[0], p.Port.StopBits, p.Port)
}
