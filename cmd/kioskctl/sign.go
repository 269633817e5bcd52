package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/lab/load"
	"modu/internal/lab/signs"
	"modu/internal/lab/verdict"
)

func signCommand() *cobra.Command {
	return group("sign", "sign-language clips: what to film, what was filmed, how much of a stay is signed",
		"  kioskctl sign export --site site.yaml --out list.csv\n  kioskctl sign import films --site site.yaml\n  kioskctl sign coverage",
		signExportCommand(), signImportCommand(), signCoverageCommand())
}

func signExportCommand() *cobra.Command {
	c := &cobra.Command{Use: "export", Short: "write the list of what is to be filmed, the most seen first",
		Long: filled("export sends simulated customers through a site's service, and lists every sign-language clip that\n" +
			"they, or anybody, could be shown: what is to be signed, on which screens, and how often it is seen. A clip\n" +
			"is called by its name in the list, with .mpg behind it. \"…\" stands for what is another thing each time:\n" +
			"the screen writes that large beside the clip."),
		Example: "  kioskctl sign export --site site.yaml --out list.csv\n  kioskctl sign export --locale en\n  kioskctl sign export --json",
		Args:    arguments(0, 0)}
	site, locale := siteFlag(c), localeFlag(c, "ko", "language of the screens that are signed")
	out := c.Flags().String("out", "", "`file` to write the table into; without it, standard output")
	return judges(c, func(_ *cobra.Command, _ []string, r *verdict.Report) error {
		parts, _, err := load.Site(*site)
		if err != nil {
			return err
		}
		list, err := listOf(parts, *locale)
		if err != nil {
			return err
		}
		list.TellToFilm(r)
		if *out == "" {
			_, err := r.People().Write(list.CSV())
			return err
		}
		if err := os.WriteFile(*out, list.CSV(), 0o644); err != nil {
			return err
		}
		r.Say("%s: %d clips, %d of them filmed; the most seen first", *out, len(list.Clips), list.Filmed())
		return nil
	})
}

func signImportCommand() *cobra.Command {
	c := &cobra.Command{Use: "import DIR", Short: "take what was filmed into the service of a site",
		Long: filled("import checks the films of a directory, each called by its clip's name, and takes them into the folder of\n" +
			"the site's service. Where anything is wrong with one of them, none is taken. Nothing that is there is\n" +
			"overwritten without --replace, and what is replaced is kept with " + signs.Kept + " behind its name."),
		Example: "  kioskctl sign import films --site site.yaml --dry-run\n  kioskctl sign import films --site site.yaml --replace\n  kioskctl sign import films --site site.yaml --json",
		Args:    arguments(1, 1)}
	site, locale := siteFlag(c), localeFlag(c, "ko", "language of the screens that are signed")
	replace := c.Flags().Bool("replace", false, "take clips also where there are others of the same name")
	dry := c.Flags().Bool("dry-run", false, "say what would be done, and do nothing")
	return judges(c, func(_ *cobra.Command, args []string, r *verdict.Report) error {
		parts, s, err := load.Site(*site)
		if err != nil {
			return err
		}
		if s.Service == "" || slices.Contains(assemble.Services(), s.Service) {
			return datafile.Issues{{Pos: datafile.Pos{File: *site}, Msg: fmt.Sprintf("the service %q is built in: it takes no clips", parts.Service.ID),
				Remedy: `copy its folder, and name the copy under "service:" in the site file`}}
		}
		decoder, err := clipDecoder()
		if err != nil {
			return err
		}
		list, err := listOf(parts, *locale)
		if err != nil {
			return err
		}
		taken, err := signs.Import(signs.Take{Parts: parts, List: list, From: args[0], Dir: s.Service, Replace: *replace, DryRun: *dry, Decoder: decoder})
		if err != nil {
			return err
		}
		taken.Tell(r, len(list.Clips), *dry)
		return nil
	})
}

func signCoverageCommand() *cobra.Command {
	c := &cobra.Command{Use: "coverage [SERVICE…]", Short: "say how much of a stay is signed, and which clips to film next",
		Long: filled("coverage sends simulated customers through a service by touch, and says of how many of the screens that they\n" +
			"meet there is a sign-language clip, and which clips would add most to it. A SERVICE is a directory or the\n" +
			"name of a built-in service; without one, the service of the site."),
		Example: "  kioskctl sign coverage --site site.yaml\n  kioskctl sign coverage shop --locale en\n  kioskctl sign coverage --json",
		Args:    arguments(0, -1), DisableFlagsInUseLine: true}
	site, locale := siteFlag(c), localeFlag(c, "ko", "language of the screens that are signed")
	return judges(c, func(_ *cobra.Command, names []string, r *verdict.Report) error {
		if len(names) == 0 {
			parts, _, err := load.Site(*site)
			if err != nil {
				return err
			}
			return tellCoverage(r, parts, *locale)
		}
		if *site != "" {
			return fmt.Errorf("%w: name services or a site, not both", errUsage)
		}
		for _, name := range names {
			parts, issues := load.Service(name)
			if issues.Err() != nil {
				return issues
			}
			if err := tellCoverage(r, parts, *locale); err != nil {
				return err
			}
		}
		return nil
	})
}

// tellCoverage tells of one service.
func tellCoverage(r *verdict.Report, parts *assemble.Parts, locale string) error {
	list, err := listOf(parts, locale)
	if err != nil {
		return err
	}
	list.TellCoverage(r)
	return nil
}

// listOf lists the clips of a service in one of its languages.
func listOf(parts *assemble.Parts, locale string) (signs.List, error) {
	langs, err := load.Languages(parts, locale)
	if err != nil {
		return signs.List{}, err
	}
	return signs.Count(parts, langs[0])
}
