// Command kioskctl is for integrators and testers: it checks files, plays
// scenarios, simulates devices, shows what is said, runs the demonstration and
// measures.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"modu/internal/datafile"
)

// Exit codes, the same for every subcommand.
const (
	exitOK     = 0
	exitFailed = 1 // what was asked for did not hold: a scenario differs, the customer got no coffee
	exitUsage  = 2 // the command line, or a file, has mistakes
)

// errUsage is a mistake in the command line.
var errUsage = errors.New("mistake in the command line")

type command struct {
	name, args, short string
	run               func(ctx context.Context, args []string, out, errOut io.Writer) error
}

func commands() []command {
	return []command{
		{"scenario", "run [-rewrite] [-real] [-site FILE] FILE…", "play transcripts against the real core", scenarioCommand},
		{"lint", "[-site FILE]", "name every mistake in site, service, locales, keymap and profiles", lintCommand},
		{"sim", "KIND|PROFILE --link PATH [--script TEXT] [--replay FILE]", "simulate a device on a pseudo-terminal, for any program", simCommand},
		{"service", "lint DIR… | walk DIR [--locale L] [--easy] [--practice] | try DIR [--locale L] [--read touch|ear|headset [--easy]] | import MENU.csv --out DIR [--pictures DIR] [--name TEXT]", "name every mistake in a service; print all that a person sees and hears in it; send simulated customers through it; make one of a table", serviceCommand},
		{"profile", "lint FILE… | try PROFILE [--port PATH] [--seconds N] [--raw] [--record FILE]", "name every mistake in profiles; show what a device on a real port says, as JSON", profileCommand},
		{"demo", "[--out DIR]", "a customer who cannot see orders an iced latte; leaves pictures, sound and transcript", demoCommand},
		{"looks", "[-site FILE] [--out DIR [--all | --panel NAME …] [--read]]", "measure every screen of a site on its panel, or photograph them and let tesseract read them", looksCommand},
		{"bench", "[-n N] [-pages N] [-only PART]", "measure: key to scene, to sound, to picture; start; memory", benchCommand},
		{"race", "[-n N] [-rounds N] [-pages N] [-browser PROGRAM] [-keep DIR]", "measure the kiosk against Chromium showing the same menu on the same display", raceCommand},
		{"budget", "[-write FILE]", "measure how long the commonest order takes to hear", budgetCommand},
		{"speechrace", "[-n N] [-buffer TIME]", "measure how soon speech is heard beside espeak-ng, aplay and speech-dispatcher", speechRaceCommand},
		{"read", "[-locale ko] TEXT…", "print how a text is read aloud", readCommand},
		{"speak", "[--locale ko] [--rate 100] [--voice NAME] [--engine NAME] --out FILE.wav TEXT…", "write what is heard of a text into a file", speakCommand},
		{"level", "[--site FILE] [--headset] [--seconds N | --measured DBA]", "speak at full level for a sound level meter; show what each level of volume is in dB(A)", levelCommand},
		{"clips", "export|listen --locale ko --out DIR [--site FILE] | import DIR_OF_WAVS --locale ko --out DIR", "an announcer's sheet; recordings made ready; a sheet for a native listener", clipsCommand},
		{"audio", "check [-site FILE] [-listen DEVICE] [-silent]", "play on speaker and headset, listen, and say whether what is private stays private", audioCommand},
		{"voices", "[--engine NAME] [--bench N [--soak N]]", "list, or measure, what can speak here", voicesCommand},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is main without the process around it.
func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		usage(out)
		if len(args) == 0 {
			return exitUsage
		}
		return exitOK
	}
	if args[0] == decodeClip { // only lint starts it
		if err := decodeClipCommand(ctx, nil, out, errOut); err != nil {
			fmt.Fprintln(errOut, err)
			return exitFailed
		}
		return exitOK
	}
	names := []string{}
	for _, c := range commands() {
		names = append(names, c.name)
		if c.name != args[0] {
			continue
		}
		err := c.run(ctx, args[1:], out, errOut)
		var issues datafile.Issues
		switch {
		case err == nil:
			return exitOK
		case errors.Is(err, errUsage):
			if err != errUsage {
				fmt.Fprintln(errOut, err)
			}
			fmt.Fprintf(errOut, "usage: kioskctl %s %s\n", c.name, c.args)
			return exitUsage
		case errors.As(err, &issues):
			fmt.Fprintln(errOut, issues)
			fmt.Fprintln(errOut, issues.Count())
			return exitUsage
		default:
			fmt.Fprintln(errOut, err)
			return exitFailed
		}
	}
	fmt.Fprintf(errOut, "kioskctl: there is no %q; %s\n", args[0], datafile.Suggest(args[0], names))
	return exitUsage
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "kioskctl checks, plays, simulates and measures a Modu kiosk.")
	fmt.Fprintln(w)
	for _, c := range commands() {
		fmt.Fprintf(w, "  kioskctl %-9s %s\n%21s%s\n", c.name, c.args, "", c.short)
	}
	fmt.Fprintln(w)
	fmt.Fprintln(w, "kioskctl NAME --help tells more. Exit status: 0 it holds, 1 it does not, 2 a mistake in the")
	fmt.Fprintln(w, "command line or in a file, named with file, line and remedy.")
}
