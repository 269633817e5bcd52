package archtest

import (
	"errors"
	"go/ast"
	"go/build"
	"go/token"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// Lane is one way in which "make test" builds the module.
type Lane struct {
	Cgo  bool
	Tags []string
}

// The lanes; the Makefile names the same tags, which a test holds together.
func pureLane() Lane { return Lane{Tags: []string{"ci"}} }
func realLane() Lane {
	return Lane{Cgo: true, Tags: []string{"x11", "migrated_fynedo", "no_emoji", "no_metadata", "peers"}}
}

// Goroutines are the packages of the module in fsys whose own code, tests apart,
// starts a goroutine: by a go statement, or through what starts one for its caller
// (sync.WaitGroup.Go and its like, task.Start, time.AfterFunc, context.AfterFunc). Files of every
// build tag count. The race detector looks at the tests of these.
func Goroutines(fsys fs.FS) ([]string, error) {
	starts := map[string]bool{}
	_, err := eachFile(fsys, func(_ *token.FileSet, name string, f *ast.File) {
		if strings.HasSuffix(name, "_test.go") {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				starts[path.Dir(name)] = true
			case *ast.CallExpr:
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok && startsOne(sel) {
					starts[path.Dir(name)] = true
				}
			}
			return true
		})
	})
	return slices.Sorted(maps.Keys(starts)), err
}

// startsOne reports whether a call of x.f starts a goroutine.
func startsOne(f *ast.SelectorExpr) bool {
	x, _ := f.X.(*ast.Ident)
	switch f.Sel.Name {
	case "Go", "AfterFunc":
		return true
	case "Start", "StartIn":
		return x != nil && x.Name == "task"
	}
	return false
}

// RealOnly are the packages of the module in fsys of which the real lane tests
// something that the pure one does not: a file of tests that only the real lane builds,
// or files of tests over code of which the real lane builds other files.
func RealOnly(fsys fs.FS) ([]string, error) {
	pure, real := pureLane().context(fsys), realLane().context(fsys)
	dirs := map[string]laneDir{}
	var failed error
	_, err := eachFile(fsys, func(_ *token.FileSet, name string, f *ast.File) {
		dir, base := path.Split(name)
		dir = path.Clean(dir)
		inPure, err := pure.MatchFile(dir, base)
		inReal, err2 := real.MatchFile(dir, base)
		if failed = errors.Join(failed, err, err2); failed != nil {
			return
		}
		inPure = inPure && !importsC(f)
		dirs[dir] = dirs[dir].with(strings.HasSuffix(base, "_test.go"), inPure, inReal)
	})
	if err == nil {
		err = failed
	}
	var found []string
	for _, dir := range slices.Sorted(maps.Keys(dirs)) {
		if d := dirs[dir]; d.realTests || d.tested && d.differs {
			found = append(found, dir)
		}
	}
	return found, err
}

// laneDir is what the lanes build of one directory.
type laneDir struct {
	tested    bool // the real lane has tests
	differs   bool // the real lane builds other files than the pure one
	realTests bool // the real lane alone builds a file of tests
}

func (d laneDir) with(test, inPure, inReal bool) laneDir {
	if test {
		return laneDir{d.tested || inReal, d.differs, d.realTests || inReal && !inPure}
	}
	return laneDir{d.tested, d.differs || inPure != inReal, d.realTests}
}

func importsC(f *ast.File) bool {
	return slices.ContainsFunc(f.Imports, func(imp *ast.ImportSpec) bool { return imp.Path.Value == `"C"` })
}

// context tells which files the lane builds, on the machine that kiosks have.
func (l Lane) context(fsys fs.FS) *build.Context {
	c := build.Default
	c.GOOS, c.GOARCH, c.CgoEnabled, c.BuildTags = "linux", "amd64", l.Cgo, l.Tags
	c.JoinPath = path.Join
	c.OpenFile = func(name string) (io.ReadCloser, error) { return fsys.Open(name) }
	return &c
}

// LaneFile is a list of packages as the Makefile reads it: one a line.
func LaneFile(packages []string) string {
	var b strings.Builder
	for _, p := range packages {
		b.WriteString("./" + p + "\n")
	}
	return b.String()
}
