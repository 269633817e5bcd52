package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"modu/internal/lab/bench"
)

func benchCommand() *cobra.Command {
	c := &cobra.Command{Use: "bench", Short: "measure: key to scene, to sound, to picture; start; memory",
		Long:    filled("bench measures this machine part by part: " + strings.Join(bench.Parts(), ", ") + "."),
		Example: "  kioskctl bench\n  kioskctl bench --only core --count 1000",
		Args:    arguments(0, 0)}
	o := bench.Options{}
	countFlag(c, &o.Count, 300, "presses to measure")
	c.Flags().IntVar(&o.Pages, "pages", 400, "`number` of page changes of the memory run")
	kiosk := kioskFlag(c)
	onlyFlag(c, &o.Only, "only the `part` whose name contains this: "+strings.Join(bench.Parts(), ", "))
	c.RunE = func(c *cobra.Command, _ []string) error {
		if o.Count < 1 || o.Pages < 1 || !slices.ContainsFunc(bench.Parts(), func(p string) bool { return strings.Contains(p, o.Only) }) {
			return fmt.Errorf("%w: --count and --pages are at least 1, and --only is one of %s", errUsage, strings.Join(bench.Parts(), ", "))
		}
		o.Kiosk = kiosk()
		broken, err := bench.Run(c.Context(), c.OutOrStdout(), o)
		if err != nil {
			return err
		}
		return lost("the goals are not reached", broken)
	}
	return c
}
