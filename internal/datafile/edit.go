package datafile

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Entry is one entry of a section of a file: a text, or a mapping of its forms to texts.
type Entry struct {
	Name  string
	Forms []Form // one whose name is "" stands for the plain text, as in "name: text"
}

// Form is one text of an entry.
type Form struct{ Name, Text string }

// ErrEdit: a file cannot be changed in place.
var ErrEdit = errors.New("datafile: this file cannot be changed in place")

// SetEntries changes texts in a mapping of texts at the top level of a file, "messages": what
// an entry already has and is not named stays, an entry that is not there comes after the
// last. plain is the form that stands alone in "name: text". All other lines, comments
// included, stay byte by byte; a comment on a changed line is kept behind it. Errors are
// ErrEdit, with why: then the file is to be changed by hand.
func SetEntries(data []byte, section, plain string, entries []Entry) ([]byte, error) {
	e, err := editing(data, section, plain)
	if err != nil {
		return nil, err
	}
	var added []string
	for _, en := range entries {
		at := keyAt(e.node, en.Name)
		if at < 0 {
			added = append(added, e.line(en.Name, with(nil, en.Forms, plain), ""))
			continue
		}
		was := formsOf(e.node.Content[at+1], plain)
		if now := with(was, en.Forms, plain); !slices.Equal(was, now) {
			e.replace(at, now)
		}
	}
	out := e.put(added)
	return out, e.holds(out, entries)
}

// Entries are the entries of a section of texts, in the order of the file; plain is as in
// SetEntries. Errors are ErrEdit.
func Entries(data []byte, section, plain string) ([]Entry, error) {
	e, err := editing(data, section, plain)
	if err != nil {
		return nil, err
	}
	var out []Entry
	for i := 0; i+1 < len(e.node.Content); i += 2 {
		out = append(out, Entry{e.node.Content[i].Value, formsOf(e.node.Content[i+1], plain)})
	}
	return out, nil
}

// edit is a file whose lines are being changed.
type edit struct {
	section, plain string
	node           *yaml.Node // of the section
	lines          []string   // of the file; a changed entry is its first line, the rest is gone
	gone           map[int]bool
	indent         string
	last           int // the line after which entries are added, from 0
}

func editing(data []byte, section, plain string) (*edit, error) {
	root, _, err := documents(data)
	if err != nil || len(root.Content) == 0 || root.Content[0].Kind != yaml.MappingNode {
		return nil, fmt.Errorf("%w: it is no mapping of keys to values", ErrEdit)
	}
	e := &edit{section: section, plain: plain, lines: strings.Split(strings.TrimSuffix(string(data), "\n"), "\n"), gone: map[int]bool{}, indent: "  "}
	top := root.Content[0]
	i := keyAt(top, section)
	if i < 0 {
		return nil, fmt.Errorf("%w: it has no %q", ErrEdit, section)
	}
	e.node, e.last = top.Content[i+1], top.Content[i].Line-1
	switch {
	case empty(e.node) && strings.TrimSpace(e.lines[e.last]) == section+":":
	case e.node.Kind != yaml.MappingNode || e.node.Style&yaml.FlowStyle != 0 || len(e.node.Content) == 0:
		return nil, fmt.Errorf("%w: write %q as one entry a line", ErrEdit, section)
	default:
		e.indent = strings.Repeat(" ", e.node.Content[0].Column-1)
		e.last = e.end(len(e.node.Content) - 2)
	}
	return e, nil
}

// keyAt is the place of a key among the nodes of a mapping; -1 where it is not there.
func keyAt(mapping *yaml.Node, key string) int {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return i
		}
	}
	return -1
}

// end is the last line of an entry, from 0: what follows and is blank or a comment belongs to
// the next one.
func (e *edit) end(at int) int {
	first := e.node.Content[at].Line - 1
	last := len(e.lines) - 1
	if at+2 < len(e.node.Content) {
		last = e.node.Content[at+2].Line - 2
	} else {
		for i := first + 1; i < len(e.lines); i++ {
			if l := e.lines[i]; l != "" && !strings.HasPrefix(l, " ") && !strings.HasPrefix(l, "#") {
				last = i - 1
				break
			}
		}
	}
	for last > first {
		if l := strings.TrimSpace(e.lines[last]); l != "" && !strings.HasPrefix(l, "#") {
			break
		}
		last--
	}
	return last
}

// replace writes an entry anew.
func (e *edit) replace(at int, forms []Form) {
	key, value := e.node.Content[at], e.node.Content[at+1]
	comment := value.LineComment
	for i := 1; comment == "" && i < len(value.Content); i += 2 {
		comment = value.Content[i].LineComment
	}
	first := key.Line - 1
	for i := first + 1; i <= e.end(at); i++ {
		e.gone[i] = true
	}
	e.lines[first] = e.line(key.Value, forms, comment)
}

// put is the file with what was changed, and lines that are added to the section.
func (e *edit) put(added []string) []byte {
	var b strings.Builder
	for i, l := range e.lines {
		if !e.gone[i] {
			b.WriteString(l + "\n")
		}
		if i == e.last {
			for _, a := range added {
				b.WriteString(a + "\n")
			}
		}
	}
	return []byte(b.String())
}

// line writes an entry.
func (e *edit) line(name string, forms []Form, comment string) string {
	text := ""
	if len(forms) == 1 && forms[0].Name == e.plain {
		text = scalar(forms[0].Text, false)
	} else {
		var parts []string
		for _, f := range forms {
			parts = append(parts, f.Name+": "+scalar(f.Text, true))
		}
		text = "{" + strings.Join(parts, ", ") + "}"
	}
	if comment != "" {
		comment = " " + comment
	}
	return e.indent + scalar(name, false) + ": " + text + comment
}

// holds makes sure that the changed file says what it said before, and what was to be changed:
// where an entry is written in a way that a line cannot replace, nothing is changed.
func (e *edit) holds(out []byte, entries []Entry) error {
	want, order := map[string][]Form{}, []string(nil)
	for i := 0; i+1 < len(e.node.Content); i += 2 {
		name := e.node.Content[i].Value
		want[name], order = formsOf(e.node.Content[i+1], e.plain), append(order, name)
	}
	for _, en := range entries {
		if want[en.Name] == nil {
			order = append(order, en.Name)
		}
		want[en.Name] = with(want[en.Name], en.Forms, e.plain)
	}
	now, err := editing(out, e.section, e.plain)
	if err != nil {
		return err
	}
	for i, name := range order {
		if 2*i+1 >= len(now.node.Content) || now.node.Content[2*i].Value != name || !slices.Equal(formsOf(now.node.Content[2*i+1], e.plain), want[name]) {
			return fmt.Errorf("%w: %q is written in a way that cannot be replaced line by line", ErrEdit, name)
		}
	}
	return nil
}

// formsOf are the forms of an entry, in the order of the file.
func formsOf(n *yaml.Node, plain string) []Form {
	if n.Kind != yaml.MappingNode {
		return []Form{{plain, n.Value}}
	}
	var out []Form
	for i := 0; i+1 < len(n.Content); i += 2 {
		out = append(out, Form{n.Content[i].Value, n.Content[i+1].Value})
	}
	return out
}

// with puts forms among those of an entry.
func with(was, set []Form, plain string) []Form {
	out := slices.Clone(was)
	for _, f := range set {
		if f.Name == "" {
			f.Name = plain
		}
		if i := slices.IndexFunc(out, func(o Form) bool { return o.Name == f.Name }); i >= 0 {
			out[i] = f
		} else {
			out = append(out, f)
		}
	}
	return out
}

// scalar writes a text as YAML: as it is where that is read back as this text, else in quotes.
// inside is a mapping in braces.
func scalar(text string, inside bool) string {
	sample := "k: " + text
	if inside {
		sample = "{k: " + text + ", l: m}"
	}
	var root yaml.Node
	if strings.ContainsAny(text, "\n\r\t#") || yaml.Unmarshal([]byte(sample), &root) != nil || len(root.Content) == 0 || root.Content[0].Kind != yaml.MappingNode {
		return Quote(text)
	}
	n := root.Content[0].Content
	if len(n) < 2 || n[1].Kind != yaml.ScalarNode || n[1].Tag != "!!str" || n[1].Value != text || n[1].Style != 0 || inside && len(n) != 4 {
		return Quote(text)
	}
	return text
}
