package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"modu/internal/assemble"
	"modu/internal/lab/editing"
	"modu/internal/lab/lint"
	"modu/internal/lab/verdict"
	"modu/internal/lab/world"
	"modu/internal/watch"
)

func serviceWatchCommand() *cobra.Command {
	c := &cobra.Command{Use: "watch DIR", Short: "show a service in a running kiosk while it is written",
		Long: filled("watch starts a kiosk in a window with the service in DIR, on its sample site and simulated devices. Whenever a\n" +
			"file is saved, it prints what lint says, and within a second the kiosk shows it: service, menu, texts and\n" +
			"pictures. Who stands in it stays at the same step with what they have answered; where that cannot be, it says\n" +
			"why they begin anew. A file with a mistake changes nothing: what ran before goes on. A site file, clips in sign\n" +
			"language and what a site file names beside its texts are read when the kiosk starts. \"kiosk --dev --site FILE\"\n" +
			"shows edits in the same way, on your own site."),
		Example: "  kioskctl service watch shop\n  kioskctl service watch shop --lint-only",
		Args:    arguments(1, 1)}
	program := kioskFlag(c)
	only := c.Flags().Bool("lint-only", false, "start no kiosk, only print what lint says after each change")
	c.RunE = func(c *cobra.Command, args []string) error {
		dir := filepath.Clean(args[0])
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			if slices.Contains(assemble.Services(), args[0]) {
				return fmt.Errorf("%w: %q is part of the program; copy it first: kioskctl service new shop --from %s", errUsage, args[0], args[0])
			}
			return fmt.Errorf("%w: %s is no directory", errUsage, dir)
		}
		decoder, err := clipDecoder()
		if err != nil {
			return err
		}
		ticks := time.NewTicker(watch.Every)
		defer ticks.Stop()
		d := editing.Desk{Files: watch.New(watch.Dir{Name: filepath.ToSlash(dir), FS: os.DirFS(dir)}), Ticks: ticks.C, Out: c.OutOrStdout(),
			Lint: func(w io.Writer) error { return lint.Services(verdict.New("service lint", w), []string{dir}, decoder) }}
		if *only {
			return editing.Run(c.Context(), d)
		}
		state, err := os.MkdirTemp("", "modu-watch-") // a record of its own, forgotten afterwards
		if err != nil {
			return err
		}
		defer os.RemoveAll(state)
		var kiosk *world.Kiosk
		d.Kiosk = func() (<-chan struct{}, error) {
			kiosk, err = world.Start(c.Context(), world.Options{Program: program(), Args: []string{"--dev", "--windowed", "--service", dir},
				Display: os.Getenv("DISPLAY"), Env: []string{"XDG_STATE_HOME=" + state}, Stderr: c.ErrOrStderr()})
			if err != nil {
				return nil, err
			}
			return kiosk.Ended(), nil
		}
		err = editing.Run(c.Context(), d)
		if kiosk != nil {
			if ended := kiosk.Stop(); c.Context().Err() == nil { // otherwise it was asked to
				err = errors.Join(err, ended)
			}
		}
		return err
	}
	return c
}
