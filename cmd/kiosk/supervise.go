package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"modu/internal/child"
	"modu/internal/config"
)

// patience is how a supervisor waits between two starts.
type patience struct {
	first, last  time.Duration // 0.5, 1, 2, 4, then 5 s: quick after one crash, calm when something is broken for good
	stable       time.Duration // a child that ran this long starts afresh
	apologyAfter time.Duration // a restart quicker than this needs no other screen
}

func usualPatience() patience {
	return patience{500 * time.Millisecond, 5 * time.Second, time.Minute, time.Second}
}

// supervised is what a supervisor does for a command line: it reads of the site only
// whether it is locked. What is wrong with it, the child says.
func supervised(ctx context.Context, o options, args []string, p patience, errOut io.Writer) error {
	site, _ := config.Read(o.site, config.Known{})
	ctx, stop := interruptible(ctx, site.Lock)
	defer stop()
	return supervise(ctx, site.Lock, without(args, "supervise"), apologyArgs(o), p, errOut)
}

// interruptible ends the context on an interrupt, or when the terminal closes. On a locked
// kiosk neither ends anything, and that is inherited: a child ignores them before it has
// read its site.
func interruptible(ctx context.Context, locked bool) (context.Context, context.CancelFunc) {
	if locked {
		deafen()
		return ctx, func() { signal.Reset(fromTerminal()...) }
	}
	return signal.NotifyContext(ctx, os.Interrupt, syscall.SIGHUP)
}

// apologyArgs make the apology appear on the site's panel and in its language.
func apologyArgs(o options) []string {
	args := []string{"--apology"}
	if o.site != "" {
		args = append(args, "--site", o.site)
	}
	if o.service != "" {
		args = append(args, "--service", o.service)
	}
	if o.windowed {
		args = append(args, "--windowed")
	}
	if o.paint != "" && o.paint != "auto" {
		args = append(args, "--paint", o.paint)
	}
	return args
}

// errEndedWell is a child of a locked site that ended as if it had been asked to.
var errEndedWell = errors.New("the kiosk ended, and nobody may end it")

// supervise runs the kiosk as a child for ever; where the site is not locked, until the
// child has ended on request. What a person paid for is in the child's journal; personal
// data dies with the child.
func supervise(ctx context.Context, locked bool, args, apology []string, p patience, errOut io.Writer) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	wait := p.first
	for {
		began := time.Now()
		mistake, err := runKiosk(ctx, self, args, errOut)
		switch {
		case ctx.Err() != nil:
			return nil // it was told to stop
		case err == nil && !locked:
			return nil // by Ctrl+Q
		case err == nil:
			err = errEndedWell
		case mistake:
			return fmt.Errorf("%w: the kiosk will not start until what is said above is mended", errMistake)
		}
		if time.Since(began) > p.stable {
			wait = p.first
		}
		fmt.Fprintf(errOut, "kiosk: %v; starting again in %v\n", err, wait)
		show := apology
		if wait <= p.apologyAfter {
			show = nil
		}
		pause(ctx, self, wait, show, errOut)
		wait = min(wait*2, p.last)
	}
}

// verdictEnv tells a child that its supervisor listens on descriptor 3. The exit
// status alone cannot tell: a Go program that panics exits with 2, as one does that
// found a mistake.
const verdictEnv = "MODU_SUPERVISED"

// journalGrace is how long a kiosk may take to close its journal.
const journalGrace = 10 * time.Second

// verdictFD is where a supervised child says that it found a mistake.
const verdictFD = 3

// runKiosk runs one kiosk to its end. An interrupt is passed on, and it gets time to
// close its journal. It reports whether the child found a mistake in its files.
func runKiosk(ctx context.Context, self string, args []string, errOut io.Writer) (mistake bool, err error) {
	r, w, err := os.Pipe()
	if err != nil {
		return false, err
	}
	defer r.Close()
	// A kiosk must not outlive its supervisor: the next one would find the record in use.
	c, err := child.Start(child.Spec{Command: self, Args: args, OwnEnv: true, Env: []string{verdictEnv + "=1"}, Files: []*os.File{w},
		Stdout: os.Stdout, Stderr: errOut, Gentle: true, Grace: journalGrace})
	if err == nil {
		err = c.Wait(ctx)
	}
	_ = w.Close()
	// Nobody else writes now; what grandchildren inherited is not waited for.
	_ = r.SetReadDeadline(time.Now().Add(time.Second))
	verdict := make([]byte, 1)
	n, _ := r.Read(verdict)
	return n > 0, err
}

// tellSupervisor says that starting again will not help.
func tellSupervisor() {
	if os.Getenv(verdictEnv) == "" {
		return
	}
	f := os.NewFile(verdictFD, "supervisor")
	_, _ = f.Write([]byte{1})
	_ = f.Close()
}

// pause waits, with "please call staff" on the screen if there are arguments for it.
func pause(ctx context.Context, self string, d time.Duration, apology []string, errOut io.Writer) {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	if len(apology) > 0 {
		_, _ = runKiosk(ctx, self, apology, errOut) // without a display it ends at once
	}
	<-ctx.Done()
}
