package realtime

import (
	"path/filepath"

	"modu/devices/kinds"
	"modu/devices/link"
	"modu/devices/sim"
	"modu/internal/scenario"
)

// worked are the simulated devices that a scenario works by their commands, by their kind,
// and what is wrong with any device.
type worked struct {
	sims  map[string]*sim.Plugged
	wrong scenario.Wrong
}

// Work implements scenario.World: a device is plugged in when it is first worked.
func (w *World) Work(kind, command string) error {
	plugged, at := w.worked.sims[kind], w.seen()
	if plugged == nil {
		k, dev, err := kinds.Simulate(kind, nil, "")
		if err != nil {
			return err
		}
		opener, spec := k.Port(nil)
		spec.Path = filepath.Join(w.dir, "worked-"+kind)
		if plugged, err = sim.Plug(w.ctx, dev, spec.Path); err != nil {
			return err
		}
		w.worked.sims[kind] = plugged
		w.links = append(w.links, link.Start(w.ctx, link.Config{ID: kind, Class: k.Class, Driver: k.New(nil, kind), Opener: opener, Spec: spec, Emit: w.loop.Emit}))
		if err := w.until(kind+" to be ready", func() bool { return w.ready[kind] }); err != nil {
			return err
		}
		at = w.seen()
	}
	if err := plugged.Do(command); err != nil {
		return err
	}
	return w.settle(at)
}

// Health implements scenario.World.
func (w *World) Health() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.worked.wrong.Codes()
}
