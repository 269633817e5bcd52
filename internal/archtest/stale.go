package archtest

import (
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// rulesFile is where a stale row is to be mended.
const rulesFile = "internal/archtest/rules.go"

// imports are the packages of a module and what each imports, without its tests, together
// with those calls of wholeFiles and startCalls that it has.
type imports map[string]map[string]bool

func importsOf(fsys fs.FS) (imports, error) {
	all, calls := imports{}, slices.Concat(wholeFiles(), startCalls())
	_, err := eachFile(fsys, func(_ *token.FileSet, name string, f *ast.File) {
		if strings.HasSuffix(name, "_test.go") {
			return
		}
		pkg := path.Dir(name)
		if all[pkg] == nil {
			all[pkg] = map[string]bool{}
		}
		for _, imp := range f.Imports {
			if to, err := strconv.Unquote(imp.Path.Value); err == nil {
				all[pkg][to] = true
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && slices.Contains(calls, x.Name+"."+sel.Sel.Name) {
					all[pkg][x.Name+"."+sel.Sel.Name] = true
				}
			}
			return true
		})
	})
	return all, err
}

// any reports whether one of the packages that the pattern names satisfies ok.
func (all imports) any(pattern string, deep bool, ok func(imported map[string]bool) bool) bool {
	for pkg, imported := range all {
		if matches(pattern, pkg, deep) && ok(imported) {
			return true
		}
	}
	return false
}

// Stale returns the rows that name a package that is gone, and the exceptions that
// nothing needs any more: left alone, they would let a later package in unseen.
func (r Rules) Stale(fsys fs.FS) ([]Violation, error) {
	all, err := importsOf(fsys)
	var found []Violation
	add := func(format string, args ...any) {
		found = append(found, Violation{rulesFile, fmt.Sprintf(format, args...)})
	}
	exists := func(map[string]bool) bool { return true }
	for _, row := range r.Rings {
		if !all.any(row.path, false, exists) {
			add("ring %d names %s, which holds no package; delete the row", row.ring, row.path)
		}
	}
	for _, s := range r.Siblings {
		used := all.any(s.from, true, func(imported map[string]bool) bool {
			for to := range imported {
				if local, ours := strings.CutPrefix(to, Module+"/"); ours && matches(s.to, local, true) {
					return true
				}
			}
			return false
		})
		if !used {
			add("the exception %s → %s is not used: no package of the first imports one of the second; delete the row", s.from, s.to)
		}
	}
	for _, o := range r.Owners {
		for _, p := range o.paths {
			used := all.any(p, false, func(imported map[string]bool) bool {
				for to := range imported {
					if matches(o.module, to, true) {
						return true
					}
				}
				return false
			})
			if !used {
				add("%s owns %s but does not import it; delete it from the row", p, o.module)
			}
		}
	}
	found = append(found, r.unusedPermits(all)...)
	return sorted(found), err
}

// unusedPermits are the rows of packages that may start programs, read files to their end, or
// use sync, and do not.
func (r Rules) unusedPermits(all imports) []Violation {
	var found []Violation
	hold := func(pkg, may string, names []string) {
		used := all.any(pkg, false, func(imported map[string]bool) bool {
			return slices.ContainsFunc(names, func(name string) bool { return imported[name] })
		})
		if !used {
			found = append(found, Violation{rulesFile, fmt.Sprintf("%s may %s and does not; delete the row", pkg, may)})
		}
	}
	for _, p := range r.Launchers {
		hold(p, "start programs in its own way", append(startCalls(), "os/exec"))
	}
	for _, rd := range r.Readers {
		hold(rd.path, "read files to their end", wholeFiles())
	}
	for _, o := range r.Once {
		hold(o.path, "use sync", syncImports())
	}
	return found
}
