package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"modu/internal/lab/load"
	"modu/internal/lab/soundcheck"
)

func levelCommand() *cobra.Command {
	c := &cobra.Command{Use: "level", Short: "speak at full level for a sound level meter; show what each level of volume is in dB(A)",
		Example: "  kioskctl level --site site.yaml\n  kioskctl level --site site.yaml --headset --measured 88",
		Args:    arguments(0, 0)}
	site := siteFlag(c)
	headset := c.Flags().Bool("headset", false, "the headset instead of the loudspeaker")
	dba := c.Flags().Int("measured", 0, "do not speak: show what follows when so many dB(A) are measured")
	seconds := secondsFlag(c, 30, "speak for so long")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *seconds < 1 || *seconds > 3600 {
			return fmt.Errorf("%w: --seconds goes from 1 to 3600", errUsage)
		}
		parts, s, err := load.Site(*site)
		if err != nil {
			return err
		}
		return soundcheck.Level(c.Context(), c.OutOrStdout(), soundcheck.LevelOptions{Parts: parts, Site: s, Headset: *headset,
			For: time.Duration(*seconds * float64(time.Second)), Measured: *dba})
	}
	return c
}
