package profile

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

var update = flag.Bool("update", false, "write the generated files anew")

func shipped(t testing.TB) (profiles []*Profile) {
	t.Helper()
	files, err := filepath.Glob("../../assets/profiles/*.yaml")
	if err != nil || len(files) < 4 {
		t.Fatal("profiles are missing", err)
	}
	for _, f := range files {
		p, issues := Load(filepath.Base(f), read(t, f))
		if issues != nil {
			t.Fatal(issues)
		}
		profiles = append(profiles, p)
	}
	return profiles
}

// The generated files are those that the loader of today would give.
func TestGeneratedFilesAreFresh(t *testing.T) {
	for file, want := range map[string][]byte{
		"../../assets/profiles/profile.schema.json": Schema(),
		"REFERENCE.md": Reference(shipped(t)),
	} {
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if string(read(t, file)) != string(want) {
			t.Errorf("%s is stale: go test ./devices/profile -update", file)
		}
	}
}

// Every key of the format is explained, and every shipped profile with all its keys.
func TestEverythingIsDocumented(t *testing.T) {
	var look func(typ reflect.Type, path string)
	page := string(Reference(shipped(t)))
	look = func(typ reflect.Type, path string) {
		for _, k := range keysOf(typ, path) {
			if k.doc() == "" || !strings.Contains(page, "`"+k.path+"`") {
				t.Errorf("%s is not explained", k.path)
			}
			if k.typ.Kind() == reflect.Struct {
				look(k.typ, k.path)
			}
		}
	}
	look(reflect.TypeFor[file](), "")
	for _, p := range shipped(t) {
		_, part, found := strings.Cut(page, "### "+p.File+"\n")
		part, _, _ = strings.Cut(part, "\n###")
		if !found || !strings.Contains(part, p.Source) {
			t.Errorf("%s is not documented", p.File)
		}
		for code, name := range p.Keys.Names {
			if !strings.Contains(part, fmt.Sprintf("| `%s` | %s |", code, name)) {
				t.Errorf("%s: key %s is not documented", p.File, name)
			}
		}
	}
}

// What the schema refuses, lint refuses. Every shipped profile is broken in every place:
// each key left out, each value replaced, an unknown key everywhere.
func TestSchemaAgreesWithLint(t *testing.T) {
	var schema any
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	refused := 0
	judge := func(name string, doc any) {
		text, err := yaml.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		var plain any // as an editor reads it
		if err := yaml.Unmarshal(text, &plain); err != nil {
			t.Fatal(err)
		}
		wrong, issues := violation(schema, plain, ""), Lint("p.yaml", text)
		if wrong != "" {
			refused++
		}
		if wrong != "" && issues == nil {
			t.Errorf("%s: the schema refuses (%s) what lint accepts:\n%s", name, wrong, text)
		}
		if strings.HasSuffix(name, "unchanged") && wrong != "" {
			t.Errorf("%s: %s", name, wrong)
		}
	}
	for _, p := range shipped(t) {
		var doc any
		if err := yaml.Unmarshal(read(t, "../../assets/profiles/"+p.File), &doc); err != nil {
			t.Fatal(err)
		}
		judge(p.File+": unchanged", doc)
		broken(doc, func(what string) { judge(p.File+": "+what, doc) })
	}
	if refused < 200 {
		t.Errorf("the schema refused only %d broken profiles", refused)
	}
	// Mistakes that a person makes, and both must see.
	const pad = "version: 1\nname: x\nkind: hid\nsource: own\nmatch: {usb: {vid: \"1234\", pid: \"5678\"}}\n"
	for _, text := range []string{
		"version: 2\nname: x\nkind: hid\nsource: own\nmatch: {usb: {vid: \"1234\", pid: \"5678\"}}\nkeys: {names: {KEY_UP: up}}\n",
		pad + "keys: {names: {KEY_UP: upp}}\n",
		pad + "keys: {names: {}}\n",
		pad + "keys: {names: {KEY_UP: up}, down: \"1\"}\n",
		pad + "keys: {names: {KEY_UP: up}}\nline: {baud: 9600}\n",
		pad + "keys: {names: {KEY_UP: up}}\ntiming: {gap: 20}\n",
		strings.Replace(pad, `"1234"`, `"12345"`, 1) + "keys: {names: {KEY_UP: up}}\n",
		"version: 1\nname: x\nkind: hid\nsource: own\nkeys: {names: {KEY_UP: up}}\n",
		"version: 1\nname: x\nkind: keypad\nsource: own\nkeys: {names: {KEY_UP: up}}\n",
		"version: 1\nname: x\nkind: keypad\nsource: own\nframe: {payload: 1, check: crc}\nkeys: {names: {\"01\": up}}\n",
		"version: 1\nname: x\nkind: firmata\nsource: own\nkeys: {names: {2: up}}\nboard: {jack: {pin: 200, in: open}}\n",
		"version: 1\nname: x\nkind: firmata\nsource: own\nkeys: {names: {2: up}}\nboard: {jack: {pin: 3, in: shut}}\n",
		"version: 1\nname: x\nkind: firmata\nsource: own\nkeys: {names: {2: up}}\nprobe: {send: x}\n",
	} {
		var doc any
		if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
			t.Fatal(err)
		}
		if violation(schema, doc, "") == "" || Lint("p.yaml", []byte(text)) == nil {
			t.Errorf("schema or lint accepts:\n%s", text)
		}
	}
}

// broken changes doc in one place after another, and puts it right again.
func broken(doc any, judge func(what string)) {
	m, ok := doc.(map[string]any)
	if !ok {
		return
	}
	for k, v := range m {
		delete(m, k)
		judge("without " + k)
		for _, other := range []any{"zzz", -1, 3.5, true, []any{}, map[string]any{}} {
			m[k] = other
			judge(fmt.Sprintf("%s: %v", k, other))
		}
		m[k] = v
		broken(v, judge)
	}
	m["zzz"] = "zzz"
	judge("unknown key")
	delete(m, "zzz")
}

// violation is the part of JSON Schema that Schema uses; "" where v is as it should be.
func violation(schema, v any, at string) string {
	if schema == false {
		return at + " must not be there"
	}
	s, ok := schema.(map[string]any)
	if !ok {
		return ""
	}
	list := func(name string) []any { l, _ := s[name].([]any); return l }
	if c, ok := s["const"]; ok && fmt.Sprint(c) != fmt.Sprint(v) {
		return fmt.Sprintf("%s is not %v", at, c)
	}
	if e := list("enum"); e != nil && !slices.ContainsFunc(e, func(c any) bool { return sameJSON(c, v) }) {
		return fmt.Sprintf("%s: %v is none of %v", at, v, e)
	}
	types := list("type")
	if one, ok := s["type"].(string); ok {
		types = []any{one}
	}
	if types != nil && !slices.ContainsFunc(types, func(typ any) bool { return isType(v, typ.(string)) }) {
		return fmt.Sprintf("%s: %v is not %v", at, v, types)
	}
	if p, ok := s["pattern"].(string); ok {
		if text, isText := v.(string); isText && !regexp.MustCompile(p).MatchString(text) {
			return fmt.Sprintf("%s: %q does not fit %s", at, text, p)
		}
	}
	if n, ok := number(v); ok {
		if low, ok := s["minimum"].(float64); ok && n < low {
			return fmt.Sprintf("%s: %v is too small", at, n)
		}
		if high, ok := s["maximum"].(float64); ok && n > high {
			return fmt.Sprintf("%s: %v is too large", at, n)
		}
	}
	if m, ok := v.(map[string]any); ok {
		for _, name := range list("required") {
			if _, there := m[name.(string)]; !there {
				return fmt.Sprintf("%s has no %v", at, name)
			}
		}
		if least, ok := s["minProperties"].(float64); ok && len(m) < int(least) {
			return at + " is empty"
		}
		properties, _ := s["properties"].(map[string]any)
		for name, inner := range m {
			sub, known := properties[name]
			if !known {
				sub = s["additionalProperties"]
			}
			if wrong := violation(sub, inner, at+"."+name); wrong != "" {
				return wrong
			}
		}
	}
	for _, sub := range list("allOf") {
		if wrong := violation(sub, v, at); wrong != "" {
			return wrong
		}
	}
	if one := list("oneOf"); one != nil {
		fit := 0
		for _, sub := range one {
			if violation(sub, v, at) == "" {
				fit++
			}
		}
		if fit != 1 {
			return fmt.Sprintf("%s fits %d of the possibilities", at, fit)
		}
	}
	if cond, ok := s["if"]; ok && violation(cond, v, at) == "" {
		return violation(s["then"], v, at)
	}
	return ""
}

func number(v any) (float64, bool) {
	switch n := v.(type) {
	case int:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

func sameJSON(a, b any) bool {
	x, xok := number(a)
	y, yok := number(b)
	return xok && yok && x == y || !xok && !yok && reflect.DeepEqual(a, b)
}

func isType(v any, typ string) bool {
	n, isNumber := number(v)
	switch typ {
	case "object":
		_, ok := v.(map[string]any)
		return ok
	case "string":
		_, ok := v.(string)
		return ok
	case "boolean":
		_, ok := v.(bool)
		return ok
	case "integer":
		return isNumber && n == math.Trunc(n)
	default:
		return isNumber
	}
}
