package sim

import (
	"context"
	"errors"
	"strings"
	"sync"

	"modu/devices/transport/pty"
	"modu/internal/task"
)

// Plugged is a device behind a link in the file system, like a real one behind its
// node in /dev.
type Plugged struct {
	dev    *Device
	socket *pty.Socket
	ctx    context.Context
	cancel context.CancelFunc

	mu      sync.Mutex
	serving *task.Task // nil: unplugged
}

// Plug puts a device behind link and plugs it in. Close ends it.
func Plug(ctx context.Context, dev *Device, link string) (*Plugged, error) {
	ctx, cancel := context.WithCancel(ctx)
	p := &Plugged{dev: dev, socket: pty.NewSocket(link), ctx: ctx, cancel: cancel}
	if err := p.plug(); err != nil {
		cancel()
		return nil, err
	}
	return p, nil
}

// Link is the path that a client opens.
func (p *Plugged) Link() string { return p.socket.Link() }

// State says in words what a tester would see.
func (p *Plugged) State() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.serving == nil {
		return "unplugged; " + p.dev.State()
	}
	return p.dev.State()
}

// Run does a script, see Device.Run.
func (p *Plugged) Run(ctx context.Context, script string) error { return run(ctx, script, p.Do) }

// Do carries out one command.
func (p *Plugged) Do(cmd string) error {
	switch strings.TrimSpace(cmd) {
	case "unplug":
		return p.unplug()
	case "replug", "plug":
		return p.plug()
	default:
		return p.dev.Do(cmd)
	}
}

func (p *Plugged) plug() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.serving != nil {
		if p.dev.connected() {
			return errors.New("sim: it is plugged in already")
		}
		p.serving.Wait() // it has hung up by itself
	}
	if err := p.ctx.Err(); err != nil {
		return err
	}
	m, err := p.socket.Plug()
	if err != nil {
		return err
	}
	s, err := p.dev.connect()
	if err != nil {
		p.socket.Unplug()
		return err
	}
	p.serving = task.StartIn(p.ctx, func(ctx context.Context) {
		p.dev.serve(ctx, s, m) // ends with the cable; there is nobody to tell
		p.socket.Unplug()
	})
	return nil
}

func (p *Plugged) unplug() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.serving == nil {
		return nil
	}
	err := p.socket.Unplug()
	p.serving.Wait()
	p.serving = nil
	return err
}

// Close unplugs the device for good and waits for its goroutines.
func (p *Plugged) Close() error {
	p.cancel()
	return p.unplug()
}
