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

// typed is a package of the module with its types, or the tests of one.
type typed struct {
	dir   string      // within the module
	files []*ast.File // to look at
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
	Dir, ImportPath, Export    string
	GoFiles, Deps              []string
	TestGoFiles, TestImports   []string // in the package
	XTestGoFiles, XTestImports []string // beside it, in the package of the same name with "_test"
	Module                     *struct{ Path string }
	Error                      *struct{ Err string }
}

// load checks the types of the packages of the module that want picks, from their
// sources; what they import is read from what the compiler has left in its cache. deps are
// what a package needs to be built.
func (m *module) load(want func(dir string, deps []string) bool) ([]typed, error) {
	return m.packages(want, m.check)
}

// loadTests is load with the tests of packages beside them, each as something of its own.
// deps are also what tests import.
func (m *module) loadTests(want func(dir string, deps []string) bool) ([]typed, error) {
	return m.packages(want, func(p listed, dir string, imp types.Importer) ([]typed, error) {
		found, err := m.check(p, dir, imp)
		if err != nil {
			return nil, err
		}
		inside, err := m.checkTests(p, dir, imp, p.GoFiles, p.TestGoFiles)
		if err != nil {
			return nil, err
		}
		beside, err := m.checkTests(p, dir, imp, nil, p.XTestGoFiles)
		return slices.Concat(found, inside, beside), err
	})
}

func (m *module) packages(want func(dir string, deps []string) bool, check func(p listed, dir string, imp types.Importer) ([]typed, error)) ([]typed, error) {
	all, err := m.list("./...")
	if err != nil {
		return nil, err
	}
	var paths []string
	dirs := map[string]string{}
	for _, p := range all {
		dir := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, m.path), "/")
		if tests := slices.Concat(p.TestImports, p.XTestImports); want(dir, slices.Concat(p.Deps, tests)) {
			paths = append(append(paths, p.ImportPath), tests...)
			dirs[p.ImportPath] = dir
		}
	}
	if len(paths) == 0 {
		return nil, errors.New("there is no such package in the module")
	}
	slices.Sort(paths)
	deps, err := m.list(append([]string{"-deps", "-export"}, slices.Compact(paths)...)...)
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
			t, err := check(p, dir, imp)
			if err != nil {
				return nil, err
			}
			found = append(found, t...)
		}
	}
	return found, nil
}

// check parses one package and works out its types.
func (m *module) check(p listed, dir string, imp types.Importer) ([]typed, error) {
	files, err := m.parse(p.Dir, p.GoFiles)
	if err != nil {
		return nil, err
	}
	t := typed{dir: dir, files: files, info: newInfo()}
	t.types, err = (&types.Config{Importer: imp}).Check(p.ImportPath, m.fset, files, t.info)
	return []typed{t}, err
}

// checkTests works out the types of the test files of a package, which are compiled with
// others of it. They are checked beside what the compiler made of the package without its
// tests, so that what has no type is passed over: a name that one test file exports to
// another.
func (m *module) checkTests(p listed, dir string, imp types.Importer, with, names []string) ([]typed, error) {
	if len(names) == 0 {
		return nil, nil
	}
	files, err := m.parse(p.Dir, slices.Concat(with, names))
	if err != nil {
		return nil, err
	}
	t := typed{dir: dir, files: files[len(with):], info: newInfo()}
	cfg := types.Config{Importer: imp, Error: func(error) {}}
	t.types, _ = cfg.Check(p.ImportPath, m.fset, files, t.info)
	return []typed{t}, nil
}

func (m *module) parse(dir string, names []string) (files []*ast.File, err error) {
	for _, name := range names {
		f, err := parser.ParseFile(m.fset, filepath.Join(dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

func newInfo() *types.Info {
	return &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
		Uses:       map[*ast.Ident]types.Object{},
	}
}

// list asks the go command, with the settings of the pure lane.
func (m *module) list(args ...string) ([]listed, error) {
	fields := "-json=Dir,ImportPath,Export,GoFiles,Deps,TestGoFiles,TestImports,XTestGoFiles,XTestImports,Module,Error"
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
