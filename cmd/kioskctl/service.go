package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"modu/internal/lab/lint"
	"modu/internal/lab/load"
	"modu/internal/lab/verdict"
	"modu/internal/walk"
)

func serviceCommand() *cobra.Command {
	return group("service", "what somebody needs who writes a service", "  kioskctl service lint shop\n  kioskctl service walk shop --easy\n  kioskctl service try shop",
		serviceLintCommand(), serviceWalkCommand(), serviceTryCommand(), serviceImportCommand(), serviceMessagesCommand(), serviceAskCommand(), serviceNewCommand(), serviceApplyCommand(), serviceWatchCommand())
}

func serviceLintCommand() *cobra.Command {
	c := &cobra.Command{Use: "lint DIR…", Short: "name every mistake in services",
		Long: filled("lint names every mistake with file, line and remedy. Forms that were left open, and words for which\n" +
			"people have a plainer one, are told and are no mistake. A DIR may be the name of a built-in service."),
		Example: "  kioskctl service lint shop\n  kioskctl service lint shop --json",
		Args:    arguments(1, -1)}
	return judges(c, func(_ *cobra.Command, dirs []string, r *verdict.Report) error {
		decoder, err := clipDecoder()
		if err != nil {
			return err
		}
		return lint.Services(r, dirs, decoder)
	})
}

func serviceWalkCommand() *cobra.Command {
	c := &cobra.Command{Use: "walk DIR", Short: "print all that a person sees and hears in a service",
		Long: filled("walk meets every screen of a service once, each step, branch and end among them, and prints what a\n" +
			"person sees and hears there. What it did not reach it names, and why as far as it knows."),
		Example: "  kioskctl service walk shop --locale ko --easy\n  kioskctl service walk shop --from pay\n  kioskctl service walk shop --json",
		Args:    arguments(1, 1)}
	locale := localeFlag(c, "", "language, without it the service's first")
	var o walk.CoverOptions
	c.Flags().BoolVar(&o.Easy, "easy", false, "in the easy form")
	c.Flags().BoolVar(&o.Practice, "practice", false, "as somebody who practises")
	c.Flags().StringVar(&o.From, "from", "", "begin at this `step`, and stay with what comes after it")
	countFlag(c, &o.Max, 0, "screens to end after; without it, after the last")
	return judges(c, func(c *cobra.Command, args []string, r *verdict.Report) error {
		if o.Max < 0 {
			return fmt.Errorf("%w: --count is a number of screens, 0 or more", errUsage)
		}
		p, issues := load.Service(args[0])
		if issues.Err() != nil {
			return issues
		}
		langs, err := load.Languages(p, *locale)
		if err != nil {
			return err
		}
		o.Lang = langs[0]
		met, err := walk.Cover(p, o)
		if err != nil {
			return fmt.Errorf("%w: %v", errUsage, err)
		}
		return printWalk(r, met)
	})
}

// printWalk tells what a walk met, and what it did not.
func printWalk(r *verdict.Report, met walk.Coverage) error {
	for name, n := range map[string]int{"screens": len(met.Screens), "steps": met.Steps.Reached, "branches": met.Branches.Reached, "ends": met.Ends.Reached} {
		r.Count(name, n)
	}
	for _, f := range met.Findings {
		r.Add(verdict.Finding{Where: f.Screen, Message: f.Msg})
	}
	walk.Print(r.People(), met.Screens, met.Findings)
	for _, m := range met.Missed {
		r.Note(verdict.Finding{Where: m.What, Message: "it was not reached: " + m.Why}, "NOT REACHED: %s", m)
	}
	r.Say("reached %d of %d steps, %d of %d branches, %d of %d ends", met.Steps.Reached, met.Steps.Of, met.Branches.Reached, met.Branches.Of, met.Ends.Reached, met.Ends.Of)
	if len(met.Findings) > 0 {
		return errors.New("the walk found mistakes")
	}
	return nil
}
