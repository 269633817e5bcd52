package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"

	"modu/accessibility/input"
	"modu/internal/task"
)

// Which signals end what:
//
//	              kiosk, not locked   kiosk, locked             supervisor, not locked   supervisor, locked
//	INT, HUP      ends, as by Ctrl+Q  ignored                   ends both                ignored
//	QUIT, TSTP    Go's, the system's  ignored                   Go's, the system's       ignored
//	TERM          ends                ends, is started again    ends both                ends both
//	any other     as a crash: a supervisor starts the kiosk again
//
// A terminal sends INT, QUIT, TSTP and HUP: by Ctrl+C, Ctrl+\, Ctrl+Z, and when it closes.
// Nobody who finds a keyboard on a locked kiosk may end it so.
func fromTerminal() []os.Signal {
	return []os.Signal{os.Interrupt, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGTSTP}
}

// deafen makes the process ignore what a terminal sends, and what it starts as well (but
// for QUIT, which Go takes back). It also takes those signals from all that listen for them: the toolkit listens for an
// interrupt from the moment that its loop runs, so it is called again when that is certain.
func deafen() { signal.Ignore(fromTerminal()...) }

// watchSignals lets an interrupt, or the end of its terminal, end the kiosk as Ctrl+Q
// does. A termination request, which ends ctx, always ends it.
func watchSignals(ctx context.Context, locked bool, emit func(input.Event), quit func()) (stop func()) {
	asked := make(chan os.Signal, 1)
	if !locked {
		signal.Notify(asked, os.Interrupt, syscall.SIGHUP)
	}
	listens := task.Start(func(own context.Context) {
		for {
			select {
			case <-asked:
				emit(input.Quit{})
			case <-ctx.Done():
				quit()
				return
			case <-own.Done():
				return
			}
		}
	})
	return func() { signal.Stop(asked); listens.Stop() }
}

// errUnasked is the end of a locked kiosk that nobody may end: a supervisor starts it again.
var errUnasked = errors.New("the window of a locked kiosk was closed, and nobody asked for it")

// askedWithin is how long a termination request may take from the toolkit, which gets it
// as well and closes the window, to this program.
const askedWithin = time.Second

// unasked is errUnasked unless ctx has ended, or ends in a moment.
func unasked(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case <-time.After(askedWithin):
		return errUnasked
	}
}
