package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"modu/accessibility/scene"
	"modu/internal/lab/load"
	"modu/internal/lab/prompts"
	"modu/internal/lab/voice"
)

func clipsCommand() *cobra.Command {
	return group("clips", "recorded prompts: an announcer's sheet, their recordings, a listener's sheet",
		"  kioskctl clips export --locale ko --out sheet\n  kioskctl clips import recordings --locale ko --out clips",
		clipsExportCommand(), clipsImportCommand(), clipsListenCommand())
}

func clipsExportCommand() *cobra.Command {
	c := &cobra.Command{Use: "export --out DIR", Short: "write an announcer's sheet: everything that can be recorded",
		Example: "  kioskctl clips export --locale ko --out sheet", Args: arguments(0, 0), DisableFlagsInUseLine: true}
	options := clipsFlags(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		o, err := options()
		if err != nil {
			return err
		}
		return prompts.Export(o, c.OutOrStdout())
	}
	return c
}

func clipsImportCommand() *cobra.Command {
	c := &cobra.Command{Use: "import DIR_OF_WAVS --out DIR", Short: "make recordings ready, and name what is wrong with them and what is missing",
		Example: "  kioskctl clips import recordings --locale ko --out clips", Args: arguments(1, 1), DisableFlagsInUseLine: true}
	options := clipsFlags(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		o, err := options()
		if err != nil {
			return err
		}
		return prompts.Import(o, args[0], c.OutOrStdout())
	}
	return c
}

func clipsListenCommand() *cobra.Command {
	c := &cobra.Command{Use: "listen --out DIR", Short: "make a sheet on which a native listener judges how a voice sounds",
		Example: "  kioskctl clips listen --locale ko --out listen --count 60", Args: arguments(0, 0), DisableFlagsInUseLine: true}
	options := clipsFlags(c)
	n := 0
	countFlag(c, &n, 60, "prompts")
	engine := engineFlag(c, "espeak", "the")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if n < 1 {
			return fmt.Errorf("%w: --count must be at least 1", errUsage)
		}
		o, err := options()
		if err != nil {
			return err
		}
		e, err := voice.Open(*engine)
		if err != nil {
			return err
		}
		defer e.Close()
		return prompts.Listen(c.Context(), o, e, n, c.OutOrStdout())
	}
	return c
}

// clipsFlags are those of all three; the function reads the site that they name.
func clipsFlags(c *cobra.Command) func() (prompts.Options, error) {
	locale := localeFlag(c, "ko", "language of the prompts")
	out := c.Flags().String("out", "", "`directory` to write into")
	site := siteFlag(c)
	return func() (o prompts.Options, err error) {
		if *out == "" {
			return o, fmt.Errorf("%w: --out names the directory to write into", errUsage)
		}
		parts, _, err := load.Site(*site)
		if err != nil {
			return o, err
		}
		if !slices.Contains(parts.Languages, scene.Lang(*locale)) {
			return o, fmt.Errorf("%w: service %q has no language %q, only %v", errUsage, parts.Service.ID, *locale, parts.Languages)
		}
		return prompts.Options{Parts: parts, Locale: scene.Lang(*locale), Out: *out}, nil
	}
}
