package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/lab/rewrite"
	"modu/internal/lab/scaffold"
)

func serviceNewCommand() *cobra.Command {
	c := &cobra.Command{Use: "new DIR", Short: "begin a service: from five questions, or as a copy",
		Long: filled("new asks five questions and makes a service of the answers, or copies a built-in one. What it makes has no\n" +
			"mistake, and simulated customers get what they came for. Each question is a flag, too; with --for nothing is\n" +
			"asked. Nothing is overwritten."),
		Example: "  kioskctl service new shop\n  kioskctl service new shop --from NAME\n  kioskctl service new desk --for sign-in --name \"동네 의원\" --locale ko,en --digits 4 --printer",
		Args:    arguments(1, 1)}
	from := c.Flags().String("from", "", "copy this built-in `service`: "+strings.Join(assemble.Services(), ", "))
	a := scaffold.Answers{}
	c.Flags().StringVar(&a.Name, "name", "", "the `name` of the place, as people read it; without it, that of the directory")
	purpose := c.Flags().String("for", "", "the `purpose` for which people come: order, sign-in or pay")
	langs := localeFlag(c, "ko", "languages, the first one being what people meet, with commas between: each of ko, en, zh-Hans, ja")
	c.Flags().IntVar(&a.Digits, "digits", 4, "sign-in, pay: the `number` of digits that people type")
	c.Flags().BoolVar(&a.Away, "take-away", false, "order: ask whether they eat here or take it away")
	c.Flags().BoolVar(&a.Printer, "printer", false, "there is a printer for slips")
	c.RunE = func(c *cobra.Command, args []string) error {
		dir := filepath.Clean(args[0])
		if _, err := os.Stat(dir); err == nil {
			return fmt.Errorf("%w: %s exists; nothing is overwritten", errUsage, dir)
		}
		if *from != "" {
			return copyService(c.OutOrStdout(), *from, dir)
		}
		a.Dir, a.For, a.Languages = dir, scaffold.Purpose(*purpose), scaffold.Split(*langs)
		if a.Name == "" {
			a.Name = filepath.Base(dir)
		}
		if *purpose == "" {
			if err := scaffold.Ask(c.InOrStdin(), c.OutOrStdout(), &a); err != nil {
				return err
			}
		}
		files, err := scaffold.New(a)
		if err != nil {
			return fmt.Errorf("%w: %v", errUsage, err)
		}
		return writeNew(c.OutOrStdout(), dir, files)
	}
	return c
}

// copyService copies a built-in service.
func copyService(out io.Writer, from, dir string) error {
	if !slices.Contains(assemble.Services(), from) {
		return fmt.Errorf("%w: --from: there is no built-in service %q; %s", errUsage, from, datafile.Suggest(from, assemble.Services()))
	}
	fsys, _, err := assemble.ServiceDir(from)
	if err != nil {
		return err
	}
	files, err := scaffold.Copy(fsys, dir)
	if err != nil {
		return fmt.Errorf("%w: %v", errUsage, err)
	}
	return writeNew(out, dir, files)
}

// writeNew writes the files of a new service, and tells what to do next.
func writeNew(out io.Writer, dir string, files map[string][]byte) error {
	if err := rewrite.New(dir, files); err != nil {
		return fmt.Errorf("the service cannot be written: %s", datafile.Reason(err))
	}
	fmt.Fprintf(out, "%s is there. Next:\n  kioskctl service walk %s --easy\n  kioskctl service try %s\n  kiosk --dev --site %s\n", dir, dir, dir, filepath.Join(dir, assemble.SampleFile))
	return nil
}
