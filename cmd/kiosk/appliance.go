package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/journal"
	"modu/internal/runtime"
	"modu/internal/task"
	"modu/ui/direct"
)

// quitAfter leaves time to read and hear that the kiosk is ending.
const quitAfter = 1500 * time.Millisecond

// appliance is the kiosk: one page that shows the whole machine. It reads every file
// first, opens devices after that, and returns when the window has closed.
func appliance(ctx context.Context, o options, out, errOut io.Writer) error {
	start := time.Now()
	now := func() time.Duration { return time.Since(start) }
	say := func(format string, args ...any) { fmt.Fprintf(errOut, "kiosk: "+format+"\n", args...) }
	reached := func(what string) {
		if o.dev {
			say("%d ms: %s", now().Milliseconds(), what)
		}
	}

	release := holdCollector()
	// 1. Files.
	site, err := readSite(o)
	if err != nil {
		return err
	}
	parts := site.Parts
	reached("files read")

	// 2. The record, which also gives this start its number.
	dir, err := stateDir(site.Site)
	if err != nil {
		return err
	}
	book, recovered, err := journal.Open(dir, time.Now)
	if err != nil {
		return noRecord(dir, err)
	}
	defer book.Close()
	reached("record open")

	// 3. The core and its loop.
	live := running(parts)
	live.edited, live.photos = edited(o, site.Site), book
	report := newReporter(site.Health.File, live, say)
	health := runtime.NewHealth(runtime.ShowAfter, report.changed)
	// The file lists what has been told: of what mends itself sooner nobody would be told that
	// it has, and it would stay there.
	report.begin(func() []runtime.Item { return health.Items(now(), runtime.ShowAfter) })
	defer report.close()
	defer health.Close()
	reportRecovered(recovered, health, now())
	reportGaps(parts, health, now())
	ports := runtime.Ports{Ledger: book, Health: health}
	machine := parts.Machine(recovered.Boot, recovered.NextNumber)
	loop := runtime.NewLoop(machine, now)
	emit := loop.Emit
	reached("core made")

	// 4. Outputs and devices.
	screen, err := newWindow(site.Site, live, o, emit)
	if err != nil {
		return err
	}
	screen.shown = func() {
		reached("first picture laid out")
		if site.Lock {
			deafen() // the toolkit has begun to listen
		}
		go release() // on the other processor; nobody waits for it
	}
	lit := watchMonitor(o, screen, health, now, say)
	defer lit.Close()
	reached("window made")
	voice := newVoice(site.Site, parts, emit, screen)
	defer voice.close()
	jack := assemble.NewJack(site.Site, voice.speaker.Jack, emit)
	world, err := plugIn(ctx, site, o.reader, jack.Emit, say)
	if err != nil {
		return err
	}
	defer world.close()
	ports.Screen, ports.Voice, ports.Terminal, ports.Caller = screen, voice, world.terminal, world.caller
	ports.Lift = world.lift
	menu := changedMenu(site.Site, live, book, recovered, emit)
	page, closePage := staffPage(site.Site, live, menu, emit, health, now, say)
	defer closePage()
	ports.Staff = page
	desk, err := openDesk(site.Site, live, book, menu, emit, health, now)
	if err != nil {
		return err
	}
	defer desk.close()
	desk.connect(&ports)
	var quit sync.Once
	ports.Quit = func() { quit.Do(func() { time.AfterFunc(quitAfter, screen.quit) }) }
	observers, err := newObservers(o, out, screen)
	if err != nil {
		return err
	}
	defer observers.close()
	observers.awake = lit.Wake
	ports.Observer = observers
	reached("devices started")

	// 5. Run until the window closes.
	stopClock := tellTime(time.Now, now, emit)
	turning := task.Start(func(ctx context.Context) { loop.Run(ctx, ports) })
	stopEdits := watchEdits(o, site, live, loop, screen, menu, say)
	stopSignals := watchSignals(ctx, site.Lock, emit, screen.quit)
	stopWatchdog := watchdog(loop, screen, say)
	voice.begin()
	jack.Begin()
	if !site.Lock {
		say("Ctrl+Q or Ctrl+C ends it")
	}
	err = screen.run()
	stopWatchdog()
	stopEdits()
	stopClock()
	stopSignals()
	turning.Stop()
	if err == nil && site.Lock {
		return unasked(ctx)
	}
	return err
}

// read reads the site, or the service on its sample site.
func (o options) read() (assemble.Site, datafile.Issues) {
	if o.service != "" {
		return assemble.ReadService(o.service)
	}
	return assemble.Read(o.site)
}

// readSite reads all files. Their mistakes are named together, before any device is
// opened. A window's libraries are loaded meanwhile, on the other processor.
func readSite(o options) (assemble.Site, error) {
	var site assemble.Site
	var issues datafile.Issues
	read := task.Start(func(context.Context) { site, issues = o.read() })
	direct.Warm()
	read.Wait()
	if issues.Err() != nil {
		return site, issues
	}
	if o.reader != "" && site.Lock {
		return site, fmt.Errorf("%w: --reader is a simulated reader, and the site is locked; leave it out", errMistake)
	}
	if site.Lock {
		deafen()
	}
	return site, nil
}

// stateDir is where the record is kept.
func stateDir(site config.Site) (string, error) {
	if site.StateDir != "" {
		return site.StateDir, nil
	}
	base := os.Getenv("XDG_STATE_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("%w: no home directory for the record of orders; name a state_dir in the site file", errMistake)
		}
		base = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(base, "modu"), nil
}

// noRecord says why there is no record. A wrong place is a mistake; a disk that is
// full or fails may work again after the next start.
func noRecord(dir string, err error) error {
	if errors.Is(err, journal.ErrInUse) {
		return fmt.Errorf("%w: the record in %s is in use by another kiosk; end that one, or give this one a state_dir of its own", errMistake, dir)
	}
	for _, wrong := range []error{fs.ErrPermission, fs.ErrExist, fs.ErrInvalid, syscall.ENOTDIR, syscall.EISDIR, syscall.EROFS, syscall.ENAMETOOLONG} {
		if errors.Is(err, wrong) {
			return fmt.Errorf("%w: the record cannot be kept in %s: %s; name a directory that this user may write to as state_dir in the site file", errMistake, dir, datafile.Reason(err))
		}
	}
	return fmt.Errorf("without its record the kiosk must take no payment: %w", err)
}

// reportRecovered tells staff what the last run left open.
func reportRecovered(r journal.Recovered, h *runtime.Health, now time.Duration) {
	for _, p := range r.Open {
		h.Set(fmt.Sprintf("payment-%d", p.Number), "health.payment.open", now)
	}
	for i, n := range r.Notes {
		h.Set(fmt.Sprintf("journal-%d", i+1), n.Code, now)
	}
}

// reportGaps tells staff what the service and its words lack; it is bridged, but somebody
// should know.
func reportGaps(parts *assemble.Parts, h *runtime.Health, now time.Duration) {
	for _, g := range parts.Gaps {
		h.Set("message "+g.ID+" "+string(g.Lang), "health.message."+g.Form, now)
	}
	for i := range parts.Service.Unrehearsed() {
		h.Set(fmt.Sprintf("practice-%d", i+1), "health.practice", now)
	}
	for _, u := range parts.Hidden {
		h.Set("language-"+string(u.Lang), "health.language", now)
	}
}

// The watchdog judges loop and screen only: a stuck device is a health item, never a
// reason to restart. It asks every watchEvery and gives an answer watchPatience.
const (
	watchEvery    = 5 * time.Second
	watchPatience = 10 * time.Second
)

// watchdog ends the process when loop or screen have stopped turning; the supervisor
// starts it again, and the record tells what was paid.
func watchdog(loop *runtime.Loop, screen *window, say func(string, ...any)) (stop func()) {
	return task.Every(context.Background(), watchEvery, func(ctx context.Context) {
		if loop.Alive(watchPatience) && screen.alive(watchPatience) || ctx.Err() != nil { // or it is ending anyway
			return
		}
		say("loop or screen stand still; ending so that a supervisor can start again")
		os.Exit(exitFailed)
	}).Stop
}
