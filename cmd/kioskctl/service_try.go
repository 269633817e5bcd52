package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/lab/load"
	"modu/internal/lab/verdict"
	"modu/internal/tryout"
)

func serviceTryCommand() *cobra.Command {
	c := &cobra.Command{Use: "try DIR", Short: "send simulated customers through a service",
		Long: filled("try sends everybody who wants what the service's wish.yaml says through it, in every hand, form and\n" +
			"language, straight on, with mishaps and as practice. What several of them have met is one mistake, with who has\n" +
			"met it.\n\nWith --stay, what one customer meets and does is printed, of each wish; with --read what is heard on the\n" +
			"commonest way, a line an utterance, to be read aloud."),
		Example: "  kioskctl service try shop\n  kioskctl service try shop --locale ko --json\n  kioskctl service try shop --stay ear --easy\n  kioskctl service try shop --stay pictures\n  kioskctl service try shop --read headset",
		Args:    arguments(1, 1)}
	locale := localeFlag(c, "", "one language only")
	hand := c.Flags().String("stay", "", "print what one customer meets and does by this `hand`: touch (hears nothing), ear (the loudspeaker and a keypad with digits), headset or keys (a headset, or the loudspeaker, and three keys) or pictures (sees, taps and cannot read)")
	read := c.Flags().String("read", "", "print what one customer hears by this `hand`, to be read aloud: touch, ear, headset or keys")
	easy := c.Flags().Bool("easy", false, "with --stay or --read: in the easy form")
	return judges(c, func(_ *cobra.Command, args []string, r *verdict.Report) error {
		switch {
		case *hand != "" && !slices.Contains(tryout.Shown(), tryout.Hand(*hand)):
			return fmt.Errorf("%w: --stay is one of %v, not %q", errUsage, tryout.Shown(), *hand)
		case *read != "" && !slices.Contains(tryout.Hands(), tryout.Hand(*read)):
			return fmt.Errorf("%w: --read is one of %v, not %q", errUsage, tryout.Hands(), *read)
		case *hand != "" && *read != "":
			return fmt.Errorf("%w: --stay and --read print different things; give one of them", errUsage)
		}
		p, issues := load.ServiceWithHeadset(args[0])
		if issues.Err() != nil {
			return issues
		}
		wishes, issues := tryout.Load(p)
		if issues.Err() != nil {
			return issues
		}
		if len(wishes) == 0 {
			return datafile.Issues{{Pos: datafile.Pos{File: p.Dir}, Msg: "nobody knows what people come for", Remedy: "write " + tryout.File + " there, as assets/services/README.md shows"}}
		}
		langs, err := load.Languages(p, *locale)
		if err != nil {
			return err
		}
		switch {
		case *hand != "":
			printStays(r, p, wishes, tryout.Options{Hand: tryout.Hand(*hand), Lang: langs[0], Easy: *easy})
		case *read != "":
			printStays(r, p, wishes[:1], tryout.Options{Hand: tryout.Hand(*read), Lang: langs[0], Easy: *easy, Aloud: true})
		default:
			everybody(r, args[0], p, wishes, langs)
		}
		if len(r.Mistakes) > 0 {
			return errors.New("customers met mistakes")
		}
		return nil
	})
}

// printStays prints one stay for every wish: everything that was met, or what was heard.
func printStays(r *verdict.Report, p *assemble.Parts, wishes []tryout.Wish, o tryout.Options) {
	for _, w := range wishes {
		stay := tryout.Run(p, w, o)
		r.Count("stays", 1)
		r.Say("# %s", w.Name)
		lines := stay.Log
		if o.Aloud {
			lines = stay.Aloud()
			for _, f := range stay.Misheard() {
				r.Note(finding(w, o, f), "note: %s", f)
			}
		}
		for _, line := range lines {
			r.Say("%s", line)
		}
		for _, f := range stay.Findings {
			r.Mistake(finding(w, o, f), "MISTAKE: %s", f)
		}
	}
}

// everybody sends everybody, and sums up what people met by what is the matter.
func everybody(r *verdict.Report, name string, p *assemble.Parts, wishes []tryout.Wish, langs []scene.Lang) {
	var causes tryout.Causes
	tryout.Everybody(p, wishes, langs, causes.Add)
	r.Count("stays", causes.Stays())
	for _, c := range causes.All() {
		f := finding(c.First.Wish, c.First.Options, c.Finding)
		f.Times = c.Stays
		r.Mistake(f, "MISTAKE: %s: %s\n  %s\n  first: %s", c.Rule, c.Msg, c.Who(), f.Where)
	}
	r.Say("%s: %d stays, %d mistakes", name, r.Counts["stays"], len(r.Mistakes))
}

// who is a customer, for people.
func who(w tryout.Wish, o tryout.Options) string {
	return fmt.Sprintf("%s; %s, %s%s", w.Name, o.Hand, o.Lang, map[bool]string{true: ", easy"}[o.Easy])
}

func finding(w tryout.Wish, o tryout.Options, f tryout.Finding) verdict.Finding {
	how := map[bool]string{true: "; with mishaps"}[o.Mishaps] + map[bool]string{true: "; practises"}[o.Practice]
	return verdict.Finding{Where: who(w, o) + how + "; " + f.Screen, Message: fmt.Sprintf("%s: %s", f.Rule, f.Msg)}
}
