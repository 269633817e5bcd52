package scenario

import (
	"fmt"
	"maps"
	"slices"

	"modu/accessibility/input"
	"modu/devices/kinds"
	"modu/devices/sim"
)

// Work has a simulated device and its driver do a command, and hands on what the driver
// says. Keypads, the terminal and the lamp have steps of their own.
func (v *Virtual) Work(kind, command string) error {
	if v.absent[kind] {
		return fmt.Errorf("%s is unplugged: it cannot do anything", kind)
	}
	p := v.pairs[kind]
	if p == nil {
		k, dev, err := kinds.Simulate(kind, nil, "")
		if err != nil {
			return err
		}
		if p, err = sim.NewPair(k.New(nil, kind), dev); err != nil {
			return err
		}
		v.pairs[kind] = p
	}
	events, err := p.Do(command)
	if err != nil {
		return err
	}
	for _, ev := range events {
		v.step(ev)
	}
	return v.run(v.now)
}

// Health is what is wrong with devices now.
func (v *Virtual) Health() []string { return v.wrong.Codes() }

// Wrong is what is wrong with devices: the code of each that does not work, by its id.
type Wrong map[string]string

// Device takes a device's change into account.
func (w Wrong) Device(ev input.DeviceChanged) {
	delete(w, ev.Device)
	if ev.State != input.DeviceReady {
		w[ev.Device] = ev.Code
	}
}

// Codes are all of them, in order.
func (w Wrong) Codes() []string { return slices.Sorted(maps.Values(w)) }
