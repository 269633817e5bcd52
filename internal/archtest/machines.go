package archtest

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Core is what holds for the packages that the core is made of. A machine is a package
// with a state of its own: State.Step(event, now) → State, outcomes. Its state is
// changed by it alone, it knows the vocabulary and no other machine, and no type grows
// until everything is one of its methods. Packages of the core keep nothing in variables.
type Core struct {
	Machines   []Machine
	Vocabulary []string // the packages of this module that a machine may import
	Packages   []string // the core, whose types are counted; the machines are counted too
	MaxMethods int      // of a type, with those of what it embeds
	Large      []Large
}

// Machine is a package whose fields are assigned only in it.
type Machine struct {
	Package string
	// Open are types of it that are filled by others, since they are what it is told
	// or given (events, settings), and no state.
	Open []string
	// Knows are packages of this module that it may import besides the vocabulary.
	Knows []string
	// State is the type that keeps its state; empty: State.
	State string
	// Odd says why it has no Step(event, now, …), and no Deadline although it keeps time.
	Odd string
}

// Large allows a type more methods for a while.
type Large struct {
	Type    string // as in "internal/kiosk.update"
	Methods int
	Reason  string
}

// Check reads the module in dir, as the pure lane builds it and without its tests,
// and returns what breaks a rule, sorted. It asks the go command, which builds what is
// not built yet.
//
// It sees an assignment where it is written: a map or slice of a state that is first
// copied into a variable and changed through that is not noticed.
func (c Core) Check(dir, modulePath string) ([]Violation, error) {
	w := &coreChecker{core: c, module: &module{dir: dir, path: modulePath, fset: token.NewFileSet()}, counted: map[string]int{}}
	all := map[string]bool{}
	packages, err := w.module.load(func(dir string, deps []string) bool {
		all[dir] = true
		return c.counts(dir) || slices.ContainsFunc(c.Machines, func(m Machine) bool {
			return slices.Contains(deps, modulePath+"/"+m.Package)
		})
	})
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, p := range packages {
		seen[p.dir] = true
		w.open(p)
		if c.counts(p.dir) {
			w.methods(p)
			w.tables(p)
		}
		if i := slices.IndexFunc(c.Machines, func(m Machine) bool { return m.Package == p.dir }); i >= 0 {
			w.shape(p, c.Machines[i])
		}
		machine := c.isMachine(p.dir)
		for _, f := range p.files {
			if machine {
				w.imports(p, f)
			}
			w.writes(p, f)
		}
	}
	for _, m := range c.Machines {
		if !seen[m.Package] {
			w.row("there is no machine %s; delete the row", m.Package)
		}
	}
	w.gone(all)
	w.allowances()
	return sorted(w.found), nil
}

// isMachine reports whether a directory of the module is a machine.
func (c Core) isMachine(dir string) bool {
	return slices.ContainsFunc(c.Machines, func(m Machine) bool { return m.Package == dir })
}

// mayKnow reports whether a package is among the words that a machine is made of.
func (c Core) mayKnow(machine, pkg string) bool {
	words := c.Vocabulary
	for _, m := range c.Machines {
		if m.Package == machine {
			words = slices.Concat(words, m.Knows)
		}
	}
	return slices.ContainsFunc(words, func(v string) bool { return matches(v, pkg, false) })
}

// counts reports whether the methods of a package's types are counted.
func (c Core) counts(dir string) bool {
	return c.isMachine(dir) || slices.ContainsFunc(c.Packages, func(p string) bool { return matches(p, dir, false) })
}

type coreChecker struct {
	core    Core
	module  *module
	found   []Violation
	counted map[string]int // type → methods, where there are too many
}

func (w *coreChecker) add(at token.Pos, format string, args ...any) {
	w.found = append(w.found, Violation{w.module.at(at), fmt.Sprintf(format, args...)})
}

// row reports a row of the tables.
func (w *coreChecker) row(format string, args ...any) {
	w.found = append(w.found, Violation{rulesFile, fmt.Sprintf(format, args...)})
}

// open finds what a machine opens and does not have.
func (w *coreChecker) open(p typed) {
	for _, m := range w.core.Machines {
		for _, name := range m.Open {
			if m.Package != p.dir {
				continue
			}
			if _, ok := p.types.Scope().Lookup(name).(*types.TypeName); !ok {
				w.row("%s opens %s, and has no such type; delete it from the row", p.dir, name)
			}
		}
	}
}

// gone finds the packages that are named in the tables and not among all.
func (w *coreChecker) gone(all map[string]bool) {
	hold := func(row string, patterns []string) {
		for _, p := range patterns {
			if !slices.ContainsFunc(slices.Collect(maps.Keys(all)), func(dir string) bool { return matches(p, dir, false) }) {
				w.row("%s names %s, which holds no package; delete it", row, p)
			}
		}
	}
	hold("the vocabulary", w.core.Vocabulary)
	hold("the core", w.core.Packages)
	for _, m := range w.core.Machines {
		hold("what "+m.Package+" knows", m.Knows)
	}
}

// methods counts those of every type of a package, promoted ones too.
func (w *coreChecker) methods(p typed) {
	scope := p.types.Scope()
	for _, name := range scope.Names() {
		t, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || t.IsAlias() {
			continue
		}
		n := types.NewMethodSet(types.NewPointer(t.Type())).Len()
		if i, ok := t.Type().Underlying().(*types.Interface); ok {
			n = i.NumMethods()
		}
		if n <= w.core.MaxMethods {
			continue
		}
		full := p.dir + "." + name
		w.counted[full] = n
		if i := slices.IndexFunc(w.core.Large, func(l Large) bool { return l.Type == full }); i < 0 {
			w.add(t.Pos(), "%s has %d methods, with those of what it embeds; %d is the most: give what has a state of its own a package", full, n, w.core.MaxMethods)
		} else if n > w.core.Large[i].Methods {
			w.add(t.Pos(), "%s has %d methods, and was allowed %d for a while", full, n, w.core.Large[i].Methods)
		}
	}
}

// allowances finds those that nothing needs any more.
func (w *coreChecker) allowances() {
	for _, l := range w.core.Large {
		if w.counted[l.Type] == 0 {
			w.row("%s is gone or small enough; delete its allowance", l.Type)
		}
		if l.Reason == "" {
			w.row("nothing says why %s may be large", l.Type)
		}
	}
}

// imports holds what a machine imports against the vocabulary.
func (w *coreChecker) imports(p typed, f *ast.File) {
	for _, imp := range f.Imports {
		to, err := strconv.Unquote(imp.Path.Value)
		if err != nil {
			continue // the types were worked out, so this cannot be reached
		}
		local, ours := strings.CutPrefix(to, w.module.path+"/")
		host, _, _ := strings.Cut(to, "/")
		switch {
		case ours && w.core.isMachine(local):
			w.add(imp.Pos(), "%s must not know %s: machines know nothing of each other; the core hands on what one says", p.dir, local)
		case ours && !w.core.mayKnow(p.dir, local):
			w.add(imp.Pos(), "%s must not know %s, which is not in the vocabulary of machines", p.dir, local)
		case !ours && strings.Contains(host, "."):
			w.add(imp.Pos(), "%s must not know %s: a machine is made of this module's words only", p.dir, to)
		}
	}
}

// writes finds what changes the state of a machine from outside.
func (w *coreChecker) writes(p typed, f *ast.File) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				w.write(p, lhs, "assigned")
			}
		case *ast.IncDecStmt:
			w.write(p, n.X, "assigned")
		case *ast.RangeStmt:
			w.write(p, n.Key, "assigned")
			w.write(p, n.Value, "assigned")
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				w.write(p, n.X, "handed out by its address")
			}
		case *ast.CallExpr:
			w.call(p, n)
		case *ast.CompositeLit:
			w.literal(p, n)
		}
		return true
	})
}

// call finds what is changed by a call: a built-in function that changes its argument,
// or a method that takes the field's address.
func (w *coreChecker) call(p typed, n *ast.CallExpr) {
	switch fun := ast.Unparen(n.Fun).(type) {
	case *ast.Ident:
		if b, ok := p.info.Uses[fun].(*types.Builtin); ok && len(n.Args) > 0 && slices.Contains([]string{"append", "clear", "copy", "delete"}, b.Name()) {
			if b.Name() == "append" {
				// append(s.Items, x) may write behind the end of a slice that the state keeps.
				w.write(p, n.Args[0], "appended to")
				return
			}
			w.write(p, n.Args[0], "changed by "+b.Name())
		}
	case *ast.SelectorExpr:
		s := p.info.Selections[fun]
		if s == nil || s.Kind() != types.MethodVal {
			return
		}
		sig, ok := s.Obj().Type().(*types.Signature)
		if !ok || sig.Recv() == nil {
			return
		}
		if _, pointer := sig.Recv().Type().(*types.Pointer); !pointer {
			return
		}
		if _, already := p.info.TypeOf(fun.X).Underlying().(*types.Pointer); !already {
			w.write(p, fun.X, "handed out by its address")
		}
	}
}

// literal finds a state that is put together outside its machine.
func (w *coreChecker) literal(p typed, n *ast.CompositeLit) {
	t := p.info.TypeOf(n)
	if t == nil {
		return
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok { // an element of a []*T
		t = ptr.Elem()
	}
	if _, ok := t.Underlying().(*types.Struct); !ok {
		return
	}
	name, ok := w.state(p, t)
	if !ok {
		return
	}
	for _, e := range n.Elts {
		value := e
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			value = kv.Value
		}
		if !zero(p.info, value) {
			w.add(e.Pos(), "%s puts a %s together: only its own package may; a zero value is free", p.dir, name)
			return
		}
	}
}

// write reports each field of another package's machine that an expression goes
// through, as the state that is written to.
func (w *coreChecker) write(p typed, e ast.Expr, how string) {
	for e != nil {
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			if s := p.info.Selections[x]; s != nil && s.Kind() == types.FieldVal {
				w.fields(p, x, s, how)
			}
			w.variable(p, x.Sel, how)
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.SliceExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.Ident:
			w.variable(p, x, how)
			return
		default:
			return
		}
	}
}

// fields looks at one selection, and at what it embeds on its way.
func (w *coreChecker) fields(p typed, x *ast.SelectorExpr, s *types.Selection, how string) {
	t := s.Recv()
	for _, i := range s.Index() {
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			t = ptr.Elem()
		}
		st, ok := t.Underlying().(*types.Struct)
		if !ok {
			return
		}
		if name, ok := w.state(p, t); ok {
			w.add(x.Sel.Pos(), "%s.%s is %s by %s: only its own package may", name, st.Field(i).Name(), how, p.dir)
		}
		t = st.Field(i).Type()
	}
}

// state is the name of a type of another package's machine, unless it is open.
func (w *coreChecker) state(p typed, t types.Type) (string, bool) {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return "", false
	}
	dir, ours := strings.CutPrefix(named.Obj().Pkg().Path(), w.module.path+"/")
	if !ours || dir == p.dir {
		return "", false
	}
	for _, m := range w.core.Machines {
		if m.Package == dir && !slices.Contains(m.Open, named.Obj().Name()) {
			return path.Base(dir) + "." + named.Obj().Name(), true
		}
	}
	return "", false
}

// zero reports whether an expression is visibly the zero value of its type.
func zero(info *types.Info, e ast.Expr) bool {
	tv := info.Types[e]
	if tv.IsNil() {
		return true
	}
	if tv.Value != nil {
		return slices.Contains([]string{"0", `""`, "false"}, tv.Value.ExactString())
	}
	lit, ok := ast.Unparen(e).(*ast.CompositeLit)
	if !ok {
		return false
	}
	switch info.TypeOf(lit).Underlying().(type) {
	case *types.Struct, *types.Array:
	default:
		return false // an empty map or slice is not nil
	}
	for _, el := range lit.Elts {
		if kv, ok := el.(*ast.KeyValueExpr); ok {
			el = kv.Value
		}
		if !zero(info, el) {
			return false
		}
	}
	return true
}
