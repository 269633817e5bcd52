package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"modu/internal/lab/load"
	"modu/internal/lab/soundcheck"
)

func audioCommand() *cobra.Command {
	return group("audio", "the sound devices of a site", "  kioskctl audio check --site site.yaml", audioCheckCommand())
}

func audioCheckCommand() *cobra.Command {
	c := &cobra.Command{Use: "check", Short: "play on speaker and headset, listen, and say whether what is private stays private",
		Long: filled("check plays a low tone on the speaker and a high one in the headset, listens where it can, and says in\n" +
			"words what is wrong and what to do. Stop the kiosk first. Status 1: something is wrong."),
		Example: "  kioskctl audio check --site site.yaml\n  kioskctl audio check --site site.yaml --listen plughw:CARD=Mic",
		Args:    arguments(0, 0)}
	site := siteFlag(c)
	listen := c.Flags().String("listen", "default", "an ALSA capture `device`, a microphone beside the loudspeaker or a loopback; empty: do not listen")
	mute := c.Flags().Bool("silent", false, "play nothing")
	c.RunE = func(c *cobra.Command, _ []string) error {
		_, s, err := load.Site(*site)
		if err != nil {
			return err
		}
		if wrong := soundcheck.Check(c.Context(), c.OutOrStdout(), soundcheck.Options{Site: s, Listen: *listen, Silent: *mute}); wrong > 0 {
			return fmt.Errorf("%d thing(s) to mend", wrong)
		}
		return nil
	}
	return c
}
