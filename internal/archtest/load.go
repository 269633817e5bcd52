package archtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// typed is a package of the module with its types.
type typed struct {
	dir   string // within the module
	files []*ast.File
	types *types.Package
	info  *types.Info
}

// module is a module in a directory, as the go command sees it in the pure lane.
type module struct {
	dir  string
	path string
	fset *token.FileSet
}

// listed is what is asked of "go list".
type listed struct {
	Dir, ImportPath, Export string
	GoFiles, Deps           []string
	Module                  *struct{ Path string }
	Error                   *struct{ Err string }
}

// load checks the types of the packages of the module that want picks, from their
// sources; what they import is read from what the compiler has left in its cache. The
// tests of packages are not among them.
func (m *module) load(want func(dir string, deps []string) bool) ([]typed, error) {
	all, err := m.list("./...")
	if err != nil {
		return nil, err
	}
	var paths []string
	dirs := map[string]string{}
	for _, p := range all {
		dir := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, m.path), "/")
		if want(dir, p.Deps) {
			paths = append(paths, p.ImportPath)
			dirs[p.ImportPath] = dir
		}
	}
	if len(paths) == 0 {
		return nil, errors.New("there is no such package in the module")
	}
	deps, err := m.list(append([]string{"-deps", "-export"}, paths...)...)
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for _, p := range deps {
		exports[p.ImportPath] = p.Export
	}
	imp := importer.ForCompiler(m.fset, "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("the compiler left nothing of %s", path)
		}
		return os.Open(exports[path])
	})
	var found []typed
	for _, p := range deps {
		if dir, ok := dirs[p.ImportPath]; ok {
			t, err := m.check(p, dir, imp)
			if err != nil {
				return nil, err
			}
			found = append(found, t)
		}
	}
	return found, nil
}

// check parses one package and works out its types.
func (m *module) check(p listed, dir string, imp types.Importer) (typed, error) {
	t := typed{dir: dir, info: &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
		Uses:       map[*ast.Ident]types.Object{},
	}}
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(m.fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return typed{}, err
		}
		t.files = append(t.files, f)
	}
	var err error
	t.types, err = (&types.Config{Importer: imp}).Check(p.ImportPath, m.fset, t.files, t.info)
	return t, err
}

// list asks the go command, with the settings of the pure lane.
func (m *module) list(args ...string) ([]listed, error) {
	fields := "-json=Dir,ImportPath,Export,GoFiles,Deps,Module,Error"
	cmd := exec.Command("go", slices.Concat([]string{"list", fields, "-tags", strings.Join(pureLane().Tags, ",")}, args)...)
	cmd.Dir = m.dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, stderr.String())
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		if p.Error != nil {
			return nil, errors.New(p.Error.Err)
		}
		all = append(all, p)
	}
}

// at is a position within the module.
func (m *module) at(pos token.Pos) string {
	p := m.fset.Position(pos)
	name := p.Filename
	if abs, err := filepath.Abs(m.dir); err == nil {
		if rel, err := filepath.Rel(abs, name); err == nil {
			name = filepath.ToSlash(rel)
		}
	}
	return fmt.Sprintf("%s:%d", name, p.Line)
}
