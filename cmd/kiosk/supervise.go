package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// Restarts wait 0.5, 1, 2, 4 and then 5 s: quick after one crash, calm when
// something is broken for good. A child that ran this long starts afresh.
const (
	firstWait = 500 * time.Millisecond
	lastWait  = 5 * time.Second
	stable    = time.Minute
	// apologyAfter: a restart quicker than this needs no other screen.
	apologyAfter = time.Second
)

// supervise runs the kiosk as a child for ever. What a person paid for is in the
// child's journal; personal data dies with the child.
func supervise(ctx context.Context, args []string, errOut io.Writer) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	wait := firstWait
	for {
		began := time.Now()
		err := child(ctx, self, args, errOut)
		var exit *exec.ExitError
		switch {
		case ctx.Err() != nil, err == nil:
			return nil // it was told to stop
		case errors.As(err, &exit) && exit.ExitCode() == exitMistake:
			return fmt.Errorf("%w: the kiosk will not start until the files above are right", errMistake)
		}
		if time.Since(began) > stable {
			wait = firstWait
		}
		fmt.Fprintf(errOut, "kiosk: %v; starting again in %v\n", err, wait)
		pause(ctx, self, wait, errOut)
		wait = min(wait*2, lastWait)
	}
}

// child runs one kiosk to its end. An interrupt is passed on, and it gets time to
// close its journal.
func child(ctx context.Context, self string, args []string, errOut io.Writer) error {
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, errOut
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	return cmd.Run()
}

// pause waits, with "please call staff" on the screen if it takes long.
func pause(ctx context.Context, self string, d time.Duration, errOut io.Writer) {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	if d > apologyAfter {
		_ = child(ctx, self, []string{"--apology"}, errOut) // without a display it ends at once
	}
	<-ctx.Done()
}
