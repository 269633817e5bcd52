package main

import (
	"github.com/spf13/cobra"

	"modu/internal/lab/budget"
)

func budgetCommand() *cobra.Command {
	c := &cobra.Command{Use: "budget", Short: "measure how long the commonest order takes to hear",
		Long:    filled("budget makes the sound of everything that must be heard of the commonest order, and fails where it takes\nlonger than it may."),
		Example: "  kioskctl budget\n  kioskctl budget --out internal/lab/budget/budget.yaml",
		Args:    arguments(0, 0)}
	out := c.Flags().String("out", "", "write the measured figures into this `file`, a copy of "+budget.File)
	c.RunE = func(c *cobra.Command, _ []string) error {
		broken, err := budget.Run(c.Context(), c.OutOrStdout(), *out)
		if err != nil {
			return err
		}
		return lost("over the budget", broken)
	}
	return c
}
