package datafile

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// SetInList writes plain values (numbers, true, false) of entries of a list at the top of a
// file, and leaves every other byte as it is: comments, order, how the entries are written.
// Entries are found by their "id"; changes are by id and key. What does not have that shape is
// ErrEdit, and then nothing is written.
func SetInList(data []byte, list string, changes map[string]map[string]string) ([]byte, error) {
	doc, _, err := documents(data)
	if err != nil || len(doc.Content) != 1 {
		return nil, fmt.Errorf("%w: it is no YAML file", ErrEdit)
	}
	entries := valueOf(doc.Content[0], list)
	if entries == nil || entries.Kind != yaml.SequenceNode {
		return nil, fmt.Errorf("%w: it has no list %q", ErrEdit, list)
	}
	p := patch{lines: strings.SplitAfter(string(data), "\n")}
	for _, id := range slices.Sorted(maps.Keys(changes)) {
		entry := entryOf(entries, id)
		if entry == nil {
			return nil, fmt.Errorf("%w: %q is not in %q", ErrEdit, id, list)
		}
		for _, key := range slices.Sorted(maps.Keys(changes[id])) {
			if err := p.set(entry, key, changes[id][key]); err != nil {
				return nil, fmt.Errorf("%w: %q of %q: %w", ErrEdit, key, id, err)
			}
		}
	}
	out := p.done()
	return out, holds(data, out, list, changes)
}

// valueOf is the value of a key of a mapping; nil where there is none.
func valueOf(mapping *yaml.Node, key string) *yaml.Node {
	if mapping.Kind != yaml.MappingNode {
		return nil
	}
	if i := keyAt(mapping, key); i >= 0 {
		return mapping.Content[i+1]
	}
	return nil
}

func entryOf(list *yaml.Node, id string) *yaml.Node {
	for _, e := range list.Content {
		if v := valueOf(e, "id"); v != nil && v.Value == id {
			return e
		}
	}
	return nil
}

// patch is what is to be written, by place; it is written from the end of the file, so that
// places before it stay where they are.
type patch struct {
	lines []string
	edits []edited
}

type edited struct {
	line, from, to int // from 0, in characters
	text           string
}

func (p *patch) set(entry *yaml.Node, key, value string) error {
	if v := valueOf(entry, key); v != nil {
		n, err := p.token(v)
		p.edits = append(p.edits, edited{v.Line - 1, v.Column - 1, v.Column - 1 + n, value})
		return err
	}
	id := valueOf(entry, "id")
	n, err := p.token(id)
	if err != nil {
		return err
	}
	text := ", " + key + ": " + value
	if entry.Style&yaml.FlowStyle == 0 { // a line of its own, below that of the id
		text = "\n" + strings.Repeat(" ", entry.Column-1) + key + ": " + value
	}
	p.edits = append(p.edits, edited{id.Line - 1, id.Column - 1 + n, id.Column - 1 + n, text})
	return nil
}

// token is the length of a scalar as it is written.
func (p *patch) token(v *yaml.Node) (int, error) {
	if v.Kind != yaml.ScalarNode || v.Anchor != "" || v.Line > len(p.lines) {
		return 0, errors.New("it is not written as one plain value")
	}
	rest := []rune(p.lines[v.Line-1])
	if v.Column-1 > len(rest) {
		return 0, errors.New("it is not where it seems to be")
	}
	rest = rest[v.Column-1:]
	for _, written := range []string{v.Value, `"` + v.Value + `"`, "'" + v.Value + "'"} {
		if strings.HasPrefix(string(rest), written) {
			return len([]rune(written)), nil
		}
	}
	return 0, errors.New("it is written in a way that cannot be replaced")
}

func (p *patch) done() []byte {
	slices.SortStableFunc(p.edits, func(a, b edited) int {
		if a.line != b.line {
			return b.line - a.line
		}
		return b.from - a.from
	})
	for _, e := range p.edits {
		line := []rune(p.lines[e.line])
		p.lines[e.line] = string(line[:e.from]) + e.text + string(line[e.to:])
	}
	return []byte(strings.Join(p.lines, ""))
}

// holds checks that a file says after a patch what it said before, but for the changes.
func holds(before, after []byte, list string, changes map[string]map[string]string) error {
	var was, is map[string]any
	if yaml.Unmarshal(before, &was) != nil || yaml.Unmarshal(after, &is) != nil {
		return fmt.Errorf("%w: what comes out is no YAML file", ErrEdit)
	}
	entries, _ := was[list].([]any)
	for _, e := range entries {
		entry, _ := e.(map[string]any)
		id, _ := entry["id"].(string)
		for key, value := range changes[id] {
			var v any
			if yaml.NewDecoder(bytes.NewReader([]byte(value))).Decode(&v) != nil {
				return fmt.Errorf("%w: %q is no plain value", ErrEdit, value)
			}
			entry[key] = v
		}
	}
	if !reflect.DeepEqual(was, is) {
		return fmt.Errorf("%w: it would change something else as well", ErrEdit)
	}
	return nil
}
