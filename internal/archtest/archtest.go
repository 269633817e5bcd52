package archtest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Violation is a broken rule.
type Violation struct {
	Pos string // file:line
	Msg string
}

func (v Violation) String() string { return v.Pos + ": " + v.Msg }

// Names are what no Go file may name: the ids of services, and of what they sell.
type Names struct {
	Words    []string // found anywhere in a text or as an identifier
	Literals []string // found as a whole text
}

// Check reads every Go file of the module in fsys and returns what breaks a rule,
// sorted. Test files are free, since a test may bring anything together; so is
// what lies in testdata or in a module of its own.
func (r Rules) Check(fsys fs.FS, names Names) ([]Violation, error) {
	c := &checker{rules: r, docs: map[string]bool{}, first: map[string]string{}}
	for _, w := range names.Words {
		c.words = append(c.words, regexp.MustCompile(`(?i)\b`+regexp.QuoteMeta(w)+`\b`))
	}
	c.literals = names.Literals
	fset, err := eachFile(fsys, func(fset *token.FileSet, name string, f *ast.File) {
		if !strings.HasSuffix(name, "_test.go") {
			c.fset = fset
			c.file(path.Dir(name), f)
		}
	})
	c.fset = fset
	for pkg, pos := range c.first {
		if !c.docs[pkg] {
			c.found = append(c.found, Violation{pos, fmt.Sprintf("package %s has no doc comment; write doc.go: what it hides, who may call it, what it never does", pkg)})
		}
	}
	return sorted(c.found), err
}

func sorted(found []Violation) []Violation {
	slices.SortFunc(found, func(a, b Violation) int { return strings.Compare(a.String(), b.String()) })
	return found
}

// eachFile parses the Go files of the module in fsys, those of tests and of every
// build tag too, and calls f with the path of each. It leaves out testdata, hidden
// directories and modules inside this one.
func eachFile(fsys fs.FS, f func(fset *token.FileSet, name string, file *ast.File)) (*token.FileSet, error) {
	fset := token.NewFileSet()
	return fset, fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := d.Name()
		if d.IsDir() {
			if name == "." {
				return nil
			}
			if base == "testdata" || base == "node_modules" || base[0] == '.' || base[0] == '_' {
				return fs.SkipDir
			}
			if _, err := fs.Stat(fsys, path.Join(name, "go.mod")); err == nil {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(base) != ".go" {
			return nil
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(fset, name, data, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		f(fset, name, file)
		return nil
	})
}

type checker struct {
	rules    Rules
	fset     *token.FileSet
	found    []Violation
	docs     map[string]bool   // package directory → has a doc comment
	first    map[string]string // package directory → one of its files
	words    []*regexp.Regexp
	literals []string
}

func (c *checker) add(at token.Pos, format string, args ...any) {
	p := c.fset.Position(at)
	c.found = append(c.found, Violation{fmt.Sprintf("%s:%d", p.Filename, p.Line), fmt.Sprintf(format, args...)})
}

func (c *checker) file(pkg string, f *ast.File) {
	if _, seen := c.first[pkg]; !seen {
		c.first[pkg] = c.fset.Position(f.Package).Filename
	}
	// "Package x …" or, for programs, "Command x …" or "Name …"; what matters is
	// that there is more than a word.
	if f.Doc != nil && len(strings.Fields(f.Doc.Text())) >= 5 {
		c.docs[pkg] = true
	}
	row, ok := c.rules.rowOf(pkg)
	if !ok {
		c.add(f.Package, "package %s has no ring; add it to the table of internal/archtest/rules.go", pkg)
		return
	}
	// Helpers for tests ("kiosktest") lie beside the package and may do more.
	pure := row.ring <= pureUpTo && !strings.HasSuffix(pkg, "test") && pkg != owner
	for _, imp := range f.Imports {
		to, err := strconv.Unquote(imp.Path.Value)
		if err != nil {
			continue // the parser has accepted it, so this cannot be reached by a file that builds
		}
		c.imported(pkg, row, pure, imp.Pos(), to)
	}
	ast.Inspect(f, func(n ast.Node) bool { return c.node(pkg, row.ring, pure, n) })
}

// node checks what stands in a file of a package of a ring. It reports whether to look
// into the node.
func (c *checker) node(pkg string, ring int, pure bool, n ast.Node) bool {
	switch n := n.(type) {
	case *ast.ImportSpec:
		return false
	case *ast.FuncDecl:
		if n.Recv == nil && n.Name.Name == "init" {
			c.add(n.Pos(), "init runs before anybody asked for it; let the caller call")
		}
	case *ast.GoStmt:
		if pure {
			c.add(n.Pos(), "%s is in ring %d, which starts no goroutine", pkg, ring)
		}
	case *ast.SelectorExpr:
		if x, ok := n.X.(*ast.Ident); ok {
			c.selected(pkg, ring, pure, n.Pos(), x.Name+"."+n.Sel.Name)
		}
	case *ast.Ident:
		c.named(n.Pos(), n.Name, false)
		c.private(n.Pos(), n.Name)
	case *ast.BasicLit:
		if s, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil {
			c.named(n.Pos(), s, true)
		}
	}
	return true
}

// selected judges what is used of a package: name is "time.Now".
func (c *checker) selected(pkg string, ring int, pure bool, at token.Pos, name string) {
	if pure && slices.Contains(impureCalls(), name) {
		c.add(at, "%s is in ring %d, where time is an argument: no %s", pkg, ring, name)
	}
	if !pure && slices.Contains(startCalls(), name) && !c.launcher(pkg) {
		c.add(at, "%s must not start programs by itself: internal/child keeps them in bounds, not %s", pkg, name)
	}
	if !slices.Contains(wholeFiles(), name) || strings.HasSuffix(pkg, "test") {
		return
	}
	if !slices.ContainsFunc(c.rules.Readers, func(r Reader) bool { return matches(r.path, pkg, false) }) {
		c.add(at, "%s reads a file to its end with %s; read it within limits: internal/datafile, internal/datafile/disk", pkg, name)
	}
}

// launcher reports whether a package may start programs in its own way.
func (c *checker) launcher(pkg string) bool {
	return slices.ContainsFunc(c.rules.Launchers, func(p string) bool { return matches(p, pkg, false) })
}

// private finds words of our own for what the field has a name for.
func (c *checker) private(at token.Pos, name string) {
	for _, w := range privateWords() {
		if w.pattern.MatchString(name) {
			c.add(at, "%q is a word of our own; a reader from the field knows it as %s", name, w.plain)
		}
	}
}

func (c *checker) named(at token.Pos, text string, literal bool) {
	for _, w := range c.words {
		if w.MatchString(text) {
			c.add(at, "%q names a service; services are data, and code works with any of them", text)
		}
	}
	if literal && slices.Contains(c.literals, text) {
		c.add(at, "%q is an id of a service; services are data, and code works with any of them", text)
	}
}

// reaches judges what an import lets a package touch.
func (c *checker) reaches(pkg string, ring int, pure bool, at token.Pos, to string) {
	if pure && slices.Contains(impureImports(), to) && !c.once(pkg, to) {
		c.add(at, "%s is in ring %d, which touches nothing outside: no %q", pkg, ring, to)
	}
	if !pure && to == "os/exec" && !c.launcher(pkg) {
		c.add(at, "%s must not start programs by itself: internal/child keeps them in bounds", pkg)
	}
}

// once reports whether to is sync, and a pure package may use it.
func (c *checker) once(pkg, to string) bool {
	return slices.Contains(syncImports(), to) && slices.ContainsFunc(c.rules.Once, func(r Reader) bool { return matches(r.path, pkg, false) })
}

func (c *checker) imported(pkg string, row Ring, pure bool, at token.Pos, to string) {
	c.reaches(pkg, row.ring, pure, at, to)
	if to == Module {
		c.add(at, "the module's root holds no package")
		return
	}
	local, ours := strings.CutPrefix(to, Module+"/")
	if !ours {
		if host, _, _ := strings.Cut(to, "/"); strings.Contains(host, ".") {
			c.foreign(pkg, at, to)
		}
		return
	}
	target, ok := c.rules.rowOf(local)
	if !ok || target.path == row.path || target.ring < row.ring {
		return // a package without a ring is reported where it stands
	}
	if target.ring > row.ring {
		c.add(at, "%s (ring %d) must not know %s (ring %d)", pkg, row.ring, local, target.ring)
		return
	}
	allowed := slices.ContainsFunc(c.rules.Siblings, func(s Sibling) bool {
		return matches(s.from, pkg, true) && matches(s.to, local, true)
	})
	if !allowed {
		c.add(at, "%s must not know %s: both are in ring %d; an exception needs a row with a reason in internal/archtest/rules.go", pkg, local, row.ring)
	}
}

func (c *checker) foreign(pkg string, at token.Pos, to string) {
	for _, o := range c.rules.Owners {
		if !matches(o.module, to, true) {
			continue
		}
		if !slices.ContainsFunc(o.paths, func(p string) bool { return matches(p, pkg, false) }) {
			c.add(at, "%s must not import %s: only %s may", pkg, to, strings.Join(o.paths, ", "))
		}
		return
	}
	c.add(at, "%s imports %s, which has no owner; name one in internal/archtest/rules.go", pkg, to)
}

// rowOf is the longest row that holds a package.
func (r Rules) rowOf(pkg string) (Ring, bool) {
	best, found := Ring{}, false
	for _, row := range r.Rings {
		if matches(row.path, pkg, false) && (!found || len(row.path) > len(best.path)) {
			best, found = row, true
		}
	}
	return best, found
}

// matches reports whether a package is the one of the pattern; below it too where
// the pattern ends in "/**" or deep is set.
func matches(pattern, pkg string, deep bool) bool {
	base, all := strings.CutSuffix(pattern, "/**")
	return pkg == base || (all || deep) && strings.HasPrefix(pkg, base+"/")
}
