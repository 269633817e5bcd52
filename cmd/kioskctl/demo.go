package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"modu/internal/lab/demo"
)

func demoCommand() *cobra.Command {
	c := &cobra.Command{Use: "demo", Short: "a customer who cannot see orders an iced latte; leaves pictures, sound and transcript",
		Example: "  kioskctl demo --out out/demo", Args: arguments(0, 0)}
	dir := c.Flags().String("out", filepath.Join("out", "demo"), "`directory` for what the demonstration leaves; it is made anew")
	kiosk := kioskFlag(c)
	keep := c.Flags().Bool("keep", false, "keep the working files (site file, state, devices)")
	c.RunE = func(c *cobra.Command, _ []string) error {
		self, err := os.Executable()
		if err != nil {
			return err
		}
		o := demo.Options{Dir: *dir, Kiosk: kiosk(), Simulator: self, Keep: *keep}
		if err := demo.Run(c.Context(), c.OutOrStdout(), o); err != nil {
			fmt.Fprintf(c.OutOrStdout(), "\nthe customer failed: %v\nwhat happened is in %s\n", err, o.Index())
			return err
		}
		fmt.Fprintf(c.OutOrStdout(), "\nwhat was seen, heard and pressed, side by side: %s\n", o.Index())
		return nil
	}
	return c
}
