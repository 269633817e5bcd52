package archtest

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// Enums are types of text whose values are the constants of their own packages, as in
// "accessibility/scene.Kind". Outside them, tests included, no string is written in such a
// constant's place: a misspelt one would compile, and be equal to none.
type Enums []string

// ModuEnums are those of this module.
func ModuEnums() Enums {
	return Enums{"accessibility/scene.Kind", "accessibility/input.PaymentStage", "internal/kiosk/model.OverlayKind", "internal/staffcall.Manner"}
}

// Check reads the module in dir, as the pure lane builds it, with its tests, and returns
// the strings that stand for constants, and the rows that name no type of text, sorted. It
// asks the go command, which builds what is not built yet.
func (e Enums) Check(dir, modulePath string) ([]Violation, error) {
	w := &enumChecker{enums: e, module: &module{dir: dir, path: modulePath, fset: token.NewFileSet()}}
	packages, err := w.module.loadTests(func(dir string, deps []string) bool {
		return slices.ContainsFunc(e, func(enum string) bool {
			pkg, _ := splitType(enum)
			return dir == pkg || slices.Contains(deps, modulePath+"/"+pkg)
		})
	})
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, p := range packages {
		for _, enum := range e {
			if pkg, name := splitType(enum); pkg == p.dir && isText(p.types.Scope().Lookup(name)) {
				known[enum] = true
			}
		}
		for _, f := range p.files {
			ast.Inspect(f, func(n ast.Node) bool {
				if x, ok := n.(ast.Expr); ok {
					w.expression(p, x)
				}
				return true
			})
		}
	}
	for _, enum := range e {
		if !known[enum] {
			w.found = append(w.found, Violation{enumsFile, fmt.Sprintf("%s is no type of text; delete the row", enum)})
		}
	}
	return sorted(w.found), nil
}

// enumsFile is where a row that names no type is to be mended.
const enumsFile = "internal/archtest/enums.go"

// splitType parts "internal/kiosk.update" into package and type.
func splitType(full string) (pkg, name string) {
	i := strings.LastIndexByte(full, '.')
	return full[:max(i, 0)], full[i+1:]
}

func isText(o types.Object) bool {
	t, ok := o.(*types.TypeName)
	if !ok {
		return false
	}
	b, ok := t.Type().Underlying().(*types.Basic)
	return ok && b.Kind() == types.String
}

type enumChecker struct {
	enums  Enums
	module *module
	found  []Violation
}

// expression finds a constant that becomes an enum where it stands.
func (w *enumChecker) expression(p typed, x ast.Expr) {
	switch x := x.(type) {
	case *ast.BasicLit: // the types of untyped constants are those they are converted to
		w.add(p, x, p.info.TypeOf(x))
	case *ast.Ident:
		w.named(p, x, x)
	case *ast.SelectorExpr:
		w.named(p, x, x.Sel)
	case *ast.BinaryExpr: // what a constant is made of keeps its own type
		if tv, part := p.info.Types[x], p.info.Types[x.X]; tv.Value != nil && part.Type != nil && isUntyped(part.Type) {
			w.add(p, x, tv.Type)
		}
	case *ast.CallExpr:
		w.conversion(p, x)
	}
}

// named finds an untyped constant by its name.
func (w *enumChecker) named(p typed, x ast.Expr, name *ast.Ident) {
	c, ok := p.info.Uses[name].(*types.Const)
	if tv, typed := p.info.Types[x]; ok && typed && isUntyped(c.Type()) {
		w.add(p, x, tv.Type)
	}
}

// conversion finds a constant of another type of text that is converted.
func (w *enumChecker) conversion(p typed, x *ast.CallExpr) {
	if len(x.Args) != 1 || !p.info.Types[x.Fun].IsType() {
		return
	}
	to, arg := p.info.TypeOf(x.Fun), p.info.Types[x.Args[0]]
	if arg.Value != nil && !isUntyped(arg.Type) && !types.Identical(arg.Type, to) {
		w.add(p, x, to)
	}
}

func isUntyped(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return ok && b.Info()&types.IsUntyped != 0
}

// add reports a constant that has become an enum of another package.
func (w *enumChecker) add(p typed, x ast.Expr, t types.Type) {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return
	}
	dir, ours := strings.CutPrefix(named.Obj().Pkg().Path(), w.module.path+"/")
	if enum := dir + "." + named.Obj().Name(); ours && dir != p.dir && slices.Contains(w.enums, enum) {
		w.found = append(w.found, Violation{w.module.at(x.Pos()), fmt.Sprintf("a %s is written as %s: write its constant", enum, types.ExprString(x))})
	}
}
