package datafile

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

type tree struct {
	Version int                     `json:"version"`
	Name    Raw[string]             `json:"name" min:"1" max:"9" doc:"What it is called, a|b."`
	Colour  string                  `json:"colour,omitzero"`
	Days    []string                `yaml:"days" one:"mon,tue" most:"2" unique:"true"`
	Sizes   []int                   `json:"sizes,omitempty" min:"1"`
	Notes   map[string]Raw[*string] `json:"notes,omitempty"`
	Inner   Raw[[]tree]             `json:"inner,omitempty"`
	Never   string                  `json:"-"`
	Nowhere string
}

func aTree() Message {
	return Message{Name: "tree", Title: "A tree", Version: 3, Type: reflect.TypeFor[tree](),
		Meaning: func(owner reflect.Type, field string) string { return owner.Name() + "'s " + field }}
}

// The schema of a message says what the tags say; a type that holds itself has none.
func TestMessageSchema(t *testing.T) {
	type leaf struct {
		Version int                     `json:"version"`
		Name    Raw[string]             `json:"name" min:"1" max:"9" doc:"What it is called."`
		Days    []string                `yaml:"days" one:"mon,tue" most:"2" unique:"true"`
		Notes   map[string]Raw[*string] `json:"notes,omitempty"`
		Never   string                  `json:"-"`
	}
	var got, want any
	if err := json.Unmarshal(Message{Name: "leaf", Title: "A leaf", Version: 3, Type: reflect.TypeFor[leaf]()}.Schema(), &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(`{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:modu:schema:leaf:3", "title": "A leaf", "type": "object",
		"required": ["version", "name"], "properties": {
		"version": {"type": "integer", "const": 3},
		"name": {"type": "string", "minLength": 1, "maxLength": 9, "description": "What it is called."},
		"days": {"type": "array", "items": {"enum": ["mon", "tue"]}, "maxItems": 2, "uniqueItems": true},
		"notes": {"type": "object", "additionalProperties": {"type": "string"}}}}`), &want); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
}

// A page has every key once, whatever holds itself, with what the tags do not tell.
func TestMessagePage(t *testing.T) {
	m := aTree()
	m.Names = func(of reflect.Type) []string {
		if of.Kind() == reflect.Int {
			return []string{"one", "two"}
		}
		return nil
	}
	want := strings.Join([]string{"", "## tree", "", "| Key | Value | Meaning |", "|---|---|---|",
		"| `version` (always) | one of `one` `two` | tree's Version |",
		"| `name` (always) | text | What it is called, a\\|b. |",
		"| `colour` | text | tree's Colour |",
		"| `days` | a list, each one of `mon` `tue` | tree's Days |",
		"| `sizes` | a list, each one of `one` `two` | tree's Sizes |",
		"| `notes` | names and values | tree's Notes |",
		"| `inner` | list of [tree](#tree) | tree's Inner |", ""}, "\n")
	if got := m.Page(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A raw value is as it was sent, also null, and empty where it is absent.
func TestRaw(t *testing.T) {
	var got tree
	if err := json.Unmarshal([]byte(`{"name": 7, "notes": {"a": null}}`), &got); err != nil {
		t.Fatal(err)
	}
	if string(got.Name.RawMessage) != "7" || string(got.Notes["a"].RawMessage) != "null" || got.Inner.RawMessage != nil {
		t.Errorf("%+v", got)
	}
}
