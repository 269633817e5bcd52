package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/drivers"
	"modu/devices/lift"
	"modu/devices/link"
	"modu/devices/reader"
	"modu/devices/relay"
	"modu/devices/sim"
	"modu/devices/terminal"
	"modu/devices/transport"
	"modu/devices/transport/serialport"
	"modu/internal/assemble"
	"modu/internal/runtime"
	"modu/internal/task"
)

// world is everything that is plugged into the kiosk.
type world struct {
	ctx      context.Context
	cancel   context.CancelFunc
	dir      string // of the links of simulated devices
	emit     func(input.Event)
	say      func(string, ...any)
	starts   []func()
	links    []*link.Link
	sims     []func()
	terminal runtime.Terminal
	caller   runtime.Caller
	lift     runtime.Lift
}

// plugIn starts the simulated devices and makes, but does not yet open, the links.
func plugIn(ctx context.Context, site assemble.Site, cards string, emit func(input.Event), say func(string, ...any)) (*world, error) {
	w, p := &world{emit: emit, say: say}, site.Plan
	w.ctx, w.cancel = context.WithCancel(ctx)
	for _, pl := range p.Keypads {
		if err := w.add(pl, drivers.New(pl.Profile, pl.ID), "", nil); err != nil {
			w.close()
			return nil, err
		}
	}
	for _, pl := range p.Terminals {
		drv := terminal.New()
		err := w.add(pl, drv, "approve after 4s", func(l *link.Link) { w.terminal = &assemble.Payments{Link: l, Driver: drv, Emit: emit} })
		if err != nil {
			w.close()
			return nil, err
		}
	}
	for _, pl := range p.Lamps {
		drv := relay.New()
		if err := w.add(pl, drv, "", func(l *link.Link) { w.caller = &assemble.Calls{Link: l, Driver: drv} }); err != nil {
			w.close()
			return nil, err
		}
	}
	for _, pl := range p.Lifts {
		drv := lift.New()
		if err := w.add(pl, drv, "", func(l *link.Link) { w.lift = &assemble.Heights{Link: l, Driver: drv, Emit: emit} }); err != nil {
			w.close()
			return nil, err
		}
	}
	if err := w.addSocket(site); err != nil {
		w.close()
		return nil, err
	}
	if cards != "" {
		w.addReader(cards)
	}
	// The loop must know terminal and lamp before it runs, so their links exist now;
	// their first events wait in its queue.
	for _, start := range w.starts {
		start()
	}
	w.starts = nil
	return w, nil
}

// add prepares one device; known is told its link.
func (w *world) add(pl assemble.Device, drv devices.Driver, script string, known func(*link.Link)) error {
	spec := transport.PortSpec{Baud: 115200}
	var opener transport.Opener = serialport.Opener{}
	if pl.Profile != nil {
		opener = drivers.Opener(pl.Profile)
		spec = pl.Profile.Port
		spec.Path, spec.USB = "", nil
	}
	switch {
	case pl.Port.Mock != "":
		at, err := w.simulate(pl, script)
		if err != nil {
			return fmt.Errorf("the simulated %s cannot be started: %w", pl.ID, err)
		}
		spec.Path = at
	case pl.Port.USB != nil:
		u := pl.Port.USB
		spec.USB = &transport.USBMatch{VID: u.VID.String(), PID: u.PID.String(), Serial: u.Serial}
	default:
		spec.Path = pl.Port.Path
	}
	w.starts = append(w.starts, func() {
		l := link.Start(w.ctx, link.Config{ID: pl.ID, Class: pl.Class, Driver: drv, Opener: opener, Spec: spec, Emit: w.emit,
			Log: func(text string) { w.say("%s: %s", pl.ID, text) }})
		w.links = append(w.links, l)
		if known != nil {
			known(l)
		}
	})
	return nil
}

// readerID is the simulated reader among the devices.
const readerID = "reader"

// addReader prepares a simulated reader, for whoever tries the kiosk out.
func (w *world) addReader(path string) {
	w.starts = append(w.starts, func() {
		w.links = append(w.links, link.Start(w.ctx, link.Config{ID: readerID, Class: "reader", Driver: reader.New(readerID), Opener: serialport.Opener{},
			Spec: transport.PortSpec{Path: path, Baud: 115200}, Emit: w.emit, Log: func(text string) { w.say("%s: %s", readerID, text) }}))
	})
}

// addSocket prepares what tells of the headset's plug, if that is a device of its own.
func (w *world) addSocket(site assemble.Site) error {
	at := ""
	if site.Headset.Port.Mock != "" {
		var err error
		if at, err = w.place(assemble.SocketID); err != nil {
			return err
		}
	}
	cfg, ok := assemble.SocketLink(site.Site, at)
	if !ok {
		return nil
	}
	if at != "" {
		plugged, err := sim.Plug(w.ctx, sim.NewJack(), at)
		if err != nil {
			return fmt.Errorf("the simulated headset socket cannot be started: %w", err)
		}
		w.sims = append(w.sims, func() { _ = plugged.Close() })
	}
	cfg.Emit = w.emit
	cfg.Log = func(text string) { w.say("%s: %s", cfg.ID, text) }
	w.starts = append(w.starts, func() { w.links = append(w.links, link.Start(w.ctx, cfg)) })
	return nil
}

// place is where the port of a simulated device is put.
func (w *world) place(id string) (string, error) {
	if w.dir == "" {
		dir, err := os.MkdirTemp("", "modu-devices-")
		if err != nil {
			return "", err
		}
		w.dir = dir
	}
	return filepath.Join(w.dir, id), nil
}

// simulate starts a simulated device and returns where its port is. A terminal is a
// process of its own: what approves money is never a function of the kiosk.
func (w *world) simulate(pl assemble.Device, script string) (string, error) {
	at, err := w.place(pl.ID)
	if err != nil {
		return "", err
	}
	if pl.Port.Mock != "terminal" {
		dev := sim.NewLamp()
		switch pl.Port.Mock {
		case "keypad":
			dev = sim.New(pl.Profile)
		case "lift":
			dev = sim.NewLift()
		}
		plugged, err := sim.Plug(w.ctx, dev, at)
		if err != nil {
			return "", err
		}
		w.sims = append(w.sims, func() { _ = plugged.Close() })
		if pl.Port.Mock == "lamp" {
			stop := answering(w.ctx, plugged)
			w.sims = append(w.sims, stop)
		}
		return at, nil
	}
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	cmd := exec.Command(self, "--simulate", "terminal", "--script", script, "--link", at)
	cmd.Stderr = os.Stderr
	hold, err := cmd.StdinPipe() // it ends when this closes
	if err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	w.sims = append(w.sims, func() { _ = hold.Close(); _ = cmd.Wait() })
	return at, nil
}

// answering plays staff at a simulated lamp: somebody comes after a few seconds.
func answering(ctx context.Context, p *sim.Plugged) (stop func()) {
	const comes = 6 * time.Second
	return task.StartIn(ctx, func(ctx context.Context) {
		t := time.NewTicker(500 * time.Millisecond)
		defer t.Stop()
		var since time.Time
		for {
			select {
			case <-ctx.Done():
				return
			case <-t.C:
			}
			switch burning := p.State() == "lamp on"; {
			case !burning:
				since = time.Time{}
			case since.IsZero():
				since = time.Now()
			case time.Since(since) > comes:
				_ = p.Do("answer")
				since = time.Time{}
			}
		}
	}).Stop
}

func (w *world) close() {
	w.cancel()
	for _, l := range w.links {
		l.Close()
	}
	for _, stop := range w.sims {
		stop()
	}
	if w.dir != "" {
		_ = os.RemoveAll(w.dir)
	}
}
