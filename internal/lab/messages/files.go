package messages

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/lab/verdict"
)

// Tell tells what is missing in the service in a directory: a text keeps the service from running, another form does not.
func (t *Texts) Tell(r *verdict.Report, dir string) error {
	for _, m := range t.Missing() {
		f := verdict.At(m.At, fmt.Sprintf("message %q has no %s in %s", m.ID, m.Form, m.Lang), "")
		f.Where = m.Used
		if m.Form == "text" {
			r.Mistake(f, "%s", m)
		} else {
			r.Note(f, "%s", m)
		}
	}
	r.Count("missing", len(r.Mistakes))
	r.Count("open", len(r.Notes))
	r.Say("%s: %d texts and %d other forms are missing in %v", dir, len(r.Mistakes), len(r.Notes), t.Languages)
	if len(r.Mistakes) > 0 {
		return errors.New("texts are missing; --begin adds them to the files, --export makes a table for translators")
	}
	return nil
}

// BeginFiles adds what is missing to the files in a directory.
func (t *Texts) BeginFiles(r *verdict.Report, dir string) error {
	n, issues := t.Begin()
	if issues.Err() != nil {
		return issues
	}
	r.Count("begun", n)
	return t.write(r, dir, fmt.Sprintf("%d begun: write a text between each \"\"", n))
}

// WriteTable writes the table for translators into a file, .csv or .tsv.
func (t *Texts) WriteTable(r *verdict.Report, file string) error {
	comma, err := separatorOf(file)
	if err != nil {
		return err
	}
	out, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("the table cannot be written: %s", datafile.Reason(err))
	}
	err = t.Export(out, comma)
	if err = errors.Join(err, out.Close()); err != nil {
		return err
	}
	r.Say("%s: fill the empty cells, and take it back with --import %s", file, file)
	return nil
}

// TakeTable takes the texts of a table into the files in a directory; where anything is wrong with
// it, nothing is changed.
func (t *Texts) TakeTable(r *verdict.Report, dir, file string) error {
	comma, err := separatorOf(file)
	if err != nil {
		return err
	}
	data, err := disk.Read(file, datafile.MaxBytes)
	if err != nil {
		return datafile.Unread(file, "the table", err, "check its name")
	}
	n, issues := t.Import(file, data, comma)
	if issues.Err() != nil {
		return issues
	}
	r.Count("taken", n)
	return t.write(r, dir, fmt.Sprintf("%d texts are new or other than before", n))
}

// separatorOf is what stands between the cells of a table.
func separatorOf(file string) (rune, error) {
	comma, ok := Separator(filepath.Ext(file))
	if !ok {
		return 0, fmt.Errorf("%w: the name of a table ends in .csv or .tsv, not as in %q", verdict.ErrAsked, file)
	}
	return comma, nil
}

// write writes the files of messages that have changed.
func (t *Texts) write(r *verdict.Report, dir, done string) error {
	changed := t.Changed()
	if slices.Contains(assemble.Services(), dir) && len(changed) > 0 {
		return fmt.Errorf("%w: %s is built in and cannot be changed; kioskctl service new --from %s makes a copy", verdict.ErrAsked, dir, dir)
	}
	for name, data := range changed {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return err
		}
		if err := disk.Replace(at, data); err != nil {
			return err
		}
	}
	r.Say("%s: %s, in %d files", dir, done, len(changed))
	return nil
}
