// Package playing plays the script in a file against a site, in virtual time or over
// pseudo-terminals in real time.
//
// What a script can say is the matter of internal/scenario; this package hides on what it is
// played: the site, or what the script asks for beside it. It waits on the goroutine of Play.
package playing

import (
	"context"
	"os"

	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/lab/realtime"
	"modu/internal/scenario"
)

// Stage is on what scripts are played, and how.
type Stage struct {
	Parts   *assemble.Parts
	Site    config.Site
	Named   bool // the site is one of somebody, and no sample
	Real    bool // over pseudo-terminals and in real time
	Rewrite bool // the transcripts are written into the file, not compared
}

// Play plays the script in a file. An error is the first difference, or datafile.Issues.
func (p Stage) Play(ctx context.Context, file string) error {
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
	world, closeWorld, err := openWorld(ctx, parts, p.Real)
	if err != nil {
		return err
	}
	defer closeWorld()
	// Real lines answer when they answer: only what must hold is compared there.
	transcripts, err := scenario.Run(script, world, p.Rewrite || p.Real)
	if err != nil || !p.Rewrite {
		return err
	}
	return os.WriteFile(file, script.Rewrite(transcripts), 0o644)
}

// cast are the parts that a script asks for: a service or a height actuator of its own.
func (p Stage) cast(script *scenario.Script) (*assemble.Parts, datafile.Issues) {
	if script.Service == "" && !script.Lift && !script.Whole {
		return p.Parts, nil
	}
	site := p.Site
	switch {
	case script.Service == "":
	case p.Named:
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
