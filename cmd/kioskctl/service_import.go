package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/lab/importing"
)

func serviceImportCommand() *cobra.Command {
	c := &cobra.Command{Use: "import MENU.csv --out DIR", Short: "make a service of a table, or put the table into one again",
		Long: filled("import makes a new service of a table of what is sold. What the table does not say is listed in its TODO.md.\n\n" +
			"Into a service that is there, it puts the table again: what is new is added behind the rest, what has changed in\n" +
			"the table is changed, and what was made by hand stays: options, pictures, texts, the order, and prices that were\n" +
			"changed in the service while the table says what it said before. What is not in the table any more is marked as\n" +
			"sold out; --delete takes it out. The service keeps the table as imported.csv, to tell the one from the other.\n" +
			"--dry-run prints what would change, and --undo takes the last import into a service back."),
		Example: "  kioskctl service import menu.csv --out shop --pictures photos --name \"동네 빵집\"\n" +
			"  kioskctl service import menu.csv --out shop --dry-run\n  kioskctl service import --out shop --undo",
		Args: arguments(0, 1), DisableFlagsInUseLine: true}
	into := c.Flags().String("out", "", "`directory` of the service")
	pictures := c.Flags().String("pictures", "", "`directory` with the pictures and photographs that the table names")
	name := c.Flags().String("name", "가게", "the `name` of a new shop")
	dry := c.Flags().Bool("dry-run", false, "into a service that is there: print what would change, and write nothing")
	remove := c.Flags().Bool("delete", false, "take out what is not in the table any more, instead of marking it as sold out")
	undo := c.Flags().Bool("undo", false, "take the last import into a service back")
	c.RunE = func(c *cobra.Command, args []string) error {
		if *into == "" {
			return fmt.Errorf("%w: --out names the directory to write into", errUsage)
		}
		if *undo {
			return importing.Undo(c.OutOrStdout(), *into)
		}
		if len(args) == 0 {
			return fmt.Errorf("%w: name the table", errUsage)
		}
		data, err := disk.Read(args[0], datafile.MaxBytes)
		if err != nil {
			return datafile.Issues{{Pos: datafile.Pos{File: args[0]}, Msg: "the table cannot be read: " + datafile.Reason(err), Remedy: "check its name"}}
		}
		return importing.Run(c.OutOrStdout(), importing.Options{Table: args[0], Data: data, Dir: *into, Pictures: *pictures, Name: *name, DryRun: *dry, Delete: *remove})
	}
	return c
}
