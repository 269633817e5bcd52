// Package datafiletest holds the schema of a file format and its loader to each other:
// what a shipped file says passes both, and what the schema refuses, the loader refuses,
// too.
//
// It hides the JSON Schema validator and how a file is broken. Only tests import it.
package datafiletest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"go.yaml.in/yaml/v3"
)

// Format is a file format under test.
type Format struct {
	Schema []byte
	Load   func(data []byte) error // the loader; nil error: it takes the file

	compiled *jsonschema.Schema
	parsed   any
}

// New compiles a schema. It fails the test if the schema is none, by the rules of the
// draft that it names.
func New(t testing.TB, schema []byte, load func(data []byte) error) *Format {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	id, _ := doc.(map[string]any)["$id"].(string)
	if id == "" {
		t.Fatal("the schema has no $id")
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(id, doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile(id)
	if err != nil {
		t.Fatal(err)
	}
	return &Format{Schema: schema, Load: load, compiled: compiled, parsed: doc}
}

// Validate tells what the schema finds wrong with a file, as an editor reads it.
func (f *Format) Validate(data []byte) error {
	doc, err := plain(data)
	if err != nil {
		return err
	}
	return f.compiled.Validate(doc)
}

// Sound says that a file passes schema and loader.
func (f *Format) Sound(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := f.Validate(data); err != nil {
		t.Errorf("%s: the schema refuses it: %v", name, err)
	}
	if err := f.Load(data); err != nil {
		t.Errorf("%s: the loader refuses it: %v", name, err)
	}
}

// Edit is a mistake that a person makes: Old, which stands in the file, becomes New.
type Edit struct{ Old, New string }

// BothRefuse says that schema and loader refuse the file after each edit.
func (f *Format) BothRefuse(t testing.TB, data string, edits []Edit) {
	t.Helper()
	f.Sound(t, "unchanged", []byte(data))
	for _, e := range edits {
		text := strings.Replace(data, e.Old, e.New, 1)
		if text == data {
			t.Errorf("%q does not stand in the file", e.Old)
		}
		if f.Validate([]byte(text)) == nil {
			t.Errorf("the schema accepts %q", e.New)
		}
		if f.Load([]byte(text)) == nil {
			t.Errorf("the loader accepts %q", e.New)
		}
	}
}

// BothAccept says that schema and loader take the file after each edit.
func (f *Format) BothAccept(t testing.TB, data string, edits []Edit) {
	t.Helper()
	for _, e := range edits {
		text := strings.Replace(data, e.Old, e.New, 1)
		if text == data {
			t.Errorf("%q does not stand in the file", e.Old)
		}
		f.Sound(t, e.New, []byte(text))
	}
}

// Break breaks a sound file in one place after another: each key left out, each value
// replaced by others and by itself in quotes, an unknown key everywhere; of a list, the
// first entry. The loader must refuse what the schema refuses. It returns how often that
// was.
func (f *Format) Break(t testing.TB, name string, data []byte) (refused int) {
	t.Helper()
	f.Sound(t, name, data)
	b := breaker{f: f, t: t, name: name, first: true}
	b.run(data)
	return b.refused
}

// BreakEveryRule breaks files that together use every key of the format as Break does,
// and adds every key everywhere. Each rule of the schema must be broken by something.
func (f *Format) BreakEveryRule(t testing.TB, files ...string) {
	t.Helper()
	broken := map[string]bool{}
	keys := propertyNames(f.parsed, map[string]bool{})
	for i, text := range files {
		name := fmt.Sprintf("file %d", i+1)
		f.Sound(t, name, []byte(text))
		b := breaker{f: f, t: t, name: name, keys: keys, broken: broken}
		b.run([]byte(text))
	}
	note(f.compiled.Validate("no mapping"), broken)
	for _, rule := range rules(f.parsed, "") {
		if !broken[rule] {
			t.Errorf("nothing breaks the rule %s", rule)
		}
	}
}

// breaker changes a document and puts it right again.
type breaker struct {
	f       *Format
	t       testing.TB
	name    string
	first   bool            // of a list, only the first entry
	keys    []string        // added wherever they are not
	broken  map[string]bool // rules that were; nil: nobody asks
	judged  map[string]bool // mistakes that the loader has been asked about
	doc     any
	refused int
}

func (b *breaker) run(data []byte) {
	doc, err := plain(data)
	if err != nil {
		b.t.Fatal(b.name, err)
	}
	b.doc, b.judged = doc, map[string]bool{}
	b.visit(doc)
}

// judge asks the schema, and where it refuses, the loader. what is the change without its
// place.
func (b *breaker) judge(at, what string) {
	wrong := b.f.compiled.Validate(b.doc)
	if wrong == nil {
		return
	}
	b.refused++
	now := map[string]bool{}
	note(wrong, now)
	if !b.news(now, what) {
		return
	}
	text, err := yaml.Marshal(b.doc)
	if err != nil {
		b.t.Fatal(err)
	}
	if b.f.Load(text) == nil {
		b.t.Errorf("%s, %s: %s: the schema refuses what the loader accepts: %v", b.name, at, what, wrong)
	}
}

// news reports whether these rules were not broken before in this file, by this value,
// and notes them. The same mistake in the next step or item teaches nothing.
func (b *breaker) news(rules map[string]bool, value string) bool {
	before := len(b.broken)
	if b.broken != nil {
		maps.Copy(b.broken, rules)
		return len(b.broken) > before
	}
	key := strings.Join(append(slices.Sorted(maps.Keys(rules)), value), "\n")
	seen := b.judged[key]
	b.judged[key] = true
	return !seen
}

func (b *breaker) visit(v any) {
	switch v := v.(type) {
	case []any:
		for i, e := range v {
			if i == 0 || !b.first {
				b.replace(fmt.Sprintf("[%d]", i), e, func(other any) { v[i] = other })
				b.visit(e)
			}
		}
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			old := v[k]
			delete(v, k)
			b.judge(k, "left out")
			b.replace(k, old, func(other any) { v[k] = other })
			b.visit(old)
		}
		for _, k := range append(b.keys, "zzz") {
			if _, there := v[k]; !there {
				v[k] = map[string]any{"z z": 1}
				b.judge(k, "added")
				delete(v, k)
			}
		}
	}
}

func (b *breaker) replace(at string, old any, set func(any)) {
	others := []any{"zzz", -1, 3.5, nil, []any{}, map[string]any{}}
	if b.broken != nil {
		others = append(others, "z z", strings.Repeat("z", 300), 9_999_999, true, []any{1}, []any{nil}, []any{map[string]any{"zzz": 1}}, map[string]any{"z z": 1}, map[string]any{"z z": nil})
	}
	switch old := old.(type) {
	case int, float64, bool:
		others = append(others, fmt.Sprint(old)) // which is written in quotes
	case []any:
		if len(old) > 0 {
			others = append(others, append(slices.Clone(old), old[0])) // the first twice
		}
	}
	for _, other := range others {
		set(other)
		b.judge(at, fmt.Sprintf("%T %v", other, other))
	}
	set(old)
}

// note notes the rules that an error is about.
func note(err error, broken map[string]bool) {
	ve, ok := err.(*jsonschema.ValidationError)
	if !ok {
		return
	}
	_, at, _ := strings.Cut(ve.SchemaURL, "#")
	switch k := ve.ErrorKind.(type) {
	case *kind.Required:
		for _, name := range k.Missing {
			broken[at+"/required/"+name] = true
		}
	case *kind.FalseSchema:
		broken[at] = true
	default:
		broken[strings.Join(append([]string{at}, k.KeywordPath()...), "/")] = true
	}
	for _, cause := range ve.Causes {
		note(cause, broken)
	}
}

// rules lists where the rules of a schema stand, as note names them.
func rules(schema any, at string) (out []string) {
	s, ok := schema.(map[string]any)
	if schema == false {
		return []string{at}
	}
	if !ok {
		return nil
	}
	for _, k := range slices.Sorted(maps.Keys(s)) {
		here := at + "/" + k
		switch v := s[k].(type) {
		case map[string]any:
			switch k {
			case "properties":
				for _, name := range slices.Sorted(maps.Keys(v)) {
					out = append(out, rules(v[name], here+"/"+escape(name))...)
				}
			case "if": // asks, and refuses nothing
			default:
				out = append(out, rules(v, here)...)
			}
		case []any:
			out = append(out, listRules(k, v, here)...)
		default:
			if slices.Contains([]string{"type", "const", "pattern", "minimum", "maximum", "minProperties", "maxLength", "uniqueItems"}, k) {
				out = append(out, here)
			} else if k == "additionalProperties" {
				out = append(out, here)
			}
		}
	}
	return out
}

func listRules(k string, list []any, at string) (out []string) {
	switch k {
	case "required":
		for _, name := range list {
			out = append(out, at+"/"+name.(string))
		}
	case "type", "enum", "oneOf", "anyOf":
		out = append(out, at)
	case "allOf":
		for i, v := range list {
			out = append(out, rules(v, at+"/"+strconv.Itoa(i))...)
		}
	}
	return out
}

// escape writes a name as a step of a JSON pointer (RFC 6901) in a URL's fragment.
func escape(name string) string { return strings.NewReplacer("~", "~0", "/", "~1").Replace(name) }

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

// plain is a file as an editor reads it: YAML as JSON, in which every key is a text.
func plain(data []byte) (any, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(data, &root); err != nil {
		return nil, err
	}
	if len(root.Content) == 0 {
		return nil, nil
	}
	return value(root.Content[0])
}

func value(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.MappingNode:
		out := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			v, err := value(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			out[n.Content[i].Value] = v
		}
		return out, nil
	case yaml.SequenceNode:
		out := []any{}
		for _, c := range n.Content {
			v, err := value(c)
			if err != nil {
				return nil, err
			}
			out = append(out, v)
		}
		return out, nil
	}
	var v any
	if err := n.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := json.Marshal(v); err != nil || n.Tag == "!!timestamp" {
		return n.Value, nil // JSON has no such value: an editor takes it for a text
	}
	return v, nil
}
