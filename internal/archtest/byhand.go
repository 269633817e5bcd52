package archtest

import (
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// profilesDir is where the shipped profiles are.
const profilesDir = "assets/profiles"

// ListedByHand returns the lists in the module in fsys, those of tests too, that name two or
// more of the shipped profiles: what is done with every profile would not be done with a new
// one. They are to read the folder (profile.All). What looks at some profiles on purpose has an
// exception with the reason.
func ListedByHand(fsys fs.FS, exceptions []Exception) ([]Violation, error) {
	entries, err := fs.ReadDir(fsys, profilesDir)
	if err != nil {
		return nil, err
	}
	shipped := map[string]bool{}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".yaml"); ok {
			shipped[name] = true
		}
	}
	if len(shipped) == 0 {
		return nil, fmt.Errorf("archtest: there is no profile in %s", profilesDir)
	}
	var found []Violation
	needed := map[string]bool{}
	_, err = eachFile(fsys, func(fset *token.FileSet, name string, f *ast.File) {
		for _, decl := range f.Decls {
			ast.Inspect(decl, func(n ast.Node) bool {
				list, ok := n.(*ast.CompositeLit)
				if !ok {
					return true
				}
				names := profilesIn(list, shipped)
				if len(names) < 2 {
					return true
				}
				in := path.Dir(name) + "." + declared(decl)
				needed[in] = true
				if !excepted(exceptions, in) {
					found = append(found, Violation{fmt.Sprintf("%s:%d", name, fset.Position(list.Pos()).Line),
						fmt.Sprintf("%s lists profiles by hand (%s), and a new one would be passed over: read the folder (profile.All), or give it a row with a reason in %s", in, strings.Join(names, ", "), byHandFile)})
				}
				return false
			})
		}
	})
	return append(found, unneeded(byHandFile, exceptions, needed, "lists no profiles or is gone")...), err
}

// profilesIn are the shipped profiles that a list names: with or without ending and folder.
func profilesIn(list *ast.CompositeLit, shipped map[string]bool) []string {
	names := map[string]bool{}
	ast.Inspect(list, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			text, err := strconv.Unquote(lit.Value)
			if name := strings.TrimSuffix(path.Base(text), ".yaml"); err == nil && shipped[name] {
				names[name] = true
			}
		}
		return true
	})
	return slices.Sorted(maps.Keys(names))
}

// declared is the name of a declaration, as Function.Name has it after the package.
func declared(decl ast.Decl) string {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		return receiver(d) + d.Name.Name
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if v, ok := spec.(*ast.ValueSpec); ok {
				return v.Names[0].Name
			}
		}
	}
	return "a declaration"
}

// byHandFile is where the exceptions of ListedByHand are.
const byHandFile = "internal/archtest/byhand.go"

// byHand are the lists that are meant to be of some profiles only.
var byHand []Exception
