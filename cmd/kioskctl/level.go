package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"modu/internal/lab/load"
	"modu/internal/lab/soundcheck"
)

func levelCommand() *cobra.Command {
	c := &cobra.Command{Use: "level", Short: "speak at full level for a sound level meter; show each level of volume in dB(A)",
		Example: "  kioskctl level --site site.yaml\n  kioskctl level --site site.yaml --headset --measured 88",
		Args:    arguments(0, 0)}
	site := siteFlag(c)
	headset := c.Flags().Bool("headset", false, "the headset instead of the loudspeaker")
	dba := c.Flags().Int("measured", 0, "do not speak: show what follows when this `level` is measured, in dB(A)")
	long := timeFlag(c, 30*time.Second, "speak for so long, 1s to 1h")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *long < time.Second || *long > time.Hour {
			return fmt.Errorf("%w: --time goes from 1s to 1h", errUsage)
		}
		parts, s, err := load.Site(*site)
		if err != nil {
			return err
		}
		return soundcheck.Level(c.Context(), c.OutOrStdout(), soundcheck.LevelOptions{Parts: parts, Site: s, Headset: *headset,
			For: *long, Measured: *dba})
	}
	return c
}
