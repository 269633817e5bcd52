package archtest

import (
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Limits of a function: what is longer, or branches more, is several things under one
// name.
const (
	maxLines  = 60 // of source, from "func" to the closing brace
	maxBranch = 15 // cyclomatic complexity, as McCabe counts it
)

// Function is how long a function is and how much it branches.
type Function struct {
	Pos    string // file:line
	Name   string // "internal/order.(*Order).Add"
	Lines  int
	Branch int
}

func (f Function) fits() bool { return f.Lines <= maxLines && f.Branch <= maxBranch }

// Functions measures every function of the module in fsys, but those of tests, of
// testdata and of modules of their own. A function in a function is a part of it; one in
// a variable of the package is measured under the variable's name.
func Functions(fsys fs.FS) ([]Function, error) {
	var out []Function
	_, err := eachFile(fsys, func(fset *token.FileSet, name string, f *ast.File) {
		if strings.HasSuffix(name, "_test.go") {
			return
		}
		for _, decl := range f.Decls {
			for of, node := range bodies(decl) {
				from, to := fset.Position(node.Pos()), fset.Position(node.End())
				out = append(out, Function{fmt.Sprintf("%s:%d", name, from.Line), path.Dir(name) + "." + of, to.Line - from.Line + 1, branch(node)})
			}
		}
	})
	slices.SortFunc(out, func(a, b Function) int { return strings.Compare(a.Pos, b.Pos) })
	return out, err
}

// bodies are the functions of a declaration, by name.
func bodies(decl ast.Decl) map[string]ast.Node {
	found := map[string]ast.Node{}
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		found[receiver(decl)+decl.Name.Name] = decl
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			v, ok := spec.(*ast.ValueSpec)
			if !ok {
				continue
			}
			n := 0
			ast.Inspect(v, func(node ast.Node) bool {
				lit, ok := node.(*ast.FuncLit)
				if ok {
					name := v.Names[0].Name
					if n++; n > 1 {
						name = fmt.Sprintf("%s#%d", name, n)
					}
					found[name] = lit
				}
				return !ok
			})
		}
	}
	return found
}

// receiver is "(*T)." or "T." of a method.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return ""
	}
	t, pointer := f.Recv.List[0].Type, false
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t, pointer = x.X, true
			continue
		case *ast.IndexExpr: // a generic type
			t = x.X
			continue
		case *ast.IndexListExpr:
			t = x.X
			continue
		case *ast.Ident:
			if pointer {
				return "(*" + x.Name + ")."
			}
			return x.Name + "."
		}
		return ""
	}
}

// branch is the cyclomatic complexity: 1, and 1 more for each if, for, case and
// shortcut operator.
func branch(node ast.Node) int {
	n := 1
	ast.Inspect(node, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			n++
		case *ast.CaseClause:
			if node.List != nil { // default is where the others do not go
				n++
			}
		case *ast.CommClause:
			if node.Comm != nil {
				n++
			}
		case *ast.BinaryExpr:
			if node.Op == token.LAND || node.Op == token.LOR {
				n++
			}
		}
		return true
	})
	return n
}

// Oversized returns the functions that are too long or branch too much and have no
// exception, and the exceptions that no such function needs.
func Oversized(functions []Function, exceptions []Exception) []Violation {
	var found []Violation
	needed := map[string]bool{}
	for _, f := range functions {
		if f.fits() {
			continue
		}
		needed[f.Name] = true
		if !excepted(exceptions, f.Name) {
			found = append(found, Violation{f.Pos, fmt.Sprintf("%s has %d lines and complexity %d; at most %d and %d: part it by meaning, or give it a row with a reason in %s",
				f.Name, f.Lines, f.Branch, maxLines, maxBranch, oversizedFile)})
		}
	}
	return append(found, unneeded(oversizedFile, exceptions, needed, "is small enough or gone")...)
}
