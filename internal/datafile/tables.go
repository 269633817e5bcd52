package datafile

import (
	"fmt"
	"reflect"
	"strings"
)

// Shaped is implemented by Custom types that take a mapping, too: Shape is the struct with its
// keys, for reference pages.
type Shaped interface{ Shape() reflect.Type }

// Tables lists every key that a file of a format may hold, in Markdown: one table for the file,
// and one for each mapping in it, under headings of the second and third level.
func (f Format) Tables() string {
	var b strings.Builder
	t := tables{out: &b, seen: map[reflect.Type]bool{f.Type: true}}
	fmt.Fprintf(&b, "## %s\n\n", f.Title)
	t.write(f.Type, "", true)
	return b.String()
}

// tables are the tables of one format.
type tables struct {
	out  *strings.Builder
	seen map[reflect.Type]bool
}

// write writes the table of a struct, and then those of what stands in it. at is its place in
// the file.
func (t tables) write(typ reflect.Type, at string, top bool) {
	fmt.Fprintf(t.out, "| Key | Value | Meaning |\n|---|---|---|\n")
	if top {
		fmt.Fprintf(t.out, "| `version` (needed) | `%d` | The version of the file format. |\n", Version)
	}
	for _, k := range Keys(typ) {
		name := "`" + k.Name + "`"
		if k.Required {
			name += " (needed)"
		}
		meaning := k.Doc()
		if kinds := k.Kinds(); kinds != nil {
			meaning += " Only for `" + strings.Join(kinds, "` `") + "`."
		}
		fmt.Fprintf(t.out, "| %s | %s | %s |\n", name, k.Words(), strings.ReplaceAll(meaning, "|", `\|`))
	}
	t.out.WriteString("\n")
	for _, k := range Keys(typ) {
		inner, place := inside(k.Type, join(at, k.Name))
		if inner == nil || t.seen[inner] {
			continue
		}
		t.seen[inner] = true
		fmt.Fprintf(t.out, "### `%s`\n\n", place)
		t.write(inner, place, false)
	}
}

// inside is the struct in a value of a type, with how its place is written: "devices[]",
// "places.NAME". It is nil where there is none.
func inside(t reflect.Type, at string) (reflect.Type, string) {
	if s, ok := reflect.New(t).Interface().(Shaped); ok {
		return s.Shape(), at
	}
	if _, custom := reflect.New(t).Interface().(Custom); custom || t == durationType {
		return nil, ""
	}
	switch t.Kind() {
	case reflect.Pointer:
		return inside(t.Elem(), at)
	case reflect.Slice:
		return inside(t.Elem(), at+"[]")
	case reflect.Map:
		return inside(t.Elem(), at+".NAME")
	case reflect.Struct:
		return t, at
	}
	return nil, ""
}
