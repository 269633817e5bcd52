package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"modu/internal/lab/load"
	"modu/internal/lab/playing"
	"modu/internal/scenario"
)

func scenarioCommand() *cobra.Command {
	return group("scenario", "play transcripts against the real core", "  kioskctl scenario run order.txt", scenarioRunCommand())
}

func scenarioRunCommand() *cobra.Command {
	c := &cobra.Command{Use: "run FILE…", Short: "play transcripts against the real core, and name the first difference",
		Long: filled("run plays each file in discrete-event time, in a moment, or with --real over pseudo-terminals in\n"+
			"real time. A file, with \"record: yes\" and all that it can say:") + "\n\n" + scenario.Help,
		Example: "  kioskctl scenario run order.txt\n  kioskctl scenario run --real --site site.yaml order.txt\n  kioskctl scenario run --rewrite order.txt",
		Args:    arguments(1, -1)}
	name := siteFlag(c)
	rewrite := c.Flags().Bool("rewrite", false, "write the transcripts anew instead of comparing them")
	real := c.Flags().Bool("real", false, "over real pseudo-terminals and in real time")
	c.RunE = func(c *cobra.Command, files []string) error {
		if *real && *rewrite {
			return fmt.Errorf("%w: --rewrite needs discrete-event time, where every run is the same", errUsage)
		}
		parts, site, err := load.Site(*name)
		if err != nil {
			return err
		}
		p := playing.Stage{Parts: parts, Site: site, Named: *name != "", Real: *real, Rewrite: *rewrite}
		for _, file := range files {
			if err := p.Play(c.Context(), file); err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "%s: no difference\n", file)
		}
		return nil
	}
	return c
}
