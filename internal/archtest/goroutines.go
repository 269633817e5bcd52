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

const goroutinesFile = "internal/archtest/goroutines.go"

// bareGo are the functions that start a goroutine without an owner, by package: all others
// use internal/task or a sync.WaitGroup, which wait for its end. A row that is no longer
// needed fails the test.
func bareGo() []Exception {
	return []Exception{
		{"accessibility/audio/otosink.(*sink).newContext", "the sound driver may never come back from opening the device"},
		{"accessibility/audio/otosink.(*sink).open", "the sound driver may never come back from opening the device"},
		{"accessibility/synth/worker/voicetest.(*voice).run", "a read of standard input, which ends with the program"},
		{"cmd/kiosk.appliance", "collecting garbage ends by itself, and delays neither the first picture nor the end"},
		{"devices/sim.Stand", "a read of standard input, which ends with the program"},
		{"internal/lab/realtime.(*silentVoice).play", "the loop calls it and must not wait for a place in its own queue"},
		{"internal/lab/xdisplay.(*Display).Changes", "a read of the display's connection, which ends with it"},
		{"ui.(*player).frameFor", "Fyne's goroutine ends the clip and cannot wait for it: the clip waits for Fyne's"},
		{"ui/direct.Attach", "Fyne's goroutine closes the window and cannot wait for it: it waits for Fyne's"},
	}
}

// owner starts the goroutines of everybody else: it alone of the pure rings may.
const owner = "internal/task"

// GoStatement is where a goroutine is started.
type GoStatement struct {
	Pos      string // file:line
	Function string // as Function.Name
}

// GoStatements are those of the module in fsys, but for tests, testdata, modules of their own
// and the owner of goroutines.
func GoStatements(fsys fs.FS) ([]GoStatement, error) {
	var out []GoStatement
	_, err := eachFile(fsys, func(fset *token.FileSet, name string, f *ast.File) {
		pkg := path.Dir(name)
		if strings.HasSuffix(name, "_test.go") || pkg == owner {
			return
		}
		for _, decl := range f.Decls {
			for of, node := range bodies(decl) {
				ast.Inspect(node, func(n ast.Node) bool {
					if g, ok := n.(*ast.GoStmt); ok {
						out = append(out, GoStatement{fmt.Sprintf("%s:%d", name, fset.Position(g.Pos()).Line), pkg + "." + of})
					}
					return true
				})
			}
		}
	})
	slices.SortFunc(out, func(a, b GoStatement) int { return strings.Compare(a.Pos, b.Pos) })
	return out, err
}

// Ownerless returns the go statements in functions that have no exception, and the exceptions
// that no such function needs.
func Ownerless(statements []GoStatement, exceptions []Exception) []Violation {
	var found []Violation
	needed := map[string]bool{}
	for _, s := range statements {
		needed[s.Function] = true
		if !excepted(exceptions, s.Function) {
			found = append(found, Violation{s.Pos, fmt.Sprintf("%s starts a goroutine that has no owner; start it with %s, or give it a row with a reason in %s", s.Function, owner, goroutinesFile)})
		}
	}
	return append(found, unneeded(goroutinesFile, exceptions, needed, "has no go statement or is gone")...)
}
