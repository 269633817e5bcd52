// Package editing goes along while somebody writes a service: it says after every change what
// lint says, and has a kiosk running that shows the service as it is.
//
// It hides when the kiosk is started: as soon as the service can be loaded. The kiosk itself
// takes up what is edited after that (cmd/kiosk). All of it happens on the goroutine of Run.
package editing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"modu/internal/datafile"
	"modu/internal/watch"
)

// Desk is what there is to write at.
type Desk struct {
	Files *watch.Watcher
	Ticks <-chan time.Time // when to look
	Out   io.Writer

	// Lint writes what there is to say about the service. datafile.Issues are mistakes, any
	// other error is why nothing can be said.
	Lint func(io.Writer) error

	// Kiosk starts the kiosk; ended is closed when it has ended. nil: there is none.
	Kiosk func() (ended <-chan struct{}, err error)
}

// Run says what lint says, now and whenever a file has changed, until ctx ends or the kiosk
// does.
func Run(ctx context.Context, d Desk) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var ended <-chan struct{} // nil: it has not been started
	var failed error
	begin := func() {
		if d.lint() && d.Kiosk != nil && ended == nil {
			if ended, failed = d.Kiosk(); failed != nil {
				cancel()
			}
		}
	}
	begin()
	d.Files.Follow(ctx, d.Ticks, func(changed []string) {
		select {
		case <-ended:
			cancel()
		default:
			if len(changed) > 0 {
				fmt.Fprintf(d.Out, "\n%s\n", strings.Join(changed, ", "))
				begin()
			}
		}
	})
	return failed
}

// lint says what lint says, and whether the service can be loaded.
func (d Desk) lint() bool {
	err := d.Lint(d.Out)
	var issues datafile.Issues
	switch {
	case errors.As(err, &issues):
		fmt.Fprintf(d.Out, "%v\n%s\n", issues, issues.Count())
	case err != nil:
		fmt.Fprintln(d.Out, err)
	}
	return err == nil
}
