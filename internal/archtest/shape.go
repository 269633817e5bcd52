package archtest

import (
	"go/ast"
	"go/types"
)

// state is the type of a machine's state: State, unless the row says otherwise.
func (m Machine) state() string {
	if m.State != "" {
		return m.State
	}
	return "State"
}

// shape holds a machine against State.Step(event, now, …) → State, outcomes, and what keeps time
// against Deadline(…) → time, whether there is one: what routes to machines and waits for them
// treats them alike.
func (w *coreChecker) shape(p typed, m Machine) {
	name := m.state()
	t, ok := p.types.Scope().Lookup(name).(*types.TypeName)
	if !ok {
		w.row("%s has no type %s; name the type of its state in the row", p.dir, name)
		return
	}
	steps := stepsByTime(t.Type())
	switch {
	case m.Odd == "" && !steps:
		w.add(t.Pos(), "%s.%s has no method Step(event, now time.Duration, …) that returns a %s first; write one, or why it differs in its row", p.dir, name, name)
	case m.Odd != "" && steps:
		w.row("%s differs no more: it has a Step like every machine; delete why", p.dir)
	}
	if m.Odd == "" && keepsTime(p.types, t.Type(), map[types.Type]bool{}) && !hasDeadline(t.Type()) {
		w.add(t.Pos(), "%s.%s keeps time and has no method Deadline that returns a time.Duration and whether there is one", p.dir, name)
	}
}

// signature is that of a method of a value.
func signature(t types.Type, method string) *types.Signature {
	s := types.NewMethodSet(t).Lookup(nil, method)
	if s == nil {
		return nil
	}
	return s.Obj().Type().(*types.Signature)
}

func stepsByTime(t types.Type) bool {
	s := signature(t, "Step")
	return s != nil && s.Params().Len() >= 2 && isDuration(s.Params().At(1).Type()) &&
		s.Results().Len() >= 1 && types.Identical(s.Results().At(0).Type(), t)
}

func hasDeadline(t types.Type) bool {
	s := signature(t, "Deadline")
	return s != nil && s.Results().Len() == 2 && isDuration(s.Results().At(0).Type()) &&
		types.Identical(s.Results().At(1).Type(), types.Typ[types.Bool])
}

// keepsTime reports whether a time is among the fields of a state, as far as its package has made
// their types.
func keepsTime(pkg *types.Package, t types.Type, seen map[types.Type]bool) bool {
	if isDuration(t) {
		return true
	}
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != pkg || seen[t] {
		return false
	}
	seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for i := range u.NumFields() {
			if keepsTime(pkg, u.Field(i).Type(), seen) {
				return true
			}
		}
	case *types.Slice:
		return keepsTime(pkg, u.Elem(), seen)
	case *types.Array:
		return keepsTime(pkg, u.Elem(), seen)
	case *types.Map:
		return keepsTime(pkg, u.Elem(), seen)
	case *types.Pointer:
		return keepsTime(pkg, u.Elem(), seen)
	}
	return false
}

func isDuration(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time" && named.Obj().Name() == "Duration"
}

// tables finds variables of the core that hold functions by name: what decides what the core does
// could be exchanged while a kiosk runs. A function makes such a table.
func (w *coreChecker) tables(p typed) {
	scope := p.types.Scope()
	for _, name := range scope.Names() {
		v, ok := scope.Lookup(name).(*types.Var)
		if !ok {
			continue
		}
		if m, ok := v.Type().Underlying().(*types.Map); ok {
			if _, functions := m.Elem().Underlying().(*types.Signature); functions {
				w.add(v.Pos(), "%s.%s is a variable with functions in it: let a function make the table", p.dir, name)
			}
		}
	}
}

// variable reports a variable of a package of the core that is written to where it is not made:
// what the core knows is in the model.
func (w *coreChecker) variable(p typed, name *ast.Ident, how string) {
	v, ok := p.info.Uses[name].(*types.Var)
	if ok && w.core.counts(p.dir) && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
		w.add(name.Pos(), "%s is %s by %s: what the core knows is in the model, not in variables of packages", name.Name, how, p.dir)
	}
}
