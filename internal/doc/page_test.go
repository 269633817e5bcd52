package doc_test

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// page is a parsed Markdown file.
type page struct {
	name    string // its path from the module's root
	source  []byte
	root    ast.Node
	links   []string // destinations as written, pictures included
	code    []string // what stands in code spans
	anchors map[string]bool
}

var htmlTarget = regexp.MustCompile(`(?:src|href)="([^"]*)"`)

func parse(name string, source []byte) *page {
	p := &page{name: name, source: source, anchors: map[string]bool{}}
	p.root = goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	seen := map[string]int{}
	_ = ast.Walk(p.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			id := slug(p.text(n))
			if k := seen[id]; k > 0 {
				p.anchors[fmt.Sprintf("%s-%d", id, k)] = true
			} else {
				p.anchors[id] = true
			}
			seen[id]++
		case *ast.Link:
			p.links = append(p.links, string(n.Destination))
		case *ast.Image:
			p.links = append(p.links, string(n.Destination))
		case *ast.CodeSpan:
			p.code = append(p.code, p.text(n))
		case *ast.HTMLBlock:
			p.html(n.Lines())
		case *ast.RawHTML:
			p.html(n.Segments)
		}
		return ast.WalkContinue, nil
	})
	return p
}

func (p *page) html(lines *text.Segments) {
	for _, m := range htmlTarget.FindAllSubmatch(lines.Value(p.source), -1) {
		p.links = append(p.links, string(m[1]))
	}
}

// text is what a reader sees of a node, without marks, in one line.
func (p *page) text(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Value(p.source))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// slug is the anchor that GitHub gives a heading.
func slug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(heading))
}

// target is where a link of the page leads inside the module; ok is false for
// addresses elsewhere.
func (p *page) target(link string) (file, anchor string, ok bool, err error) {
	u, err := url.Parse(link)
	if err != nil {
		return "", "", false, err
	}
	if u.Scheme != "" || u.Host != "" {
		return "", "", false, nil
	}
	if strings.HasPrefix(u.Path, "/") {
		return "", "", false, fmt.Errorf("an absolute path resolves on one machine only")
	}
	if u.Path == "" {
		return p.name, u.Fragment, true, nil
	}
	file = path.Join(path.Dir(p.name), u.Path)
	if !fs.ValidPath(file) {
		return "", "", false, fmt.Errorf("it leads out of the repository")
	}
	return file, u.Fragment, true, nil
}
