package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/lab/load"
	"modu/internal/lab/realtime"
	"modu/internal/scenario"
)

func scenarioCommand() *cobra.Command {
	return group("scenario", "play transcripts against the real core", "  kioskctl scenario run order.txt", scenarioRunCommand())
}

func scenarioRunCommand() *cobra.Command {
	c := &cobra.Command{Use: "run FILE…", Short: "play transcripts against the real core, and name the first difference",
		Long: filled("run plays each file in discrete-event time, in a moment, or with --real over pseudo-terminals in\n"+
			"real time. A file, with \"record: yes\" and all that it can say:") + "\n\n" + scenario.Help,
		Example: "  kioskctl scenario run order.txt\n  kioskctl scenario run --real --site site.yaml order.txt\n  kioskctl scenario run --rewrite order.txt",
		Args:    arguments(1, -1)}
	name := siteFlag(c)
	rewrite := c.Flags().Bool("rewrite", false, "write the transcripts anew instead of comparing them")
	real := c.Flags().Bool("real", false, "over real pseudo-terminals and in real time")
	c.RunE = func(c *cobra.Command, files []string) error {
		if *real && *rewrite {
			return fmt.Errorf("%w: --rewrite needs discrete-event time, where every run is the same", errUsage)
		}
		parts, site, err := load.Site(*name)
		if err != nil {
			return err
		}
		p := stage{parts: parts, site: site, named: *name != "", real: *real, rewrite: *rewrite}
		for _, file := range files {
			if err := p.play(c.Context(), file); err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "%s: no difference\n", file)
		}
		return nil
	}
	return c
}

// stage is on what scripts are played, and how.
type stage struct {
	parts         *assemble.Parts
	site          config.Site
	named         bool // the site is one of somebody, and no sample
	real, rewrite bool
}

func (p stage) play(ctx context.Context, file string) error {
	data, err := disk.Read(file, datafile.MaxBytes)
	if err != nil {
		return datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: "the scenario cannot be read: " + datafile.Reason(err), Remedy: "check its name"}}
	}
	script, issues := scenario.Parse(file, data)
	if issues.Err() != nil {
		return issues
	}
	parts, issues := p.cast(script)
	if issues.Err() != nil {
		return issues
	}
	world, closeWorld, err := openWorld(ctx, parts, p.real)
	if err != nil {
		return err
	}
	defer closeWorld()
	// Real lines answer when they answer: only what must hold is compared there.
	transcripts, err := scenario.Run(script, world, p.rewrite || p.real)
	if err != nil || !p.rewrite {
		return err
	}
	return os.WriteFile(file, script.Rewrite(transcripts), 0o644)
}

// cast are the parts that a script asks for: a service or a height actuator of its own.
func (p stage) cast(script *scenario.Script) (*assemble.Parts, datafile.Issues) {
	if script.Service == "" && !script.Lift && !script.Whole {
		return p.parts, nil
	}
	site := p.site
	switch {
	case script.Service == "":
	case p.named:
		site.Service = script.Service
	default: // with its own places
		var issues datafile.Issues
		if site, issues = assemble.SampleSite(script.Service); issues.Err() != nil {
			return nil, issues
		}
	}
	if script.Whole {
		site.Short = false
	}
	if script.Lift {
		site.Lift = &config.Device{ID: config.LiftID, Driver: "lift", Port: config.Port{Mock: "lift"}}
	}
	return assemble.Load(site)
}

// openWorld makes what a scenario acts on.
func openWorld(ctx context.Context, parts *assemble.Parts, real bool) (scenario.World, func(), error) {
	if real {
		w, err := realtime.Open(ctx, parts)
		if err != nil {
			return nil, nil, err
		}
		return w, w.Close, nil
	}
	v := scenario.NewVirtual(parts.Machine(1, 101), nil)
	v.SetSample(parts.Sample)
	v.Obey(ctx)
	return v, func() {}, nil
}
