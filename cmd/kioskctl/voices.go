package main

import (
	"errors"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"modu/internal/lab/bench"
	"modu/internal/lab/voice"
)

func voicesCommand() *cobra.Command {
	c := &cobra.Command{Use: "voices", Short: "list, or measure, what can speak here",
		Example: "  kioskctl voices\n  kioskctl voices --engine worker\n  kioskctl voices --bench 100 --soak 20000",
		Args:    arguments(0, 0)}
	only := engineFlag(c, "", "only this engine: ")
	sentences := c.Flags().Int("bench", 0, "measure so many sentences with every engine beside the plain espeak-ng program")
	soak := c.Flags().Int("soak", 0, "with --bench: then say so many sentences and show what is left behind")
	c.RunE = func(c *cobra.Command, _ []string) error {
		switch {
		case *sentences < 0 || *soak < 0:
			return fmt.Errorf("%w: --bench and --soak cannot be less than 0", errUsage)
		case *sentences > 0:
			return bench.Voices(c.Context(), c.OutOrStdout(), *sentences, *soak)
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
