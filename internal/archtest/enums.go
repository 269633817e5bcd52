package archtest

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// Enums are types of text whose values are the constants of their own packages, as in
// "accessibility/scene.Kind". Outside them, tests included, no string is written in such a
// constant's place: a misspelt one would compile, and be equal to none.
type Enums []Enum

// Enum is one of them, "accessibility/scene.Kind", and what it allows.
type Enum struct {
	Type   string
	Tests  bool     // tests may spell values: files, transcripts and screens are quoted there
	Empty  bool     // "" is nothing of the kind, and needs no constant
	Makers []string // packages that make values: "internal/kiosk/screen"
	Own    bool     // packages name values of their own, by constants
}

// ModuEnums are those of this module.
func ModuEnums() Enums {
	return Enums{
		{Type: "accessibility/scene.Kind"},
		{Type: "accessibility/input.PaymentStage"},
		{Type: "internal/kiosk/model.OverlayKind"},
		{Type: "internal/staffcall.Manner"},
		{Type: "accessibility/scene.NodeID", Tests: true, Empty: true, Own: true, Makers: []string{"internal/kiosk/screen"}},

		{Type: "accessibility.Field", Tests: true},
		{Type: "accessibility.Hand", Tests: true},
		{Type: "accessibility.Section", Tests: true, Empty: true},
		{Type: "accessibility/input.Key", Tests: true, Empty: true, Own: true},
		{Type: "accessibility/input.Opens", Tests: true},
		{Type: "accessibility/input.SeatKind", Tests: true},
		{Type: "accessibility/input.Signal", Tests: true, Own: true},
		{Type: "accessibility/nav.Intent", Tests: true},
		{Type: "accessibility/scene.Direction", Tests: true, Empty: true},
		{Type: "accessibility/scene.Earcon", Tests: true, Empty: true},
		{Type: "accessibility/scene.Place", Tests: true, Empty: true},
		{Type: "accessibility/scene.Side", Tests: true},
		{Type: "accessibility/scene.Switch", Tests: true},
		{Type: "accessibility/scene.Tint", Tests: true},
		{Type: "accessibility/speaker/speechrace.Kind", Tests: true},
		{Type: "accessibility/typing.Alphabet", Tests: true},
		{Type: "devices.Health", Tests: true},
		{Type: "devices/profile.Kind", Tests: true, Empty: true},
		{Type: "internal/kiosk/act.Kind", Tests: true},
		{Type: "internal/kiosk/course.Question", Tests: true},
		{Type: "internal/kiosk/course.SearchStage", Tests: true, Empty: true},
		{Type: "internal/lab/scaffold.Purpose", Tests: true},
		{Type: "internal/scenario.Behaviour", Tests: true},
		{Type: "internal/service.Alphabet", Tests: true},
		{Type: "internal/service.BestSeats", Tests: true},
		{Type: "internal/service.Counter", Tests: true, Empty: true},
		{Type: "internal/service.Kind", Tests: true, Empty: true},
		{Type: "internal/service.Paper", Tests: true},
		{Type: "internal/service.Pick", Tests: true},
		{Type: "internal/service.Reader", Tests: true},
		{Type: "internal/service.SpanKind", Tests: true},
		{Type: "internal/service.Together", Tests: true, Empty: true},
		{Type: "internal/service.ValueType", Tests: true},
		{Type: "internal/service.Wrong", Tests: true},
		{Type: "internal/staff.Answer", Tests: true},
		{Type: "internal/tryout.Hand", Tests: true},
		{Type: "internal/tryout.Rule", Tests: true},
	}
}

// Check reads the module in dir, as the pure lane builds it, with its tests, and returns
// the strings that stand for constants, and the rows that name no type of text, sorted. It
// asks the go command, which builds what is not built yet.
func (e Enums) Check(dir, modulePath string) ([]Violation, error) {
	w := &enumChecker{enums: e, module: &module{dir: dir, path: modulePath, fset: token.NewFileSet()}}
	packages, err := w.module.loadTests(func(dir string, deps []string) bool {
		return slices.ContainsFunc(e, func(enum Enum) bool {
			pkg, _ := splitType(enum.Type)
			return dir == pkg || slices.Contains(deps, modulePath+"/"+pkg)
		})
	})
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, p := range packages {
		for _, enum := range e {
			if pkg, name := splitType(enum.Type); pkg == p.dir && isText(p.types.Scope().Lookup(name)) {
				known[enum.Type] = true
			}
		}
		for _, f := range p.files {
			ast.Inspect(f, func(n ast.Node) bool {
				if d, ok := n.(*ast.GenDecl); ok && d.Tok == token.CONST {
					w.naming = d
				}
				if x, ok := n.(ast.Expr); ok {
					w.expression(p, x)
				}
				return true
			})
		}
	}
	for _, enum := range e {
		if !known[enum.Type] {
			w.found = append(w.found, Violation{enumsFile, fmt.Sprintf("%s is no type of text; delete the row", enum.Type)})
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
	naming *ast.GenDecl // the constants that were met last
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
	enum := dir + "." + named.Obj().Name()
	i := slices.IndexFunc(w.enums, func(e Enum) bool { return e.Type == enum })
	if ours && dir != p.dir && i >= 0 && !w.allows(w.enums[i], p, x) {
		w.found = append(w.found, Violation{w.module.at(x.Pos()), fmt.Sprintf("a %s is written as %s: write its constant", enum, types.ExprString(x))})
	}
}

// allows reports whether a type lets a constant of its values be spelled where it stands.
func (w *enumChecker) allows(e Enum, p typed, x ast.Expr) bool {
	value := p.info.Types[x].Value
	return e.Tests && strings.HasSuffix(w.module.fset.Position(x.Pos()).Filename, "_test.go") ||
		e.Empty && value != nil && value.Kind() == constant.String && constant.StringVal(value) == "" ||
		e.Own && w.naming != nil && w.naming.Pos() <= x.Pos() && x.Pos() < w.naming.End() ||
		slices.Contains(e.Makers, p.dir)
}
