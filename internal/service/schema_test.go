package service

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v3"
)

var update = flag.Bool("update", false, "write the generated files anew")

const shipped = "../../assets/services"

// The generated files are those that the loader of today would give.
func TestGeneratedFilesAreFresh(t *testing.T) {
	files := Schemas()
	files["REFERENCE.md"] = Reference()
	for name, want := range files {
		file := filepath.Join(shipped, name)
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(file); err != nil || string(got) != string(want) {
			t.Errorf("%s is stale: go test ./internal/service -update", file)
		}
	}
}

// Every key of the format is explained.
func TestEverythingIsDocumented(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var look func(typ reflect.Type)
	look = func(typ reflect.Type) {
		for typ.Kind() == reflect.Slice || typ.Kind() == reflect.Map || typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || seen[typ] || typ == reflect.TypeFor[Price]() || typ == reflect.TypeFor[scalar]() || typ == reflect.TypeFor[Pattern]() {
			return
		}
		seen[typ] = true
		for _, k := range docKeys(typ) {
			if k.tag.Get("doc") == "" || !strings.Contains(string(Reference()), "`"+k.path+"`") {
				t.Errorf("%s.%s is not explained", typ, k.path)
			}
			for _, kind := range strings.Split(k.tag.Get("kinds"), ",") {
				if kind != "" && !slices.Contains(kindNames(), kind) {
					t.Errorf("%s.%s is for a kind %q that is not known", typ, k.path, kind)
				}
			}
			look(k.typ)
		}
	}
	look(reflect.TypeFor[serviceFile]())
	look(reflect.TypeFor[menuFile]())
	look(reflect.TypeFor[sampleFile]())
	if len(seen) < 12 {
		t.Errorf("only %d types were looked at", len(seen))
	}
}

// What the schemas refuse, lint refuses. Every shipped service is broken in every
// place: each key left out, each value replaced, an unknown key everywhere.
func TestSchemaAgreesWithLint(t *testing.T) {
	dirs, err := filepath.Glob(shipped + "/*/service.yaml")
	if err != nil || len(dirs) < 4 {
		t.Fatal("services are missing", err)
	}
	refused := 0
	for _, file := range dirs {
		dir := os.DirFS(filepath.Dir(file))
		files := fstest.MapFS{}
		for _, name := range []string{"service.yaml", "menu.yaml", "sample.yaml"} {
			if data, err := os.ReadFile(filepath.Join(filepath.Dir(file), name)); err == nil {
				files[name] = &fstest.MapFile{Data: data}
			}
		}
		pictures, err := os.ReadDir(filepath.Join(filepath.Dir(file), "pictures"))
		if err != nil {
			t.Fatal(dir, err)
		}
		for _, p := range pictures {
			files["pictures/"+p.Name()] = &fstest.MapFile{}
		}
		for name := range map[string]bool{"service": true, "menu": true, "sample": true} {
			whole, there := files[name+".yaml"]
			if !there {
				continue
			}
			var schema, doc any
			if err := json.Unmarshal(Schemas()[name+".schema.json"], &schema); err != nil {
				t.Fatal(err)
			}
			if err := yaml.Unmarshal(whole.Data, &doc); err != nil {
				t.Fatal(err)
			}
			judge := func(what string) {
				text, err := yaml.Marshal(doc)
				if err != nil {
					t.Fatal(err)
				}
				wrong := violation(schema, plain(t, text), "")
				if what == "unchanged" && wrong != "" {
					t.Errorf("%s: %s", file, wrong)
				}
				if wrong == "" {
					return
				}
				refused++
				files[name+".yaml"] = &fstest.MapFile{Data: text}
				if _, issues := Load(files, "x", nil); issues == nil {
					t.Errorf("%s, %s: the schema refuses (%s) what lint accepts", file, what, wrong)
				}
			}
			judge("unchanged")
			breakIt(doc, judge, 1)
			files[name+".yaml"] = whole
		}
	}
	if refused < 200 {
		t.Errorf("the schemas refused only %d broken files", refused)
	}
}

// Every rule of the schemas can say no, and lint then says no too: each key, type, list of
// values, bound and pattern is broken once, in a service and a menu that use all of them.
func TestEveryRuleOfTheSchemaIsBroken(t *testing.T) {
	broken := map[string]bool{}
	witness = func(s map[string]any, rule string) { broken[fmt.Sprintf("%p %s", s, rule)] = true }
	defer func() { witness = nil }()
	for _, f := range []struct{ name, text string }{{"service", deskService}, {"menu", wholeMenu}} {
		var schema any
		if err := json.Unmarshal(Schemas()[f.name+".schema.json"], &schema); err != nil {
			t.Fatal(err)
		}
		files := deskFiles(deskService)
		var doc any
		if err := yaml.Unmarshal([]byte(f.text), &doc); err != nil {
			t.Fatal(err)
		}
		keys := propertyNames(schema, map[string]bool{})
		judge := func(what string) {
			text, err := yaml.Marshal(doc)
			if err != nil {
				t.Fatal(err)
			}
			if violation(schema, plain(t, text), "") == "" {
				return
			}
			files[f.name+".yaml"] = &fstest.MapFile{Data: text}
			if _, issues := Load(files, "x", nil); issues == nil {
				t.Errorf("%s, %s: the schema refuses what lint accepts", f.name, what)
			}
		}
		var visit func(v any)
		visit = func(v any) {
			switch v := v.(type) {
			case []any:
				for _, e := range v {
					visit(e)
				}
			case map[string]any:
				for _, k := range keys {
					old, there := v[k]
					if there {
						delete(v, k)
						judge("without " + k)
					}
					others := []any{map[string]any{"z z": 1}, "z z", -1, 99_999, 3.5, true, []any{map[string]any{"zzz": 1}}, []any{1}}
					if !there {
						others = others[:1]
					}
					for _, other := range others {
						v[k] = other
						judge(fmt.Sprintf("%s: %v", k, other))
					}
					if delete(v, k); there {
						v[k] = old
					}
				}
				v["zzz"] = 1
				judge("unknown key")
				delete(v, "zzz")
				for _, e := range v {
					visit(e)
				}
			}
		}
		visit(doc)
		violation(schema, "no mapping", "") // which Decode refuses before anything else
		for place, rule := range rulesOf(schema, "") {
			if !broken[rule] {
				t.Errorf("%s.schema.json: nothing breaks %s", f.name, place)
			}
		}
	}
	if len(broken) < 120 {
		t.Errorf("only %d rules were broken", len(broken))
	}
}

// wholeMenu uses every key of a menu.
const wholeMenu = `version: 1
categories: [{id: a, label: a, picture: p, items: [x]}]
items: [{id: x, category: a, label: x, picture: p, price: 1, options: [o], sold_out: true}]
options:
  - {id: o, label: o, picture: p, pick: one, default: v, when: "true", values: [{id: v, label: v, picture: p, price: 1, large: true, when: "true"}]}
  - {id: c, label: c, pick: count, min: 0, max: 2, price: 1, counter: item}
`

// propertyNames are all keys that a schema knows, wherever.
func propertyNames(schema any, seen map[string]bool) []string {
	switch s := schema.(type) {
	case map[string]any:
		if p, ok := s["properties"].(map[string]any); ok {
			for k := range p {
				seen[k] = true
			}
		}
		for _, v := range s {
			propertyNames(v, seen)
		}
	case []any:
		for _, v := range s {
			propertyNames(v, seen)
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// rulesOf lists the rules of a schema: where each stands, and the name under which
// violation reports that it was broken.
func rulesOf(schema any, at string) map[string]string {
	out := map[string]string{}
	switch s := schema.(type) {
	case map[string]any:
		for k, v := range s {
			if strings.HasSuffix(at, "/properties") { // a key of the format, not a rule
				maps.Copy(out, rulesOf(v, at+"/"+k))
				continue
			}
			switch k {
			case "enum", "type", "pattern", "minimum", "maximum", "oneOf", "minProperties":
				if !strings.HasSuffix(at, "/if") && !strings.Contains(at, "/if/") && !strings.Contains(at, "/oneOf/") {
					out[at+"/"+k] = fmt.Sprintf("%p %s", s, k)
				}
			case "const":
				if !strings.Contains(at, "/if/") {
					out[at+"/"+k] = fmt.Sprintf("%p %s", s, k)
				}
			case "required":
				for _, name := range v.([]any) {
					if !strings.Contains(at, "/if") && !strings.Contains(at, "/oneOf/") {
						out[at+"/required "+name.(string)] = fmt.Sprintf("%p required %v", s, name)
					}
				}
			}
			if k != "enum" && k != "const" && k != "type" && k != "required" {
				maps.Copy(out, rulesOf(v, at+"/"+k))
			}
		}
	case []any:
		for i, v := range s {
			maps.Copy(out, rulesOf(v, fmt.Sprintf("%s/%d", at, i)))
		}
	}
	return out
}

// witness is told of each rule that violation finds broken.
var witness func(schema map[string]any, rule string)

// Mistakes that a person makes, and both must see.
func TestBothSee(t *testing.T) {
	var schema any
	if err := json.Unmarshal(Schemas()["service.schema.json"], &schema); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new string }{
		{"version: 1", "version: 2"}, {"kind: identify", "kind: identity"}, {"kind: enter,", "kind: enter, reader: card,"}, {"alphabet: digits", "alphabet: letters"},
		{"reader: card", "reader: credit"}, {"type: code", "type: number"}, {"timeout: 3s", "timeout: 3"}, {"path: /look", "path: look"}, {"max: 13", "max: 99"},
		{"currency: KRW", "currency: won"}, {"paper: receipt", "paper: note"}, {"charge: {item: bill,", "charge: {"}, {"next: pay}", "nxet: pay}"},
	} {
		text := strings.Replace(deskService, c.old, c.new, 1)
		_, issues := Load(deskFiles(text), "x", nil)
		if violation(schema, plain(t, []byte(text)), "") == "" || issues == nil {
			t.Errorf("schema or lint accepts %s", c.new)
		}
	}
	if wrong := violation(schema, plain(t, []byte(deskService)), ""); wrong != "" {
		t.Error(wrong)
	}
}

// plain is a file as an editor reads it.
func plain(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// breakIt changes doc in one place after another, and puts it right again; of a list it
// breaks the first few.
func breakIt(doc any, judge func(what string), few int) {
	if l, ok := doc.([]any); ok {
		for i := range min(few, len(l)) {
			breakIt(l[i], judge, few)
		}
	}
	m, ok := doc.(map[string]any)
	if !ok {
		return
	}
	for k, v := range m {
		delete(m, k)
		judge("without " + k)
		for _, other := range []any{"zzz", -1, 3.5, []any{}} {
			m[k] = other
			judge(fmt.Sprintf("%s: %v", k, other))
		}
		m[k] = v
		breakIt(v, judge, few)
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
	saw := func(rule string) {
		if witness != nil {
			witness(s, rule)
		}
	}
	if c, ok := s["const"]; ok && fmt.Sprint(c) != fmt.Sprint(v) {
		saw("const")
		return fmt.Sprintf("%s is not %v", at, c)
	}
	if e := list("enum"); e != nil && !slices.ContainsFunc(e, func(c any) bool { return sameJSON(c, v) }) {
		saw("enum")
		return fmt.Sprintf("%s: %v is none of %v", at, v, e)
	}
	types := list("type")
	if one, ok := s["type"].(string); ok {
		types = []any{one}
	}
	if types != nil && !slices.ContainsFunc(types, func(typ any) bool { return isType(v, typ.(string)) }) {
		saw("type")
		return fmt.Sprintf("%s: %v is not %v", at, v, types)
	}
	if p, ok := s["pattern"].(string); ok {
		if text, isText := v.(string); isText && !regexp.MustCompile(p).MatchString(text) {
			saw("pattern")
			return fmt.Sprintf("%s: %q does not fit %s", at, text, p)
		}
	}
	if n, ok := number(v); ok {
		if low, ok := s["minimum"].(float64); ok && n < low {
			saw("minimum")
			return fmt.Sprintf("%s: %v is too small", at, n)
		}
		if high, ok := s["maximum"].(float64); ok && n > high {
			saw("maximum")
			return fmt.Sprintf("%s: %v is too large", at, n)
		}
	}
	if l, ok := v.([]any); ok && s["items"] != nil {
		for i := range l {
			if wrong := violation(s["items"], l[i], fmt.Sprintf("%s[%d]", at, i)); wrong != "" {
				return wrong
			}
		}
	}
	if m, ok := v.(map[string]any); ok {
		for _, name := range list("required") {
			if _, there := m[name.(string)]; !there {
				saw("required " + name.(string))
				return fmt.Sprintf("%s has no %v", at, name)
			}
		}
		if least, ok := s["minProperties"].(float64); ok && len(m) < int(least) {
			saw("minProperties")
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
			saw("oneOf")
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
	if _, isList := v.([]any); isList {
		return typ == "array"
	}
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
