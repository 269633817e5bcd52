package doc_test

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

const (
	recordsDir = "internal/doc/adr"
	pendingDir = "internal/doc/adr-pending"
	indexPage  = "ARCHITECTURE.md"
)

// record is a decision record, as its file's front lines say.
type record struct {
	file, number, title, area string
	replacedBy                string
	amendedBy                 []string
	replaces, amends          []string
}

// status is the record's status as the index shows it.
func (r record) status() string {
	switch {
	case r.replacedBy != "":
		return "replaced by " + r.replacedBy
	case len(r.amendedBy) > 0:
		return "amended by " + strings.Join(r.amendedBy, ", ")
	}
	return "accepted"
}

var (
	recordName  = regexp.MustCompile(`^(\d{3})-[a-z0-9]+(?:-[a-z0-9]+)*\.md$`)
	recordTitle = regexp.MustCompile(`^ADR (\d{3}): (.+)$`)
	accepted    = regexp.MustCompile(`^accepted \(\d{4}-\d{2}-\d{2}\)(?:, amended by (\d{3}(?:, \d{3})*))?$`)
	replaced    = regexp.MustCompile(`^replaced by (\d{3}) \(\d{4}-\d{2}-\d{2}\)$`)
	numbers     = regexp.MustCompile(`^\d{3}(?:, \d{3})*$`)
)

// records reads every decision record, in the order of their numbers.
func (c *checker) records() []record {
	var all []record
	for _, p := range c.pages {
		if path.Dir(p.name) != recordsDir || path.Base(p.name) == "README.md" {
			continue
		}
		m := recordName.FindStringSubmatch(path.Base(p.name))
		if m == nil {
			c.add(p.name, "a decision record is named NNN-title.md")
			continue
		}
		r := record{file: p.name, number: m[1]}
		if want := fmt.Sprintf("%03d", len(all)+1); r.number != want {
			c.add(p.name, "its number is %s, the next one is %s", r.number, want)
		}
		c.front(p, &r)
		all = append(all, r)
	}
	return all
}

// front reads what stands before the first section.
func (c *checker) front(p *page, r *record) {
	status := false
	for n := p.root.FirstChild(); n != nil; n = n.NextSibling() {
		line := p.text(n)
		if h, ok := n.(*ast.Heading); ok {
			if h.Level > 1 {
				break
			}
			if m := recordTitle.FindStringSubmatch(line); m != nil && m[1] == r.number {
				r.title = m[2]
			}
			continue
		}
		switch key, value, _ := strings.Cut(line, ": "); key {
		case "Status":
			status = true
			c.status(p, r, value)
		case "Area":
			r.area = value
		case "Amends":
			r.amends = c.list(p, key, value)
		case "Replaces":
			r.replaces = c.list(p, key, value)
		}
	}
	if r.title == "" {
		c.add(p.name, `it does not begin with "# ADR %s: title"`, r.number)
	}
	if r.area == "" {
		c.add(p.name, `it has no line "Area: …"`)
	}
	if !status {
		c.add(p.name, `it has no line "Status: …"`)
	}
}

func (c *checker) status(p *page, r *record, value string) {
	if m := replaced.FindStringSubmatch(value); m != nil {
		r.replacedBy = m[1]
	} else if m := accepted.FindStringSubmatch(value); m == nil {
		c.add(p.name, `status %q; write "accepted (YYYY-MM-DD)", with ", amended by NNN" behind it, or "replaced by NNN (YYYY-MM-DD)"`, value)
	} else if m[1] != "" {
		r.amendedBy = c.list(p, "amended by", m[1])
	}
}

func (c *checker) list(p *page, key, value string) []string {
	if !numbers.MatchString(value) {
		c.add(p.name, `"%s: %s" is no list of numbers such as 006, 041`, key, value)
		return nil
	}
	list := strings.Split(value, ", ")
	for i := 1; i < len(list); i++ {
		if list[i] <= list[i-1] {
			c.add(p.name, `"%s: %s" does not go up: %s comes after %s`, key, value, list[i], list[i-1])
		}
	}
	return list
}

// relations holds that what one record says of another is said by the other too.
func (c *checker) relations(all []record) {
	byNumber := map[string]record{}
	for _, r := range all {
		byNumber[r.number] = r
	}
	check := func(r record, others []string, verb, back string, of func(record) []string) {
		for _, number := range others {
			other, ok := byNumber[number]
			if !ok {
				c.add(r.file, "%s %s, which does not exist", verb, number)
			} else if !slices.Contains(of(other), r.number) {
				c.add(r.file, "%s %s, and %s does not say %q", verb, number, other.file, back+" "+r.number)
			}
		}
	}
	for _, r := range all {
		var by []string
		if r.replacedBy != "" {
			by = []string{r.replacedBy}
		}
		check(r, by, "replaced by", "Replaces:", func(o record) []string { return o.replaces })
		check(r, r.replaces, "replaces", "replaced by", func(o record) []string { return []string{o.replacedBy} })
		check(r, r.amendedBy, "amended by", "Amends:", func(o record) []string { return o.amends })
		check(r, r.amends, "amends", "amended by", func(o record) []string { return o.amendedBy })
	}
}

// row is a line of the index.
type row struct{ area, file, number, title, status string }

// index reads the tables below "Decisions".
func (c *checker) index() []row {
	p := c.byName[indexPage]
	if p == nil {
		c.add(indexPage, "it is missing")
		return nil
	}
	var rows []row
	var section, area string
	for n := p.root.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			if n.Level <= 2 {
				section, area = p.text(n), ""
			} else {
				area = p.text(n)
			}
		case *east.Table:
			if section == "Decisions" {
				rows = append(rows, c.rows(p, n, area)...)
			}
		}
	}
	return rows
}

func (c *checker) rows(p *page, table ast.Node, area string) []row {
	var rows []row
	for n := table.FirstChild(); n != nil; n = n.NextSibling() {
		if _, ok := n.(*east.TableRow); !ok {
			continue
		}
		var cells []string
		for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, p.text(cell))
		}
		link, ok := n.FirstChild().FirstChild().(*ast.Link)
		if !ok || len(cells) != 3 {
			c.add(p.name, "a line of the index is | [NNN](file) | title | status |, not %q", strings.Join(cells, " | "))
			continue
		}
		rows = append(rows, row{area, string(link.Destination), cells[0], cells[1], cells[2]})
	}
	return rows
}

// indexed holds that every record is in the index once, as the record itself says, and that
// the numbers below a heading go up.
func (c *checker) indexed(all []record) {
	byFile := map[string][]row{}
	var before row
	for _, r := range c.index() {
		byFile[r.file] = append(byFile[r.file], r)
		if r.area == before.area && r.number < before.number {
			c.add(indexPage, "below %q %s comes after %s; put it before", r.area, r.number, before.number)
		}
		before = r
	}
	for _, r := range all {
		want := row{r.area, r.file, r.number, r.title, r.status()}
		line := fmt.Sprintf("| [%s](%s) | %s | %s |", r.number, r.file, r.title, r.status())
		switch rows := byFile[r.file]; {
		case len(rows) == 0:
			c.add(indexPage, "a line is missing below %q: %s", r.area, line)
		case len(rows) > 1:
			c.add(indexPage, "%d lines for %s", len(rows), r.file)
		case rows[0] != want:
			c.add(indexPage, "%s stands below %q as %q, %q, %q; its file says, below %q: %s", r.number, rows[0].area, rows[0].number, rows[0].title, rows[0].status, r.area, line)
		}
	}
}
