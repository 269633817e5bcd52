package archtest

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Document is the file whose tables are held against the module.
const Document = "ARCHITECTURE.md"

// The heads of its tables.
const (
	ringsHead = "| ring | packages | may do |"
	roomsHead = "| I want to change … | go to |"
)

// RingTable is the table of rings as ARCHITECTURE.md shows it.
func (r Rules) RingTable() string {
	var b strings.Builder
	b.WriteString(ringsHead + "\n| --- | --- | --- |\n")
	for ring, may := range r.May {
		var names []string
		for _, row := range r.Rings {
			if row.ring == ring {
				names = append(names, "`"+row.path+"`")
			}
		}
		fmt.Fprintf(&b, "| %d | %s | %s |\n", ring, strings.Join(names, ", "), may)
	}
	return b.String()
}

// WithRingTable is the document with its table of rings written anew. It returns ""
// when the document has none.
func (r Rules) WithRingTable(document string) string {
	begin, end := table(document, ringsHead)
	if begin < 0 {
		return ""
	}
	return document[:begin] + r.RingTable() + document[end:]
}

// table is where the table with this head begins and ends, or -1.
func table(document, head string) (begin, end int) {
	begin = strings.Index(document, head+"\n")
	if begin < 0 {
		return -1, -1
	}
	end = begin
	for strings.HasPrefix(document[end:], "|") {
		_, rest, _ := strings.Cut(document[end:], "\n")
		end = len(document) - len(rest)
	}
	return begin, end
}

var (
	codeSpan = regexp.MustCompile("`([^`]+)`")
	braces   = regexp.MustCompile(`^(.*)\{([^{}]*)\}(.*)$`)
	blank    = regexp.MustCompile(`<[^<>]*>`)
	pathLike = regexp.MustCompile(`^[\w./*<>-]+$`)
	bareFile = regexp.MustCompile(`[\w-]+\.(go|yaml|md|csv)\b`)
)

// Rooms holds the tables of the document against the module: what they name as a path
// exists, and every package is found through the table of rooms: by its own name, by a
// directory above it, or by one of its files.
func (r Rules) Rooms(fsys fs.FS) ([]Violation, error) {
	data, err := fs.ReadFile(fsys, Document)
	if err != nil {
		return nil, err
	}
	all, err := importsOf(fsys)
	if err != nil {
		return nil, err
	}
	begin, end := table(string(data), roomsHead)
	d := &document{fsys: fsys}
	for i, at := 0, 0; at < len(data); i++ {
		line, _, _ := strings.Cut(string(data[at:]), "\n")
		if strings.HasPrefix(line, "|") {
			d.row(i+1, line, at >= begin && at < end)
		}
		at += len(line) + 1
	}
	if begin < 0 {
		d.found = append(d.found, Violation{Document, "there is no table with the head " + roomsHead})
	}
	for pkg := range all {
		if !slices.ContainsFunc(d.rooms, func(room string) bool { return matches(room, pkg, true) }) && !slices.Contains(d.files, pkg) {
			d.found = append(d.found, Violation{Document, fmt.Sprintf("%s is in no row of the table of rooms", pkg)})
		}
	}
	return sorted(d.found), nil
}

type document struct {
	fsys  fs.FS
	rooms []string // directories that the table of rooms names
	files []string // directories of files that it names
	found []Violation
}

// row reads one line of a table. A row of rooms may name files without their
// directory: then one of the directories of the same row has it.
func (d *document) row(number int, line string, room bool) {
	var dirs, files []string
	for _, m := range codeSpan.FindAllStringSubmatch(line, -1) {
		for _, name := range expand(m[1]) {
			found, ok := d.paths(name)
			if !ok {
				d.found = append(d.found, Violation{fmt.Sprintf("%s:%d", Document, number), fmt.Sprintf("there is no %s", name)})
			}
			for _, p := range found {
				if info, err := fs.Stat(d.fsys, p); err == nil && info.IsDir() {
					dirs = append(dirs, p)
				} else {
					files = append(files, path.Dir(p))
				}
			}
		}
	}
	if !room {
		return
	}
	d.rooms, d.files = append(d.rooms, dirs...), append(d.files, files...)
	for _, name := range bareFile.FindAllString(codeSpan.ReplaceAllString(line, ""), -1) {
		if !slices.ContainsFunc(slices.Concat(dirs, files), func(dir string) bool {
			_, err := fs.Stat(d.fsys, path.Join(dir, name))
			return err == nil
		}) {
			d.found = append(d.found, Violation{fmt.Sprintf("%s:%d", Document, number), fmt.Sprintf("there is no %s in what the row names", name)})
		}
	}
}

// paths are the files and directories that a code span names; false if it looks like
// a path of this module and there is nothing there. A span that is no path, such as a
// command, names nothing.
func (d *document) paths(span string) ([]string, bool) {
	if !pathLike.MatchString(span) {
		return nil, true
	}
	pattern := strings.TrimSuffix(blank.ReplaceAllString(span, "*"), "/")
	pattern = strings.TrimSuffix(pattern, "/**")
	found, err := fs.Glob(d.fsys, pattern)
	if err != nil {
		return nil, false
	}
	top, _, below := strings.Cut(pattern, "/")
	if _, err := fs.Stat(d.fsys, top); !below || err != nil {
		return found, true
	}
	return found, len(found) > 0
}

// expand writes out what braces put together.
func expand(span string) []string {
	m := braces.FindStringSubmatch(span)
	if m == nil {
		return []string{span}
	}
	var all []string
	for _, s := range strings.Split(m[2], ",") {
		all = append(all, expand(m[1]+s+m[3])...)
	}
	return all
}
