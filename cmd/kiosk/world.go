package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/kinds"
	"modu/devices/lift"
	"modu/devices/link"
	"modu/devices/relay"
	"modu/devices/sim"
	"modu/devices/terminal"
	"modu/devices/transport"
	"modu/internal/assemble"
	"modu/internal/child"
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
	w := &world{emit: emit, say: say}
	w.ctx, w.cancel = context.WithCancel(ctx)
	for _, pl := range site.Plan {
		if err := w.add(pl); err != nil {
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

// add prepares one device.
func (w *world) add(pl assemble.Device) error {
	drv := pl.Kind.New(pl.Profile, pl.ID)
	opener, spec := pl.Kind.Port(pl.Profile)
	switch {
	case pl.Port.Mock != "":
		at, err := w.simulate(pl)
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
	w.start(link.Config{ID: pl.ID, Class: pl.Kind.Class, Driver: drv, Opener: opener, Spec: spec}, func(l *link.Link) { w.known(drv, l) })
	return nil
}

// known keeps a link through which the loop tells a device what to do.
func (w *world) known(drv devices.Driver, l *link.Link) {
	switch drv := drv.(type) {
	case *terminal.Driver:
		w.terminal = &assemble.Payments{Link: l, Driver: drv, Emit: w.emit}
	case *relay.Driver:
		w.caller = &assemble.Calls{Link: l, Driver: drv}
	case *lift.Driver:
		w.lift = &assemble.Heights{Link: l, Driver: drv, Emit: w.emit}
	}
}

// start makes a link once everything is prepared; known, if not nil, is told of it.
func (w *world) start(cfg link.Config, known func(*link.Link)) {
	cfg.Emit = w.emit
	cfg.Log = func(text string) { w.say("%s: %s", cfg.ID, text) }
	w.starts = append(w.starts, func() {
		l := link.Start(w.ctx, cfg)
		w.links = append(w.links, l)
		if known != nil {
			known(l)
		}
	})
}

// readerID is the simulated reader among the devices.
const readerID = "reader"

// addReader prepares a simulated reader, for whoever tries the kiosk out.
func (w *world) addReader(path string) {
	k, _ := kinds.ByMock("card")
	opener, spec := k.Port(nil)
	spec.Path = path
	w.start(link.Config{ID: readerID, Class: k.Class, Driver: k.New(nil, readerID), Opener: opener, Spec: spec}, nil)
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
	w.start(cfg, nil)
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

// scripts are how simulated devices behave that have a choice.
var scripts = map[string]string{"terminal": "approve after 4s"}

// simulate starts a simulated device and returns where its port is.
func (w *world) simulate(pl assemble.Device) (string, error) {
	at, err := w.place(pl.ID)
	if err != nil {
		return "", err
	}
	mock := pl.Port.Mock
	if pl.Kind.Apart {
		return at, w.simulateApart(mock, at)
	}
	_, dev, err := kinds.Simulate(mock, pl.Profile, scripts[mock])
	if err != nil {
		return "", err
	}
	plugged, err := sim.Plug(w.ctx, dev, at)
	if err != nil {
		return "", err
	}
	w.sims = append(w.sims, func() { _ = plugged.Close() })
	if mock == "lamp" {
		stop := answering(w.ctx, plugged)
		w.sims = append(w.sims, stop)
	}
	return at, nil
}

// simulateApart starts a simulated device as a process of its own.
func (w *world) simulateApart(mock, at string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	c, err := child.Start(child.Spec{Command: self, Args: []string{"--simulate", mock, "--script", scripts[mock], "--link", at}, PipeIn: true, Stderr: os.Stderr})
	if err != nil {
		return err
	}
	w.sims = append(w.sims, func() { c.End(apartGrace) }) // it ends when its input does
	return nil
}

// apartGrace is how long a simulated device may take to put its port away.
const apartGrace = 2 * time.Second

// answering plays staff at a simulated lamp: somebody comes after a few seconds.
func answering(ctx context.Context, p *sim.Plugged) (stop func()) {
	const comes = 6 * time.Second
	var since time.Time
	return task.Every(ctx, 500*time.Millisecond, func(context.Context) {
		switch burning := p.State() == "lamp on"; {
		case !burning:
			since = time.Time{}
		case since.IsZero():
			since = time.Now()
		case time.Since(since) > comes:
			_ = p.Do("answer")
			since = time.Time{}
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
