package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"modu/accessibility/scene"
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
		r.Count("clips", len(list.Clips))
		r.Count("filmed", list.Filmed())
		for _, clip := range list.Clips {
			if !clip.Exists {
				r.Notes = append(r.Notes, verdict.Finding{File: clip.File, Message: fmt.Sprintf("to be filmed, seen %d times and %d with mishaps: %s", clip.Straight, clip.Mishaps, clip.Text)})
			}
		}
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
		sayTaken(r, taken, len(list.Clips), *dry)
		return nil
	})
}

// mostNamed is how many of the clips that are missing, or that come next, are named.
const mostNamed = 20

// sayTaken tells what was taken and what is missing.
func sayTaken(r *verdict.Report, t signs.Taken, all int, dry bool) {
	verb := "taken"
	if dry {
		verb = "would be taken"
	}
	for _, k := range []struct {
		how   string
		names []string
	}{{verb, t.New}, {verb + " in place of another", t.Replaced}, {"there already", t.Same}} {
		for _, name := range k.names {
			r.Say("%s: %s", name, k.how)
		}
	}
	r.Count("taken", len(t.New))
	r.Count("replaced", len(t.Replaced))
	r.Count("same", len(t.Same))
	r.Count("missing", len(t.Missing))
	for _, c := range t.Missing[:min(mostNamed, len(t.Missing))] {
		r.Note(verdict.Finding{File: c.File, Message: "not filmed yet: " + c.Text}, "missing: %s: %s", c.Name, c.Text)
	}
	if more := len(t.Missing) - mostNamed; more > 0 {
		r.Say("missing: and %d more", more)
	}
	r.Say("%d of %d clips on the list are missing", len(t.Missing), all)
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
			return coverage(r, parts, *locale)
		}
		if *site != "" {
			return fmt.Errorf("%w: name services or a site, not both", errUsage)
		}
		for _, name := range names {
			parts, issues := load.Service(name)
			if issues.Err() != nil {
				return issues
			}
			if err := coverage(r, parts, *locale); err != nil {
				return err
			}
		}
		return nil
	})
}

// coverage tells of one service how much of each stay is signed, and what adds most.
func coverage(r *verdict.Report, parts *assemble.Parts, locale string) error {
	list, err := listOf(parts, locale)
	if err != nil {
		return err
	}
	name := parts.Service.ID
	r.Count("clips", len(list.Clips))
	r.Count("filmed", list.Filmed())
	r.Count("stays", len(list.Stays))
	for _, s := range list.Stays {
		text := fmt.Sprintf("%d of %d screens are signed (%d %%)", s.Signed, s.Screens, s.Share())
		r.Note(verdict.Finding{Where: name + "; " + s.Who, Message: text}, "%s; %s: %s", name, s.Who, text)
	}
	if len(list.Stays) == 0 {
		text := "nobody knows what people come for: the service has no wish.yaml"
		r.Note(verdict.Finding{Where: name, Message: text}, "%s: %s", name, text)
	}
	next, shares := list.Next(mostNamed)
	for i, c := range next {
		text := fmt.Sprintf("film next, then %d %% of all screens are signed: %s", shares[i], c.Text)
		r.Note(verdict.Finding{File: c.File, Where: name, Message: text}, "%s: %2d. %s, then %d %%: %s", name, i+1, c.Name, shares[i], c.Text)
	}
	r.Say("%s, %s: %d of %d clips are filmed; %d %% of all screens are signed", name, locale, list.Filmed(), len(list.Clips), list.Share())
	return nil
}

// listOf lists the clips of a service in one of its languages.
func listOf(parts *assemble.Parts, locale string) (signs.List, error) {
	langs, err := spokenIn(parts, locale)
	if err != nil {
		return signs.List{}, err
	}
	return signs.Count(parts, scene.Lang(langs[0]))
}
