package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"modu/devices/drivers"
	"modu/devices/profile"
	"modu/devices/record"
	"modu/devices/sim"
	"modu/devices/trial"
	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
)

// profileCommand is what an integrator needs while writing a profile.
func profileCommand(ctx context.Context, args []string, out, errOut io.Writer) error {
	switch {
	case len(args) > 0 && args[0] == "lint":
		return profileLint(args[1:], out)
	case len(args) > 0 && args[0] == "try":
		return profileTry(ctx, args[1:], out, errOut)
	default:
		return errUsage
	}
}

// profileLint names every mistake of every file, not only the first.
func profileLint(files []string, out io.Writer) error {
	if len(files) == 0 || strings.HasPrefix(files[0], "-") {
		return errUsage
	}
	var issues datafile.Issues
	for _, name := range files {
		data, err := disk.Read(name, datafile.MaxBytes)
		if err != nil {
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: name}, Msg: "this file cannot be read", Remedy: "name a file that exists"})
			continue
		}
		p, more := profile.Load(name, data)
		if issues = append(issues, more...); p != nil {
			fmt.Fprintf(out, "%s: no mistake; %s\n", name, p)
		}
	}
	return issues.Err()
}

// replay stands a record where the device was that it was made of.
func replay(ctx context.Context, file, link string, in io.Reader, out io.Writer) error {
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("%w: %v", errUsage, err)
	}
	defer f.Close()
	moments, err := record.Read(f)
	if err != nil {
		return fmt.Errorf("%w: %s: %v", errUsage, file, err)
	}
	return sim.Stand(ctx, sim.NewReplay(moments), link, in, out)
}

// profileTry shows, a JSON object a line, what the kiosk would understand.
func profileTry(ctx context.Context, args []string, out, errOut io.Writer) error {
	fs := flags("profile try", errOut)
	port := fs.String("port", "", "path of the port; left out, the one that the profile's \"match\" finds")
	seconds := fs.Float64("seconds", 0, "end after this time; 0 means at an interrupt")
	raw := fs.Bool("raw", false, "also show every byte, to learn the codes of unknown keys")
	to := fs.String("record", "", "write every byte with its time to this file, but for what may be a card")
	if len(args) == 0 || strings.HasPrefix(args[0], "-") || fs.Parse(args[1:]) != nil || fs.NArg() > 0 || *seconds < 0 {
		return errUsage
	}
	p, issues := assemble.LoadProfile(args[0])
	if issues.Err() != nil {
		return issues
	}
	if *port == "" && p.Port.Path == "" && p.Port.USB == nil {
		return fmt.Errorf("%w: the profile has no \"match\", so say --port PATH", errUsage)
	}
	if *seconds > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Duration(*seconds*float64(time.Second)))
		defer cancel()
	}
	o := trial.Options{Profile: p, Opener: drivers.Opener(p), Port: *port, Raw: *raw}
	if *to != "" {
		f, err := os.Create(*to)
		if err != nil {
			return fmt.Errorf("%w: the record cannot be written: %v", errUsage, err)
		}
		defer f.Close()
		o.Record = f
	}
	err := trial.Run(ctx, out, o)
	if errors.Is(err, trial.ErrNeverReady) {
		return fmt.Errorf("%s: %w; the last line of the output says why", p.Name, err)
	}
	return err
}
