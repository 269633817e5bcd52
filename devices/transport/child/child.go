package child

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync/atomic"
	"time"

	"modu/devices"
	"modu/devices/transport"
)

// grace is how long a program may take to end after its input was closed.
const grace = time.Second

// Opener starts Command for every Open; the spec is not used.
type Opener struct {
	Command []string  // program and arguments
	Env     []string  // added to the kiosk's own environment
	Log     io.Writer // standard error of the program; nil discards it
}

// Open starts the program.
func (o Opener) Open(_ context.Context, _ transport.PortSpec) (transport.Port, error) {
	if len(o.Command) == 0 {
		return nil, fmt.Errorf("child: %w: no program is named", devices.ErrUnsupported)
	}
	inR, inW, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("child: %w", err)
	}
	outR, outW, err := os.Pipe()
	if err != nil {
		inR.Close()
		inW.Close()
		return nil, fmt.Errorf("child: %w", err)
	}
	cmd := exec.Command(o.Command[0], o.Command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = inR, outW, o.Log
	cmd.WaitDelay = grace // grandchildren may keep the log open
	if len(o.Env) > 0 {
		cmd.Env = append(os.Environ(), o.Env...)
	}
	err = cmd.Start()
	inR.Close()
	outW.Close()
	if err != nil {
		inW.Close()
		outR.Close()
		if errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("child: %w (%v)", devices.ErrAbsent, err)
		}
		return nil, fmt.Errorf("child: %w", err)
	}
	p := &port{name: o.Command[0], in: inW, out: outR, cmd: cmd, ended: make(chan struct{})}
	p.timeout.Store(-1)
	go func() {
		cmd.Wait() // how it ended does not matter: the port is gone either way
		close(p.ended)
	}()
	return p, nil
}

type port struct {
	name    string
	in, out *os.File
	cmd     *exec.Cmd
	ended   chan struct{}
	timeout atomic.Int64
	closing atomic.Bool
}

func (p *port) gone(err error) error {
	if p.closing.Load() {
		return fmt.Errorf("%s: %w", p.name, devices.ErrClosed)
	}
	return fmt.Errorf("%s: %w (%v)", p.name, devices.ErrDisconnected, err)
}

func (p *port) SetReadTimeout(d time.Duration) error {
	p.timeout.Store(int64(d))
	return nil
}

func (p *port) Read(b []byte) (int, error) {
	deadline := time.Time{}
	if t := time.Duration(p.timeout.Load()); t >= 0 {
		deadline = time.Now().Add(max(t, time.Microsecond))
	}
	if err := p.out.SetReadDeadline(deadline); err != nil {
		return 0, p.gone(err)
	}
	n, err := p.out.Read(b)
	switch {
	case n > 0:
		return n, nil
	case errors.Is(err, os.ErrDeadlineExceeded):
		return 0, nil
	default:
		return 0, p.gone(err)
	}
}

func (p *port) Write(b []byte) (int, error) {
	n, err := p.in.Write(b)
	if err != nil {
		return n, p.gone(err)
	}
	return n, nil
}

// Close ends the program: politely by the end of its input, then by force.
func (p *port) Close() error {
	if p.closing.Swap(true) {
		return nil
	}
	p.in.Close()
	p.out.Close()
	t := time.NewTimer(grace)
	defer t.Stop()
	select {
	case <-p.ended:
	case <-t.C:
		p.cmd.Process.Kill()
		<-p.ended
	}
	return nil
}
