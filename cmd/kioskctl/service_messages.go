package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"modu/internal/assemble"
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
			return t.WriteTable(r, *export)
		case *from != "":
			return t.TakeTable(r, args[0], *from)
		case *write:
			return t.BeginFiles(r, args[0])
		}
		return t.Tell(r, args[0])
	})
}
