package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// mostLines is how long the file of a command may be: flags, help, a call, and what came of it.
const mostLines = 150

// oversize is what makes a file more than a command: it is long, or has a type that does something.
// Such an engine belongs into a package of its own, where it can be tested and used by others.
func oversize(name, source string) (found []string) {
	file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
	if err != nil {
		return []string{err.Error()}
	}
	if n := strings.Count(source, "\n"); n > mostLines && name != "cli.go" { // what all commands share
		found = append(found, fmt.Sprintf("%s has %d lines, %d are allowed", name, n, mostLines))
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil && name != "cli.go" {
			found = append(found, fmt.Sprintf("%s: %s is a method", name, f.Name.Name))
		}
	}
	return found
}

// A command is a small file; what it does is a package.
func TestCommandsAreSmall(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		for _, found := range oversize(name, string(source)) {
			t.Errorf("%s; move it to a package under internal/lab", found)
		}
	}
	faulty := "package main\n\ntype engine struct{}\n\nfunc (e *engine) all() {}\n" + strings.Repeat("\n", mostLines)
	if got := oversize("x.go", faulty); len(got) != 2 {
		t.Errorf("an engine in a command: %q", got)
	}
}
