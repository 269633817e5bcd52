package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/scenario"
)

// flags makes a flag set whose errors are usage errors.
func flags(name string, errOut io.Writer) *flag.FlagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(errOut)
	return fs
}

// loadSite reads a site file and everything it names, as the kiosk does.
func loadSite(file string) (*assemble.Parts, config.Site, error) {
	site, issues := assemble.Read(file)
	return site.Parts, site.Site, issues.Err()
}

// textAfterFlags lets a text begin with a minus sign: what begins like a flag and is
// none ends the flags.
func textAfterFlags(fs *flag.FlagSet, args []string) []string {
	for i := 0; i < len(args); i++ {
		name, _, valued := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
		f := fs.Lookup(name)
		switch {
		case args[i] == "--" || !strings.HasPrefix(args[i], "-"):
			return args
		case f == nil && name != "h" && name != "help" && !unicode.IsLetter([]rune(name + " ")[0]):
			return slices.Insert(slices.Clone(args), i, "--")
		case f != nil && !valued:
			if b, ok := f.Value.(interface{ IsBoolFlag() bool }); !ok || !b.IsBoolFlag() {
				i++
			}
		}
	}
	return args
}

func lintCommand(_ context.Context, args []string, out, errOut io.Writer) error {
	fs := flags("lint", errOut)
	siteFile := fs.String("site", "", "site file; without it, the embedded defaults")
	if fs.Parse(args) != nil || fs.NArg() > 0 {
		return errUsage
	}
	parts, site, err := loadSite(*siteFile)
	if err != nil {
		return err
	}
	if err := lintRoom(parts, panelOf(site), out); err != nil {
		return err
	}
	for _, u := range parts.Unreviewed() {
		remark := "it is offered all the same"
		if slices.Contains(parts.Hidden, u) {
			remark = fmt.Sprintf("it is not offered; \"accept_unreviewed: [%s]\" in the site file would", u.Lang)
		}
		fmt.Fprintf(out, "note: %s; %s\n", u, remark)
	}
	if site.Lock {
		for _, a := range site.Unattested() {
			fmt.Fprintf(out, "note: nobody has attested that %s (%s); \"attested: [%s]\" in the site file says that somebody has looked\n", a.Text, a.Rule, a.Rule)
		}
	}
	fmt.Fprintf(out, "no mistake found in service %q (%d items, languages %v)\n", parts.Service.ID, len(parts.Service.Items("")), parts.Languages)
	return lintSigns(parts, out)
}

func readCommand(_ context.Context, args []string, out, errOut io.Writer) error {
	fs := flags("read", errOut)
	locale := fs.String("locale", "ko", "language, as a BCP 47 tag")
	respell := fs.Bool("respell", false, "print the engine's form: Korean respelled as it is pronounced")
	if fs.Parse(textAfterFlags(fs, args)) != nil || fs.NArg() == 0 {
		return errUsage
	}
	spoken := reading.Read(scene.Lang(*locale), []scene.Span{{Text: strings.Join(fs.Args(), " ")}}).Text
	if *respell {
		spoken = reading.Respell(scene.Lang(*locale), spoken)
	}
	fmt.Fprintln(out, spoken)
	return nil
}

func scenarioCommand(ctx context.Context, args []string, out, errOut io.Writer) error {
	if len(args) == 0 || args[0] != "run" {
		return errUsage
	}
	fs := flags("scenario run", errOut)
	rewrite := fs.Bool("rewrite", false, "write the transcripts anew instead of comparing them")
	real := fs.Bool("real", false, "over real pseudo-terminals and in real time")
	siteFile := fs.String("site", "", "site file; without it, the embedded defaults")
	if fs.Parse(args[1:]) != nil || fs.NArg() == 0 {
		return errUsage
	}
	if *real && *rewrite {
		return fmt.Errorf("%w: -rewrite needs discrete-event time, where every run is the same", errUsage)
	}
	parts, site, err := loadSite(*siteFile)
	if err != nil {
		return err
	}
	for _, file := range fs.Args() {
		if err := playFile(ctx, parts, site, file, *real, *rewrite); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s: no difference\n", file)
	}
	return nil
}

func playFile(ctx context.Context, parts *assemble.Parts, site config.Site, file string, real, rewrite bool) error {
	data, err := disk.Read(file, datafile.MaxBytes)
	if err != nil {
		return datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: "the scenario cannot be read: " + assemble.Reason(err), Remedy: "check its name"}}
	}
	script, issues := scenario.Parse(file, data)
	if issues.Err() != nil {
		return issues
	}
	if script.Service != "" || script.Lift {
		if script.Service != "" {
			site.Service = script.Service
		}
		if script.Lift {
			site.Lift = &config.Device{ID: config.LiftID, Driver: "lift", Port: config.Port{Mock: "lift"}}
		}
		if parts, issues = assemble.Load(site); issues.Err() != nil {
			return issues
		}
	}
	world, closeWorld, err := openWorld(ctx, parts, real)
	if err != nil {
		return err
	}
	defer closeWorld()
	// Real lines answer when they answer: only what must hold is compared there.
	transcripts, err := scenario.Run(script, world, rewrite || real)
	if err != nil {
		return err
	}
	if rewrite {
		return os.WriteFile(file, script.Rewrite(transcripts), 0o644)
	}
	return nil
}
