package bench

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"modu/internal/assemble"
	"modu/internal/lab/load"
	"modu/internal/scenario"
)

// Options of a run.
type Options struct {
	Count int    // presses to measure, at least 1; parts that take long measure fewer
	Pages int    // page changes of the memory run, at least 1
	Kiosk string // the kiosk program
	Only  string // only the parts whose name contains this
}

// part is one of the things that are measured. It returns what does not hold of goals that
// do not depend on the machine.
type part struct {
	name string
	run  func(context.Context, *assemble.Parts, io.Writer, Options) (lost []string, err error)
}

func parts() []part {
	return []part{
		{"order", func(_ context.Context, p *assemble.Parts, out io.Writer, o Options) ([]string, error) {
			return nil, order(p, out, min(100, o.Count))
		}},
		{"catalogue", func(_ context.Context, _ *assemble.Parts, out io.Writer, o Options) ([]string, error) {
			return catalogue(out, o.Count)
		}},
		{"core", func(ctx context.Context, p *assemble.Parts, out io.Writer, o Options) ([]string, error) {
			return nil, keyToScene(ctx, p, out, o.Count)
		}},
		{"sound", func(ctx context.Context, p *assemble.Parts, out io.Writer, o Options) ([]string, error) {
			return nil, keyToSound(ctx, p, out, o.Count/3+1)
		}},
		{"devices", func(ctx context.Context, _ *assemble.Parts, out io.Writer, o Options) ([]string, error) {
			return nil, devices(ctx, out, o.Count)
		}},
		{"voices", func(ctx context.Context, _ *assemble.Parts, out io.Writer, o Options) ([]string, error) {
			return nil, Voices(ctx, out, o.Count, 0)
		}},
		{"clip", func(ctx context.Context, _ *assemble.Parts, out io.Writer, o Options) ([]string, error) {
			return nil, clip(ctx, o.Kiosk, out, min(40, o.Count/3+1))
		}},
		{"window", func(ctx context.Context, _ *assemble.Parts, out io.Writer, o Options) ([]string, error) {
			return nil, window(ctx, o.Kiosk, out, o.Count/3+1, o.Pages)
		}},
	}
}

// Parts are the names of what is measured, in order.
func Parts() []string {
	var names []string
	for _, p := range parts() {
		names = append(names, p.name)
	}
	return names
}

// Run measures and prints. It returns what does not hold, a line each.
func Run(ctx context.Context, out io.Writer, o Options) (lost []string, err error) {
	site, _, err := load.WholeMenu("")
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(out, "%-58s %9s %9s %9s  %s\n", "measured on this machine", "p50", "p99", "max", "goal")
	for _, p := range parts() {
		if !strings.Contains(p.name, o.Only) {
			continue
		}
		l, err := p.run(ctx, site, out, o)
		if err != nil {
			return lost, fmt.Errorf("%s: %w", p.name, err)
		}
		lost = append(lost, l...)
	}
	return lost, nil
}

// show prints one row.
func show(out io.Writer, name, goal string, times []time.Duration) {
	slices.Sort(times)
	at := func(q float64) time.Duration { return times[min(len(times)-1, int(q*float64(len(times))))] }
	ms := func(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000) }
	fmt.Fprintf(out, "%-58s %9s %9s %9s  %s\n", name, ms(at(.5)), ms(at(.99)), ms(times[len(times)-1]), goal)
}

// latte is the order of ten steps that is timed.
const latte = `version: 1
press down
press select
press select
seek item.latte
press select
seek option.temperature.iced
press select
seek options.add
press select
press select
press select
wait 1s
tap card
expect kind done
`

// order times a whole order without window and sound.
func order(parts *assemble.Parts, out io.Writer, n int) error {
	script, issues := scenario.Parse("bench", []byte(latte))
	if issues.Err() != nil {
		return issues
	}
	var times []time.Duration
	for range n {
		t := time.Now()
		if _, err := scenario.Run(script, scenario.NewVirtual(parts.Machine(1, 101), nil), false); err != nil {
			return err
		}
		times = append(times, time.Since(t))
	}
	show(out, "a complete headless order, ten steps", "< 100 ms", times)
	return nil
}

// scratch makes a directory, and a function that removes it.
func scratch() (dir string, remove func(), err error) {
	dir, err = os.MkdirTemp("", "modu-bench-")
	return dir, func() { _ = os.RemoveAll(dir) }, err
}
