package datafile

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// AddToList writes entries behind the last one of a list at the top of a file, and leaves every
// other byte as it is. An entry is YAML, over several lines where it has several, as it stands
// behind the dash. A list that is not there, or is empty, is begun at the end of the file. Errors
// are ErrEdit, and then nothing is written.
func AddToList(data []byte, list string, entries []string) ([]byte, error) {
	if len(entries) == 0 {
		return data, nil
	}
	l, err := listIn(data, list)
	if err != nil {
		return nil, err
	}
	var added []string
	for _, e := range entries {
		for i, line := range strings.Split(strings.TrimSuffix(e, "\n"), "\n") {
			if i == 0 {
				line = "- " + line
			} else {
				line = "  " + line
			}
			added = append(added, l.indent+line)
		}
	}
	out := slices.Insert(slices.Clone(l.lines), l.end, added...)
	if l.node == nil {
		out = append(slices.Clone(l.lines), append([]string{"", list + ":"}, added...)...)
	}
	return l.judged(out, func(was []any) ([]any, error) {
		for _, e := range entries {
			var v any
			if err := yaml.Unmarshal([]byte(e), &v); err != nil {
				return nil, fmt.Errorf("%w: %q is no entry", ErrEdit, e)
			}
			was = append(was, v)
		}
		return was, nil
	})
}

// RemoveFromList takes the entries with these ids out of a list at the top of a file, with the
// lines that they are written on, and leaves every other byte as it is. Errors are ErrEdit, and
// then nothing is written.
func RemoveFromList(data []byte, list string, ids []string) ([]byte, error) {
	if len(ids) == 0 {
		return data, nil
	}
	l, err := listIn(data, list)
	if err != nil {
		return nil, err
	}
	gone := map[int]bool{}
	for _, id := range ids {
		i := -1
		if l.node != nil {
			i = slices.IndexFunc(l.node.Content, func(e *yaml.Node) bool { v := valueOf(e, "id"); return v != nil && v.Value == id })
		}
		if i < 0 {
			return nil, fmt.Errorf("%w: %q is not in %q", ErrEdit, id, list)
		}
		for line := l.node.Content[i].Line - 1; line < l.endOf(i); line++ {
			gone[line] = true
		}
	}
	var out []string
	for i, line := range l.lines {
		if !gone[i] {
			out = append(out, line)
		}
	}
	return l.judged(out, func(was []any) ([]any, error) {
		return slices.DeleteFunc(was, func(e any) bool {
			m, _ := e.(map[string]any)
			id, _ := m["id"].(string)
			return slices.Contains(ids, id)
		}), nil
	})
}

// listed is a list at the top of a file, written with one or more lines an entry.
type listed struct {
	data   []byte
	name   string
	lines  []string
	node   *yaml.Node // nil: it is not there
	indent string
	end    int // the line behind its last entry, from 0
}

func listIn(data []byte, name string) (*listed, error) {
	doc, _, err := documents(data)
	if err != nil || len(doc.Content) != 1 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, fmt.Errorf("%w: it is no mapping of keys to values", ErrEdit)
	}
	l := &listed{data: data, name: name, lines: strings.Split(strings.TrimSuffix(string(data), "\n"), "\n"), indent: "  "}
	node := valueOf(doc.Content[0], name)
	switch {
	case node == nil:
		return l, nil
	case node.Kind != yaml.SequenceNode || node.Style&yaml.FlowStyle != 0 || len(node.Content) == 0:
		return nil, fmt.Errorf("%w: write %q as one entry a line", ErrEdit, name)
	}
	l.node = node
	l.indent = strings.Repeat(" ", max(0, node.Column-1))
	l.end = l.endOf(len(node.Content) - 1)
	return l, nil
}

// endOf is the line behind an entry, from 0: comments and blank lines before the next belong to
// that one.
func (l *listed) endOf(i int) int {
	last := len(l.lines)
	if i+1 < len(l.node.Content) {
		last = l.node.Content[i+1].Line - 1
	} else {
		for at := l.node.Content[i].Line; at < len(l.lines); at++ {
			if s := l.lines[at]; s != "" && !strings.HasPrefix(s, " ") && !strings.HasPrefix(s, "#") {
				last = at
				break
			}
		}
	}
	for last > l.node.Content[i].Line {
		if s := strings.TrimSpace(l.lines[last-1]); s != "" && !strings.HasPrefix(s, "#") {
			break
		}
		last--
	}
	return last
}

// judged is the file with other lines, if it says what it said but for the list, and of the list
// what is to be said.
func (l *listed) judged(lines []string, change func([]any) ([]any, error)) ([]byte, error) {
	out := []byte(strings.Join(lines, "\n") + "\n")
	var was, is map[string]any
	if yaml.Unmarshal(l.data, &was) != nil || yaml.Unmarshal(out, &is) != nil {
		return nil, fmt.Errorf("%w: what comes out is no YAML file", ErrEdit)
	}
	entries, _ := was[l.name].([]any)
	want, err := change(entries)
	if err != nil {
		return nil, err
	}
	got, _ := is[l.name].([]any)
	delete(was, l.name)
	delete(is, l.name)
	if len(got) != len(want) || len(got) > 0 && !reflect.DeepEqual(got, want) || !reflect.DeepEqual(was, is) {
		return nil, fmt.Errorf("%w: %q is written in a way that cannot be changed line by line", ErrEdit, l.name)
	}
	return out, nil
}
