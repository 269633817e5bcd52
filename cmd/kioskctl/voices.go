package main

import (
	"errors"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"modu/internal/lab/bench"
	"modu/internal/lab/voice"
)

// soakMeasures is how many sentences are measured before very much is said.
const soakMeasures = 10

func voicesCommand() *cobra.Command {
	c := &cobra.Command{Use: "voices", Short: "list, or measure, what can speak here",
		Example: "  kioskctl voices\n  kioskctl voices --engine worker\n  kioskctl voices --bench\n  kioskctl voices --soak --count 20000",
		Args:    arguments(0, 0)}
	only := engineFlag(c, "", "list only this")
	measure := c.Flags().Bool("bench", false, "measure every engine beside the plain espeak-ng program")
	soak := c.Flags().Bool("soak", false, "measure every engine shortly, then say very much with it and show what is left behind")
	n := 0
	countFlag(c, &n, 100, "sentences that --bench measures, or --soak says")
	c.RunE = func(c *cobra.Command, _ []string) error {
		switch {
		case *measure && *soak:
			return fmt.Errorf("%w: give one of --bench and --soak", errUsage)
		case c.Flags().Changed("count") && !*measure && !*soak:
			return fmt.Errorf("%w: --count goes with --bench or --soak", errUsage)
		case n < 1 || *soak && n < bench.LeastSoak:
			return fmt.Errorf("%w: --count is at least 1, with --soak at least %d", errUsage, bench.LeastSoak)
		case *soak:
			return bench.Voices(c.Context(), c.OutOrStdout(), soakMeasures, n)
		case *measure:
			return bench.Voices(c.Context(), c.OutOrStdout(), n, 0)
		}
		return listVoices(c, *only)
	}
	return c
}

func listVoices(c *cobra.Command, only string) error {
	w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "engine\tvoice\tlanguage\tloudness")
	found := false
	for _, l := range voice.List(c.Context(), only) {
		if l.Err != nil {
			if errors.Is(l.Err, voice.ErrUnknown) {
				return l.Err
			}
			fmt.Fprintf(c.ErrOrStderr(), "%s: %v\n", l.Engine, l.Err)
		}
		for _, v := range l.Voices {
			loud := fmt.Sprintf("%.1f LUFS", v.LoudnessLUFS)
			if v.Silent {
				loud = "silent"
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", l.Engine, v.Name, v.Lang, loud)
			found = true
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if !found {
		return errors.New("nothing can speak here: install espeak-ng")
	}
	return nil
}
