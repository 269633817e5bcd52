package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"modu/internal/lab/screenrace"
	"modu/internal/looks"
)

func raceCommand() *cobra.Command {
	c := &cobra.Command{Use: "race", Short: "measure the kiosk against Chromium showing the same menu on the same display",
		Long:    filled("race measures the kiosk and a browser that shows the same menu in turns, on one virtual display: start,\nmemory, pages, looks, focus, idle."),
		Example: "  kioskctl race\n  kioskctl race --only kiosk --rounds 1 --count 20 --idle 5s --pages 10000\n  kioskctl race --panel \"55 inch\"",
		Args:    arguments(0, 0)}
	o := screenrace.Options{}
	countFlag(c, &o.Count, 60, "presses of each kind in a round")
	c.Flags().IntVar(&o.Rounds, "rounds", 2, "`number` of rounds, the two taking turns")
	c.Flags().IntVar(&o.Pages, "pages", 400, "`number` of page changes before memory is read again")
	c.Flags().DurationVar(&o.Idle, "idle", 15*time.Second, "how long idle processor time is counted")
	c.Flags().DurationVar(&o.Rest, "rest", 700*time.Millisecond, "on the way to what is measured, a picture that has not changed for so long is whole")
	c.Flags().StringVar(&o.Browser, "browser", "chromium", "the browser `program`")
	onlyFlag(c, &o.Only, "only this `part`: kiosk or browser")
	c.Flags().StringVar(&o.Out, "out", "", "keep the browser's page, and pictures of both, in this `directory`")
	panel := c.Flags().String("panel", "", "show both on the `panel` whose name begins so (\"55 inch\"); without it, that of the default site")
	kiosk := kioskFlag(c)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if o.Count < 2 || o.Rounds < 1 || o.Pages < 2 || o.Idle <= 0 || o.Rest < 0 || o.Only != "" && o.Only != "kiosk" && o.Only != "browser" {
			return fmt.Errorf("%w: --count and --pages are at least 2, --rounds at least 1, --idle more than 0, --rest not less than 0, and --only is kiosk or browser", errUsage)
		}
		if *panel != "" {
			i := slices.IndexFunc(looks.Panels(), func(p looks.Panel) bool { return strings.HasPrefix(p.Name, *panel) })
			if i < 0 {
				return fmt.Errorf("%w: there is no panel whose name begins with %q", errUsage, *panel)
			}
			o.Panel = looks.Panels()[i].Panel
		}
		if o.Kiosk = kiosk(); o.Out != "" {
			if err := os.MkdirAll(o.Out, 0o755); err != nil {
				return err
			}
		}
		return screenrace.Run(c.Context(), c.OutOrStdout(), o)
	}
	return c
}
