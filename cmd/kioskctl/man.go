package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"modu/internal/version"
)

func manCommand() *cobra.Command {
	c := &cobra.Command{Use: "man --out DIR", Short: "write a manual page of every command",
		Example: "  kioskctl man --out man/man1\n  man man/man1/kioskctl-service-try.1", Args: arguments(0, 0), DisableFlagsInUseLine: true}
	out := c.Flags().String("out", "", "`directory` to write into")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *out == "" {
			return fmt.Errorf("%w: --out names the directory to write into", errUsage)
		}
		if err := os.MkdirAll(*out, 0o755); err != nil {
			return err
		}
		c.Root().DisableAutoGenTag = true // pages of one build are alike
		return doc.GenManTree(c.Root(), &doc.GenManHeader{Title: "KIOSKCTL", Section: "1", Source: version.Line("kioskctl"), Manual: "Modu"}, *out)
	}
	return c
}
