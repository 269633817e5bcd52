package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"
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

// supervise runs the kiosk as a child for ever. What a person paid for is in the
// child's journal; personal data dies with the child.
func supervise(ctx context.Context, args []string, p patience, errOut io.Writer) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	wait := p.first
	for {
		began := time.Now()
		mistake, err := child(ctx, self, args, errOut)
		switch {
		case ctx.Err() != nil, err == nil:
			return nil // it was told to stop
		case mistake:
			return fmt.Errorf("%w: the kiosk will not start until the files above are right", errMistake)
		}
		if time.Since(began) > p.stable {
			wait = p.first
		}
		fmt.Fprintf(errOut, "kiosk: %v; starting again in %v\n", err, wait)
		pause(ctx, self, wait, wait > p.apologyAfter, errOut)
		wait = min(wait*2, p.last)
	}
}

// verdictEnv tells a child that its supervisor listens on descriptor 3. The exit
// status alone cannot tell: a Go program that panics exits with 2, as one does that
// found a mistake.
const verdictEnv = "MODU_SUPERVISED"

// verdictFD is where a supervised child says that it found a mistake.
const verdictFD = 3

// child runs one kiosk to its end. An interrupt is passed on, and it gets time to
// close its journal. It reports whether the child found a mistake in its files.
func child(ctx context.Context, self string, args []string, errOut io.Writer) (mistake bool, err error) {
	r, w, err := os.Pipe()
	if err != nil {
		return false, err
	}
	defer r.Close()
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, errOut
	cmd.Env = append(os.Environ(), verdictEnv+"=1")
	cmd.ExtraFiles = []*os.File{w}
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 10 * time.Second
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
	err = cmd.Run()
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

// pause waits, with "please call staff" on the screen if it is to take long.
func pause(ctx context.Context, self string, d time.Duration, apologise bool, errOut io.Writer) {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	if apologise {
		_, _ = child(ctx, self, []string{"--apology"}, errOut) // without a display it ends at once
	}
	<-ctx.Done()
}
