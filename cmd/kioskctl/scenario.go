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
		Long: "run plays each file in discrete-event time, in a moment, or with --real over pseudo-terminals in\n" +
			"real time. A file, with \"record: yes\" and all that it can say:\n\n" + scenario.Help,
		Example: "  kioskctl scenario run order.txt\n  kioskctl scenario run --real --site site.yaml order.txt\n  kioskctl scenario run --rewrite order.txt",
		Args:    arguments(1, -1)}
	site := siteFlag(c)
	rewrite := c.Flags().Bool("rewrite", false, "write the transcripts anew instead of comparing them")
	real := c.Flags().Bool("real", false, "over real pseudo-terminals and in real time")
	c.RunE = func(c *cobra.Command, files []string) error {
		if *real && *rewrite {
			return fmt.Errorf("%w: --rewrite needs discrete-event time, where every run is the same", errUsage)
		}
		parts, site, err := load.Site(*site)
		if err != nil {
			return err
		}
		for _, file := range files {
			if err := playFile(c.Context(), parts, site, file, *real, *rewrite); err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "%s: no difference\n", file)
		}
		return nil
	}
	return c
}

func playFile(ctx context.Context, parts *assemble.Parts, site config.Site, file string, real, rewrite bool) error {
	data, err := disk.Read(file, datafile.MaxBytes)
	if err != nil {
		return datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: "the scenario cannot be read: " + datafile.Reason(err), Remedy: "check its name"}}
	}
	script, issues := scenario.Parse(file, data)
	if issues.Err() != nil {
		return issues
	}
	if parts, issues = cast(script, parts, site); issues.Err() != nil {
		return issues
	}
	world, closeWorld, err := openWorld(ctx, parts, real)
	if err != nil {
		return err
	}
	defer closeWorld()
	// Real lines answer when they answer: only what must hold is compared there.
	transcripts, err := scenario.Run(script, world, rewrite || real)
	if err != nil || !rewrite {
		return err
	}
	return os.WriteFile(file, script.Rewrite(transcripts), 0o644)
}

// cast are the parts that a script asks for: a service or a height actuator of its own.
func cast(script *scenario.Script, parts *assemble.Parts, site config.Site) (*assemble.Parts, datafile.Issues) {
	if script.Service == "" && !script.Lift {
		return parts, nil
	}
	if script.Service != "" {
		site.Service = script.Service
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
