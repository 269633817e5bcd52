package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"modu/internal/datafile"
	"modu/internal/lab/verdict"
	"modu/internal/lab/voice"
	"modu/internal/version"
)

// Exit codes, the same for every command.
const (
	exitOK     = 0
	exitFailed = 1 // what was asked for did not hold: a scenario differs, the customer got no coffee
	exitUsage  = 2 // the command line, or a file, has mistakes
)

// helpColumns is how long a line of help may be.
const helpColumns = 100

// filled sets prose in lines of help; a blank line ends a paragraph.
func filled(prose string) string {
	paragraphs := strings.Split(prose, "\n\n")
	for i, p := range paragraphs {
		var b strings.Builder
		at := 0
		for _, word := range strings.Fields(p) {
			n := utf8.RuneCountInString(word)
			switch {
			case at == 0:
			case at+1+n > helpColumns:
				b.WriteByte('\n')
				at = 0
			default:
				b.WriteByte(' ')
				at++
			}
			b.WriteString(word)
			at += n
		}
		paragraphs[i] = b.String()
	}
	return strings.Join(paragraphs, "\n\n")
}

// errUsage is a mistake in the command line.
var errUsage = verdict.ErrAsked

// reported is an error that the output has named already.
type reported struct{ error }

func (r reported) Unwrap() error { return r.error }

// run is main without the process around it.
func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	root := rootCommand()
	root.SetOut(out)
	root.SetErr(errOut)
	root.SetArgs(textAfterFlags(root, args))
	c, err := root.ExecuteContextC(ctx)
	return report(c, err, errOut)
}

// report says what went wrong, and gives the exit code.
func report(c *cobra.Command, err error, errOut io.Writer) int {
	var issues datafile.Issues
	isReported := errors.As(err, new(reported))
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errUsage), errors.Is(err, voice.ErrUnknown):
		if err != errUsage {
			fmt.Fprintln(errOut, err)
		}
		for _, line := range usageLines(c) {
			fmt.Fprintf(errOut, "usage: %s\n", line)
		}
		fmt.Fprintf(errOut, "%s --help tells more\n", c.CommandPath())
		return exitUsage
	case errors.As(err, &issues):
		if !isReported {
			fmt.Fprintln(errOut, issues)
			fmt.Fprintln(errOut, issues.Count())
		}
		return exitUsage
	}
	if !isReported {
		fmt.Fprintln(errOut, err)
	}
	return exitFailed
}

// usageLines are how a command, or what is below it, is called.
func usageLines(c *cobra.Command) (lines []string) {
	if !c.HasAvailableSubCommands() {
		return []string{c.UseLine()}
	}
	if !c.HasParent() {
		return []string{c.CommandPath() + " COMMAND"}
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			lines = append(lines, usageLines(sub)...)
		}
	}
	return lines
}

// rootCommand makes the whole tree of commands.
func rootCommand() *cobra.Command {
	root := group("kioskctl", "check, play, simulate and measure a Modu kiosk",
		"  kioskctl lint --site site.yaml\n  kioskctl service try shop\n  kioskctl sim keypad --link /tmp/keypad",
		scenarioCommand(), lintCommand(), simCommand(), serviceCommand(), profileCommand(), demoCommand(), looksCommand(),
		benchCommand(), raceCommand(), speechraceCommand(), budgetCommand(), readCommand(), speakCommand(), voicesCommand(),
		levelCommand(), clipsCommand(), signCommand(), audioCommand(), completionCommand(), manCommand(), decodeClipCommand())
	root.Long = filled("kioskctl is for integrators and testers of a Modu kiosk: it checks files, plays scenarios,\n" +
		"simulates devices, shows what is said, runs the demonstration and measures.\n\n" +
		"Exit status: 0 it holds, 1 it does not, 2 a mistake in the command line or in a file, named\nwith file, line and remedy.")
	root.Version = version.Line("kioskctl")
	// A line of help fits a terminal beside something else.
	root.SetUsageTemplate(strings.ReplaceAll(root.UsageTemplate(), ".FlagUsages ", fmt.Sprintf(".FlagUsagesWrapped %d ", helpColumns)))
	root.SetVersionTemplate("{{.Version}}\n")
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.Flags().Bool("version", false, "print which build this is")
	root.PersistentFlags().Bool("help", false, "tell what the command does, with examples")
	root.SetFlagErrorFunc(flagError)
	root.SetHelpCommand(&cobra.Command{Use: "help [COMMAND…]", Short: "tell what a command does",
		Example: "  kioskctl help service try",
		RunE: func(c *cobra.Command, args []string) error {
			of, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return unknown(root, strings.Join(args, " "))
			}
			of.InitDefaultHelpFlag()
			return of.Help()
		}})
	return root
}

// group is a command that only holds others.
func group(use, short, example string, commands ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: use, Short: short, Example: example, Args: cobra.ArbitraryArgs,
		// A command that is not there is named, not its flags.
		FParseErrWhitelist: cobra.FParseErrWhitelist{UnknownFlags: true},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknown(c, args[0])
			}
			if !c.HasParent() {
				_ = c.Help()
			}
			return errUsage
		}}
	c.AddCommand(commands...)
	return c
}

// unknown is a command that is not there.
func unknown(c *cobra.Command, name string) error {
	var names []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	return fmt.Errorf("%w: %s does not know %q; %s", errUsage, c.CommandPath(), name, datafile.Suggest(name, names))
}

// flagError names a mistake in a flag with its remedy.
func flagError(c *cobra.Command, err error) error {
	if errors.Is(err, pflag.ErrHelp) {
		return err
	}
	var known []string
	c.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	suggest := func(name string) string {
		if here := otherSpellings()[name]; slices.Contains(known, here) {
			return fmt.Sprintf("write --%s", here)
		}
		return datafile.Suggest(name, known)
	}
	if _, flag, ok := strings.Cut(err.Error(), " in -"); ok { // "unknown shorthand flag: 's' in -site"
		if name, _, _ := strings.Cut(flag, "="); slices.Contains(known, name) {
			return fmt.Errorf("%w: there is no -%s; write --%s", errUsage, name, name)
		}
		return fmt.Errorf("%w: there is no -%s; flags are written in full, with two dashes", errUsage, flag)
	}
	if _, name, ok := strings.Cut(err.Error(), "unknown flag: --"); ok {
		return fmt.Errorf("%w: there is no --%s; %s", errUsage, name, suggest(name))
	}
	return fmt.Errorf("%w: %v", errUsage, err)
}

// arguments bounds how many arguments a command has; most is -1 for any number.
func arguments(least, most int) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			return errUsage
		}
		return nil
	}
}

// isText marks a command whose arguments are a text, which may begin with a minus sign.
const isText = "text"

// takesText makes a command's arguments a text.
func takesText(c *cobra.Command) *cobra.Command {
	c.Annotations = map[string]string{isText: ""}
	c.Flags().SetInterspersed(false)
	return c
}

// textAfterFlags lets a text begin with a minus sign: what begins like a flag and is
// none ends the flags.
func textAfterFlags(root *cobra.Command, args []string) []string {
	args = append([]string{}, args...) // never nil, which would mean this process's own
	if len(args) == 0 {
		return args
	}
	i := slices.IndexFunc(root.Commands(), func(c *cobra.Command) bool { return c.Name() == args[0] })
	if i < 0 {
		return args
	}
	if _, ok := root.Commands()[i].Annotations[isText]; !ok {
		return args
	}
	known := root.Commands()[i].Flags()
	for at := 1; at < len(args); at++ {
		name, _, valued := strings.Cut(strings.TrimLeft(args[at], "-"), "=")
		f := known.Lookup(name)
		switch {
		case args[at] == "--" || !strings.HasPrefix(args[at], "-"):
			return args
		case f == nil && !unicode.IsLetter([]rune(name + " ")[0]):
			return slices.Insert(args, at, "--")
		case f != nil && !valued && f.NoOptDefVal == "":
			at++ // its value
		}
	}
	return args
}

// judges lets a check answer with one JSON object instead of lines for people.
func judges(c *cobra.Command, check func(c *cobra.Command, args []string, r *verdict.Report) error) *cobra.Command {
	asJSON := c.Flags().Bool("json", false, "answer with one JSON object, version 1, for programs")
	c.RunE = func(c *cobra.Command, args []string) error {
		name := strings.TrimPrefix(c.CommandPath(), c.Root().Name()+" ")
		if !*asJSON {
			return check(c, args, verdict.New(name, c.OutOrStdout()))
		}
		r := verdict.New(name, io.Discard)
		err := check(c, args, r)
		if errors.Is(err, errUsage) {
			return err
		}
		var issues datafile.Issues
		switch {
		case errors.As(err, &issues):
			for _, i := range issues {
				r.Add(verdict.Of(i))
			}
		case err != nil && len(r.Mistakes) == 0:
			r.Add(verdict.Finding{Message: err.Error()})
		}
		r.Holds = err == nil
		if werr := r.Encode(c.OutOrStdout()); werr != nil || err == nil {
			return werr
		}
		return reported{err}
	}
	return c
}

// lost is the error of a measurement that does not hold.
func lost(what string, lines []string) error {
	if len(lines) == 0 {
		return nil
	}
	return fmt.Errorf("%s:\n  %s", what, strings.Join(lines, "\n  "))
}
