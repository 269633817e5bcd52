package archtest

import (
	"go/ast"
	"go/token"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// schemaOwner alone writes schemas, and judges by them in tests.
const schemaOwner = "internal/datafile"

// ForeignSchemas returns where code of the module in fsys writes a JSON Schema itself, its tests
// apart: it names the draft, or a key that only a schema has. Two generators would come to say
// different things of the same tags.
func ForeignSchemas(fsys fs.FS) ([]Violation, error) {
	var found []Violation
	_, err := eachFile(fsys, func(fset *token.FileSet, name string, f *ast.File) {
		if strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, schemaOwner+"/") || path.Dir(name) == "internal/archtest" {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			text, err := strconv.Unquote(lit.Value)
			if err == nil && (text == "$schema" || text == "$id" || strings.Contains(text, "json-schema.org/")) {
				found = append(found, Violation{fset.Position(lit.Pos()).String(), strconv.Quote(text) + ": only " + schemaOwner + " writes schemas; describe the type with tags and use Format or Message"})
			}
			return true
		})
	})
	return found, err
}
