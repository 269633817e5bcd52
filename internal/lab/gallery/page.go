package gallery

import (
	_ "embed"
	"fmt"
	"html/template"
	"os"
	"slices"
)

//go:embed page.html
var pageText string

// row is a picture as the page shows it.
type row struct {
	File, Was                           string
	Kind, Panel, Size, Form, Lang, Look string
	Words                               string // what stands there, for those who do not see it
	Changed                             bool
	Found                               []string
}

// filter is one thing by which pictures are chosen on the page.
type filter struct {
	Name, Label string
	Values      []string
}

// writePage writes the page with all pictures. It works from the disk, without a network.
func writePage(file string, o Options, pictures []picture) error {
	t, err := template.New(page).Parse(pageText)
	if err != nil {
		return err
	}
	rows := make([]row, len(pictures))
	for i, p := range pictures {
		rows[i] = p.row()
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := t.Execute(f, map[string]any{"Rows": rows, "Filters": filters(rows), "Previous": o.Previous != ""}); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return f.Close()
}

func (p picture) row() row {
	form := "normal"
	if p.choice.Easy {
		form = "easy"
	}
	r := row{File: p.name(), Was: p.previous, Kind: string(p.Model.Scene.Kind), Panel: p.panel.Name, Size: fmt.Sprintf("%d %%", p.choice.Size),
		Form: form, Lang: string(p.choice.Lang), Look: p.choice.Theme, Words: p.Name, Changed: p.changed}
	for _, q := range p.found {
		r.Found = append(r.Found, q.String())
	}
	return r
}

// filters are the values that pictures have, in the order in which they are met.
func filters(rows []row) []filter {
	out := []filter{{Name: "kind", Label: "Screen"}, {Name: "panel", Label: "Panel"}, {Name: "size", Label: "Size"}, {Name: "form", Label: "Form"}, {Name: "lang", Label: "Language"}, {Name: "look", Label: "Look"}}
	for _, r := range rows {
		for i, v := range []string{r.Kind, r.Panel, r.Size, r.Form, r.Lang, r.Look} {
			if !slices.Contains(out[i].Values, v) {
				out[i].Values = append(out[i].Values, v)
			}
		}
	}
	return out
}
