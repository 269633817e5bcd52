package main

import (
	"fmt"
	"io"
	"path"

	"github.com/spf13/cobra"

	"modu/internal/lab/applying"
	"modu/internal/lab/load"
	"modu/internal/lab/rewrite"
)

func serviceApplyCommand() *cobra.Command {
	c := &cobra.Command{Use: "apply DIR CHANGES.json", Short: "write what staff changed on their page into the menu",
		Long: filled("apply writes prices and what is sold out into the menu of a service, from the file that the staff page\n" +
			"gives (\"download the changes\") or a program pushes. Comments and order stay. How many are left is not\n" +
			"written: it is out of date tomorrow.\n\n" +
			"What staff have added is written as an item of the menu, its name into the files of messages, its photograph\n" +
			"into pictures/photo and who took it into pictures/SOURCES.md. Languages without a name get an empty text: it\n" +
			"must be written before a kiosk takes these files. All files are written together; they are kept as they were\n" +
			"in " + rewrite.Before + "."),
		Example: "  kioskctl service apply shop menu-changes.json\n  kioskctl service apply shop menu-changes.json --dry-run",
		Args:    arguments(2, 2)}
	dry := c.Flags().Bool("dry-run", false, "tell what would be written, and write nothing")
	c.RunE = func(c *cobra.Command, args []string) error {
		p, issues := load.Service(args[0])
		if issues.Err() != nil {
			return issues
		}
		changes, err := applying.Read(args[1], p.Service)
		if err != nil {
			return err
		}
		change, err := applying.Prepare(p.Service, args[0], changes)
		if err != nil {
			return err
		}
		if !*dry && len(change.Files) > 0 {
			if err := rewrite.Apply(args[0], change.Files); err != nil {
				return err
			}
		}
		sayApplied(c.OutOrStdout(), path.Join(args[0], p.Service.MenuFile()), change, *dry)
		return nil
	}
	return c
}

// sayApplied tells what was written, or would be.
func sayApplied(out io.Writer, file string, change applying.Change, dry bool) {
	if len(change.Files) == 0 {
		fmt.Fprintf(out, "%s: it says all of that already\n", file)
		return
	}
	changed, would := "changed", ""
	if dry {
		changed, would = "would change", " would be"
	}
	fmt.Fprintf(out, "%s: %d items %s\n", file, change.Written, changed)
	if change.Added > 0 {
		fmt.Fprintf(out, "%s: %d items%s added\n", file, change.Added, would)
	}
	for _, gap := range change.Gaps {
		fmt.Fprintln(out, gap)
	}
}
