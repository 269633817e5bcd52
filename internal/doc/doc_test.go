// Package doc_test checks the project's documents: their links, the README's length,
// the decision records and their index. There is nothing to import: the pages lie
// beside this file, and what is checked of them is written here.
package doc_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const (
	docDir      = "internal/doc"
	picturesDir = docDir + "/pictures"

	// readmeLines is as much as a stranger reads before trying the program.
	readmeLines = 130
	// pictureBytes keeps a checkout, and a README over a slow line, small.
	pictureBytes = 180_000
)

func TestDocuments(t *testing.T) {
	found, err := check(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Error(f)
	}
}

// checker collects what is wrong, as "file: what".
type checker struct {
	fsys   fs.FS
	pages  []*page // in the order of their names
	byName map[string]*page
	found  []string
}

func (c *checker) add(file, format string, args ...any) {
	c.found = append(c.found, file+": "+fmt.Sprintf(format, args...))
}

// check returns what is wrong with the documents of the module in fsys.
func check(fsys fs.FS) ([]string, error) {
	sources, err := read(fsys)
	if err != nil {
		return nil, err
	}
	c := &checker{fsys: fsys, byName: map[string]*page{}}
	for _, name := range slices.Sorted(maps.Keys(sources)) {
		if path.Ext(name) == ".md" {
			p := parse(name, sources[name])
			c.pages, c.byName[name] = append(c.pages, p), p
		}
	}
	c.readme()
	c.links()
	c.paths()
	c.reachable()
	records := c.records()
	c.relations(records)
	c.indexed(records)
	c.pending()
	c.mentions(sources, records)
	c.pictures()
	slices.Sort(c.found)
	return c.found, nil
}

// read returns every file that may name a page or a decision.
func read(fsys fs.FS) (map[string][]byte, error) {
	sources := map[string][]byte{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := d.Name(); name != "." && base[0] == '.' || base == "node_modules" || name == "bin" || name == "out" {
				return fs.SkipDir // none of these is in the repository
			}
			return nil
		}
		switch path.Ext(name) {
		case ".md", ".go", ".c", ".h", ".yaml":
			sources[name], err = fs.ReadFile(fsys, name)
		}
		return err
	})
	return sources, err
}

func (c *checker) readme() {
	p := c.byName["README.md"]
	if p == nil {
		c.add("README.md", "it is missing")
	} else if n := strings.Count(string(p.source), "\n"); n > readmeLines {
		c.add("README.md", "%d lines, at most %d are allowed; move details to %s", n, readmeLines, docDir)
	}
}

// links holds that every relative link leads to a file, and its anchor to a heading.
func (c *checker) links() {
	for _, p := range c.pages {
		for _, link := range p.links {
			file, anchor, ok, err := p.target(link)
			if err != nil {
				c.add(p.name, "link %q: %v", link, err)
			}
			if !ok {
				continue
			}
			if _, err := fs.Stat(c.fsys, file); err != nil {
				c.add(p.name, "link %q: there is no %s", link, file)
			} else if to := c.byName[file]; anchor != "" && (to == nil || !to.anchors[anchor]) {
				c.add(p.name, "link %q: %s has no heading for #%s", link, file, anchor)
			}
		}
	}
}

var (
	placeholder  = regexp.MustCompile(`<[^>]*>`)
	alternatives = regexp.MustCompile(`\{([^{}]*)\}`)
	goName       = regexp.MustCompile(`\.[A-Z]\w*$`)
)

// paths holds that a path in a code span leads to something: from the module's root, or from
// the folder of the page. A path is what begins with a folder that is there.
func (c *checker) paths() {
	for _, p := range c.pages {
		for _, code := range p.code {
			for _, word := range strings.Fields(code) {
				if c.leadsNowhere(path.Dir(p.name), strings.TrimPrefix(word, "./")) {
					c.add(p.name, "`%s`: there is nothing at this path", word)
				}
			}
		}
	}
}

func (c *checker) leadsNowhere(folder, word string) bool {
	first, _, isPath := strings.Cut(word, "/")
	if !isPath || first == "" || first == "bin" || first == "out" || strings.TrimSuffix(word, "/") == pendingDir {
		return false
	}
	found, known := false, false
	for _, dir := range []string{".", folder} {
		if info, err := fs.Stat(c.fsys, path.Join(dir, first)); err == nil && info.IsDir() {
			known = true
			found = found || !slices.ContainsFunc(spelledOut(word), func(w string) bool { return !c.matches(path.Join(dir, w)) })
		}
	}
	return known && !found
}

// spelledOut is a path for each of its {alternatives}.
func spelledOut(word string) (paths []string) {
	m := alternatives.FindStringSubmatchIndex(word)
	if m == nil {
		return []string{word}
	}
	for _, a := range strings.Split(word[m[2]:m[3]], ",") {
		paths = append(paths, spelledOut(word[:m[0]]+a+word[m[1]:])...)
	}
	return paths
}

// matches reports whether anything has a path, which may be a pattern, or be followed by the
// name of a declaration.
func (c *checker) matches(pattern string) bool {
	pattern = strings.TrimSuffix(strings.TrimSuffix(pattern, "/**"), "/...")
	pattern = placeholder.ReplaceAllString(pattern, "*")
	for _, name := range []string{pattern, goName.ReplaceAllString(pattern, "")} {
		if at, err := fs.Glob(c.fsys, name); err == nil && len(at) > 0 {
			return true
		}
	}
	return false
}

// reachable holds that a reader who starts at the README finds every page.
func (c *checker) reachable() {
	seen, todo := map[string]bool{}, []string{"README.md"}
	for len(todo) > 0 {
		p := c.byName[todo[0]]
		if todo = todo[1:]; p == nil || seen[p.name] {
			continue
		}
		seen[p.name] = true
		for _, link := range p.links {
			if file, _, ok, _ := p.target(link); ok {
				todo = append(todo, file)
			}
		}
	}
	for _, p := range c.pages {
		inside := path.Dir(p.name) == "." || path.Dir(p.name) == docDir || path.Dir(p.name) == recordsDir
		if inside && !seen[p.name] {
			c.add(p.name, "no chain of links leads here from README.md")
		}
	}
}

// pending holds that drafts of decisions have been given their numbers.
func (c *checker) pending() {
	drafts, err := fs.ReadDir(c.fsys, pendingDir)
	if err != nil {
		return // none are waiting
	}
	for _, d := range drafts {
		c.add(pendingDir+"/"+d.Name(), "give it the next number, move it to %s and add it to the index in %s", recordsDir, indexPage)
	}
	if len(drafts) == 0 {
		c.add(pendingDir, "remove the empty folder")
	}
}

var (
	mention = regexp.MustCompile(`\bADR (\d+)\b`)
	unnamed = regexp.MustCompile(`\b[Dd]ecisions? \d+\b`)
)

// mentions holds that "ADR 041" in code and documents names a record.
func (c *checker) mentions(sources map[string][]byte, records []record) {
	for name, source := range sources {
		if path.Dir(name) == docDir && strings.HasSuffix(name, "_test.go") || name == recordsDir+"/README.md" {
			continue // made-up examples
		}
		for _, m := range mention.FindAllSubmatch(source, -1) {
			if !slices.ContainsFunc(records, func(r record) bool { return r.number == string(m[1]) }) {
				c.add(name, "%s does not exist in %s", m[0], recordsDir)
			}
		}
		for _, m := range unnamed.FindAll(source, -1) {
			c.add(name, "%q: a decision record is called ADR NNN", m)
		}
	}
}

// pictures holds that each picture is small, and that it is written down how it was made.
func (c *checker) pictures() {
	entries, err := fs.ReadDir(c.fsys, picturesDir)
	if err != nil {
		c.add(picturesDir, "%v", err)
		return
	}
	const list = picturesDir + "/SOURCES.md"
	for _, e := range entries {
		name := picturesDir + "/" + e.Name()
		if name == list {
			continue
		}
		if info, err := e.Info(); err != nil {
			c.add(name, "%v", err)
		} else if info.Size() > pictureBytes {
			c.add(name, "%d bytes, at most %d are allowed", info.Size(), pictureBytes)
		}
		if p := c.byName[list]; p == nil || !strings.Contains(string(p.source), "`"+e.Name()+"`") {
			c.add(name, "SOURCES.md beside it does not say how it was made")
		}
	}
}

// sound is a small module with nothing wrong.
func sound() map[string]string {
	return map[string]string{
		"README.md": "# It\n\n![Picture](internal/doc/pictures/a.png)\n[How](ARCHITECTURE.md#decisions), [elsewhere](https://example.org/x.md)\n\n" +
			"`internal/kiosk/*.go`, `internal/doc/**`, `internal/<name>/a.go`, `internal/kiosk.Core`, `internal/doc/adr/{001-one,002-two}.md`, `go test ./internal/kiosk -run X`, `/dev/input`, `x/text`, `out/a`\n",
		"ARCHITECTURE.md":                  "# How\n\n## Decisions\n\n[All](internal/doc/adr/README.md)\n\n### Core\n\n| ADR | Decision | Status |\n| --- | --- | --- |\n| [001](internal/doc/adr/001-one.md) | One `x` | replaced by 003 |\n| [002](internal/doc/adr/002-two.md) | Two | amended by 003 |\n\n### Screen\n\n| ADR | Decision | Status |\n| --- | --- | --- |\n| [003](internal/doc/adr/003-three.md) | Three | accepted |\n",
		"internal/doc/adr/001-one.md":      "# ADR 001: One `x`\n\nStatus: replaced by [003](003-three.md) (2026-11-23)\n\nArea: Core\n\n## Decision\n\nStatus: none\n",
		"internal/doc/adr/002-two.md":      "# ADR 002: Two\n\nStatus: accepted (2026-11-23), amended by [003](003-three.md)\n\nArea: Core\n",
		"internal/doc/adr/003-three.md":    "# ADR 003: Three\n\nStatus: accepted (2026-11-24)\n\nReplaces: 001\n\nAmends: [002](002-two.md)\n\nArea: Screen\n",
		"internal/doc/adr/README.md":       "See ADR 999.\n",
		"internal/doc/pictures/a.png":      "png",
		"internal/doc/pictures/SOURCES.md": "`a.png`\n",
		"internal/kiosk/a.go":              "// As ADR 002 says, no more than 6 decisions.\npackage kiosk\n",
		".git/README.md":                   "[x](nowhere.md)\n",
	}
}

// Every rule finds a made-up fault, and nothing in sound documents.
func TestFaults(t *testing.T) {
	const adr = "internal/doc/adr/"
	// A fault replaces old by new in a file; an empty old adds the text at its end.
	for name, f := range map[string]struct{ file, old, new, want string }{
		"nothing":              {"README.md", "", "", ""},
		"long README":          {"README.md", "", strings.Repeat("line\n", readmeLines), "README.md: 136 lines, at most 130"},
		"link":                 {"README.md", "", "[x](nowhere.md)\n", `README.md: link "nowhere.md": there is no nowhere.md`},
		"link in a table":      {"ARCHITECTURE.md", "", "\n| a |\n| - |\n| [x](y.md) |\n", `ARCHITECTURE.md: link "y.md"`},
		"picture":              {"README.md", "/a.png", "/b.png", "there is no internal/doc/pictures/b.png"},
		"picture in HTML":      {"README.md", "", "\n<img src=\"b.png\" width=\"3\">\n", "there is no b.png"},
		"anchor":               {"README.md", "#decisions", "#indecision", "ARCHITECTURE.md has no heading for #indecision"},
		"absolute link":        {"README.md", "", "[x](/etc/passwd)\n", "an absolute path"},
		"link outside":         {"README.md", "", "[x](../other/README.md)\n", "it leads out of the repository"},
		"path":                 {"README.md", "", "`internal/kiosk/b.go`\n", "README.md: `internal/kiosk/b.go`: there is nothing"},
		"path in a command":    {"ARCHITECTURE.md", "", "`go test ./internal/kios -run X`\n", "ARCHITECTURE.md: `./internal/kios`: there is nothing"},
		"pattern":              {"README.md", "", "`internal/kiosk/*.yaml`\n", "`internal/kiosk/*.yaml`: there is nothing"},
		"placeholder":          {"README.md", "", "`internal/<name>/b.go`\n", "`internal/<name>/b.go`: there is nothing"},
		"one of alternatives":  {"README.md", "", "`internal/kiosk/{a,b}.go`\n", "`internal/kiosk/{a,b}.go`: there is nothing"},
		"path from the page":   {"internal/doc/lost.md", "", "`pictures/a.png`, `pictures/b.png`\n", "internal/doc/lost.md: `pictures/b.png`: there is nothing"},
		"path of a type":       {"README.md", "", "`internal/kios.Core`\n", "`internal/kios.Core`: there is nothing"},
		"unlinked page":        {"internal/doc/lost.md", "", "# Lost\n", "internal/doc/lost.md: no chain of links"},
		"name of a record":     {adr + "Four.md", "", "# ADR 004: Four\n", adr + "Four.md: a decision record is named NNN-title.md"},
		"gap":                  {adr + "005-five.md", "", "# ADR 005: Five\n\nStatus: accepted (2026-11-24)\n\nArea: Core\n", "its number is 005, the next one is 004"},
		"two of a number":      {adr + "003-trois.md", "", "# ADR 003: Trois\n\nStatus: accepted (2026-11-24)\n\nArea: Core\n", "its number is 003, the next one is 004"},
		"not in the index":     {adr + "004-four.md", "", "# ADR 004: Four\n\nStatus: accepted (2026-11-24)\n\nArea: Core\n", `ARCHITECTURE.md: a line is missing below "Core": | [004](internal/doc/adr/004-four.md) | Four | accepted |`},
		"twice in the index":   {"ARCHITECTURE.md", "", "| [003](internal/doc/adr/003-three.md) | Three | accepted |\n", "2 lines for internal/doc/adr/003-three.md"},
		"line without a link":  {"ARCHITECTURE.md", "", "| 003 | Three | accepted |\n", "a line of the index is"},
		"out of order":         {"ARCHITECTURE.md", "", "| [001](internal/doc/adr/001-one.md) | One `x` | replaced by 003 |\n", `below "Screen" 001 comes after 003; put it before`},
		"amended twice by one": {adr + "002-two.md", "[003](003-three.md)", "[003](003-three.md), [003](003-three.md)", `"amended by: 003, 003" does not go up: 003 comes after 003`},
		"amends backwards":     {adr + "003-three.md", "Amends: [002](002-two.md)", "Amends: 002, 001", `"Amends: 002, 001" does not go up`},
		"other number":         {"ARCHITECTURE.md", "[003]", "[004]", `"004", "Three"`},
		"other title":          {"ARCHITECTURE.md", "| Three |", "| Drei |", `"Drei"`},
		"other status":         {"ARCHITECTURE.md", "| Three | accepted |", "| Three | replaced by 001 |", `"replaced by 001"; its file says`},
		"other area":           {adr + "003-three.md", "Area: Screen", "Area: Core", `below "Core"`},
		"title":                {adr + "002-two.md", "# ADR 002", "# ADR 003", `it does not begin with "# ADR 002: title"`},
		"no status":            {adr + "002-two.md", "Status: ", "State: ", `no line "Status`},
		"status":               {adr + "003-three.md", "accepted (2026-11-24)", "proposed", `status "proposed"`},
		"no area":              {adr + "002-two.md", "Area: ", "Field: ", `no line "Area`},
		"replaced by nothing":  {adr + "001-one.md", "replaced by [003](003-three.md)", "replaced by 044", "replaced by 044, which does not exist"},
		"replaced one-sidedly": {adr + "003-three.md", "Replaces: 001\n\n", "", `001-one.md: replaced by 003, and internal/doc/adr/003-three.md does not say "Replaces: 001"`},
		"replaces one-sidedly": {adr + "001-one.md", "replaced by [003](003-three.md)", "accepted", `003-three.md: replaces 001, and internal/doc/adr/001-one.md does not say "replaced by 003"`},
		"amended one-sidedly":  {adr + "003-three.md", "Amends: [002](002-two.md)\n\n", "", "002-two.md: amended by 003, and"},
		"amends one-sidedly":   {adr + "002-two.md", ", amended by [003](003-three.md)", "", "003-three.md: amends 002, and"},
		"amends no number":     {adr + "003-three.md", "Amends: [002](002-two.md)", "Amends: the second", "is no list of numbers"},
		"pending":              {"internal/doc/adr-pending/acts.md", "", "# Acts\n", "internal/doc/adr-pending/acts.md: give it the next number"},
		"mention":              {"internal/kiosk/a.go", "", "// ADR 044\n", "internal/kiosk/a.go: ADR 044 does not exist"},
		"old name":             {"internal/kiosk/a.go", "", "// Decision 17\n", `"Decision 17": a decision record is called ADR NNN`},
		"large picture":        {"internal/doc/pictures/a.png", "", strings.Repeat("x", pictureBytes), "180003 bytes, at most 180000"},
		"unexplained picture":  {"internal/doc/pictures/b.png", "", "png", "b.png: SOURCES.md beside it does not say"},
	} {
		t.Run(name, func(t *testing.T) {
			files := sound()
			if f.old == "" {
				files[f.file] += f.new
			} else if changed := strings.Replace(files[f.file], f.old, f.new, 1); changed == files[f.file] {
				t.Fatalf("%s holds no %q", f.file, f.old)
			} else {
				files[f.file] = changed
			}
			fsys := fstest.MapFS{}
			for _, file := range slices.Sorted(maps.Keys(files)) {
				fsys[file] = &fstest.MapFile{Data: []byte(files[file])}
			}
			found, err := check(fsys)
			if err != nil {
				t.Fatal(err)
			}
			if f.want == "" && len(found) > 0 || f.want != "" && !strings.Contains(strings.Join(found, "\n"), f.want) {
				t.Errorf("found %q, want %q", found, f.want)
			}
		})
	}
}
