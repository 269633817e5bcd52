package messages

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"modu/accessibility/scene"
	"modu/internal/datafile"
	"modu/locales"
)

// Separator is what stands between the cells of a table whose file has this ending; ok is
// false for an ending that is no table's.
func Separator(ending string) (comma rune, ok bool) {
	switch ending {
	case ".csv":
		return ',', true
	case ".tsv":
		return '\t', true
	}
	return 0, false
}

// The columns before the languages.
const (
	idColumn   = "id"
	usedColumn = "used"
)

// mark tells spreadsheets that a table is in UTF-8.
const mark = "\ufeff"

// column is the name of a column: "ko", "ko easy".
func column(lang scene.Lang, form string) string {
	if form == text {
		return string(lang)
	}
	return string(lang) + " " + form
}

// columnsOf are the forms of a language for which a table has a column.
func columnsOf() []string { return []string{text, one, spoken, easy} }

// Export writes the table for translators.
func (t *Texts) Export(w io.Writer, comma rune) error {
	var b bytes.Buffer
	b.WriteString(mark)
	out := csv.NewWriter(&b)
	out.Comma = comma
	head := []string{idColumn, usedColumn}
	for _, lang := range t.Languages {
		for _, form := range columnsOf() {
			head = append(head, column(lang, form))
		}
	}
	rows := [][]string{head}
	for _, id := range t.ids {
		row := []string{id, t.used(id)}
		for _, lang := range t.Languages {
			for _, form := range columnsOf() {
				value, _ := t.form(id, lang, form)
				row = append(row, value)
			}
		}
		rows = append(rows, row)
	}
	if err := out.WriteAll(rows); err != nil {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// importer reads a table.
type importer struct {
	t       *Texts
	file    string
	columns []cell // by place; zero: not read
	seen    map[string]int
	issues  datafile.Issues
	entries map[scene.Lang][]datafile.Entry
	changed int
}

// cell is what a column holds.
type cell struct {
	lang scene.Lang
	form string
}

// Import takes the texts of a table; file is how messages name it. Each mistake is named with
// its row, and if there is one nothing is taken. It tells how many texts are new or other
// than before; Changed gives the files.
func (t *Texts) Import(file string, data []byte, comma rune) (int, datafile.Issues) {
	im := &importer{t: t, file: file, seen: map[string]int{}, entries: map[scene.Lang][]datafile.Entry{}}
	im.table(data, comma)
	if im.issues.Err() != nil {
		return 0, im.issues
	}
	for _, lang := range t.Languages {
		if issues := t.Set(lang, im.entries[lang]); issues.Err() != nil {
			return 0, issues
		}
	}
	return im.changed, nil
}

func (im *importer) bad(line int, remedy, format string, args ...any) {
	im.issues = append(im.issues, datafile.Issue{Pos: datafile.Pos{File: im.file, Line: line}, Msg: fmt.Sprintf(format, args...), Remedy: remedy})
}

func (im *importer) table(data []byte, comma rune) {
	if len(data) > datafile.MaxBytes || !utf8.Valid(data) {
		im.bad(0, fmt.Sprintf(`save it again as "CSV UTF-8", in at most %d bytes`, datafile.MaxBytes), "the table is too large, or is not in UTF-8")
		return
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte(mark))))
	r.Comma, r.FieldsPerRecord = comma, -1
	head, err := r.Read()
	if err != nil {
		im.bad(1, "begin with the names of the columns, as --export writes them", "the table has no row")
		return
	}
	if im.head(head); im.issues.Err() != nil {
		return
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			im.bad(pe.Line, "check the quotes on that line", "the row cannot be read: %s", pe.Err)
			return
		}
		line, _ := r.FieldPos(0)
		if strings.TrimSpace(strings.Join(cells, "")) != "" {
			im.row(line, cells)
		}
	}
}

func (im *importer) head(names []string) {
	known := map[string]cell{idColumn: {form: idColumn}, usedColumn: {}}
	for _, lang := range im.t.Languages {
		for _, form := range columnsOf() {
			known[column(lang, form)] = cell{lang, form}
		}
	}
	var all []string
	for name := range known {
		all = append(all, name)
	}
	for _, name := range names {
		c, ok := known[strings.TrimSpace(name)]
		if !ok {
			im.bad(1, datafile.Suggest(name, all), "column %q is not known", name)
		}
		im.columns = append(im.columns, c)
	}
	if !slices.Contains(im.columns, known[idColumn]) {
		im.bad(1, "add it; --export writes it first", "there is no column %q", idColumn)
	}
}

// row takes one message.
func (im *importer) row(line int, cells []string) {
	id := ""
	forms := map[scene.Lang][]datafile.Form{}
	for i, text := range cells {
		switch {
		case i >= len(im.columns):
			if text != "" {
				im.bad(line, "put a text that holds the separator into quotes", "the row has more cells than there are columns")
				return
			}
		case im.columns[i].form == idColumn:
			id = strings.TrimSpace(text)
		case im.columns[i].lang != "" && text != "":
			forms[im.columns[i].lang] = append(forms[im.columns[i].lang], datafile.Form{Name: im.columns[i].form, Text: text})
		}
	}
	was, twice := im.seen[id]
	switch {
	case !slices.Contains(im.t.ids, id):
		im.bad(line, datafile.Suggest(id, im.t.ids), "the service has no message %q", id)
		return
	case twice:
		im.bad(line, "keep one of the two rows", "message %q is in line %d too", id, was)
		return
	}
	im.seen[id] = line
	before := len(im.issues)
	im.judge(line, id, forms)
	if len(im.issues) > before {
		return
	}
	for lang, list := range forms {
		im.take(id, lang, list)
	}
}

// judge checks a message in all languages as the kiosk would.
func (im *importer) judge(line int, id string, forms map[scene.Lang][]datafile.Form) {
	cat := locales.New(im.t.Languages[0])
	var written []scene.Lang
	for _, lang := range im.t.Languages {
		all := map[string]string{}
		for _, form := range columnsOf() {
			if v, _ := im.t.form(id, lang, form); v != "" {
				all[form] = v
			}
		}
		for _, f := range forms[lang] {
			all[f.Name] = f.Text
		}
		if len(all) == 0 {
			continue
		}
		if all[text] == "" {
			im.bad(line, fmt.Sprintf("write the text in column %q first", lang), "message %q has a form in %s and no text", id, lang)
			continue
		}
		var list []string
		for _, form := range columnsOf() {
			if all[form] != "" {
				list = append(list, form+": "+datafile.Quote(all[form]))
			}
		}
		file := fmt.Sprintf("version: 1\nlanguage: %s\nmessages:\n  %s: {%s}\n", lang, datafile.Quote(id), strings.Join(list, ", "))
		im.at(line, lang, cat.Add(im.file, []byte(file)))
		written = append(written, lang)
	}
	if len(im.issues) == 0 || im.issues[len(im.issues)-1].Line != line {
		issues := cat.Check(written)
		im.at(line, "", issues[:min(len(issues), 1)]) // each language is told from each other
	}
}

// at names mistakes of one message at its row.
func (im *importer) at(line int, lang scene.Lang, issues datafile.Issues) {
	for _, i := range issues {
		if lang != "" {
			i.Msg = string(lang) + ": " + i.Msg
		}
		im.bad(line, i.Remedy, "%s", i.Msg)
	}
}

// take notes the forms of a message that are other than before.
func (im *importer) take(id string, lang scene.Lang, forms []datafile.Form) {
	held := im.t.fileOf(id, lang).entries[id]
	var set []datafile.Form
	for _, f := range forms {
		if was, _ := im.t.form(id, lang, f.Name); was == f.Text {
			continue
		}
		if _, given := held[reading]; given && f.Name == spoken {
			f.Name = reading
		}
		set = append(set, f)
	}
	if len(set) > 0 {
		im.entries[lang] = append(im.entries[lang], datafile.Entry{Name: id, Forms: set})
		im.changed += len(set)
	}
}
