package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"modu/internal/lab/voicerace"
)

func speechraceCommand() *cobra.Command {
	c := &cobra.Command{Use: "speechrace", Short: "measure how soon speech is heard beside espeak-ng, aplay and speech-dispatcher",
		Long:    filled("speechrace measures how long it takes from a key byte on the serial line to the first sample heard, on one\nsilent sink that all contenders play on. It fails where the race is lost."),
		Example: "  kioskctl speechrace\n  kioskctl speechrace --only word --count 100",
		Args:    arguments(0, 0)}
	o := voicerace.Options{}
	countFlag(c, &o.Count, 0, "words and sentences of each contender; without it, every one of the menu's lists once")
	c.Flags().DurationVar(&o.Buffer, "buffer", 0, "the sound device's buffer, such as 12ms; without it, as the kiosk has it")
	onlyFlag(c, &o.Only, "only this `part`: "+strings.Join(voicerace.Kinds(), " or ")+"; without it, both")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if o.Count < 0 || o.Only != "" && !slices.Contains(voicerace.Kinds(), o.Only) {
			return fmt.Errorf("%w: --count is not negative, and --only is %s", errUsage, strings.Join(voicerace.Kinds(), " or "))
		}
		broken, err := voicerace.Run(c.Context(), c.OutOrStdout(), o)
		if err != nil {
			return err
		}
		return lost("the race is lost", broken)
	}
	return c
}
