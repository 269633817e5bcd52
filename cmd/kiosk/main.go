// Command kiosk is the appliance: it reads the site file, connects the parts and
// runs until it is told to stop.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"modu/accessibility/sign"
	"modu/devices/kinds"
	"modu/devices/sim"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/version"
)

// Exit codes.
const (
	exitOK      = 0
	exitFailed  = 1 // it ran and had to stop; a supervisor starts it again
	exitMistake = 2 // the command line or a file has mistakes: starting again will not help
)

type options struct {
	site       string
	service    string // instead of a site: on its sample site
	dev        bool
	supervise  bool
	apology    bool
	transcript string
	windowed   bool
	paint      string
	rects      string
	reader     string // where a simulated reader of cards is
	simulate   string // be a simulated device instead of a kiosk
	script     string
	link       string
	clip       bool
}

const help = `kiosk runs a barrier-free kiosk: every screen is seen, heard, and worked by touch, keypad and keyboard.

  kiosk                     run on the embedded defaults and simulated devices
  kiosk --site FILE         run a site; FILE names service, devices, panel (kiosk --reference prints every key)
  kiosk --supervise …       run it as a child, start it again when it crashes, say "please call staff" meanwhile

Keys of a computer keyboard: arrows move, Enter chooses, Backspace goes back, F1 help, Home start again,
c calls staff, r repeats, w where am I, p pause and on, + and - volume, . and , speed of speech, l language.
Ctrl+Q ends it unless the site file says "lock: true".

Exit status: 0 ended on request, 1 failed, 2 a mistake in the command line or in a file (named with line and remedy).

`

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is main without the process around it.
func run(args []string, out, errOut io.Writer) int {
	o, code, ended := parse(args, out, errOut)
	if ended {
		return code
	}
	// A running kiosk handles interrupts itself: a locked one ignores them.
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	var err error
	switch {
	case o.clip:
		err = sign.Decode(os.Stdin, out)
	case o.simulate != "":
		err = simulate(ctx, o)
	case o.supervise:
		err = supervised(ctx, o, args, usualPatience(), errOut)
	case o.apology:
		deafen() // it ends with its supervisor
		err = apologise(ctx, o)
	default:
		err = appliance(ctx, o, out, errOut)
	}
	var issues datafile.Issues
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &issues):
		fmt.Fprintln(errOut, issues)
		fmt.Fprintf(errOut, "%s; nothing was started\n", issues.Count())
		tellSupervisor()
		return exitMistake
	case errors.Is(err, errMistake):
		fmt.Fprintln(errOut, err)
		tellSupervisor()
		return exitMistake
	default:
		fmt.Fprintln(errOut, "kiosk:", err)
		return exitFailed
	}
}

// parse reads the command line. ended: there is nothing to run, and code is the exit code.
func parse(args []string, out, errOut io.Writer) (o options, code int, ended bool) {
	fs := pflag.NewFlagSet("kiosk", pflag.ContinueOnError)
	fs.SortFlags = false
	fs.StringVar(&o.site, "site", "", "site `file`; without it, the embedded defaults")
	fs.StringVar(&o.service, "service", "", "instead of --site: run the service in this `directory` on its sample site")
	fs.BoolVar(&o.dev, "dev", false, "development: say on the terminal when the start has got how far, and show what is edited in the directory of the service, unless the site is locked")
	fs.BoolVar(&o.supervise, "supervise", false, "restart the kiosk when it crashes")
	fs.BoolVar(&o.apology, "apology", false, "show only \"please call staff\" (used by --supervise)")
	fs.StringVar(&o.transcript, "transcript", "", "write what goes on, one JSON object a line, to `file` (- is standard output)")
	fs.BoolVar(&o.windowed, "windowed", false, "a window of the panel's size instead of the full screen")
	fs.StringVar(&o.paint, "paint", "auto", "how pictures reach the window: by the toolkit, straight to the X server, or auto: straight where the toolkit would draw without a graphics processor")
	fs.StringVar(&o.rects, "rects", "", "keep a `file` that lists where each node is drawn, for tests with a real pointer")
	fs.StringVar(&o.reader, "reader", "", "with a site that is not locked: a simulated reader of cards and codes at this `path` (kioskctl sim card --link path)")
	fs.StringVar(&o.simulate, "simulate", "", "be a simulated `device` (the kiosk starts its own card terminal this way)")
	fs.StringVar(&o.script, "script", "", "with --simulate: its behaviour")
	fs.StringVar(&o.link, "link", "", "with --simulate: the `path` where its port is put")
	fs.BoolVar(&o.clip, "decode-clip", false, "turn a video on standard input into pictures on standard output (the kiosk starts its own decoder this way)")
	reference := fs.Bool("reference", false, "print the site file with every key, its meaning and its default")
	build := fs.Bool("version", false, "print which build this is")
	usage := fs.Bool("help", false, "tell what the kiosk does, with every flag")
	fs.Usage = func() { *usage = true } // for -h
	mistake := func(format string, args ...any) (options, int, bool) {
		fmt.Fprintf(errOut, "kiosk: "+format+"\n", args...)
		return o, exitMistake, true
	}
	if err := fs.Parse(args); err != nil && !errors.Is(err, pflag.ErrHelp) {
		return mistake("%v; kiosk --help", err)
	}
	switch {
	case *usage:
		fmt.Fprint(out, help+fs.FlagUsages())
	case *build:
		fmt.Fprintln(out, version.Line("kiosk"))
	case fs.NArg() > 0:
		return mistake("%q is not understood; kiosk --help", fs.Arg(0))
	case *reference:
		fmt.Fprint(out, config.Reference())
	default:
		if o.service != "" && o.site != "" {
			return mistake("--service runs a service on its sample site, and --site names another; leave one of them out")
		}
		if _, ok := paints[o.paint]; !ok {
			return mistake("--paint %q is not understood; write auto, toolkit or straight", o.paint)
		}
		return o, exitOK, false
	}
	return o, exitOK, true
}

// simulate is the device that the kiosk starts of itself: its card terminal.
func simulate(ctx context.Context, o options) error {
	var known []string
	for _, k := range kinds.Table() {
		if k.Apart {
			known = append(known, k.Mock)
		}
	}
	if !slices.Contains(known, o.simulate) {
		return fmt.Errorf("%w: there is no simulated device %q; write --simulate %s, or see kioskctl sim", errMistake, o.simulate, strings.Join(known, ", "))
	}
	if o.link == "" {
		return fmt.Errorf("%w: a simulated device needs --link, the path where its port is put", errMistake)
	}
	_, dev, err := kinds.Simulate(o.simulate, nil, o.script)
	if err != nil {
		return fmt.Errorf("%w in --script: %v", errMistake, err)
	}
	signal.Ignore(os.Interrupt) // it ends with the kiosk that started it
	return sim.Stand(ctx, dev, o.link, os.Stdin, io.Discard)
}

// errMistake marks what starting again will not mend.
var errMistake = errors.New("mistake")

// without drops a flag from a command line.
func without(args []string, name string) []string {
	var out []string
	for _, a := range args {
		if a != "--"+name {
			out = append(out, a)
		}
	}
	return out
}
