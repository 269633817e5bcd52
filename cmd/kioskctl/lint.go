package main

import (
	"os"

	"github.com/spf13/cobra"

	"modu/internal/lab/lint"
	"modu/internal/lab/verdict"
)

func lintCommand() *cobra.Command {
	c := &cobra.Command{Use: "lint", Short: "name every mistake in site, service, locales, keymap and profiles",
		Long: filled("lint reads a site as the kiosk does, and names every mistake with file, line and remedy. It also\n" +
			"says where the panel has no room for a size of text, and which screens have no sign-language clip."),
		Example: "  kioskctl lint --site site.yaml\n  kioskctl lint --site site.yaml --json",
		Args:    arguments(0, 0)}
	site := siteFlag(c)
	return judges(c, func(_ *cobra.Command, _ []string, r *verdict.Report) error {
		decoder, err := clipDecoder()
		if err != nil {
			return err
		}
		return lint.Site(r, *site, decoder)
	})
}

// clipDecoder is the command line that decodes a clip in a process of its own.
func clipDecoder() ([]string, error) {
	self, err := os.Executable()
	return []string{self, decodeClip}, err
}
