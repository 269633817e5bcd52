package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"modu/accessibility/scene"
	"modu/internal/lab/gallery"
	"modu/internal/lab/load"
	"modu/internal/lab/photo"
	"modu/internal/lab/room"
	"modu/internal/lab/verdict"
	"modu/ui/theme"
)

func looksCommand() *cobra.Command {
	c := &cobra.Command{Use: "looks", Short: "measure every screen of a site on its panel, or photograph them",
		Long: filled("looks measures every screen of a site at every size and position, and names what is cut, covered, too\n" +
			"small or out of reach. With --out it photographs screens in a real window instead; with --out and --all it\n" +
			"paints every kind of screen of every shipped service, and leaves one page with all pictures; with --out and\n" +
			"--staff such a page of the screens of the site on which a person and its staff meet."),
		Example: "  kioskctl looks --site site.yaml\n  kioskctl looks --site site.yaml --json\n  kioskctl looks --out photos --ocr\n  kioskctl looks --out gallery --all --previous old\n  kioskctl looks --out calls --staff --site site.yaml\n  kioskctl looks --out photos --panel \"32 inch\" --size 200 --easy",
		Args:    arguments(0, 0)}
	site := siteFlag(c)
	var o photo.Options
	c.Flags().StringVar(&o.Dir, "out", "", "photograph the screens into this `directory`, under a virtual display of its own")
	all := c.Flags().Bool("all", false, "with --out: every kind of screen of every shipped service on every panel, at every size, in both forms and every language, and a page to look at them")
	staff := c.Flags().Bool("staff", false, "with --out: the screens of the site with which staff are called, written to and heard from, as --all has others; with a page for the staff, even where the site has none")
	previous := c.Flags().String("previous", "", "with --all or --staff: show the pictures of this `directory`, made in the same way, beside the new ones")
	c.Flags().BoolVar(&o.Read, "ocr", false, "let tesseract read the photographs back")
	c.Flags().StringVar(&o.Panel, "panel", "", "photograph on the `panel` whose name begins so (\"32 inch\", \"10.1 inch across\"), each kind of screen once")
	c.Flags().StringVar(&o.Choice.Theme, "look", theme.Default, "with --panel: the `look`: "+strings.Join(theme.IDs(), ", "))
	c.Flags().IntVar(&o.Choice.Size, "size", 100, "with --panel: the size of text, in `percent`")
	c.Flags().BoolVar(&o.Choice.Low, "low", false, "with --panel: in the low position")
	c.Flags().BoolVar(&o.Choice.Easy, "easy", false, "with --panel: in the easy form")
	locale := localeFlag(c, "ko", "with --panel: the language")
	c.Flags().StringVar(&o.Kind, "kind", "", "measured, or with --panel or --all: this `kind` of screen only, with --panel each thing that people are to do or to know there")
	return judges(c, func(c *cobra.Command, _ []string, r *verdict.Report) error {
		if err := fit(*all, *staff, *previous, o); err != nil {
			return err
		}
		parts, site, err := load.Site(*site)
		if err != nil {
			return err
		}
		panel := room.PanelOf(site)
		if o.Dir == "" {
			return room.Measure(r, parts, panel, o.Kind)
		}
		if err := os.MkdirAll(o.Dir, 0o755); err != nil {
			return fmt.Errorf("the photographs cannot be kept: %w", err)
		}
		if *all {
			return gallery.Make(c.Context(), r, gallery.Options{Dir: o.Dir, Previous: *previous, Kind: o.Kind})
		}
		if *staff {
			answered, issues := load.Answered(site)
			if issues.Err() != nil {
				return issues
			}
			return gallery.Staff(c.Context(), r, gallery.Options{Dir: o.Dir, Previous: *previous}, answered)
		}
		o.Parts, o.Choice.Lang = parts, scene.Lang(*locale)
		return photo.Take(c.Context(), r, o)
	})
}

// fit says which flags do not go together.
func fit(all, staff bool, previous string, o photo.Options) error {
	page := all || staff
	switch {
	case page && (o.Dir == "" || o.Read || o.Panel != ""):
		return fmt.Errorf("%w: --all and --staff need --out, and go neither with --ocr nor with --panel", errUsage)
	case all && staff, staff && o.Kind != "":
		return fmt.Errorf("%w: --staff names its kinds of screens itself: it goes neither with --all nor with --kind", errUsage)
	case previous != "" && !page:
		return fmt.Errorf("%w: --previous goes with --all or --staff", errUsage)
	}
	return nil
}
