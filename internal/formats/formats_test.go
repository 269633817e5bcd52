package formats

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/internal/datafile/datafiletest"
)

const root = "../.."

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// The generated files are those that the loaders of today would give.
func TestFilesAreFresh(t *testing.T) {
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		if read(t, name) != string(want) {
			t.Errorf("%s is stale: go generate ./internal/formats", name)
		}
	}
}

// propertiesOf are all keys that a schema knows, wherever they stand.
func propertiesOf(schema any, into map[string]bool) {
	switch s := schema.(type) {
	case map[string]any:
		if props, ok := s["properties"].(map[string]any); ok {
			for name, inner := range props {
				if inner != false { // "not for this kind" is no key
					into[name] = true
				}
			}
		}
		for _, inner := range s {
			propertiesOf(inner, into)
		}
	case []any:
		for _, inner := range s {
			propertiesOf(inner, into)
		}
	}
}

// lacking are the keys of a schema that a page has no row for.
func lacking(t *testing.T, schema []byte, page string) (names []string) {
	t.Helper()
	var s any
	if err := json.Unmarshal(schema, &s); err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	propertiesOf(s, all)
	for name := range all {
		if !strings.Contains(page, "| `"+name+"`") && !strings.Contains(page, "."+name+"`") { // profiles are told with their places
			names = append(names, name)
		}
	}
	return names
}

// Every key that a schema knows, which is every key that a loader takes, is in a reference
// page; a key that a page lacks is found.
func TestReferencesAreComplete(t *testing.T) {
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for name, data := range files {
		if strings.HasSuffix(name, ".md") {
			all += string(data)
		}
	}
	checked := 0
	for name, data := range files {
		if !strings.HasSuffix(name, ".json") {
			continue
		}
		checked++
		if names := lacking(t, data, all); len(names) > 0 {
			t.Errorf("%s: no page has %v", name, names)
		}
	}
	if checked < 10 {
		t.Errorf("only %d formats were checked", checked)
	}
	if names := lacking(t, files["assets/services/wish.schema.json"], strings.ReplaceAll(all, "| `gets`", "")); len(names) != 1 || names[0] != "gets" {
		t.Errorf("without a row for it, %v are missed", names)
	}
}

// Every schema has an id of its own.
func TestIDs(t *testing.T) {
	files, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{}
	for name, data := range files {
		if !strings.HasSuffix(name, ".json") {
			continue
		}
		var schema struct {
			ID string `json:"$id"`
		}
		if err := json.Unmarshal(data, &schema); err != nil {
			t.Fatal(name, err)
		}
		if !strings.HasPrefix(schema.ID, "urn:modu:schema:") || ids[schema.ID] != "" {
			t.Errorf("%s and %s have the id %q", name, ids[schema.ID], schema.ID)
		}
		ids[schema.ID] = name
	}
	if len(ids) < 10 {
		t.Errorf("only %d schemas", len(ids))
	}
}

// Every shipped data file names its schema in the first line, and is as it says.
func TestShippedFilesNameTheirSchema(t *testing.T) {
	generated, err := Files()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, pattern := range []string{"assets/*/*.yaml", "assets/services/*/*.yaml", "assets/services/*/locales/*.yaml", "locales/*.yaml", "locales/plain/*.yaml", "internal/config/*.yaml"} {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, file := range files {
			name, err := filepath.Rel(root, file)
			if err != nil {
				t.Fatal(err)
			}
			text := read(t, name)
			first, _, _ := strings.Cut(text, "\n")
			at, ok := strings.CutPrefix(first, "# yaml-language-server: $schema=")
			if !ok {
				t.Errorf("%s does not name its schema in the first line", name)
				continue
			}
			schema := filepath.ToSlash(filepath.Join(filepath.Dir(name), at))
			if generated[schema] == nil {
				t.Errorf("%s names %s, which is not generated", name, schema)
				continue
			}
			seen[schema] = true
			if err := datafiletest.New(t, generated[schema], nil).Validate([]byte(text)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	for name := range generated {
		// No brand is shipped, and neither a basket nor a catalogue is a file.
		if strings.HasSuffix(name, ".json") && !seen[name] && !strings.HasSuffix(name, "brand.schema.json") && !strings.HasSuffix(name, "basket.schema.json") && !strings.HasSuffix(name, "catalogue.schema.json") {
			t.Errorf("no shipped file names %s", name)
		}
	}
}
