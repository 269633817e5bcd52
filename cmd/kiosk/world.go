package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/assets"
	"modu/devices"
	"modu/devices/drivers"
	"modu/devices/link"
	"modu/devices/profile"
	"modu/devices/relay"
	"modu/devices/sim"
	"modu/devices/terminal"
	"modu/devices/transport"
	"modu/devices/transport/serialport"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/money"
	"modu/internal/runtime"
)

// What a site file may name.
func driverNames() []string {
	return []string{"keypad", "firmata", "hid", "terminal", "relay", config.NoDriver}
}

func mocks() []string { return sim.Kinds() }

// profileNames are the embedded profiles.
func profileNames() []string {
	entries, err := fs.ReadDir(assets.Files, "profiles")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if n, ok := strings.CutSuffix(e.Name(), ".yaml"); ok {
			names = append(names, n)
		}
	}
	return names
}

// plan is one device of the site with everything that must be right before its port
// is opened.
type plan struct {
	config.Device
	class   string // middle part of health codes
	profile *profile.Profile
}

type plans struct{ keypads, terminals, lamps []plan }

// planDevices loads the profiles and names every mistake in them.
func planDevices(site config.Site) (*plans, datafile.Issues) {
	p := &plans{}
	var issues datafile.Issues
	all := append([]config.Device(nil), site.Devices...)
	for _, d := range []*config.Device{site.Terminal, site.Lamp} {
		if d != nil {
			all = append(all, *d)
		}
	}
	for _, d := range all {
		pl := plan{Device: d}
		switch d.Driver {
		case "keypad", "firmata", "hid":
			prof, more := loadProfile(d.Profile)
			issues = append(issues, more...)
			if prof != nil && string(prof.Kind) != d.Driver {
				issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: prof.File}, Msg: fmt.Sprintf("this profile is for the driver %q, but device %q has the driver %q", prof.Kind, d.ID, d.Driver),
					Remedy: fmt.Sprintf(`write "driver: %s" in the site file, or name another profile`, prof.Kind)})
			}
			pl.class, pl.profile = "keypad", prof
			p.keypads = append(p.keypads, pl)
		case "terminal":
			pl.class, pl.ID = "terminal", "terminal"
			p.terminals = append(p.terminals, pl)
		case "relay":
			pl.class, pl.ID = "call", "lamp"
			p.lamps = append(p.lamps, pl)
		}
	}
	return p, issues
}

// loadProfile finds a profile by the name of an embedded one or by path.
func loadProfile(name string) (*profile.Profile, datafile.Issues) {
	file := path.Join("profiles", name+".yaml")
	data, err := assets.Files.ReadFile(file)
	if err != nil {
		file = name
		if data, err = os.ReadFile(name); err != nil {
			return nil, datafile.Issues{{Pos: datafile.Pos{File: name}, Msg: "this profile cannot be read", Remedy: "name a file, or one of: " + strings.Join(profileNames(), ", ")}}
		}
	}
	return profile.Load(file, data)
}

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
}

// plugIn starts the simulated devices and makes, but does not yet open, the links.
func plugIn(ctx context.Context, p *plans, site config.Site, o options, emit func(input.Event), say func(string, ...any)) (*world, error) {
	w := &world{emit: emit, say: say}
	w.ctx, w.cancel = context.WithCancel(ctx)
	for _, pl := range p.keypads {
		if err := w.add(pl, drivers.New(pl.profile, pl.ID), "", nil); err != nil {
			w.close()
			return nil, err
		}
	}
	for _, pl := range p.terminals {
		drv := terminal.New()
		err := w.add(pl, drv, "approve after 4s", func(l *link.Link) { w.terminal = &payments{link: l, driver: drv, emit: emit} })
		if err != nil {
			w.close()
			return nil, err
		}
	}
	for _, pl := range p.lamps {
		drv := relay.New()
		if err := w.add(pl, drv, "", func(l *link.Link) { w.caller = &calls{link: l, driver: drv, emit: emit} }); err != nil {
			w.close()
			return nil, err
		}
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
func (w *world) add(pl plan, drv devices.Driver, script string, known func(*link.Link)) error {
	spec := transport.PortSpec{Baud: 115200}
	var opener transport.Opener = serialport.Opener{}
	if pl.profile != nil {
		opener = drivers.Opener(pl.profile)
		spec = pl.profile.Port
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
		l := link.Start(w.ctx, link.Config{ID: pl.ID, Class: pl.class, Driver: drv, Opener: opener, Spec: spec, Emit: w.emit,
			Log: func(text string) { w.say("%s: %s", pl.ID, text) }})
		w.links = append(w.links, l)
		if known != nil {
			known(l)
		}
	})
	return nil
}

// simulate starts a simulated device and returns where its port is. A terminal is a
// process of its own: what approves money is never a function of the kiosk.
func (w *world) simulate(pl plan, script string) (string, error) {
	if w.dir == "" {
		dir, err := os.MkdirTemp("", "modu-devices-")
		if err != nil {
			return "", err
		}
		w.dir = dir
	}
	at := filepath.Join(w.dir, pl.ID)
	if pl.Port.Mock != "terminal" {
		dev := sim.NewLamp()
		if pl.Port.Mock == "keypad" {
			dev = sim.New(pl.profile)
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
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
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
	}()
	return func() { cancel(); <-ended }
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

// payments is the loop's view of the terminal.
type payments struct {
	link   *link.Link
	driver *terminal.Driver
	emit   func(input.Event)
}

func (p *payments) Pay(id input.EffectID, amount money.Amount, _ int) {
	if p.link.Send(p.driver.Approve(id, amount)) != nil {
		p.emit(input.PaymentEnded{Effect: id, Outcome: input.Cancelled}) // nothing was asked for
	}
}

func (p *payments) Cancel(id input.EffectID) { _ = p.link.Send(p.driver.Cancel(id)) }

// calls is the loop's view of the lamp.
type calls struct {
	link   *link.Link
	driver *relay.Driver
	emit   func(input.Event)
}

func (c *calls) Call(id input.EffectID) {
	if c.link.Send(c.driver.Call(id)) != nil {
		go c.emit(input.CallChanged{Effect: id, State: input.CallFailed})
	}
}

// outOfOrder is the one screen of a kiosk that does not run.
func outOfOrder(lang scene.Lang, text scene.Text) scene.Scene {
	return runtime.OutOfOrder(scene.Scene{Revision: 1, Lang: lang, Look: scene.Look{Theme: "default", Size: 100}}, text)
}
