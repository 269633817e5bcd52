package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"modu/devices/drivers"
	"modu/devices/trial"
	"modu/internal/assemble"
	"modu/internal/lab/lint"
	"modu/internal/lab/verdict"
)

func profileCommand() *cobra.Command {
	return group("profile", "what an integrator needs who writes a keypad's profile", "  kioskctl profile lint my-keypad.yaml\n  kioskctl profile try my-keypad.yaml --port /dev/ttyACM0",
		profileLintCommand(), profileTryCommand())
}

func profileLintCommand() *cobra.Command {
	c := &cobra.Command{Use: "lint FILE…", Short: "name every mistake in profiles",
		Example: "  kioskctl profile lint my-keypad.yaml\n  kioskctl profile lint my-keypad.yaml --json",
		Args:    arguments(1, -1)}
	return judges(c, func(_ *cobra.Command, files []string, r *verdict.Report) error { return lint.Profiles(r, files) })
}

func profileTryCommand() *cobra.Command {
	c := &cobra.Command{Use: "try PROFILE", Short: "show what a device on a real port says, as JSON",
		Long:    filled("try shows, a JSON object a line, what the kiosk would understand of a device."),
		Example: "  kioskctl profile try my-keypad.yaml --port /dev/ttyACM0\n  kioskctl profile try text-keypad --port /tmp/keypad --time 10s --record record.jsonl",
		Args:    arguments(1, 1)}
	port := c.Flags().String("port", "", "`path` of the port; left out, the one that the profile's \"match\" finds")
	long := timeFlag(c, 0, "end after so long, such as 10s; without it, at an interrupt")
	raw := c.Flags().Bool("raw", false, "also show every byte, to learn the codes of unknown keys")
	to := c.Flags().String("record", "", "write every byte with its time to this `file`, but for what may be a card")
	c.RunE = func(c *cobra.Command, args []string) error {
		if *long < 0 {
			return fmt.Errorf("%w: --time cannot be less than 0", errUsage)
		}
		p, issues := assemble.LoadProfile(args[0])
		if issues.Err() != nil {
			return issues
		}
		if *port == "" && p.Port.Path == "" && p.Port.USB == nil {
			return fmt.Errorf("%w: the profile has no \"match\", so say --port PATH", errUsage)
		}
		ctx, cancel := context.WithCancel(c.Context())
		defer cancel()
		if *long > 0 {
			ctx, cancel = context.WithTimeout(ctx, *long)
			defer cancel()
		}
		o := trial.Options{Profile: p, Opener: drivers.Opener(p), Port: *port, Raw: *raw}
		if *to != "" {
			f, err := os.Create(*to)
			if err != nil {
				return fmt.Errorf("%w: the record cannot be written: %v", errUsage, err)
			}
			defer f.Close()
			o.Record = f
		}
		err := trial.Run(ctx, c.OutOrStdout(), o)
		if errors.Is(err, trial.ErrNeverReady) {
			return fmt.Errorf("%s: %w; the last line of the output says why", p.Name, err)
		}
		return err
	}
	return c
}
