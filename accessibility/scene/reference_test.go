package scene_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/datafile"
	"modu/internal/goldentest"
)

// enumerations are the names that stand for constants, in their order.
func enumerations(t *testing.T) map[reflect.Type][]string {
	count := constants(t)
	numbers := func(n int, name func(int) (string, string)) (out []string) {
		for i := range n {
			text, _ := name(i)
			out = append(out, text)
		}
		return out
	}
	all := map[reflect.Type][]string{
		reflect.TypeFor[scene.Role]():       numbers(count["Role"], names[scene.Role]),
		reflect.TypeFor[scene.Arrange]():    numbers(count["Arrange"], names[scene.Arrange]),
		reflect.TypeFor[scene.Privacy]():    numbers(count["Privacy"], names[scene.Privacy]),
		reflect.TypeFor[scene.SpanKind]():   numbers(count["SpanKind"], names[scene.SpanKind]),
		reflect.TypeFor[scene.Politeness](): numbers(count["Politeness"], names[scene.Politeness]),
		reflect.TypeFor[scene.CauseKind]():  numbers(count["CauseKind"], names[scene.CauseKind]),
	}
	for _, k := range scene.Kinds() {
		all[reflect.TypeFor[scene.Kind]()] = append(all[reflect.TypeFor[scene.Kind]()], string(k))
	}
	for _, d := range scene.Directions() {
		all[reflect.TypeFor[scene.Direction]()] = append(all[reflect.TypeFor[scene.Direction]()], string(d))
	}
	for _, s := range scene.Sides() {
		all[reflect.TypeFor[scene.Side]()] = append(all[reflect.TypeFor[scene.Side]()], string(s))
	}
	for _, s := range scene.Switches() {
		all[reflect.TypeFor[scene.Switch]()] = append(all[reflect.TypeFor[scene.Switch]()], string(s))
	}
	for _, e := range scene.Earcons {
		all[reflect.TypeFor[scene.Earcon]()] = append(all[reflect.TypeFor[scene.Earcon]()], string(e))
	}
	return all
}

// comments are what stands beside the fields and types of the package, by "Type.Field".
func comments(t *testing.T) map[string]string {
	t.Helper()
	says := map[string]string{}
	for _, name := range []string{"scene.go", "text.go", "change.go", "ear.go"} {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			typ, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			st, ok := typ.Type.(*ast.StructType)
			if !ok {
				return false
			}
			for _, field := range st.Fields.List {
				text := field.Comment.Text()
				if text == "" {
					text = field.Doc.Text()
				}
				for _, id := range field.Names {
					says[typ.Name.Name+"."+id.Name] = strings.Join(strings.Fields(text), " ")
				}
			}
			return false
		})
	}
	return says
}

// reference is the page about the JSON form, made from the types.
func reference(t *testing.T) []byte {
	var b bytes.Buffer
	b.WriteString("# JSON form of scenes and changes, version " + fmt.Sprint(scene.Version) + `

Made from the types of this package; ` + "`go test ./accessibility/scene -rewrite`" + ` writes it anew.

A document is one object: ` + "`{\"version\":1,\"scene\":{…}}` or `{\"version\":1,\"change\":{…}}`" + `. A key that is absent is
zero: no text, 0, false, nothing, or the first name of its enumeration. Keys that a reader does not know are passed
over; another version and a name that is not listed are mistakes. Whole numbers stay below 2^53.

A redacted document holds ` + "`<personal price>`" + ` and the like in place of texts that are not public. What is secret is
replaced in every document. Examples: ` + "[scene](testdata/scene.json), [the same, redacted](testdata/scene.redacted.json),\n[change](testdata/change.json).\n")
	names, says := enumerations(t), comments(t)
	b.WriteString(datafile.Message{
		Type:    reflect.TypeFor[scene.Change](),
		Meaning: func(owner reflect.Type, field string) string { return says[owner.Name()+"."+field] },
		Names:   func(of reflect.Type) []string { return names[of] },
	}.Page())
	return b.Bytes()
}

//go:generate go test -run ^TestReference$ -rewrite .

func TestReference(t *testing.T) {
	got := reference(t)
	goldentest.File(t, "JSON.md", got, *rewrite)
	for _, s := range []string{"| `forAll` | [Text](#text) |", "`secret-entry`", "| `earcon` | one of `error` `time`"} {
		if !bytes.Contains(got, []byte(s)) {
			t.Errorf("the page does not have %q", s)
		}
	}
}
