package sim

import (
	"fmt"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/devices"
)

const (
	// pairStart is how long a device may take until it works: a board starts, is greeted, set
	// up and has told its levels.
	pairStart = 10 * time.Second
	// pairSettle is how long a command may have consequences: a quick finger and a contact
	// that must be steady.
	pairSettle = 200 * time.Millisecond
)

// Pair is a driver and its simulated device with nothing but bytes between them, in a time
// of its own: there is no port, no goroutine and no clock. Scripts in virtual time work
// devices through it. One goroutine at a time may use it.
type Pair struct {
	dev *Device
	drv devices.Driver
	now time.Duration

	toDev            []byte
	devWake, drvWake time.Duration
	events           []input.Event
}

// NewPair connects the two and lets time pass until the device works.
func NewPair(drv devices.Driver, dev *Device) (*Pair, error) {
	p := &Pair{dev: dev, drv: drv}
	dev.brain.powerOn()
	p.toDev, p.drvWake = drv.Open(0)
	for p.now < pairStart && drv.Status().Phase != devices.Working {
		p.run(pairSettle)
	}
	if s := drv.Status(); s.Phase != devices.Working {
		return nil, fmt.Errorf("sim: the device does not work: %w", s.Err)
	}
	p.events = nil
	return p, nil
}

// Do carries out one command of the device and returns what its driver says of it.
func (p *Pair) Do(cmd string) ([]input.Event, error) {
	frames, err := p.dev.command(p.now, strings.Fields(cmd))
	if err != nil {
		return nil, err
	}
	p.deliver(frames)
	p.run(pairSettle)
	events := p.events
	p.events = nil
	return events, nil
}

func (p *Pair) deliver(frames [][]byte) {
	for _, f := range frames {
		p.step(f)
	}
}

func (p *Pair) step(in []byte) {
	ev, out, wake := p.drv.Step(p.now, in)
	p.events, p.toDev, p.drvWake = append(p.events, ev...), append(p.toDev, out...), wake
}

// run lets time pass.
func (p *Pair) run(d time.Duration) {
	for end := p.now + d; ; {
		frames, _, wake := p.dev.brain.step(p.now, p.toDev)
		p.toDev, p.devWake = nil, wake
		p.deliver(frames)
		if p.drvWake != 0 && p.drvWake <= p.now {
			p.step(nil)
		}
		if len(p.toDev) > 0 {
			continue
		}
		next := devices.Sooner(devices.Sooner(p.devWake, p.drvWake), end)
		if p.now = max(p.now+time.Millisecond, min(next, end)); p.now >= end {
			return
		}
	}
}
