package datafile

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Message is JSON that passes between the kiosk and a program: what a schema and a reference
// page are made of. They let further keys pass, since messages grow by them.
type Message struct {
	Name    string       // "basket"; the $id is urn:modu:schema:basket:1
	Title   string       // for people
	Version int          // what stands at the key "version", if it has one
	Type    reflect.Type // the struct that encoding/json reads or writes

	// For pages about types of which the tags do not tell all; nil: they do.
	Meaning func(owner reflect.Type, field string) string // what a key means that has no doc
	Names   func(reflect.Type) []string                   // all that may stand for a value of a type; nil: not listed
}

// Raw is a value of a message that stays as it was sent until it is looked at, so that what is
// wrong with it can be said of it alone: empty where it is absent. T is what it should hold.
type Raw[T any] struct{ json.RawMessage }

func (Raw[T]) holds() reflect.Type { return reflect.TypeFor[T]() }

// held is a type without pointers and Raw.
func held(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return held(t.Elem())
	}
	if r, ok := reflect.Zero(t).Interface().(interface{ holds() reflect.Type }); ok {
		return held(r.holds())
	}
	return t
}

// MessageKeys lists the keys of a struct in their order, as a message has them: what has no json
// tag keeps the name that it has in files.
func MessageKeys(t reflect.Type) []Key { return keysOf(t, inMessage) }

// MessageSchema is what a struct in a message must satisfy, for types that describe themselves.
func MessageSchema(t reflect.Type) Object { return structSchema(t, inMessage) }

// Schema is the JSON Schema (draft 2020-12) of the message, for those who write the program.
func (m Message) Schema() []byte {
	top := structSchema(m.Type, inMessage)
	if v, ok := top["properties"].(Object)["version"].(Object); ok {
		v["const"] = m.Version
	}
	return written(top, m.Name, m.Title, m.Version)
}

// Page lists every key in Markdown: a table for each type, in the order in which they are met,
// under headings of the second level. Types may hold themselves.
func (m Message) Page() string {
	var b strings.Builder
	types := []reflect.Type{m.Type}
	for i := 0; i < len(types); i++ {
		fmt.Fprintf(&b, "\n## %s\n\n| Key | Value | Meaning |\n|---|---|---|\n", types[i].Name())
		for _, k := range MessageKeys(types[i]) {
			words, inner := m.words(k, k.Type)
			if inner != nil && !slices.Contains(types, inner) {
				types = append(types, inner)
			}
			name := "`" + k.Name + "`"
			if k.Required {
				name += " (always)"
			}
			meaning := k.Doc()
			if meaning == "" && m.Meaning != nil {
				meaning = m.Meaning(types[i], types[i].Field(k.field).Name)
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", name, words, strings.ReplaceAll(meaning, "|", `\|`))
		}
	}
	return b.String()
}

// words say what stands at a key, or in its list, and of which struct it is.
func (m Message) words(k Key, t reflect.Type) (string, reflect.Type) {
	t = held(t)
	if m.Names != nil {
		if names := m.Names(t); names != nil {
			return "one of `" + strings.Join(names, "` `") + "`", nil
		}
	}
	switch t.Kind() {
	case reflect.Struct:
		return fmt.Sprintf("[%s](#%s)", t.Name(), strings.ToLower(t.Name())), t
	case reflect.Slice:
		of, inner := m.words(k, t.Elem())
		if inner == nil {
			return "a list, each " + of, nil
		}
		return "list of " + of, inner
	}
	k.Type = t
	return k.Words(), nil
}
