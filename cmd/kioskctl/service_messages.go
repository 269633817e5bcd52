package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/lab/messages"
	"modu/internal/lab/verdict"
)

func serviceMessagesCommand() *cobra.Command {
	c := &cobra.Command{Use: "messages DIR", Short: "list missing texts, begin them, and make and read a table for translators",
		Long: filled("messages lists every text that is missing, by language and form. With --begin it adds each to its file\n" +
			"without a text, which lint says is not yet translated. With --export it writes a table with a row for each\n" +
			"message and a column for each language and form; --import takes such a table, names what is wrong by row, and\n" +
			"then changes nothing. Comments in the files stay; an empty cell changes nothing."),
		Example: "  kioskctl service messages shop\n  kioskctl service messages shop --begin\n  kioskctl service messages shop --export texts.csv\n  kioskctl service messages shop --import texts.csv",
		Args:    arguments(1, 1)}
	write := c.Flags().Bool("begin", false, "add what is missing to the files, to be translated")
	export := c.Flags().String("export", "", "write the table into this `file`, .csv or .tsv")
	from := c.Flags().String("import", "", "take the texts of the table in this `file`, .csv or .tsv")
	return judges(c, func(_ *cobra.Command, args []string, r *verdict.Report) error {
		if chosen := []bool{*write, *export != "", *from != ""}; slices.Index(chosen, true) >= 0 && slices.Contains(chosen[slices.Index(chosen, true)+1:], true) {
			return fmt.Errorf("%w: give one of --begin, --export and --import", errUsage)
		}
		fsys, shown, err := assemble.ServiceDir(args[0])
		if err != nil {
			return fmt.Errorf("%w: %s: %v", errUsage, args[0], err)
		}
		t, issues := messages.Read(fsys, shown)
		if issues.Err() != nil {
			return issues
		}
		switch {
		case *export != "":
			return exportTexts(r, t, *export)
		case *from != "":
			return importTexts(r, t, args[0], *from)
		case *write:
			return beginTexts(r, t, args[0])
		}
		return listTexts(r, t, args[0])
	})
}

// listTexts tells what is missing: a text keeps the service from running, another form does not.
func listTexts(r *verdict.Report, t *messages.Texts, dir string) error {
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

func beginTexts(r *verdict.Report, t *messages.Texts, dir string) error {
	n, issues := t.Begin()
	if issues.Err() != nil {
		return issues
	}
	r.Count("begun", n)
	return writeTexts(r, t, dir, fmt.Sprintf("%d begun: write a text between each \"\"", n))
}

func exportTexts(r *verdict.Report, t *messages.Texts, file string) error {
	comma, err := separator(file)
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

func importTexts(r *verdict.Report, t *messages.Texts, dir, file string) error {
	comma, err := separator(file)
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
	return writeTexts(r, t, dir, fmt.Sprintf("%d texts are new or other than before", n))
}

func separator(file string) (rune, error) {
	comma, ok := messages.Separator(filepath.Ext(file))
	if !ok {
		return 0, fmt.Errorf("%w: the name of a table ends in .csv or .tsv, not as in %q", errUsage, file)
	}
	return comma, nil
}

// writeTexts writes the files of messages that have changed.
func writeTexts(r *verdict.Report, t *messages.Texts, dir, done string) error {
	changed := t.Changed()
	if slices.Contains(assemble.Services(), dir) && len(changed) > 0 {
		return fmt.Errorf("%w: %s is built in and cannot be changed; kioskctl service new --from %s makes a copy", errUsage, dir, dir)
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
