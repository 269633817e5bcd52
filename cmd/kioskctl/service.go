package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/lab/lint"
	"modu/internal/lab/load"
	"modu/internal/lab/verdict"
	"modu/internal/walk"
)

func serviceCommand() *cobra.Command {
	return group("service", "what somebody needs who writes a service", "  kioskctl service lint shop\n  kioskctl service walk shop --easy\n  kioskctl service try shop",
		serviceLintCommand(), serviceWalkCommand(), serviceTryCommand(), serviceImportCommand(), serviceApplyCommand())
}

func serviceLintCommand() *cobra.Command {
	c := &cobra.Command{Use: "lint DIR…", Short: "name every mistake in services",
		Long: "lint names every mistake with file, line and remedy. Forms that were left open, and words for which\n" +
			"people have a plainer one, are told and are no mistake. A DIR may be the name of a built-in service.",
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
		Long:    "walk goes every way that there is through a service, and prints what a person sees and hears there.",
		Example: "  kioskctl service walk shop --locale ko --easy\n  kioskctl service walk shop --json",
		Args:    arguments(1, 1)}
	locale := localeFlag(c, "", "language, without it the service's first")
	easy := c.Flags().Bool("easy", false, "in the easy form")
	practice := c.Flags().Bool("practice", false, "as somebody who practises")
	return judges(c, func(c *cobra.Command, args []string, r *verdict.Report) error {
		p, issues := load.Service(args[0])
		if issues.Err() != nil {
			return issues
		}
		langs, err := spokenIn(p, *locale)
		if err != nil {
			return err
		}
		screens, findings := walk.Walk(p, walk.Options{Lang: langs[0], Easy: *easy, Practice: *practice})
		r.Count("screens", len(screens))
		for _, f := range findings {
			r.Add(verdict.Finding{Where: f.Screen, Message: f.Msg})
		}
		walk.Print(r.People(), screens, findings)
		if len(findings) > 0 {
			return errors.New("the walk found mistakes")
		}
		return nil
	})
}

// spokenIn are the languages that are asked for: one, or all that a service has.
func spokenIn(p *assemble.Parts, locale string) ([]scene.Lang, error) {
	switch {
	case locale == "":
		return p.Languages, nil
	case !slices.Contains(p.Languages, scene.Lang(locale)):
		return nil, fmt.Errorf("%w: the service has no language %q; it has %v", errUsage, locale, p.Languages)
	}
	return []scene.Lang{scene.Lang(locale)}, nil
}
